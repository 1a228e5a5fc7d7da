"""From bytes to characters."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_index.reading.encodings import decode

SENTENCES = [
    "为促进中小企业高质量发展，对新认定的国家级专精特新“小巨人”企业给予100万元一次性奖励。",
    "（一）贷款贴息。按照不超过同期LPR的50%给予贴息，单个企业每年最高不超过30万元。",
    "各县（市、区）人民政府，市直各有关单位：现印发给你们，请认真贯彻执行。",
    "本办法自2024年1月1日起施行，有效期5年，由市工业和信息化局负责解释。",
]
TRADITIONAL = [
    "為促進中小企業高質量發展，對新認定的企業給予一次性獎勵一百萬元。",
    "各區議會、政府各部門：現印發給你們，請認真貫徹執行，並及時報告有關情況。",
]
documents = st.lists(st.sampled_from(SENTENCES), min_size=1).map("\r\n　　".join)


@given(documents, st.sampled_from(["utf-8", "utf-8-sig", "gb2312", "gbk", "gb18030"]))
def test_chinese_text_comes_back_from_every_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@given(st.lists(st.sampled_from(TRADITIONAL), min_size=1).map("\n".join))
def test_traditional_text_comes_back_from_big5(text: str) -> None:
    assert decode(text.encode("big5")).text == text


@given(documents, st.sampled_from(["utf-16-le", "utf-16-be"]), st.booleans())
def test_wide_characters_come_back_with_and_without_a_mark(
    text: str, encoding: str, marked: bool
) -> None:
    mark = codecs.BOM_UTF16_LE if encoding == "utf-16-le" else codecs.BOM_UTF16_BE
    content = (mark if marked else b"") + ("第一条\n" + text + "\n" * 20).encode(encoding)
    assert decode(content).text == "第一条\n" + text + "\n" * 20


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\ufeff")))
def test_what_is_utf8_is_read_as_utf8(text: str) -> None:
    assert decode(text.encode("utf-8")).text == text


@pytest.mark.parametrize("text", ["镕基", "〇二三年", "①②", "㎡ ‰", "€5", "龘靐"])
def test_rare_characters_of_gb18030_do_not_mislead(text: str) -> None:
    whole = SENTENCES[0] + text + SENTENCES[1]
    assert decode(whole.encode("gb18030")).text == whole


def test_damage_is_counted_and_does_not_change_the_encoding() -> None:
    content = "\n".join(SENTENCES).encode("gb18030")
    decoded = decode(content[:40] + b"\xff" + content[40:])
    assert decoded.encoding == "gb18030"
    assert decoded.damaged == 1
    assert "小巨人" in decoded.text


def test_a_character_cut_off_at_the_end_spoils_nothing() -> None:
    decoded = decode("\n".join(SENTENCES).encode("utf-8")[:-1])
    assert decoded.encoding == "utf-8"
    assert decoded.text.startswith(SENTENCES[0])


def test_nothing_is_text() -> None:
    assert decode(b"").text == ""
