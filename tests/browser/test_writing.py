"""What is typed and pasted: nothing is lost, nothing is sent too early."""

from playwright.sync_api import expect

from tests.browser.chat import Chat
from tests.gateway.upstream import Upstream


def test_enter_sends_and_shift_enter_breaks_the_line(chat: Chat, upstream: Upstream) -> None:
    chat.input.press_sequentially("第一行")
    chat.input.press("Shift+Enter")
    chat.input.press_sequentially("第二行")
    chat.input.press("Enter")
    chat.answered(1)
    assert upstream.texts == ["第一行\n第二行"]
    expect(chat.input).to_have_value("")
    expect(chat.input).to_be_focused()


def test_enter_that_ends_a_composition_does_not_send(chat: Chat, upstream: Upstream) -> None:
    chat.input.focus()
    keyboard = chat.page.context.new_cdp_session(chat.page)
    keyboard.send(
        "Input.imeSetComposition", {"text": "jiangli", "selectionStart": 7, "selectionEnd": 7}
    )
    chat.input.press("Enter")
    chat.input.evaluate(
        # Safari tells of it only by the code 229.
        "e => e.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229}))"
    )
    expect(chat.questions).to_have_count(0)
    keyboard.send("Input.insertText", {"text": "奖励多少"})
    chat.input.press("Enter")
    chat.answered(1)
    assert len(upstream.texts) == 1
    assert upstream.texts[0].endswith("奖励多少")


def test_too_long_a_paste_stays_and_the_limit_is_told(chat: Chat, upstream: Upstream) -> None:
    chat.input.fill("补" * 2_000)
    limit = chat.root.get_by_role("alert")
    expect(limit).to_contain_text("已有 2,000 字，一次最多 1,000 字：请删去 1,000 字")
    chat.input.press("Enter")
    chat.button("发送").click()
    expect(chat.input).to_have_value("补" * 2_000)
    expect(chat.questions).to_have_count(0)
    chat.input.fill("补" * 1_000)
    expect(limit).to_have_count(0)
    chat.input.press("Enter")
    chat.answered(1)
    assert upstream.texts == ["补" * 1_000]


def test_a_draft_outlives_a_reload(chat: Chat) -> None:
    chat.input.fill("写了一半")
    chat.page.reload()
    expect(chat.input).to_have_value("写了一半")


def test_what_is_said_is_shown_as_text_and_never_run(chat: Chat, upstream: Upstream) -> None:
    hostile = "<img src=x onerror=\"document.title='owned'\"><b>粗</b>"
    upstream.says([{"text": hostile}])
    expect(chat.ask(hostile)).to_contain_text(hostile)
    expect(chat.questions.last).to_contain_text(hostile)
    assert chat.page.title() == "专精特新政策助手"


def test_an_empty_message_is_not_sent(chat: Chat, upstream: Upstream) -> None:
    chat.write("  \n ")
    chat.ask("在吗")
    assert upstream.texts == ["在吗"]
