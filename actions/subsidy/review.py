"""The page that a policy officer reads: clause and measures side by side, every number accounted
for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.subsidy import report
from actions.subsidy.completeness import Survey
from actions.subsidy.coverage import CoveredClause, CoveredNumber, Named
from actions.subsidy.mistakes import Mistake
from actions.subsidy.wording import render_page
from policy_index.collection import Collection


@dataclass(frozen=True)
class Piece:
    """A stretch of a clause's text; ``number`` is what it prints, if it prints one."""

    text: str
    number: CoveredNumber | None


def review_page(
    survey: Survey, mistakes: list[Mistake], collection: Collection, as_of: date
) -> str:
    """HTML that needs nothing else: no script, no font, no picture.

    ``mistakes``: of the document's measures.yml; what is faulty in it is not on the page.
    """
    document = collection.document(survey.document)
    return render_page(
        "review",
        document=document,
        status={
            "status": document.status(as_of).code,
            "status_words": list(document.status(as_of).words),
            "as_of": as_of.isoformat(),
        },
        rows=[_row(each, collection, as_of) for each in survey.clauses],
        mistakes=[str(mistake) for mistake in (*mistakes, *survey.mistakes)],
        counts=_counts(survey),
    )


def _row(covered: CoveredClause, collection: Collection, as_of: date) -> dict[str, Any]:
    return {
        "path": covered.clause.path,
        "named": covered.named,
        "pieces": list(_pieces(covered)),
        "waivers": _waivers(covered),
        "open": covered.words("open"),
        "measures": [report.explain(each, collection, as_of) for each in covered.measures],
    }


def _waivers(covered: CoveredClause) -> dict[Named, list[str]]:
    """The waived words by their reason."""
    reasons: dict[Named, list[str]] = {}
    used = dict.fromkeys(each.waiver for each in covered.numbers if each.status == "waived")
    for waiver in used:
        if waiver is not None:
            reasons.setdefault(Named(waiver.why, waiver.note), []).append(waiver.words)
    return reasons


def _pieces(covered: CoveredClause) -> Iterator[Piece]:
    text, done = covered.clause.text, 0
    for each in covered.numbers:
        if each.number.start > done:
            yield Piece(text[done : each.number.start], None)
        yield Piece(each.number.words, each)
        done = each.number.end
    if done < len(text):
        yield Piece(text[done:], None)


def _counts(survey: Survey) -> dict[str, int]:
    statuses = [number.status for each in survey.clauses for number in each.numbers]
    return {
        "clauses": len(survey.clauses),
        "measures": sum(len(each.measures) for each in survey.clauses),
        "covered": statuses.count("covered"),
        "waived": statuses.count("waived"),
        "open": statuses.count("open"),
        "unnamed": sum(not each.measures and each.named is None for each in survey.clauses),
    }
