"""From a source text to paragraphs: furniture named, page breaks mended, every character traced.

A paragraph is a run of the document's own words. Its characters carry their offsets in the raw
source, so that a quote can always be found again in the file as it was published.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policy_index.parsing.headings import find_marker

_ENDS_PARAGRAPH = tuple("。！？；：”’）)〕］]」』.!?;:")
_OPENERS, _CLOSERS = "（(〔［[", "）)〕］]"

# What a web site puts around a document. Each pattern takes a whole line.
_FURNITURE = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:\[[^\]]*\]\([^)]*\)[\s|>·]*)+(?:当前位置[：:].*)?",
        r".*当前位置[：:].*",
        r"(?:回到顶部|返回顶部|打印本页|关闭窗口|分享到.*|字体[：:].*|扫一扫.*|上一篇.*|下一篇.*)",
        r".*(?:版权所有|ICP备|公网安备|网站标识码|主办单位[：:]).*",
        r"[A-Za-z][A-Za-z' ,.&-]+",
        r"(?:\S*(?:首页|动态|案例|试点|他山之石)\S*\s+){2,}\S+",
        r"[^，。]{2,12}人民政府",
    )
)
# Who interprets it, from when it holds, how it is made public, who signed, when it was printed.
CLOSING_WORDS = re.compile(
    r"(?:本|此)[^，。]{0,12}(?:由[^，。]{2,30}负责解释|自[^，。]{2,20}起).*"
    r"|公开方式[：:].*|抄送[：:].*|附件[：:].*"
    r"|[^，。]{4,30}\s*\d{4}年\d{1,2}月\d{1,2}日(?:印发)?"
    r"|\d{4}年\d{1,2}月\d{1,2}日"
)
_FURNITURE_FROM_HERE = re.compile(r"(?:相关新闻|相关链接|相关阅读|相关文件|附件下载|使用帮助)\s*")


@dataclass(frozen=True)
class Paragraph:
    """Words that belong together; ``offsets[i]`` is where ``text[i]`` stands in the raw source."""

    text: str
    offsets: tuple[int, ...]

    @property
    def start(self) -> int:
        return self.offsets[0]

    @property
    def end(self) -> int:
        return self.offsets[-1] + 1


@dataclass(frozen=True)
class Layout:
    """``paragraphs`` in reading order, and the raw ``(start, end)`` spans of web furniture."""

    paragraphs: tuple[Paragraph, ...]
    furniture: tuple[tuple[int, int], ...]


def lay_out(source: str) -> Layout:
    """Split a raw source into paragraphs; page breaks inside a sentence are closed up."""
    paragraphs: list[Paragraph] = []
    furniture: list[tuple[int, int]] = []
    trailing_furniture = in_body = False
    for line in _lines(source):
        trailing_furniture = trailing_furniture or bool(_FURNITURE_FROM_HERE.fullmatch(line.text))
        if trailing_furniture or _is_furniture(line.text, at_top=not paragraphs):
            furniture.append((line.start, line.end))
            continue
        marker = find_marker(line.text)
        if paragraphs and marker is None and _continues(paragraphs[-1].text, line.text, in_body):
            last = paragraphs.pop()
            line = Paragraph(last.text + line.text, last.offsets + line.offsets)
        in_body = in_body or marker is not None
        paragraphs.append(line)
    return Layout(tuple(paragraphs), tuple(furniture))


def _lines(source: str) -> Iterator[Paragraph]:
    for match in re.finditer(r"[^\n\r]+", source):
        text = match.group()
        lead = len(text) - len(text.lstrip())
        stripped = text.strip()
        if stripped:
            start = match.start() + lead
            yield Paragraph(stripped, tuple(range(start, start + len(stripped))))


def _is_furniture(line: str, *, at_top: bool) -> bool:
    # The last two patterns (a menu, a bare site name) are words of a document anywhere else.
    patterns = _FURNITURE if at_top else _FURNITURE[:-2]
    return any(pattern.fullmatch(line) for pattern in patterns)


def _continues(previous: str, line: str, in_body: bool) -> bool:
    """Whether a line goes on with the sentence that the previous one left open."""
    if _closes_more_than_it_opens(line):
        return True
    if previous.endswith(_ENDS_PARAGRAPH) or _is_heading_alone(previous):
        return False
    if CLOSING_WORDS.fullmatch(previous) or CLOSING_WORDS.fullmatch(line):
        return False
    # Before the body, titles and signatures stand on open lines; only prose is carried on there.
    return in_body or previous.endswith(("，", "、", ","))


def _is_heading_alone(line: str) -> bool:
    marker = find_marker(line)
    return marker is not None and not re.search(r"[，。；、,;]", line[marker.width :])


def _closes_more_than_it_opens(line: str) -> bool:
    depth = 0
    for char in line:
        depth += (char in _OPENERS) - (char in _CLOSERS)
        if depth < 0:
            return True
    return False
