"""What the words of a message mean beside their intent: money, totals, what is taken back."""

import pytest

from actions.messages import Message
from tests.actions.conversation import Conversation, clauses

pytestmark = pytest.mark.anyio


async def test_what_is_taken_back_within_the_message_does_not_count(talk: Conversation) -> None:
    reply = await talk.say(
        "我们在广州，哦不，在湛江，省级专精特新，认定奖多少",
        "ask_amount",
        topic="认定",
        city=["广州", "湛江"],
        tier="provincial",
    )
    assert clauses(reply) == ["zhanjiang-2022 三、（一）"]
    assert "20万元" not in reply["text"]


async def test_a_day_without_a_word_for_it_corrects_the_one_that_was_told(
    talk: Conversation,
) -> None:
    await talk.say(
        "江门省级专精特新，2023年认定，奖多少",
        "ask_amount",
        topic="认定",
        city="江门",
        tier="provincial",
        date=("2023", "recognised_on"),
    )
    reply = await talk.say("不对，是2024年", "inform", date="2024")
    assert "按文件不适用" in reply["text"]
    assert "2022—2023年期间" in reply["text"]


async def test_after_a_refusal_in_between_the_answer_finds_the_open_question(
    talk: Conversation,
) -> None:
    await talk.say(
        "广州省级专精特新数字化能补多少",
        "ask_amount",
        topic="数字化",
        city="广州",
        tier="provincial",
    )
    refusal = await talk.say("深圳的认定奖是多少", "ask_amount", topic="认定", city="深圳")
    assert refusal["kind"] == "refusal"
    assert "回到刚才的问题" not in refusal["text"]
    reply = await talk.say("投了180万", "inform", money="1800000")
    assert clauses(reply) == ["guangzhou-2022 三、（五）"]
    assert "不超过54万元" in reply["text"]


async def test_a_gap_without_a_matter_of_its_own_is_about_the_last_answer(
    talk: Conversation,
) -> None:
    await talk.say(
        "广州省级专精特新上市花了5000000元补多少",
        "ask_amount",
        topic="上市",
        city="广州",
        tier="provincial",
        money=("5000000", "listing_cost"),
    )
    reply = await talk.say("还差多少能拿满", "ask_gap")
    assert [figure["measure"] for figure in reply["figures"]] == ["guangzhou-2022/listing"]
    assert "您还差100万元" in reply["text"]


async def test_a_total_counts_a_title_that_is_only_told_and_costs_of_several_things(
    talk: Conversation,
) -> None:
    reply = await talk.say(
        "广州省级专精特新，刚认定，一共能拿多少",
        "ask_amount",
        topic="认定",
        city="广州",
        tier="provincial",
    )
    assert reply["kind"] == "matches"
    assert "确定20万元" in reply["text"]
    reply = await talk.say(
        "上市花了1000000元，数字化花了2000000元，加起来一共能拿多少",
        "ask_amount",
        topic=["上市", "数字化"],
        money=[("1000000", "listing_cost"), ("2000000", "digital_cost")],
    )
    assert reply["kind"] == "matches"
    assert "确定20万元" in reply["text"]


async def test_the_total_of_one_thing_is_its_amount(talk: Conversation) -> None:
    reply = await talk.say(
        "广州省级专精特新，上市总共花了1000000元，能补多少",
        "ask_amount",
        topic="上市",
        city="广州",
        tier="provincial",
        money=("1000000", "listing_cost"),
    )
    assert reply["kind"] == "amount"
    assert clauses(reply) == ["guangzhou-2022 三、（三）"]


async def test_a_sheet_that_the_words_name_is_made_whatever_the_intent(
    talk: Conversation,
) -> None:
    reply = await talk.say(
        "湛江省级专精特新，做一份计算书", "inform", city="湛江", tier="provincial"
    )
    assert reply["kind"] == "amount"


async def test_how_much_about_a_topic_is_a_question_of_money(talk: Conversation) -> None:
    reply = await talk.say(
        "湛江企业参加中博会，财政补多少", "ask_policy", topic="市场", city="湛江"
    )
    assert clauses(reply) == ["zhanjiang-2022 二、（三）"]
    assert "没有写明金额" in reply["text"]


async def test_money_spent_on_something_unknown_is_no_question_of_the_award(
    talk: Conversation,
) -> None:
    reply = await talk.say(
        "广州省级专精特新数宇化转型投入1500000元，补帖多少",
        "ask_amount",
        city="广州",
        tier="provincial",
        money="1500000",
    )
    assert "20万元" not in reply["text"]


async def test_a_firm_is_not_said_to_be_newly_recognised_for_the_end_of_its_title(
    talk: Conversation,
) -> None:
    reply = await talk.say(
        "广州省级专精特新认定奖多少？文件过期没有",
        "ask_amount",
        topic="认定",
        city="广州",
        tier="provincial",
    )
    assert "按您说的：省级专精特新。" in reply["text"]
    assert "前提：新认定" in reply["text"]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("我们是新认定的省级专精特新", {"recognition": "new"}),
        ("刚认定小巨人", {"recognition": "new"}),
        ("还没新认定", {}),
        ("正在申报，准备新认定省级", {}),
        ("还没认定，正在申报小巨人", {}),
    ],
)
def test_a_title_that_is_applied_for_is_not_newly_recognised(
    text: str, facts: dict[str, str]
) -> None:
    assert Message(text, "inform", [], None, 1.0).stated() == facts


async def test_two_years_name_two_documents(talk: Conversation) -> None:
    reply = await talk.say(
        "江门2024年的方案是不是把2022年的废止了",
        "ask_validity",
        city="江门",
        date=[("2024", "document_year"), ("2022", "document_year")],
    )
    assert {c["document"] for c in reply["citations"]} == {"jiangmen-2022", "jiangmen-2024"}


async def test_whether_a_title_is_rewarded_is_a_question_of_money(talk: Conversation) -> None:
    reply = await talk.say(
        "江门市级专精特新，有资金奖励吗", "ask_policy", city="江门", tier="municipal"
    )
    assert clauses(reply) == ["jiangmen-2022 二、（一）"]
    assert "按文件不适用" in reply["text"]


async def test_words_that_the_question_repeats_are_explained(talk: Conversation) -> None:
    reply = await talk.say(
        "江门专项保障写“在有效期内可享受”，是文件有效期还是称号有效期", "ask_policy", city="江门"
    )
    assert "“有效期内”说的是企业称号的有效期，不是文件的有效期" in reply["text"]
    assert "“一企一策”是税务服务" not in reply["text"]


async def test_only_the_fact_that_is_impossible_is_dropped(talk: Conversation) -> None:
    await talk.say(
        "湛江省级专精特新认定奖多少", "ask_amount", topic="认定", city="湛江", tier="provincial"
    )
    await talk.say(
        "广州数字化花了99999999亿元，补多少",
        "ask_amount",
        topic="数字化",
        city="广州",
        money=("9999999900000000", "digital_cost"),
    )
    reply = await talk.say("记错了，是100万", "inform", money="1000000")
    assert clauses(reply) == ["guangzhou-2022 三、（五）"]
    assert "按您说的：省级专精特新，数字化费用100万元。" in reply["text"]


async def test_a_correction_that_settles_what_was_open_leaves_nothing_open(
    talk: Conversation,
) -> None:
    await talk.say("广州上市补多少", "ask_amount", topic="上市", city="广州")
    reply = await talk.say("不对，是江门", "inform", city="江门")
    assert clauses(reply) == ["jiangmen-2024 二、（三）2."]
    assert "回到刚才的问题" not in reply["text"]
    assert reply["ask"] is None


async def test_what_is_lacking_is_heard_in_the_words_whatever_the_intent(
    talk: Conversation,
) -> None:
    first = await talk.say(
        "广州省级专精特新，上市花了4500000元，还差多少才拿满",
        "ask_amount",
        topic="上市",
        city="广州",
        tier="provincial",
        money=("4500000", "listing_cost"),
    )
    assert "您还差150万元" in first["text"]
    again = await talk.say("还差多少能拿满", "ask_amount")
    assert [figure["measure"] for figure in again["figures"]] == ["guangzhou-2022/listing"]


async def test_who_is_responsible_for_the_policy_as_a_whole_is_in_its_notice(
    talk: Conversation,
) -> None:
    reply = await talk.say("湛江负责专精特新的科室电话给一个", "ask_responsible", city="湛江")
    assert "请径向市工业和信息化局反映" in reply["text"]
    assert "没有写明" in reply["text"]


async def test_how_much_without_a_matter_of_its_own_is_about_the_one_before(
    talk: Conversation,
) -> None:
    await talk.say(
        "广州国家级小巨人，用地有什么优惠",
        "ask_policy",
        topic="用地",
        city="广州",
        tier="little_giant",
    )
    reply = await talk.say("打几折", "ask_amount")
    assert clauses(reply) == ["guangzhou-2022 三、（六）"]
    assert "100万元" not in reply["text"]
