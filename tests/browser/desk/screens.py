"""The live screens of the desk as its people meet them."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

_ADD_REPLY = """async reply => {
    const csrf = document.querySelector("meta[name=csrf-token]").content;
    const headers = {"Content-Type": "application/json", "X-CSRF-Token": csrf};
    const options = {method: "POST", headers, body: JSON.stringify(reply)};
    return (await fetch("/api/v1/desk/replies", options)).status;
}"""


class Screen:
    """One of them, on a page."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.root = page.locator(name)
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    @property
    def dialog(self) -> Locator:
        return self.root.get_by_role("dialog")

    @property
    def toast(self) -> Locator:
        return self.root.locator(".toast")

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Write where the focus is, once it is in a field."""
        expect(self.root.locator(":is(input, textarea):focus")).to_be_visible()
        self.page.keyboard.type(text)

    def finish(self, outcome: str, label: str | None = None, note: str = "") -> None:
        """Fill in how it ended, and send it."""
        self.dialog.get_by_label(outcome).check()
        if label:
            self.dialog.get_by_label(label).check()
        self.dialog.get_by_label("备注").fill(note)
        self.dialog.locator("[type=submit]").click()

    def api(self, path: str) -> Any:
        """What the desk's API says to the member."""
        return self.page.request.get(f"/api/v1/desk/{path}").json()

    def keep_ready(self, **reply: str) -> None:
        """Add a canned reply."""
        assert self.page.evaluate(_ADD_REPLY, reply) == 201


class Phone(Screen):
    """For the agent with a caller on the line."""

    @classmethod
    def opened(cls, page: Page) -> Phone:
        screen = cls(page, "desk-phone")
        page.goto("/desk")
        expect(screen.input).to_be_focused()
        return screen

    @property
    def input(self) -> Locator:
        return self.root.get_by_role("textbox", name="对方问什么")

    @property
    def answer(self) -> Locator:
        """The answers that are shown."""
        return self.root.locator(".answer")

    @property
    def reply(self) -> Locator:
        return self.answer.locator(".reply").last

    @property
    def questions(self) -> Locator:
        return self.root.get_by_role("log", name="这通电话").get_by_role("button")

    def chip(self, name: str) -> Locator:
        return self.root.locator(".facts").get_by_role("button", name=name)

    def write(self, text: str) -> None:
        self.input.fill(text)
        self.input.press("Enter")

    def ask(self, text: str) -> Locator:
        """Ask and wait for the answer."""
        count = self.questions.count()
        self.write(text)
        expect(self.questions).to_have_count(count + 1)
        expect(self.root.locator(".looking")).to_have_count(0)
        expect(self.reply).to_be_visible()
        return self.reply

    @property
    def number(self) -> str:
        """The ticket's, while the call lasts."""
        return self.root.locator(".call-bar .number").inner_text()


class Chats(Screen):
    """The queue, and the chat that is open."""

    @classmethod
    def opened(cls, page: Page) -> Chats:
        screen = cls(page, "desk-chats")
        page.goto("/desk/chats")
        expect(screen.queue.get_by_role("heading").first).to_be_visible()
        return screen

    @property
    def queue(self) -> Locator:
        return self.root.get_by_role("navigation", name="队列")

    def tickets(self, group: str) -> Locator:
        """Of those who wait, mine, or the others'."""
        heading = self.page.get_by_role("heading", name=group)
        return self.queue.locator("section").filter(has=heading).get_by_role("button")

    @property
    def log(self) -> Locator:
        return self.root.get_by_role("log")

    @property
    def input(self) -> Locator:
        return self.root.get_by_role("textbox", name="回复对方")

    @property
    def warning(self) -> Locator:
        return self.root.get_by_role("alert")

    def take(self) -> str:
        """Take who waits longest; the number of the ticket."""
        self.tickets("等待接管").first.click()
        self.root.locator(".chat-head").get_by_role("button", name="接管").click()
        expect(self.input).to_be_focused()
        return self.root.locator(".chat-head .number").inner_text()

    def write(self, text: str) -> None:
        self.input.fill(text)
        self.input.press("Enter")

    def say(self, text: str) -> None:
        """Say it, and wait until it is said."""
        self.write(text)
        expect(self.log.locator(".person").last).to_contain_text(text)
        expect(self.input).to_have_value("")
