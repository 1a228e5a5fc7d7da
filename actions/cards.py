"""The answer card: what a reply says, as data (the form is part of the public contract)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from actions.subsidy.evaluate import Outcome
from actions.subsidy.money import plain
from actions.subsidy.profile import Profile
from actions.subsidy.totals import Total
from actions.subsidy.wording import describe
from policy_index.clauses import Clause
from policy_index.documents import Document

Kind = Literal[
    "amount",
    "clauses",
    "matches",
    "comparison",
    "validity",
    "contact",
    "ask",
    "refusal",
    "handoff",
    "smalltalk",
]


@dataclass(frozen=True)
class Citation:
    """A clause that the answer stands on, with the document's status on the day."""

    document: str
    clause: str
    title: str
    number: str | None
    quote: str
    status: str
    url: str

    @classmethod
    def of(cls, clause: Clause, document: Document, quote: str, as_of: date) -> "Citation":
        return cls(
            document=document.id,
            clause=clause.path,
            title=document.title,
            number=document.number,
            quote=quote,
            status=document.status(as_of).code,
            url=f"/policies/{document.id}#{clause.path}",
        )


@dataclass(frozen=True)
class Figure:
    """A computed figure: ``yuan`` as a decimal string, ``citation`` an index into the citations.

    ``line`` is the outcome as the text words it, the measure's ``name`` first; empty where the text
    words it otherwise. ``group`` is what it is listed under: ``certain``, ``depends`` or
    ``not_for_you``, or the title of a column. ``depends_on`` is what was presumed or is not known.
    """

    measure: str
    status: str
    yuan: str | None
    steps: Sequence[str]
    citation: int
    name: str
    line: str = ""
    group: str | None = None
    depends_on: Sequence[str] = ()

    @classmethod
    def of(
        cls, outcome: Outcome, citation: int, profile: Profile, group: str | None = None
    ) -> "Figure":
        return cls(
            outcome.measure.id,
            outcome.status,
            None if outcome.yuan is None else plain(outcome.yuan),
            outcome.steps,
            citation,
            outcome.measure.name,
            describe(outcome, profile),
            group,
            outcome.presumed,
        )


@dataclass(frozen=True)
class Sum:
    """What one place's measures come to: yuan as decimal strings, and how they were added up."""

    city: str
    certain: str
    at_most: str
    steps: Sequence[str]

    @classmethod
    def of(cls, city: str, total: Total) -> "Sum":
        return cls(city, plain(total.certain), plain(total.at_most), total.steps)


@dataclass(frozen=True)
class Ask:
    """What the bot needs to know next, and what can be tapped."""

    field: str
    choices: Sequence[str] = ()


@dataclass(frozen=True)
class Card:
    """A reply. ``text`` is complete by itself; the rest is the same as data.

    ``sheet`` is the address of a calculation sheet that was made. What follows ``quick_replies``
    is for staff alone: ``spoken`` says the same in a sentence or two that can be read out,
    ``not_stated`` what the text leaves open beside what its measures do, ``leads`` (city, unit)
    whom to turn to where no clause is cited.
    """

    kind: Kind
    text: str
    citations: Sequence[Citation] = ()
    figures: Sequence[Figure] = ()
    totals: Sequence[Sum] = ()
    ask: Ask | None = None
    sheet: str | None = None
    quick_replies: Sequence[str] = field(default_factory=tuple)
    spoken: str = ""
    not_stated: Sequence[str] = ()
    leads: Sequence[tuple[str, str]] = ()

    def custom(self, as_of: date, answer_id: str) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "as_of": as_of.isoformat(),
            "answer_id": answer_id,
            "figures": [asdict(figure) for figure in self.figures],
            "totals": [asdict(total) for total in self.totals],
            "citations": [asdict(citation) for citation in self.citations],
            "ask": None if self.ask is None else asdict(self.ask),
            "sheet": self.sheet,
            "quick_replies": list(self.quick_replies),
        }
