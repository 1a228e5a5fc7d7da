"""``python -m tests.browser.pictures ADDRESS``: take docs/chat-*.png anew, from a running bot."""

import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chat import Chat
from tests.browser.conftest import DESKTOP, PHONE

DOCS = Path(__file__).resolve().parents[2] / "docs"
QUESTION = "我们是国家级小巨人，上市一共花了560万，广州能补多少？"


def main(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        _take(_amount(browser, address).page, "amount")
        _take(_clause(browser, address).page, "clause")
        _take(_checklist(browser, address).page, "checklist")
        _take(_beside_a_page(browser, address).page, "embedded")


def _amount(browser: Browser, address: str) -> Chat:
    chat = Chat.opened(_page(browser, **PHONE), address)
    chat.ask(QUESTION)
    chat.root.get_by_text("怎么算的").click()
    chat.log.evaluate("log => { log.scrollTop = log.scrollHeight }")
    return chat


def _clause(browser: Browser, address: str) -> Chat:
    chat = Chat.opened(_page(browser, **PHONE), address)
    chat.ask(QUESTION).locator(".source").click()
    chat.sheet.locator("mark").wait_for()
    return chat


def _checklist(browser: Browser, address: str) -> Chat:
    chat = Chat.opened(_page(browser, color_scheme="dark", **PHONE), address)
    chat.ask("我们是广州的省级专精特新，一共能拿多少")
    return chat


def _beside_a_page(browser: Browser, address: str) -> Chat:
    page = _page(browser, **DESKTOP)
    page.goto(f"{address}/policies")
    page.add_script_tag(url=f"{address}/chat.js")
    page.evaluate("document.body.append(document.createElement('policy-chat'))")
    chat = Chat(page, page.locator("policy-chat"))
    chat.button("打开政策助手").click()
    chat.ask("广州新认定的省级奖多少，和湛江比一比")
    return chat


def _page(browser: Browser, **options: object) -> Page:
    context = browser.new_context(reduced_motion="reduce", locale="zh-CN", **options)  # type: ignore[arg-type]
    return context.new_page()


def _take(page: Page, name: str) -> None:
    page.mouse.move(0, 0)
    picture = Image.open(BytesIO(page.screenshot()))
    picture.quantize(128).save(DOCS / f"chat-{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
