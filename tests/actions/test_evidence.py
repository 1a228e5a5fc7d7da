"""What staff see of an answer: what it was made from, and a sentence to read out."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from actions import number_guard
from actions.cards import Card
from actions.hand_off import ActionHandOff
from actions.knowledge import knowledge
from actions.refuse import ActionRefuse
from actions.set_aside import ActionSetAside
from policy_index.today import today
from tests.actions.conversation import Conversation

pytestmark = pytest.mark.anyio

_SAYABLE = re.compile(r"[^\W_①-⓿]|[，。！？：、]|(?<=\d)\.(?=\d)")


async def evidence(talk: Conversation, text: str, intent: str, **about: Any) -> dict[str, Any]:
    reply = await talk.say(text, intent, **about)
    found: dict[str, Any] = reply["evidence"]
    return found


async def listing(talk: Conversation) -> dict[str, Any]:
    return await evidence(
        talk,
        "广州省级专精特新上市花了560万能补多少",
        "ask_amount",
        topic="上市",
        city="广州",
        tier="provincial",
        money=("5600000", "listing_cost"),
    )


async def test_the_intent_is_told_with_how_sure_it_is(talk: Conversation) -> None:
    assert (await listing(talk))["intent"] == {"name": "ask_amount", "confidence": 0.9}


async def test_what_is_known_of_the_firm_is_told_fact_by_fact(talk: Conversation) -> None:
    assert (await listing(talk))["profile"] == [
        {"field": "city", "label": "所在城市", "words": "广州"},
        {"field": "tier", "label": "企业等级", "words": "省级专精特新"},
        {"field": "listing_cost", "label": "上市费用", "words": "560万元"},
    ]


async def test_a_supposition_is_told_apart_from_a_fact(talk: Conversation) -> None:
    await listing(talk)
    chips = (await evidence(talk, "如果升级成小巨人呢", "ask_change", tier="little_giant"))[
        "profile"
    ]
    assert {"field": "tier", "label": "企业等级", "words": "省级专精特新"} in chips
    assert chips[-1]["label"] == "假设：企业等级"
    assert chips[-1]["words"] == "国家级专精特新“小巨人”"


async def test_an_impossible_sum_is_no_fact(talk: Conversation) -> None:
    found = await evidence(
        talk, "上市费用", "ask_amount", city="广州", money=("1e30", "listing_cost")
    )
    assert [chip["field"] for chip in found["profile"]] == ["city"]


async def test_every_step_of_the_figure_is_in_the_trace(talk: Conversation) -> None:
    assert (await listing(talk))["trace"] == [
        "上市费用补助：560万元 × 50% = 280万元",
        "上市费用补助：280万元 ≤ 300万元",
    ]


async def test_candidates_of_the_search_come_with_scores_best_first(talk: Conversation) -> None:
    found = await evidence(talk, "外地车能进广州吗", "ask_policy", city="广州")
    scores = [clause["score"] for clause in found["clauses"]]
    assert found["clauses"][0]["document"] == "guangzhou-2022"
    assert found["clauses"][0]["clause"] == "三、（七）"
    assert len(scores) == 5
    assert scores == sorted(scores, reverse=True)


async def test_what_was_found_without_a_search_has_no_score(talk: Conversation) -> None:
    assert (await listing(talk))["clauses"] == [
        {"document": "guangzhou-2022", "clause": "三、（三）", "score": None}
    ]


async def test_what_the_text_leaves_open_and_whom_to_turn_to(talk: Conversation) -> None:
    found = await listing(talk)
    assert "哪些费用算上市费用" in found["not_stated"]
    assert {"unit", "city", "for"} == set(found["refer_to"][0])
    assert found["refer_to"][0]["city"] == "广州"
    assert found["refer_to"][0]["for"] == "降低融资成本"


async def test_a_refusal_tells_that_what_is_asked_is_not_written_and_whom_to_ask(
    talk: Conversation,
) -> None:
    found = await evidence(talk, "广州认定要交哪些材料", "ask_procedure", city="广州")
    assert found["not_stated"] == ["申报材料"]
    assert "不能猜" in found["spoken"]


@pytest.mark.parametrize(
    ("about", "said"),
    [
        (
            {"text": "广州省级认定奖多少", "city": "广州", "tier": "provincial"},
            "20万元，文件写给予，是定额，不是上限",
        ),
        (
            {"text": "湛江省级认定奖多少", "city": "湛江", "tier": "provincial"},
            "不超过30万元，这是上限，实际给多少文件没有写明",
        ),
    ],
)
async def test_a_figure_is_said_with_its_kind_its_city_and_the_status(
    talk: Conversation, about: dict[str, str], said: str
) -> None:
    text = about.pop("text")
    spoken = (await evidence(talk, text, "ask_amount", topic="认定", **about))["spoken"]
    assert f"按{about['city']}的文件，" in spoken
    assert said in spoken
    assert "已过" in spoken


async def test_yes_or_no_is_said_first(talk: Conversation) -> None:
    found = await evidence(
        talk,
        "广州省级的纳税3000万，外地车能不能不限行",
        "ask_policy",
        city="广州",
        tier="provincial",
        topic="车辆",
        money=("30000000", "tax_paid"),
    )
    assert found["spoken"].startswith("可以。")


async def test_an_open_question_is_said_after_the_answer_that_came_between(
    talk: Conversation,
) -> None:
    await talk.say("广州数字化能补多少", "ask_amount", topic="数字化", city="广州")
    spoken = (await evidence(talk, "这事归哪个部门管", "ask_responsible"))["spoken"]
    assert "市工业和信息化局" in spoken
    assert spoken.endswith("您的企业是哪一级？")


@pytest.mark.parametrize(
    ("text", "intent", "about"),
    [
        (
            "广州省级认定奖多少",
            "ask_amount",
            {"topic": "认定", "city": "广州", "tier": "provincial"},
        ),
        ("数字化能补多少", "ask_amount", {"topic": "数字化"}),
        ("我能享受哪些，一共多少", "ask_match", {"city": "广州", "tier": "little_giant"}),
        ("广州和湛江认定奖哪个多", "ask_compare", {"topic": "认定", "city": ["广州", "湛江"]}),
        ("江门的文件还有效吗", "ask_validity", {"city": "江门"}),
        ("江门数字化归谁管", "ask_responsible", {"topic": "数字化", "city": "江门"}),
        ("外地车能进广州吗", "ask_policy", {"city": "广州"}),
        ("三、（七）写了什么", "ask_source", {"city": "广州"}),
        ("申报材料有哪些", "ask_procedure", {"city": "湛江"}),
        ("深圳奖多少", "ask_amount", {"city": "深圳"}),
        ("出一份计算书", "ask_amount", {"city": "广州", "tier": "provincial"}),
        (
            "上市费用多少才能拿满",
            "ask_amount",
            {"topic": "上市", "city": "广州", "tier": "provincial"},
        ),
        ("好的", "affirm", {}),
    ],
)
async def test_whatever_is_said_aloud_a_voice_can_say(
    talk: Conversation, text: str, intent: str, about: dict[str, Any]
) -> None:
    spoken = (await evidence(talk, text, intent, **about))["spoken"]
    assert spoken
    assert not _SAYABLE.sub("", spoken)


@pytest.mark.parametrize("action", [ActionHandOff, ActionRefuse, ActionSetAside])
async def test_every_action_gives_evidence(talk: Conversation, action: Callable[[], Any]) -> None:
    found = await evidence(talk, "转人工", "other", action=action())
    assert found["spoken"]
    assert found["intent"]["name"] == "other"


def test_a_figure_that_nothing_supports_is_not_read_out() -> None:
    card = Card("smalltalk", "好的", spoken="给予88万元。")
    assert number_guard.checked(card, knowledge().collection, today()).spoken == ""
