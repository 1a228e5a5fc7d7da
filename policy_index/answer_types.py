"""What kind of words a question waits for: a sum, a date, a term, a bureau.

Questions of one kind are asked in a handful of ways, and their answers have a shape (100万元,
2022年4月13日, 有效期三年), which similarity of meaning does not see.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class AnswerType:
    """``asked`` finds the question, in normalised text; ``answers`` the words that answer it."""

    asked: re.Pattern[str]
    answers: re.Pattern[str]


_NUMBER = r"[0-9一二三四五六七八九十百千万]+"

ANSWER_TYPES = (
    AnswerType(  # a sum or a rate
        re.compile(
            r"多少钱|奖多少|补多少|多少万|几成|比例|封顶|上限|顶到多少|能拿多少|给多少"
            r"|多少(?:奖|补|资金)|(?:奖励?|补贴?|补助|配套|最高|最多)(?:是|为|有|能|可以|拿)*多少"
            r"|百分之几|百分之多少|占比|多少元|多少万|how much|\bcap\b|percent",
            re.IGNORECASE,
        ),
        re.compile(rf"{_NUMBER}(?:元|万元|亿元|%)"),
    ),
    AnswerType(  # how many firms by when
        re.compile(r"多少家|几多家|多少个企业|几家|凑够|how many", re.IGNORECASE),
        re.compile(rf"{_NUMBER}(?:多|余|-\d+)?家"),
    ),
    AnswerType(  # for how long, until when
        re.compile(
            r"过期|有效吗|还有效|有效期|几年|多少年|失效|作废|到期|到哪年|到什么时候|哪年为止|生效|实施"
            r"|\bvalid|in force|expir|how long|effective",
            re.IGNORECASE,
        ),
        re.compile(
            r"有效期|起(?:实施|施行|实行)|20\d\d\s*[—\-~至]+\s*20\d\d年?|\d年内|[至到]\d+年"
        ),
    ),
    AnswerType(  # on which day
        re.compile(
            r"什么时候|啥时候|几时|何时|哪天|哪一天|几号|日期|\bwhen\b|what date", re.IGNORECASE
        ),
        re.compile(r"20\d\d\s*年\s*\d+\s*月\s*\d+\s*日|20\d\d-\d\d?-\d\d?(?!\d)"),
    ),
    AnswerType(  # in which year
        re.compile(
            r"什么时候|啥时候|几时|何时|哪年|哪一年|\bwhen\b|what year|which year", re.IGNORECASE
        ),
        re.compile(r"20\d\d\s*年"),
    ),
    AnswerType(  # how often
        re.compile(r"多久|隔多长|一年几次|几次|how often|how frequently", re.IGNORECASE),
        re.compile(r"每(?:半年|年|季度?|个?月)|定期"),
    ),
    AnswerType(  # how to reach somebody
        re.compile(
            r"电话|手机号|热线|联系方式|网址|网站|邮箱|地址|窗口在哪|phone|website|e-?mail|address",
            re.IGNORECASE,
        ),
        re.compile(r"\d{3,4}-\d{7,8}|1\d{10}|12345|www\.|https?:|@"),
    ),
    AnswerType(  # what to hand in
        re.compile(r"什么材料|哪些材料|材料清单|申请表|填表|怎么填|application form|paperwork"),
        re.compile(r"(?:提交|提供|报送)[^。]{0,20}材料|申请表|申报表"),
    ),
    AnswerType(  # within how many days
        re.compile(r"到账|几天|多少天|几个工作日|公示期|how many days", re.IGNORECASE),
        re.compile(rf"{_NUMBER}个?(?:工作日|日内|天)"),
    ),
    AnswerType(  # the number of the document
        re.compile(r"文号|几号文|哪号文|document number", re.IGNORECASE),
        re.compile(r"〔20\d\d〕\s*\d+\s*号"),
    ),
)

_ASKS_WHO = re.compile(
    r"(?:哪个|哪些|哪几个|哪两个|哪三个|哪一个|什么|哪家|哪间|哪)(?:政府)?"
    r"(?:部门|单位|局|机构|委办|衙门|海关|口子)"
    r"|找谁|问谁|归谁|谁(?:来|去)?(?:管|负责|牵头|主管|协调|落实|解释|执行|扛|抓)|由谁|责任单位|主管部门|牵头单位"
    r"|(?:^|[,.;]\s*|and )who\b"
    r"|\bwho(?:'s| is| are| was| does| will| should| handles?| interprets?)\b"
    r"|\bwhich (?:\w+ ){0,2}(?:departments?|bureaus?|offices?|agenc(?:y|ies)"
    r"|authorit(?:y|ies)|units?)\b"
    r"|responsible|in charge of",
    re.IGNORECASE,
)
# 由…负责, 请径向…反映, 领导小组: units that a sentence of the text itself names for a task.
_NAMES_UNIT = re.compile(r"负责|牵头|责任单位|请径?向|领导小组|主管")


def asked_types(text: str) -> list[AnswerType]:
    """The kinds of words that a normalised question waits for; often none."""
    return [kind for kind in ANSWER_TYPES if kind.asked.search(text)]


def asks_who(text: str) -> bool:
    """True when a normalised question wants the responsible unit."""
    return bool(_ASKS_WHO.search(text))


def names_unit(sentence: str) -> bool:
    """True when a sentence says who does something."""
    return bool(_NAMES_UNIT.search(sentence))


def kinds_in(text: str, kinds: Sequence[AnswerType]) -> int:
    """Of how many of the kinds ``text`` has words."""
    return sum(bool(kind.answers.search(text)) for kind in kinds)
