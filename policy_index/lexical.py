"""The lexical half of a search: Chinese tokens and BM25 over them.

Words (jieba in search mode with a policy dictionary) and overlapping character bigrams are two
BM25 indexes whose scores are added; bigrams rescue what the dictionary cuts wrongly. Place names
are left out: which city is meant is decided apart from what is asked.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from policy_index.e5 import cache_folder
from policy_index.fusion import Scores
from policy_index.places import find_places
from policy_index.thesaurus import written_words

if TYPE_CHECKING:
    import bm25s
    import jieba

DICTIONARY = Path(__file__).with_name("dictionary.txt")
STOPWORDS = Path(__file__).with_name("stopwords.txt")
TOKENS_VERSION = "1"

BIGRAM_WEIGHT = 0.5
THESAURUS_WEIGHT = 0.3

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_WORD = re.compile(r"\w")


class Tokens(Protocol):
    """Turns text into tokens."""

    def __call__(self, text: str) -> list[str]: ...


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
    asked = {*words(query), *bigrams(query)}
    return len(asked & {*words(text), *bigrams(text)}) / len(asked) if asked else 0.0


@dataclass(frozen=True)
class Lexicon:
    """BM25 over a list of texts."""

    by_word: "bm25s.BM25"
    by_bigram: "bm25s.BM25"

    @classmethod
    def build(cls, texts: Sequence[str]) -> "Lexicon":
        plain = [without_places(text) for text in texts]
        return cls(_bm25(plain, words), _bm25(plain, bigrams))

    @classmethod
    def load(cls, folder: Path) -> "Lexicon":
        import bm25s

        return cls(
            bm25s.BM25.load(str(folder / "words"), load_corpus=False),
            bm25s.BM25.load(str(folder / "bigrams"), load_corpus=False),
        )

    def save(self, folder: Path) -> None:
        self.by_word.save(str(folder / "words"), corpus=None)
        self.by_bigram.save(str(folder / "bigrams"), corpus=None)

    def scores(self, query: str) -> Scores:
        """BM25 of every text for a normalised query, shape (n,); 0 where no token is shared.

        The words that the documents use for what the query says count ``THESAURUS_WEIGHT``, or
        fully when the query is in another language: then it shares no others.
        """
        asked = without_places(query)
        weight = THESAURUS_WEIGHT if has_chinese(asked) else 1.0
        return self._scores(asked) + weight * self._scores(" ".join(written_words(query)))

    def _scores(self, text: str) -> Scores:
        return _score(self.by_word, words(text)) + BIGRAM_WEIGHT * _score(
            self.by_bigram, bigrams(text)
        )


def _bm25(texts: Sequence[str], tokens: Tokens) -> "bm25s.BM25":
    import bm25s

    index = bm25s.BM25(k1=1.5, b=0.75, method="lucene")
    index.index([tokens(text) for text in texts], show_progress=False)
    return index


def _score(index: "bm25s.BM25", tokens: list[str]) -> Scores:
    known = [token for token in tokens if token in index.vocab_dict]
    if not known:
        return np.zeros(int(index.scores["num_docs"]), dtype=np.float64)
    return np.asarray(index.get_scores(known), dtype=np.float64)


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
