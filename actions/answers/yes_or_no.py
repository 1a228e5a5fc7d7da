"""Yes or no, where a question without a sum asks for it and the text settles it: said first."""

import re
from collections.abc import Sequence

from actions.answers.context import Context
from actions.subsidy.amounts import Quota
from actions.subsidy.conditions import OneOf, OrMore, atoms
from actions.subsidy.evaluate import Outcome
from actions.subsidy.measures import Measure
from actions.subsidy.numbers import numbers_in
from actions.subsidy.profile import MONEY_FIELDS
from policy_index.text import normalize

_ASKS = re.compile(
    "[吗吧嘛咩]|(?<![什怎这那])么|是不是|是否|系咪|算不算|算唔算|能不能|可不可以|行不行|得唔得|对不对|真的|没错|[能可]否"
    "|来得及|够不够|免不|不$|听说|[?]$"
)
_HOW = re.compile("多少|几多|怎么|怎样|如何|什么|哪些|点样|点计|几[万成个年次]")
_PARTICLE = "(?:[吗嘛]|(?<![什怎这那])么)"
_WHETHER = re.compile(
    "(?P<had>(?:有没有|有无|有冇|有得?(?=[^,。?什]{0,8}" + _PARTICLE + "))(?!写|讲|规定)|有份"
    "|给不给|补不补|奖不奖|(?:给|补|奖|贴)[^,。?什]{0,6}" + _PARTICLE + ")"
    "|能不能|能否|可不可以|可否|可唔可以|得唔得|行不行|免[^,。?什]{0,6}不"
    "|[能可][^,。?什]{0,18}(?:吧|" + _PARTICLE + ")|免[^,。?什]{0,6}" + _PARTICLE
)
_THE_SAME = re.compile("一样|相同|同样|区别|差别|不同")
_EVERY = re.compile(
    "(?:不管|无论|不论|唔理|任何|所有|凡是|只要是?)[^,。?!]{0,14}[都就]"
    "|(?:每家|家家|个个|人人|各级|哪级)[^,。?!]{0,8}都"
)
_AT_ONCE = re.compile(
    "一次[过性]?[^,。?]{0,4}[给付发畀拨打到补拿领攞清]|一笔[过头]?[给付发拨]|一次到位"
)
_BIT_BY_BIT = re.compile(
    "每年[^,。?]{0,4}[给发拿领补]|年年|分[几多两三四五\\d]?[年期批次]|分阶段|分步"
)
_SETTLED = ("exact", "upper", "quota", "rate_bound")
_PROMISED = (*_SETTLED, "unspecified")
_ENOUGH = re.compile("就(?:行|可以|能)|够不够|够了?[吗么]|只要[^。?]{0,12}[就吗]")
_APPLIES = re.compile(
    "正在?(?:申报|申请|报)|准备(?:申报|申请|报)|打算(?:申报|申请|报)|申[报请]中|[提递]交了?申[请报]|等结果|公示[期中]"
    "|还[没未](?:有)?(?:批|认定|评上|拿到|下来|出结果)|applying"
)
_COSTS = {*MONEY_FIELDS} - {"tax_paid"}
_OF_WHEN = "认定时间的起止"


def first_words(context: Context, outcomes: Sequence[Outcome]) -> str | None:
    """The line that comes before everything else, if one is called for; ``outcomes`` are of the
    measures that the question is about."""
    query = normalize(context.request.query)
    measures = [outcome.measure for outcome in outcomes]
    if quota := _over_the_quota(query, measures):
        return quota
    if _APPLIES.search(query) and (title := _title_needed(measures)):
        return f"认定之后才有：文件写的是“{title}”"
    if not measures or not _ASKS.search(query) or _HOW.search(query):
        return None
    return (
        _of_payment(query, measures) or _of_everyone(query, measures) or _of_when(context, measures)
    )


def whether(context: Context, outcomes: Sequence[Outcome]) -> str | None:
    """Yes or no for 有没有 and 能不能, where the measures settle it for this firm in each place."""
    query = normalize(context.request.query)
    asked = _WHETHER.search(query)
    outcomes = [outcome for outcome in outcomes if _is_for_who_asks(context, outcome.measure)]
    settled = {context.document_of(outcome.measure).city for outcome in outcomes}
    if (
        asked is None
        or _THE_SAME.search(query)
        or not outcomes
        or not settled.issuperset(context.request.cities)
    ):
        return None
    no, yes = ("没有", "有") if asked["had"] else ("不能", "可以")
    if all(outcome.status == "not_eligible" for outcome in outcomes):
        return no
    possible = _PROMISED if asked["had"] else _SETTLED
    if all(outcome.status in possible or _lacks_a_cost(outcome) for outcome in outcomes):
        return yes
    return None


def _is_for_who_asks(context: Context, measure: Measure) -> bool:
    """Whether it is the firm's, or what the question is about: an award to the operator of a park
    is none to a firm that moves in."""
    named = set(measure.topics) & set(context.request.topics)
    return measure.beneficiary == "enterprise" or bool(named)


def _lacks_a_cost(outcome: Outcome) -> bool:
    """Whether only the sum is open, and not who gets it."""
    return outcome.status == "need_input" and set(outcome.missing) <= _COSTS


def _over_the_quota(query: str, measures: Sequence[Measure]) -> str | None:
    """三台车全都能免吗, where the text gives two."""
    counted = query.replace("台", "辆")
    for measure in measures:
        amount = measure.amount
        if isinstance(amount, Quota):
            said = [n.value for n in numbers_in(counted) if n.unit == amount.unit]
            if said and max(said) > amount.value:
                return f"不能都算：文件写的是每家企业{amount.words}"
    return None


def _title_needed(measures: Sequence[Measure]) -> str | None:
    """The words that ask for a title that has been given."""
    conditions = (atom for measure in measures for atom in atoms(measure.when))
    titles = (c.words for c in conditions if isinstance(c, OneOf) and c.field == "recognition")
    return next(titles, None)


def _of_payment(query: str, measures: Sequence[Measure]) -> str | None:
    """At once or bit by bit, where the text says which."""
    at_once, bit_by_bit = _AT_ONCE.search(query), _BIT_BY_BIT.search(query)
    for measure in measures:
        if "分阶段" in measure.evidence and (at_once or bit_by_bit):
            return "是的，文件写的是“分阶段”" if bit_by_bit else "不是一次给完：文件写的是“分阶段”"
        if "一次性" in measure.evidence and (at_once or bit_by_bit):
            return "不是分次给：文件写的是“一次性”" if bit_by_bit else "是的，文件写的是“一次性”"
    return None


def _of_everyone(query: str, measures: Sequence[Measure]) -> str | None:
    """不管哪级都有吗: no, if a condition leaves some out."""
    if not _EVERY.search(query):
        return None
    conditions = [atom for measure in measures for atom in atoms(measure.when)]
    thresholds = any(isinstance(atom, OrMore) for atom in conditions)
    tiers = [atom for atom in conditions if isinstance(atom, OneOf) and atom.field == "tier"]
    if thresholds or any(not {"provincial", "municipal"} <= set(tier.values) for tier in tiers):
        return "不是都有：文件写了条件，符合下面原文的才行"
    return None


def _of_when(context: Context, measures: Sequence[Measure]) -> str | None:
    """2023年底认定的算不算, where no period is printed."""
    if context.profile.get("recognised_on") is None:
        return None
    if all(measure.window is None and _OF_WHEN in measure.not_stated for measure in measures):
        return f"不能说算，也不能说不算：文件没有写明{_OF_WHEN}"
    return None


def _of_conditions(query: str, outcomes: Sequence[Outcome]) -> str | None:
    """签了约就行吗: the conditions that the text sets."""
    conditions = [words for outcome in outcomes for words in outcome.presumed]
    if not _ENOUGH.search(query) or not conditions:
        return None
    return f"文件写的前提是：{'；'.join(dict.fromkeys(conditions))}"
