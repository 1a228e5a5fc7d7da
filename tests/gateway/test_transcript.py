"""What was said is kept: in order, once, for as long as it may be; in SQLite and in PostgreSQL."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from bot.gateway.database import metadata, open_database, upgrade
from bot.gateway.items import Feedback
from bot.gateway.settings import SettingsError
from bot.gateway.transcript import Answer, Asked, Transcript
from tests.gateway.postgresql import Cluster

run: Callable[[Coroutine[Any, Any, Any]], Any] = asyncio.run


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'state' / 'gateway.db'}"
    cluster: Cluster = request.getfixturevalue("cluster")
    return cluster.new_database()


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def transcript(address: str, clock: Clock) -> Iterator[Transcript]:
    database = open_database(address)
    yield Transcript(database, now=clock)
    database.close()


def ask(transcript: Transcript, session: str, text: str = "广州奖多少") -> Asked:
    asked, new = run(transcript.ask(session, str(uuid4()), text))
    assert new
    return asked


def texts(page: Any) -> list[str]:
    return [item.text for item in page.items]


def test_the_migrations_make_what_the_code_describes(address: str) -> None:
    database = open_database(address)
    engine = database.engine
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    upgrade(engine)  # a second time changes nothing
    assert set(inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}
    database.close()


def test_a_question_and_its_answers_come_back_as_they_were(transcript: Transcript) -> None:
    asked = ask(transcript, "s")
    card = {"kind": "amount", "figures": [{"yuan": "1000000"}], "ask": None}
    answers = [Answer("一", card), Answer("二")]
    run(transcript.answer(asked, answers, "answered", None))
    question, one, two = run(transcript.latest("s")).items
    assert (question.seq, question.sender, question.text) == (1, "user", "广州奖多少")
    assert (one.seq, one.sender, one.text, one.card) == (2, "bot", "一", card)
    assert (two.seq, two.card, two.reply_to) == (3, None, question.id)
    assert one.at.isoformat() == "2026-11-22T09:30:00+08:00"


def test_the_same_id_is_one_question_of_its_session_alone(transcript: Transcript) -> None:
    id = str(uuid4())
    first, _ = run(transcript.ask("s", id, "一"))
    again, new = run(transcript.ask("s", id, "二"))
    assert (again, new) == (first, False)
    assert run(transcript.ask("t", id, "三"))[1]


def test_a_question_is_answered_once(transcript: Transcript) -> None:
    asked = ask(transcript, "s")
    first = run(transcript.answer(asked, [Answer("一")], "answered", None))
    assert run(transcript.answer(asked, [Answer("二")], "answered", None)) == first
    assert run(transcript.replies(asked)) == first


def test_what_is_asked_at_once_is_numbered_without_a_gap(transcript: Transcript) -> None:
    async def ask_all() -> list[int]:
        asked = [transcript.ask("s", str(uuid4()), "问") for _ in range(20)]
        return [each.item.seq for each, _ in await asyncio.gather(*asked)]

    run(transcript.ask("s", str(uuid4()), "问"))
    assert sorted(run(ask_all())) == list(range(2, 22))


def test_the_history_is_read_in_pages_both_ways(transcript: Transcript) -> None:
    for number in range(1, 6):
        ask(transcript, "s", str(number))
    page = run(transcript.latest("s", limit=2))
    assert (texts(page), page.more) == (["4", "5"], True)
    page = run(transcript.latest("s", after=3, limit=2))
    assert (texts(page), page.more) == (["4", "5"], False)
    page = run(transcript.earlier("s", before=3, limit=2))
    assert (texts(page), page.more) == (["1", "2"], False)
    page = run(transcript.later("s", after=1, limit=2))
    assert (texts(page), page.more) == (["2", "3"], True)
    assert texts(run(transcript.latest("nobody"))) == []


def test_a_restart_hides_what_was_said_and_drops_what_is_open(transcript: Transcript) -> None:
    asked = ask(transcript, "s")
    note = run(transcript.restart("s", "会话已重新开始"))
    assert note is not None
    assert (note.seq, note.sender) == (2, "note")
    assert run(transcript.answer(asked, [Answer("迟了")], "answered", None)) == []
    after = ask(transcript, "s", "再问")
    assert after.conversation != asked.conversation
    assert texts(run(transcript.latest("s"))) == ["会话已重新开始", "再问"]


def test_there_is_nothing_to_restart_before_the_first_question(transcript: Transcript) -> None:
    assert run(transcript.restart("s", "会话已重新开始")) is None
    ask(transcript, "s")
    assert run(transcript.restart("s", "会话已重新开始")) is not None
    assert run(transcript.restart("s", "会话已重新开始")) is None


def test_open_questions_are_those_without_an_answer(transcript: Transcript) -> None:
    first, second = ask(transcript, "s"), ask(transcript, "t")
    run(transcript.answer(first, [Answer("抱歉")], "timeout", "E1"))
    assert run(transcript.open_questions()) == [second]


def test_a_verdict_is_kept_and_replaced(transcript: Transcript) -> None:
    asked = ask(transcript, "s")
    (answer,) = run(transcript.answer(asked, [Answer("一")], "answered", None))
    for value in ("useful", "useless"):
        verdict = Feedback.model_validate({"id": answer.id, "value": value, "reason": "amount"})
        assert run(transcript.judge("s", verdict, "不对"))
    judged = run(transcript.latest("s")).items[-1]
    assert judged.feedback is not None
    assert (judged.feedback.value, judged.feedback.reason) == ("useless", "amount")


@pytest.mark.parametrize("whose", ["of another session", "of a question", "of nothing"])
def test_only_an_answer_of_the_session_can_be_judged(transcript: Transcript, whose: str) -> None:
    asked = ask(transcript, "s")
    (answer,) = run(transcript.answer(asked, [Answer("一")], "answered", None))
    ids = {"of another session": answer.id, "of a question": asked.item.id}
    verdict = Feedback.model_validate({"id": ids.get(whose, str(uuid4())), "value": "useful"})
    session = "t" if whose == "of another session" else "s"
    assert not run(transcript.judge(session, verdict, None))


def test_what_is_old_is_deleted_with_its_verdicts(transcript: Transcript, clock: Clock) -> None:
    old = ask(transcript, "s", "旧")
    (answer,) = run(transcript.answer(old, [Answer("一")], "answered", None))
    verdict = Feedback.model_validate({"id": answer.id, "value": "useful"})
    run(transcript.judge("s", verdict, None))
    clock.now += timedelta(days=10)
    ask(transcript, "s", "新")
    clock.now += timedelta(days=1)
    assert run(transcript.prune(11)) == 0
    assert run(transcript.prune(10)) == 2
    assert texts(run(transcript.latest("s"))) == ["新"]


def test_the_count_goes_on_while_the_token_is_good(transcript: Transcript, clock: Clock) -> None:
    ask(transcript, "s")
    clock.now += timedelta(days=2)
    run(transcript.prune(1))
    assert ask(transcript, "s").item.seq == 2
    clock.now += timedelta(days=31)
    run(transcript.prune(1))
    assert ask(transcript, "s").item.seq == 1


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("somewhere", "GATEWAY_DATABASE is no database address"),
        ("nosuch://host/db", "GATEWAY_DATABASE is no database address"),
        ("postgresql://u:secret@127.0.0.1:1/db", "cannot use the database"),
        ("sqlite:////proc/none/gateway.db", "cannot use the database"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_without_its_password(
    address: str, told: str
) -> None:
    with pytest.raises(SettingsError, match=told) as error:
        open_database(address)
    assert "secret" not in str(error.value)
    assert "\n" not in str(error.value)
