"""Runs regression cases against a running bot: `python -m tests.faq.run CASES… --url URL`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from policy_index.errors import PolicyError
from tests.faq.accepted import ACCEPTED, Status, Verdict, accept, judge, load_accepted
from tests.faq.basis import Basis
from tests.faq.case_files import read_cases
from tests.faq.cases import CaseError
from tests.faq.client import Bot
from tests.faq.report import write_report
from tests.faq.runner import DEFAULT_AS_OF, run_cases
from tests.faq.sheet import RowMistake
from tests.faq.summary import as_json, summarise
from tests.rest_channel import BotError

DEFAULT_URL = "http://127.0.0.1:5005"

PASSED, FAILED, UNUSABLE, TO_REVIEW = 0, 1, 2, 3
_EXIT_CODES = (
    "Exit code: 0 all passed, 1 some failed, 2 the bot, a file or a row of a sheet cannot be used, "
    "3 none failed but some are to be reviewed (待复核): a clause or measure that their answer "
    "stands on has changed since the accepted run."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except (CaseError, BotError, PolicyError, OSError) as error:
        print(error, file=sys.stderr)
        return UNUSABLE


def _run(options: argparse.Namespace) -> int:
    basis = Basis.load()
    files = read_cases(options.cases, basis)
    accepted = load_accepted(options.accepted)
    for mistake in files.mistakes:
        print(mistake, file=sys.stderr)
    with Bot(options.url) as bot:
        results = run_cases(
            files.cases,
            bot,
            options.as_of,
            basis.names,
            workers=options.workers,
            progress=lambda done, failed: _show_progress(done, failed, len(files.cases)),
        )
    verdicts = judge(results, accepted, basis)
    if options.json:
        options.json.write_text(as_json(verdicts), encoding="utf-8")
    if options.report:
        page = write_report(options.report, verdicts, files.mistakes, basis)
        print(f"report: {page}", file=sys.stderr)
    print(summarise(verdicts))
    if options.accept:
        accept(options.accepted, results, accepted, basis)
        verdicts = judge(results, load_accepted(options.accepted), basis)
    return _exit_code(verdicts, files.mistakes)


def _exit_code(verdicts: Sequence[Verdict], mistakes: Sequence[RowMistake]) -> int:
    if mistakes:
        return UNUSABLE
    if any(verdict.failed for verdict in verdicts):
        return FAILED
    to_review = any(verdict.status is Status.REVIEW for verdict in verdicts)
    return TO_REVIEW if to_review else PASSED


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
        epilog=_EXIT_CODES,
    )
    parser.add_argument(
        "cases",
        nargs="+",
        type=Path,
        metavar="CASES",
        help="case files (.yml, .xlsx, .csv), or folders of .yml",
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
    parser.add_argument(
        "--report", type=Path, metavar="DIR", help="write report.html and junit.xml there"
    )
    parser.add_argument(
        "--accept", action="store_true", help="make this run the one that later runs are held to"
    )
    parser.add_argument(
        "--accepted",
        type=Path,
        default=ACCEPTED,
        metavar="FILE",
        help="where the accepted run is kept (tests/faq/accepted.json)",
    )
    return parser


def _positive(text: str) -> int:
    if (number := int(text)) < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
