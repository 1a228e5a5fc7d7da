"""The parts of a document that speak of the document itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policy_index.clauses import CLOSING, PREAMBLE
from policy_index.parsing.parsed import Parsed

_ANNEX = "附"
_WIDE = r"[\u2018-\u201d\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
# 发布机构：长泰市经济和信息化局  文号：… on one line are two.
_NEXT_LABEL = re.compile(r"\n|[^\S\n]+(?=[\u4e00-\u9fff]{2,6}\s?[:：])")
_BLANKS = re.compile(rf"(?<={_WIDE}) (?={_WIDE})| (?=[|：])|(?<=[|：]) ")
_TAIL_LINES = 8


@dataclass(frozen=True)
class Front:
    """``head``: the lines before the first numbered heading; ``page``: the lines of a web page
    before it that are no words of the document (menus, the table of 文号 and 发布日期); ``tail``:
    the lines after the last clause, or the last lines of a text without such a closing. White
    space between Chinese characters is taken out, elsewhere it is one blank: 2024-05-06 09:30 is
    no longer number."""

    head: tuple[str, ...]
    page: tuple[str, ...]
    tail: tuple[str, ...]


def front_of(parsed: Parsed, source: str) -> Front:
    """The parts of a parsed source text; annexes speak of themselves and are left out."""
    own = [clause for clause in parsed.clauses if not clause.path.startswith(_ANNEX)]
    numbered = [clause.start for clause in own if clause.path != PREAMBLE]
    begins = min(numbered, default=len(source))
    head = tuple(_lines(clause.text for clause in own if clause.path == PREAMBLE))
    web_page = [each for each in parsed.furniture if each.kind == "web page"]
    page = tuple(_lines(source[e.start : e.end] for e in web_page if e.end <= begins))
    tail = tuple(_lines(clause.text for clause in own if clause.path == CLOSING))
    if not tail and numbered:
        tail = tuple(_lines([own[-1].text]))[-_TAIL_LINES:]
    return Front(head, page, tail)


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


def _lines(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for line in _NEXT_LABEL.split(text):
            if tidy := _BLANKS.sub("", re.sub(r"\s+", " ", line)).strip("#* "):
                yield tidy
