"""Yes or no, where a question without a sum asks for it and the text settles it: said first."""

import re
from collections.abc import Sequence

from actions.answers.context import Context
from actions.answers.relevant import by_topic, tier_words
from actions.replies import first_line
from actions.subsidy.amounts import NonCash, Quota
from actions.subsidy.conditions import Manual, OneOf, OrMore, atoms
from actions.subsidy.evaluate import Outcome
from actions.subsidy.measures import Measure
from actions.subsidy.numbers import numbers_in
from actions.subsidy.profile import MONEY_FIELDS
from policy_index.text import normalize

_ASKS = re.compile(
    "有没有|有冇|有无|[吗吧嘛咩]|(?<![什怎这那])么|是不是|是否|系咪|算不算|算唔算|能不能|可不可以|行不行|得唔得|对不对|真的|没错|[能可]否"
    "|来得及|够不够|免不|不$|听说|[?]$"
)
_HOW = re.compile("多少|几多|怎么|怎样|如何|什么|哪些|点样|点计|几[万成个年次]")
_PARTICLE = "(?:[吗嘛]|(?<![什怎这那])么)"
_WHETHER = re.compile(
    "(?P<had>(?:有没有(?!过期|到期|失效|作废|期限|时限)|有无|有冇|有得?(?=[^,。?什]{0,8}"
    + _PARTICLE
    + "))(?!写|讲|规定|必要|意义)|有份"
    "|给不给|补不补|奖不奖|(?:给|补|奖|贴)[^,。?什]{0,6}" + _PARTICLE + ")"
    "|能不能|能否|可不可以|可否|可唔可以|得唔得|行不行|免[^,。?什]{0,6}不"
    "|[能可][^,。?什]{0,18}(?:吧|" + _PARTICLE + ")|免[^,。?什]{0,6}" + _PARTICLE
)
_OF_MONEY = re.compile("[给发有]钱|不给钱|奖|补贴|补助|资助")
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
_SETTLED = ("exact", "upper", "quota")
_PROMISED = (*_SETTLED, "unspecified")
_ENOUGH = re.compile(
    "(?:[要得需]|必须)先[^,。?]{0,14}[吗么嘛不]|就(?:行|可以|能)|够不够|够了?[吗么]|只要[^。?]{0,12}[就吗]"
)
_TIMES = re.compile("[拿领享报补奖给][^,。?]{0,3}(?:[两二三四五2-5]|好几|多)[次回]|第[二2]次")
_EXACTLY = re.compile(
    "(?:刚好|正好|恰好|刚刚好|啱啱好?)[^,。?]{0,4}?[\\d一二两三四五六七八九十百千万]+[家万个亿元]*"
)
_ONLY = re.compile("(?:是不是|是否|系咪)?(?:只|仅|光|净系)[^,。?]{0,4}[给租奖补贴限有畀能]")
_APPLIES = re.compile(
    "正在?(?:申报|申请|报)|准备(?:申报|申请|报)|打算(?:申报|申请|报)|申[报请]中|[提递]交了?申[请报]|等结果|公示[期中]"
    "|还[没未](?:有)?(?:批|认定|评上|拿到|下来|出结果)|applying"
)
_COUNTS = re.compile("算不算|算唔算|算[^,。?]{0,6}[吗么嘛]|还[能给有]|赶得?上|来得及|够不够")
_TOGETHER = re.compile(
    "一起[拿领享]|都[能可]?[拿领享][^,。?]{0,3}[吗么嘛]|同时[拿领享]|叠加|两[边个项样份]都|兼得|重复[拿领享]"
)
_NOT_YET = re.compile(
    "(?:还没有?|(?<!有)没有?|未|冇|唔曾)(?:[办完签批给拨拿获进入做弄登落评]|到手)"
)
_ANYWHERE = {"企业", "项目", "支持", "资金", "条件", "相关", "符合", "完成"}
_UNTITLED = re.compile(
    "(?:(?<!有)没有?|未|(?<!是)不是|唔系|冇)(?:被)?(?:评上?|认定|拿到?|获得|获评|入选)?[为是过]?"
    "(?:任何|什么)?(?:专精特新|称号|资质)(?![奖补])"
)
_REVIEW = re.compile("复核.{0,14}(?:算|也|有|给|奖|能|一样|同样)")
_COSTS = {*MONEY_FIELDS} - {"tax_paid"}
OF_WHEN = "认定时间的起止"


def first_words(context: Context, outcomes: Sequence[Outcome]) -> str | None:
    """The line that comes before everything else, if one is called for; ``outcomes`` are of the
    measures that the question is about."""
    query = _words(context)
    measures = [outcome.measure for outcome in outcomes]
    if not measures:
        return None
    told = (
        _over_the_quota(query, measures)
        or _of_applicants(query, measures)
        or _of_payment(query, measures)
        or _of_times(query, measures)
        or _at_the_threshold(context, query, measures)
        or _of_stacking(query, measures)
        or _of_the_untitled(context, measures)
        or _of_reviews(query, measures)
    )
    if told or not _ASKS.search(query):
        return told
    told = _of_unmet(query, measures)
    if told or _HOW.search(query):
        return told
    return (
        _of_everyone(query, measures)
        or _of_one_tier_only(context, query, measures)
        or _of_when(context, query, measures)
        or _of_conditions(context, query, outcomes)
    )


def _words(context: Context) -> str:
    """What is asked, and what the message adds to a question of before."""
    query, added = normalize(context.request.query), context.message.normalised
    return query if added in query else f"{query}。{added}"


def whether(context: Context, outcomes: Sequence[Outcome]) -> str | None:
    """Yes or no for 有没有 and 能不能, where the measures settle it for this firm in each place."""
    query = _words(context)
    asked = _WHETHER.search(query)
    outcomes = [outcome for outcome in outcomes if _is_for_who_asks(context, outcome.measure)]
    settled = {context.document_of(outcome.measure).city for outcome in outcomes}
    if (
        asked is None
        or _TIMES.search(query)
        or _THE_SAME.search(query)
        or not outcomes
        or not settled.issuperset(context.request.cities)
    ):
        return None
    no, yes = ("not_had", "had") if asked["had"] else ("may_not", "may")
    if all(outcome.status == "not_eligible" for outcome in outcomes):
        return first_line(no)
    services = [*(o.measure for o in outcomes), *by_topic(context)]
    if asked["had"] and _OF_MONEY.search(query) and all(_is_service(m) for m in services):
        return first_line("no_money")
    possible = _PROMISED if asked["had"] else _SETTLED
    if all(outcome.status in possible or _lacks_a_cost(outcome) for outcome in outcomes):
        return first_line(yes)
    return None


def _is_service(measure: Measure) -> bool:
    return isinstance(measure.amount, NonCash)


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
                return first_line("over_the_quota", amount.words)
    return None


def _of_applicants(query: str, measures: Sequence[Measure]) -> str | None:
    """正在申报: the award is for a title that has been given."""
    conditions = [atom for measure in measures for atom in atoms(measure.when)]
    titles = [c.words for c in conditions if isinstance(c, OneOf) and c.field == "recognition"]
    if not titles or not _APPLIES.search(query):
        return None
    return first_line("after_the_title", titles[0])


def _of_payment(query: str, measures: Sequence[Measure]) -> str | None:
    """At once or bit by bit, where the text says which."""
    clauses = re.split("[,。;!]", query)
    asked = [clause for clause in clauses if _ASKS.search(clause) or "要不要" in clause]
    at_once = any(_AT_ONCE.search(clause) for clause in asked)
    parts = next((found for clause in asked if (found := _BIT_BY_BIT.search(clause))), None)
    for measure in measures:
        if "分阶段" in measure.evidence and (at_once or parts):
            return first_line("by_stages" if parts else "not_at_once")
        if "一次性" in measure.evidence and parts:
            every_year = "年" in parts.group() and "分" not in parts.group()
            return first_line("not_every_year" if every_year else "not_bit_by_bit")
        if "一次性" in measure.evidence and at_once:
            return first_line("at_once")
    return None


def _of_times(query: str, measures: Sequence[Measure]) -> str | None:
    """能拿两次吗: no text says so of what it does not give at once."""
    if not _TIMES.search(query) or any("年" in m.evidence for m in measures):
        return None
    if all("一次性" in measure.evidence for measure in measures):
        return first_line("once")
    return first_line("times_not_stated")


def _at_the_threshold(context: Context, query: str, measures: Sequence[Measure]) -> str | None:
    """刚好十家呢, where the text has 10家以上."""
    said = {number.value for clause in _EXACTLY.findall(query) for number in numbers_in(clause)}
    conditions = [atom for measure in measures for atom in atoms(measure.when)]
    for each in conditions:
        told = isinstance(each, OrMore) and context.profile.get(each.field) is not None
        if isinstance(each, OrMore) and each.threshold in said and not told:
            return first_line("at_the_threshold", each.words)
    return None


def _of_stacking(query: str, measures: Sequence[Measure]) -> str | None:
    """两个能一起拿吗, where no rule is written."""
    one_document = len({measure.document for measure in measures}) == 1
    ruled = any(m.stacking and m.stacking.rule == "max" for m in measures)
    if not _TOGETHER.search(query) or (one_document and ruled):
        return None
    return first_line("together_not_stated")


def _of_unmet(query: str, measures: Sequence[Measure]) -> str | None:
    """还没办工商登记，能拿吗: not before what the text asks for."""
    for clause in re.split("[,。;?!]", query):
        if not _NOT_YET.search(clause):
            continue
        said = re.sub("[批拨给拿]到?", "获得", clause.replace("省里", "省级"))
        for measure in measures:
            for atom in atoms(measure.when):
                if isinstance(atom, Manual) and _pairs(atom.words) & _pairs(said):
                    return first_line("not_before", atom.words)
    return None


def _pairs(words: str) -> set[str]:
    """Every two characters that stand together, but for what any clause may have."""
    return {words[i : i + 2] for i in range(len(words) - 1)} - _ANYWHERE


def _of_the_untitled(context: Context, measures: Sequence[Measure]) -> str | None:
    """没评专精特新的企业给吗: no, where a tier is asked for."""
    tiers = [tier_words(measure.when) for measure in measures]
    if not untitled(context) or not all(tiers):
        return None
    return first_line("for_a_title_only", tiers[0][0])


def _of_reviews(query: str, measures: Sequence[Measure]) -> str | None:
    """复核的跟新认定的一样吗, where the text names both in one."""
    if not (_REVIEW.search(query) and _ASKS.search(query)):
        return None
    conditions = [atom for measure in measures for atom in atoms(measure.when)]
    for atom in conditions:
        if isinstance(atom, OneOf) and {"new", "review"} <= set(atom.values):
            return first_line("reviews_too", atom.words)
    return None


def untitled(context: Context) -> bool:
    """Whether the firm is said to have no title at all."""
    known = context.profile.get("tier") is not None
    return not known and _UNTITLED.search(_words(context)) is not None


def _of_everyone(query: str, measures: Sequence[Measure]) -> str | None:
    """不管哪级都有吗: no, if a condition leaves some out."""
    if not _EVERY.search(query):
        return None
    conditions = [atom for measure in measures for atom in atoms(measure.when)]
    thresholds = any(isinstance(atom, OrMore) for atom in conditions)
    tiers = [atom for atom in conditions if isinstance(atom, OneOf) and atom.field == "tier"]
    if thresholds or any(not {"provincial", "municipal"} <= set(tier.values) for tier in tiers):
        return first_line("not_for_all")
    return None


def _of_one_tier_only(context: Context, query: str, measures: Sequence[Measure]) -> str | None:
    """只租给小巨人吗: no, if the text names others too."""
    said = set(context.message.values("tier"))
    tiers = [each for m in measures for each in atoms(m.when) if isinstance(each, OneOf)]
    tiers = [each for each in tiers if each.field == "tier"]
    if not _ONLY.search(query) or not said or len(tiers) != len(measures):
        return None
    if any(said < set(each.values) for each in tiers):
        return first_line("not_only", tiers[0].words)
    return first_line("only", tiers[0].words) if all(said == {*t.values} for t in tiers) else None


def _of_when(context: Context, query: str, measures: Sequence[Measure]) -> str | None:
    """2023年底认定的算不算, where no period is printed."""
    if context.profile.get("recognised_on") is None or not _COUNTS.search(query):
        return None
    if all(measure.window is None and OF_WHEN in measure.not_stated for measure in measures):
        return first_line("when_not_stated", OF_WHEN)
    return None


def _of_conditions(context: Context, query: str, outcomes: Sequence[Outcome]) -> str | None:
    """签了约就行吗: the conditions that the text sets; 那就能拿20万吧 asks about the sum."""
    conditions = [words for outcome in outcomes for words in outcome.presumed]
    clauses = {(outcome.measure.document, outcome.measure.clause) for outcome in outcomes}
    if context.request.claims or not _ENOUGH.search(query) or not conditions or len(clauses) > 1:
        return None
    return first_line("on_condition", "；".join(dict.fromkeys(conditions)))
