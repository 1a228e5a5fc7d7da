"""What is in the inbox: every question that was not served well, and in what way it was not."""

from collections.abc import Iterable

import pytest

from bot.gateway.database import Database
from bot.gateway.desk.misses import Miss, Scope, find_misses
from bot.gateway.desk.turns import cited_by, outcome_of
from tests.gateway.desk.past import Past, card, china

AT = "2026-11-26 09:00:00"
CLAUSE = ("guangzhou-2022", "三、（三）")


@pytest.fixture
def past(database: Database) -> Past:
    return Past(database)


def misses(past: Past, scope: Scope | None = None) -> list[Miss]:
    with past.database.engine.connect() as connection:
        return find_misses(connection, scope or Scope())


def ways(found: Iterable[Miss]) -> dict[str, tuple[str, ...]]:
    return {miss.question: miss.whys for miss in found}


def test_an_answer_with_its_clause_and_small_talk_are_no_misses(past: Past) -> None:
    past.turn("a", "上市能补多少", AT, [card("amount", CLAUSE)])
    past.turn("a", "你好", AT, [card("smalltalk")])
    past.turn("a", "广州呢", AT, [card("ask")])
    past.turn("a", "转人工", AT, [card("handoff")])
    assert misses(past) == []


@pytest.mark.parametrize("trouble", ["timeout", "unavailable", "no_reply", "internal"])
def test_a_question_without_an_answer_is_one(past: Past, trouble: str) -> None:
    past.turn("a", "上市能补多少", AT, [None], state=trouble)
    assert ways(misses(past)) == {"上市能补多少": ("failed",)}


def test_a_question_that_is_still_answered_or_was_dropped_is_none(past: Past) -> None:
    past.ask("a", "上市能补多少", AT)
    assert misses(past) == []
    past.now = china(AT)
    dropped, _ = past.turn("b", "一", AT, state="dropped")
    assert misses(past) == []
    del dropped


def test_a_refusal_of_any_part_is_one(past: Past) -> None:
    past.turn("a", "深圳和广州有什么奖励", AT, [card("refusal"), card("amount", CLAUSE)])
    assert ways(misses(past)) == {"深圳和广州有什么奖励": ("refused",)}


def test_an_answer_that_stands_on_no_clause_is_one(past: Past) -> None:
    past.turn("a", "江门租房补多少", AT, [card("amount")])
    assert ways(misses(past)) == {"江门租房补多少": ("unwritten",)}


def test_a_thumb_down_tells_why_and_in_what_words(past: Past) -> None:
    _, (answer,) = past.turn("a", "上市能补多少", AT, [card("amount", CLAUSE)])
    past.thumb("a", answer, AT, useful=False, reason="amount", words="我看到的是500万")
    (miss,) = misses(past)
    assert (miss.whys, miss.reason, miss.words) == (("useless",), "amount", "我看到的是500万")
    past.thumb("a", answer, AT, useful=True)  # thought better of it
    assert misses(past) == []


def test_one_question_is_one_miss_however_much_was_wrong(past: Past) -> None:
    _, (answer,) = past.turn("a", "深圳有吗", AT, [card("refusal")])
    past.thumb("a", answer, AT, useful=False)
    assert ways(misses(past)) == {"深圳有吗": ("refused", "useless")}


class TestCorrections:
    def test_an_agent_who_answers_what_was_refused_corrects_it(self, past: Past) -> None:
        past.turn("a", "高企有奖励吗", AT, [card("refusal")])
        asked, _ = past.turn("a", "转人工", AT, [card("handoff")])
        past.ticket(asked, "T1", AT, AT)
        past.agent_says(asked, "高企奖励在科技局的文件里")
        past.agent_says(asked, "还有别的吗")
        (miss,) = misses(past)
        assert (miss.question, miss.whys) == ("高企有奖励吗", ("refused", "corrected"))
        assert miss.correction == "高企奖励在科技局的文件里"

    def test_an_answer_is_corrected_only_if_the_ticket_says_that_it_was_wrong(
        self, past: Past
    ) -> None:
        asked, _ = past.turn("a", "上市能补多少", AT, [card("amount", CLAUSE)])
        past.ticket(asked, "T1", AT, AT, state="closed", outcome="solved")
        past.agent_says(asked, "您好")
        other, _ = past.turn("b", "小巨人多少", AT, [card("amount", CLAUSE)])
        past.ticket(other, "T2", AT, AT, state="closed", outcome="wrong_bot")
        past.agent_says(other, "是100万元")
        assert ways(misses(past)) == {"小巨人多少": ("corrected",)}

    def test_of_a_call_the_note_is_what_is_right(self, past: Past) -> None:
        asked, _ = past.turn("a", "小巨人多少", AT, [card("amount", CLAUSE)])
        closed = {"state": "closed", "outcome": "wrong_bot", "note": "应为100万元"}
        past.ticket(asked, "T1", AT, AT, channel="phone", reason="phone", **closed)
        assert misses(past)[0].correction == "应为100万元"

    def test_a_ticket_that_nobody_took_corrects_nothing(self, past: Past) -> None:
        asked, _ = past.turn("a", "高企有奖励吗", AT, [card("refusal")])
        past.ticket(asked, "T1", AT)
        assert ways(misses(past)) == {"高企有奖励吗": ("refused",)}


def test_only_what_was_asked_in_the_time_counts_and_the_newest_stands_first(past: Past) -> None:
    for hour in ("08", "09", "10", "11"):
        past.turn("a", f"{hour}点", f"2026-11-26 {hour}:00:00", [card("refusal")])
    scope = Scope(china("2026-11-26 09:00:00"), china("2026-11-26 11:00:00"))
    assert [miss.question for miss in misses(past, scope)] == ["10点", "09点"]


def test_what_a_turn_came_to_is_told_by_its_weightiest_message() -> None:
    assert outcome_of([card("smalltalk"), card("amount")]) == "answer"
    assert outcome_of([card("amount"), card("ask")]) == "answer"
    assert outcome_of([card("clauses"), card("refusal")]) == "refuse"
    assert outcome_of([card("refusal"), card("handoff")]) == "handoff"
    assert outcome_of([None]) == "smalltalk"


def test_a_clause_that_is_cited_twice_is_cited_once() -> None:
    assert cited_by([card("amount", CLAUSE, CLAUSE), None, card("clauses", CLAUSE)]) == [CLAUSE]
