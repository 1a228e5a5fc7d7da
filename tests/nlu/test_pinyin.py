"""Key terms in pinyin become Chinese before anything else is understood of a message."""

import re

import pytest
from pypinyin import lazy_pinyin

from bot.nlu.cities import find_cities
from bot.nlu.tiers import find_tiers
from bot.nlu.topics import find_topics
from policy_index.pinyin import PINYIN
from policy_index.strict_yaml import read_yaml
from policy_index.text import align, normalize
from policy_index.tokens import words


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("guangzhou xiaojuren jiangli duoshao", "广州小巨人奖励多少"),
        ("500wan de shangshi feiyong", "500万 de 上市 feiyong"),
        ("guangzhouxiaojurenjiangliduoshao", "广州小巨人奖励多少"),
        ("zhuan jing te xin", "专精特新"),
        ("Zhan Jiang SHUZIHUA bu tie", "湛江数字化补贴"),
        ("广州 shangshi 能补多少", "广州 上市 能补多少"),
        ("jiangmen tiexi?", "江门贴息?"),
        ("xin'hui qianru", "新会区迁入"),
        ("zhuan rengong", "转人工"),
        ("xie xie", "谢谢"),
        ("daikuan 500万", "贷款 500万"),
    ],
)
def test_key_terms_in_pinyin_become_chinese(written: str, meant: str) -> None:
    assert normalize(written) == meant


@pytest.mark.parametrize(
    "other",
    [
        "women in business, you may renew here",
        "he shan't apply; she wants a loan guarantee",
        "digital renovation of a small firm",
        "www.jiangmen.gov.cn/zhengce",
        "zhengce@example.com",
        "butie.pdf",
        "guangzhou_2022",
        "xiaojuren2",
        "a-shangshi-b",
        "MES ERP SaaS IPO LPR",
    ],
)
def test_english_words_addresses_and_codes_stay_as_they_are(other: str) -> None:
    assert normalize(other) == other


def test_a_place_a_tier_and_a_topic_are_found_in_pinyin() -> None:
    text = normalize("zhanjiang xiaojuren shuzihua butie")
    assert [city.name for city in find_cities(text)] == ["湛江"]
    assert [tier.tier for tier in find_tiers(text)] == ["little_giant"]
    assert [topic.topic for topic in find_topics(text)] == ["数字化"]


def test_the_search_looks_for_the_chinese_words() -> None:
    assert words(normalize("daikuan tiexi")) == words("贷款贴息")


def test_each_term_leads_back_to_its_letters() -> None:
    written = "wen: guang zhou  xiaojuren"
    aligned = align(written)
    start = aligned.text.index("小")
    assert written[slice(*aligned.original_span(start, start + 3))] == "xiaojuren"


def test_the_list_has_terms_of_two_syllables_or_more_as_they_are_pronounced() -> None:
    for syllables, term in read_yaml(PINYIN).items():
        assert re.fullmatch("[a-z]+( [a-z]+)+", syllables)
        pronounced = lazy_pinyin(term)
        assert syllables.split() in (pronounced, pronounced[:-1], *_EXCEPTIONS.get(term, []))


_EXCEPTIONS = {
    "花都区": [["hua", "du"], ["hua", "du", "qu"]],
    "重来": [["chong", "lai"]],
    "重置": [["chong", "zhi"]],
}
"""Where pypinyin takes another reading of a character."""
