"""Asking and being answered, as one knows it from other chats."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import answers
from tests.browser.chat import Chat
from tests.browser.conftest import PHONE, Open
from tests.gateway.upstream import Upstream


def test_a_question_is_answered_and_both_are_in_the_log(chat: Chat, upstream: Upstream) -> None:
    upstream.says([{"text": "一百万元"}])
    expect(chat.ask("奖多少")).to_contain_text("一百万元")
    expect(chat.questions).to_have_count(1)
    expect(chat.log.locator("time")).to_have_text(re.compile(r"^\d\d:\d\d$"))
    assert chat.errors == []


def test_while_it_works_the_other_side_is_writing(chat: Chat, upstream: Upstream) -> None:
    upstream.gate.clear()
    chat.write("奖多少")
    expect(chat.status).to_have_text("对方正在输入…")
    expect(chat.log.locator(".dots")).to_be_visible()
    upstream.gate.set()
    chat.answered(1)
    expect(chat.status).to_have_text("")


def test_questions_are_answered_in_the_order_in_which_they_were_sent(
    chat: Chat, upstream: Upstream
) -> None:
    upstream.gate.clear()
    for text in ("一", "二", "三"):
        chat.write(text)
    expect(chat.questions).to_have_count(3)
    upstream.gate.set()
    chat.answered(3)
    assert upstream.texts == ["一", "二", "三"]


def test_what_is_asked_back_is_answered_by_a_tap(chat: Chat, upstream: Upstream) -> None:
    upstream.says(answers.ask("city", "您的企业在哪里？", "广州", "湛江"))
    chat.ask("奖多少")
    upstream.says(answers.amount())
    chat.chip("湛江").click()
    chat.answered(2)
    assert upstream.texts[-1] == "湛江"
    expect(chat.chip("广州")).to_have_count(0)


def test_a_sum_is_asked_for_with_the_keyboard_for_numbers(chat: Chat, upstream: Upstream) -> None:
    upstream.says(answers.ask("listing_cost", "上市费用大约多少？"))
    field = chat.ask("能补多少").get_by_label("金额（万元）")
    expect(field).to_have_attribute("inputmode", "decimal")
    field.fill("560")
    field.press("Enter")
    chat.answered(2)
    assert upstream.texts[-1] == "560万元"
    expect(chat.answers.first.get_by_label("金额（万元）")).to_have_count(0)


@pytest.mark.parametrize("typed", ["５６０", "560万元", " 5,60 "])
def test_a_sum_is_understood_however_it_is_typed(
    chat: Chat, upstream: Upstream, typed: str
) -> None:
    upstream.says(answers.ask("listing_cost", "上市费用大约多少？"))
    field = chat.ask("能补多少").get_by_label("金额（万元）")
    field.fill(typed)
    field.press("Enter")
    chat.answered(2)
    assert upstream.texts[-1] == "560万元"


def test_a_day_is_picked_and_said_in_words(chat: Chat, upstream: Upstream) -> None:
    upstream.says(answers.ask("recognised_on", "什么时候获得称号的？"))
    field = chat.ask("能拿奖吗").get_by_label("日期")
    field.fill("2022-06-01")
    chat.button("确定").click()
    chat.answered(2)
    assert upstream.texts[-1] == "2022年6月1日"


def test_the_menu_at_the_bottom_asks(chat: Chat, upstream: Upstream) -> None:
    chat.button("算补贴").click()
    chat.button("上市费用补助").click()
    chat.answered(1)
    chat.button("转人工").click()
    chat.answered(2)
    assert upstream.texts == ["上市费用能补多少", "转人工"]
    chat.button("查政策").click()
    with chat.page.expect_popup() as policies:
        chat.root.get_by_role("link", name="政策原文").click()
    expect(policies.value.get_by_role("heading", level=1)).to_be_visible()


def test_a_message_can_be_copied_quoted_and_called_wrong(
    open_chat: Open, upstream: Upstream
) -> None:
    chat = open_chat(permissions=["clipboard-read", "clipboard-write"])
    upstream.says(answers.clauses())
    answer = chat.ask("上市有补助吗")

    chat.menu_of(answer).get_by_role("menuitem", name="复制").press("Enter")
    expect(chat.toast).to_have_text("已复制")
    copied = chat.page.evaluate("navigator.clipboard.readText()")
    assert copied == answers.clauses()[0]["text"]

    menu = chat.menu_of(answer)
    menu.get_by_role("menuitem", name="复制").press("ArrowRight")
    chat.page.keyboard.press("Enter")
    expect(chat.input).to_be_focused()
    chat.ask("这句怎么理解")
    assert upstream.texts[-1].startswith("「《广州市“专精特新”")
    expect(chat.questions.last.locator(".quoted")).to_be_visible()

    chat.menu_of(answer).get_by_role("menuitem", name="有误").press("Enter")
    expect(answer.get_by_role("group", name="哪里不对？")).to_be_visible()


def test_a_long_press_opens_the_menu(open_chat: Open) -> None:
    chat = open_chat(**PHONE)
    bubble = chat.ask("奖多少").locator(".bubble")
    bubble.dispatch_event("pointerdown", {"pointerType": "touch", "bubbles": True})
    expect(chat.root.get_by_role("menu")).to_be_visible()
    bubble.dispatch_event("contextmenu", {"bubbles": True})  # as some phones tell it besides
    expect(chat.root.get_by_role("menu")).to_be_visible()
    chat.page.keyboard.press("Escape")
    expect(chat.root.get_by_role("menu")).to_have_count(0)


def test_a_press_elsewhere_closes_what_had_popped_up(chat: Chat) -> None:
    answer = chat.ask("奖多少")
    chat.button("算补贴").click()
    expect(chat.button("认定奖励")).to_be_visible()
    answer.click()
    expect(chat.button("认定奖励")).to_have_count(0)
    chat.menu_of(answer)
    chat.input.click()
    expect(chat.root.get_by_role("menu")).to_have_count(0)


def test_the_release_of_a_long_press_opens_nothing_else(
    open_chat: Open, upstream: Upstream
) -> None:
    chat = open_chat(**PHONE)
    upstream.says(answers.clauses())
    clause = chat.ask("上市有补助吗").get_by_role("button", name="三、（三）")
    clause.dispatch_event("pointerdown", {"pointerType": "touch", "bubbles": True})
    expect(chat.root.get_by_role("menu")).to_be_visible()
    clause.dispatch_event("pointerup", {"pointerType": "touch", "bubbles": True})
    clause.dispatch_event("click", {"bubbles": True})
    expect(chat.root.get_by_role("menu")).to_be_visible()
    expect(chat.sheet).to_have_count(0)


def test_an_answer_is_rated_with_a_reason_that_outlives_a_reload(
    chat: Chat, upstream: Upstream
) -> None:
    upstream.says(answers.amount())
    answer = chat.ask("能补多少")
    answer.get_by_role("button", name="没用").click()
    answer.get_by_label("金额不对").check()
    answer.get_by_label("说说哪里不对（可不填）").fill("应当是300万元")
    with chat.page.expect_response("**/api/v1/feedback") as told:
        answer.get_by_role("button", name="提交").click()
    assert told.value.status == 204
    assert told.value.request.post_data_json["reason"] == "amount"
    expect(answer).to_contain_text("已收到，谢谢")
    chat.page.reload()
    expect(chat.answer.get_by_role("button", name="没用")).to_have_attribute("aria-pressed", "true")


def test_the_history_is_there_after_a_reload(chat: Chat, upstream: Upstream) -> None:
    upstream.says(answers.amount())
    chat.ask("能补多少")
    chat.page.reload()
    expect(chat.questions).to_have_text(re.compile("能补多少"))
    expect(chat.answer).to_contain_text("280")
    expect(chat.chip("原文怎么说")).to_be_visible()


def test_older_messages_come_twenty_at_a_time_and_nothing_jumps(chat: Chat) -> None:
    for number in range(15):
        chat.ask(f"问题{number}")
    chat.page.reload()
    expect(chat.log.locator("[data-id]")).to_have_count(20)
    first = chat.log.locator("[data-id]").first
    name = first.get_attribute("data-id")
    chat.scroll_to_top()
    older = chat.button("查看更早的消息")
    older.click()
    expect(chat.log.locator("[data-id]")).to_have_count(30)
    expect(older).to_have_count(0)
    expect(chat.log.locator(f'[data-id="{name}"]')).to_be_in_viewport()
    expect(chat.questions.first).to_contain_text("问题0")


def test_new_messages_are_told_to_those_who_read_further_up(chat: Chat, upstream: Upstream) -> None:
    upstream.says([{"text": "很长的回答\n" * 60}])
    chat.ask("一")
    upstream.gate.clear()
    chat.write("二")
    expect(chat.questions).to_have_count(2)
    chat.scroll_to_top()
    upstream.gate.set()
    pill = chat.button("新消息")
    pill.click()
    expect(pill).to_have_count(0)
    expect(chat.answers.nth(1)).to_be_in_viewport()


def test_a_new_conversation_forgets_the_old_one_after_a_question(chat: Chat) -> None:
    chat.ask("奖多少")
    chat.button("新对话").click()
    expect(chat.root.get_by_role("alertdialog")).to_contain_text("开始新对话？")
    chat.button("清掉，重新开始").click()
    expect(chat.questions).to_have_count(0)
    expect(chat.log).to_contain_text("会话已重新开始")
    expect(chat.chip("想拿地有什么优惠？")).to_be_visible()
    chat.page.reload()
    expect(chat.questions).to_have_count(0)
