"""What a sum of money is, from the nearest words that tell (data/lookups/sums.yml).

Each sum gets its own role: the costs paid, the tax, the loan; `claim`, a sum that the user supposes
to get (是不是能补六百万); `other`, what is no cost (产值, a grant that was received). None
if nothing near tells.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from bot.nlu.lookups import lookup
from bot.nlu.money import Money
from bot.nlu.nearby import just_before
from policy_index.text import any_of

# In characters; a word in another clause or sentence is that much farther away.
_REACH = 30
_OTHER_CLAUSE = 8
_OTHER_SENTENCE = 16
_BEHIND_A_SUM = 12

_GIVE = (
    r"(?:补贴|补助|补偿|补|奖励|奖补|奖|资助|配套|给(?!了)|拿|领|报销|返还|返|免|贴"
    r"|[能可获]得|得到)"
)
_LIMIT = r"(?:最高|最多|上限|封顶|顶格|顶到|不超过|至多)"
_LINK = (
    r"(?:到手|回来|到|回|个|了|我们|你们|企业|一家|是|为|有|的|我|满|足|够|大概|约|差不多|这|那)"
    r"{0,3} ?"
)
_PAID = r"花|投|付|支出|交|报价|成本|投入|费用|缴|借|贷|还(?:了|款|息)|买"
# 能补300万, 是不是直接给300万, 30%就是300万
_SUPPOSED_BEFORE = re.compile(
    rf"(?:(?:{_GIVE}|{_LIMIT}|(?<![研开])发){_LINK}"
    rf"|(?:是不是|是否|难道)(?:(?!{_PAID})[^,。?!;]){{0,8}}|(?:真|真的|能|会|可以|有没|有)有|有[冇无]"
    r"|(?:%|一半|\d成|[一二三四五六七八九]成)(?:那?就?是|等于|也就是|即|=) ?"
    r"|\b(?:get|receive|claim|up to|award of|capped at|cap of|maximum of) (?:up to |a )?)$",
    re.IGNORECASE,
)
# 省级技改拿了300万 is neither a cost nor a supposition.
_RECEIVED = re.compile(
    r"(?:拿|领|得|补|奖|批|发|获)[到得下]?[了过](?:我们|大概|约|[省市]里|(?:省|市|国家)级)?的?$|"
    r"[拿领获得][过到]了?(?!吗)[^,。;?!能会]{1,10}(?:补贴|奖励|补助|奖金|资助)了?$|已经?[拿领获得批发]+到?$"
    r"|(?<!能)(?<!会)(?:[批拨]给|给了)了?我们$"
    r"|(?:省里|省级?|省厅|中央|国家)(?:财政|资金)?(?:已经?)?(?:[给批拨补奖]|发)[了到]$"
)
# 申报阶段还要付260万, after a sum that was paid for the same.
_ADDS = re.compile(
    r" ?(?:元|块)?[,、;和及]?(?:然后|接着|之后|后来)?(?:[^,。?!;]{0,6}(?:阶段|期|年|笔|次))?"
    rf"(?:还|又|再|另外|另|已经?|目前|现在)?(?:要|得|会|需要?)?(?:{_PAID})了?(?:大概|约|差不多)?"
)
_CORRECTS = re.compile("后来|改[成为口]|更正|不对|说错|其实|实际|应该是|准确|最[后终]")
# 各100万，加起来两百万 supposes both.
_SUMMED_UP = re.compile(
    "(?:加起来|加埋|一共|总共|合共|合计|总计)(?:就|便)?(?:是|有|能[拿领]|可以?[拿领])?$"
)
_OR = re.compile(r"(?:元|块)? ?(?:还是|或者?|or) ?(?:是|给|补|奖)?", re.IGNORECASE)
_DENIED_BEFORE = re.compile(r"(?<!是)不是$")
# 300万的补贴, 300万现在能拿吗, 300万对吧; but 一千万能拿五百万吧 supposes the other sum
_SUPPOSED_AFTER = re.compile(
    r"的?(?:一次性)?(?:认定|上市|技改|数字化|迁入|落户|贷款|配套)?"
    r"(?:补贴|补助|补(?![贴助])|奖励|奖金|奖补|奖(?![励金补])|配套资金|资助|上限|封顶|额度|支持资金)"
    r"(?!多少|几|什么|哪|能|吗?能)"
    r"|(?:现在|今年|还|也|都|全|到底)*能[拿领][到回]?[^多少几十百千万亿\d,。]{0,3}[吗吧么不]"
    r"|[^多少几。?!;]{0,6}(?:对吧|对吗|对不对|是吧|是吗|没错吧|真的吗|真的假的)"
)
# 是上市那个300万吗, 广州有100万吗
_POINTED_AT = re.compile("(?:那个|(?<!没)有)$"), re.compile("元?[吗么]")
_PAID_OUT = re.compile(r"(?:出来|出去|去|来)(?:搞|做|买|上|投|改|换|请)")
_COST_CLAUSE = re.compile(rf"(?:{_PAID})[^,。?!;]{{0,6}}$")


def money_roles(text: str, sums: Sequence[Money]) -> list[str | None]:
    """The role of each sum, in their order; both ends of a range have the same."""
    cues = list(_cues(text))
    roles: list[str | None] = []
    for index, money in enumerate(sums):
        since = sums[index - 1].end if index else 0
        if index and (money.bound == "high" or _same_question(text, since, money, roles[-1])):
            roles.append(roles[-1])
        elif _RECEIVED.search(just_before(text, money.start)):
            roles.append("other")
        elif _is_claim(text, money.start, _end_of_range(sums, index)) or (
            index and roles[-1] == "claim" and _SUMMED_UP.search(just_before(text, money.start))
        ):
            roles.append("claim")
        else:
            role = _nearest(text, money.start, _end_of_range(sums, index), cues, sums)
            corrects = index and role is None and _CORRECTS.search(text, since, money.start)
            adds = role is None and _adds(text[since : money.start], roles)
            roles.append(roles[-1] if corrects or adds else role)
    return roles


def _adds(between: str, roles: Sequence[str | None]) -> bool:
    return bool(roles and roles[-1] not in (None, "claim", "other") and _ADDS.fullmatch(between))


def _same_question(text: str, since: int, money: Money, role: str | None) -> bool:
    """给300万还是500万 supposes both."""
    return role == "claim" and bool(_OR.fullmatch(text[since : money.start]))


def _end_of_range(sums: Sequence[Money], index: int) -> int:
    is_range = sums[index].bound == "low" and index + 1 < len(sums)
    return sums[index + 1].end if is_range else sums[index].end


def _is_claim(text: str, start: int, end: int) -> bool:
    before, after = just_before(text, start), text[end : end + 14]
    if _PAID_OUT.match(after):
        return False
    # 能补的不是300万吗 supposes the sum; a sum denied outright is no sum at all (find_money).
    if _SUPPOSED_BEFORE.search(before) or _DENIED_BEFORE.search(before):
        return True
    if _POINTED_AT[0].search(before) and _POINTED_AT[1].match(after):
        return True
    return bool(_SUPPOSED_AFTER.match(after)) and not _COST_CLAUSE.search(before)


def _nearest(
    text: str,
    start: int,
    end: int,
    cues: Sequence[tuple[str, int, int]],
    sums: Sequence[Money],
) -> str | None:
    best: tuple[int, str] | None = None
    near = [other.start for other in sums if abs(other.start - start) <= _REACH]
    for role, cue_start, cue_end in cues:
        if max(cue_start - end, start - cue_end) > _REACH:
            continue
        before = cue_end <= start
        between = text[cue_end:start] if before else text[end:cue_start]
        distance = len(between) + _penalty(between)
        if any(min(cue_end, end) <= other < max(cue_start, start) for other in near):
            distance += _BEHIND_A_SUM
            if "," in between:
                continue
        if distance <= _REACH and (best is None or distance < best[0]):
            best = (distance, role)
    return best[1] if best else None


def _penalty(between: str) -> int:
    sentences = len(re.findall(r"[。?!;]", between))
    clauses = len(re.findall(r"[,]", between))
    return sentences * _OTHER_SENTENCE + clauses * _OTHER_CLAUSE


def _cues(text: str) -> Iterator[tuple[str, int, int]]:
    pattern, roles = _names()
    for match in pattern.finditer(text):
        role = roles[match.group().lower()]
        if role:
            yield role, match.start(), match.end()


@cache
def _names() -> tuple[re.Pattern[str], Mapping[str, str | None]]:
    data = lookup("sums")
    names: dict[str, str | None] = dict.fromkeys(data["not_cues"])
    names |= {cue.lower(): role for role, cues in data["cues"].items() for cue in cues}
    return any_of(names), names
