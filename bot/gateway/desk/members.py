"""Who works at the desk, and as what."""

from dataclasses import dataclass
from typing import Literal, get_args

Role = Literal["agent", "supervisor", "officer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)


@dataclass(frozen=True)
class Member:
    """``name`` signs in, ``shown`` is what customers and colleagues read."""

    name: str
    shown: str
    role: Role
