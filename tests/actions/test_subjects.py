"""Which places, documents and titles a question is about, also in a follow-up."""

import pytest

from tests.actions.conversation import Conversation, clauses

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("江门125号文还有效吗", {"jiangmen-2022"}),
        ("江府办函〔2024〕13号还有效吗", {"jiangmen-2024"}),
        ("江门的文件5月13号还有效吗", {"jiangmen-2022", "jiangmen-2024"}),
    ],
)
async def test_a_document_is_picked_by_its_number_and_no_day_is_one(
    talk: Conversation, text: str, documents: set[str]
) -> None:
    reply = await talk.say(text, "ask_validity", city="江门")
    assert {c["document"] for c in reply["citations"]} == documents


async def test_which_is_more_is_about_the_places_asked_before(talk: Conversation) -> None:
    await talk.say("广州省级奖多少", "ask_amount", city="广州", tier="provincial", topic="认定")
    await talk.say("江门呢", "inform", city="江门")
    reply = await talk.say("哪个多", "compare")
    assert {f["group"] for f in reply["figures"]} == {"广州", "江门"}


async def test_what_a_title_means_is_not_stated(talk: Conversation) -> None:
    reply = await talk.say("什么是小巨人", "inform", tier="little_giant")
    assert reply["kind"] == "refusal"
    assert "没有写明称号的定义" in reply["text"]


async def test_whether_is_not_answered_by_the_measures_of_another_place(talk: Conversation) -> None:
    reply = await talk.say(
        "小巨人搬到江门有没有落户奖，广州有",
        "ask_policy",
        city=["江门", "广州"],
        topic="迁入",
        tier="little_giant",
    )
    assert reply["kind"] == "comparison"
    assert "这份文件没有写这一项" in reply["text"]


async def test_sums_that_are_named_are_laid_side_by_side(talk: Conversation) -> None:
    reply = await talk.say(
        "广州100万湛江50万，多一倍吧",
        "compare",
        city=["广州", "湛江"],
        money=["1000000", "500000"],
    )
    assert {"guangzhou-2022 三、（一）", "zhanjiang-2022 三、（一）"} <= set(clauses(reply))


async def test_a_document_that_prints_no_day_says_so(talk: Conversation) -> None:
    reply = await talk.say(
        "江门2024年那份哪天印发的", "ask_validity", city="江门", date=("2024", "document_year")
    )
    assert "哪一天成文、印发或发布，文件没有写明" in reply["text"]
