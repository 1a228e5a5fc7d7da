"""The widget on the pages of others: strict, hostile, twice."""

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat
from tests.browser.conftest import PHONE
from tests.gateway.upstream import Upstream

HOSTILE = """
html { font-size: 5px }
* { color: red !important; font-family: cursive !important; letter-spacing: 9px;
    box-sizing: content-box; text-transform: uppercase; line-height: 4 }
policy-chat { display: none; opacity: 0; position: absolute; top: -9999px; transform: scale(9) }
button, input, textarea { display: none !important; border: 9px solid red !important }
"""


class Host:
    """A site of another origin; what it serves is set before it is visited."""

    def __init__(self) -> None:
        self.url = ""
        self.html = self.css = self.csp = ""


@pytest.fixture
def host() -> Iterator[Host]:
    site = Host()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_style = self.path == "/style.css"
            self.send_response(200)
            self.send_header("Content-Type", "text/css" if is_style else "text/html")
            self.send_header("Content-Security-Policy", site.csp)
            self.end_headers()
            self.wfile.write((site.css if is_style else site.html).encode())

        def log_message(self, *_: object) -> None:
            """Not into the test's output."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        site.url = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def embed(
    host: Host, serve: Callable[..., str], upstream: Upstream, new_context: Callable[..., Any]
) -> Callable[..., Page]:
    """Open a page of ``host`` with the widget, under a policy that allows nothing else."""

    def open_page(body: str = "<policy-chat></policy-chat>", css: str = "", **options: Any) -> Page:
        gateway = serve(upstream.url, origins=(host.url,))
        host.html = (
            "<!doctype html><html lang=zh-CN><head><meta charset=utf-8><title>别人的网站</title>"
            "<meta name=viewport content='width=device-width'><link rel=stylesheet href=/style.css>"
            f"<script src='{gateway}/chat.js'></script></head><body>{body}</body></html>"
        )
        host.css = css
        host.csp = (
            f"default-src 'none'; style-src 'self'; script-src {gateway}; "
            f"connect-src {gateway} {gateway.replace('http', 'ws', 1)}"
        )
        page: Page = new_context(**options).new_page()
        page.goto(host.url)
        return page

    return open_page


def chat_on(page: Page, number: int = 0) -> Chat:
    chat = Chat(page, page.locator("policy-chat").nth(number))
    chat.button("打开政策助手").click()
    expect(chat.input).to_be_visible()
    return chat


def test_it_works_under_a_policy_without_inline_styles(embed: Callable[..., Page]) -> None:
    page = embed()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    chat = chat_on(page)
    chat.ask("奖多少")
    bubble = chat.questions.last.locator(".bubble")
    assert bubble.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(149, 236, 105)"
    assert [each for each in complaints if "Content Security Policy" in each] == []


def test_a_hostile_page_changes_nothing_in_it(embed: Callable[..., Page]) -> None:
    looks = []
    for css in ("", HOSTILE):
        chat = chat_on(embed(css=css))
        chat.ask("奖多少")
        looks.append(
            chat.root.locator(".panel").evaluate(
                """panel => [panel, ...panel.querySelectorAll(".bubble, .action, textarea, h1")]
                .map(e => {
                  const { color, fontSize, fontFamily, letterSpacing, textTransform, opacity } =
                    getComputedStyle(e);
                  const { x, y, width, height } = e.getBoundingClientRect();
                  return [color, fontSize, fontFamily, letterSpacing, textTransform, opacity,
                    x, y, width, height].join(" ");
                })"""
            )
        )
    assert looks[0] == looks[1]


def test_two_on_one_page_are_one_conversation(
    embed: Callable[..., Page], upstream: Upstream
) -> None:
    page = embed("<policy-chat></policy-chat><div><policy-chat page></policy-chat></div>")
    floating = chat_on(page)
    whole = Chat(page, page.locator("policy-chat").nth(1))
    floating.ask("一")
    whole.answered(1)
    assert upstream.texts == ["一"]


def test_it_floats_on_a_wide_page_and_closes_with_escape(embed: Callable[..., Page]) -> None:
    chat = chat_on(embed("<h1>别人的网站</h1><policy-chat></policy-chat>"))
    box = chat.root.locator(".panel").bounding_box()
    assert box is not None
    assert box["width"] < 500
    assert box["x"] > 700
    expect(chat.input).to_be_focused()
    chat.page.keyboard.press("Escape")
    expect(chat.button("打开政策助手")).to_be_focused()
    chat.button("打开政策助手").press("Enter")
    expect(chat.input).to_be_focused()


def test_an_answer_that_comes_while_it_is_closed_is_told_on_its_button(
    embed: Callable[..., Page], upstream: Upstream
) -> None:
    chat = chat_on(embed())
    upstream.gate.clear()
    chat.write("奖多少")
    upstream.arrived.acquire()
    chat.page.keyboard.press("Escape")
    upstream.gate.set()
    chat.button("打开政策助手，有新消息").click()
    expect(chat.answer).to_be_in_viewport()
    chat.page.keyboard.press("Escape")
    expect(chat.button("打开政策助手")).to_be_visible()


def test_it_fills_the_screen_of_a_phone(embed: Callable[..., Page]) -> None:
    chat = chat_on(embed(**PHONE))
    box = chat.root.locator(".panel").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 390, "height": 844}
    chat.button("关闭").click()
    expect(chat.button("打开政策助手")).to_be_in_viewport(ratio=1)


def test_until_it_is_opened_it_asks_for_nothing(embed: Callable[..., Page]) -> None:
    asked: list[str] = []
    page = embed()
    page.on("request", lambda request: asked.append(request.url))
    expect(page.get_by_role("button", name="打开政策助手")).to_be_visible()
    assert asked == []
