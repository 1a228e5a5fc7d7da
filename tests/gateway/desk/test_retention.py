"""A ticket is kept no longer than what was said, and holds nobody after its end."""

import asyncio
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import func, select

from bot.gateway.database import Database, sessions, tickets
from bot.gateway.desk.hours import Hours
from bot.gateway.desk.opening import Opening
from bot.gateway.settings import DESK_HOURS
from bot.gateway.transcript import Answer, Transcript
from bot.gateway.words import load_words
from tests.gateway.desk.conftest import Clock

HANDOFF = [Answer("为您转人工", {"kind": "handoff"})]


def test_an_old_ticket_goes_and_the_bot_may_speak_again(database: Database, clock: Clock) -> None:
    opening = Opening(Hours(DESK_HOURS), lambda: True, load_words(), clock)
    transcript = Transcript(database, opening, clock)

    async def state_of_a_new_question() -> str:
        return (await transcript.ask("s", str(uuid4()), "在吗"))[0].state

    async def story() -> None:
        asked, _ = await transcript.ask("s", str(uuid4()), "转人工")
        await transcript.answer(asked, HANDOFF, "answered", None)
        with database.engine.begin() as connection:
            connection.execute(tickets.update().values(state="owned", owner="agent"))
            connection.execute(sessions.update().values(held_by="agent"))
        await transcript.prune(10)
        assert await state_of_a_new_question() == "held"
        clock.now += timedelta(days=11)
        await transcript.prune(10)
        with database.engine.connect() as connection:
            assert connection.scalar(select(func.count()).select_from(tickets)) == 0
        assert await state_of_a_new_question() == "open"

    asyncio.run(story())
