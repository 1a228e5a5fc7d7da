"""Every state can be seen, heard and worked by everybody."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from actions.subsidy import sheets
from actions.subsidy.sheet import Sheet
from tests.browser import answers
from tests.browser.chat import Chat
from tests.browser.conftest import PHONE, Open
from tests.gateway.upstream import Upstream

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "care": {"color_scheme": "light"},
    "care-dark": {"color_scheme": "dark"},
}


def assert_accessible(page: Page) -> None:
    found = Axe().run(page, options=RULES)
    assert [
        (rule["id"], [node["html"][:120] for node in rule["nodes"]])
        for rule in found.response["violations"]
    ] == []


def menu(chat: Chat) -> None:
    chat.menu_of(chat.answer)


def reasons(chat: Chat) -> None:
    chat.answers.first.get_by_role("button", name="没用").click()


def popup(chat: Chat) -> None:
    chat.button("算补贴").click()


def reset(chat: Chat) -> None:
    chat.button("新对话").click()


def too_long(chat: Chat) -> None:
    chat.input.fill("补" * 2_000)


def quoting(chat: Chat) -> None:
    chat.menu_of(chat.answers.first).get_by_role("menuitem", name="引用").click()


def clause(chat: Chat) -> None:
    chat.answers.first.locator(".source").first.click()
    expect(chat.sheet.locator("mark")).to_be_visible()


def rated(chat: Chat) -> None:
    chat.answers.first.get_by_role("button", name="有用").click()
    expect(chat.answers.first).to_contain_text("已收到，谢谢")


def failed(chat: Chat) -> None:
    chat.page.evaluate("WebSocket.prototype.send = function () { this.close() }")
    chat.page.route("**/api/**", lambda route: route.abort())
    chat.write("那湛江呢")
    expect(chat.questions.last.locator(".failure")).to_be_visible()


def copied(chat: Chat) -> None:
    chat.menu_of(chat.answers.first).get_by_role("menuitem", name="复制").click()
    expect(chat.toast).not_to_be_empty()


STATES: list[Callable[[Chat], None]] = [
    menu,
    reasons,
    rated,
    popup,
    reset,
    too_long,
    quoting,
    clause,
    failed,
    copied,
]


@pytest.fixture
def open_look(open_chat: Open) -> Callable[..., Chat]:
    """Open the chat in one of ``LOOKS``; without motion, so that nothing is seen half faded in."""

    def open_it(look: str, **options: Any) -> Chat:
        chat = open_chat(reduced_motion="reduce", **LOOKS[look], **options)
        if look.startswith("care"):
            chat.button("关怀").click()
        return chat

    return open_it


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_in_any_card(
    open_look: Callable[..., Chat], upstream: Upstream, look: str
) -> None:
    chat = open_look(look)
    assert_accessible(chat.page)
    for reply in answers.EVERY_KIND.values():
        upstream.says(reply)
        chat.ask("问")
    assert_accessible(chat.page)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing_in_any_state(
    open_look: Callable[..., Chat], upstream: Upstream, look: str, state: Callable[[Chat], None]
) -> None:
    chat = open_look(look, **PHONE)
    upstream.says(answers.amount())
    chat.ask("能补多少")
    state(chat)
    assert_accessible(chat.page)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_axe_finds_nothing_while_an_answer_is_written_and_when_it_is_not_seen(
    open_look: Callable[..., Chat], upstream: Upstream, look: str
) -> None:
    chat = open_look(look, **PHONE)
    upstream.says([{"text": "很长的回答\n" * 60}])
    chat.ask("一")
    upstream.gate.clear()
    chat.write("二")
    expect(chat.log.locator(".dots")).to_be_visible()
    assert_accessible(chat.page)
    chat.scroll_to_top()
    upstream.gate.set()
    expect(chat.button("新消息")).to_be_visible()
    assert_accessible(chat.page)


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/policies", "/policies/guangzhou-2022#三、（三）", "/docs", "/nowhere"]
)
def test_axe_finds_nothing_on_any_page(
    new_context: Callable[..., Any], url: str, look: str, path: str
) -> None:
    page = new_context(**LOOKS[look]).new_page()
    page.goto(url + path)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_nothing_on_a_calculation_sheet(
    new_context: Callable[..., Any],
    serve: Callable[..., str],
    upstream: Upstream,
    sheet: Sheet,
    tmp_path: Path,
) -> None:
    sheets.keep(sheet, tmp_path)
    page = new_context().new_page()
    page.goto(f"{serve(upstream.url, sheets=tmp_path)}/sheets/{sheet.id}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("计算书")
    assert_accessible(page)


@pytest.mark.parametrize(
    ("width", "height", "look"), [(640, 400, "light"), (320, 640, "light"), (320, 640, "care")]
)
def test_at_two_hundred_percent_and_on_the_narrowest_screen_nothing_is_cut_off(
    open_look: Callable[..., Chat], upstream: Upstream, width: int, height: int, look: str
) -> None:
    chat = open_look(look, viewport={"width": width, "height": height}, device_scale_factor=2)
    upstream.says(answers.matches())
    chat.ask("我能享受哪些")
    for name in ("关怀", "新对话", "发送", "转人工"):
        expect(chat.button(name)).to_be_in_viewport(ratio=1)
    assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert chat.log.evaluate("log => log.scrollWidth <= log.clientWidth")


def test_in_care_mode_the_type_is_large_and_stays_so(open_chat: Open) -> None:
    chat = open_chat(**PHONE)
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert chat.input.evaluate(size) == 16
    chat.button("关怀").click()
    assert chat.input.evaluate(size) >= 21
    assert chat.input.evaluate("e => e.scrollHeight <= e.clientHeight")
    chat.page.reload()
    expect(chat.button("关怀")).to_have_attribute("aria-pressed", "true")
    for name in ("关怀", "新对话", "发送", "转人工"):
        expect(chat.button(name)).to_be_in_viewport(ratio=1)


def test_the_keyboard_reaches_everything_in_the_order_of_the_page(
    chat: Chat, upstream: Upstream
) -> None:
    upstream.says(answers.amount())
    chat.ask("能补多少")
    chat.button("关怀").focus()
    reached: list[str] = []
    while reached[-1:] != ["发送"]:
        chat.page.keyboard.press("Tab")
        focused = chat.root.locator(":focus")
        assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        reached.append(
            focused.evaluate("e => e.getAttribute('aria-label') ?? e.innerText.split('\\n')[0]")
        )
    wanted = [
        "新对话",
        "对话",
        "怎么算的",
        "有用",
        "没用",
        "原文怎么说",
        "查政策",
        "您的问题",
        "发送",
    ]
    places = [reached.index(name) for name in wanted]
    assert places == sorted(places)


def test_new_lines_are_told_politely_and_old_ones_are_not(chat: Chat) -> None:
    expect(chat.log).to_have_attribute("aria-live", "polite")
    chat.ask("一")
    expect(chat.log).to_have_attribute("aria-live", "polite")
