"""Words that are kept ready, each bound to a clause."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import httpx
import pytest

from bot.gateway.database import Database
from bot.gateway.desk.audit import Audit, Wanted
from bot.gateway.desk.members import Member
from bot.gateway.desk.replies import Draft, ReplyStore
from bot.gateway.words import load_words
from policy_index.collection import Collection
from tests.gateway.conftest import default_today
from tests.gateway.desk.conftest import Join
from tests.gateway.upstream import Upstream

BOUND = {"document": "guangzhou-2022", "clause": "三、（一）"}
REPLY = {"title": "广州小巨人", "text": "广州给予100万元一次性奖励。", **BOUND}
API = "/api/v1/desk/replies"


def add(writer: httpx.Client, **changes: Any) -> dict[str, Any]:
    response = writer.post(API, json=REPLY | changes)
    assert response.status_code == 201
    added: dict[str, Any] = response.json()
    return added


def listed(reader: httpx.Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = reader.get(API).json()["replies"]
    return found


def words(unsupported: list[dict[str, Any]]) -> list[str]:
    return [each["words"] for each in unsupported]


def test_what_an_officer_writes_an_agent_can_use(join: Join) -> None:
    added = add(join("officer", shown="小周"))
    (reply,) = listed(join("agent"))
    assert reply == added
    assert reply["text"] == REPLY["text"]
    assert reply["by"] == "小周"
    assert reply["reference"].endswith("（穗府办规〔2022〕4号）三、（一）")


def test_it_can_be_changed_and_removed(join: Join) -> None:
    writer = join("supervisor")
    id = add(writer)["id"]
    changed = writer.put(f"{API}/{id}", json=REPLY | {"text": "给予20万元。"})
    assert changed.json()["text"] == "给予20万元。"
    assert [reply["text"] for reply in listed(writer)] == ["给予20万元。"]
    assert writer.delete(f"{API}/{id}").status_code == 204
    assert listed(writer) == []
    assert writer.delete(f"{API}/{id}").status_code == 404
    assert writer.put(f"{API}/{id}", json=REPLY).status_code == 404


def test_an_agent_writes_none(join: Join) -> None:
    id = add(join("officer"))["id"]
    agent = join("agent")
    assert agent.post(API, json=REPLY).status_code == 403
    assert agent.put(f"{API}/{id}", json=REPLY).status_code == 403
    assert agent.delete(f"{API}/{id}").status_code == 403


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"title": "  "}, 422),
        ({"text": ""}, 422),
        ({"title": "长" * 61}, 422),
        ({"text": "长" * 2_001}, 422),
        ({"clause": "九、（九）"}, 404),
        ({"document": "nowhere-2022"}, 404),
        ({"clause": None}, 404),
    ],
)
def test_what_says_nothing_or_rests_on_nothing_is_not_kept(
    join: Join, changes: dict[str, Any], status: int
) -> None:
    writer = join("officer")
    assert writer.post(API, json=REPLY | changes).status_code == status
    assert listed(writer) == []


def test_a_greeting_needs_no_clause(join: Join) -> None:
    reply = add(join("officer"), text="您好，请稍等。", document=None, clause=None)
    assert reply["reference"] is None
    assert reply["flag"] is None
    assert reply["unsupported"] == []


def test_figures_that_do_not_stand_in_the_clause_are_told(join: Join) -> None:
    writer = join("officer")
    text = "广州给予100万元，湛江给予88万元，五年内领。"
    reply = add(writer, text=text)
    assert words(reply["unsupported"]) == ["88万元", "五年"]
    first = reply["unsupported"][0]
    assert text[first["start"] : first["end"]] == "88万元"
    assert words(listed(writer)[0]["unsupported"]) == ["88万元", "五年"]


def test_without_a_clause_no_figure_stands(join: Join) -> None:
    reply = add(join("officer"), document=None, clause=None)
    assert words(reply["unsupported"]) == ["100万元"]


def test_its_clause_and_its_path_may_be_cited_in_it(join: Join, collection: Collection) -> None:
    reference = collection.documents["jiangmen-2024"].reference + "二、（二）2."
    reply = add(
        join("officer"), text=f"见{reference}。", document="jiangmen-2024", clause="二、（二）2."
    )
    assert reply["unsupported"] == []


def test_it_is_flagged_when_its_document_is_past_its_time(
    serve: Callable[..., str], upstream: Upstream, join: Join
) -> None:
    writer = join("officer")
    assert add(writer)["flag"] == "expired"
    writer.base_url = serve(upstream.url, today=lambda: date(2023, 6, 1))
    assert [reply["flag"] for reply in listed(writer)] == [None]


async def flag(store: ReplyStore, collection: Collection) -> str | None:
    """The flag of the only reply, before this collection, while all is in force."""
    changed = replace(store, collection=collection, today=lambda: date(2023, 6, 1))
    (reply,) = await changed.all()
    return reply.flag


def without(collection: Collection, path: str) -> Collection:
    rest = [c for c in collection.clauses if (c.document, c.path) != ("guangzhou-2022", path)]
    return replace(collection, clauses=rest)


def with_text(collection: Collection, path: str, text: str) -> Collection:
    clauses = [
        replace(c, text=text) if (c.document, c.path) == ("guangzhou-2022", path) else c
        for c in collection.clauses
    ]
    return replace(collection, clauses=clauses)


def with_title(collection: Collection, title: str) -> Collection:
    document = replace(collection.documents["guangzhou-2022"], title=title)
    return replace(collection, documents={**collection.documents, "guangzhou-2022": document})


def test_it_is_flagged_when_its_clause_is_gone_or_reads_otherwise(
    database: Database, collection: Collection
) -> None:
    async def flags() -> list[str | None]:
        store = ReplyStore(database, Audit(database), collection, load_words(), default_today)
        await store.add(Member("officer", "小周", "officer"), Draft(**REPLY))
        return [
            await flag(store, collection),
            await flag(store, with_text(collection, "三、（一）", "给予200万元。")),
            await flag(store, with_text(collection, "三、（二）", "给予200万元。")),
            await flag(store, with_title(collection, "新方案")),
            await flag(store, without(collection, "三、（一）")),
        ]

    assert asyncio.run(flags()) == [None, "changed", None, "changed", "gone"]


def test_to_save_it_again_binds_it_to_the_clause_as_it_reads_now(
    database: Database, collection: Collection
) -> None:
    async def flags() -> list[str | None]:
        officer = Member("officer", "小周", "officer")
        now = with_text(collection, "三、（一）", "给予200万元。")
        store = ReplyStore(database, Audit(database), collection, load_words(), default_today)
        reply = await store.add(officer, Draft(**REPLY))
        before = await flag(store, now)
        await replace(store, collection=now).change(officer, reply.id, Draft(**REPLY))
        return [before, await flag(store, now)]

    assert asyncio.run(flags()) == ["changed", None]


def test_the_audit_notes_who_wrote_changed_and_removed_it_and_no_words(
    join: Join, database: Database
) -> None:
    writer = join("officer")
    id = add(writer)["id"]
    writer.put(f"{API}/{id}", json=REPLY)
    writer.delete(f"{API}/{id}")
    entries, _ = asyncio.run(Audit(database).read(Wanted(target=id)))
    assert [(each.staff, each.action, each.detail) for each in entries] == [
        ("officer", "reply.remove", {}),
        ("officer", "reply.change", {}),
        ("officer", "reply.add", {}),
    ]
