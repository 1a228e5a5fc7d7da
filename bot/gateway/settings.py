"""What the gateway is told from outside."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urljoin

from actions.subsidy import sheets
from bot.gateway.limits import Limits
from policy_index.files import create_whole
from policy_index.intake.impact import CASES

ROOT = Path(__file__).resolve().parents[2]
STATE = ROOT / ".state"
MIN_SECRET = 16

TEXT_LIMIT = 1_000  # characters in one message
BODY_LIMIT = 64 * 1024  # bytes in one request; leaves room to count an over-long message
RETENTION_DAYS = 180
AUDIT_DAYS = 3 * 365
DESK_HOURS = "Mon-Fri 09:00-12:00,14:00-17:30"
DESK_PATIENCE = timedelta(minutes=3)


class SettingsError(Exception):
    """A setting that cannot be used; the message is one line for the operator."""


@dataclass(frozen=True)
class Settings:
    """``rasa_url`` has no trailing slash; times are in seconds; ``sheets`` is their folder."""

    rasa_url: str
    action_health_url: str
    secret: str
    database: str = f"sqlite:///{STATE / 'gateway.db'}"
    retention_days: int = RETENTION_DAYS
    audit_days: int = AUDIT_DAYS
    origins: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    proxies: str | None = None
    desk_hours: str = DESK_HOURS
    desk_patience: timedelta = DESK_PATIENCE
    reply_timeout: float = 30.0
    health_timeout: float = 3.0
    sheets: Path = field(default_factory=sheets.folder)
    cases: Path = CASES
    action_secret: str | None = None

    @property
    def action_search_url(self) -> str:
        """Where the action server, whose health is asked for beside it, finds clauses."""
        return urljoin(self.action_health_url, "search")

    def __post_init__(self) -> None:
        for address in (self.rasa_url, self.action_health_url):
            if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", address):
                raise SettingsError(f"{address!r} is no address, needs http://host:port")
        for origin in self.origins:
            if not re.fullmatch(r"https?://[^\s/*]+", origin):
                raise SettingsError(f"GATEWAY_ORIGINS: {origin!r} is none, needs https://host")


def database_address(environment: Mapping[str, str] = os.environ) -> str:
    """``GATEWAY_DATABASE``, or the SQLite file in the state folder."""
    return environment.get("GATEWAY_DATABASE") or Settings.database


def retention_days(environment: Mapping[str, str] = os.environ) -> int:
    """``GATEWAY_RETENTION_DAYS``: how long what was said is kept. Raises ``SettingsError``."""
    return _number(environment, "GATEWAY_RETENTION_DAYS", RETENTION_DAYS)


def audit_days(environment: Mapping[str, str] = os.environ) -> int:
    """``GATEWAY_AUDIT_DAYS``: how long the record of the desk is kept. Raises ``SettingsError``."""
    return _number(environment, "GATEWAY_AUDIT_DAYS", AUDIT_DAYS)


def allowed_origins(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """``GATEWAY_ORIGINS``: other sites whose pages may talk to the gateway, by comma."""
    given = environment.get("GATEWAY_ORIGINS", "").split(",")
    return tuple(origin.strip().rstrip("/") for origin in given if origin.strip())


def limits(environment: Mapping[str, str] = os.environ) -> Limits:
    """``GATEWAY_SESSION_RATE``, ``GATEWAY_ADDRESS_RATE`` (messages a minute),
    ``GATEWAY_SESSION_READ_RATE``, ``GATEWAY_READ_RATE`` (reads a minute) and
    ``GATEWAY_ADDRESS_SOCKETS``. Raises ``SettingsError``."""
    default = Limits()
    return Limits(
        session_rate=_number(environment, "GATEWAY_SESSION_RATE", default.session_rate),
        address_rate=_number(environment, "GATEWAY_ADDRESS_RATE", default.address_rate),
        session_read_rate=_number(
            environment, "GATEWAY_SESSION_READ_RATE", default.session_read_rate
        ),
        read_rate=_number(environment, "GATEWAY_READ_RATE", default.read_rate),
        address_sockets=_number(environment, "GATEWAY_ADDRESS_SOCKETS", default.address_sockets),
    )


def cases_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """``GATEWAY_CASES``: the folder of the regression cases, to tell what they cover."""
    return Path(environment.get("GATEWAY_CASES") or CASES)


def trusted_proxies(environment: Mapping[str, str] = os.environ) -> str | None:
    """``GATEWAY_PROXIES``: the addresses whose X-Forwarded-For is believed; None: nobody's."""
    return environment.get("GATEWAY_PROXIES") or None


def desk_hours(environment: Mapping[str, str] = os.environ) -> str:
    """``GATEWAY_DESK_HOURS``: when people of the staff can be had, in China's time."""
    return environment.get("GATEWAY_DESK_HOURS") or DESK_HOURS


def desk_patience(environment: Mapping[str, str] = os.environ) -> timedelta:
    """``GATEWAY_DESK_PATIENCE``: how many minutes a chat waits for an owner who is gone. Raises
    ``SettingsError``."""
    default = int(DESK_PATIENCE / timedelta(minutes=1))
    return timedelta(minutes=_number(environment, "GATEWAY_DESK_PATIENCE", default))


def _number(environment: Mapping[str, str], name: str, default: int) -> int:
    given = environment.get(name) or str(default)
    if not re.fullmatch(r"[1-9]\d{0,6}", given, re.ASCII):
        raise SettingsError(f"{name} is {given!r}, needs a whole number above 0")
    return int(given)


def session_secret(state: Path = STATE) -> str:
    """``POLICY_BOT_SECRET``, or a random secret kept in the state folder for its owner alone.

    Raises ``SettingsError`` if it is too short to be safe or cannot be kept.
    """
    secret = os.environ.get("POLICY_BOT_SECRET") or _kept_secret(state / "session-secret")
    if len(secret) < MIN_SECRET:
        raise SettingsError(
            f"the session secret has {len(secret)} characters, needs at least {MIN_SECRET}: set "
            f"POLICY_BOT_SECRET or remove {state / 'session-secret'}"
        )
    return secret


def _kept_secret(path: Path) -> str:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            # If another gateway is first, its secret is as good.
            create_whole(path, secrets.token_urlsafe(32))
        return path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"cannot keep the session secret in {path}: {error}") from error
