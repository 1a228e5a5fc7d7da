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
from dataclasses import dataclass, replace
from pathlib import Path

import httpx

from benchmarks import processes
from benchmarks.bare_bot.running import running_bare_bot
from benchmarks.stages import names
from benchmarks.turns import AS_OF, Bot, question
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
    page = _page(_measured(parser.parse_args().turns))
    PAGE.write_text(page, encoding="utf-8")
    print(page)
    return 0


@dataclass(frozen=True)
class Measured:
    """The turns of each process, and the seconds that the clients of both bots waited."""

    asked: list[float]
    echoed: list[float]
    rasa: list[Turn]
    actions: list[Turn]
    bare: list[Turn]


def _measured(turns: int) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        files = {part: Path(folder) / f"{part}.jsonl" for part in ("rasa", "actions", "bare")}
        asked, echoed, processor = _ask(turns, files)
        rasa, bare = (_turns(files[part])[-turns:] for part in ("rasa", "bare"))
        called = [turn for turn in rasa if names.CALLED in turn]
        actions = _turns(files["actions"])[-len(called) :]
    for turn, action in zip(called, actions, strict=True):
        waited = sum(seconds for seconds, _ in action.values())
        turn[names.CALLED][0] -= waited
        turn[names.WAITED] = [waited, 0.0]
    _add_rest(rasa, names.RECEIVED, asked, processor["rasa"])
    _add_rest(bare, names.RECEIVED, echoed, processor["bare"])
    _add_rest(actions, names.SERVED, None, processor["actions"])
    return Measured(asked, echoed, rasa, actions, bare)


def _add_rest(
    turns: list[Turn], stage: str, whole: list[float] | None, processor_seconds: float
) -> None:
    """What no clock has seen of a turn: before it is a message, and after it is a reply."""
    spent = sum(processor for turn in turns for _, processor in turn.values())
    rest = (processor_seconds - spent) / len(turns)
    for place, turn in enumerate(turns):
        seen = sum(seconds for seconds, _ in turn.values())
        turn[stage] = [whole[place] - seen if whole else 0.0, rest]


def _ask(turns: int, files: dict[str, Path]) -> tuple[list[float], list[float], dict[str, float]]:
    """Seconds of each turn as its client sees them, of this bot and of the bare one; processor
    seconds of each process."""
    messages = [case.said[0] for case in load_cases([ROOT / "tests" / "faq"])]
    every = max(1, len(messages) // turns)
    clocked = ("benchmarks.stages.rasa", str(files["bare"]), "rasa")
    day, ports, started_as = AS_OF.isoformat(), Ports.free(gateway=False), _clocked(files)
    with (
        running_bare_bot(clocked) as bare,
        running_bot(ports=ports, today=day, started_as=started_as) as running,
        httpx.Client(timeout=60, trust_env=False) as client,
    ):
        ours = Bot(client, running.addresses.rasa, lambda n: messages[n * every % len(messages)])
        echo = Bot(client, bare, question)
        for turn in range(_WARM):
            ours.ask(-turn), echo.ask(turn)
        before = _processor_seconds()
        taken = [(ours.ask(turn), echo.ask(turn)) for turn in range(turns)]
        after = _processor_seconds()
    asked, echoed = ([pair[place] for pair in taken] for place in range(2))
    return asked, echoed, {part: after[part] - before[part] for part in after}


def _processor_seconds() -> dict[str, float]:
    commands = {
        "rasa": "-m benchmarks.stages.rasa",
        "actions": "-m benchmarks.stages.actions",
        "bare": "-W ignore -m benchmarks.stages.rasa",
    }
    spent = processes.processor_seconds()
    return {
        part: next(seconds for command, seconds in spent.items() if command.startswith(start))
        for part, start in commands.items()
    }


def _clocked(files: dict[str, Path]) -> Callable[[Service], Service]:
    def started_as(service: Service) -> Service:
        python, _, module, *arguments = service.command
        clock = [python, "-m", f"benchmarks.stages.{service.name}", str(files[service.name])]
        named = [module] if service.name == "rasa" else []
        return replace(service, command=[*clock, *named, *arguments])

    return started_as


def _turns(file: Path) -> list[Turn]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _page(measured: Measured) -> str:
    ours, echo = (statistics.median(s) * 1000 for s in (measured.asked, measured.echoed))
    lines = [
        "# What a turn costs",
        "",
        f"Written by `.venv/bin/python -m benchmarks.stages`: {len(measured.asked)} first messages "
        "of the regression cases, each by a new sender, and as many to a bare Rasa bot (default "
        "pipeline with DIET, one rule, one action that echoes), in turn and one at a time. Each "
        "stage is without the stages that it calls. *Time* is the median over the turns in which "
        "the stage comes, in ms; *processor* the mean over all turns, in ms of one processor: that "
        "column adds up.",
        "",
        f"To the client a turn took {ours:.1f} ms, of the bare bot {echo:.1f} ms (medians; ratio "
        f"{ours / echo:.2f}; {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, which "
        "stretches every time; the clocks add some tenths of a millisecond).",
        "",
        "## Rasa",
        "",
        "| stage | time | processor | bare bot: time | processor |",
        "| --- | ---: | ---: | ---: | ---: |",
        *_rows(names.RASA, measured.rasa, measured.bare),
        "",
        "The echo of the bare bot's action server is part of its HTTP. Its Rasa is run by `rasa "
        "run`, which holds each reply against a schema, and the schema against the schema of "
        "schemas.",
        "",
        "## Action server",
        "",
        "| stage | time | processor |",
        "| --- | ---: | ---: |",
        *_rows(names.ACTIONS, measured.actions),
        "",
    ]
    return "\n".join(lines)


def _rows(stages: Sequence[str], *bots: list[Turn]) -> list[str]:
    rows = [[stage, *(cell for turns in bots for cell in _stage(turns, stage))] for stage in stages]
    rows.append(["**together**", *(cell for turns in bots for cell in _together(turns))])
    return [f"| {' | '.join(row)} |" for row in rows]


def _stage(turns: list[Turn], stage: str) -> tuple[str, ...]:
    taken = [turn[stage] for turn in turns if stage in turn]
    if not taken:
        return "", ""
    times = (
        statistics.median(seconds for seconds, _ in taken),
        sum(s for _, s in taken) / len(turns),
    )
    return tuple(f"{seconds * 1000:.2f}" if seconds else "" for seconds in times)


def _together(turns: list[Turn]) -> tuple[str, str]:
    time = statistics.median(sum(seconds for seconds, _ in turn.values()) for turn in turns)
    processor = statistics.mean(sum(spent for _, spent in turn.values()) for turn in turns)
    return f"**{time * 1000:.1f}**", f"**{processor * 1000:.1f}**"


if __name__ == "__main__":
    sys.exit(main())
