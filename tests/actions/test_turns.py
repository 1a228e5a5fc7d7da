"""What stays open, is taken back or asked together, from turn to turn."""

import pytest

from actions.set_aside import ActionSetAside
from tests.actions.conversation import Conversation

pytestmark = pytest.mark.anyio


def clauses(reply: dict[str, list[dict[str, str]]]) -> list[str]:
    return [f"{c['document']} {c['clause']}" for c in reply["citations"]]


async def test_what_was_open_resumes_after_a_question_between(talk: Conversation) -> None:
    await talk.say("广州数字化能补多少", "ask_amount", topic="数字化", city="广州")
    reply = await talk.say("这事归哪个部门管", "ask_responsible")
    assert reply["kind"] == "contact"
    assert "回到刚才的问题：您的企业是哪一级？" in reply["text"]
    assert reply["ask"]["field"] == "tier"
    reply = await talk.say("省级专精特新", "inform", tier="provincial")
    assert reply["ask"]["field"] == "digital_cost"
    reply = await talk.say("300万", "inform", money="3000000")
    assert reply["figures"][0]["yuan"] == "900000"


async def test_what_was_open_is_not_asked_again_and_again(talk: Conversation) -> None:
    await talk.say("广州数字化能补多少", "ask_amount", topic="数字化", city="广州")
    first = await talk.say("这事归哪个部门管", "ask_responsible")
    second = await talk.say("文件还有效吗", "ask_validity")
    assert first["ask"] is not None
    assert second["ask"] is None


async def test_a_correction_replaces_what_is_denied(talk: Conversation) -> None:
    await talk.say(
        "广州国家级小巨人认定奖多少",
        "ask_amount",
        topic="认定",
        city="广州",
        tier="little_giant",
    )
    reply = await talk.say(
        "不对，不是小巨人，是省级",
        "inform",
        tier=["little_giant", "provincial"],
        at={"little_giant": 5, "provincial": 10},
    )
    assert "20万元" in reply["text"]
    reply = await talk.say(
        "不是广州，是湛江", "inform", city=["广州", "湛江"], at={"广州": 2, "湛江": 6}
    )
    assert "不超过30万元" in reply["text"]
    assert "20万元" not in reply["text"]


async def test_several_questions_are_answered_one_by_one_in_order(talk: Conversation) -> None:
    text = "广州省级专精特新认定奖多少？湛江那份文件还有效吗？"
    replies = await talk.hear(
        text,
        "ask_amount",
        questions=[("ask_amount", 0, 14), ("ask_validity", 14, 25)],
        topic="认定",
        tier="provincial",
        city=["广州", "湛江"],
        at={"湛江": 14},
    )
    assert [reply["kind"] for reply in replies] == ["amount", "validity"]
    assert "20万元" in replies[0]["text"]
    assert "2026年2月期满" in replies[1]["text"]


async def test_what_several_questions_wait_for_is_asked_once_and_answers_all(
    talk: Conversation,
) -> None:
    (reply,) = await talk.hear(
        "数字化能补多少？认定奖多少？",
        "ask_amount",
        questions=[("ask_amount", 0, 8), ("ask_amount", 8, 14)],
        topic=["数字化", "认定"],
        at={"认定": 8},
    )
    assert reply["ask"]["field"] == "city"
    (reply,) = await talk.hear("广州", "inform", city="广州")
    assert reply["ask"]["field"] == "tier"
    replies = await talk.hear("省级", "inform", tier="provincial")
    assert "20万元" in replies[0]["text"]
    assert replies[1]["ask"]["field"] == "digital_cost"


async def test_what_was_asked_back_can_be_set_aside_and_what_was_said_is_kept(
    talk: Conversation,
) -> None:
    await talk.say("广州数字化能补多少", "ask_amount", topic="数字化", city="广州")
    reply = await talk.say("算了", "set_aside", action=ActionSetAside())
    assert "先放下" in reply["text"]
    reply = await talk.say("省级认定奖多少", "ask_amount", topic="认定", tier="provincial")
    assert "20万元" in reply["text"]


async def test_who_is_responsible_for_a_matter_needs_no_answer_before(talk: Conversation) -> None:
    await talk.say("数字化能补多少", "ask_amount", topic="数字化")
    reply = await talk.say("这事归哪个部门管", "ask_responsible")
    assert "市工业和信息化局" in reply["text"]
    assert "回到刚才的问题：您的企业在哪里？" in reply["text"]


async def test_on_what_condition_a_benefit_is_had_is_told_with_the_benefit(
    talk: Conversation,
) -> None:
    await talk.say(
        "贷款贴息能拿多少，要什么条件",
        "ask_amount",
        topic="贴息",
        questions=[("ask_amount", 0, 8), ("ask_procedure", 9, 14)],
    )
    reply = await talk.say("广州", "inform", city="广州")
    assert "前提：国家、省、市级“专精特新”中小企业" in reply["text"]


async def test_a_question_may_point_at_the_answer_to_the_one_before_it(talk: Conversation) -> None:
    replies = await talk.hear(
        "广州省级专精特新奖多少？原文怎么说？",
        "ask_amount",
        city="广州",
        tier="provincial",
        questions=[("ask_amount", 0, 12), ("ask_source", 12, 18)],
    )
    assert clauses(replies[1]) == ["guangzhou-2022 三、（一）"]


async def test_a_sum_supposed_after_a_whole_list_is_no_question_of_its_conditions(
    talk: Conversation,
) -> None:
    await talk.say("广州小巨人", "inform", city="广州", tier="little_giant")
    reply = await talk.say("那就能拿二千万吧", "ask_amount", money=[("20000000", "claim")])
    assert "没有处理成功" not in reply["text"]
    assert "文件写的前提是" not in reply["text"]


async def test_a_fact_told_last_is_one_for_all_questions_of_a_message(talk: Conversation) -> None:
    replies = await talk.hear(
        "认定奖励多少？文件还有效吗？我们是广州省级的",
        "ask_amount",
        questions=[("ask_amount", 0, 7), ("ask_validity", 7, 22)],
        topic="认定",
        city="广州",
        tier="provincial",
        at={"广州": 17, "provincial": 19},
    )
    assert [reply["kind"] for reply in replies] == ["amount", "validity"]
    assert "20万元" in replies[0]["text"]
    assert "穗府办规〔2022〕4号" in replies[1]["text"]


async def test_who_does_not_tell_a_cost_keeps_the_rule_and_is_offered_a_person(
    talk: Conversation,
) -> None:
    await talk.say(
        "广州省级数字化补多少", "ask_amount", topic="数字化", city="广州", tier="provincial"
    )
    await talk.say("今年", "inform")
    reply = await talk.say("我们是普通企业", "inform")
    assert reply["kind"] == "refusal"
    assert "不超过300万元" in reply["text"]
    assert "转人工" in reply["text"]
    assert clauses(reply) == ["guangzhou-2022 三、（五）"]


async def test_requests_that_wait_for_different_things_are_all_answered_in_the_end(
    talk: Conversation,
) -> None:
    (reply,) = await talk.hear(
        "数字化能补多少？广州的认定奖多少？",
        "ask_amount",
        questions=[("ask_amount", 0, 8), ("ask_amount", 8, 17)],
        topic=["数字化", "认定"],
        city=["广州", "湛江"],
        at={"认定": 12, "广州": 8, "湛江": 8},
    )
    assert reply["ask"]["field"] == "city"
    replies = await talk.hear("广州省级的", "inform", city="广州", tier="provincial")
    assert "20万元" in replies[0]["text"]
    assert replies[1]["ask"]["field"] == "digital_cost"


async def test_who_answers_for_a_document_as_a_whole_is_in_its_notice(talk: Conversation) -> None:
    await talk.say("湛江的还有效吗", "ask_validity", city="湛江")
    reply = await talk.say("哪个部门负责", "ask_responsible")
    assert clauses(reply) == ["zhanjiang-2022 文首"]
    assert "请径向市工业和信息化局反映" in reply["text"]
