"""Which of the places named a message is about."""

import pytest

from bot.nlu.cities import find_cities, province_or_tier
from bot.nlu.tiers import find_tiers


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("不是广州，是江门", ["江门"]),
        ("我们不在广州，在湛江", ["湛江"]),
        ("是不是广州的企业都行", ["广州"]),
        ("跟广州一样吗", ["广州"]),
    ],
)
def test_a_place_ruled_out_is_left_out(text: str, cities: list[str]) -> None:
    assert [city.name for city in find_cities(text)] == cities


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("从深圳搬到广州", [("深圳", True), ("广州", False)]),
        ("我们原来在上海，想搬到江门", [("上海", True), ("江门", False)]),
        ("佛山的公司迁到湛江", [("佛山", True), ("湛江", False)]),
        ("长沙的小巨人企业，明年把总部迁到广州", [("长沙", True), ("广州", False)]),
        ("moving from Shenzhen to Guangzhou, relocation award", [("深圳", True), ("广州", False)]),
        ("a firm relocating from Foshan to Guangzhou", [("佛山", True), ("广州", False)]),
        ("迁入广州", [("广州", False)]),
        ("搬到广州奖多少", [("广州", False)]),
        ("广州、湛江、江门哪个多", [("广州", False), ("湛江", False), ("江门", False)]),
        ("从广州的政策看，湛江有没有", [("广州", False), ("湛江", False)]),
    ],
)
def test_the_place_that_a_firm_leaves_is_marked(text: str, marked: list[tuple[str, bool]]) -> None:
    assert [(city.name, city.origin) for city in find_cities(text)] == marked


@pytest.mark.parametrize(
    ("text", "cities", "tiers"),
    [
        ("江门的企业拿到广东省专精特新称号", ["江门"], ["provincial"]),
        ("我们是广东省专精特新企业", [], ["provincial"]),
        ("广东省专精特新企业政策有哪些", ["广东"], []),
        ("广东对省级专精特新有什么支持", ["广东"], ["provincial"]),
        ("省里专精特新的指导意见还算数吗", ["广东"], []),
        ("广东省创新型中小企业有补贴吗", ["广东"], ["innovative"]),
    ],
)
def test_the_province_in_the_name_of_a_title_counts_once(
    text: str, cities: list[str], tiers: list[str]
) -> None:
    found = province_or_tier(text, find_cities(text), find_tiers(text))
    assert [city.name for city in found[0]] == cities
    assert [tier.tier for tier in found[1]] == tiers


def test_where_a_car_is_registered_is_no_place_in_question() -> None:
    assert [city.name for city in find_cities("广州的公司，三台湖南牌小车，江西牌照的奔驰")] == [
        "广州"
    ]
