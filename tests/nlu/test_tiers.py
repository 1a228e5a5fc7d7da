"""Tiers: all their names, classes of them, and what only sounds like one."""

import pytest

from bot.nlu.tiers import find_tiers
from policy_index.text import normalize


def tiers(text: str) -> list[str]:
    return [mention.tier for mention in find_tiers(normalize(text))]


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("国家级专精特新“小巨人”企业", "little_giant"),
        ("国家级「專精特新」小巨人", "little_giant"),
        ("国家级“专精特新”", "little_giant"),
        ("小巨人", "little_giant"),
        ("小聚人", "little_giant"),
        ("重点“小巨人”", "little_giant"),
        ("国家级", "little_giant"),
        ("little giant", "little_giant"),
        ("省级专精特新", "provincial"),
        ("省級專精特新", "provincial"),
        ("省专精特新", "provincial"),
        ("省专", "provincial"),
        ("换成省级呢", "provincial"),
        ("省里认定的专精特新", "provincial"),
        ("provincial-level firm", "provincial"),
        ("市级专精特新", "municipal"),
        ("广州市级", "municipal"),
        ("市专", "municipal"),
        ("是市里认定的专精特新", "municipal"),
        ("评上了省里那个专精特新", "provincial"),
        ("市里刚批了专精特新", "municipal"),
        ("省里头给了专精特新牌子", "provincial"),
        ("创新型中小企业", "innovative"),
        ("创新性中小企业", "innovative"),
        ("省级创新型", "innovative"),
        ("金种子", "gold_seed"),
        ("金钟子企业", "gold_seed"),
    ],
)
def test_each_tier_by_its_names(text: str, tier: str) -> None:
    assert tiers(text) == [tier]


def test_the_longest_name_covers_its_quotes() -> None:
    text = "我们是国家级专精特新“小巨人”企业"
    [mention] = find_tiers(text)
    assert text[mention.start : mention.end] == "国家级专精特新“小巨人"


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("省级以上“专精特新”中小企业", ["provincial", "little_giant"]),
        ("市级以上", ["municipal", "provincial", "little_giant"]),
        ("国家、省、市级", ["little_giant", "provincial", "municipal"]),
        ("国家级、省级“专精特新”中小企业", ["little_giant", "provincial"]),
        ("国家级和省级", ["little_giant", "provincial"]),
        ("省市级专精特新", ["provincial", "municipal"]),
    ],
)
def test_a_class_gives_each_of_its_tiers_over_the_same_words(text: str, members: list[str]) -> None:
    found = find_tiers(text)
    assert [mention.tier for mention in found] == members
    assert len({(mention.start, mention.end) for mention in found}) == 1


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("小巨人或者省级", ["little_giant", "provincial"]),
        ("省级专精特新、市级专精特新", ["provincial", "municipal"]),
        # There is no such tier, so both are given and neither is chosen.
        ("省级小巨人", ["provincial", "little_giant"]),
    ],
)
def test_several_names_give_several_tiers(text: str, named: list[str]) -> None:
    assert tiers(text) == named


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("不是小巨人，是省级", ["provincial"]),
        ("我们不是市级而是省级", ["provincial"]),
        ("还没评上小巨人，只是省级", ["provincial"]),
        ("没有拿到小巨人", []),
        ("不是国家级的小巨人", []),
        ("并不是一家省级企业", []),
        ("we are not a little giant", []),
        ("从市级升到省级", ["provincial"]),
        ("从省级升为国家级小巨人", ["little_giant"]),
        ("把小巨人换成省级呢", ["provincial"]),
    ],
)
def test_a_tier_ruled_out_or_left_behind_is_not_given(text: str, left: list[str]) -> None:
    assert tiers(text) == left


@pytest.mark.parametrize("text", ["是不是小巨人都行", "有没有评上小巨人", "没有小巨人怎么办"])
def test_a_question_denies_nothing(text: str) -> None:
    assert tiers(text) == ["little_giant"]


@pytest.mark.parametrize(
    "text",
    [
        "专精特新",
        "全国专精特新",
        "省专项资金",
        "省专利奖",
        "市专家库",
        "省级技改资金",
        "市级再配多少",
        "国家级高新区",
        "国家级实验室",
        "省级以上产业园区",
        "城市级",
        "创新型人才",
        "国家和省资质",
        "the provincial government",
        "省里给专精特新什么支持",
        "湛江市评专精特新吗",
    ],
)
def test_other_things_of_a_level_are_no_tier(text: str) -> None:
    assert tiers(text) == []
