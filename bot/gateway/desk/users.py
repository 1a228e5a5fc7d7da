"""``python -m bot.gateway users …``: the accounts of the desk."""

import argparse
import asyncio
import sys

from bot.gateway.database import Database, open_database
from bot.gateway.desk.accounts import Account, Accounts
from bot.gateway.desk.audit import Audit
from bot.gateway.desk.members import ROLES
from bot.gateway.desk.passwords import one_time
from bot.gateway.settings import database_address


def manage(arguments: list[str]) -> None:
    """Do what the command line says. Raises ``AccountError``, ``DatabaseError``,
    ``SettingsError``."""
    options = _parser().parse_args(arguments)
    database = open_database(database_address())
    try:
        print(asyncio.run(_do(options, database)))
    finally:
        database.close()


async def _do(options: argparse.Namespace, database: Database) -> str:
    accounts = Accounts(database, Audit(database))
    match options.command:
        case "add":
            password = _password(options)
            shown = options.shown or options.name
            await accounts.add(options.name, shown, options.role, password)
            return _told(f"added {options.name} ({options.role})", options, password)
        case "reset":
            password = _password(options)
            await accounts.reset(options.name, password)
            return _told(f"reset the password of {options.name}", options, password)
        case "disable":
            await accounts.disable(options.name)
            return f"disabled {options.name}; who was signed in with it is so no more"
        case "enable":
            await accounts.enable(options.name)
            return f"enabled {options.name}"
        case "role":
            await accounts.set_role(options.name, options.role)
            return f"{options.name} is {options.role} from the next sign-in on"
    return "\n".join(_line(each) for each in await accounts.all()) or "no account yet: users add …"


def _password(options: argparse.Namespace) -> str:
    """The first line of the standard input if it is to be read, else a random one."""
    if options.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return one_time()


def _told(done: str, options: argparse.Namespace, password: str) -> str:
    given = "" if options.password_stdin else f"one-time password: {password}\n"
    return f"{done}\n{given}it must be changed at the next sign-in, at /desk"


def _line(account: Account) -> str:
    member = account.member
    notes = {
        "disabled": account.disabled,
        "has to choose a password": account.must_change,
        f"{account.failures} wrong passwords": account.failures > 0,
    }
    noted = ", ".join(note for note, holds in notes.items() if holds)
    return f"{member.name:<20} {member.role:<11} {member.shown}{f' ({noted})' if noted else ''}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.gateway users", description="The accounts of the hotline desk."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("add", help="make an account and print its one-time password")
    add.add_argument("name", help="what one signs in with: a-z, 0-9, . _ -")
    add.add_argument("--role", choices=ROLES, required=True)
    add.add_argument("--shown", help="what customers and colleagues read (the name)")
    reset = commands.add_parser("reset", help="give a new one-time password")
    reset.add_argument("name")
    for command in (add, reset):
        command.add_argument(
            "--password-stdin", action="store_true", help="read the password, print none"
        )
    commands.add_parser("list", help="all accounts")
    commands.add_parser("disable", help="let nobody in with it").add_argument("name")
    commands.add_parser("enable", help="let in again, also after wrong passwords").add_argument(
        "name"
    )
    role = commands.add_parser("role", help="give another role")
    role.add_argument("name")
    role.add_argument("role", choices=ROLES)
    return parser
