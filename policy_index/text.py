"""One spelling of what people write, with the way back to what they wrote.

NFKC, key terms in pinyin to characters (pinyin.yml), traditional characters to simplified,
Cantonese wording to Mandarin, and the usual misspellings of the words that decide an answer
(wording.yml).
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from opencc import OpenCC

from policy_index.pinyin import find_pinyin
from policy_index.strict_yaml import read_yaml

WORDING = Path(__file__).with_name("wording.yml")


@dataclass(frozen=True)
class Aligned:
    """Normalised text; `spans[i]` is the [start, end) in the original of `text[i]`."""

    text: str
    spans: list[tuple[int, int]]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in the original; an empty range stays empty."""
        if start < end:
            return self.spans[start][0], self.spans[end - 1][1]
        if start < len(self.spans):
            return self.spans[start][0], self.spans[start][0]
        last = self.spans[-1][1] if self.spans else 0
        return last, last


def normalize(text: str) -> str:
    """The text as the policies would spell it."""
    return align(text).text


def align(text: str) -> Aligned:
    """Normalised text with the map back. Invisible format characters have no span."""
    wording = _wording()
    aligned = _compatible(text)
    aligned = _replace(aligned, find_pinyin(aligned.text))
    aligned = _rewrite(aligned, wording.traditional, wording.traditional_to)
    simplified = "".join(_simplified(character) for character in aligned.text)
    aligned = Aligned(simplified, aligned.spans)
    aligned = _rewrite(aligned, wording.phrases, wording.phrases_to)
    return _rewrite(aligned, wording.lookalike, wording.lookalike_to)


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the words, the longest first; Latin words only whole, in any case."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile("|".join(_whole(word) for word in longest_first), re.IGNORECASE)


def _whole(word: str) -> str:
    before = r"(?<![A-Za-z])" if word[0].isascii() and word[0].isalpha() else ""
    after = r"(?![A-Za-z])" if word[-1].isascii() and word[-1].isalpha() else ""
    return before + re.escape(word) + after


def _compatible(text: str) -> Aligned:
    """NFKC by base character and its marks, so that every piece keeps its place."""
    out: list[str] = []
    spans: list[tuple[int, int]] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        category = unicodedata.category(text[start])
        if category != "Cf":
            # Half of a surrogate pair is no character: neither the converter nor UTF-8 takes it.
            whole = "\ufffd" if category == "Cs" else text[start:end]
            piece = unicodedata.normalize("NFKC", whole)
            out.append(piece)
            spans.extend([(start, end)] * len(piece))
        start = end
    return Aligned("".join(out), spans)


def _rewrite(
    aligned: Aligned, pattern: re.Pattern[str], replacement: Callable[[str], str]
) -> Aligned:
    """Replaces each match."""
    matches = pattern.finditer(aligned.text)
    return _replace(aligned, ((*match.span(), replacement(match.group())) for match in matches))


def _replace(aligned: Aligned, pieces: Iterable[tuple[int, int, str]]) -> Aligned:
    """Puts new text for each [start, end); its characters map one to one if there are as many,
    else to the whole."""
    out: list[str] = []
    spans: list[tuple[int, int]] = []
    done = 0
    for start, end, new in pieces:
        out += [aligned.text[done:start], new]
        spans += aligned.spans[done:start]
        if len(new) == end - start:
            spans += aligned.spans[start:end]
        else:
            spans += [aligned.original_span(start, end)] * len(new)
        done = end
    return Aligned("".join(out) + aligned.text[done:], spans + aligned.spans[done:])


@dataclass(frozen=True)
class _Wording:
    traditional: re.Pattern[str]
    traditional_to: Callable[[str], str]
    phrases: re.Pattern[str]
    phrases_to: Callable[[str], str]
    lookalike: re.Pattern[str]
    lookalike_to: Callable[[str], str]


@lru_cache(maxsize=1)
def _wording() -> _Wording:
    data = read_yaml(WORDING)
    phrases = {_simplify(cantonese): mandarin for cantonese, mandarin in data["cantonese"].items()}
    phrases |= {wrong: right for right, wrongs in data["typos"].items() for wrong in wrongs}
    phrases |= {word: word for word in data["keep"]}
    name = "".join(alternatives[0] for alternatives in data["confusable"])
    return _Wording(
        traditional=any_of(data["traditional"]),
        traditional_to=_table(data["traditional"]),
        phrases=any_of(phrases),
        phrases_to=_table(phrases),
        lookalike=re.compile("".join(f"[{each}]" for each in data["confusable"])),
        lookalike_to=lambda word: _mended(word, name),
    )


def _table(words: Mapping[str, str]) -> Callable[[str], str]:
    return lambda word: words[word.lower()]


def _mended(word: str, name: str) -> str:
    """The name if at least half of its characters are right, else the word as it is."""
    right = sum(written == meant for written, meant in zip(word, name, strict=True))
    return name if right * 2 >= len(name) else word


@cache
def _simplified(character: str) -> str:
    return str(_converter().convert(character))


def _simplify(text: str) -> str:
    return "".join(_simplified(character) for character in text)


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")
