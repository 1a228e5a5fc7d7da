"""The ports of the parts: which, whether they are free, and who has them."""

from __future__ import annotations

import re
import socket
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from bot.launch.errors import LaunchError

HOST = "127.0.0.1"
_LISTENING = "0A"


@dataclass(frozen=True)
class Ports:
    """One port of the loopback address for each part; without a gateway port, no gateway."""

    action: int = 5055
    rasa: int = 5005
    gateway: int | None = 8000

    @staticmethod
    def free(*, gateway: bool = True) -> Ports:
        """Ports that nothing uses now."""
        with ExitStack() as stack:
            sockets = [stack.enter_context(socket.socket()) for _ in range(3)]
            for each in sockets:
                each.bind((HOST, 0))
            action, rasa, page = (each.getsockname()[1] for each in sockets)
        return Ports(action, rasa, page if gateway else None)

    def check(self) -> None:
        """Raise LaunchError for the first port in use, naming its user and the way out."""
        wanted = (
            ("the action server", self.action, "ACTION_PORT", "--action-port"),
            ("Rasa", self.rasa, "RASA_PORT", "--rasa-port"),
            ("the gateway", self.gateway, "PORT", "--port"),
        )
        for part, port, variable, option in wanted:
            if port is not None and in_use(port):
                user = user_of(port)
                by = f" by {user}" if user else ""
                raise LaunchError(
                    f"Port {port}, which {part} needs, is in use{by}. Stop that, or choose "
                    f"another port: {variable}={port + 1} with make, or {option} {port + 1}."
                )


def in_use(port: int) -> bool:
    """Whether something listens on the port of the loopback address."""
    with socket.socket() as probe:
        # As servers do: connections that a stopped server left behind are no obstacle.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return True
        return False


def user_of(port: int) -> str | None:
    """Name and number of the process that listens on the port, where Linux tells."""
    sockets = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    for descriptor in Path("/proc").glob("[0-9]*/fd/*") if sockets else ():
        try:
            if str(descriptor.readlink()) in sockets:
                process = descriptor.parents[1]
                name = (process / "comm").read_text(encoding="utf-8").strip()
                return f"{name} (process {process.name})"
        except OSError:
            continue  # another user's process, or one that has just ended
    return None


def _listening_inodes(port: int) -> set[str]:
    inodes = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            lines = Path(table).read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            fields = re.split(r"\s+", line.strip())
            if int(fields[1].rpartition(":")[2], 16) == port and fields[3] == _LISTENING:
                inodes.add(fields[9])
    return inodes
