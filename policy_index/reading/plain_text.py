"""Plain text: the characters as they are, so that offsets count in the text as decoded."""

import re

from policy_index.reading.encodings import Decoded
from policy_index.reading.reading import LeftOut, Reading

# Line ends of other systems; the rest of the C0 and C1 controls print nothing.
_LINE_ENDS = "\x0b\x1c\x1d\x1e\x85\u2028\u2029"
_CONTROLS = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
_HARMLESS = str.maketrans(
    {char: " " for char in _CONTROLS if char not in "\t\n\r\f"} | {char: "\n" for char in _LINE_ENDS}
)


def read_plain_text(decoded: Decoded) -> Reading:
    """Each control character gives way to one blank or one newline: no offset moves."""
    text = decoded.text.translate(_HARMLESS)
    left_out = []
    controls = sum(
        before != after for before, after in zip(decoded.text, text, strict=True)
    )
    if controls:
        left_out.append(LeftOut("control characters", f"{controls}"))
    if decoded.damaged:
        left_out.append(LeftOut("damaged bytes", f"{decoded.damaged}"))
    return Reading(text, "txt", tuple(left_out))
