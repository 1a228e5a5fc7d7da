"""The report: what stands in the page and in the JUnit XML, for replies as the bot gives them."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.faq.accepted import Status, Verdict
from tests.faq.basis import Basis
from tests.faq.cases import Case, ClauseKey, Expectation
from tests.faq.checks import Reply, check
from tests.faq.compare import Row, Side, compare
from tests.faq.notation import CellProblem
from tests.faq.report import confusions, report_html, uncovered, write_report
from tests.faq.runner import CaseResult
from tests.faq.sheet import RowMistake

BASIS = Basis.load()
AWARD = ClauseKey("guangzhou-2022", "三、（一）")
LISTING = ClauseKey("guangzhou-2022", "三、（三）")
REPLY = Reply(
    "广州：认定奖励20万元，不超过100万元。",
    (
        {
            "kind": "amount",
            "citations": [{"document": AWARD.document, "clause": AWARD.path}],
            "figures": [{"measure": "guangzhou-2022/recognition-provincial"}],
        },
    ),
    0.25,
)
WRONG_ROW = RowMistake(Path("a.xlsx"), 3, CellProblem("问题", "不能空着"))


MADE_AT = datetime(2026, 11, 22, 9, 30)


def verdict(
    expect: Expectation, status: Status = Status.NEW, case_id: str = "a", **more: Any
) -> Verdict:
    case = Case(case_id, None, ("多少",), expect, Path("a.yml"), **more)
    failures = check(expect, REPLY, BASIS.names)
    changed = [str(AWARD)] if status is Status.REVIEW else []
    return Verdict(CaseResult(case, [REPLY] * len(case.said), failures), status, changed)


def row(**expect: Any) -> Row:
    (found,) = compare(Expectation(**expect), REPLY, BASIS)
    return found


def marked(side: Side) -> list[str]:
    return [piece.words for pieces in side for piece in pieces if piece.marked]


def written(side: Side) -> list[str]:
    return ["".join(piece.words for piece in pieces) for pieces in side]


@pytest.mark.parametrize(
    ("expect", "expected", "got"),
    [
        ({"outcome": "ask"}, ["反问"], ["回答"]),
        ({"clauses": (LISTING,)}, ["guangzhou-2022 三、（三）"], ["guangzhou-2022 三、（一）"]),
        ({"amounts": (Decimal(300_000),)}, ["30万元"], ["20万元", "100万元"]),
        ({"allowed_amounts": (Decimal(200_000),)}, [], ["100万元"]),
        ({"says": ("不超过500万元",)}, ["5"], ["1"]),
        ({"says": ("湛江",)}, ["湛江"], ["（没有）"]),
        ({"never_says": ("没有|不 超过",)}, ["不 超过"], ["不超过"]),
    ],
)
def test_difference_is_marked_on_both_sides(
    expect: dict[str, Any], expected: list[str], got: list[str]
) -> None:
    found = row(**expect)
    assert (marked(found.expected), marked(found.got), found.holds) == (expected, got, False)


@pytest.mark.parametrize(
    "expect",
    [
        {"outcome": "answer"},
        {"clauses": (AWARD,)},
        {"amounts": (Decimal(200_000),)},
        {"allowed_amounts": (Decimal(200_000), Decimal(1_000_000))},
        {"says": ("湛江|广州",)},
        {"never_says": ("给予",)},
    ],
)
def test_nothing_is_marked_where_the_check_holds(expect: dict[str, Any]) -> None:
    found = row(**expect)
    assert (marked(found.expected), marked(found.got), found.holds) == ([], [], True)


def test_words_are_shown_where_they_stand() -> None:
    assert written(row(says=("奖励20万元",)).got) == ["…广州:认定奖励20万元,不超过100万元。…"]


def test_rows_agree_with_the_checks() -> None:
    expect = Expectation("ask", (LISTING,), (Decimal(1),), (), ("湛江", "广州"), ("不超过", "无"))
    wrong = [found.check for found in compare(expect, REPLY, BASIS) if not found.holds]
    assert len(wrong) == len(check(expect, REPLY, BASIS.names))


def test_reply_without_words_is_wrong_whatever_is_expected() -> None:
    (found,) = compare(Expectation(never_says=("错",)), Reply(" ", ()), BASIS)
    assert (found.check, found.holds) == ("回答", False)


def test_clause_cited_in_place_of_another_is_counted_with_its_cases() -> None:
    wrong = Expectation(clauses=(LISTING,))
    verdicts = [verdict(wrong), verdict(wrong, case_id="b"), verdict(Expectation(clauses=(AWARD,)))]
    (found,) = confusions(verdicts, BASIS)
    assert (found.expected, found.cited, found.cases) == (str(LISTING), str(AWARD), ["a", "b"])


def test_clauses_and_measures_without_a_case_are_told() -> None:
    verdicts = [verdict(Expectation(clauses=(AWARD,)))]
    found = {each.document: each for each in uncovered(verdicts, BASIS)}
    assert set(found) == set(BASIS.names)
    guangzhou = found["guangzhou-2022"]
    paths = [path for path, _ in guangzhou.clauses]
    assert LISTING.path in paths
    assert AWARD.path not in paths
    measures = [measure for measure, _ in guangzhou.measures]
    assert "guangzhou-2022/listing" in measures
    assert "guangzhou-2022/recognition-provincial" not in measures


def test_page_names_every_status_case_document_and_wrong_row() -> None:
    verdicts = [
        verdict(Expectation(outcome="ask"), status, f"case-{number}")
        for number, status in enumerate(Status)
    ]
    page = report_html(verdicts, [WRONG_ROW], BASIS, MADE_AT)
    assert '6 个用例，<span class="bad">5 个不通过' in page
    for number, status in enumerate(Status):
        assert f'id="case-case-{number}" data-status="{status}"' in page
    assert str(WRONG_ROW) in page
    assert "p50 250 毫秒" in page
    assert "2026-11-22 09:30" in page
    assert all(name.title in unescape(page) for name in BASIS.names.values())


def test_page_needs_no_network_and_takes_words_as_words() -> None:
    wicked = '<script>alert("a")</script>'
    page = report_html([verdict(Expectation(says=(wicked,)), note=wicked)], [], BASIS, MADE_AT)
    assert wicked not in page
    assert "&lt;script&gt;" in page
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\(|@import|https?://""", page)


def test_case_can_be_filtered_by_its_tags_or_else_by_what_its_clauses_are_about() -> None:
    expect = Expectation(clauses=(AWARD,))
    plain, tagged = verdict(expect), verdict(expect, case_id="b", tags=("口语", "常问"))
    page = report_html([plain, tagged], [], BASIS, MADE_AT)
    topics = "\n".join(BASIS.topics(AWARD))
    assert f'data-topic="{topics}" data-document="guangzhou-2022"' in page
    assert 'data-topic="口语\n常问"' in page


def test_junit_tells_failed_cases_from_those_to_review_and_from_wrong_rows(tmp_path: Path) -> None:
    verdicts = [
        verdict(Expectation(outcome="answer"), Status.PASSING, "right"),
        verdict(Expectation(outcome="ask"), Status.NEWLY_FAILING, "wrong"),
        verdict(Expectation(outcome="ask"), Status.REVIEW, "review"),
    ]
    write_report(tmp_path, verdicts, [WRONG_ROW], BASIS)
    suite = ET.parse(tmp_path / "junit.xml").getroot()[0]
    counts = {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped")}
    assert counts == {"tests": "4", "failures": "1", "errors": "1", "skipped": "1"}
    children = {test.get("name"): [child.tag for child in test] for test in suite}
    assert children == {
        "right": [],
        "wrong": ["failure"],
        "review": ["skipped"],
        "第3行“问题”": ["error"],
    }
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert "expected ask" in (failure.text or "")
    assert (tmp_path / "report.html").exists()
