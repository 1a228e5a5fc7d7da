"""Runs cases: each is one conversation with a running bot, several at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tests.faq.cases import Case
from tests.faq.checks import DocumentName, Failure, Reply, check
from tests.faq.client import Bot
from tests.several import several_at_a_time

# The day on which the cases of this folder are right unless they name another.
DEFAULT_AS_OF = date(2026, 11, 22)


@dataclass(frozen=True)
class CaseResult:
    """One case, what the bot replied to everything said, and what was wrong with the last reply."""

    case: Case
    replies: Sequence[Reply]
    failures: Sequence[Failure]


def run_case(
    case: Case, bot: Bot, default_as_of: date, documents: Mapping[str, DocumentName]
) -> CaseResult:
    """Holds the conversation of one case and checks its last reply. Raises BotError."""
    replies = bot.converse(case.said, case.as_of or default_as_of)
    return CaseResult(case, replies, check(case.expect, replies[-1], documents))


def run_cases(
    cases: Sequence[Case],
    bot: Bot,
    default_as_of: date,
    documents: Mapping[str, DocumentName],
    *,
    workers: int,
    progress: Callable[[int, int], None],
) -> list[CaseResult]:
    """Runs the cases, several conversations at a time; results in the order of the cases.

    `progress(done, failed)` is called after each. Raises BotError at the first lost connection.
    """
    done: list[bool] = []

    def tell(result: CaseResult) -> None:
        done.append(bool(result.failures))
        progress(len(done), sum(done))

    return several_at_a_time(
        lambda case: run_case(case, bot, default_as_of, documents),
        cases,
        workers=workers,
        done=tell,
    )
