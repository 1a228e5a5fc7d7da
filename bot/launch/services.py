"""The parts of the bot: how each is started, and when all of them together answer."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TextIO

from bot.launch.artefacts import RASA_QUIET
from bot.launch.client import Client, Unanswered
from bot.launch.layout import MODEL, RASA_ENV, ROOT, SERVICE_ENV, python_of
from bot.launch.logs import ServiceLog
from bot.launch.ports import HOST, Ports
from bot.launch.supervisor import Service, Supervisor

START_LIMIT = 240.0
"""Seconds for everything to answer; a slow disk reads two gigabytes of libraries first."""

_QUESTION = "广州这个政策现在还有效吗"
"""Answered from a clause or not at all, so that the reply proves every part behind Rasa."""
_WARMING = ("广州上市花了560万能补多少", "外地车能进广州吗", "江门数字化改造找哪个局")
"""Asked once before anybody else asks, who would wait for what is loaded when it is first used."""


@dataclass(frozen=True)
class Addresses:
    """Where the parts of a running bot answer."""

    action: str
    rasa: str
    gateway: str | None

    @staticmethod
    def of(ports: Ports) -> Addresses:
        """The addresses for the ports."""
        action, rasa = f"http://{HOST}:{ports.action}", f"http://{HOST}:{ports.rasa}"
        return Addresses(action, rasa, f"http://{HOST}:{ports.gateway}" if ports.gateway else None)


@dataclass(frozen=True)
class RunningBot:
    """A bot that answers."""

    addresses: Addresses
    supervisor: Supervisor


@contextmanager
def running_bot(
    *,
    ports: Ports,
    today: str | None = None,
    log: TextIO | None = None,
    terminal: TextIO | None = None,
    started_as: Callable[[Service], Service] = lambda service: service,
) -> Iterator[RunningBot]:
    """Start action server, Rasa and, if it has a port, the gateway; wait until the bot answers.

    ``today`` (YYYY-MM-DD) overrides the date, ``started_as`` how a part is started. Leaving the
    context stops everything. Raises LaunchError if a port is in use, a part dies, or no answer
    comes.
    """
    ports.check()
    addresses = Addresses.of(ports)
    with Supervisor(ServiceLog(log, terminal), ROOT) as supervisor:
        for service in _services(ports, addresses, today):
            supervisor.start(started_as(service))
        answering = _Answering(addresses)
        supervisor.wait_until(answering, late=answering.trouble, timeout=START_LIMIT)
        yield RunningBot(addresses, supervisor)


def _services(ports: Ports, addresses: Addresses, today: str | None) -> list[Service]:
    env = {
        **RASA_QUIET,
        "ACTION_SERVER_URL": f"{addresses.action}/webhook",
        "ACTION_HEALTH_URL": f"{addresses.action}/health",
        # Only the bot's own parts know it: no other process of this machine can call the actions.
        "ACTION_SERVER_SECRET": secrets.token_urlsafe(32),
        "RASA_URL": addresses.rasa,
        "SANIC_HOST": HOST,
        "HF_HUB_OFFLINE": "1",  # nothing calls out while the bot runs
        # What a turn multiplies is too small to share, and threads that wait for more of it spin.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        **_without_proxy(),
    }
    if today:
        env["POLICY_BOT_TODAY"] = today
    service, rasa = str(python_of(SERVICE_ENV)), str(python_of(RASA_ENV))
    model = str(MODEL.relative_to(ROOT))
    run_rasa = [rasa, "-m", "bot.rasa_server", "--port", str(ports.rasa), "--model", model]
    services = [
        Service("actions", [service, "-m", "actions.server", "--port", str(ports.action)], env),
        Service("rasa", run_rasa, env),
    ]
    if ports.gateway:
        gateway = [service, "-m", "bot.gateway", "--port", str(ports.gateway)]
        services.append(Service("gateway", gateway, env))
    return services


def _without_proxy() -> dict[str, str]:
    """What lets the parts reach each other on a machine whose way out is a proxy."""
    hosts = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    direct = ",".join(filter(None, [hosts, HOST, "localhost"]))
    return {"no_proxy": direct, "NO_PROXY": direct}


class _Answering:
    """Whether the bot answers a real question, and every part reports that it is well."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._client = Client()
        self._answered = False
        self._trouble = ""

    def __call__(self) -> bool:
        try:
            # Without its action server Rasa answers nothing, so there is no point in asking.
            self._client.get(f"{self._addresses.action}/health")
            if not self._answered:
                self._answered = self._cites()
                for question in _WARMING if self._answered else ():
                    self._ask(question)
            if self._addresses.gateway:
                self._client.get(f"{self._addresses.gateway}/health")
        except Unanswered as error:
            self._trouble = str(error)
            return False
        return self._answered

    def trouble(self) -> str:
        """What stood in the way last."""
        return f"No answer within {START_LIMIT:.0f} seconds. The last try: {self._trouble}"

    def _cites(self) -> bool:
        replies = self._ask(_QUESTION)
        self._trouble = f"{_QUESTION} was answered {replies!r}"
        return any((reply.get("custom") or {}).get("citations") for reply in replies)

    def _ask(self, question: str) -> list[dict[str, Any]]:
        body = {"sender": "readiness", "message": question}
        replies: list[dict[str, Any]] = self._client.post(
            f"{self._addresses.rasa}/webhooks/rest/webhook", body
        )
        return replies
