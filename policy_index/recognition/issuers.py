"""Who issued a document, and for which place it holds."""

import re
from collections.abc import Sequence
from itertools import pairwise

from policy_index.dates import find_days
from policy_index.documents import Fact
from policy_index.places import find_places
from policy_index.recognition.front import Front, labelled

NATIONWIDE = "全国"

_UNIT = (
    "人民政府|政府|办公厅|办公室|委员会|管委会|常委会|人大|局|厅|部|署|委|院|中心|银行|分行|支行"
    "|领导小组|协会|税务总局|海关|公司"
)
_LABELS = (
    "发布机构|发文机关|发文机构|制发机关|发文单位|发布单位|公开主体|制定机关|印发机关|责任部门"
    "|信息来源|来源|发布机关|发文部门|发布部门"
)
_ABOUT = re.compile(rf"(?!为|根据|按照|依据)([\u4e00-\u9fff、（）()]{{2,80}}?(?:{_UNIT}))关于")
_SIGNATURE = re.compile(rf"([\u4e00-\u9fff（）()]{{2,60}}(?:{_UNIT}))(?:[（(]代章[）)])?")
_ADOPTED = re.compile(
    rf"[（(]\d{{4}}年\d{{1,2}}月\d{{1,2}}日([\u4e00-\u9fff]{{2,30}}?(?:{_UNIT}))[^（）()]*(?:通过|印发|公布|发布)"
)
_ORDERED = re.compile(rf"(?:中华人民共和国)?([\u4e00-\u9fff]{{2,30}}(?:{_UNIT}))令")
_LETTERHEAD = re.compile(rf"([\u4e00-\u9fff（）()]{{2,40}}(?:{_UNIT}))(?:(?:规范性)?文件|令)?")
_STATE = re.compile(
    "(?:中华人民共和国|国务院|国家|工业和信息化部|财政部|科学技术部|科技部|商务部|中国人民银行"
    "|人力资源社会保障部|市场监管总局|中共中央|中央)"
)
_PLACE = re.compile(
    r"([\u4e00-\u9fff]{2,4}?)(省|自治区|自治州|市|地区|盟|县|区|旗)(?=[\u4e00-\u9fff“《（(])"
)
_RANKS = tuple("省市州县区旗")
_PEOPLES = re.compile(r"(?:壮族|回族|维吾尔)$")


def find_issuer(front: Front) -> Fact | None:
    """The issuing unit as printed: before 关于, as the signature, behind a label, or letterhead."""
    for line in front.head:
        if match := _ABOUT.match(line):
            return Fact(match[1], match[1])
    for lines in (front.head, front.tail):
        for line, following in pairwise(lines):
            if _is_day(following) and (match := _SIGNATURE.fullmatch(line)):
                return Fact(match[1], match[1])
    for line in front.head:
        if match := _ADOPTED.match(re.sub(r"\s", "", line)) or _ORDERED.match(line):
            return Fact(match[1], match[1])
    for value in labelled((*front.page, *front.head), _LABELS):
        if match := re.match(rf"[\u4e00-\u9fff（）()、]{{2,60}}(?:{_UNIT})", value):
            return Fact(match.group(), match.group())
    for line in front.head:
        if match := _LETTERHEAD.fullmatch(line):
            return Fact(match[1], match[1])
    return None


def find_jurisdiction(title: Fact | None, issuer: Fact | None, head: Sequence[str]) -> Fact | None:
    """The place by its short name (广州, 淄博, 全国), read from title, issuer or first lines."""
    texts = [str(fact.value) for fact in (title, issuer) if fact]
    for text in (*texts, *head[:4]):
        if found := _place_in(text):
            return found
    return None


def _place_in(text: str) -> Fact | None:
    for mention in find_places(text):
        words = text[mention.start : mention.end]
        # 曲江市 is not the district 曲江区 whose short name it begins with.
        if text[mention.end : mention.end + 1] in _RANKS and words[-1] not in _RANKS:
            continue
        return Fact(mention.district or mention.name, words)
    if match := _PLACE.match(text):
        name = _PEOPLES.sub("", match[1])
        return Fact(name if len(name) > 1 else match.group(), match.group())
    if match := _STATE.match(text):
        return Fact(NATIONWIDE, match.group())
    return None


def _is_day(line: str) -> bool:
    return any(match.group() == line.strip("（）()") for _, match in find_days(line))
