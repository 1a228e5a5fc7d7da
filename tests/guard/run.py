"""Holds seeded conversations with a running bot and checks every reply.

python -m tests.guard.run --conversations 5000 --seed 1 --url http://127.0.0.1:5005
"""

from __future__ import annotations

import argparse
import sys
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tests.faq.cases import CaseError, load_cases
from tests.guard.checks import PROPERTIES, Problem, Reply, check_time, check_turn
from tests.guard.client import Bot
from tests.guard.conversations import Conversation, conversations
from tests.guard.policies import Policy, read_policies
from tests.guard.said import Said
from tests.rest_channel import BotError
from tests.several import several_at_a_time

DEFAULT_URL = "http://127.0.0.1:5005"
DEFAULT_AS_OF = date(2026, 11, 22)
"""The day on which the cases of tests/faq are asked unless they name another."""

_MOST_SHOWN = 300

PASSED, FAILED, UNUSABLE = 0, 1, 2


@dataclass(frozen=True)
class Turn:
    """What the bot replied to a turn, how long it took, and what is wrong with it."""

    replies: Sequence[Reply]
    seconds: float
    problems: Sequence[Problem]


@dataclass(frozen=True)
class Held:
    """A conversation that was held, turn by turn."""

    conversation: Conversation
    turns: Sequence[Turn]

    @property
    def problems(self) -> list[Problem]:
        return [problem for turn in self.turns for problem in turn.problems]


def hold(conversation: Conversation, bot: Bot, policies: Mapping[str, Policy]) -> Held:
    """As a person whom the bot has not met. Raises BotError."""
    sender, turns = f"guard-{uuid.uuid4()}", []
    for number, said in enumerate(conversation.turns, 1):
        replies, seconds = bot.reply(sender, said.text, conversation.as_of)
        so_far = conversation.turns[:number]
        problems = check_turn(so_far, replies, conversation.as_of, policies)
        turns.append(Turn(replies, seconds, [*problems, *check_time(seconds)]))
    return Held(conversation, turns)


def hold_all(
    drawn: Sequence[Conversation],
    bot: Bot,
    *,
    workers: int,
    progress: Callable[[int, int], None] = lambda _done, _failed: None,
) -> list[Held]:
    """Several at a time; in the order in which they were drawn. Raises BotError.

    ``progress(done, failed)`` is called after each.
    """
    policies = read_policies()
    done: list[bool] = []

    def tell(one: Held) -> None:
        done.append(bool(one.problems))
        progress(len(done), sum(done))

    return several_at_a_time(
        lambda conversation: hold(conversation, bot, policies), drawn, workers=workers, done=tell
    )


def describe(held: Held) -> str:
    """The conversation as far as the last turn that something is wrong with, and what it is."""
    conversation = held.conversation
    last = max((i for i, turn in enumerate(held.turns) if turn.problems), default=-1)
    lines = [f"✗ {conversation.name}  ({conversation.as_of})"]
    for said, turn in zip(conversation.turns[: last + 1], held.turns, strict=False):
        lines.append(f"    问: {_clipped(said.text)}")
        for reply in turn.replies if turn.problems else ():
            lines += [f"    答: {line}" for line in reply.text.splitlines()]
        lines += [f"  {problem.property}: {problem.what}" for problem in turn.problems]
    return "\n".join(lines)


def _clipped(text: str) -> str:
    more = len(text) - _MOST_SHOWN
    return text if more <= 0 else f"{text[:_MOST_SHOWN]}… and {more} characters more"


def summarise(held: Sequence[Held]) -> str:
    """Times, the number of failures of each property, and last one line with the count."""
    seconds = sorted(turn.seconds for one in held for turn in one.turns)
    replies = sum(len(turn.replies) for one in held for turn in one.turns)
    counts = Counter(problem.property for one in held for problem in one.problems)
    failed = sum(bool(one.problems) for one in held)
    lines = [f"{len(seconds)} turns, {replies} replies, seconds a turn: {_quantiles(seconds)}"]
    lines += [f"  {counts[name]:>5}  not: {words}" for name, words in PROPERTIES.items()]
    return "\n".join([*lines, f"{len(held) - failed} of {len(held)} conversations without a fault"])


def faq_conversations(folder: Path = Path("tests/faq")) -> list[Conversation]:
    """The regression cases as conversations. Raises CaseError."""
    return [
        Conversation(case.id, case.as_of or DEFAULT_AS_OF, [Said(turn) for turn in case.turns])
        for case in load_cases([folder])
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        drawn = conversations(options.seed, options.conversations)
        drawn += [] if options.no_faq else faq_conversations()
        with Bot(options.url) as bot:
            held = hold_all(
                drawn,
                bot,
                workers=options.workers,
                progress=lambda done, failed: _show_progress(done, failed, len(drawn)),
            )
        if options.report:
            options.report.write_text("\n".join(_report(held)), encoding="utf-8")
    except (CaseError, BotError, OSError) as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    failed = [one for one in held if one.problems]
    print("\n\n".join([*map(describe, failed[: options.show]), summarise(held)]))
    return FAILED if failed else PASSED


def _quantiles(ordered: Sequence[float]) -> str:
    if not ordered:
        return "none"
    at = {f"p{q}": ordered[min(len(ordered) * q // 100, len(ordered) - 1)] for q in (50, 95, 99)}
    return ", ".join(f"{name} {value:.2f}" for name, value in {**at, "most": ordered[-1]}.items())


def _report(held: Sequence[Held]) -> Iterator[str]:
    yield summarise(held)
    for one in held:
        if one.problems:
            yield f"\n{describe(one)}"


def _show_progress(done: int, failed: int, total: int) -> None:
    if sys.stderr.isatty():
        bar = "█" * (done * 30 // total)
        end = "\n" if done == total else ""
        print(
            f"\r{bar:░<30} {done}/{total}, {failed} at fault", end=end, file=sys.stderr, flush=True
        )
    elif done == total or done % 100 == 0:
        print(f"{done}/{total} conversations, {failed} at fault", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.guard.run",
        description="Holds seeded conversations and all regression cases with a running bot.",
        epilog="Exit code: 0 nothing at fault, 1 something, 2 the bot or a file cannot be used.",
    )
    parser.add_argument("--conversations", type=int, default=500, metavar="N", help="(%(default)s)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="(%(default)s)")
    parser.add_argument("--url", default=DEFAULT_URL, help="the bot's address (%(default)s)")
    parser.add_argument("--workers", type=int, default=4, help="at a time (%(default)s)")
    parser.add_argument("--show", type=int, default=20, metavar="N", help="faults (%(default)s)")
    parser.add_argument("--no-faq", action="store_true", help="without the cases of tests/faq")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write every fault there")
    return parser


if __name__ == "__main__":
    sys.exit(main())
