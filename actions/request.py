"""The request model: what is asked, about what, for whom, where and as of when.

A follow-up changes one part and keeps the rest.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args

from actions.messages import Message
from actions.subsidy.profile import MONEY_FIELDS
from policy_index.document_facts import asks_term

Ask = Literal[
    "amount", "match", "change", "gap", "sheet", "compare",
    "policy", "validity", "responsible", "source", "procedure",
]  # fmt: skip
_ASKS: tuple[Ask, ...] = get_args(Ask)
# A sum without a role is what the topic's measure is computed from.
_COST_OF_TOPIC = {
    "数字化": "digital_cost",
    "上市": "listing_cost",
    "技改": "renovation_cost",
    "担保": "guarantee_fee",
    "贴息": "loan",
    "车辆": "tax_paid",
}
_ABOUT_AN_ANSWER = ("responsible", "source", "validity", "procedure", "sheet", "gap")
_OF_THEIR_OWN = (*_ABOUT_AN_ANSWER, "compare")
_FOLLOW_UPS = ("inform", "affirm", "deny")
_LONGEST_FOLLOW_UP = 14
_TOTAL = re.compile(
    r"(一共|总共|合共|合计|总计|加起来|加总|加埋|全部).*(多少|几多|几钱)|总额|总数|in total"
)
_HOW_MUCH = re.compile(
    r"(给|补|奖|贴|减|支持|补贴|补助|奖励|减免|免)[了过]?(多少|几多)(?!家|户|个|天|年|辆|次|套)"
)
_LACKING = re.compile(
    r"(拿|补|领|攞)[满足]|到顶|封顶要|(还|仲|离.*)(差|争)(多少|几)"
    r"|(多少|几多|几).{0,8}(才|先).{0,5}(封顶|顶格|上限|够|有)"
)
# 升级成小巨人呢 supposes; 评上小巨人了 tells what is so.
_SUPPOSES = re.compile(
    r"如果|要是|假如|假设|万一|倘若|的话|(升级|升到|升为|升成|变成|评上)(?!.{0,10}[了咗])"
)


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
    (如果升级成小巨人呢).

    ``claims`` are sums that the user supposes, ``sums`` all of this message, ``said`` all of the
    conversation: in yuan, as decimal strings. ``period`` is a day, month or year that is asked
    about. ``rough``: a cost was said as an approximate sum. ``anew`` tells that the message has a
    subject of its own and does not point at the last answer (原文怎么说).
    """

    ask: Ask
    query: str
    cities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    profile: Mapping[str, Any] = field(default_factory=dict)
    year: int | None = None
    period: str | None = None
    high: Mapping[str, str] = field(default_factory=dict)
    supposed: Mapping[str, Any] = field(default_factory=dict)
    claims: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    rough: bool = False
    anew: bool = True

    def to_slot(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_slot(cls, slot: Mapping[str, Any]) -> "Request":
        lists = {name: tuple(slot[name]) for name in ("cities", "topics", "claims", "sums", "said")}
        return cls(**{**slot, **lists})


def understand(message: Message, previous: Request | None, pending: Pending | None) -> Request:
    """The request that a message makes, with what is known from before."""
    carries_on = previous is not None and carries_on_from(message, pending)
    cities = message.places() or (previous.cities if previous else ())
    ask = _settle(previous.ask if previous and carries_on else _asked(message), message, cities)
    anew = bool(message.values("topic")) or len(message.normalised) > _LONGEST_FOLLOW_UP
    points_back = ask in _ABOUT_AN_ANSWER and not anew
    topics = _topics(message)
    bare = ask == "amount" and not anew and not message.entities  # 那能有多少
    if not topics and previous and (carries_on or points_back or bare):
        topics = previous.topics
    query = message.text
    if previous and (carries_on or points_back) and not message.values("topic"):
        query = previous.query
    roles = message.roles("date")
    # Two years name two documents: both are meant.
    years = {day[:4] for day in message.with_role("date", "document_year")}
    year = years.pop() if len(years) == 1 else ""
    kept_year = previous.year if previous and cities == previous.cities and not anew else None
    profile, supposed = _profile(message, previous, pending, topics), dict[str, Any]()
    if _supposes(ask, message, previous):
        ask, profile, supposed = "change", dict(previous.profile if previous else {}), profile
    return Request(
        ask=ask,
        query=query,
        cities=cities,
        topics=topics,
        profile=profile,
        supposed={name: fact for name, fact in supposed.items() if profile.get(name) != fact},
        high=_high(message, previous, topics),
        year=int(year) if year.isdigit() else kept_year,
        period=roles.get("as_of"),
        claims=tuple(message.with_role("money", "claim")),
        sums=tuple(f"{value:f}" for value in message.sums()),
        said=_said(message, previous),
        rough=message.is_rough() or bool(previous and previous.rough and not message.sums()),
        anew=anew,
    )


def _topics(message: Message) -> tuple[str, ...]:
    """What the words name, and what a named cost is for."""
    of_costs = [t for t, cost in _COST_OF_TOPIC.items() if cost in message.roles("money")]
    return tuple(dict.fromkeys([*message.values("topic"), *of_costs]))


def carries_on_from(message: Message, pending: Pending | None) -> bool:
    """Whether the message only adds to or changes the question before."""
    if message.intent in _FOLLOW_UPS:
        return True
    if pending is not None and message.intent.removeprefix("ask_") in _OF_THEIR_OWN:
        return False
    short = len(message.normalised) <= _LONGEST_FOLLOW_UP
    if pending is not None and answers(message, pending):
        return short or not message.values("topic")
    return short and message.normalised.startswith("那") and bool(message.entities)


def answers(message: Message, pending: Pending) -> bool:
    """Whether the message holds what was asked back."""
    entity = pending.field if pending.field in ("city", "tier") else "money"
    return bool(message.values(entity))


def _asked(message: Message) -> Ask:
    name = message.intent.removeprefix("ask_")
    if name in _ASKS:
        return name
    if message.intent == "inform" and not message.values("topic"):
        return "match"  # somebody introduces himself: tell what there is for him
    return "amount" if message.intent == "inform" else "policy"


def asks_total(words: str) -> bool:
    """Whether normalised words ask what everything comes to."""
    return _TOTAL.search(words) is not None


def _supposes(ask: Ask, message: Message, previous: Request | None) -> bool:
    """Whether facts of this message are a supposition beside what is known of the firm."""
    if previous is None or not previous.profile or not message.entities:
        return False
    if ask == "change":
        return True
    # 如果是1200万呢 only changes the cost; 如果升级成小巨人呢 asks what the title would bring.
    supposes = _SUPPOSES.search(message.normalised) is not None
    return supposes and ask in ("amount", "match", "gap") and bool(message.values("tier"))


def _settle(ask: Ask, message: Message, cities: Sequence[str]) -> Ask:
    """What the words ask beside their intent: several places in one question of money are a
    comparison, 方案生效了没有 is about validity, a sum without a topic about what pays it."""
    if ask in ("amount", "match") and len(cities) > 1 and message.places():
        return "compare"
    if ask in ("amount", "match", "policy"):
        if "计算书" in message.normalised:
            return "sheet"
        if _LACKING.search(message.normalised):
            return "gap"
    if ask == "policy" and asks_term(message.normalised):
        return "validity"
    if ask == "policy" and _asks_for_money(message):
        return "amount"
    if ask == "compare" and len(cities) == 1 and len(message.values("tier")) < 2:
        return "amount"  # 那湛江呢 after a comparison
    if ask in ("amount", "match") and _asks_for_everything(message):
        return "match"
    if ask == "match" and message.values("topic"):
        # 用地有什么优惠 is about one thing, not about all there is
        return "amount" if message.sums() else "policy"
    if ask == "change" and not message.entities:
        return "match"
    if ask in ("match", "policy") and message.sums() and not message.values("topic"):
        return "amount"
    return ask


def _asks_for_money(message: Message) -> bool:
    """财政补多少 about a topic; 有没有奖励 about a title."""
    if set(message.values("topic")) - {"认定"}:
        return _HOW_MUCH.search(message.normalised) is not None
    return bool(message.values("tier")) and "奖" in message.normalised


def _asks_for_everything(message: Message) -> bool:
    """一共能拿多少 about no single thing: beside costs of several, or a title that is only told."""
    topics = set(message.values("topic"))
    if not re.search("[奖补]", message.normalised):
        topics.discard("认定")
    costs = [role for role in message.roles("money") if role in _COST_OF_TOPIC.values()]
    return asks_total(message.normalised) and (not topics or len(costs) > 1)


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
    profile.update({k: v for k, v in message.roles("money").items() if k in MONEY_FIELDS})
    if "迁入" in topics:
        profile["relocated"] = True
    if (unnamed := _unnamed_sum(message, pending)) is not None:
        fields = [_COST_OF_TOPIC[topic] for topic in topics if topic in _COST_OF_TOPIC]
        if pending and pending.field in MONEY_FIELDS:
            fields = [pending.field]
        named = message.roles("money")
        profile.update({field: unnamed for field in fields if field not in named})
    return profile


def _high(message: Message, previous: Request | None, topics: Sequence[str]) -> dict[str, str]:
    """The upper ends of costs given as a range; a cost named anew has no range of before."""
    high = dict(previous.high) if previous and not message.values("money") else {}
    for role, value in message.high_ends().items():
        fields = [role] if role else [_COST_OF_TOPIC[t] for t in topics if t in _COST_OF_TOPIC]
        high.update({name: value for name in fields if name in MONEY_FIELDS})
    return high


def _unnamed_sum(message: Message, pending: Pending | None) -> str | None:
    """A sum whose role the words leave open; in answer to a question, any sum will do."""
    if pending is not None and pending.field in MONEY_FIELDS and message.intent in _FOLLOW_UPS:
        return next(iter(message.values("money")), None)
    return next(iter(message.with_role("money", None)), None)


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
    return replace(request, claims=(), sums=(), period=None, supposed={})


def sums_said(request: Request) -> list[Decimal]:
    return [Decimal(value) for value in request.said]
