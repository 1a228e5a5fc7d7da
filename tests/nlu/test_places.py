"""Places: cities, their districts, other names; and what only looks like one."""

import pytest

from policy_index.places import find_places, places
from policy_index.text import normalize


def named(text: str) -> list[str]:
    return [mention.name for mention in find_places(normalize(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("深圳的专精特新奖励是多少？跟广州一样吗", ["深圳", "广州"]),
        ("省级专精特新，广州、湛江、江门边个给得最多？", ["广州", "湛江", "江门"]),
        ("我們喺廣州", ["广州"]),
        ("羊城和鹏城", ["广州", "深圳"]),
        ("穗府办规〔2022〕4号", ["广州"]),
        ("五邑地区", ["江门"]),
        ("Guangzhou or jiangmen or ZHANJIANG", ["广州", "江门", "湛江"]),
        ("a non-Guangzhou plate", ["广州"]),
        ("省里那份指导意见", ["广东"]),
        ("全省都有吗", ["广东"]),
        ("省指导意见", ["广东"]),
        ("the provincial guidance", ["广东"]),
        ("惠州企业", ["惠州"]),
        ("北京、上海、杭州", ["北京", "上海", "杭州"]),
        ("上海南边", ["上海"]),
        ("贷款要找湛江银行吗，湛江银行有没有专属服务", ["湛江", "湛江"]),
    ],
)
def test_places_are_found_by_all_their_names(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "city", "district"),
    [
        ("公司在黄埔", "广州", "黄埔区"),
        ("南沙区", "广州", "南沙区"),
        ("番禺的厂", "广州", "番禺区"),
        ("从化厂区", "广州", "从化区"),
        ("蓬江", "江门", "蓬江区"),
        ("新会的企业", "江门", "新会区"),
        ("台山市", "江门", "台山市"),
        ("开平", "江门", "开平市"),
        ("赤坎", "湛江", "赤坎区"),
        ("徐闻", "湛江", "徐闻县"),
        ("遂溪县", "湛江", "遂溪县"),
        ("廉江", "湛江", "廉江市"),
        ("松山湖", "东莞", "松山湖"),
        ("南山区", "深圳", "南山区"),
    ],
)
def test_a_district_tells_its_city(text: str, city: str, district: str) -> None:
    [mention] = find_places(text)
    assert (mention.name, mention.district) == (city, district)


def test_a_loan_of_banks_in_a_city_names_the_city() -> None:
    assert [mention.name for mention in find_places("广州银行贷款有贴息吗")] == ["广州"]


@pytest.mark.parametrize("text", ["广州黄埔", "广州市黄埔区", "广州市 黄埔区", "广州的黄埔"])
def test_a_city_with_its_district_is_one_mention(text: str) -> None:
    [mention] = find_places(text)
    assert (mention.name, mention.district) == ("广州", "黄埔区")
    assert text[mention.start : mention.end] == text


def test_two_districts_are_two_mentions() -> None:
    assert [mention.district for mention in find_places("黄埔和南沙")] == ["黄埔区", "南沙区"]


@pytest.mark.parametrize(
    "text",
    [
        "和中山大学合作",
        "孙中山",
        "北京证券交易所",
        "广州期货",
        "在广州银行贷了款",
        "上海银行的贷款",
        "广东话",
        "广东股权交易中心",
        "新会计准则",
        "高要求",
        "从化学品",
        "新增城市",
        "战略性新兴产业",
        "优惠东西",
        "光明的前途",
        "云安全",
        "完成都要多久",
        "扩大连锁",
        "东西安排",
        "省级",
        "省里认定的专精特新",
        "广东省级专精特新",
        "南山",
        "外省",
        "粤港澳大湾区",
        "麦穗",
        "香港上市",
        "去香港澳门发债",
        "我们省级专精特新",
    ],
)
def test_no_place_is_seen_where_there_is_none(text: str) -> None:
    assert named(text) == []


def test_all_cities_of_guangdong_are_known() -> None:
    pearl_delta = ["广州", "深圳", "珠海", "佛山", "惠州", "东莞", "中山", "江门", "肇庆"]
    coast = ["汕头", "汕尾", "阳江", "湛江", "茂名", "潮州", "揭阳"]
    inland = ["韶关", "河源", "梅州", "清远", "云浮"]
    cities = [*pearl_delta, *coast, *inland]
    assert len(cities) == 21
    for city in cities:
        assert named(f"{city}市的企业") == [city]
        assert places()[city].name == city


def test_no_spelling_means_two_places() -> None:
    spellings = [
        spelling.lower()
        for place in places().values()
        for spelling in {place.name, *place.aliases, *place.districts}
    ]
    assert sorted(spellings) == sorted(set(spellings))
