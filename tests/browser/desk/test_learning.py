"""Lessons, figures and policies in a browser: in reach of everybody, and they do their work."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from bot.gateway.database import Database
from bot.gateway.lines import CHINA
from policy_index.collection import POLICIES, Collection
from tests.browser.desk.conftest import Seat
from tests.browser.desk.test_accessibility import LOOKS, looks
from tests.browser.test_accessibility import RULES
from tests.gateway.desk.past import Past, card

LISTING = ("guangzhou-2022", "三、（三）")
Open = Callable[..., Page]


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    """A copy of the policies that may be written to."""
    shutil.copytree(POLICIES, tmp_path / "policies")
    return Collection.load(tmp_path / "policies")


def morning(database: Database) -> None:
    """What was asked today: one answer that pleased, one that did not, and refusals."""
    past, now = Past(database), datetime.now(CHINA).strftime("%Y-%m-%d %H:%M:%S")
    _, (good,) = past.turn("a", "小巨人奖多少", now, [card("amount", LISTING)])
    past.thumb("a", good, now, useful=True)
    figure = {"yuan": "2800000"}
    asked, (bad,) = past.turn("a", "上市补多少", now, [card("amount", LISTING, figures=[figure])])
    past.thumb("a", bad, now, useful=False, reason="amount", words="不是280万吧")
    past.ticket(asked, "T1", now, now, state="closed", outcome="wrong_bot", note="是280万元")
    for session, text in (("b", "摊位钱给报吗"), ("c", "摊位钱给报吗？"), ("d", "深圳有吗")):
        past.turn(session, text, now, [card("refusal")])


@pytest.fixture
def open_as(sit_down: Seat, url: str, database: Database) -> Open:
    """Sign in as ``role`` and open a page, after what was asked this morning."""
    del url  # the gateway runs before anything is written
    with ThreadPoolExecutor(1) as thread:  # in this one Playwright runs an event loop
        thread.submit(morning, database).result()

    def open_it(role: str, path: str, **options: Any) -> Page:
        page: Page = sit_down(name=role, role=role, **options).new_page()
        page.goto(path)
        return page

    return open_it


def paths() -> list[str]:
    now = datetime.now(CHINA)
    return [
        "/desk/inbox",
        *(f"/desk/lessons/{kind}" for kind in ("case", "words", "wish", "dismissed")),
        "/desk/reports",
        f"/desk/reports/day/{now:%Y-%m-%d}",
        f"/desk/reports/month/{now:%Y-%m}",
        "/desk/policies",
        "/desk/policies/guangzhou-2022",
    ]


def assert_accessible(page: Page) -> None:
    found = Axe().run(page, options=RULES)
    assert [
        (rule["id"], [node["html"][:120] for node in rule["nodes"]])
        for rule in found.response["violations"]
    ] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@looks
def test_axe_finds_nothing_on_any_page(open_as: Open, look: str) -> None:
    page = open_as("admin", "/desk/inbox", **LOOKS[look])
    problems: list[str] = []
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    for path in paths():
        page.goto(path)
        for folded in page.locator("main details").all():
            folded.evaluate("each => each.open = true")
        assert_accessible(page)
    assert problems == []


@looks
def test_axe_finds_nothing_on_any_form_right_or_wrong(open_as: Open, look: str) -> None:
    page = open_as("officer", "/desk/inbox", **LOOKS[look])
    page.get_by_role("link", name="上市补多少").click()
    for kind in ("回归用例", "词表条目", "缺的政策", "不处理"):
        page.get_by_label("处理方式").get_by_role("link", name=kind).click()
        assert_accessible(page)
    page.get_by_label("处理方式").get_by_role("link", name="回归用例").click()
    page.get_by_label("编号").fill("不行")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("alert")).to_contain_text("编号")
    assert_accessible(page)


def test_from_a_thumb_down_to_a_case_in_one_step(open_as: Open) -> None:
    page = open_as("officer", "/desk/inbox")
    group = page.get_by_role("listitem").filter(has_text="上市补多少")
    group.get_by_role("link", name="回归用例").click()
    expect(page.get_by_label("期望条款")).to_have_value("guangzhou-2022 三、（三）")
    expect(page.get_by_label("期望金额")).to_have_value("")  # that is what was called wrong
    page.get_by_label("期望金额").fill("280万元")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("status")).to_contain_text("已记为回归用例")
    expect(page.get_by_role("link", name="上市补多少")).to_have_count(0)
    page.get_by_role("link", name="去看").click()
    expect(page.get_by_text("期望金额 280万元")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="导出 Excel").click()
    assert download.value.suggested_filename == "cases.xlsx"


def test_like_questions_are_put_aside_together_and_come_back_with_undo(open_as: Open) -> None:
    page = open_as("supervisor", "/desk/inbox")
    page.get_by_role("link", name="摊位钱给报吗").first.click()
    expect(page.get_by_text("相近的 1 个问题一起处理")).to_be_visible()
    page.get_by_label("处理方式").get_by_role("link", name="不处理").click()
    page.get_by_label("不归我们管").check()
    page.get_by_role("button", name="不处理").click()
    expect(page.get_by_role("link", name="摊位钱给报吗")).to_have_count(0)
    page.get_by_role("link", name="去看").click()
    page.get_by_role("button", name="撤回").click()
    page.get_by_role("link", name="待处理").click()
    expect(page.get_by_role("link", name="摊位钱给报吗").first).to_be_visible()


def test_the_live_figures_renew_themselves(open_as: Open, database: Database) -> None:
    page = open_as("supervisor", "/desk/reports")
    asked = page.get_by_label("今天").locator("dd").first
    expect(asked).to_contain_text("5")
    with ThreadPoolExecutor(1) as thread:
        now = datetime.now(CHINA).strftime("%Y-%m-%d %H:%M:%S")
        thread.submit(lambda: Past(database).turn("e", "再问", now, [card("refusal")])).result()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(asked).to_contain_text("6")


def test_an_officer_confirms_a_document_and_sees_what_a_new_version_breaks(
    open_as: Open, collection: Collection, tmp_path: Path
) -> None:
    page = open_as("officer", "/desk/policies")
    page.get_by_role("link", name="广州市").click()
    page.get_by_role("group", name="文号").get_by_label("内容").fill("穗府办规〔2022〕5号")
    page.get_by_role("button", name="保存更正").click()
    expect(page.get_by_role("alert")).to_contain_text("文号")
    page.get_by_role("group", name="文号").get_by_label("内容").fill("穗府办规〔2022〕4号")
    page.get_by_role("button", name="保存更正").click()
    expect(page.get_by_role("status").first).to_contain_text("已保存")
    source = (collection.root / "guangzhou-2022" / "source.txt").read_text(encoding="utf-8")
    new = tmp_path / "new.txt"
    new.write_text(source.replace("不超过300万元", "不超过200万元"), encoding="utf-8")
    page.get_by_label("文件", exact=True).set_input_files(new)
    page.get_by_role("button", name="比较").click()
    expect(page.get_by_text("依据不再成立的措施").first).to_be_visible()
    assert_accessible(page)
