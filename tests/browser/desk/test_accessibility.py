"""The desk can be seen, heard and worked by everybody who works at it."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import answers
from tests.browser.chat import Chat
from tests.browser.conftest import PHONE
from tests.browser.desk.screens import Chats, Phone, Screen
from tests.browser.test_accessibility import RULES
from tests.gateway.upstream import Upstream

LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "narrow": {"color_scheme": "light", **PHONE},
    "narrow-dark": {"color_scheme": "dark", **PHONE},
}
KINDS = ("amount", "matches", "comparison", "clauses", "ask", "refusal", "sheet", "unknown")

looks = pytest.mark.parametrize("look", LOOKS)


def assert_accessible(screen: Screen) -> None:
    found = Axe().run(screen.page, options=RULES)
    assert [
        (rule["id"], [node["html"][:120] for node in rule["nodes"]])
        for rule in found.response["violations"]
    ] == []
    assert screen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@looks
def test_axe_finds_nothing_in_any_answer_to_a_caller(
    open_phone: Callable[..., Phone], upstream: Upstream, look: str
) -> None:
    phone = open_phone(reduced_motion="reduce", **LOOKS[look])
    assert_accessible(phone)
    for kind in KINDS:
        upstream.says(answers.with_evidence(answers.EVERY_KIND[kind]))
        reply = phone.ask("问")
        reply.get_by_text("机器人的依据").click()
        assert_accessible(phone)


def clause(phone: Phone) -> None:
    phone.answer.locator(".grounds .clause").click()
    expect(phone.dialog.locator("mark")).to_be_visible()


def keys(screen: Screen) -> None:
    screen.press("?")
    expect(screen.dialog).to_be_visible()


def ending(screen: Screen) -> None:
    screen.press("Control+Enter")
    expect(screen.dialog).to_be_visible()


def ended(phone: Phone) -> None:
    ending(phone)
    phone.finish("已解答")
    expect(phone.root.locator(".ended")).to_be_visible()


def signed_out(phone: Phone) -> None:
    phone.page.context.clear_cookies()
    phone.write("问")
    expect(phone.root.get_by_role("alert")).to_be_visible()


@looks
@pytest.mark.parametrize(
    "state", [clause, keys, ending, ended, signed_out], ids=lambda state: state.__name__
)
def test_axe_finds_nothing_in_any_state_of_a_call(
    open_phone: Callable[..., Phone],
    upstream: Upstream,
    look: str,
    state: Callable[[Phone], None],
) -> None:
    phone = open_phone(reduced_motion="reduce", **LOOKS[look])
    upstream.says(answers.amount())
    phone.ask("能补多少")
    state(phone)
    assert_accessible(phone)


@looks
def test_axe_finds_nothing_from_the_queue_to_the_end_of_a_chat(
    open_chats: Callable[..., Chats],
    wants_a_person: Callable[..., Chat],
    upstream: Upstream,
    look: str,
) -> None:
    chats = open_chats(reduced_motion="reduce", **LOOKS[look])
    assert_accessible(chats)
    upstream.says(answers.with_evidence(answers.amount()))
    customer = wants_a_person()
    expect(chats.tickets("等待接管")).to_have_count(1)
    assert_accessible(chats)
    chats.take()
    customer.write("在吗")
    chats.say("在的")
    chats.log.get_by_text("机器人的依据").first.click()
    assert_accessible(chats)
    chats.write("能补900万元")
    expect(chats.button("仍要发送")).to_be_visible()
    assert_accessible(chats)
    for show in (ending, keys_of_chats, handing_back):
        show(chats)
        assert_accessible(chats)
        chats.press("Escape")
        expect(chats.dialog).to_have_count(0)


def keys_of_chats(chats: Chats) -> None:
    chats.log.focus()
    keys(chats)


def handing_back(chats: Chats) -> None:
    chats.press("Alt+b")
    expect(chats.dialog).to_be_visible()


def test_what_is_focused_is_seen(phone: Phone) -> None:
    reached: list[str] = []
    while "登记来电" not in "".join(reached[-1:]):
        phone.press("Tab")
        focused = phone.root.locator(":focus")
        assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        reached.append(
            focused.evaluate("e => e.getAttribute('aria-label') ?? e.innerText.split('\\n')[0]")
        )
    places = [reached.index(name) for name in ("查", "能享受哪些", "答案")]
    assert places == sorted(places)


def test_lines_that_come_are_told_and_those_that_were_there_are_not(
    chats: Chats, wants_a_person: Callable[..., Chat]
) -> None:
    wants_a_person()
    chats.take()
    expect(chats.log).to_have_attribute("aria-live", "polite")
