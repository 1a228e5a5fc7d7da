"""Calls actions of a small action server; the rasa environment's Python runs this file.

Writes to standard output, as JSON: the requests that the server saw, over how many connections,
and what became of the replies.
"""

import asyncio
import json
from typing import Any

from aiohttp import web
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.action_call import ActionCall, ActionServer

REPLIES: list[dict[str, Any]] = [
    {
        "events": [{"event": "slot", "name": "request", "value": {"kind": "amount"}}],
        "responses": [{"text": "280万元", "custom": {"kind": "answer"}, "buttons": []}],
    },
    {"events": [], "responses": []},
    {"events": [{"event": "unheard of"}], "responses": []},
]


async def main() -> dict[str, Any]:
    seen: list[dict[str, Any]] = []
    connections = set()

    async def answer(request: web.Request) -> web.Response:
        connections.add(request.transport)
        secret = request.headers["X-Action-Secret"]
        seen.append({**await request.json(), "secret": secret})
        return web.json_response(REPLIES[len(seen) - 1])

    app = web.Application()
    app.router.add_post("/webhook", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
    server = ActionServer(url=url, headers={"X-Action-Secret": "known"})
    events = [await call(server) for _ in REPLIES]
    await runner.cleanup()
    events.append(await call(server))
    await server.close()
    return {"requests": seen, "connections": len(connections), "events": events}


async def call(server: ActionServer) -> list[dict[str, Any]] | str:
    """The events, or the name of the error."""
    tracker = DialogueStateTracker.from_events("ann", [UserUttered("能补多少")])
    domain = Domain.from_dict({"actions": ["action_answer"], "intents": ["ask_amount"]})
    nlg = TemplatedNaturalLanguageGenerator({})
    action = ActionCall("action_answer", server)
    try:
        events = await action.run(CollectingOutputChannel(), nlg, tracker, domain)
    except Exception as error:
        return type(error).__name__
    return [{**event.as_dict(), "timestamp": None} for event in events]


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main())))
