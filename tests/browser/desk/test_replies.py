"""Canned replies as those meet them who write and who use them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bot.gateway.desk.members import Role
from tests.browser.conftest import PHONE
from tests.browser.desk.conftest import Seat
from tests.browser.test_accessibility import assert_accessible
from tests.gateway.desk.action_server import SECRET, running_action_server
from tests.gateway.upstream import Upstream

PAGE = "/desk/replies"
TEXT = "广州的国家级小巨人，给予100万元一次性奖励，另给88万元。"


@pytest.fixture(scope="module")
def action_health() -> Iterator[str]:
    with running_action_server() as health:
        yield health


@pytest.fixture
def url(serve: Callable[..., str], upstream: Upstream, action_health: str) -> str:
    return serve(upstream.url, action_health_url=action_health, action_secret=SECRET)


@pytest.fixture
def member(sit_down: Seat) -> Callable[..., Page]:
    """A page of somebody who is signed in, at the list."""

    def open_it(role: Role, **options: Any) -> Page:
        context = sit_down(role, role=role, reduced_motion="reduce", **options)
        page: Page = context.new_page()
        page.goto(PAGE)
        return page

    return open_it


def write(page: Page, title: str, text: str, query: str = "") -> None:
    """Fill the form, choose the first clause that is found, and save."""
    page.get_by_role("link", name="写一条").click()
    page.get_by_role("textbox", name="标题").fill(title)
    page.get_by_label("要说的话").fill(text)
    if query:
        page.get_by_label("查条款").fill(query)
        page.get_by_role("button", name="查找").click()
        page.get_by_role("radio").first.check()
    page.get_by_role("button", name="保存").click()


def test_a_reply_is_written_with_the_keyboard_alone(member: Callable[..., Page]) -> None:
    page = member("officer")
    page.get_by_role("link", name="写一条").press("Enter")
    page.get_by_role("textbox", name="标题").focus()
    page.keyboard.type("小巨人奖励")
    page.keyboard.press("Tab")
    page.keyboard.type(TEXT)
    page.keyboard.press("Tab")
    page.keyboard.type("广州国家级小巨人认定奖励")
    page.keyboard.press("Enter")  # looks the clause up, and loses nothing
    expect(page.get_by_label("要说的话")).to_have_value(TEXT)
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="保存").press("Enter")
    reply = page.get_by_role("listitem")
    expect(reply).to_contain_text("穗府办规〔2022〕4号）三、（一）")
    expect(reply).to_contain_text("没有依据的数：88万元")
    expect(reply).to_contain_text("依据的文件已经过了它写明的时间。")


def test_a_reply_is_mended_and_removed(member: Callable[..., Page]) -> None:
    page = member("supervisor")
    write(page, "小巨人奖励", TEXT, "广州国家级小巨人认定奖励")
    page.get_by_role("link", name="修改“小巨人奖励”").click()
    page.get_by_label("要说的话").fill("给予100万元一次性奖励。")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("没有依据的数")).to_have_count(0)
    page.get_by_role("link", name="修改“小巨人奖励”").click()
    page.get_by_text("删掉这一条").click()
    page.get_by_role("button", name="确定删掉").click()
    expect(page.get_by_text("还没有常用语。")).to_be_visible()


def test_what_is_missing_is_shown_at_its_field(member: Callable[..., Page]) -> None:
    page = member("officer")
    write(page, "", "您好")
    expect(page.get_by_role("textbox", name="标题")).to_be_focused()
    expect(page.get_by_role("textbox", name="标题")).to_have_accessible_description(
        "选用时看到的，最多 60 个字。 请写一个标题。"
    )
    expect(page.get_by_label("要说的话")).to_have_value("您好")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("device", [{}, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_on_the_list_and_the_form(
    member: Callable[..., Page], device: dict[str, Any], colours: str
) -> None:
    page = member("officer", color_scheme=colours, **device)
    assert_accessible(page)
    write(page, "小巨人奖励", TEXT, "广州国家级小巨人认定奖励")
    write(page, "问候", "您好，这里是专精特新政策热线。\n请问您的企业在哪里？")
    assert_fits(page)
    page.get_by_role("link", name="修改“小巨人奖励”").click()
    page.get_by_label("查条款").fill("上市费用")
    page.get_by_role("button", name="查找").click()
    page.get_by_text("删掉这一条").click()
    assert_fits(page)
    page.get_by_role("textbox", name="标题").fill(" ")
    page.get_by_role("button", name="保存").click()
    assert_fits(page)
    agent = member("agent", color_scheme=colours, **device)
    expect(agent.get_by_role("link", name="写一条")).to_have_count(0)
    assert_fits(agent)


def assert_fits(page: Page) -> None:
    page.evaluate("scrollTo(0, 0)")  # nothing is half hidden by the bar then
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
