"""The title of a document: what people call it, not the notice that only brings it."""

import re
from collections.abc import Iterator, Sequence

from policy_index.documents import Fact
from policy_index.recognition.front import labelled
from policy_index.status import TitlePeriod

_KIND = (
    "方案|办法|细则|意见|措施|规定|条例|规划|计划|通知|决定|决议|公告|通告|通报|规则|指引|指南|政策"
    "|要点|纲要|制度|标准|规程|清单|行动|工程|目录|条|函|批复|报告|解读|预案|请示|纪要|举措|机制|体系"
)
_SUFFIX = r"(?:[（(〔\[][^（()）〔〕\[\]]{1,24}[）)〕\]])*"
_TITLE = re.compile(rf"[^，。；：:！？|]{{3,100}}(?:{_KIND}){_SUFFIX}")
_NOTICE = re.compile(
    r"(?:关于)?(?:印发|发布|公布|转发|颁布|颁发)(?:实施)?"
    rf"(?:《(?P<quoted>.{{4,90}}?)》|(?P<bare>[^《》]{{4,90}}?(?:{_KIND}){_SUFFIX}))的(?:通知|公告|通告)"
)
_BROUGHT = re.compile(
    r"(?:现将)?《(.{4,90}?)》[^《》。]{0,60}(?:印发|公布|发布)[^。]{0,6}(?:你们|各|给|，请)"
)
# 江门市促进专精特新和“金种子”企业增量: the first line of a title that goes on on the next one.
_BEGINNING = re.compile(
    rf"(?!.*(?:{_KIND}|[文件号令府局厅室会委院部]){_SUFFIX}$)[^，。；：:！？|\d]{{6,40}}"
)
_PERIOD_LINE = re.compile(r"[（(][^（）()]{2,24}[）)]")
_STAMP = re.compile(r"^【[^】]{2,8}】")  # 【已失效】
_IN_MARKS = re.compile(r"《([^《》]{4,60}(?:《[^《》]{1,40}》[^《》]{0,40})?)》")
_PERIOD = re.compile(r"[（(]?((?:19|20)\d{2})年?\s*[-—–－~～至到]+\s*((?:19|20)\d{2})年?[）)]?")
_YEARS_RUN = 30
_WRAPPED_LINES = 3


def find_title(head: Sequence[str]) -> Fact | None:
    """The title as printed, without white space.

    A letter that brings a document names it twice: in its first sentence (《…》已经…同意，现印发给
    你们) and in its own title (关于印发…的通知). Else it is the first line that reads as a title.
    """
    head = [_STAMP.sub("", line) for line in head]
    for line in head:
        if match := _BROUGHT.match(line):
            return Fact(match[1], f"《{match[1]}》")
    lines = [line for line in _wrapped(head) if len(line) <= 120]
    for line in lines:
        if match := _NOTICE.search(line):
            title = match["quoted"] or match["bare"]
            return Fact(title, f"《{title}》" if match["quoted"] else title)
    for number, line in enumerate(head):
        if len(line) >= 6 and _TITLE.fullmatch(line):
            title = _unwrapped(head, number)
            return Fact(title, title)
    for line in lines:
        if len(line) >= 6 and _TITLE.fullmatch(line):
            return Fact(line, line)
    for value in labelled(head, "标题|名称|文件名称|信息名称|文件标题"):
        return Fact(value, value)
    for line in head[:_WRAPPED_LINES]:
        if match := _IN_MARKS.search(line):
            return Fact(match[1], match[0])
    return Fact(head[0], head[0]) if head and len(head[0]) <= 60 else None


def find_title_period(title: Fact | None) -> TitlePeriod | None:
    """The years that a title prints: （2022—2024年）."""
    match = _PERIOD.search(str(title.value)) if title else None
    if match is None:
        return None
    first, last = int(match[1]), int(match[2])
    return TitlePeriod(first, last, (match.group(),)) if 0 <= last - first <= _YEARS_RUN else None


def _unwrapped(head: Sequence[str], last: int) -> str:
    """The title that ends on line ``last``, with the line before if that is its beginning, and the
    one after if that is its （2024—2027年）."""
    before = head[last - 1] if last else ""
    after = head[last + 1] if last + 1 < len(head) else ""
    title = before + head[last] if _BEGINNING.fullmatch(before) else head[last]
    return title + after if _PERIOD_LINE.fullmatch(after) and "号" not in after else title


def _wrapped(head: Sequence[str]) -> Iterator[str]:
    """Each line, and each run of up to three: a long title stands on several."""
    for start in range(len(head)):
        for count in range(1, _WRAPPED_LINES + 1):
            if start + count <= len(head):
                yield "".join(head[start : start + count])
