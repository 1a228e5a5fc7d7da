"""The request model: what is asked, about what, for whom, where and as of when.

A follow-up changes one part and keeps the rest.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from actions.asks import COST_OF_TOPIC, Ask, asked, asks_total, settle, settle_topic, supposes
from actions.messages import Message
from actions.subsidy.profile import MONEY_FIELDS
from policy_index.text import normalize

_ABOUT_AN_ANSWER = ("responsible", "source", "validity", "procedure", "sheet", "gap")
_OF_THEIR_OWN = (*_ABOUT_AN_ANSWER, "compare")
_FOLLOW_UPS = ("inform", "affirm", "deny", "chitchat")
_DROPS = r"算了吧?|先?(?:不[问说]|唔问)(?:这个|呢个|那个|这些)?了?"
_OTHER_SUBJECT = re.compile(
    rf"(?:好的?|嗯|哦|那|{_DROPS})?[,。 ]*(?:我|想|要)?"
    r"(?:换一?个|另外|[再另顺][外便]?[问想请]|还有一?个问题|下一个问题)"
    rf"|(?:哎|唉)?[,。 ]*(?:{_DROPS})[,。 ]*(?:{_DROPS})?[,。 ]"
)
# 湛江呢, 换成湛江, 湛江有没有: the place is another, the question the same.
_SAME_ELSEWHERE = re.compile(
    r"(?:先?等一?[等下][,。 ]*)?(?:那么?|咁|如果是?|要是|换成?|改成|放在?|在|喺)?[,。 ]*"
    r"@(?:市|[那这嗰]边|那里|地区)?[又也]?(?:呢|得唔得|行不行|行吗|可以吗|能不能|一样吗|怎么?样|点样?"
    r"|有(?:没有|冇)?(?:[这那呢][个项种样]?(?:补贴|补助|奖励|奖|政策|支持|优惠)?)?的?[吗咩呢]?)?"
    r"[呀啊嘛]?[,。?!~ ]*"
)
_LONGEST_FOLLOW_UP = 14
_LATIN = re.compile(r"[a-z']+ ?")
_NOT_KNOWN = re.compile(
    r"(?<!想)(?:不[太大]?|唔)(?:知道?|清楚|晓得|确定)|没(?:算过?|统计|数)|还没(?:定|算|有数|[^,。]{0,4}(?:出来|报价|结算))|[说讲](?:不|唔)(?:[好准清出]|上来)|记不[得清]"
    r"|没有?数|(?:得|要)去?问一?[下问]?(?:财务|会计|老板|领导)|^(?:随便|无所谓|都行|都可以)"
    r"|没概念|拿不准|忘了|唔记得|未计过|don't know|not sure|no idea"
)
_QUESTION_WORDS = re.compile("多少|几[多个钱]|[吗么呢?]|什么|怎|哪|谁|啥|咩|how|what")
_FURTHER_COST = re.compile(
    r"(又|再|还要?|另外|多)[^,。;!?\d到]{0,4}(花|付|投|交|加|要)了?(?!到)[^,。;!?到]{0,4}\d|追加|加多|再加"
)
_SAID_BEFORE = re.compile(
    "[你您](刚才?|刚刚|前面|上面)?[说讲答]的|刚才|头先|上面(说|讲|那)|前面(说|讲|那)"
)
_AND = re.compile("那|(?:and|what about|how about) ", re.IGNORECASE)
_THAT_DAY = re.compile("当时|那时|那会|那年|那天|then|at that time")


@dataclass(frozen=True)
class Pending:
    """What was asked back, how often, and the requests that wait for it."""

    field: str
    times: int
    waiting: Sequence[Mapping[str, Any]] = ()

    def requests(self, latest: "Request | None") -> "list[Request]":
        """Those that wait, with what has been said of the firm since."""
        waiting = [Request.from_slot(slot) for slot in self.waiting]
        if latest is None:
            return waiting
        return [
            replace(
                each,
                profile={**each.profile, **latest.profile},
                cities=each.cities or latest.cities,
            )
            for each in waiting
        ]


@dataclass(frozen=True)
class Request:
    """One question in full. ``profile`` holds raw facts; the calculator validates them. ``high``
    holds the upper ends of costs that were given as a range; ``supposed`` what would be otherwise
    (如果升级成小巨人呢); ``earlier`` the other places of which the same was asked before.

    ``claims`` are sums that the user supposes, ``rates`` shares of that kind; ``sums`` all sums of
    this message, ``said`` all of the conversation: in yuan, as decimal strings. ``period`` is a
    day, month or year that is asked about. ``rough``: a cost was said as an approximate sum.
    ``several`` holds the sums of a cost of which more than one was named: what it is made up of if
    it is in the profile, else among which it is left open. ``anew`` tells that the message has a
    subject of its own and does not point at the last answer (原文怎么说); ``plain`` that it says
    nothing beside what it names.
    """

    ask: Ask
    query: str
    cities: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    profile: Mapping[str, Any] = field(default_factory=dict)
    year: int | None = None
    period: str | None = None
    high: Mapping[str, str] = field(default_factory=dict)
    several: Mapping[str, Sequence[str]] = field(default_factory=dict)
    supposed: Mapping[str, Any] = field(default_factory=dict)
    claims: tuple[str, ...] = ()
    rates: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    rough: bool = False
    anew: bool = True
    plain: bool = False

    def to_slot(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_slot(cls, slot: Mapping[str, Any]) -> "Request":
        lists = {
            name: tuple(slot[name])
            for name in ("cities", "earlier", "topics", "claims", "rates", "sums", "said")
        }
        return cls(**{**slot, **lists})


def understand(message: Message, previous: Request | None, pending: Pending | None) -> Request:
    """The request that a message makes, with what is known from before."""
    carries_on = previous is not None and carries_on_from(message, pending)
    cities = message.places() or (previous.cities if previous else ())
    if previous and previous.cities and message.names_only_origins():
        cities = previous.cities  # 那从佛山搬过来的呢
    before = "amount" if previous and previous.ask == "change" else previous and previous.ask
    if message.intent == "compare" and not message.places() and previous and previous.earlier:
        carries_on, before = True, "compare"  # 那哪个多, after one place and 江门呢
        cities = tuple(dict.fromkeys([*previous.earlier, *cities]))
    if _only_supposes_a_share(message):
        before = "amount"
    ask = settle(before if before and carries_on else asked(message), message, cities)
    said_before = _SAID_BEFORE.search(message.normalised) is not None
    anew = bool(message.values("topic")) or not (_is_short(message) or said_before)
    points_back = ask in _ABOUT_AN_ANSWER and not anew
    topics = _topics(message)
    # 那能有多少, 四辆行不行
    bare = ask in ("amount", "policy") and not anew and not message.entities
    if not topics and previous and (carries_on or points_back or bare):
        topics = previous.topics
    if previous and asks_total(message.normalised) and COST_OF_TOPIC.keys() & {*topics}:
        topics = tuple(dict.fromkeys([*_with_cost(previous), *topics]))
    ask = settle_topic(ask, message, topics)
    query = message.text
    if previous and (carries_on or points_back) and not message.values("topic"):
        query = previous.query
    # Two years name two documents: both are meant.
    years = {day[:4] for day in message.with_role("date", "document_year")}
    year = years.pop() if len(years) == 1 else ""
    kept_year = previous.year if previous and cities == previous.cities and not anew else None
    profile, supposed = _profile(message, previous, pending, topics), dict[str, Any]()
    if supposes(ask, message, known=bool(previous and previous.profile)):
        if previous and previous.ask == "amount" and not topics:
            topics = previous.topics or ("认定",)  # an award is the one for the title
        ask, profile, supposed = "change", dict(previous.profile if previous else {}), profile
    return Request(
        ask=ask,
        query=query,
        cities=cities,
        earlier=_earlier(previous, cities, carries_on),
        topics=topics,
        profile=profile,
        supposed={name: fact for name, fact in supposed.items() if profile.get(name) != fact},
        high=_high(message, previous, topics),
        several=_several(message, previous, topics),
        year=int(year) if year.isdigit() else kept_year,
        period=_period(message, ask, carries_on),
        claims=tuple(dict.fromkeys(message.with_role("money", "claim"))),
        rates=tuple(dict.fromkeys(message.with_role("percent", "claim"))),
        sums=tuple(f"{value:f}" for value in message.sums() if value not in _other(message)),
        said=_said(message, previous),
        rough=message.is_rough() or bool(previous and previous.rough and not message.sums()),
        anew=anew,
        plain=message.names_all_it_says(),
    )


def _with_cost(previous: Request) -> list[str]:
    """What the question before was about, of which the cost is known: 一起能补多少 means it too."""
    return [topic for topic in previous.topics if COST_OF_TOPIC.get(topic) in previous.profile]


def _earlier(
    previous: Request | None, cities: tuple[str, ...], carries_on: bool
) -> tuple[str, ...]:
    """The other places of which the same was asked before."""
    if previous is None or not (carries_on or cities == previous.cities):
        return ()
    return tuple(p for p in dict.fromkeys(previous.earlier + previous.cities) if p not in cities)


def _is_short(message: Message) -> bool:
    """Whether it has the length of a follow-up; an English word counts as two characters."""
    return len(_LATIN.sub("词词", message.normalised.lower())) <= _LONGEST_FOLLOW_UP


def _period(message: Message, ask: Ask, carries_on: bool) -> str | None:
    """The day, month or year that is asked about. After a question of validity any will do
    (2019年呢), and so will one that the words point back to (2024年3月认定的，当时政策还在吗)."""
    if day := message.roles("date").get("as_of"):
        return day
    if ask != "validity":
        return None
    points = _THAT_DAY.search(message.normalised) is not None
    days = [*message.with_role("date", None)] if carries_on or points else []
    days += message.with_role("date", "recognised_on") if carries_on or points else []
    return days[-1] if days else None


def _topics(message: Message) -> tuple[str, ...]:
    """What the words name, and what a named cost is for."""
    named = message.values("topic")
    if "assessed_standard" in message.roles("money"):  # what a park asks of a firm for its land
        named = ("用地", *(topic for topic in named if topic != "园区"))
    of_costs = [t for t, cost in COST_OF_TOPIC.items() if cost in message.roles("money")]
    if named:  # what a firm pays in taxes is told of it in passing
        of_costs = [topic for topic in of_costs if COST_OF_TOPIC[topic] != "tax_paid"]
    moves = ["迁入"] if message.names_an_origin() and not named and not of_costs else []
    return tuple(dict.fromkeys([*named, *of_costs, *moves]))


def carries_on_from(message: Message, pending: Pending | None) -> bool:
    """Whether the message only adds to or changes the question before."""
    if message.intent in _FOLLOW_UPS:
        return True
    if leaves(message):
        return False
    if pending is not None and answers(message, pending) and message.names_all_it_says():
        return True
    if _is_short(message) and (_only_tells_a_sum(message) or _only_supposes_a_share(message)):
        return True
    if pending is not None and message.intent.removeprefix("ask_") in _OF_THEIR_OWN:
        return False
    if message.intent.removeprefix("ask_") not in _ABOUT_AN_ANSWER and _asks_elsewhere(message):
        return True
    short = _is_short(message)
    if pending is not None and answers(message, pending):
        return short or not message.values("topic")
    return short and bool(_AND.match(message.normalised)) and bool(message.entities)


def _asks_elsewhere(message: Message) -> bool:
    """Whether a place is all that the message names, and it asks no more than whether or how."""
    places = [e for e in message.entities if e["entity"] == "city"]
    if len(places) != 1 or len(message.entities) != 1:
        return False
    start, end = int(places[0]["start"]), int(places[0]["end"])
    words = f"{message.text[:start]}@{message.text[end:]}"
    return _SAME_ELSEWHERE.fullmatch(normalize(words)) is not None


def _only_tells_a_sum(message: Message) -> bool:
    """说少了，一共800万 changes a cost and asks nothing of its own."""
    told = message.with_role("money", None)
    return (
        bool(told)
        and not message.values("topic")
        and not _QUESTION_WORDS.search(message.normalised)
    )


def asks_of_a_thing(message: Message) -> bool:
    """Whether the message names a place, a tier or a topic and asks about it."""
    named = any(message.values(entity) for entity in ("city", "tier", "topic"))
    return named and _QUESTION_WORDS.search(message.normalised) is not None


def _only_supposes_a_share(message: Message) -> bool:
    """不是说50%吗, of what was just answered."""
    return bool(message.with_role("percent", "claim")) and not message.values("topic")


def does_not_know(message: Message) -> bool:
    """Whether what was asked back is not known: 还没算过."""
    return _is_short(message) and _NOT_KNOWN.search(message.normalised) is not None


def leaves(message: Message) -> bool:
    """Whether the message leaves what was asked for something else: 换一个问题，…"""
    return message.intent not in _FOLLOW_UPS and bool(_OTHER_SUBJECT.match(message.normalised))


def answers(message: Message, pending: Pending) -> bool:
    """Whether the message holds what was asked back."""
    entity = pending.field if pending.field in ("city", "tier") else "money"
    return bool(message.values(entity))


def _profile(
    message: Message, previous: Request | None, pending: Pending | None, topics: Sequence[str]
) -> dict[str, Any]:
    profile = dict(previous.profile) if previous else {}
    profile.update(message.stated())
    if tiers := message.values("tier"):
        profile["tier"] = list(tiers)
    if lpr := message.roles("percent").get("lpr"):
        profile["lpr"] = lpr
    if recognised_on := message.roles("date").get("recognised_on"):
        profile["recognised_on"] = recognised_on
    elif "recognised_on" in profile and message.intent in _FOLLOW_UPS:
        # 不对，是2024年: a day without a word for it takes the place of the one that was told.
        told = [profile["recognised_on"], *message.with_role("date", None)]
        profile["recognised_on"] = told[-1]
    for name, cost in message.costs(digital=_is_digital(topics)).items():
        before = profile.pop(name, None)
        if cost.yuan is not None:
            profile[name] = _with_what_was_told(message, before, cost.yuan)
    if "迁入" in topics or message.names_an_origin():
        profile["relocated"] = True
    if (unnamed := _unnamed_sum(message, pending)) is not None:
        fields = [COST_OF_TOPIC[topic] for topic in topics if topic in COST_OF_TOPIC]
        if pending and pending.field in MONEY_FIELDS:
            fields = [pending.field]
        for field in set(fields) - set(message.roles("money")):
            profile[field] = _with_what_was_told(message, profile.get(field), unnamed)
    if "tax_paid" in profile:
        profile["tax_paid"] = message.against_threshold(str(profile["tax_paid"]))
    return profile


def _with_what_was_told(message: Message, before: Any, yuan: str) -> str:
    """后来又花了100万 adds to the cost that was told; any other sum takes its place."""
    if before is None or not _FURTHER_COST.search(message.normalised):
        return yuan
    return f"{Decimal(str(before)) + Decimal(yuan):f}"


def _high(message: Message, previous: Request | None, topics: Sequence[str]) -> dict[str, str]:
    """The upper ends of costs given as a range; a cost named anew has no range of before."""
    high = dict(previous.high) if previous and not message.values("money") else {}
    for role, value in message.high_ends().items():
        fields = [role] if role else [COST_OF_TOPIC[t] for t in topics if t in COST_OF_TOPIC]
        high.update({name: value for name in fields if name in MONEY_FIELDS})
    return high


def _is_digital(topics: Sequence[str]) -> bool:
    return "数字化" in topics and "技改" not in topics


def _several(
    message: Message, previous: Request | None, topics: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """The sums of each cost of which several were named; one named anew replaces them."""
    kept = previous.several if previous and not message.values("money") else {}
    costs = message.costs(digital=_is_digital(topics))
    named = {name: cost.sums for name, cost in costs.items() if cost.sums}
    return {**{name: tuple(sums) for name, sums in kept.items()}, **named}


def _unnamed_sum(message: Message, pending: Pending | None) -> str | None:
    """A sum whose role the words leave open; in answer to a question, any sum will do."""
    if pending is not None and pending.field in MONEY_FIELDS and message.intent in _FOLLOW_UPS:
        return next(iter(message.values("money")), None)
    return next(iter(message.with_role("money", None)), None)


def _other(message: Message) -> set[Decimal]:
    """What the firm is or has got already, 产值8000万: no figure of what is asked."""
    return {Decimal(value) for value in message.with_role("money", "other")}


def _said(message: Message, previous: Request | None) -> tuple[str, ...]:
    said = (*(previous.said if previous else ()), *(f"{s:f}" for s in message.sums()))
    return tuple(dict.fromkeys(said))


def with_period(request: Request, as_of: date) -> tuple[date, date]:
    """The first and the last day that is asked about; the day of asking if none was named."""
    if request.period is None:
        return as_of, as_of
    parts = [int(part) for part in request.period.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    if len(parts) == 2:
        year, month = parts
        last = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
        return date(year, month, 1), date.fromordinal(last)
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def without_claims(request: Request) -> Request:
    """The request as it is kept: a supposition belongs to one message only."""
    return replace(request, claims=(), rates=(), sums=(), period=None, supposed={})


def sums_said(request: Request) -> list[Decimal]:
    return [Decimal(value) for value in request.said]
