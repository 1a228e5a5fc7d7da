"""What a user typed, made safe to hand on."""

import re
import unicodedata

# Control, format (bidi overrides, zero width) and surrogate characters carry no words.
_UNWANTED = {"Cc", "Cf", "Cs"}
# Rasa strips a message and takes a leading slash for a command that skips understanding.
_COMMAND_PREFIX = re.compile(r"^[\s/]+")


def clean(text: str) -> str:
    """The words of ``text``: no control characters, no command prefix, line breaks kept."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = (c for c in lines if c == "\n" or unicodedata.category(c) not in _UNWANTED)
    return _COMMAND_PREFIX.sub("", "".join(kept)).rstrip()
