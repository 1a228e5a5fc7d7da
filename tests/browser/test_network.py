"""When the network fails: nothing is lost, nothing is asked twice."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import WebSocketRoute, expect

from bot.gateway.limits import Limits
from tests.browser.chat import Chat
from tests.browser.conftest import Open
from tests.browser.line import Line
from tests.gateway.upstream import Upstream


def no_socket(route: WebSocketRoute) -> None:
    route.close()


def test_what_is_said_without_a_network_is_sent_when_it_is_back(
    open_chat: Open, line: Line, upstream: Upstream
) -> None:
    chat = open_chat(at=line.url)
    chat.ask("一")
    line.cut()
    chat.write("二")
    retry = chat.questions.last.get_by_role("button", name="没有送达，点此重新发送")
    expect(retry).to_be_visible()
    expect(chat.status).to_have_text("网络不通，恢复后自动发送")
    line.mend()
    chat.page.evaluate("window.dispatchEvent(new Event('online'))")
    chat.answered(2)
    expect(retry).to_have_count(0)
    expect(chat.status).to_have_text("")
    assert upstream.texts == ["一", "二"]


def test_what_was_not_sent_outlives_a_reload(
    open_chat: Open, line: Line, upstream: Upstream
) -> None:
    chat = open_chat(at=line.url)
    line.cut()
    chat.write("一")
    expect(chat.questions).to_have_count(1)
    line.mend()
    chat.page.reload()
    chat.answered(1)
    assert upstream.texts == ["一"]


def test_a_failed_message_is_sent_again_by_a_tap(
    open_chat: Open, line: Line, upstream: Upstream
) -> None:
    chat = open_chat(at=line.url)
    line.cut()
    chat.write("一")
    retry = chat.questions.last.get_by_role("button", name="没有送达，点此重新发送")
    expect(retry).to_be_visible()
    line.mend()
    retry.click()
    chat.answered(1)
    assert upstream.texts == ["一"]


def test_a_failed_message_can_be_given_up(open_chat: Open, line: Line, upstream: Upstream) -> None:
    chat = open_chat(at=line.url)
    line.cut()
    chat.write("一")
    expect(chat.questions.last.locator(".failure")).to_be_visible()
    chat.menu_of(chat.questions.last).get_by_role("menuitem", name="删除").press("Enter")
    expect(chat.questions).to_have_count(0)
    line.mend()
    chat.page.reload()
    chat.ask("二")
    assert upstream.texts == ["二"]


def test_an_answer_is_not_lost_when_the_connection_drops_meanwhile(
    open_chat: Open, line: Line, upstream: Upstream
) -> None:
    chat = open_chat(at=line.url)
    upstream.gate.clear()
    chat.write("一")
    upstream.arrived.acquire()
    line.cut()
    upstream.gate.set()
    line.mend()
    chat.answered(1)
    assert upstream.texts == ["一"]


def test_without_a_socket_everything_goes_over_http(
    new_context: Callable[..., Any], open_chat: Open, upstream: Upstream
) -> None:
    context = new_context()
    context.route_web_socket("**/api/v1/chat", no_socket)
    chat = open_chat(context)
    chat.ask("一")
    chat.ask("二")
    assert upstream.texts == ["一", "二"]
    chat.page.reload()
    expect(chat.questions).to_have_count(2)
    assert chat.errors == []


def test_a_fault_behind_the_gateway_is_told_with_its_number(chat: Chat, upstream: Upstream) -> None:
    upstream.status = 500
    expect(chat.ask("奖多少")).to_contain_text("错误编号 E")


def test_too_many_messages_are_told_kindly_and_sent_when_it_is_time(
    open_chat: Open, serve: Callable[..., str], upstream: Upstream
) -> None:
    chat = open_chat(at=serve(upstream.url, limits=Limits(session_rate=12)))
    for number in range(4):
        chat.write(str(number))
    expect(chat.questions.last.locator(".failure")).to_contain_text("您操作得太快了")
    chat.answered(4)
    expect(chat.log.locator(".failure")).to_have_count(0)
    assert upstream.texts == [str(number) for number in range(4)]


def test_two_tabs_show_one_conversation(
    new_context: Callable[..., Any], open_chat: Open, upstream: Upstream
) -> None:
    context = new_context()
    one, two = open_chat(context), open_chat(context)
    one.ask("一")
    two.answered(1)
    two.ask("二")
    one.answered(2)
    assert upstream.texts == ["一", "二"]
    assert len(set(upstream.senders)) == 1
    one.button("新对话").click()
    one.button("清掉，重新开始").click()
    expect(two.questions).to_have_count(0)


def test_where_nothing_may_be_kept_the_chat_works_until_the_page_goes(
    new_context: Callable[..., Any], open_chat: Open
) -> None:
    context = new_context()
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name,"
        " { get() { throw new DOMException('denied', 'SecurityError') } })"
    )
    chat = open_chat(context)
    chat.ask("一")
    chat.ask("二")
    expect(chat.questions).to_have_count(2)
    assert chat.errors == []


def test_a_session_that_the_gateway_does_not_know_is_replaced_kindly(
    chat: Chat, upstream: Upstream
) -> None:
    chat.ask("一")
    chat.page.evaluate(
        "for (const key of Object.keys(localStorage))"
        " if (key.endsWith(' session'))"
        " localStorage.setItem(key, JSON.stringify({token: 'forged', limits: {text: 1000}}))"
    )
    chat.page.reload()
    expect(chat.toast).to_have_text("会话已过期，已为您开始新的会话")
    chat.ask("二")
    assert len(set(upstream.senders)) == 2
