"""A network line between a browser and the gateway, which a test can cut and mend."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Line:
    """Connections to ``url`` go to the gateway, except while the line is cut."""

    def __init__(self, target: tuple[str, int]) -> None:
        self._target = target
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._listener: socket.socket | None = None
        self._port = 0
        self.mend()
        self.url = f"http://127.0.0.1:{self._port}"

    def cut(self) -> None:
        """End every connection; new ones are refused."""
        with self._lock:
            listener, self._listener = self._listener, None
            ending = [*self._open, *([listener] if listener else [])]
            self._open.clear()
        for each in ending:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def mend(self) -> None:
        """Take connections again, on the same port."""
        listener = socket.create_server(("127.0.0.1", self._port), backlog=64)
        self._port = listener.getsockname()[1]
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(self._target)
                with self._lock:
                    if listener is not self._listener:
                        near.close()
                        far.close()
                        return
                    self._open |= {near, far}
                for source, sink in ((near, far), (far, near)):
                    threading.Thread(target=_pump, args=(source, sink), daemon=True).start()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
    for each in (source, sink):
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(url: str) -> Iterator[Line]:
    """A line to the gateway at ``url`` while the context lasts."""
    parts = urlsplit(url)
    assert parts.hostname
    assert parts.port
    line = Line((parts.hostname, parts.port))
    try:
        yield line
    finally:
        line.cut()
