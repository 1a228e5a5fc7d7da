"""What a user typed, made safe to hand on and to keep."""

import re
import unicodedata

from bot.gateway.faults import Refused
from bot.gateway.masking import mask
from bot.gateway.settings import TEXT_LIMIT

# Control, format (bidi overrides, zero width) and surrogate characters carry no words.
_UNWANTED = {"Cc", "Cf", "Cs"}
# Rasa strips a message and takes a leading slash for a command that skips understanding.
_COMMAND_PREFIX = re.compile(r"^[\s/]+")


def question(text: str) -> str:
    """The words of ``text`` without personal numbers. Raises ``Refused`` if empty or too long."""
    cleaned = clean(text)
    if not cleaned:
        raise Refused("empty")
    if len(cleaned) > TEXT_LIMIT:
        raise Refused("too_long", count=f"{len(cleaned):,}", limit=f"{TEXT_LIMIT:,}")
    return mask(cleaned)


def clean(text: str) -> str:
    """The words of ``text``: no control characters, no command prefix, line breaks kept."""
    return _COMMAND_PREFIX.sub("", printable(text)).rstrip()


def printable(text: str) -> str:
    """``text`` without control characters; line breaks are kept."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in _UNWANTED)
