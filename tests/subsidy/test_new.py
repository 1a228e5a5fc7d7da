"""A draft quotes the clause, reads the usual words rightly, and says what is left to decide."""

from pathlib import Path
from typing import Any

import pytest

from actions.subsidy.drafting.amounts import suggest_amount
from actions.subsidy.drafting.conditions import suggest_conditions, suggest_window
from actions.subsidy.drafting.draft import draft
from actions.subsidy.forms.measure import read_form
from actions.subsidy.loader import read_measures
from policy_index.collection import Collection
from policy_index.strict_yaml import mark_yaml
from tests.subsidy.small import write_document, write_whole
from tests.subsidy.test_cli import run


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("对新认定的企业，给予100万元一次性奖励。", {"kind": "fixed", "value": 1000000}),
        ("给予不超过50万元奖励", {"kind": "upper_bound", "cap": 500000}),
        ("给予不超过五十万元奖励", {"kind": "upper_bound", "cap": 500000}),
        (
            "对上市产生的费用，按照50%的比例予以补助，单个企业最高不超过300万元。",
            {
                "kind": "rate_capped",
                "rate": "0.50",
                "rate_is": "exact",
                "base": "listing_cost",
                "cap": 3000000,
            },
        ),
        (
            "对数字化转型的费用，给予不超过30%的补贴",
            {"kind": "rate_capped", "rate": "0.30", "rate_is": "upper", "base": "digital_cost"},
        ),
        ("给予单个项目一次性奖励", {"kind": "unspecified"}),
        ("优先租赁给企业", {"kind": "non_cash"}),
        ("每年安排不少于300万元，遴选试点企业", {"kind": "non_cash"}),
        (
            "纳税2000万元以上的企业，允许每年2辆小客车通行",
            {"kind": "quota", "value": 2, "unit": "辆", "per": "每年"},
        ),
        (
            "所考核的投资强度等标准可调低不超过30%",
            {
                "kind": "rate_bound",
                "applies_to": "所考核的投资强度等标准",
                "reduce_by_at_most": "0.30",
            },
        ),
        (
            "对新发放的一年期贷款利率最高不超过LPR",
            {"kind": "rate_bound", "applies_to": "新发放的一年期贷款利率", "at_most": "LPR"},
        ),
    ],
)
def test_the_kind_of_amount_that_words_suggest(words: str, amount: dict[str, Any]) -> None:
    assert suggest_amount(words).amount == amount


def test_what_the_words_leave_open_is_to_be_decided() -> None:
    assert suggest_amount("按10%给予补助").amount["base"] == "?"
    assert suggest_amount("按10%给予补助").decide[0].startswith("what the rate is taken of: ")
    assert suggest_amount("给予20万元奖励，再给予10万元").decide == (
        "10万元: a measure each? then end the evidence before",
    )
    assert "budget" in suggest_amount("每年安排500万元").decide[0]


@pytest.mark.parametrize(
    ("words", "condition"),
    [
        (
            "对省级以上“专精特新”中小企业",
            {
                "field": "tier",
                "in": ["little_giant", "provincial"],
                "words": "省级以上“专精特新”中小企业",
            },
        ),
        (
            "国家、省、市级“专精特新”中小企业",
            {
                "field": "tier",
                "in": ["little_giant", "provincial", "municipal"],
                "words": "国家、省、市级“专精特新”中小企业",
            },
        ),
        ("新认定的企业", {"field": "recognition", "in": ["new"], "words": "新认定"}),
        (
            "对被认定(含复核)的企业",
            {"field": "recognition", "in": ["new", "review"], "words": "被认定(含复核)"},
        ),
        (
            "从广州市行政区域以外迁入的企业",
            {"field": "moved_from", "outside": "广州", "words": "广州市行政区域以外迁入"},
        ),
        (
            "纳税2000万元以上的企业",
            {"field": "tax_paid", "or_more": 20000000, "words": "纳税2000万元以上"},
        ),
        ("聚集10家以上企业", {"field": "firms_gathered", "or_more": 10, "words": "聚集10家以上"}),
        ("有效期内的企业", {"field": "title_valid", "is": True, "words": "有效期内"}),
        ("对符合相关条件的企业", {"manual": "符合相关条件"}),
    ],
)
def test_the_condition_that_words_suggest(words: str, condition: dict[str, Any]) -> None:
    assert suggest_conditions(words) == [condition]


def test_the_window_that_words_suggest() -> None:
    window = suggest_window("在2022—2023年期间,对获得称号的企业")
    assert window is not None
    assert [str(window["from"]), str(window["to"])] == ["2022-01-01", "2023-12-31"]
    since = suggest_window("对2022年以来,被认定的企业")
    assert since is not None
    assert (str(since["from"]), since["to"]) == ("2022-01-01", None)
    assert suggest_window("给予20万元奖励") is None


def test_a_draft_of_any_clause_is_an_entry_with_verbatim_evidence(collection: Collection) -> None:
    for clause in collection.clauses:
        clauses = [each for each in collection.clauses if each.document == clause.document]
        text = draft(f"{clause.document}/drafted", clause, clauses, [])
        (raw,) = mark_yaml(Path(), text).content
        assert raw["evidence"] in clause.text
        _, problems = read_form(raw)
        assert all(f"# decide: {problem.field}: " in text for problem in problems)


@pytest.mark.parametrize(
    ("measure", "clause"),
    [("zibo-2024/recognition", "二、（一）"), ("zibo-2024/interest", "二、（二）")],
)
def test_what_is_written_passes_the_check(tmp_path: Path, measure: str, clause: str) -> None:
    folder = write_document(tmp_path)
    done = run("--policies", str(tmp_path), "new", measure, "--clause", clause, "--write")
    assert done.returncode == 0
    assert done.stderr.startswith(f"{folder / 'measures.yml'}: added; ")
    reading = read_measures(Collection.load(tmp_path))
    assert reading.mistakes == []
    assert list(reading.measures) == [measure]


def test_a_second_draft_takes_what_no_measure_quotes_yet(tmp_path: Path) -> None:
    folder = write_whole(tmp_path)
    before = (folder / "measures.yml").read_bytes()
    done = run("--policies", str(tmp_path), "new", "zibo-2024/trial", "--clause", "二、（一）")
    assert "  evidence: 全市每年安排500万元，对其中5家试点企业另作安排。\n" in done.stdout
    assert "  # decide: 500万元: if it is a budget, waive it in coverage.yml" in done.stdout
    assert "  # or (zibo-2024/recognition): 对新认定的" in done.stdout
    assert (folder / "measures.yml").read_bytes() == before


def test_several_titles_in_one_sentence_are_to_be_decided(collection: Collection) -> None:
    clause = collection.clause("guangzhou-2022", "三、（七）")
    text = draft("guangzhou-2022/drafted", clause, [clause], [])
    assert "  # decide: when: which condition goes with which title\n" in text


@pytest.mark.parametrize(
    ("measure", "clause", "why"),
    [
        ("zibo-2024/recognition", "二、（一）", "is there already: choose another id"),
        ("zibo-2024/other", "二、(一)", "has no clause '二、(一)'; near it: 二、（"),
        ("zibo-2024/Other One", "二、（一）", "is no id of a measure: write it as zibo-2024/"),
        ("zibo-2024", "二、（一）", "is no id of a measure"),
        ("qingdao-2024/x", "二、（一）", "no document 'qingdao-2024'; there are: zibo-2024"),
    ],
)
def test_refused(tmp_path: Path, measure: str, clause: str, why: str) -> None:
    folder = write_whole(tmp_path)
    before = (folder / "measures.yml").read_bytes()
    done = run("--policies", str(tmp_path), "new", measure, "--clause", clause, "--write")
    assert (done.returncode, done.stdout) == (1, "")
    assert why in done.stderr
    assert (folder / "measures.yml").read_bytes() == before
