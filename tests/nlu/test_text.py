"""Spelling: what people write becomes what the policies write, and the way back is exact."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_index.strict_yaml import read_yaml
from policy_index.text import WORDING, align, normalize

CHARACTERS = st.text(
    st.sampled_from(
        "我哋喺廣州啱啱攞到省級專精特新有冇幾多錢１，８００万％é\u0301\u200b ②…係關劵商轉A"
    )
    | st.characters(),
    max_size=40,
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (
            "我哋喺廣州啱啱攞到省級專精特新，有幾多錢攞呀？",
            "我们在广州刚刚拿到省级专精特新,有多少钱拿呀?",
        ),
        ("湛江園區引到外地企業落嚟，有冇獎？", "湛江园区引到外地企业下来,有没有奖?"),
        ("邊度有服務機構幫手", "哪里有服务机构帮忙"),
        ("江門可唔可以幾間公司夾份投地", "江门可不可以几间公司联合竞买土地"),
        ("呢個係咪關係到我哋嘅數字化系統", "这个是不是关系到我们的数字化系统"),
        ("而家點樣申請，乜嘢時候畀錢", "现在怎样申请,什么时候给钱"),
        ("佢嗰間公司咁細，唔夠格", "他那间公司这么细,不够格"),
        ("三百萬蚊", "三百万元"),
    ],
)
def test_cantonese_in_traditional_characters_becomes_mandarin(written: str, meant: str) -> None:
    assert normalize(written) == meant


@pytest.mark.parametrize(
    "ordinary",
    [
        "试点计划重点解决难点",
        "早点申请",
        "旁边个人",
        "仲裁",
        "仲恺高新区",
        "认定系统",
        "如果系统打通",
        "繁荣资本市场",
        "城市场馆",
        "使用第三方服务",
        "会计改革",
        "一旦保证",
        "推广周期",
        "资源区",
        "特新专精",
        "高新专精特新企业",
    ],
)
def test_ordinary_words_are_left_alone(ordinary: str) -> None:
    assert normalize(ordinary) == ordinary


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("湛江小聚人认定补帖", "湛江小巨人认定补贴"),
        ("江门金钟子", "江门金种子"),
        ("荣资服务", "融资服务"),
        ("劵商", "券商"),
        ("转精特新", "专精特新"),
        ("专精特薪", "专精特新"),
        ("专京特心", "专精特新"),
        ("专特精新", "专精特新"),
        ("贷款贴希", "贷款贴息"),
        ("技该", "技改"),
        ("数子化", "数字化"),
        ("ZJTX", "专精特新"),
        ("广洲", "广州"),
    ],
)
def test_misspellings_of_key_terms_are_mended(written: str, meant: str) -> None:
    assert normalize(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [("５６０万", "560万"), ("1，800万", "1,800万"), ("３０％", "30%"), ("广\u200b州", "广州")],
)
def test_widths_are_unified_and_invisible_characters_dropped(written: str, meant: str) -> None:
    assert normalize(written) == meant


def test_half_of_a_surrogate_pair_is_replaced() -> None:
    assert normalize("\ud800广州") == "\ufffd广州"


def test_two_of_four_characters_of_the_name_must_be_right() -> None:
    assert normalize("转京特心") == "转京特心"


def test_words_of_the_policies_stay_as_they_are() -> None:
    sentence = "支持专精特新中小企业采用新技术、新工艺;支持购置研发设备、软件;地方金融监管局负责。"
    assert normalize(sentence) == sentence


def test_a_shorter_spelling_maps_to_the_whole_of_what_was_written() -> None:
    aligned = align("有冇獎")
    assert aligned.text == "有没有奖"
    start = aligned.text.index("没有")
    assert aligned.original_span(start, start + 2) == (0, 2)
    assert aligned.original_span(3, 4) == (2, 3)


def test_an_empty_range_stays_empty() -> None:
    aligned = align("广州")
    assert aligned.original_span(1, 1) == (1, 1)
    assert aligned.original_span(2, 2) == (2, 2)
    assert align("").original_span(0, 0) == (0, 0)


@given(CHARACTERS)
def test_there_is_one_span_for_each_character_in_order(text: str) -> None:
    aligned = align(text)
    assert len(aligned.spans) == len(aligned.text)
    for (start, end), (next_start, next_end) in zip(aligned.spans, aligned.spans[1:], strict=False):
        assert start <= next_start
        assert end <= next_end
    assert all(0 <= start < end <= len(text) for start, end in aligned.spans)


@given(CHARACTERS)
def test_every_visible_character_is_covered(text: str) -> None:
    covered = {place for span in align(text).spans for place in range(*span)}
    missed = [text[place] for place in range(len(text)) if place not in covered]
    assert all(unicodedata.category(character) == "Cf" for character in missed)


@given(CHARACTERS, CHARACTERS, st.sampled_from(["廣州", "小聚人", "５６０万", "專精特新"]))
def test_a_word_found_leads_back_to_how_it_was_written(before: str, after: str, word: str) -> None:
    text = f"{before}。{word}。{after}"
    aligned = align(text)
    place = len(before) + 1
    first = aligned.spans.index((place, place + 1))
    found = aligned.original_span(first, first + len(normalize(word)))
    assert text[slice(*found)] == word


def test_no_mended_word_holds_a_misspelling() -> None:
    data = read_yaml(WORDING)
    for meant in [*data["typos"], *data["cantonese"].values()]:
        assert normalize(meant) == meant


def test_misspellings_stand_once() -> None:
    wrong = [each for words in read_yaml(WORDING)["typos"].values() for each in words]
    assert sorted(wrong) == sorted(set(wrong))
