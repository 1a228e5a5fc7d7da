"""The report of a run: one page that needs no network, and JUnit XML for other programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from statistics import quantiles

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.faq.accepted import Status, Verdict, measures_of
from tests.faq.basis import Basis
from tests.faq.cases import ClauseKey
from tests.faq.checks import cited_clauses, comparable
from tests.faq.compare import Row, compare, say_key
from tests.faq.junit import junit_xml
from tests.faq.sheet import RowMistake
from tests.faq.writing import write_whole

_TEMPLATE = "report.html.j2"
_NO_TOPIC = "（无主题）"
_NO_DOCUMENT = "（无条款）"
_NOT_CITED = "（没有引用）"


@dataclass(frozen=True)
class CaseView:
    """A case as the page shows it: what it is about, and its rows of expected and got."""

    verdict: Verdict
    topics: Sequence[str]
    documents: Sequence[str]
    rows: Sequence[Row]


@dataclass(frozen=True)
class Group:
    """The cases of one topic or document, counted by status."""

    name: str
    counts: Mapping[Status, int]
    failed: int

    @cached_property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Confusion:
    """A clause that was expected and not cited, and one that was cited in its place."""

    expected: str
    cited: str
    cases: Sequence[str]


@dataclass(frozen=True)
class Uncovered:
    """The clauses of a document that no case expects, and its measures that no case computes."""

    document: str
    clauses: Sequence[tuple[str, str]]
    measures: Sequence[tuple[str, str]]


def write_report(
    folder: Path, verdicts: Sequence[Verdict], mistakes: Sequence[RowMistake], basis: Basis
) -> Path:
    """Writes `report.html` and `junit.xml` into the folder; the path of the page."""
    page = folder / "report.html"
    write_whole(page, report_html(verdicts, mistakes, basis, datetime.now()).encode())
    write_whole(folder / "junit.xml", junit_xml(verdicts, mistakes))
    return page


def report_html(
    verdicts: Sequence[Verdict],
    mistakes: Sequence[RowMistake],
    basis: Basis,
    made_at: datetime,
) -> str:
    """The page, complete by itself."""
    views = sorted((_view(each, basis) for each in verdicts), key=_by_urgency)
    seconds = [reply.seconds for each in verdicts for reply in each.result.replies]
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(_TEMPLATE).render(
        made_at=made_at,
        views=views,
        mistakes=mistakes,
        statuses=list(Status),
        counts=Counter(verdict.status for verdict in verdicts),
        failed=sum(verdict.failed for verdict in verdicts),
        topics=_groups(views, lambda view: view.topics),
        documents=_groups(views, lambda view: view.documents),
        titles={id_: name.title for id_, name in basis.names.items()},
        confusions=confusions(verdicts, basis),
        uncovered=uncovered(verdicts, basis),
        replies=len(seconds),
        p50=_percentile(seconds, 50),
        p95=_percentile(seconds, 95),
    )


def confusions(verdicts: Iterable[Verdict], basis: Basis) -> list[Confusion]:
    """Which clauses stood in the place of which, the most frequent first."""
    found: dict[tuple[str, str], list[str]] = {}
    for verdict in verdicts:
        expect = verdict.result.case.expect
        cited = cited_clauses(verdict.result.replies[-1], basis.names)
        wanted = {comparable(key) for key in expect.clauses}
        instead = [say_key(key, basis) for key in sorted(cited - wanted, key=str)]
        for key in expect.clauses:
            if comparable(key) not in cited:
                for other in instead or [_NOT_CITED]:
                    found.setdefault((str(key), other), []).append(verdict.result.case.id)
    pairs = (Confusion(*pair, cases) for pair, cases in found.items())
    return sorted(pairs, key=lambda each: (-len(each.cases), each.expected, each.cited))


def uncovered(verdicts: Sequence[Verdict], basis: Basis) -> list[Uncovered]:
    """What of the collection no case stands on, by document."""
    expected = {
        comparable(key) for verdict in verdicts for key in verdict.result.case.expect.clauses
    }
    computed = {
        measure
        for verdict in verdicts
        for reply in verdict.result.replies
        for measure in measures_of(reply)
    }
    found = []
    for document in basis.names:
        clauses = [
            (clause.path, clause.heading or clause.text)
            for clause in basis.collection.clauses
            if clause.document == document
            and comparable(ClauseKey(document, clause.path)) not in expected
        ]
        measures = [
            (id_, str(entry.get("name", "")))
            for id_, entry in basis.measures.items()
            if id_.partition("/")[0] == document and id_ not in computed
        ]
        if clauses or measures:
            found.append(Uncovered(document, clauses, measures))
    return found


def _view(verdict: Verdict, basis: Basis) -> CaseView:
    case = verdict.result.case
    keys = case.expect.clauses
    topics = case.tags or dict.fromkeys(topic for key in keys for topic in basis.topics(key))
    documents = dict.fromkeys(key.document for key in keys)
    rows = compare(case.expect, verdict.result.replies[-1], basis)
    return CaseView(
        verdict, tuple(topics) or (_NO_TOPIC,), tuple(documents) or (_NO_DOCUMENT,), rows
    )


def _by_urgency(view: CaseView) -> tuple[bool, int]:
    return not view.verdict.failed, list(Status).index(view.verdict.status)


def _groups(views: Iterable[CaseView], names: Callable[[CaseView], Sequence[str]]) -> list[Group]:
    members: dict[str, list[Verdict]] = {}
    for view in views:
        for name in names(view):
            members.setdefault(name, []).append(view.verdict)
    groups = [
        Group(name, Counter(one.status for one in found), sum(one.failed for one in found))
        for name, found in members.items()
    ]
    return sorted(groups, key=lambda group: (-group.failed, -group.total, group.name))


def _percentile(seconds: Sequence[float], percent: int) -> float:
    if len(seconds) < 2:
        return sum(seconds)
    return quantiles(seconds, n=100, method="inclusive")[percent - 1]
