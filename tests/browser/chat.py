"""The chat as a user meets it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

# A line that comes in the same frame may still pull the log to its end: then once more.
_TO_TOP = """log => new Promise(done => {
  const go = () => {
    log.scrollTop = 0;
    requestAnimationFrame(() => requestAnimationFrame(() => log.scrollTop ? go() : done()));
  };
  go();
})"""


class Chat:
    """The widget on a page."""

    def __init__(self, page: Page, root: Locator) -> None:
        self.page = page
        self.root = root
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    @classmethod
    def opened(cls, page: Page, url: str) -> Chat:
        """The chat page, ready to be written in."""
        chat = cls(page, page.locator("policy-chat"))
        page.goto(url)
        expect(chat.input).to_be_visible()
        return chat

    @property
    def input(self) -> Locator:
        return self.root.get_by_role("textbox", name="您的问题")

    @property
    def log(self) -> Locator:
        return self.root.get_by_role("log")

    @property
    def questions(self) -> Locator:
        return self.log.locator(".turn.user")

    @property
    def answers(self) -> Locator:
        """All that the bot said; its greeting and what it is still writing are none."""
        return self.log.locator(".turn.bot[data-id]")

    @property
    def answer(self) -> Locator:
        return self.answers.last

    @property
    def status(self) -> Locator:
        return self.root.locator("h1 [role=status]")

    @property
    def sheet(self) -> Locator:
        return self.root.get_by_role("dialog")

    @property
    def toast(self) -> Locator:
        return self.root.locator(".toast")

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def chip(self, name: str) -> Locator:
        return self.root.get_by_role("group", name="快捷回复").get_by_role("button", name=name)

    def write(self, text: str) -> None:
        """Say it; the answer may still be coming."""
        self.input.fill(text)
        self.input.press("Enter")

    def ask(self, text: str) -> Locator:
        """Say it and wait for the answer."""
        count = self.answers.count()
        self.write(text)
        return self.answered(count + 1)

    def answered(self, count: int) -> Locator:
        """Wait until there are so many answers and no more to come; the last of them."""
        expect(self.answers).to_have_count(count, timeout=30_000)
        expect(self.log.locator(".dots")).to_have_count(0)
        return self.answer

    def scroll_to_top(self) -> None:
        """Read the oldest lines; returns when the page has noticed, and follows no newer line."""
        self.log.evaluate(_TO_TOP)

    def menu_of(self, message: Locator) -> Locator:
        """Open the menu of a message by the keyboard."""
        message.get_by_role("button", name="这条消息").press("Enter")
        menu = self.root.get_by_role("menu")
        expect(menu).to_be_visible()
        return menu
