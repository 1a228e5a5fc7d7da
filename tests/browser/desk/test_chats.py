"""Taking chats over: members of staff and customers at once."""

import re
from collections.abc import Callable

from playwright.sync_api import Route, expect

from tests.browser import answers
from tests.browser.chat import Chat
from tests.browser.desk.conftest import Join, Seat
from tests.browser.desk.screens import Chats
from tests.browser.line import Line
from tests.gateway.upstream import Upstream

OpenChats = Callable[..., Chats]
Come = Callable[..., Chat]

CLAUSE = {
    **answers.CITATION,
    "status_words": "标题年份已过",
    "text": answers.CITATION["quote"],
    "responsible": [],
    "reference": "《三年行动方案》（穗府办规〔2022〕4号）三、（三）",
}


def test_a_person_is_asked_for_and_comes_and_the_bot_comes_back(
    chats: Chats, wants_a_person: Come, upstream: Upstream
) -> None:
    customer = wants_a_person("小巨人奖多少")
    waiting = chats.tickets("等待接管")
    expect(waiting).to_contain_text("要人工")
    expect(waiting).to_contain_text("小巨人奖多少")
    expect(waiting).to_contain_text(re.compile(r"已等 \d+秒"))
    expect(chats.page).to_have_title(re.compile(r"^\(1\) 接管对话"))
    number = chats.take()
    expect(customer.log).to_contain_text(f"工单号 {number}")
    expect(customer.log).to_contain_text("小李已接入")
    expect(customer.root.get_by_role("group", name="快捷回复")).to_have_count(0)
    expect(chats.page).to_have_title(re.compile("^接管对话"))

    heard = list(upstream.texts)
    customer.write("有人吗")
    expect(chats.log.locator(".customer").last).to_contain_text("有人吗")
    chats.say("您好，我来帮您。")
    expect(customer.log.locator(".person")).to_contain_text("小李")
    expect(customer.log.locator(".person")).to_contain_text("您好，我来帮您。")
    assert upstream.texts == heard

    chats.button("交还").click()
    chats.dialog.get_by_role("button", name="交还机器人").click()
    expect(customer.log).to_contain_text("机器人继续为您服务")
    expect(chats.root).to_contain_text("没有人在等")
    customer.ask("奖多少")
    assert upstream.texts == [*heard, "奖多少"]
    assert chats.errors == customer.errors == []


def test_two_cannot_have_the_same_chat(open_chats: OpenChats, wants_a_person: Come) -> None:
    li, wang = open_chats(), open_chats(name="wang", shown="小王")
    wants_a_person()
    for screen in (li, wang):
        screen.tickets("等待接管").click()
        expect(screen.button("接管")).to_be_visible()
    # What Wang's screen does not know yet is what two who press at once do not know.
    wang.page.route("**/take", lambda route: (li.take(), route.continue_()))
    wang.press("Alt+t")
    expect(wang.toast).to_contain_text("小李")
    expect(wang.input).to_have_count(0)
    expect(wang.root.locator(".chat-head")).to_contain_text("由小李处理")
    expect(wang.tickets("同事的对话")).to_have_count(1)
    li.say("我在")
    expect(wang.log).to_contain_text("我在")


def test_a_supervisor_may_take_a_chat_from_somebody(
    open_chats: OpenChats, wants_a_person: Come
) -> None:
    li, chief = open_chats(), open_chats(name="chief", shown="班长", role="supervisor")
    wants_a_person()
    li.take()
    li.input.fill("写了一半")
    chief.tickets("同事的对话").click()
    chief.button("转给我").click()
    chief.say("我接手了")
    expect(li.root.locator(".chat-head")).to_contain_text("由班长处理")
    li.input.press("Enter")
    expect(li.warning).to_contain_text("不在您手上")
    expect(li.input).to_have_value("写了一半")


def test_the_bots_grounds_stand_folded_beside_its_answer(
    chats: Chats, wants_a_person: Come, upstream: Upstream
) -> None:
    upstream.says(answers.with_evidence(answers.amount()))
    wants_a_person()
    chats.tickets("等待接管").click()
    grounds = chats.log.locator(".bot").first.locator(".evidence")
    expect(grounds.get_by_text("问金额")).not_to_be_visible()
    grounds.get_by_text("机器人的依据").click()
    for shown in ("问金额", "97%", "城市：广州", "三、（三）", "得分 18.23", "560万元 × 50%"):
        expect(grounds).to_contain_text(shown)


def test_what_is_written_without_a_network_is_sent_once_when_it_is_back(
    sit_down: Seat, open_chats: OpenChats, wants_a_person: Come, line: Line
) -> None:
    chats = open_chats(sit_down(at=line.url))
    customer = wants_a_person()
    chats.take()
    line.cut()
    expect(chats.root.get_by_text("连接断开")).to_be_visible()
    chats.write("您好")
    expect(chats.warning).to_contain_text("恢复后自动发送")
    customer.write("还在吗")
    line.mend()
    chats.page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(chats.root.get_by_text("连接断开")).to_have_count(0)
    expect(chats.log.locator(".person")).to_have_count(1)
    expect(chats.log).to_contain_text("还在吗")
    expect(chats.input).to_have_value("")
    expect(customer.log.locator(".person")).to_have_count(1)


def test_what_was_sent_but_not_confirmed_is_not_said_twice(
    chats: Chats, wants_a_person: Come
) -> None:
    customer = wants_a_person()
    chats.take()

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    chats.page.route("**/say", lose_the_answer, times=1)
    chats.write("您好")
    expect(customer.log.locator(".person")).to_have_count(1)
    expect(chats.log.locator(".person")).to_have_count(1)
    expect(chats.input).to_have_value("")
    chats.say("请讲")
    expect(customer.log.locator(".person")).to_have_count(2)


def test_a_draft_is_kept_for_each_chat_and_outlives_a_reload(
    chats: Chats, wants_a_person: Come
) -> None:
    for _ in range(2):
        wants_a_person()
        chats.take()
        expect(chats.tickets("等待接管")).to_have_count(0)
    chats.input.fill("写给第二个")
    chats.tickets("我的对话").last.click()
    expect(chats.input).to_have_value("")
    chats.input.fill("写给第一个")
    chats.page.reload()
    expect(chats.input).to_have_value("写给第一个")
    chats.tickets("我的对话").first.click()
    expect(chats.input).to_have_value("写给第二个")


def test_a_sum_that_nothing_supports_is_sent_only_on_a_second_press(
    chats: Chats, wants_a_person: Come, join: Join
) -> None:
    customer = wants_a_person("上市花了560万")
    chats.take()
    chats.write("最多能补900万元")
    expect(chats.warning).to_contain_text("900万元")
    expect(chats.button("改一改")).to_be_focused()
    chats.press("Enter")
    expect(chats.input).to_have_value("最多能补900万元")
    expect(customer.log.locator(".person")).to_have_count(0)
    chats.press("Enter")
    chats.button("仍要发送").click()
    expect(customer.log.locator(".person")).to_contain_text("最多能补900万元")
    chats.say("您说的560万，是上市费用吗")
    chief = join("supervisor", at="/desk/audit?action=ticket.say")
    expect(chief.get_by_text("数字没有依据仍发送")).to_have_count(1)


def test_canned_replies_come_by_a_semicolon_and_those_gone_stale_are_marked(
    open_chats: OpenChats, wants_a_person: Come
) -> None:
    chief = open_chats(name="chief", shown="班长", role="supervisor")
    bound = {"document": CLAUSE["document"], "clause": CLAUSE["clause"]}
    chief.keep_ready(title="上市补助", text="上市费用分阶段按50%补助。", **bound)
    chief.keep_ready(title="问候", text="您好，很高兴为您服务。")
    customer = wants_a_person()
    chief.take()
    chief.press(";")
    expect(chief.root.get_by_role("option")).to_have_count(2)
    chief.type("上市")
    expect(chief.root.get_by_role("option")).to_have_count(1)
    expect(chief.root.get_by_role("option")).to_contain_text("文件已过期")
    chief.press("Enter")
    expect(chief.input).to_have_value("上市费用分阶段按50%补助。")
    chief.press("Enter")
    expect(customer.log.locator(".person .source")).to_contain_text("三、（三）")


def test_a_clause_is_found_and_its_words_and_citation_are_inserted(
    chats: Chats, wants_a_person: Come
) -> None:
    chats.page.route("**/desk/search?*", lambda route: route.fulfill(json={"clauses": [CLAUSE]}))
    customer = wants_a_person()
    chats.take()
    chats.input.fill("请看：")
    chats.press("Control+k")
    chats.type("上市 补助")
    expect(chats.dialog.get_by_role("option")).to_contain_text("标题年份已过")
    chats.press("Enter")
    expect(chats.input).to_be_focused()
    expect(chats.input).to_have_value(re.compile(r"^请看：\n“对符合.*”（《三年行动方案》.*）$"))
    chats.press("Enter")
    expect(customer.log.locator(".person .source")).to_contain_text("三、（三）")
    expect(chats.root.get_by_role("list", name="引用")).to_have_count(0)


def test_a_chat_is_closed_with_its_outcome_and_labels(chats: Chats, wants_a_person: Come) -> None:
    customer = wants_a_person()
    number = chats.take()
    chats.button("结束服务").click()
    chats.finish("机器人答错", "上市", "金额不对")
    expect(customer.log).to_contain_text("本次人工服务已结束")
    expect(chats.tickets("我的对话")).to_have_count(0)
    ticket = chats.api(f"tickets/{number}")["ticket"]
    assert (ticket["outcome"], ticket["labels"], ticket["note"]) == (
        "wrong_bot",
        ["上市"],
        "金额不对",
    )


def test_a_chat_can_be_put_back_into_the_queue(chats: Chats, wants_a_person: Come) -> None:
    wants_a_person()
    chats.take()
    chats.press("Alt+b")
    chats.dialog.get_by_role("button", name="放回队列").click()
    expect(chats.tickets("等待接管")).to_have_count(1)


def test_a_customer_who_begins_anew_is_gone(chats: Chats, wants_a_person: Come) -> None:
    customer = wants_a_person()
    chats.take()
    customer.button("新对话").click()
    customer.button("清掉，重新开始").click()
    expect(chats.root.locator(".chat-head")).to_contain_text("已结束")
    expect(chats.input).to_have_count(0)


def test_the_keyboard_is_enough(chats: Chats, wants_a_person: Come) -> None:
    for question in ("一", "二"):
        customer = wants_a_person(question)
        expect(chats.queue).to_contain_text(question)
    chats.tickets("等待接管").first.focus()
    chats.press("ArrowDown", "Enter")
    expect(chats.root.locator(".chat-head")).to_contain_text("二")
    chats.press("Alt+t")
    expect(chats.input).to_be_focused()
    chats.type("您好")
    chats.press("Shift+Enter")
    chats.type("请讲")
    chats.press("Enter")
    expect(customer.log.locator(".person")).to_contain_text("您好\n请讲")
    chats.press("Control+Enter")
    expect(chats.dialog.get_by_role("radio").first).to_be_focused()
    chats.press("1", "Control+Enter")
    expect(customer.log).to_contain_text("本次人工服务已结束")
    expect(chats.tickets("等待接管")).to_be_focused()
    chats.press("?")
    expect(chats.dialog).to_contain_text("Alt+T")


def test_who_is_signed_out_is_told(chats: Chats, wants_a_person: Come) -> None:
    wants_a_person()
    chats.take()
    chats.page.context.clear_cookies()
    chats.write("您好")
    expect(chats.root.get_by_role("link", name="重新登录")).to_have_attribute(
        "href", re.compile(r"^/desk/login\?next=%2Fdesk%2Fchats")
    )
    expect(chats.input).to_have_value("您好")


def test_a_long_chat_is_read_from_its_beginning_if_wished(
    chats: Chats, wants_a_person: Come
) -> None:
    customer = wants_a_person("第一句")
    chats.take()
    for number in range(101):
        customer.write(f"第{number}句话")
    expect(chats.log).to_contain_text("第100句话")
    chats.page.reload()
    expect(chats.log.locator(".customer").last).to_contain_text("第100句话")
    chats.button("更早的消息").click()
    expect(chats.log.locator(".customer").first).to_contain_text("第一句")
    expect(chats.button("更早的消息")).to_have_count(0)
