"""Asking for a calculation sheet in a conversation."""

from pathlib import Path

import pytest

from actions.knowledge import knowledge
from actions.subsidy import sheets
from tests.actions.conversation import Conversation

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("POLICY_BOT_SHEETS", str(tmp_path))
    return tmp_path


async def test_the_sheet_of_a_topic_is_made_kept_and_linked(talk: Conversation, kept: Path) -> None:
    await talk.say(
        "广州省级专精特新，上市花了560万能补多少",
        "ask_amount",
        topic="上市",
        city="广州",
        tier="provincial",
        money=("5600000", "listing_cost"),
    )
    reply = await talk.say("给我一份计算书", "ask_sheet")
    (path,) = kept.iterdir()
    assert reply["kind"] == "amount"
    assert reply["sheet"] == f"/sheets/{path.stem}"
    assert reply["sheet"] in reply["text"]
    assert (
        "280万元（按50%的比例计算，未超过300万元的上限）（前提：符合相关条件）〔三、（三）〕"
        in reply["text"]
    )
    assert "不代表审批结果" in reply["text"]
    assert [figure["measure"] for figure in reply["figures"]] == ["guangzhou-2022/listing"]
    assert [c["clause"] for c in reply["citations"]] == ["三、（三）"]
    assert {"label": "上市费用", "words": "560万元"} in sheets.read(path.stem, kept).facts


async def test_without_a_topic_it_holds_all_that_is_for_firms(
    talk: Conversation, kept: Path
) -> None:
    reply = await talk.say(
        "我是广州的小巨人企业，出一份计算书", "ask_sheet", city="广州", tier="little_giant"
    )
    (path,) = kept.iterdir()
    (place,) = sheets.read(path.stem, kept).places
    on_it = [item["measure"] for items in place["groups"].values() for item in items]
    of_place = knowledge().measures.of_document("guangzhou-2022")
    assert sorted(on_it) == sorted(m.id for m in of_place if m.beneficiary == "enterprise")
    assert reply["totals"] == []
    assert "合计多少、几项能否同时享受，见计算书" in reply["text"]
    assert "不是金额的措施也都在计算书里" in reply["text"]


async def test_who_asks_for_a_total_gets_one_of_each_place(talk: Conversation) -> None:
    reply = await talk.say(
        "省级专精特新，广州和湛江一共能拿多少，出计算书",
        "ask_sheet",
        city=["广州", "湛江"],
        tier="provincial",
    )
    assert reply["kind"] == "amount"
    assert [total["city"] for total in reply["totals"]] == ["广州", "湛江"]


async def test_a_place_without_a_sum_says_so(talk: Conversation) -> None:
    reply = await talk.say(
        "创新型企业，江门和湛江的计算书", "ask_sheet", city=["江门", "湛江"], tier="innovative"
    )
    assert "江门：没有能算出的金额。" in reply["text"]
    assert "湛江：\n· 省级创新型中小企业认定奖励：不超过10万元" in reply["text"]


async def test_place_and_tier_are_asked_for_first(talk: Conversation, kept: Path) -> None:
    reply = await talk.say("给我一份计算书", "ask_sheet")
    assert (reply["kind"], reply["ask"]["field"]) == ("ask", "city")
    reply = await talk.say("广州", "inform", city="广州")
    assert (reply["kind"], reply["ask"]["field"]) == ("ask", "tier")
    assert list(kept.iterdir()) == []
    reply = await talk.say("省级", "inform", tier="provincial")
    assert reply["kind"] == "amount"


async def test_a_cost_that_decides_is_asked_for(talk: Conversation) -> None:
    reply = await talk.say(
        "广州省级的，上市补助出个计算书", "ask_sheet", topic="上市", city="广州", tier="provincial"
    )
    assert (reply["kind"], reply["ask"]["field"]) == ("ask", "listing_cost")


async def test_what_no_document_of_the_place_pays_makes_no_sheet(
    talk: Conversation, kept: Path
) -> None:
    reply = await talk.say(
        "江门车辆指标的计算书", "ask_sheet", topic="车辆", city="江门", tier="provincial"
    )
    assert reply["kind"] == "refusal"
    assert list(kept.iterdir()) == []


async def test_a_range_of_costs_is_computed_from_its_lower_end_and_said_so(
    talk: Conversation,
) -> None:
    reply = await talk.say(
        "广州省级，数字化花400万到600万，出计算书",
        "ask_sheet",
        topic="数字化",
        city="广州",
        tier="provincial",
        money=[("4000000", "digital_cost"), ("6000000", "digital_cost")],
        info={"4000000": {"range": "low"}, "6000000": {"range": "high"}},
    )
    assert reply["kind"] == "amount"
    assert "120万元" in reply["text"]
    assert "按其中较低的数算" in reply["text"]


async def test_the_same_request_is_the_same_sheet(kept: Path) -> None:
    words = ("湛江省级专精特新的计算书", "ask_sheet")
    replies = [await Conversation().say(*words, city="湛江", tier="provincial") for _ in range(2)]
    assert replies[0]["sheet"] == replies[1]["sheet"]
    assert len(list(kept.iterdir())) == 1
