"""Passwords: which are good enough, and how they are kept."""

import asyncio
import re
import secrets
import unicodedata
from base64 import b64encode
from pathlib import Path
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 10, 200
_FEWEST_DIFFERENT = 5
_RUN, _LOOSE = 3, 4
_COMMON = Path(__file__).with_name("common_passwords.txt")
_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
# No character that is read as another one: 0 and o, 1 and l and i.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"

Fault = Literal["short", "long", "name", "simple", "common"]


class Passwords:
    """Hashes with argon2id as RFC 9106, 4 advises where memory is scarce (64 MiB, 3 passes).

    Two at a time, each in a thread: a rush of sign-ins takes neither the memory nor the event loop.
    """

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._turn = asyncio.Semaphore(2)

    async def hash(self, password: str) -> str:
        """What to keep of it."""
        async with self._turn:
            return await asyncio.to_thread(self._hasher.hash, _normal(password))

    async def verify(self, kept: str | None, password: str) -> bool:
        """Whether it is the one that was kept; None takes the same work and is never right."""
        async with self._turn:
            return await asyncio.to_thread(self._matches, kept or self._nobodys(), password)

    def _matches(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, _normal(password))
        except (VerificationError, InvalidHashError):
            return False

    def _nobodys(self) -> str:
        """A hash with the usual costs that no password has."""
        it = self._hasher
        salt, digest = (
            b64encode(secrets.token_bytes(n)).decode("ascii").rstrip("=")
            for n in (it.salt_len, it.hash_len)
        )
        costs = f"m={it.memory_cost},t={it.time_cost},p={it.parallelism}"
        return f"$argon2id$v=19${costs}${salt}${digest}"


def one_time() -> str:
    """A random password to hand over, with 59 bits; easy to read aloud."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def fault(password: str, name: str) -> Fault | None:
    """Why ``name`` may not choose this password; None: it is good."""
    plain = _normal(password).casefold()
    if len(plain) < SHORTEST:
        return "short"
    if len(plain) > LONGEST:
        return "long"
    if name.casefold() in plain and len(plain) - len(name) < SHORTEST:
        return "name"
    if len(set(plain)) < _FEWEST_DIFFERENT or _is_run(plain):
        return "simple"
    return "common" if _is_common(plain) else None


def _normal(password: str) -> str:
    """The same password from every keyboard (NIST SP 800-63B, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


def _is_run(plain: str) -> bool:
    """Whether it hardly does more than walk along rows of the keyboard, or say itself again."""
    at = loose = 0
    while at < len(plain):
        step = max(_common_start(plain[at:], row) for row in _runs())
        loose += 0 if step >= _RUN else max(step, 1)
        at += max(step, 1)
    again = any(
        plain == (plain[:n] * len(plain))[: len(plain)] for n in range(1, len(plain) // 2 + 1)
    )
    return loose < _LOOSE or again


def _runs() -> list[str]:
    doubled = [row + row for row in _ROWS]
    return doubled + [row[::-1] for row in doubled]


def _common_start(text: str, row: str) -> int:
    """How many characters of ``text`` from its start stand in ``row`` one after the other."""
    length = 0
    while length < len(text) and text[: length + 1] in row:
        length += 1
    return length


def _is_common(plain: str) -> bool:
    """Whether it is on the list, also with figures and signs before or behind."""
    listed = set(_COMMON.read_text(encoding="utf-8").split())
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
    return plain in listed or core in listed
