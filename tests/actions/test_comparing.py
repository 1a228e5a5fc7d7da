"""What a firm can have in all, side by side, with a higher title, and what is lacking."""

import pytest

from tests.actions.conversation import Conversation

pytestmark = pytest.mark.anyio


async def test_what_a_firm_can_have_is_told_in_groups_with_the_sums_of_one_place(
    talk: Conversation,
) -> None:
    reply = await talk.say(
        "广州小巨人，新认定，上市花了600万，一共能拿多少",
        "ask_match",
        city="广州",
        tier="little_giant",
        money=("6000000", "listing_cost"),
    )
    assert reply["kind"] == "matches"
    groups = [figure["group"] for figure in reply["figures"]]
    assert {"certain", "depends", "not_for_you"} == set(groups)
    listing = next(f for f in reply["figures"] if f["measure"] == "guangzhou-2022/listing")
    assert list(listing["depends_on"]) == ["符合相关条件"]
    (total,) = reply["totals"]
    assert (total["city"], total["certain"]) == ("广州", "1000000")
    assert "确定100万元；另最高不超过" in reply["text"]
    certain, rest = reply["text"].split("要看具体情况的：")
    assert "认定奖励：100万元" in certain
    assert "上市费用补助：300万元" in rest
    assert "（前提：符合相关条件）" in rest
    assert "市工业和信息化局" in certain
    assert "能否与上面的同时拿，文件没有写明" in certain  # moving in


async def test_the_facts_that_would_settle_most_are_named(talk: Conversation) -> None:
    reply = await talk.say(
        "广州省级专精特新能享受哪些", "ask_match", city="广州", tier="provincial"
    )
    assert reply["totals"] == []
    assert "可以再告诉我：" in reply["text"]
    reply = await talk.say("一共能拿多少", "ask_match")
    assert "还没有算：上市费用补助、数字化转型补贴" in reply["text"]


async def test_a_higher_title_is_a_supposition_that_is_not_kept(talk: Conversation) -> None:
    await talk.say(
        "广州新认定的省级奖多少", "ask_amount", topic="认定", city="广州", tier="provincial"
    )
    reply = await talk.say("如果升级成小巨人呢", "inform", tier="little_giant")
    assert reply["kind"] == "comparison"
    assert "如果是国家级专精特新“小巨人”（现在：新认定，省级专精特新）" in reply["text"]
    assert [figure["yuan"] for figure in reply["figures"]] == [None, "1000000", "200000", None]
    assert [figure["group"] for figure in reply["figures"]][:2] == [
        "现在",
        "如果是国家级专精特新“小巨人”",
    ]
    reply = await talk.say("那湛江呢", "inform", city="湛江")
    assert "不超过30万元" in reply["text"]


async def test_what_a_higher_title_does_not_change_is_said_to_be_the_same(
    talk: Conversation,
) -> None:
    await talk.say(
        "广州省级，上市花了500万补多少",
        "ask_amount",
        topic="上市",
        city="广州",
        tier="provincial",
        money=("5000000", "listing_cost"),
    )
    reply = await talk.say("如果升级成小巨人呢", "inform", tier="little_giant")
    assert "这一项与现在一样" in reply["text"]
    assert reply["figures"][0]["yuan"] == "2500000"


async def test_the_cost_at_which_a_cap_is_reached_is_computed(talk: Conversation) -> None:
    await talk.say(
        "广州省级，上市花了500万补多少",
        "ask_amount",
        topic="上市",
        city="广州",
        tier="provincial",
        money=("5000000", "listing_cost"),
    )
    reply = await talk.say("花多少才能拿满", "ask_gap")
    assert "上市费用到600万元就到上限，再多也不增加，您还差100万元" in reply["text"]
    assert list(reply["figures"][0]["steps"]) == [
        "300万元 ÷ 50% = 600万元",
        "600万元 - 500万元 = 100万元",
    ]


async def test_a_threshold_is_to_be_passed_not_only_met(talk: Conversation) -> None:
    reply = await talk.say(
        "广州市级，纳税1800万，车辆还差多少",
        "ask_gap",
        topic="车辆",
        city="广州",
        tier="municipal",
        money=("18000000", "tax_paid"),
    )
    assert "纳税要超过2000万元（刚好等于算不算，文件没有写明），您还差200万元" in reply["text"]


async def test_tiers_are_laid_side_by_side(talk: Conversation) -> None:
    reply = await talk.say(
        "广州省级和小巨人的认定奖励比一比",
        "compare",
        topic="认定",
        city="广州",
        tier=["provincial", "little_giant"],
    )
    assert reply["kind"] == "comparison"
    assert reply["text"].index("【省级专精特新】") < reply["text"].index(
        "【国家级专精特新“小巨人”】"
    )
    assert [figure["yuan"] for figure in reply["figures"]] == ["200000", "1000000"]
    assert reply["text"].startswith("都是文件写明的数")


async def test_cities_without_a_topic_are_compared_by_what_has_a_figure(
    talk: Conversation,
) -> None:
    reply = await talk.say(
        "广州和湛江小巨人待遇对比", "compare", city=["广州", "湛江"], tier="little_giant"
    )
    assert "【广州】" in reply["text"]
    assert "不超过50万元" in reply["text"]
    assert "不能直接比谁多" in reply["text"]
    assert "没有写明金额〔" not in reply["text"]


async def test_a_title_that_no_document_pays_for_is_said_to_be_none(talk: Conversation) -> None:
    reply = await talk.say(
        "广州的小巨人和单项冠军哪个奖得多", "compare", city="广州", tier="little_giant"
    )
    assert reply["text"].startswith("单项冠军：收录的文件没有写给它的奖励。")
    assert "100万元" in reply["text"]


async def test_a_title_that_was_won_is_told_and_no_supposition(talk: Conversation) -> None:
    await talk.say(
        "广州省级的认定奖多少", "ask_amount", topic="认定", city="广州", tier="provincial"
    )
    reply = await talk.say(
        "我们今年评上小巨人了，奖多少", "ask_amount", topic="认定", tier="little_giant"
    )
    assert reply["kind"] == "amount"
    assert reply["figures"][0]["yuan"] == "1000000"
    reply = await talk.say("那湛江呢", "inform", city="湛江")
    assert "不超过50万元" in reply["text"]


async def test_places_without_a_matter_or_a_title_are_not_said_to_lack_what_one_of_them_has(
    talk: Conversation,
) -> None:
    reply = await talk.say("广州和江门哪个划算", "compare", city=["广州", "江门"])
    assert reply["ask"]["field"] == "tier"
    assert "没有写这一项" not in reply["text"]


async def test_who_asks_for_awards_is_told_of_no_services(talk: Conversation) -> None:
    firm = {"city": "江门", "tier": "provincial"}
    everything = await talk.say("我能享受哪些", "ask_match", **firm)
    awards = await talk.say("有什么奖励", "ask_match", **firm)
    assert "没有写给钱" in everything["text"]
    assert "没有写给钱" not in awards["text"]
    assert "专精特新称号资金奖励" in awards["text"]
