"""Each card shows its answer at a glance, and leaves the text complete for those who hear it."""

import pytest
from playwright.sync_api import expect

from tests.browser import answers
from tests.browser.chat import Chat
from tests.browser.conftest import PHONE, Open
from tests.gateway.upstream import Upstream


@pytest.mark.parametrize("kind", answers.EVERY_KIND)
def test_the_text_of_every_kind_is_complete(chat: Chat, upstream: Upstream, kind: str) -> None:
    reply = answers.EVERY_KIND[kind]
    upstream.says(reply)
    said = chat.ask("问").locator(".text").inner_text()
    for line in reply[0]["text"].split("\n"):
        assert line in said
    assert chat.errors == []


def test_an_amount_is_large_with_its_kind_and_its_steps_folded(
    chat: Chat, upstream: Upstream
) -> None:
    upstream.says(answers.amount())
    answer = chat.ask("能补多少")
    expect(answer.locator(".large")).to_have_text("280万元 按条款算出")
    expect(answer.locator(".conditions")).to_have_text("前提：符合相关条件")
    expect(answer.get_by_text("标题年份已过")).to_be_visible()
    step = answer.get_by_text("560万元 × 50% = 280万元", exact=True)
    expect(step).to_be_hidden()
    answer.get_by_text("怎么算的").click()
    expect(step).to_be_visible()


def test_what_is_unfolded_stays_under_the_finger(open_chat: Open, upstream: Upstream) -> None:
    chat = open_chat(**PHONE)
    upstream.says(answers.amount())
    chat.ask("能补多少")
    answer = chat.ask("能补多少")  # the log is full
    top = "e => e.getBoundingClientRect().top"
    before = answer.evaluate(top)
    answer.get_by_text("怎么算的").click()
    answer.locator(".name").click()  # every press draws the log anew
    assert answer.evaluate(top) == before
    answer.get_by_role("button", name="没用").click()
    expect(answer.get_by_role("group", name="哪里不对？")).to_be_visible()


def test_a_clause_opens_word_by_word_with_the_answer_marked(chat: Chat, upstream: Upstream) -> None:
    upstream.says(answers.clauses())
    clause = chat.ask("上市有补助吗").get_by_role("button", name="三、（三）")
    expect(clause).to_contain_text("穗府办规〔2022〕4号")
    clause.click()
    expect(chat.sheet.locator("mark")).to_have_text(answers.CITATION["quote"])
    expect(chat.sheet.locator("blockquote")).to_contain_text("降低融资成本")
    expect(chat.sheet).to_contain_text("市工业和信息化局")
    with chat.page.expect_popup() as document:
        chat.sheet.get_by_role("link", name="看整份文件").click()
    expect(document.value.locator(".clause:target")).to_contain_text("降低融资成本")


def test_the_sheet_holds_the_focus_and_gives_it_back(chat: Chat, upstream: Upstream) -> None:
    upstream.says(answers.clauses())
    clause = chat.ask("上市有补助吗").get_by_role("button", name="三、（三）")
    clause.press("Enter")
    expect(chat.sheet.get_by_role("button", name="关闭")).to_be_focused()
    for _ in range(5):
        chat.page.keyboard.press("Tab")
        assert not chat.root.locator(".front :focus").count()
    chat.sheet.get_by_role("button", name="关闭").press("Escape")
    expect(chat.sheet).to_have_count(0)
    expect(clause).to_be_focused()


def test_a_clause_that_cannot_be_fetched_is_told_by_its_quote(
    chat: Chat, upstream: Upstream
) -> None:
    upstream.says(answers.reply("clauses", "…", citations=[{**answers.CITATION, "clause": "九"}]))
    chat.ask("问").get_by_role("button", name="九").click()
    expect(chat.sheet).to_contain_text("原文没有取到")
    expect(chat.sheet.locator("mark")).to_have_text(answers.CITATION["quote"])


def test_a_checklist_has_three_groups_with_what_each_depends_on(
    chat: Chat, upstream: Upstream
) -> None:
    upstream.says(answers.matches())
    answer = chat.ask("我能享受哪些")
    certain, depends, not_for_you = answer.locator(".group").all()
    expect(certain.get_by_role("button")).to_contain_text("最高 100万元")
    expect(depends.get_by_role("button")).to_contain_text("要看：新认定还是复核")
    expect(not_for_you.get_by_role("button")).to_contain_text("迁入奖励")
    expect(answer.locator(".total")).to_contain_text("最高 120万元")
    certain.get_by_role("button").click()
    expect(chat.sheet.locator("blockquote")).to_contain_text("降低融资成本")


def test_a_comparison_stands_side_by_side_and_scrolls_on_a_phone(
    open_chat: Open, upstream: Upstream
) -> None:
    chat = open_chat(**PHONE)
    upstream.says(answers.comparison())
    columns = chat.ask("比一比").get_by_role("group", name="并排比较")
    expect(columns.get_by_role("heading")).to_contain_text(["广州", "湛江", "江门"])
    assert columns.evaluate("e => e.scrollWidth > e.clientWidth")
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_sheet_is_linked_on_the_gateway_and_nowhere_else(
    chat: Chat, upstream: Upstream, url: str
) -> None:
    upstream.says(answers.sheet())
    link = chat.ask("做一份计算书").get_by_role("link", name="计算书")
    expect(link).to_have_attribute("href", f"{url}/sheets/bdc735fce09cd7de")
    upstream.says(answers.reply("amount", "…", sheet="https://elsewhere.example/"))
    expect(chat.ask("做一份计算书").get_by_role("link")).to_have_count(0)
