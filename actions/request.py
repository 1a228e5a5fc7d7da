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
from actions.follow_ups import (
    ABOUT_AN_ANSWER,
    FOLLOW_UPS,
    carries_on_from,
    is_short,
    only_supposes_a_share,
)
from actions.messages import Message
from actions.subsidy.profile import MONEY_FIELDS

_FURTHER_COST = re.compile(
    r"(又|再|还要?|另外|多)[^,。;!?\d到]{0,4}(花|付|投|交|加|要)了?(?!到)[^,。;!?到]{0,4}\d|追加|加多|再加"
)
_SAID_BEFORE = re.compile(
    "[你您](刚才?|刚刚|前面|上面)?[说讲答]的|刚才|头先|上面(说|讲|那)|前面(说|讲|那)"
)
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
    asked_back = pending.field if pending is not None else None
    carries_on = previous is not None and carries_on_from(message, asked_back)
    cities = message.places() or (previous.cities if previous else ())
    if previous and previous.cities and message.names_only_origins():
        cities = previous.cities  # 那从佛山搬过来的呢
    before = "amount" if previous and previous.ask == "change" else previous and previous.ask
    if message.intent == "compare" and not message.places() and previous and previous.earlier:
        carries_on, before = True, "compare"  # 那哪个多, after one place and 江门呢
        cities = tuple(dict.fromkeys([*previous.earlier, *cities]))
    if only_supposes_a_share(message):
        before = "amount"
    ask = settle(before if before and carries_on else asked(message), message, cities)
    said_before = _SAID_BEFORE.search(message.normalised) is not None
    anew = bool(message.values("topic")) or not (is_short(message) or said_before)
    points_back = ask in ABOUT_AN_ANSWER and not anew
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
    elif "recognised_on" in profile and message.intent in FOLLOW_UPS:
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
    if pending is not None and pending.field in MONEY_FIELDS and message.intent in FOLLOW_UPS:
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
