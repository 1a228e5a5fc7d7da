"""What a turn costs: this bot beside a bare Rasa bot, in the same run, over the REST channel.

    .venv/bin/python -m benchmarks.turns

Trains the bare bot (one rule, one action that echoes) into a temporary folder, starts both, sends
them messages in turn, and prints p50 and p95 of each, their ratio, how much slower a long
conversation becomes, and each process's memory.
"""

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import httpx
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answer import ActionAnswer
from bot.launch.layout import RASA_ENV, ROOT, SERVICE_ENV, python_of
from bot.launch.ports import Ports
from bot.launch.services import running_bot
from bot.nlu.mentions import find_entities

BARE = Path(__file__).parent / "bare_bot"
AS_OF = date(2026, 11, 22)
LONG = 150
_ENDS = 30
INTENTS = {
    "广州省级专精特新奖多少": "ask_amount",
    "广州上市花了560万能补多少": "ask_amount",
    "外地车能进广州吗": "ask_policy",
    "湛江那份文件还有效吗": "ask_validity",
    "江门数字化改造找哪个局": "ask_responsible",
}
QUESTIONS = tuple(INTENTS)


def main() -> int:
    """Print the table; exit code 1 if a bot gives no answer."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.turns", description=__doc__)
    parser.add_argument("--turns", type=int, default=100, help="turns of each bot (%(default)s)")
    turns = parser.parse_args().turns
    with tempfile.TemporaryDirectory() as folder, _bare_bot(Path(folder)) as bare:
        started = time.perf_counter()
        with running_bot(ports=Ports.free(), today=AS_OF.isoformat()) as running:
            start = time.perf_counter() - started
            print(f"started and answering after {start:.1f} s")
            rasa = running.addresses.rasa
            asked, echoed = _in_turn(turns, lambda n: _ask(rasa, n), lambda n: _echo(bare, n))
            talk, talked = uuid.uuid4().hex, uuid.uuid4().hex
            long_ours, long_bare = _in_turn(
                LONG, lambda n: _ask(rasa, n, talk), lambda n: _echo(bare, n, talked)
            )
            memory = _memory(os.getpid())
    acting = [_act(turn) for turn in range(turns + 10)][10:]
    _print("this bot", asked)
    _print("bare bot", echoed)
    ratio = statistics.median(asked) / statistics.median(echoed)
    print(f"ratio of the medians: {ratio:.2f}")
    _print("of it, the action", acting)
    _print_growth("this bot", long_ours)
    _print_growth("bare bot", long_bare)
    for name, mebibytes in memory:
        print(f"{name:40} {mebibytes:6.0f} MiB")
    return 0


def _ask(url: str, turn: int, sender: str | None = None) -> float:
    return _send(url, QUESTIONS[turn % len(QUESTIONS)], sender)


def _echo(url: str, turn: int, sender: str | None = None) -> float:
    return _send(url, f"say hello {turn}", sender)


def _send(url: str, message: str, sender: str | None) -> float:
    """Seconds for one message, of a new sender if none is named; raises RuntimeError if nothing
    comes back."""
    body = {"sender": sender or uuid.uuid4().hex, "message": message}
    started = time.perf_counter()
    reply = httpx.post(f"{url}/webhooks/rest/webhook", json=body, timeout=60)
    seconds = time.perf_counter() - started
    if not reply.json():
        raise RuntimeError(f"{url} did not answer {message!r}")
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
    """Both in turn, so that a noisy machine is noisy for both; ten turns each are not counted."""
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(turns + 10):
        for times, send in zip(taken, (first, second), strict=True):
            seconds = send(turn)
            if turn >= 10:
                times.append(seconds)
    return taken


@contextmanager
def _bare_bot(folder: Path) -> Iterator[str]:
    """Train and run the bare bot; yields its address."""
    ports = Ports.free(gateway=False)
    rasa, action_url = str(python_of(RASA_ENV)), f"http://127.0.0.1:{ports.action}/webhook"
    quiet = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "BARE_ACTION_URL": action_url}
    train = [rasa, "-W", "ignore", "-m", "rasa", "train", "--out", str(folder)]
    train += ["--fixed-model-name", "bare"]
    subprocess.run(train, cwd=BARE, env=quiet, check=True, stdout=subprocess.DEVNULL)
    run = [rasa, "-W", "ignore", "-m", "rasa", "run", "-i", "127.0.0.1", "-p", str(ports.rasa)]
    run += ["--model", str(folder / "bare.tar.gz"), "--endpoints", "endpoints.yml"]
    run += ["--credentials", str(ROOT / "credentials.yml")]
    echo = [str(python_of(SERVICE_ENV)), "-m", "benchmarks.bare_bot.echo", str(ports.action)]
    processes = [
        subprocess.Popen(echo, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL),
        subprocess.Popen(run, cwd=BARE, env=quiet, stderr=subprocess.DEVNULL),
    ]
    try:
        url = f"http://127.0.0.1:{ports.rasa}"
        _wait_for(url)
        yield url
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        try:
            _echo(url, 0)
        except (httpx.HTTPError, ValueError, RuntimeError):
            time.sleep(0.5)
        else:
            return
    raise RuntimeError(f"{url} did not answer within 240 seconds")


def _memory(parent: int) -> list[tuple[str, float]]:
    """Resident memory of every process below ``parent``, as Linux counts it."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":", 1) for line in status.read_text().splitlines())
            command = (status.parent / "cmdline").read_text().split("\0")
        except OSError:
            continue
        if _is_below(int(fields["Pid"]), parent) and "VmRSS" in fields:
            found.append((" ".join(command[1:6])[:40], int(fields["VmRSS"].split()[0]) / 1024))
    return sorted(found)


def _is_below(process: int, ancestor: int) -> bool:
    while process > 1:
        stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        process = int(stat[1])
        if process == ancestor:
            return True
    return False


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
