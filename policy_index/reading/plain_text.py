"""Plain text: the characters as they are, so that offsets count in the text as decoded."""

from policy_index.reading.encodings import Decoded
from policy_index.reading.reading import LeftOut, Reading
from policy_index.reading.unreadable import Unreadable

# Line ends of other systems; the rest of the control characters print nothing.
_LINE_ENDS = "\x0b\x1c\x1d\x1e\x85\u2028\u2029"
_CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
_HARMLESS = str.maketrans(
    {char: " " for char in _CONTROLS if char not in "\t\n\r\f"} | dict.fromkeys(_LINE_ENDS, "\n")
)
_DAMAGED_AT_MOST = 0.05  # of the characters, in what is still called text


def read_plain_text(decoded: Decoded) -> Reading:
    """Each control character gives way to one blank or one newline, so that no offset moves.

    Raises Unreadable if too much of it is no text.
    """
    text = decoded.text.translate(_HARMLESS)
    controls = sum(map(str.__ne__, decoded.text, text))
    if controls + decoded.damaged > _DAMAGED_AT_MOST * len(text):
        raise Unreadable(
            "is neither text nor a web page, a Word document or a PDF: save it as one of these"
        )
    left_out = (LeftOut("control characters", str(controls)),) if controls else ()
    return Reading(text, "txt", (*left_out, *damage_of(decoded)))


def damage_of(decoded: Decoded) -> tuple[LeftOut, ...]:
    """How many bytes were no characters; the text has a replacement character for each."""
    return (LeftOut("damaged bytes", str(decoded.damaged)),) if decoded.damaged else ()
