"""The sentence of a clause that answers: by meaning, by words, and by the kind of words in it."""

import math
from collections.abc import Sequence

import numpy as np

from policy_index.answer_types import kinds_in, names_unit
from policy_index.asked import Asked
from policy_index.clauses import Clause
from policy_index.fusion import Scores, max_scaled, min_max
from policy_index.sentences import clause_sentences
from policy_index.thesaurus import written_words
from policy_index.tokens import tokens_of, without_places

THESAURUS = 0.6
RIGHT_KIND = 0.5
NAMES_UNIT = 0.8
RESPONSIBLE = 1.0
PRINTS_FACT = 3.0
_OVERLAP_FLOOR = 0.2


def closest_sentences(
    asked: Asked, clause: Clause, similarities: Scores, fact_words: Sequence[str]
) -> list[str]:
    """The sentences of ``clause``, verbatim, the one that answers best first.

    ``similarities``: the cosine of the question with each of ``clause_sentences``, shape (n,);
    ``fact_words``: the words of the fact of the document that is asked for, if one is. The units
    responsible are the last sentence: they answer only who asks for them.
    """
    sentences = clause_sentences(clause)
    score = min_max(similarities) + max_scaled(_overlap(asked.text, sentences), _OVERLAP_FLOOR)
    score += RIGHT_KIND * np.array([kinds_in(sentence, asked.kinds) for sentence in sentences])
    if asked.who:
        score += NAMES_UNIT * np.array([names_unit(sentence) for sentence in sentences])
    if clause.responsible:
        score[-1] += RESPONSIBLE if asked.who else -np.inf
    for words in fact_words:
        score += PRINTS_FACT * np.array([words in sentence for sentence in sentences])
    return [sentences[at] for at in np.argsort(-score, kind="stable") if score[at] > -np.inf]


def _overlap(text: str, sentences: Sequence[str]) -> Scores:
    tokens = [tokens_of(sentence) for sentence in sentences]
    asked, written = without_places(text), " ".join(written_words(text))
    return _share(tokens_of(asked), tokens) + THESAURUS * _share(tokens_of(written), tokens)


def _share(asked: set[str], sentences: Sequence[set[str]]) -> Scores:
    """Of what the sentences together have of ``asked``, how much each has; what all of them have
    (专精特新, 企业) weighs next to nothing."""
    weights = {
        token: math.log((len(sentences) + 1) / (sum(token in each for each in sentences) + 0.5))
        for token in asked
        if any(token in each for each in sentences)
    }
    total = sum(weights.values()) or 1.0
    return np.array([sum(weights[t] for t in weights.keys() & each) / total for each in sentences])
