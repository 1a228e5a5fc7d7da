"""The calculation sheet (计算书): all that was computed for one firm, on one printable page."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from actions.subsidy import report
from actions.subsidy.amounts import RateCapped
from actions.subsidy.conditions import Is, OneOf, OrMore, Outside, Window, atoms
from actions.subsidy.fields import in_order, in_words, label
from actions.subsidy.ids import answer_id
from actions.subsidy.matching import find
from actions.subsidy.measures import Measure, MeasureSet
from actions.subsidy.profile import Profile
from actions.subsidy.wording import render_page
from policy_index.collection import Collection

FORM = 1
"""Raised when sheets hold other data than before, or come to something else by the same rules."""


@dataclass(frozen=True)
class Sheet:
    """Plain data, kept as JSON.

    ``facts``: label and words of each fact that the measures ask for or that was given; words None:
    not given. ``places``: as ``report.matches``, each item with its ``clause`` (before, evidence,
    after: the whole text in three pieces) and whether its document was ``reviewed``.
    ``collection`` and ``measures``: digests of what it was computed from.
    """

    id: str
    form: int
    as_of: str
    collection: str
    measures: str
    facts: Sequence[Mapping[str, str | None]]
    places: Sequence[Mapping[str, Any]]

    def is_of(self, collection: Collection, measures: MeasureSet) -> bool:
        """Whether documents and measures are still what they were."""
        return (self.collection, self.measures) == (collection.digest, measures.digest)


def make(
    ids: Container[str],
    profile: Profile,
    measures: MeasureSet,
    collection: Collection,
    as_of: date,
) -> Sheet:
    """The sheet of these measures for a firm on a day; the same inputs give the same sheet."""
    chosen = [measure for measure in measures.measures.values() if measure.id in ids]
    places = report.matches(find(chosen, profile, collection, as_of), profile, collection, as_of)
    for item in items_of(places):
        item |= _clause(measures.measures[item["measure"]], collection)
    inputs = {
        "sheet": FORM,
        "measures": [measure.id for measure in chosen],
        "profile": profile.raw,
    }
    return Sheet(
        id=answer_id((collection.digest, measures.digest), as_of, inputs),
        form=FORM,
        as_of=as_of.isoformat(),
        collection=collection.digest,
        measures=measures.digest,
        facts=_facts(chosen, profile),
        places=places,
    )


def page(sheet: Sheet, *, changed: bool) -> str:
    """The sheet as HTML that needs nothing else; ``changed``: documents or measures have since."""
    names = {item["measure"]: item["name"] for item in items_of(sheet.places)}
    return render_page("sheet", sheet=sheet, names=names, changed=changed, style=Markup(style()))


@cache
def style() -> str:
    """The page's style sheet, as it stands in the page."""
    return (Path(__file__).parent / "templates" / "sheet.css").read_text(encoding="utf-8")


def items_of(places: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The measures of all places and groups."""
    return (item for place in places for group in place["groups"].values() for item in group)


def _clause(measure: Measure, collection: Collection) -> dict[str, Any]:
    text = collection.clause(measure.document, measure.clause).text
    before, evidence, after = text.partition(measure.evidence)
    return {
        "clause": {"before": before, "evidence": evidence, "after": after},
        "reviewed": collection.document(measure.document).review == "confirmed",
    }


def _facts(measures: Sequence[Measure], profile: Profile) -> list[dict[str, str | None]]:
    raw = profile.raw
    asked = {field for measure in measures for field in _fields(measure)}
    return [
        {"label": label(name), "words": in_words(name, raw[name]) if name in raw else None}
        for name in in_order(asked | raw.keys())
    ]


def _fields(measure: Measure) -> Iterator[str]:
    """The facts that decide whether a firm gets a measure, and how much."""
    for atom in atoms(measure.requirement):
        if isinstance(atom, Outside):
            yield "moved_from"
        elif isinstance(atom, OneOf | Is | OrMore | Window):
            yield atom.field
    if isinstance(measure.amount, RateCapped):
        yield measure.amount.base
