"""A server that speaks Rasa's REST protocol, for faults that a real one cannot be made to show."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Upstream:
    """Keeps what it was sent; answers as the test says.

    While ``gate`` is closed it answers nothing but the texts in ``passes``.
    """

    def __init__(self) -> None:
        self.url = ""
        self.reset()

    def reset(self) -> None:
        """As new: nothing received, the gate open, a plain answer."""
        self.received: list[dict[str, Any]] = []
        self.arrived = threading.Semaphore(0)
        self.gate = threading.Event()
        self.gate.set()
        self.passes: set[str] = set()
        self.status = 200
        self.content_type = "application/json"
        self.body = ""
        self.says([{"text": "好的"}])

    def says(self, items: object) -> None:
        """Answer with this JSON from now on."""
        self.body = json.dumps(items)

    @property
    def texts(self) -> list[str]:
        return [message["message"] for message in self.received]

    @property
    def senders(self) -> list[str]:
        return [message["sender"] for message in self.received]


@contextmanager
def running_upstream() -> Iterator[Upstream]:
    upstream = Upstream()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            message = json.loads(self.rfile.read(length))
            if not self.path.startswith("/webhooks/"):
                self.send_error(404)
                return
            upstream.received.append(message)
            upstream.arrived.release()
            if message["message"] not in upstream.passes:
                upstream.gate.wait()
            self._answer()

        def do_GET(self) -> None:
            upstream.gate.wait()
            self._answer()

        def _answer(self) -> None:
            self.send_response(upstream.status)
            self.send_header("Content-Type", upstream.content_type)
            self.end_headers()
            self.wfile.write(upstream.body.encode())

        def log_message(self, *_: object) -> None:
            """Not into the test's output."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        upstream.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield upstream
        finally:
            upstream.gate.set()
            server.shutdown()
            thread.join()
