"""What a turn costs: this bot beside a bare Rasa bot, in the same run, over the REST channel.

    .venv/bin/python -m benchmarks.turns

Trains the bare bot (Rasa's default pipeline with DIET, one rule, one action that echoes) into a
temporary folder, starts both, sends them the same messages in turn, and prints p50 and p95 of each,
their ratio, the processor time of each process, how much slower a long conversation becomes, and
the memory. `benchmarks.stages` tells where the time goes.
"""

import argparse
import asyncio
import os
import statistics
import sys
import time
import uuid
from collections.abc import Callable
from datetime import date

import httpx
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer
from benchmarks import processes
from benchmarks.bare_bot.running import running_bare_bot
from bot.launch.ports import Ports
from bot.launch.services import running_bot
from bot.nlu.mentions import find_entities

AS_OF = date(2026, 11, 22)
LONG = 150
_ENDS = 30
_WARM = 10
INTENTS = {
    "广州省级专精特新奖多少": "ask_amount",
    "广州上市花了560万能补多少": "ask_amount",
    "外地车能进广州吗": "ask_policy",
    "湛江那份文件还有效吗": "ask_validity",
    "江门数字化改造找哪个局": "ask_responsible",
}
QUESTIONS = tuple(INTENTS)


def question(turn: int) -> str:
    """What is asked in a turn."""
    return QUESTIONS[turn % len(QUESTIONS)]


def main() -> int:
    """Print the table; exit code 1 if a bot gives no answer."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.turns", description=__doc__)
    parser.add_argument("--turns", type=int, default=100, help="turns of each bot (%(default)s)")
    turns = parser.parse_args().turns
    with running_bare_bot() as bare, httpx.Client(timeout=60, trust_env=False) as client:
        started = time.perf_counter()
        with running_bot(ports=Ports.free(), today=AS_OF.isoformat()) as running:
            print(f"started and answering after {time.perf_counter() - started:.1f} s")
            ours, echo = Bot(client, running.addresses.rasa, question), Bot(client, bare, question)
            print(f"the first message after the start: {ours.ask(0) * 1000:.0f} ms")
            before = processes.processor_seconds()
            asked, echoed = _in_turn(turns, ours.ask, echo.ask)
            after = processes.processor_seconds()
            talk, talked = uuid.uuid4().hex, uuid.uuid4().hex
            long_ours, long_bare = _in_turn(
                LONG, lambda n: ours.ask(n, talk), lambda n: echo.ask(n, talked)
            )
            memory = processes.memory()
    acting = [_act(turn) for turn in range(turns + _WARM)][_WARM:]
    _print("this bot", asked)
    _print("bare bot", echoed)
    ratio = statistics.median(asked) / statistics.median(echoed)
    print(f"ratio of the medians: {ratio:.2f} (load {os.getloadavg()[0]:.1f})")
    _print("of it, the action", acting)
    _print_growth("this bot", long_ours)
    _print_growth("bare bot", long_bare)
    for name, mebibytes in memory:
        milliseconds = (after[name] - before[name]) / (turns + _WARM) * 1000
        print(f"{name:40} {mebibytes:6.0f} MiB {milliseconds:6.1f} ms of a processor a turn")
    return 0


class Bot:
    """A bot behind Rasa's REST channel, and what is said to it."""

    def __init__(self, client: httpx.Client, url: str, message: Callable[[int], str]) -> None:
        self._client, self._url, self._message = client, url, message

    def ask(self, turn: int, sender: str | None = None) -> float:
        """Seconds for a turn, of a new sender if none is named; RuntimeError without an answer."""
        message = self._message(turn)
        body = {"sender": sender or uuid.uuid4().hex, "message": message}
        started = time.perf_counter()
        reply = self._client.post(f"{self._url}/webhooks/rest/webhook", json=body)
        seconds = time.perf_counter() - started
        if not reply.json():
            raise RuntimeError(f"{self._url} did not answer {message!r}")
        return seconds


def _act(turn: int) -> float:
    """Seconds that the action takes, in this process, for a question that NLU has understood."""
    text = QUESTIONS[turn % len(QUESTIONS)]
    message = {
        "text": text,
        "intent": {"name": INTENTS[text]},
        "entities": find_entities(text, AS_OF),
        "metadata": {"as_of": AS_OF.isoformat()},
    }
    tracker = Tracker("bench", {}, message, [], False, None, {}, "action_listen")
    dispatcher = CollectingDispatcher()
    started = time.perf_counter()
    asyncio.run(ActionAnswer().run(dispatcher, tracker, {}))
    seconds = time.perf_counter() - started
    if not dispatcher.messages:
        raise RuntimeError(f"no answer to {text!r}")
    return seconds


def _in_turn(
    turns: int, first: Callable[[int], float], second: Callable[[int], float]
) -> tuple[list[float], list[float]]:
    """Both in turn, so that a noisy machine is noisy for both; the first are not counted."""
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(turns + _WARM):
        for times, send in zip(taken, (first, second), strict=True):
            seconds = send(turn)
            if turn >= _WARM:
                times.append(seconds)
    return taken


def _print(name: str, seconds: list[float]) -> None:
    cuts = statistics.quantiles(seconds, n=20)
    p50, p95 = statistics.median(seconds) * 1000, cuts[18] * 1000
    print(f"{name}: p50 {p50:.0f} ms, p95 {p95:.0f} ms ({len(seconds)} turns)")


def _print_growth(name: str, seconds: list[float]) -> None:
    first, last = statistics.median(seconds[:_ENDS]), statistics.median(seconds[-_ENDS:])
    print(
        f"{name}, one conversation of {len(seconds)} messages: the last {_ENDS} take "
        f"{last / first:.2f} times as long as the first ({first * 1000:.0f} → {last * 1000:.0f} ms)"
    )


if __name__ == "__main__":
    sys.exit(main())
