"""Signing in at the desk with a real browser: by keyboard, for everybody, in every light."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.desk.conftest import Join
from tests.browser.test_accessibility import assert_accessible

OWN = "purple tram lake"
LOOKS = {
    f"{size}-{scheme}": {**options, "color_scheme": scheme}
    for size, options in {"wide": DESKTOP, "phone": PHONE}.items()
    for scheme in ("light", "dark")
}

Hire = Callable[..., str]


@pytest.fixture
def hire(address: str) -> Hire:
    """Make an account as an administrator does; returns its one-time password."""

    def add(name: str, role: str = "agent") -> str:
        told = subprocess.run(
            [sys.executable, "-m", "bot.gateway", "users", "add", name, "--role", role],
            env=os.environ | {"GATEWAY_DATABASE": address},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        return told.partition("one-time password: ")[2].partition("\n")[0]

    return add


def type_and_enter(page: Page, *fields: str) -> None:
    """Fill the fields of a form from the one in focus on, with the keyboard alone."""
    expect(page.locator("input:focus")).to_be_visible()
    for nth, text in enumerate(fields):
        if nth:
            page.keyboard.press("Tab")
        page.keyboard.type(text)
    page.keyboard.press("Enter")


def heading(page: Page, name: str) -> Any:
    return expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def test_the_first_day_by_keyboard_from_the_one_time_password_to_signing_out(
    new_context: Callable[..., Any], url: str, hire: Hire
) -> None:
    given = hire("xiaoli")
    page = new_context().new_page()
    page.goto(f"{url}/desk")
    type_and_enter(page, "xiaoli", "wrong")
    expect(page.get_by_role("alert")).to_contain_text("不对")
    expect(page.get_by_label("登录名")).to_have_value("xiaoli")
    expect(page.get_by_label("密码")).to_be_focused()
    type_and_enter(page, given)

    heading(page, "先换一个自己的密码")
    type_and_enter(page, given, "1234567890", "1234567890")
    expect(page.get_by_label("新密码", exact=True)).to_be_focused()
    expect(page.get_by_label("新密码", exact=True)).to_have_accessible_description(
        re.compile("太简单")
    )
    page.get_by_label("现在的密码").focus()
    type_and_enter(page, given, OWN, OWN)
    expect(page).to_have_url(f"{url}/desk")
    expect(page.get_by_role("textbox", name="对方问什么")).to_be_focused()

    page.locator(".me summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="我的密码")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    heading(page, "登录坐席台")
    page.go_back()
    heading(page, "登录坐席台")  # nothing of the desk was kept


def test_the_record_is_searched_by_keyboard(url: str, join: Join) -> None:
    page = join("supervisor", at="/desk/audit?ticket=T1")
    heading(page, "审计")
    expect(page.get_by_label("工单或对象")).to_have_value("T1")
    page.get_by_label("工单或对象").fill("T2")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{url}/desk/audit?staff=&action=&ticket=T2&day=")


def test_the_keyboard_reaches_the_text_first_and_every_place_in_order(join: Join) -> None:
    page = join("admin", at="/desk/accounts")
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        reached.append(focused.evaluate("e => e.innerText.split('\\n')[0]"))
    assert reached[:2] == ["跳到正文", "坐席台"]
    assert reached[2:10] == [
        "接电话",
        "接管对话",
        "待学习",
        "常用语",
        "统计",
        "政策",
        "审计",
        "账号",
    ]
    assert reached[10].startswith("小李")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    "path", ["/desk", "/desk/audit", "/desk/accounts", "/desk/password", "/desk/no"]
)
def test_axe_finds_nothing_on_the_pages_of_the_desk(join: Join, look: str, path: str) -> None:
    page = join("admin", at=path, **LOOKS[look])
    if path == "/desk/audit":
        page.locator(".me summary").click()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_where_one_signs_in(
    new_context: Callable[..., Any], url: str, look: str
) -> None:
    page = new_context(reduced_motion="reduce", **LOOKS[look]).new_page()
    page.goto(f"{url}/desk")
    assert_accessible(page)
    type_and_enter(page, "xiaoli", "wrong")
    expect(page.get_by_role("alert")).to_be_visible()
    assert_accessible(page)


def test_at_the_narrowest_nothing_is_cut_off(join: Join) -> None:
    page = join("admin", at="/desk/accounts", viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for name in ("接电话", "账号"):
        expect(page.get_by_role("link", name=name, exact=True)).to_be_in_viewport(ratio=1)
