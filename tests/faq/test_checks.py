"""The checks, the reading of sums and citations, and the cases of this folder as a whole."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from policy_index.collection import Collection
from tests.faq.cases import ClauseKey, Expectation, load_cases
from tests.faq.checks import DocumentName, Reply, check, cited_clauses
from tests.faq.money import say_yuan, sums_in

GUANGZHOU = DocumentName("广州市“专精特新”行动方案（2022—2024）", "穗府办规〔2022〕4号")
PROVINCE = DocumentName("推动专精特新企业高质量发展的指导意见", None)
DOCUMENTS = {"guangzhou-2022": GUANGZHOU, "guangdong-2023": PROVINCE}


def failed(expect: Expectation, text: str, **card: Any) -> list[str]:
    cards = (card,) if card else ()
    return [failure.check for failure in check(expect, Reply(text, cards), DOCUMENTS)]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("给予280万元", ["2800000"]),
        ("共2,800,000元", ["2800000"]),
        ("1.5亿元", ["150000000"]),
        ("最高100万", ["1000000"]),
        ("不超过 30 万元", ["300000"]),
        ("花了５６０万", ["5600000"]),
        ("交税1，800万", ["18000000"]),
        ("560万元×50%=280万元", ["5600000", "2800000"]),
        ("20—50万元", ["200000", "500000"]),
        ("300万至500万元", ["3000000", "5000000"]),
        ("1亿5000万元", ["150000000"]),
        ("5千万", ["50000000"]),
        ("一千两百万", ["12000000"]),
        ("三百零五万元", ["3050000"]),
        ("十五万块", ["150000"]),
        ("999,999.99元", ["999999.99"]),
    ],
)
def test_sums_are_read_in_yuan(text: str, yuan: list[str]) -> None:
    assert [found.yuan for found in sums_in(text)] == [Decimal(value) for value in yuan]


@pytest.mark.parametrize(
    "text",
    [
        "培育5000家企业",
        "10万家企业",
        "5万余人",
        "每年2辆",
        "不超过30%",
        "2022—2024年",
        "穗府办规〔2022〕4号",
        "50强",
        "千万不要错过",
        "新发放的一年期贷款",
        "力争3至5年",
    ],
)
def test_counts_years_and_rates_are_no_sums(text: str) -> None:
    assert sums_in(text) == []


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("2800000", "280万元"),
        ("150000000", "1.5亿元"),
        ("5000", "5000元"),
        ("1666650", "166.665万元"),
    ],
)
def test_sums_are_said_as_people_write_them(yuan: str, words: str) -> None:
    assert say_yuan(Decimal(yuan)) == words


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("amount", "answer"),
        ("clauses", "answer"),
        ("matches", "answer"),
        ("comparison", "answer"),
        ("validity", "answer"),
        ("contact", "answer"),
        ("ask", "ask"),
        ("refusal", "refuse"),
        ("handoff", "handoff"),
        ("smalltalk", "smalltalk"),
    ],
)
def test_outcome_follows_the_kind_of_the_card(kind: str, outcome: str) -> None:
    assert failed(Expectation(outcome=outcome), "好", kind=kind) == []
    other = "ask" if outcome != "ask" else "answer"
    assert failed(Expectation(outcome=other), "好", kind=kind) == ["outcome"]


def test_outcome_without_a_card_or_of_an_unknown_kind_is_wrong() -> None:
    assert failed(Expectation(outcome="answer"), "好") == ["outcome"]
    assert failed(Expectation(outcome="answer"), "好", kind="novel") == ["outcome"]


def test_outcome_is_that_of_the_last_card() -> None:
    reply = Reply("你好\n哪个城市？", ({"kind": "smalltalk"}, {"kind": "ask"}))
    assert check(Expectation(outcome="ask"), reply, DOCUMENTS) == []


def test_empty_reply_is_wrong_whatever_is_expected() -> None:
    assert failed(Expectation(never_says=("错",)), " \n", kind="amount") == ["reply"]


def test_clause_may_be_cited_by_the_card_with_half_width_brackets() -> None:
    expect = Expectation(clauses=(ClauseKey("guangzhou-2022", "三、（三）"),))
    right = {"document": "guangzhou-2022", "clause": "三、(三)"}
    assert failed(expect, "见方案。", kind="amount", citations=[right]) == []
    assert failed(expect, "见方案。", kind="amount", citations=[]) == ["clauses"]
    other_document = {**right, "document": "jiangmen-2024"}
    assert failed(expect, "见方案。", kind="amount", citations=[other_document]) == ["clauses"]
    other_clause = {**right, "clause": "三、（一）"}
    assert failed(expect, "见方案。", kind="amount", citations=[other_clause]) == ["clauses"]


@pytest.mark.parametrize(
    ("text", "document", "path"),
    [
        (
            f"依据《{GUANGZHOU.title}》（{GUANGZHOU.number}）三、（三）。",
            "guangzhou-2022",
            "三、(三)",
        ),
        (f"《{GUANGZHOU.title}》 三、（五）写明", "guangzhou-2022", "三、(五)"),
        (
            f"《{GUANGZHOU.title}》（{GUANGZHOU.number}）二、（二）1.",
            "guangzhou-2022",
            "二、(二)1.",
        ),
        (f"《{GUANGZHOU.title}》（{GUANGZHOU.number}）文首", "guangzhou-2022", "文首"),
        (f"见《{PROVINCE.title}》（七）：", "guangdong-2023", "(七)"),
    ],
)
def test_citations_are_found_in_the_text(text: str, document: str, path: str) -> None:
    assert cited_clauses(Reply(text, ()), DOCUMENTS) == {ClauseKey(document, path)}


def test_title_without_a_clause_is_no_citation() -> None:
    text = f"《{GUANGZHOU.title}》（{GUANGZHOU.number}）已过；《另一份》三、（一）"
    assert cited_clauses(Reply(text, ()), DOCUMENTS) == set()


def test_amounts_are_compared_in_yuan() -> None:
    expect = Expectation(amounts=(Decimal(2_800_000),))
    assert failed(expect, "可补2,800,000元") == []
    assert failed(expect, "可补28万元") == ["amounts"]
    assert failed(expect, "可补280家") == ["amounts"]


def test_other_sums_than_the_allowed_are_wrong() -> None:
    expect = Expectation(allowed_amounts=(Decimal(300_000), Decimal(500_000)))
    assert failed(expect, "不超过30万元，培育300家") == []
    assert failed(expect, "不超过30万元，另有10万元") == ["allowed_amounts"]


def test_no_sum_at_all_may_be_allowed() -> None:
    assert failed(Expectation(allowed_amounts=()), "文件没有写明金额") == []
    assert failed(Expectation(allowed_amounts=()), "大约20万") == ["allowed_amounts"]
    assert failed(Expectation(), "大约20万") == []


def test_words_are_compared_after_normalisation_and_with_alternatives() -> None:
    expect = Expectation(says=("被认定(含复核)", "期满|已过"))
    assert failed(expect, "被 认定（含复核）的，\n已过有效期") == []
    assert failed(expect, "被认定的，期满") == ["says"]
    assert failed(expect, "有效") == ["says", "says"]


def test_forbidden_words_are_wrong_in_any_alternative() -> None:
    expect = Expectation(never_says=("可补560万|可得560万",))
    assert failed(expect, "不能补560万") == []
    assert failed(expect, "可得 ５６０ 万元") == ["never_says"]


def test_every_failure_says_what_was_expected_and_what_came() -> None:
    expect = Expectation(amounts=(Decimal(200_000),), outcome="answer")
    failures = check(expect, Reply("奖励30万元", ({"kind": "ask"},)), DOCUMENTS)
    assert [(one.expected, one.got) for one in failures] == [
        ("answer", "ask (cards: ask)"),
        ("20万元", "30万元"),
    ]


CASES = load_cases([Path(__file__).parent])
COLLECTION = Collection.load()
CITED = sorted({key for case in CASES for key in case.expect.clauses}, key=str)


@pytest.mark.parametrize("key", CITED, ids=str)
def test_clauses_that_cases_name_exist(key: ClauseKey) -> None:
    assert COLLECTION.clause(key.document, key.path).text


def test_cases_cover_every_document() -> None:
    assert {key.document for key in CITED} == set(COLLECTION.documents)


def test_cases_name_every_numbered_clause_but_the_frame() -> None:
    frame = {"文首", "文末"}
    clauses = {ClauseKey(c.document, c.path) for c in COLLECTION.clauses if c.path not in frame}
    assert clauses - set(CITED) == set()


def test_cases_hold_every_kind_of_trap_in_two_wordings_or_more() -> None:
    traps = Counter(case.id.split("-")[1] for case in CASES if case.id.startswith("trap-"))
    assert traps.keys() == {f"{kind:02}" for kind in range(1, 28)}
    assert min(traps.values()) >= 2


def test_expected_amounts_are_allowed_amounts() -> None:
    for case in CASES:
        allowed = case.expect.allowed_amounts
        assert allowed is None or set(case.expect.amounts) <= set(allowed), case.id
