"""Where each millisecond of a turn goes, in this bot and in a bare Rasa bot; writes
docs/turn-cost.md.

    .venv/bin/python -m benchmarks.stages [--turns 300]

Both run with their stages timed from inside (`clock`) and are asked in turn: this bot the first
messages of the regression cases, each by a new sender, the bare bot something to echo.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import httpx

from benchmarks.bare_bot.running import running_bare_bot
from benchmarks.stages import names
from benchmarks.turns import AS_OF, Bot
from bot.launch.layout import ROOT
from bot.launch.ports import Ports
from bot.launch.services import running_bot
from bot.launch.supervisor import Service
from tests.faq.cases import load_cases

PAGE = ROOT / "docs" / "turn-cost.md"
_WARM = 20
Turn = dict[str, list[float]]
"""Of each stage its seconds and its processor seconds."""


def main() -> int:
    """Measure, print the page, write it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stages", description=__doc__)
    parser.add_argument("--turns", type=int, default=300, help="turns of each bot (%(default)s)")
    turns = parser.parse_args().turns
    with tempfile.TemporaryDirectory() as folder:
        files = {part: Path(folder) / f"{part}.jsonl" for part in ("rasa", "actions", "bare")}
        asked, echoed = _asked(turns, files)
        rasa, actions, bare = (_turns(file, turns) for file in files.values())
    page = _page(turns, (asked, echoed), rasa, actions, bare)
    PAGE.write_text(page, encoding="utf-8")
    print(page)
    return 0


def _asked(turns: int, files: dict[str, Path]) -> tuple[list[float], list[float]]:
    """Seconds of each turn as its client sees them: of this bot, and of the bare one."""
    messages = [case.said[0] for case in load_cases([ROOT / "tests" / "faq"])]
    every = max(1, len(messages) // turns)
    clocked = ("benchmarks.stages.rasa", str(files["bare"]), "rasa")
    taken: tuple[list[float], list[float]] = ([], [])
    with running_bare_bot(clocked) as bare, httpx.Client(timeout=60, trust_env=False) as client:
        ports = Ports.free(gateway=False)
        started_as = _clocked(files)
        with running_bot(ports=ports, today=AS_OF.isoformat(), started_as=started_as) as running:
            ours = Bot(
                client, running.addresses.rasa, lambda n: messages[n * every % len(messages)]
            )
            echo = Bot(client, bare, lambda n: f"say hello {n}")
            for turn in range(-_WARM, turns):
                seconds = ours.ask(turn), echo.ask(turn)
                if turn >= 0:
                    taken[0].append(seconds[0])
                    taken[1].append(seconds[1])
    return taken


def _clocked(files: dict[str, Path]) -> Callable[[Service], Service]:
    def started_as(service: Service) -> Service:
        python, _, module, *arguments = service.command
        clock = [python, "-m", f"benchmarks.stages.{service.name}", str(files[service.name])]
        named = [module] if service.name == "rasa" else []
        return replace(service, command=[*clock, *named, *arguments])

    return started_as


def _turns(file: Path, turns: int) -> list[Turn]:
    """The last turns of a process; a request for its health is none."""
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [line for line in lines if len(line) > 1][-turns:]


def _page(
    turns: int,
    asked: tuple[Sequence[float], Sequence[float]],
    rasa: list[Turn],
    actions: list[Turn],
    bare: list[Turn],
) -> str:
    ours, echo = (statistics.median(seconds) * 1000 for seconds in asked)
    lines = [
        "# What a turn costs",
        "",
        f"Written by `.venv/bin/python -m benchmarks.stages`: {turns} first messages of the "
        "regression cases, each by a new sender, and as many to a bare Rasa bot (one rule, one "
        "action that echoes), in turn and one at a time. Each stage is without the stages that it "
        "calls. *Time* is the median of those turns in which the stage comes, in ms; *processor* "
        "the mean of all turns, in ms of one processor, so that this column adds up.",
        "",
        f"To the client a turn took {ours:.1f} ms, the bare bot {echo:.1f} ms (medians; ratio "
        f"{ours / echo:.2f}; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; the "
        "clocks add some tenths of a millisecond to both).",
        "",
        "## Rasa",
        "",
        "| stage | time | processor | bare: time | processor |",
        "| --- | ---: | ---: | ---: | ---: |",
        *_rows(names.RASA, rasa, bare),
        "",
        "## Action server, while Rasa waits for it",
        "",
        "| stage | time | processor |",
        "| --- | ---: | ---: |",
        *_rows(names.ACTIONS, actions),
        "",
    ]
    return "\n".join(lines)


def _rows(stages: Sequence[str], *bots: list[Turn]) -> list[str]:
    rows = [[stage, *(cell for turns in bots for cell in _stage(turns, stage))] for stage in stages]
    rows.append(["**together**", *(cell for turns in bots for cell in _together(turns))])
    return [f"| {' | '.join(row)} |" for row in rows]


def _stage(turns: list[Turn], stage: str) -> tuple[str, str]:
    taken = [turn[stage] for turn in turns if stage in turn]
    if not taken:
        return "", ""
    time = statistics.median(seconds for seconds, _ in taken)
    processor = sum(processor for _, processor in taken) / len(turns)
    return f"{time * 1000:.2f}", f"{processor * 1000:.2f}"


def _together(turns: list[Turn]) -> tuple[str, str]:
    time = statistics.median(sum(seconds for seconds, _ in turn.values()) for turn in turns)
    processor = statistics.mean(sum(spent for _, spent in turn.values()) for turn in turns)
    return f"**{time * 1000:.1f}**", f"**{processor * 1000:.1f}**"


if __name__ == "__main__":
    sys.exit(main())
