"""The tokens of a text and of a question, in two fields: words and character bigrams.

Words come from jieba in search mode with a policy dictionary; overlapping bigrams rescue what the
dictionary cuts wrongly. Place names are left out: which city is meant is decided apart from what
is asked.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from policy_index.model_files import cache_folder
from policy_index.places import find_places
from policy_index.thesaurus import written_words

if TYPE_CHECKING:
    import jieba

FieldTokens = Mapping[str, list[str]]
"""Field → the tokens of a clause in it, as often as they stand there."""
FieldWeights = Mapping[str, Mapping[str, float]]
"""Field → token → how much a question wants it."""

DICTIONARY = Path(__file__).with_name("dictionary.txt")
STOPWORDS = Path(__file__).with_name("stopwords.txt")
TOKENS_VERSION = "1"

BIGRAM_WEIGHT = 0.5
THESAURUS_WEIGHT = 0.3

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"\w")


def words(text: str) -> list[str]:
    """Words of the folded text, long ones with the short words inside them, without stopwords."""
    cut = _segmenter().cut_for_search(_folded(text))
    return [word for word in cut if _WORD.search(word) and word not in _stopwords()]


def bigrams(text: str) -> list[str]:
    """Overlapping pairs of Chinese characters; a pair never spans a mark or a Latin letter."""
    runs = _CHINESE.findall(_folded(text))
    return [run[i : i + 2] for run in runs for i in range(len(run) - 1)]


def without_places(text: str) -> str:
    """The text with the names of cities and provinces blanked out."""
    for mention in reversed(find_places(text)):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text


def has_chinese(text: str) -> bool:
    """True when there is a Chinese character in the text."""
    return bool(_CHINESE.search(text))


def coverage(query: str, text: str) -> float:
    """Share of the query's different words and bigrams that also stand in ``text``, 0 to 1."""
    asked = tokens_of(query)
    return len(asked & tokens_of(text)) / len(asked) if asked else 0.0


def tokens_of(text: str) -> set[str]:
    """The different words and bigrams of a text."""
    return {*words(text), *bigrams(text)}


def clause_tokens(text: str) -> FieldTokens:
    """What a clause is found by."""
    plain = without_places(text)
    return {"words": words(plain), "bigrams": bigrams(plain)}


def query_weights(query: str) -> FieldWeights:
    """What a normalised query looks for.

    The words that the documents use for what the query says count ``THESAURUS_WEIGHT``, or fully
    when the query is in another language: then it shares no others.
    """
    asked = without_places(query)
    weight = THESAURUS_WEIGHT if has_chinese(asked) else 1.0
    by_word, by_bigram = defaultdict[str, float](float), defaultdict[str, float](float)
    for text, share in ((asked, 1.0), (" ".join(written_words(query)), weight)):
        for token in words(text):
            by_word[token] += share
        for token in bigrams(text):
            by_bigram[token] += share * BIGRAM_WEIGHT
    return {"words": by_word, "bigrams": by_bigram}


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    return frozenset(STOPWORDS.read_text("utf-8").split())


@lru_cache(maxsize=1)
def _segmenter() -> "jieba.Tokenizer":
    import jieba

    jieba.setLogLevel("WARNING")
    segmenter = jieba.Tokenizer()
    cache_folder().mkdir(parents=True, exist_ok=True)
    segmenter.tmp_dir = str(cache_folder())
    with DICTIONARY.open("rb") as dictionary:
        segmenter.load_userdict(dictionary)
    return segmenter
