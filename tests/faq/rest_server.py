"""A small HTTP server that speaks Rasa's REST channel, for tests of what asks a bot."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class RestServer(ThreadingHTTPServer):
    """Counts the turns of each sender and says back the day it was told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.turns: dict[str, int] = {}
        self.reply: Any = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: RestServer

    def do_POST(self) -> None:
        message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        sender = message["sender"]
        self.server.turns[sender] = turn = self.server.turns.get(sender, 0) + 1
        messages = self.server.reply or [
            {"recipient_id": sender, "text": f"第{turn}句"},
            {"recipient_id": sender, "text": message["metadata"]["as_of"]},
            {"recipient_id": sender, "custom": {"kind": "ask"}},
        ]
        body = json.dumps(messages).encode()
        self.send_response(200 if self.path == "/webhooks/rest/webhook" else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Quiet: the test reads the runner's own output."""
