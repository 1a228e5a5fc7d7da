"""The command line: ``python -m actions.subsidy COMMAND``; the commands are in ``commands/``."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from actions.subsidy.commands import (
    check,
    compare,
    coverage,
    estimate,
    explain,
    match,
    new,
    review,
    schema,
    sheet,
    what_if,
)
from actions.subsidy.commands.arguments import WrongToday
from actions.subsidy.profile import ProfileError
from policy_index.collection import POLICIES
from policy_index.commands.arguments import Commands
from policy_index.commands.output import tell
from policy_index.errors import PolicyError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. 0: done; 1: a problem, told in one line each; 2: wrong usage."""
    options = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except PolicyError as error:
        tell(f"error: {error}")
        return 1
    except BrokenPipeError:  # the reader, head for one, has seen enough
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115
        return 0
    except OSError as error:
        tell(f"error: {error.filename or 'system'}: {error.strerror or error}")
        return 1
    except (ProfileError, WrongToday) as error:
        tell(f"error: {error}")
        return 2


class _Parser(argparse.ArgumentParser):
    """Tells what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"error: {message}; see {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m actions.subsidy",
        description="What the policies pay: check the measures, explain one, compute them.",
        allow_abbrev=False,
    )
    parser.add_argument("--policies", type=Path, default=POLICIES, help="folder of the policies")
    commands = Commands(parser)
    for module in (
        estimate, match, compare, what_if, sheet, explain, check, coverage, new, review, schema,
    ):  # fmt: skip
        module.register(commands)
    return parser
