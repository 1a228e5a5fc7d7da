"""An owner who is gone for too long: what the customer, the colleague and the owner see."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.desk.conftest import Seat
from tests.browser.desk.screens import Chats
from tests.browser.line import Line
from tests.gateway.desk.chats import ALWAYS
from tests.gateway.upstream import Upstream

OpenChats = Callable[..., Chats]
Come = Callable[..., Any]


@pytest.fixture
def url(serve: Callable[..., str], upstream: Upstream) -> str:
    """A gateway that does not wait long for anybody."""
    return serve(upstream.url, desk_hours=ALWAYS, desk_patience=timedelta(seconds=1))


def come_back(chats: Chats, line: Line) -> None:
    line.mend()
    chats.page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(chats.root.get_by_text("连接断开")).to_have_count(0)


def test_a_chat_whose_owner_is_cut_off_waits_and_the_owner_takes_it_again(
    sit_down: Seat, open_chats: OpenChats, wants_a_person: Come, line: Line
) -> None:
    li, wang = open_chats(sit_down(at=line.url)), open_chats(name="wang", shown="小王")
    customer = wants_a_person()
    li.take()
    li.input.fill("写了一半")
    line.cut()
    expect(customer.log).to_contain_text("工作人员小李暂时离开")
    customer.write("还在吗")
    expect(wang.tickets("等待接管")).to_contain_text("小李离开了")
    expect(wang.tickets("等待接管")).to_contain_text("还在吗")
    come_back(li, line)
    expect(li.root.locator(".chat-head")).to_contain_text("您离开了一阵")
    expect(li.log).to_contain_text("还在吗")
    li.button("接管").click()
    expect(li.input).to_have_value("写了一半")
    expect(li.root.get_by_text("您离开了一阵")).to_have_count(0)
    li.say("我回来了")
    expect(customer.log.locator(".person").last).to_contain_text("我回来了")
    assert li.errors == wang.errors == customer.errors == []


def test_the_owner_who_comes_back_too_late_sees_who_has_it(
    sit_down: Seat, open_chats: OpenChats, wants_a_person: Come, line: Line
) -> None:
    li, wang = open_chats(sit_down(at=line.url)), open_chats(name="wang", shown="小王")
    customer = wants_a_person()
    li.take()
    line.cut()
    expect(wang.tickets("等待接管")).to_contain_text("小李离开了")
    wang.take()
    wang.say("我接着说")
    come_back(li, line)
    expect(li.root.locator(".chat-head")).to_contain_text("由小王处理")
    expect(li.log).to_contain_text("我接着说")
    expect(li.root.get_by_role("textbox", name="回复对方")).to_have_count(0)
    expect(customer.log.locator(".person").last).to_contain_text("我接着说")
