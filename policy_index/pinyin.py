"""Key terms that people type in pinyin: guangzhou xiaojuren, guang zhou, guangzhouxiaojuren.

Only whole words are read that are made up of known terms (pinyin.yml); English words, addresses,
names of files and codes stay as they are.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from policy_index.strict_yaml import read_yaml

PINYIN = Path(__file__).with_name("pinyin.yml")

_NOT_AFTER = r"(?<![A-Za-z0-9_@./\\'’-])"
_NOT_BEFORE = r"(?![A-Za-z0-9_@/\\-]|[.'’][A-Za-z0-9])"
_BETWEEN_SYLLABLES = r"[ '’]?"
_BETWEEN_TERMS = r"[ '’]*"
_TEN_THOUSANDS = re.compile(r"(?<=\d) ?wan(?![A-Za-z0-9])", re.IGNORECASE)


@dataclass(frozen=True)
class _Terms:
    meaning: Mapping[str, str]
    run: re.Pattern[str]
    """One term or several."""
    next_of_run: re.Pattern[str]
    """A term after which the rest of the run is made up of terms."""


def find_pinyin(text: str) -> Iterator[tuple[int, int, str]]:
    """[start, end) of each term in pinyin and its Chinese, in order of the text; what stands
    between two terms is given with nothing in its place. 500wan is 500万."""
    sums = ((*match.span(), "万") for match in _TEN_THOUSANDS.finditer(text))
    yield from sorted([*_find_terms(text), *sums])


def _find_terms(text: str) -> Iterator[tuple[int, int, str]]:
    terms = _terms()
    for run in terms.run.finditer(text):
        done = run.start()
        for term in terms.next_of_run.finditer(text, run.start(), run.end()):
            if done < term.start():
                yield done, term.start(), ""
            done = term.end()
            yield *term.span(), terms.meaning[_key(term.group())]


def _key(written: str) -> str:
    return re.sub(r"[ '’]", "", written).lower()


@lru_cache(maxsize=1)
def _terms() -> _Terms:
    data: Mapping[str, str] = read_yaml(PINYIN)
    longest_first = sorted(data, key=lambda syllables: (-len(syllables), syllables))
    spelled = (syllables.replace(" ", _BETWEEN_SYLLABLES) for syllables in longest_first)
    term = f"(?:{'|'.join(spelled)})"
    rest = f"(?:{_BETWEEN_TERMS}{term})*"
    return _Terms(
        {_key(syllables): chinese for syllables, chinese in data.items()},
        re.compile(f"(?=[A-Za-z]){_NOT_AFTER}{term}{rest}{_NOT_BEFORE}", re.IGNORECASE),
        re.compile(f"{term}(?={rest}$)", re.IGNORECASE),
    )
