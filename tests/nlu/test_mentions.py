"""A message understood as a whole, with places in the words as they were written."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.mentions import find_entities

TODAY = date(2026, 11, 22)


def entities(text: str) -> list[dict[str, Any]]:
    return find_entities(text, TODAY)


def test_every_entity_points_at_the_words_as_written() -> None:
    text = "我哋喺廣州啱啱攞到省級專精特新，去年花咗５６０万上ERP，補３０％係咪？"
    written = {found["entity"]: text[found["start"] : found["end"]] for found in entities(text)}
    assert written == {
        "city": "廣州",
        "tier": "省級專精特新",
        "date": "去年",
        "money": "５６０万",
        "topic": "ERP",
        "percent": "３０％",
    }


def test_values_are_canonical_strings() -> None:
    found = entities("广州黄埔的小巨人，2023年7月认定，数字化花了1.5亿，补30%，LPR是3.1%")
    assert [(each["entity"], each["value"], each.get("role")) for each in found] == [
        ("city", "广州", None),
        ("tier", "little_giant", None),
        ("date", "2023-07", "recognised_on"),
        ("topic", "数字化", None),
        ("money", "150000000", "digital_cost"),
        ("percent", "0.3", "claim"),
        ("topic", "贷款利率", None),
        ("percent", "0.031", "lpr"),
    ]
    assert found[0]["additional_info"] == {"district": "黄埔区"}


def test_what_qualifies_a_value_is_added() -> None:
    low, high, rough = (
        each.get("additional_info")
        for each in entities("软件300万到500万，设备八百多万")
        if each["entity"] == "money"
    )
    assert low == {"range": "low"}
    assert high == {"range": "high"}
    assert rough == {"approximate": True}
    origin = next(each for each in entities("从深圳搬到广州") if each["entity"] == "city")
    assert origin["additional_info"] == {"origin": True}


def test_small_talk_holds_nothing() -> None:
    assert entities("你好，88") == []
    assert entities("") == []


@given(
    st.text(
        st.sampled_from("廣州湛江省級小巨人５６０万2024年6月%三百五十亿元LPR上市技改不是。，")
        | st.characters()
    )
)
def test_no_text_breaks_it_and_every_place_is_inside(text: str) -> None:
    for found in entities(text):
        assert 0 <= found["start"] < found["end"] <= len(text)
        assert found["value"]
