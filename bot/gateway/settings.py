"""What the gateway is told from outside."""

import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from actions.subsidy import sheets
from policy_index.files import create_whole

ROOT = Path(__file__).resolve().parents[2]
STATE = ROOT / ".state"
MIN_SECRET = 16

TEXT_LIMIT = 1_000  # characters in one message
BODY_LIMIT = 64 * 1024  # bytes in one request; leaves room to count an over-long message


class SettingsError(Exception):
    """A setting that cannot be used; the message is one line for the operator."""


@dataclass(frozen=True)
class Settings:
    """``rasa_url`` has no trailing slash; times are in seconds; ``sheets`` is their folder."""

    rasa_url: str
    action_health_url: str
    secret: str
    reply_timeout: float = 30.0
    health_timeout: float = 3.0
    sheets: Path = field(default_factory=sheets.folder)

    def __post_init__(self) -> None:
        for address in (self.rasa_url, self.action_health_url):
            if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", address):
                raise SettingsError(f"{address!r} is no address, needs http://host:port")


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
