"""``python -m tests.browser.pictures``: take docs/chat-*.png and docs/desk-*.png anew, from a bot
that is started for it."""

import argparse
import os
import shutil
import sys
from contextlib import closing
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from bot.gateway.database import open_database
from bot.gateway.desk.access import COOKIE
from bot.launch.ports import Ports
from bot.launch.services import running_bot
from tests.browser.chat import Chat
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.desk.screens import Chats, Phone
from tests.gateway.desk.chats import ALWAYS
from tests.gateway.desk.people import sign_in

DOCS = Path(__file__).resolve().parents[2] / "docs"
DESK = {"viewport": {"width": 1280, "height": 960}}
QUESTION = "我们是国家级小巨人，上市一共花了560万，广州能补多少？"


def main() -> None:
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    with TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/gateway.db"
        os.environ |= {"GATEWAY_DATABASE": database, "GATEWAY_DESK_HOURS": ALWAYS}
        with running_bot(ports=Ports.free(), log=sys.stderr) as bot:
            assert bot.addresses.gateway
            _take_all(bot.addresses.gateway, _cookie(database))


def _cookie(database: str) -> str:
    """Of an agent who is signed in."""
    with closing(open_database(database)) as opened:
        return sign_in(opened, "xiaoli", "agent", "小李").token


def _take_all(address: str, cookie: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        _take(_amount(browser, address).page, "chat-amount")
        _take(_clause(browser, address).page, "chat-clause")
        _take(_checklist(browser, address).page, "chat-checklist")
        _take(_beside_a_page(browser, address).page, "chat-embedded")
        _take(_call(browser, address, cookie).page, "desk-phone")
        _take(_taken_over(browser, address, cookie).page, "desk-chat")


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


def _call(browser: Browser, address: str, cookie: str) -> Phone:
    phone = Phone.opened(_seat(browser, address, cookie))
    phone.chip("广州").click()
    phone.chip("省级").click()
    phone.ask("上市花了560万能补多少")
    return phone


def _taken_over(browser: Browser, address: str, cookie: str) -> Chats:
    for question in (QUESTION, "江门数字化改造投入800万，能补多少"):
        customer = Chat.opened(_page(browser, **PHONE), address)
        customer.ask(question)
        customer.ask("转人工")
    chats = Chats.opened(_seat(browser, address, cookie))
    chats.take()
    chats.say("您好，我是小李。280万元是按560万元的一半算的，还要看费用发生在哪个阶段。")
    chats.log.get_by_text("机器人的依据").first.click()
    chats.log.evaluate("log => { log.scrollTop = 0 }")
    return chats


def _seat(browser: Browser, address: str, cookie: str) -> Page:
    page = _page(browser, base_url=address, **DESK)
    page.context.add_cookies([{"name": COOKIE, "value": cookie, "url": address}])
    return page


def _page(browser: Browser, **options: object) -> Page:
    context = browser.new_context(reduced_motion="reduce", locale="zh-CN", **options)  # type: ignore[arg-type]
    return context.new_page()


def _take(page: Page, name: str) -> None:
    page.mouse.move(0, 0)
    picture = Image.open(BytesIO(page.screenshot()))
    picture.quantize(128).save(DOCS / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
