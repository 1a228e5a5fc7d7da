"""What the bot answers, turn by turn, when NLU has understood the words."""

import pytest

from actions.answer import ActionAnswer
from actions.hand_off import ActionHandOff
from actions.refuse import ActionRefuse
from actions.restart_talk import ActionRestartTalk
from tests.actions.conversation import Conversation, clauses

pytestmark = pytest.mark.anyio


async def test_a_fixed_award_is_not_hedged(talk: Conversation) -> None:
    reply = await talk.say(
        "广州省级专精特新奖多少", "ask_amount", topic="认定", city="广州", tier="provincial"
    )
    assert reply["kind"] == "amount"
    assert "20万元" in reply["text"]
    assert "不超过20万元" not in reply["text"]
    assert reply["figures"][0]["yuan"] == "200000"
    assert clauses(reply) == ["guangzhou-2022 三、（一）"]
    assert reply["citations"][0]["status"] == "title_period_over"


async def test_a_follow_up_keeps_the_request_and_changes_the_place(talk: Conversation) -> None:
    await talk.say(
        "广州省级专精特新奖多少", "ask_amount", topic="认定", city="广州", tier="provincial"
    )
    reply = await talk.say("那湛江呢", "inform", city="湛江")
    assert "不超过30万元" in reply["text"]
    assert "20万元" not in reply["text"]
    assert clauses(reply) == ["zhanjiang-2022 三、（一）"]


async def test_missing_facts_are_asked_for_one_at_a_time(talk: Conversation) -> None:
    reply = await talk.say("数字化能补多少", "ask_amount", topic="数字化")
    assert (reply["kind"], reply["ask"]["field"]) == ("ask", "city")
    assert set(reply["ask"]["choices"]) == {"广州", "江门", "湛江"}
    reply = await talk.say("广州", "inform", city="广州")
    assert (reply["kind"], reply["ask"]["field"]) == ("ask", "tier")
    reply = await talk.say("省级", "inform", tier="provincial")
    assert (reply["kind"], reply["ask"]["field"]) == ("ask", "digital_cost")
    assert "不超过30%" in reply["text"]
    reply = await talk.say("1500万", "inform", money="15000000")
    assert reply["figures"][0]["status"] == "upper"
    assert "1500万元 × 30% = 450万元" in reply["text"]
    assert "不超过300万元" in reply["text"]


async def test_what_every_tier_gets_alike_is_told_without_asking_for_the_tier(
    talk: Conversation,
) -> None:
    reply = await talk.say(
        "广州上市花了560万能补多少",
        "ask_amount",
        topic="上市",
        city="广州",
        money=("5600000", "listing_cost"),
    )
    assert reply["figures"][0]["yuan"] == "2800000"
    assert "国家、省、市级“专精特新”中小企业" in reply["text"]


async def test_the_same_thing_is_asked_twice_at_most(talk: Conversation) -> None:
    await talk.say("上市能补多少", "ask_amount", topic="上市")
    reply = await talk.say("我想想", "inform")
    assert reply["kind"] == "ask"
    reply = await talk.say("说不上来", "inform")
    assert reply["kind"] == "refusal"
    assert "转人工" in reply["quick_replies"]


@pytest.mark.parametrize("intent", ["inform", "deny"])
async def test_what_the_user_does_not_know_is_not_asked_again(
    talk: Conversation, intent: str
) -> None:
    await talk.say("上市能补多少", "ask_amount", topic="上市", city="广州", tier="provincial")
    reply = await talk.say("还没算过", intent)
    assert reply["kind"] == "refusal"
    assert "50%" in reply["text"]


async def test_a_wrong_premise_is_corrected_in_the_first_sentence(talk: Conversation) -> None:
    reply = await talk.say(
        "上市花了1200万，广州能补600万吧",
        "ask_amount",
        topic="上市",
        city="广州",
        tier="provincial",
        money=[("12000000", "listing_cost"), ("6000000", "claim")],
    )
    assert reply["text"].startswith("不是600万元。")
    assert reply["figures"][0]["yuan"] == "3000000"


async def test_a_bound_is_not_confirmed_as_a_sum(talk: Conversation) -> None:
    reply = await talk.say(
        "湛江小巨人奖50万对吧",
        "ask_amount",
        topic="认定",
        city="湛江",
        tier="little_giant",
        money=("500000", "claim"),
    )
    assert reply["text"].startswith("不能说就是50万元")


async def test_kinds_that_cannot_be_ranked_are_laid_side_by_side(talk: Conversation) -> None:
    reply = await talk.say(
        "省级的，三个市谁给得多",
        "compare",
        topic="认定",
        city=["广州", "湛江", "江门"],
        tier="provincial",
    )
    assert reply["kind"] == "comparison"
    assert reply["text"].startswith("不能直接比谁多")
    assert {f["status"] for f in reply["figures"]} == {"exact", "upper", "unspecified"}
    assert {f["group"] for f in reply["figures"]} == {"广州", "湛江", "江门"}
    assert all(f["line"].startswith(f["name"]) for f in reply["figures"])
    assert all(f["line"] in reply["text"] for f in reply["figures"])
    assert "2022—2023年" in reply["text"]


async def test_stacking_follows_the_text_of_each_city(talk: Conversation) -> None:
    both = ["provincial", "little_giant"]
    reply = await talk.say("湛江两项都有吗", "ask_amount", topic="认定", city="湛江", tier=both)
    assert "不重复奖励，按最高的一项" in reply["text"]
    reply = await talk.say("广州呢", "inform", city="广州")
    assert "能不能都拿，文件没有写明，不能相加" in reply["text"]


async def test_the_window_is_about_the_day_of_the_event(talk: Conversation) -> None:
    reply = await talk.say(
        "2021年认定的小巨人在江门有奖吗",
        "ask_amount",
        topic="认定",
        city="江门",
        tier="little_giant",
        date=("2021", "recognised_on"),
    )
    assert "不适用" in reply["text"]
    assert "在2022—2023年期间" in reply["text"]


async def test_a_place_that_is_not_covered_is_refused_and_forgotten(talk: Conversation) -> None:
    reply = await talk.say("深圳奖多少", "ask_amount", topic="认定", city="深圳")
    assert reply["kind"] == "refusal"
    assert "深圳" in reply["text"]
    assert reply["figures"] == []
    reply = await talk.say("那上市呢", "ask_amount", topic="上市")
    assert reply["ask"]["field"] == "city"


async def test_a_place_that_is_not_covered_does_not_keep_another_from_its_answer(
    talk: Conversation,
) -> None:
    reply = await talk.say(
        "总厂在东莞，广州的分公司是省级专精特新，奖多少",
        "ask_amount",
        city=["东莞", "广州"],
        tier="provincial",
    )
    assert reply["text"].startswith("没有收录东莞的政策")
    assert "20万元" in reply["text"]
    reply = await talk.say("那找谁", "ask_responsible")
    assert clauses(reply) == ["guangzhou-2022 三、（一）"]


async def test_a_comparison_with_a_place_that_is_not_covered_asks_for_nothing(
    talk: Conversation,
) -> None:
    said = "珠海那边补得多，还是湛江多"
    reply = await talk.say(said, "compare", city=["珠海", "湛江"])
    assert reply["kind"] == "refusal"
    assert "没有收录珠海的政策" in reply["text"]
    assert "湛江" in reply["text"]


async def test_of_two_matters_in_one_question_each_is_quoted(talk: Conversation) -> None:
    reply = await talk.say(
        "想租公租房给员工住，还有外地牌照的车，在广州分别怎么规定",
        "ask_policy",
        city="广州",
        tier="provincial",
        topic=["用房", "车辆"],
    )
    assert reply["kind"] == "clauses"
    assert set(clauses(reply)) == {"guangzhou-2022 三、（六）", "guangzhou-2022 三、（七）"}


async def test_whether_a_title_brings_an_award_is_no_question_for_everything(
    talk: Conversation,
) -> None:
    reply = await talk.say("湛江市级专精特新有奖吗", "ask_match", city="湛江", tier="municipal")
    assert reply["kind"] == "amount"
    assert reply["text"].startswith("按您说的情况，文件里没有您能享受的这一项")


async def test_what_only_another_place_has_is_said_to_be_there(talk: Conversation) -> None:
    reply = await talk.say(
        "广州小巨人子女上学有照顾吗，怎么照顾",
        "ask_policy",
        city="广州",
        tier="little_giant",
        topic="子女教育",
    )
    assert "广州的文件没有写“子女教育”这一项，" in reply["text"]
    assert "江门" in reply["text"]
    assert reply["figures"] == []


async def test_the_words_are_given_of_what_pays_for_a_topic(talk: Conversation) -> None:
    said = "麻烦把广州的上市补助条款原文发给我看看"
    reply = await talk.say(said, "ask_source", city="广州", topic="上市")
    assert clauses(reply) == ["guangzhou-2022 三、（三）"]


async def test_validity_gives_the_status_and_the_words_for_it(talk: Conversation) -> None:
    reply = await talk.say("湛江的还有效吗", "ask_validity", city="湛江")
    assert reply["kind"] == "validity"
    assert "有效期三年" in reply["text"]
    assert "2026年2月期满" in reply["text"]
    assert clauses(reply) == ["zhanjiang-2022 文末"]


async def test_documents_of_differing_status_are_told_apart_first(talk: Conversation) -> None:
    reply = await talk.say("江门哪份没过期", "ask_validity", city="江门")
    current, over = reply["text"].splitlines()[:2]
    assert current == "在标题年份之内：江门（江府办函〔2024〕13号）。"
    assert over == "已过有效期：江门（江府办函〔2022〕125号）。"


async def test_whoever_asks_for_the_texts_before_any_answer_is_told_which_there_are(
    talk: Conversation,
) -> None:
    reply = await talk.say("政策原文在哪里看", "ask_source")
    assert "共5份" in reply["text"]
    assert "· 广州：《广州市“专精特新”中小企业培育三年行动方案（2022—2024）》" in reply["text"]


async def test_when_it_is_paid_is_not_answered_with_how_much(talk: Conversation) -> None:
    said = "我们在广州，刚拿到省级专精特新，请问奖金什么时候到账"
    reply = await talk.say(said, "ask_amount", topic="认定", city="广州", tier="provincial")
    assert reply["text"].startswith("收录的文件没有写明到账时间")
    assert reply["figures"] == []


async def test_a_day_in_the_words_is_the_day_asked_about(talk: Conversation) -> None:
    reply = await talk.say(
        "江门2022年那份在2024年6月有效吗",
        "ask_validity",
        city="江门",
        date=[("2022", "document_year"), ("2024-06", "as_of")],
    )
    assert "2024年6月1日" in reply["text"]
    assert "在有效期内" in reply["text"]
    assert clauses(reply) == ["jiangmen-2022 四、"]


async def test_the_day_of_a_message_may_come_with_it(talk: Conversation) -> None:
    reply = await talk.say(
        "湛江的还有效吗", "ask_validity", city="湛江", metadata={"as_of": "2025-01-01"}
    )
    assert reply["as_of"] == "2025-01-01"
    assert reply["citations"][0]["status"] == "in_force"


async def test_source_and_units_point_at_the_last_answer(talk: Conversation) -> None:
    await talk.say("广州小巨人奖多少", "ask_amount", topic="认定", city="广州", tier="little_giant")
    reply = await talk.say("原文怎么说", "ask_source")
    assert clauses(reply) == ["guangzhou-2022 三、（一）"]
    assert "签约落地并完成商事登记后" in reply["text"]
    reply = await talk.say("找哪个部门", "ask_responsible")
    assert reply["kind"] == "contact"
    assert "市工业和信息化局" in reply["text"]


async def test_both_documents_of_a_city_speak(talk: Conversation) -> None:
    reply = await talk.say("江门数字化找哪个局", "ask_responsible", topic="数字化", city="江门")
    assert clauses(reply) == ["jiangmen-2022 二、（五）", "jiangmen-2024 二、（二）2."]


async def test_how_to_apply_is_not_in_the_texts(talk: Conversation) -> None:
    reply = await talk.say("广州认定奖励怎么申请", "ask_procedure", topic="认定", city="广州")
    assert reply["kind"] == "refusal"
    assert "没有写明申报流程" in reply["text"]
    assert "市工业和信息化局" in reply["text"]


async def test_what_is_left_to_another_document_is_named(talk: Conversation) -> None:
    reply = await talk.say(
        "湛江数字化奖多少", "ask_amount", topic="数字化", city="湛江", tier="provincial"
    )
    assert "《湛江市制造业数字化转型行动计划》" in reply["text"]
    assert reply["figures"][0]["yuan"] is None


async def test_the_same_question_has_the_same_answer_id(talk: Conversation) -> None:
    first = await Conversation().say("湛江的还有效吗", "ask_validity", city="湛江")
    again = await talk.say("湛江的还有效吗", "ask_validity", city="湛江")
    other = await talk.say("广州的还有效吗", "ask_validity", city="广州")
    assert first["answer_id"] == again["answer_id"] != other["answer_id"]


async def test_a_person_gets_a_summary(talk: Conversation) -> None:
    await talk.say(
        "广州省级专精特新奖多少", "ask_amount", topic="认定", city="广州", tier="provincial"
    )
    reply = await talk.say("转人工", "ask_human", action=ActionHandOff())
    assert reply["kind"] == "handoff"
    assert "省级专精特新" in reply["text"]
    assert "三、（一）" in reply["text"]


async def test_a_person_who_is_asked_for_first_has_nothing_to_read(talk: Conversation) -> None:
    reply = await talk.say("转人工", "ask_human", action=ActionHandOff())
    assert reply["text"] == "好的，转人工。\n还没有记下问题；请说说您想问什么。"


async def test_restart_forgets(talk: Conversation) -> None:
    await talk.say("广州上市补多少", "ask_amount", topic="上市", city="广州")
    await talk.say("重新开始", "restart", action=ActionRestartTalk())
    assert set(talk.slots.values()) == {None}


async def test_another_field_is_refused_with_what_is_covered(talk: Conversation) -> None:
    reply = await talk.say("帮我写首诗", "out_of_scope", action=ActionRefuse())
    assert reply["kind"] == "refusal"
    assert all(city in reply["text"] for city in ("广东", "广州", "江门", "湛江"))


async def test_an_action_that_fails_apologises(talk: Conversation) -> None:
    class Broken(ActionAnswer):
        def take(self, _turn: object) -> list[object]:
            raise RuntimeError("broken on purpose")

    reply = await talk.say("广州的还有效吗", "ask_validity", action=Broken())
    assert reply["kind"] == "refusal"
    assert "抱歉" in reply["text"]
    assert reply["answer_id"] in reply["text"]


async def test_an_impossible_sum_is_asked_for_again_and_nothing_is_lost(
    talk: Conversation,
) -> None:
    await talk.say("广州上市补多少", "ask_amount", topic="上市", city="广州")
    reply = await talk.say("99999999999999999元", "inform", money="99999999999999999")
    assert reply["kind"] == "ask"
    reply = await talk.say("560万", "inform", money="5600000")
    assert reply["figures"][0]["yuan"] == "2800000"


async def test_a_range_of_costs_has_both_ends_computed(talk: Conversation) -> None:
    ends = [("4000000", "digital_cost"), ("6000000", "digital_cost")]
    reply = await talk.say(
        "广州省级，数字化花400万到600万",
        "ask_amount",
        topic="数字化",
        city="广州",
        tier="provincial",
        money=ends,
        info={"4000000": {"range": "low"}, "6000000": {"range": "high"}},
    )
    assert [figure["yuan"] for figure in reply["figures"]] == ["1200000", "1800000"]
    assert "400万元—600万元" in reply["text"]


async def test_a_clause_that_is_named_is_shown_whole(talk: Conversation) -> None:
    reply = await talk.say("广州三、（七）写的是什么", "ask_policy", city="广州")
    assert clauses(reply) == ["guangzhou-2022 三、（七）"]
    assert "（责任单位：市工业和信息化局、公安局）" in reply["text"]


async def test_quoted_words_lead_to_the_clause_that_has_them(talk: Conversation) -> None:
    reply = await talk.say("“揭榜挂帅”是什么意思", "ask_policy", city="湛江")
    assert clauses(reply) == ["zhanjiang-2022 三、（四）"]


async def test_a_sum_alone_leads_to_what_prints_it(talk: Conversation) -> None:
    reply = await talk.say("那个500万是什么", "ask_policy", city="广州", money="5000000")
    assert [figure["measure"] for figure in reply["figures"]] == ["guangzhou-2022/renovation"]
    assert "不超过500万元" in reply["text"]


async def test_a_promise_without_a_sum_is_quoted_with_what_the_sentence_adds(
    talk: Conversation,
) -> None:
    reply = await talk.say(
        "广州贷款贴息有多少", "ask_amount", topic="贴息", city="广州", tier="provincial"
    )
    assert "没有写明金额" in reply["text"]
    assert "单个企业最高不超过100万元" in reply["text"]


async def test_the_source_of_nothing_is_not_made_up(talk: Conversation) -> None:
    reply = await talk.say("有出处吗", "ask_source")
    assert reply["kind"] == "smalltalk"
    assert reply["citations"] == []


async def test_a_rough_cost_is_computed_as_written_and_said_to_be_rough(
    talk: Conversation,
) -> None:
    reply = await talk.say(
        "广州省级，系统花了八百多万",
        "ask_amount",
        topic="数字化",
        city="广州",
        tier="provincial",
        money=("8000000", "digital_cost"),
        info={"8000000": {"approximate": True}},
    )
    assert reply["figures"][0]["yuan"] == "2400000"
    assert "您说的是约数" in reply["text"]
    reply = await talk.say("准确说是900万", "inform", money=("9000000", "digital_cost"))
    assert reply["figures"][0]["yuan"] == "2700000"
    assert "约数" not in reply["text"]


async def test_one_answer_to_two_questions_is_said_once(talk: Conversation) -> None:
    await talk.say("省级认定奖多少", "ask_amount", topic="认定", tier="provincial")
    replies = await talk.hear(
        "广州省级专精特新企业的认定奖励究竟有多少",
        "ask_amount",
        topic="认定",
        city="广州",
        tier="provincial",
    )
    assert ["20万元" in reply["text"] for reply in replies] == [True]


async def test_earlier_words_of_the_user_may_be_repeated(talk: Conversation) -> None:
    await talk.say(
        "湛江小巨人，2023年3月认定，奖多少",
        "ask_amount",
        topic="认定",
        city="湛江",
        tier="little_giant",
        date=("2023-03", "recognised_on"),
    )
    reply = await talk.say("原文怎么说", "ask_source")
    assert reply["kind"] == "clauses"
    (reply,) = await talk.hear("转人工", "ask_human", action=ActionHandOff())
    assert "2023-03" in reply["text"]


async def test_a_place_that_lacks_an_award_is_told_apart_from_one_that_has_it(
    talk: Conversation,
) -> None:
    reply = await talk.say(
        "小巨人从广西搬到湛江，迁入奖多少",
        "ask_amount",
        topic="迁入",
        city="湛江",
        tier="little_giant",
    )
    assert "湛江的文件没有写“迁入”这一项" in reply["text"]
    assert "写了这一项的是：广州" in reply["text"]
    assert reply["figures"] == []


async def test_a_refusal_names_the_nearest_clause_and_who_is_responsible(
    talk: Conversation,
) -> None:
    reply = await talk.say(
        "广州的认定奖励申请之后几天到账", "ask_policy", topic="认定", city="广州"
    )
    assert reply["kind"] == "refusal"
    assert "没有写明到账时间" in reply["text"]
    assert clauses(reply) == ["guangzhou-2022 三、（一）"]
    assert "市工业和信息化局" in reply["text"]


async def test_the_facts_of_a_long_story_are_said_back_before_the_answer(
    talk: Conversation,
) -> None:
    reply = await talk.say(
        "我们公司在广州做了十几年模具，前年评上了省级专精特新，今年一狠心把生产线都改造了一遍，"
        "光数字化系统前后就花了560万，想问问这笔钱市里能补贴多少",
        "ask_amount",
        topic="数字化",
        city="广州",
        tier="provincial",
        money=("5600000", "digital_cost"),
    )
    assert reply["text"].startswith("按您说的：广州，省级专精特新，数字化费用560万元。")
    assert "不超过168万元" in reply["text"]


async def test_of_two_documents_of_a_city_neither_is_said_to_replace_the_other(
    talk: Conversation,
) -> None:
    reply = await talk.say(
        "江门2024年的文件跟2022年的哪个算数",
        "ask_validity",
        city="江门",
        date=[("2024", "document_year"), ("2022", "as_of")],
    )
    assert {c["document"] for c in reply["citations"]} == {"jiangmen-2022", "jiangmen-2024"}
    assert "没有写明废止或取代另一份" in reply["text"]
    assert "2025年8月期满" in reply["text"]


async def test_whether_there_is_something_is_answered_in_the_first_word(
    talk: Conversation,
) -> None:
    no = await talk.say(
        "广州市级专精特新有没有认定奖励", "ask_policy", topic="认定", city="广州", tier="municipal"
    )
    yes = await talk.say(
        "那省级呢，外地牌的车能不能免限行",
        "ask_policy",
        topic="车辆",
        city="广州",
        tier="provincial",
    )
    assert no["text"].startswith(("没有。", "按您说的情况，文件里没有"))
    assert yes["text"].startswith("可以。")


async def test_a_sum_for_nothing_that_is_named_computes_nothing(talk: Conversation) -> None:
    reply = await talk.say(
        "广州省级专精特新，找银行融资降低成本，500万能补多少",
        "ask_amount",
        city="广州",
        tier="provincial",
        money="5000000",
    )
    assert "250万元" not in reply["text"]
    assert all(figure["yuan"] != "2500000" for figure in reply["figures"])


async def test_the_last_answer_is_said_again_and_nothing_is_forgotten(talk: Conversation) -> None:
    said = await talk.say(
        "湛江小巨人奖多少", "ask_amount", topic="认定", city="湛江", tier="little_giant"
    )
    assert await talk.say("再说一遍", "repeat") == said
    assert await talk.say("再说一遍", "repeat") == said
    reply = await talk.say("那广州呢", "inform", city="广州")
    assert "100万元" in reply["text"]


async def test_what_is_named_is_said_again(talk: Conversation) -> None:
    await talk.say("广州省级", "ask_amount", topic="认定", city="广州", tier="provincial")
    await talk.say("那担保费呢", "inform", topic="担保")
    reply = await talk.say("认定奖励再说一遍", "repeat", topic="认定")
    assert [figure["yuan"] for figure in reply["figures"]] == ["200000"]


async def test_with_nothing_to_repeat_the_bot_says_what_it_can_answer(talk: Conversation) -> None:
    reply = await talk.say("再说一遍", "repeat")
    assert reply["kind"] == "smalltalk"
    assert "专精特新" in reply["text"]


@pytest.mark.parametrize(("text", "intent"), [("对对对", "affirm"), ("。。。", "chitchat")])
async def test_what_asks_for_nothing_leaves_the_open_question_open(
    talk: Conversation, text: str, intent: str
) -> None:
    await talk.say("省级专精特新奖多少", "ask_amount", topic="认定", tier="provincial")
    reply = await talk.say(text, intent)
    assert (reply["kind"], reply["ask"]["field"]) == ("ask", "city")
    reply = await talk.say("湛江", "inform", city="湛江")
    assert "不超过30万元" in reply["text"]


async def test_a_sigh_about_the_year_is_a_sigh(talk: Conversation) -> None:
    reply = await talk.say("今年生意难做", "chitchat", date="2026")
    assert reply["kind"] == "smalltalk"


@pytest.mark.parametrize("text", ["不太清楚", "都可以", "这得问财务"])
async def test_who_does_not_know_is_not_asked_again(talk: Conversation, text: str) -> None:
    await talk.say("省级专精特新奖多少", "ask_amount", topic="认定", tier="provincial")
    reply = await talk.say(text, "chitchat")
    assert (reply["kind"], reply["ask"]) == ("refusal", None)


async def test_a_refusal_names_what_is_written_of_the_matter(talk: Conversation) -> None:
    reply = await talk.say(
        "东莞上市补多少", "out_of_scope", action=ActionRefuse(), topic="上市", city="东莞"
    )
    assert "“上市”" in reply["text"]
    assert "广州" in reply["text"]
    assert not reply["citations"]
    reply = await talk.say("今天广州下雨吗", "out_of_scope", action=ActionRefuse(), city="广州")
    assert "广州的专精特新政策可以查" in reply["text"]


async def test_an_award_to_the_operator_of_a_park_is_none_to_the_firm_that_moves_in(
    talk: Conversation,
) -> None:
    reply = await talk.say("湛江外地企业搬过去，有奖吗", "ask_policy", city="湛江", topic="迁入")
    assert not reply["text"].startswith("有")
    assert "不是奖给迁入的企业" in reply["text"]


async def test_whether_titles_have_the_same_is_told_side_by_side(talk: Conversation) -> None:
    said = "广州省级和市级，数字化补贴一样吗"
    tiers = ["provincial", "municipal"]
    reply = await talk.say(said, "ask_policy", city="广州", topic="数字化", tier=tiers)
    assert reply["kind"] == "comparison"


async def test_who_asks_how_is_told_what_is_written_of_the_matter(talk: Conversation) -> None:
    reply = await talk.say("上市补助去哪里申请", "ask_procedure", topic="上市")
    assert reply["kind"] == "refusal"
    assert "“上市”" in reply["text"]


async def test_what_is_asked_while_starting_over_is_answered_afresh(talk: Conversation) -> None:
    await talk.say(
        "广州省级专精特新奖多少", "ask_amount", topic="认定", city="广州", tier="provincial"
    )
    reply = await talk.say(
        "重新来，湛江小巨人奖多少",
        "start_over",
        action=ActionRestartTalk(),
        topic="认定",
        city="湛江",
        tier="little_giant",
    )
    assert "不超过50万元" in reply["text"]
    assert "省级" not in reply["text"].splitlines()[-1]
