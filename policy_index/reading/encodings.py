"""From bytes to characters: the encodings that Chinese documents come in.

A byte order mark decides; then UTF-8, which other encodings pass for only by a rare accident; then
the reading in which most characters are ones that people use. GB18030 takes in GB2312 and GBK,
Big5-HKSCS takes in Big5.
"""

import codecs
from dataclasses import dataclass

REPLACEMENT = "\ufffd"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-16-le", "utf-16-be")
_NARROW = ("gb18030", "big5hkscs", "utf-8")
_SAMPLE = 5_000  # characters are enough to know an encoding by
# The national standards put the characters of daily use first: GB 2312 up to row 55 (lead byte
# D7), Big5 up to lead byte C6; symbols and punctuation stand before them.
_DAILY = {"gb18030": ("gb2312", 0xD7), "big5hkscs": ("big5", 0xC6)}


@dataclass(frozen=True)
class Decoded:
    """``damaged`` counts the places where the bytes were no character of the encoding."""

    text: str
    encoding: str
    damaged: int


def decode(content: bytes) -> Decoded:
    """The text of a file, without its byte order mark; never fails, counts the damage instead."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding)
    # Latin letters in wide characters are UTF-8 too, each with a zero beside it.
    if content.count(0) <= len(content) / 10:
        try:
            return Decoded(content.decode("utf-8"), "utf-8", 0)
        except UnicodeDecodeError:
            pass
    candidates = [_decoded(content, each) for each in (*_WIDE * (b"\0" in content), *_NARROW)]
    return max(candidates, key=_plausibility)


def _decoded(content: bytes, encoding: str) -> Decoded:
    text = content.decode(encoding, errors="replace")
    return Decoded(text, encoding, text.count(REPLACEMENT))


def _plausibility(decoded: Decoded) -> float:
    """The share of characters in daily use among those that are not ASCII (1.0 if none is)."""
    foreign = [char for char in decoded.text if char > "\x7f" or char == "\0"]
    sample = foreign[:: len(foreign) // _SAMPLE + 1]
    if not sample:
        return 1.0
    standards = _DAILY.get(decoded.encoding)
    known = [standards] if standards else list(_DAILY.values())
    daily = sum(any(_in_daily_use(char, *standard) for standard in known) for char in sample)
    return daily / len(sample)


def _in_daily_use(char: str, standard: str, last_lead_byte: int) -> bool:
    try:
        encoded = char.encode(standard)
    except UnicodeEncodeError:
        return False
    return len(encoded) == 2 and encoded[0] <= last_lead_byte
