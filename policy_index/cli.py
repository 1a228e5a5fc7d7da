"""The command line: ``python -m policy_index COMMAND``; the commands are in ``commands/``."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from policy_index import e5
from policy_index.collection import POLICIES
from policy_index.commands import add, build, check, diff, listing, search, show
from policy_index.commands.arguments import Commands
from policy_index.commands.output import tell
from policy_index.errors import PolicyError
from policy_index.index import store


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. 0: done; 1: a problem, told in one line each; 2: wrong usage."""
    options = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except (PolicyError, e5.ModelError, store.IndexUnusable) as error:
        tell(f"error: {error}")
    except BrokenPipeError:  # the reader, head for one, has seen enough
        sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115
        return 0
    except OSError as error:
        tell(f"error: {error.filename or 'system'}: {error.strerror or error}")
    except KeyboardInterrupt:
        tell("interrupted; nothing half-done was left")
        return 130
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m policy_index",
        description="What the policies say: take them in, index them, search them, show them.",
    )
    parser.add_argument("--policies", type=Path, default=POLICIES, help="folder of the policies")
    parser.add_argument(
        "--index", type=Path, default=store.index_folder(), help="folder of the index"
    )
    commands = Commands(parser)
    for module in (add, listing, show, diff, build, search, check):
        module.register(commands)
    return parser
