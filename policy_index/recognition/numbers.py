"""The official number of a document (文号): 穗府办规〔2022〕4号, 广东省人民政府令第300号.

Only where the document speaks of itself: behind a label, on a line of its own, or in brackets
behind its own title. A number in a sentence is that of another document.
"""

import re
from itertools import pairwise

from policy_index.documents import Fact
from policy_index.recognition.front import Front, labelled

_LABELS = "发文字号|发文文号|公文文号|文件文号|发布文号|文件字号|文件编号|文件号|发文号|文号|字号"
_YEAR = r"[〔\[【（(［﹝{]\s*(?:1\s?9|2\s?0)\s?\d\s?\d\s*年?\s*[〕\]】）)］﹞}]"
_NUMBER = rf"[\u4e00-\u9fffA-Za-z]{{1,16}}\s*{_YEAR}\s*第?\s*[\d\s]{{1,6}}\s*号"
_SERIAL = r"第[\d一二三四五六七八九十百〇零]{1,6}号"
_ORDER = rf"[\u4e00-\u9fff]{{2,24}}?(?:令|公告)[（(]?(?:(?:19|20)\d{{2}}年)?{_SERIAL}[）)]?"
_ALONE = re.compile(rf"[（(]?(?P<number>{_NUMBER}|{_ORDER})[）)]?(?:签发人.*)?")
_BEHIND_TITLE = re.compile(rf".{{6,}}[（(](?P<number>{_NUMBER})[）)]")
# （2011年12月15日广州市人民政府令第61号公布 自2012年2月1日起施行）
_ADOPTED = re.compile(rf"[（(]\d{{4}}年\d{{1,2}}月\d{{1,2}}日({_ORDER})[^（）()]*(?:公布|发布)")
_BARE_ORDER = re.compile(rf"[（(]?{_SERIAL}[）)]?")
_LEAD = re.compile(r"^.*?文件(?=\S*[〔\[【（(］])")


def find_number(front: Front) -> Fact | None:
    """The document's own number as printed, without white space."""
    head = front.head
    for value in labelled((*front.page, *head), _LABELS):
        if match := re.match(rf"{_NUMBER}|{_ORDER}", value):
            return _fact(match.group())
    for line in head:
        if match := _ALONE.fullmatch(_without_lead(line)):
            return _fact(match["number"])
    for line in head:
        if match := _BEHIND_TITLE.fullmatch(line):
            return _fact(match["number"])
    for line in head:
        if match := _ADOPTED.search(re.sub(r"\s", "", line)):
            return _fact(match[1])
    for line, following in pairwise(head):
        if line.endswith("令") and _BARE_ORDER.fullmatch(following):
            return _fact(line + following)
    return None


def _fact(printed: str) -> Fact:
    return Fact(re.sub(r"\s", "", printed), printed)


def _without_lead(line: str) -> str:
    """湛江市工业和信息化局文件湛工信函〔2023〕20号: the letterhead is not part of the number."""
    return _LEAD.sub("", line)
