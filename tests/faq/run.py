"""Runs regression cases against a running bot: `python -m tests.faq.run CASES… --url URL`."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from policy_index.collection import Collection
from tests.faq.cases import Case, CaseError, load_cases
from tests.faq.checks import DocumentName, Failure, Reply, check
from tests.faq.client import Bot, BotError

DEFAULT_URL = "http://127.0.0.1:5005"
# The day on which the cases of this folder are right unless they name another.
DEFAULT_AS_OF = date(2026, 11, 22)

PASSED, FAILED, UNUSABLE = 0, 1, 2


@dataclass(frozen=True)
class CaseResult:
    """One case, what the bot replied to each turn, and what was wrong with the last reply."""

    case: Case
    replies: Sequence[Reply]
    failures: Sequence[Failure]


def document_names() -> dict[str, DocumentName]:
    """The names of the documents in the collection, by id."""
    documents = Collection.load().documents
    return {id_: DocumentName(one.title, one.number) for id_, one in documents.items()}


def run_case(
    case: Case, bot: Bot, default_as_of: date, documents: Mapping[str, DocumentName]
) -> CaseResult:
    """Holds the conversation of one case and checks its last reply. Raises BotError."""
    replies = bot.converse(case.turns, case.as_of or default_as_of)
    return CaseResult(case, replies, check(case.expect, replies[-1], documents))


def run_cases(
    cases: Sequence[Case],
    bot: Bot,
    default_as_of: date,
    *,
    workers: int,
    progress: Callable[[int, int], None],
) -> list[CaseResult]:
    """Runs the cases, several conversations at a time; results in the order of the cases.

    `progress(done, failed)` is called after each. Raises BotError at the first lost connection.
    """
    documents = document_names()
    results: dict[str, CaseResult] = {}
    failed = 0
    with ThreadPoolExecutor(workers) as pool:
        running = [pool.submit(run_case, case, bot, default_as_of, documents) for case in cases]
        try:
            for finished in as_completed(running):
                result = finished.result()
                results[result.case.id] = result
                failed += bool(result.failures)
                progress(len(results), failed)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [results[case.id] for case in cases]


def describe(result: CaseResult) -> str:
    """A failed case for people: the conversation, then what was expected and what came."""
    lines = [f"✗ {result.case.id}  ({result.case.source})"]
    for turn, reply in zip(result.case.turns, result.replies, strict=True):
        lines.append(f"    问: {turn}")
        lines.extend(f"    答: {line}" for line in reply.text.splitlines() or ["(nothing)"])
    for failure in result.failures:
        lines.append(f"  {failure.check}: expected {failure.expected}")
        # The text stands above already.
        if failure.got != result.replies[-1].text:
            lines.append(f"  {' ' * len(failure.check)}  got      {failure.got}")
    return "\n".join(lines)


def summarise(results: Sequence[CaseResult]) -> str:
    """The failures, and last one line with the count."""
    failed = [result for result in results if result.failures]
    checks = Counter(failure.check for result in failed for failure in result.failures)
    parts = [describe(result) for result in failed]
    counts = "; ".join(f"{name} {count}" for name, count in checks.most_common())
    passed = f"{len(results) - len(failed)} of {len(results)} cases passed"
    parts.append(f"{passed} (failed checks: {counts})" if failed else passed)
    return "\n\n".join(parts)


def as_json(results: Sequence[CaseResult]) -> str:
    """Every case with its conversation and failures, for other programs."""
    report = [
        {
            "id": result.case.id,
            "file": str(result.case.source),
            "passed": not result.failures,
            "turns": [
                {"user": turn, "text": reply.text, "cards": reply.cards}
                for turn, reply in zip(result.case.turns, result.replies, strict=True)
            ],
            "failures": [asdict(failure) for failure in result.failures],
        }
        for result in results
    ]
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        cases = load_cases(options.cases)
        with Bot(options.url) as bot:
            results = run_cases(
                cases,
                bot,
                options.as_of,
                workers=options.workers,
                progress=lambda done, failed: _show_progress(done, failed, len(cases)),
            )
        if options.json:
            options.json.write_text(as_json(results), encoding="utf-8")
    except (CaseError, BotError, OSError) as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    print(summarise(results))
    return FAILED if any(result.failures for result in results) else PASSED


def _show_progress(done: int, failed: int, total: int) -> None:
    if sys.stderr.isatty():
        end = "\n" if done == total else ""
        print(f"\r{done}/{total} cases, {failed} failed", end=end, file=sys.stderr, flush=True)
    elif done == total or done % 25 == 0:
        print(f"{done}/{total} cases, {failed} failed", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.faq.run",
        description="Runs regression cases against a running bot, by Rasa's REST channel.",
        epilog="Exit code: 0 all passed, 1 some failed, 2 the cases or the bot cannot be used.",
    )
    parser.add_argument(
        "cases", nargs="+", type=Path, metavar="CASES", help="case files, or folders of them"
    )
    parser.add_argument("--url", default=DEFAULT_URL, help="the bot's address (%(default)s)")
    parser.add_argument(
        "--as-of",
        type=date.fromisoformat,
        default=DEFAULT_AS_OF,
        metavar="YYYY-MM-DD",
        help="the day of asking, for cases that name none (%(default)s)",
    )
    parser.add_argument(
        "--workers", type=_positive, default=4, help="conversations at a time (%(default)s)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the full results there")
    return parser


def _positive(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
