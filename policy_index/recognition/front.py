"""The parts of a document that speak of the document itself."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policy_index.clauses import CLOSING, PREAMBLE, Clause

_ANNEX = "附"
_WIDE = r"[\u2018-\u201d\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_BLANKS = re.compile(rf"(?<={_WIDE}) (?={_WIDE})| (?=[|：])|(?<=[|：]) ")
_TAIL_LINES = 8


@dataclass(frozen=True)
class Front:
    """``head``: the lines before the first numbered heading; ``tail``: those after the last clause,
    or the last lines of a text without such a closing. White space between Chinese characters is
    taken out, elsewhere it is one blank: 2024-05-06 09:30 is no longer number."""

    head: tuple[str, ...]
    tail: tuple[str, ...]


def front_of(clauses: Sequence[Clause]) -> Front:
    """Head and tail of a parsed text; annexes speak of themselves and are left out."""
    own = [clause for clause in clauses if not clause.path.startswith(_ANNEX)]
    head = tuple(line for clause in own if clause.path == PREAMBLE for line in _lines(clause))
    tail = tuple(line for clause in own if clause.path == CLOSING for line in _lines(clause))
    if not tail and own and own[-1].path != PREAMBLE:
        tail = tuple(_lines(own[-1]))[-_TAIL_LINES:]
    return Front(head, tail)


def labelled(lines: Sequence[str], labels: str) -> Iterator[str]:
    """What stands behind one of the labels (a pattern): 文号：X, or the cells 文号 | X of a row."""
    label = re.compile(rf"(?:^|(?<=[^\u4e00-\u9fff]))(?:{labels})[】\])）]?[:：|]+")
    for line in lines:
        for match in label.finditer(line):
            if value := line[match.end() :].split("|", 1)[0].strip():
                yield value
    for line, following in pairwise(lines):
        if re.fullmatch(rf"(?:{labels})[:：]?", line):
            yield following


def _lines(clause: Clause) -> Iterator[str]:
    for line in clause.text.split("\n"):
        if tidy := _BLANKS.sub("", re.sub(r"\s+", " ", line)).strip("#* "):
            yield tidy
