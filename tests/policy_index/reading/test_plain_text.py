"""Plain text keeps its characters, and with them the offsets that count in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_index.reading.encodings import decode
from policy_index.reading.plain_text import read_plain_text
from policy_index.reading.reading import LeftOut, Reading
from policy_index.reading.unreadable import Unreadable


def read(text: str) -> Reading:
    return read_plain_text(decode(text.encode("utf-8")))


@pytest.mark.parametrize(
    "text", ["一、甲\r\n\r\n　　二、乙\r\n", "第一条\xa0总则\t1\f第二条", "甲\u200b乙"]
)
def test_line_ends_blanks_and_page_breaks_stay_as_they_are(text: str) -> None:
    assert read(text) == Reading(text, "txt")


def test_control_characters_become_blanks_and_odd_line_ends_newlines() -> None:
    text = "为促进中小企业高质量发展，根据有关规定，制定本办法。" * 4
    reading = read(f"甲\x0b乙\x07丙\u2028{text}\x1a")
    assert reading.text == f"甲\n乙 丙\n{text} "
    assert reading.left_out == (LeftOut("control characters", "4"),)


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\ufeff")))
def test_no_offset_moves(text: str) -> None:
    padded = text + "\n" * 30 * len(text)
    assert len(read(padded).text) == len(padded)


def test_what_is_mostly_no_text_is_refused() -> None:
    with pytest.raises(Unreadable, match="neither text nor a web page"):
        read_plain_text(decode(bytes(range(256)) * 40))
