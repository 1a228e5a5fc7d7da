"""Makes a case of a question and the answer on the screen: `python -m tests.faq.new`.

Asks the running bot, or takes the answer as it stands elsewhere, proposes what to expect of it, and
appends the case to a file when a person has said yes to each proposal or written another, in the
notation of sheets.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from policy_index.errors import PolicyError
from tests.faq.basis import Basis
from tests.faq.cases import Case, CaseError, Expectation, load_cases
from tests.faq.checks import Reply, check
from tests.faq.client import Bot
from tests.faq.notation import COLUMNS, RowError, case_of, cells_of
from tests.faq.propose import propose
from tests.faq.run import DEFAULT_URL
from tests.faq.runner import DEFAULT_AS_OF
from tests.faq.writing import append_case, as_yaml
from tests.rest_channel import BotError

DONE, DECLINED, UNUSABLE = 0, 1, 2

FOLDER = Path(__file__).parent
_ASKED = ("编号", "期望动作", "期望条款", "期望金额", "必须包含", "不得包含", "标签", "备注")
_NOTHING = "-"


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        return _make(options)
    except (EOFError, KeyboardInterrupt):
        print("\n没有写入。")
        return DECLINED
    except (CaseError, BotError, PolicyError, RowError, OSError) as error:
        print(error, file=sys.stderr)
        return UNUSABLE


def _make(options: argparse.Namespace) -> int:
    basis = Basis.load()
    folder = [FOLDER, *([options.to] if options.to.exists() else [])]
    taken = {case.id for path in folder for case in load_cases([path])}
    question = options.text or input("问题：")
    said = Case(
        id="",
        as_of=options.as_of,
        turns=(*options.before, question),
        expect=Expectation(),
        source=options.to,
        firm=options.firm,
    )
    reply = _given(options.answer) if options.answer else _ask(said, options.url)
    print(f"答：\n{reply.text}\n")
    cells = cells_of(propose(said, reply, basis, taken)) | dict(options.set)
    case = case_of(cells, options.to, basis) if options.yes else _confirm(cells, options.to, basis)
    if case.id in taken:
        raise CaseError(options.to, case.id, "id", "is taken")
    print(f"\n{as_yaml([case])}")
    for failure in check(case.expect, reply, basis.names):
        print(f"现在不通过：{failure.check}，期望 {failure.expected}")
    if not options.yes and input(f"写入 {options.to}？[Y/n] ").strip().lower() not in ("", "y"):
        print("没有写入。")
        return DECLINED
    append_case(options.to, case)
    print(f"已写入 {options.to}")
    return DONE


def _ask(said: Case, url: str) -> Reply:
    with Bot(url) as bot:
        return bot.converse(said.said, said.as_of or DEFAULT_AS_OF)[-1]


def _given(answer: str) -> Reply:
    return Reply(sys.stdin.read() if answer == "-" else answer, ())


def _confirm(cells: Mapping[str, str], target: Path, basis: Basis) -> Case:
    """Asks for each cell until the row is a case."""
    print(f"回车照用，{_NOTHING} 表示不要，几项用；分开：")
    answered = dict(cells)
    columns: Sequence[str] = _ASKED
    while True:
        for column in columns:
            proposed = answered[column].replace("\n", "；")
            typed = input(f"{column}{f' [{proposed}]' if proposed else ''}：")
            if typed.strip():
                cell = "" if typed.strip() == _NOTHING else typed.replace("；", "\n")
                answered[column] = cell
        try:
            return case_of(answered, target, basis)
        except RowError as error:
            print(error)
            columns = [problem.column for problem in error.problems]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.faq.new",
        description="Makes a regression case of a question and its answer.",
        epilog="Exit code: 0 written, 1 declined, 2 something cannot be used.",
    )
    parser.add_argument("--text", metavar="问题", help="the question (asked for if not given)")
    parser.add_argument(
        "--before", action="append", default=[], metavar="上文", help="said before it; repeatable"
    )
    parser.add_argument("--firm", metavar="企业情况", help="what the firm says of itself first")
    parser.add_argument(
        "--as-of", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the day of asking"
    )
    parser.add_argument(
        "--answer", metavar="回答", help="the answer, - for standard input; else the bot is asked"
    )
    parser.add_argument("--url", default=DEFAULT_URL, help="the bot's address (%(default)s)")
    parser.add_argument(
        "--to",
        type=_case_file,
        default=FOLDER / "added.yml",
        metavar="FILE.yml",
        help="the file to append to (tests/faq/added.yml)",
    )
    parser.add_argument(
        "--set",
        type=_setting,
        action="append",
        default=[],
        metavar="列=内容",
        help="instead of the proposal, as in a sheet: 必须包含=期满|已过; repeatable",
    )
    parser.add_argument("--yes", action="store_true", help="ask nothing, take the proposals")
    return parser


def _case_file(text: str) -> Path:
    path = Path(text)
    if path.suffix not in (".yml", ".yaml"):
        raise argparse.ArgumentTypeError(f"{text}: must end in .yml")
    return path


def _setting(text: str) -> tuple[str, str]:
    column, found, cell = text.partition("=")
    if not found or column not in COLUMNS:
        raise argparse.ArgumentTypeError(f"{text}: must be 列=内容, 列 one of {'、'.join(COLUMNS)}")
    return column, cell.replace("；", "\n")


if __name__ == "__main__":
    sys.exit(main())
