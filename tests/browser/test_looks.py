"""The chat and the pages look as in ``looks/``: what a change of the styles does is seen in review.

``make looks`` takes these pictures anew.
"""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser import answers
from tests.browser.chat import Chat
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.looks import Look, drawn_with
from tests.gateway.upstream import Upstream

FONT = "Noto Sans CJK SC"
NOW = "2026-11-22T09:30:00+08:00"
QUESTION = "我们是国家级小巨人，上市一共花了560万，广州能补多少？"
SMALL_PHONE = {**PHONE, "device_scale_factor": 1}

Visit = Callable[..., Page]


@pytest.fixture
def visit(new_context: Callable[..., Any], url: str) -> Visit:
    """Open a page of the gateway at half past nine, for a reader whom nothing may move."""

    def at_fixed_time(route: WebSocketRoute) -> None:
        server = route.connect_to_server()
        server.on_message(lambda text: route.send(re.sub(r'"at":"[^"]+"', f'"at":"{NOW}"', text)))

    def open_page(path: str, **options: Any) -> Page:
        context = new_context(reduced_motion="reduce", **options)
        context.route_web_socket("**/api/v1/chat", at_fixed_time)
        page: Page = context.new_page()
        page.clock.set_fixed_time(datetime.fromisoformat(NOW))
        page.goto(url + path)
        if FONT not in drawn_with(page):
            pytest.skip(f"the pictures were taken with {FONT}: apt-get install fonts-noto-cjk")
        return page

    return open_page


@pytest.fixture
def chat(visit: Visit) -> Callable[..., Chat]:
    """Open the chat as a whole page."""

    def open_chat(*, care: bool = False, **options: Any) -> Chat:
        page = visit("/", **options)
        chat = Chat(page, page.locator("policy-chat"))
        if care:
            chat.button("关怀").click()
        return chat

    return open_chat


def test_before_the_first_question(chat: Callable[..., Chat], look: Look) -> None:
    look.of(chat(**SMALL_PHONE).page, "phone-start")


def test_an_amount(chat: Callable[..., Chat], upstream: Upstream, look: Look) -> None:
    phone = chat(**SMALL_PHONE)
    upstream.says(answers.amount())
    phone.ask(QUESTION).get_by_text("怎么算的").click()
    look.of(phone.page, "phone-amount")


def test_a_clause(chat: Callable[..., Chat], upstream: Upstream, look: Look) -> None:
    phone = chat(**SMALL_PHONE)
    upstream.says(answers.amount())
    phone.ask(QUESTION).locator(".source").click()
    expect(phone.sheet.locator("mark")).to_be_visible()
    look.of(phone.page, "phone-clause")


def test_a_checklist_in_the_dark(chat: Callable[..., Chat], upstream: Upstream, look: Look) -> None:
    phone = chat(color_scheme="dark", **SMALL_PHONE)
    upstream.says(answers.matches())
    phone.ask("我能享受哪些")
    look.of(phone.page, "phone-dark-checklist")


def test_a_comparison_and_a_message_that_failed(
    chat: Callable[..., Chat], upstream: Upstream, look: Look
) -> None:
    phone = chat(**SMALL_PHONE)
    upstream.says(answers.comparison())
    phone.ask("广州和湛江比一比")
    phone.page.evaluate("WebSocket.prototype.send = function () { this.close() }")
    phone.page.route("**/api/**", lambda route: route.abort())
    phone.write("那江门呢")
    expect(phone.status).to_have_text("网络不通，恢复后自动发送")
    expect(phone.questions.last.locator(".failure")).to_be_visible()
    look.of(phone.page, "phone-comparison")


def test_in_care_mode(chat: Callable[..., Chat], upstream: Upstream, look: Look) -> None:
    phone = chat(care=True, **SMALL_PHONE)
    upstream.says(answers.ask("listing_cost", "上市费用大约多少？"))
    phone.ask("上市能补多少")
    look.of(phone.page, "phone-care-ask")


def test_in_care_mode_in_the_dark(
    chat: Callable[..., Chat], upstream: Upstream, look: Look
) -> None:
    phone = chat(care=True, color_scheme="dark", **SMALL_PHONE)
    upstream.says(answers.amount())
    phone.ask(QUESTION)
    look.of(phone.page, "phone-care-dark-amount")


def test_on_a_wide_screen(chat: Callable[..., Chat], upstream: Upstream, look: Look) -> None:
    wide = chat(**DESKTOP)
    upstream.says(answers.clauses())
    answer = wide.ask("上市有补助吗")
    answer.get_by_role("button", name="没用").click()
    wide.button("算补贴").click()
    look.of(wide.page, "wide-clause")


def test_a_document_with_the_chat_beside_it(
    visit: Visit, url: str, upstream: Upstream, look: Look
) -> None:
    page = visit("/policies/guangzhou-2022#三、（三）", **DESKTOP)
    look.of(page, "wide-policy")
    page.add_script_tag(url=f"{url}/chat.js")
    page.evaluate("document.body.append(document.createElement('policy-chat'))")
    beside = Chat(page, page.locator("policy-chat"))
    beside.button("打开政策助手").click()
    upstream.says(answers.EVERY_KIND["contact"])
    beside.ask("找哪个部门")
    look.of(page, "wide-beside")


def test_a_document_on_a_phone_in_the_dark(visit: Visit, look: Look) -> None:
    page = visit("/policies/guangzhou-2022#三、（三）", color_scheme="dark", **SMALL_PHONE)
    look.of(page, "phone-dark-policy")
