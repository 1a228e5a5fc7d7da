"""With a caller on the line."""

import json
import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Route, expect

from tests.browser import answers
from tests.browser.chat import Chat
from tests.browser.desk.conftest import Seat
from tests.browser.desk.screens import Phone
from tests.browser.line import Line
from tests.gateway.upstream import Upstream

OpenPhone = Callable[..., Phone]


def test_a_call_goes_from_the_first_word_to_the_number_of_its_ticket(
    phone: Phone, upstream: Upstream
) -> None:
    upstream.says(answers.amount())
    reply = phone.ask("广州上市花了560万，能补多少")
    expect(reply.locator(".large")).to_contain_text("280万元")
    expect(reply.locator(".large")).to_contain_text("按条款算出")
    expect(reply.locator(".large")).to_contain_text("标题年份已过")
    expect(reply.locator(".steps li").first).to_have_text("560万元 × 50% = 280万元")
    number = phone.number

    phone.button("结束通话").click()
    phone.finish("已解答", "上市", "对方满意")
    expect(phone.root.locator(".ended .number")).to_have_text(number)
    ticket = phone.api(f"tickets/{number}")["ticket"]
    assert (ticket["channel"], ticket["state"]) == ("phone", "closed")
    assert (ticket["outcome"], ticket["labels"], ticket["note"]) == ("solved", ["上市"], "对方满意")

    phone.button("接下一个").click()
    expect(phone.input).to_be_focused()
    expect(phone.questions).to_have_count(0)
    phone.ask("奖多少")
    assert phone.number != number
    assert phone.errors == []


def test_what_is_known_is_put_before_every_question_of_the_call(
    phone: Phone, upstream: Upstream
) -> None:
    phone.chip("湛江").click()
    phone.chip("省级").click()
    phone.root.get_by_label("上市费用").fill("560万")
    phone.ask("上市能补多少")
    phone.ask("数字化呢")
    assert upstream.texts == [
        "湛江，省级专精特新，上市费用560万元：上市能补多少",
        "湛江，省级专精特新：数字化呢",
    ]
    assert len(set(upstream.senders)) == 1


def test_the_places_are_those_of_the_collection_the_province_as_a_whole_the_last(
    phone: Phone, upstream: Upstream
) -> None:
    names = phone.root.get_by_role("group", name="城市").get_by_role("button")
    expect(names).to_have_text(["江门1", "广州2", "湛江3", "广东全省"])
    phone.chip("广东全省").click()
    phone.chip("省级").click()
    phone.ask("认定奖励多少")
    assert upstream.texts == ["广东，省级专精特新：认定奖励多少"]
    expect(phone.questions).to_contain_text("认定奖励多少")


def test_of_many_places_the_first_have_chips_and_the_others_are_typed(
    phone: Phone, upstream: Upstream
) -> None:
    phone.page.route("**/desk", lambda route: route.fulfill(body=_with_many_cities(route)))
    phone.page.reload()
    others = phone.root.get_by_role("combobox", name="其他城市")
    expect(phone.root.get_by_role("group", name="城市").get_by_role("button")).to_have_count(5)
    others.fill("惠")
    others.press("Enter")
    expect(others).to_have_value("惠州")
    expect(phone.input).to_be_focused()
    phone.ask("奖多少")
    others.fill("广州市")
    others.press("Enter")
    expect(others).to_have_value("")
    expect(phone.chip("广州")).to_have_attribute("aria-pressed", "true")
    others.fill("深圳")
    others.press("Enter")
    expect(phone.toast).to_contain_text("没有收录“深圳”的政策")
    expect(phone.chip("广州")).to_have_attribute("aria-pressed", "false")
    assert upstream.texts == ["惠州：奖多少"]


def test_who_answers_calls_is_there_for_the_chats_and_sees_who_waits(
    phone: Phone, wants_a_person: Callable[..., Chat]
) -> None:
    link = phone.page.get_by_role("link", name="接管对话")
    expect(link).to_have_text("接管对话")
    customer = wants_a_person()
    expect(customer.log).to_contain_text("已通知工作人员")
    expect(link).to_have_text("接管对话1人在等")
    expect(phone.page).to_have_title(re.compile(r"^\(1\) 接电话"))
    customer.button("新对话").click()
    customer.button("清掉，重新开始").click()
    expect(link).to_have_text("接管对话")
    expect(phone.page).to_have_title(re.compile("^接电话"))


def test_when_it_changes_the_assistant_forgets_what_was(phone: Phone, upstream: Upstream) -> None:
    phone.chip("湛江").click()
    phone.ask("奖多少")
    number = phone.number
    phone.chip("广州").click()
    phone.ask("奖多少")
    assert upstream.texts[-1] == "广州：奖多少"
    assert len(set(upstream.senders)) == 2
    assert phone.number == number
    expect(phone.questions).to_have_count(2)


def test_a_common_question_is_one_tap(phone: Phone, upstream: Upstream) -> None:
    phone.chip("广州").click()
    phone.button("上市补助").click()
    expect(phone.reply).to_be_visible()
    assert upstream.texts == ["广州：上市费用能补多少"]


def test_what_the_assistant_asks_is_answered_by_a_tap_and_kept(
    phone: Phone, upstream: Upstream
) -> None:
    upstream.says(answers.ask("city", "您的企业在哪里？", "广州", "湛江"))
    phone.ask("奖多少")
    upstream.says(answers.amount())
    phone.answer.get_by_role("group", name="先问对方").get_by_role("button", name="湛江").click()
    expect(phone.reply.locator(".large")).to_be_visible()
    expect(phone.chip("湛江")).to_have_attribute("aria-pressed", "true")
    phone.ask("找谁")
    assert upstream.texts == ["奖多少", "湛江", "湛江：找谁"]


def test_the_keyboard_is_enough(phone: Phone, upstream: Upstream) -> None:
    upstream.says(answers.clauses())
    phone.press("Alt+2", "Alt+4", "Alt+0")
    phone.type("560")
    phone.press("Enter")
    phone.type("上市能补多少")
    phone.press("Enter")
    expect(phone.reply).to_be_visible()
    assert upstream.texts == ["广州，国家级小巨人，上市费用560万元：上市能补多少"]

    phone.press("Alt+ArrowDown", "1")
    expect(phone.dialog.locator("mark")).to_contain_text("分阶段按照50%的比例予以补助")
    phone.press("Escape")
    expect(phone.dialog).to_have_count(0)
    phone.press("/")
    expect(phone.input).to_be_focused()

    phone.press("Control+Enter")
    expect(phone.dialog.get_by_role("radio").first).to_be_focused()
    phone.press("2", "Control+Enter")
    expect(phone.root.locator(".ended .number")).to_be_visible()
    expect(phone.button("接下一个")).to_be_focused()
    phone.press("Enter")
    expect(phone.input).to_be_focused()


def test_the_keys_are_told_by_a_question_mark_that_is_no_text(phone: Phone) -> None:
    phone.press("?")
    expect(phone.dialog).to_contain_text("Ctrl+Enter")
    phone.press("Escape")
    expect(phone.input).to_be_focused()
    phone.type("奖多少?")
    expect(phone.input).to_have_value("奖多少?")
    expect(phone.dialog).to_have_count(0)


def test_earlier_answers_are_one_key_away(phone: Phone, upstream: Upstream) -> None:
    upstream.says([{"text": "第一个答案"}])
    phone.ask("一")
    upstream.says([{"text": "第二个答案"}])
    phone.ask("二")
    phone.press("ArrowUp")
    expect(phone.reply).to_contain_text("第一个答案")
    phone.press("ArrowDown")
    expect(phone.reply).to_contain_text("第二个答案")
    phone.questions.first.click()
    expect(phone.reply).to_contain_text("第一个答案")


def test_a_reload_goes_on_with_the_call(phone: Phone, upstream: Upstream) -> None:
    upstream.says(answers.amount())
    phone.chip("广州").click()
    phone.ask("能补多少")
    number = phone.number
    phone.page.reload()
    expect(phone.reply.locator(".large")).to_contain_text("280万元")
    expect(phone.chip("广州")).to_have_attribute("aria-pressed", "true")
    assert phone.number == number
    phone.ask("还有效吗")
    assert len(set(upstream.senders)) == 1


def test_a_call_that_was_left_open_is_found_again(phone: Phone, open_phone: OpenPhone) -> None:
    phone.ask("奖多少")
    number = phone.number
    context = phone.page.context
    phone.page.close()
    other = open_phone(context)
    other.button(f"接着处理 {number}").click()
    expect(other.questions).to_have_count(1)
    assert other.number == number


def test_a_question_that_did_not_arrive_is_asked_once(
    sit_down: Seat, open_phone: OpenPhone, line: Line, upstream: Upstream
) -> None:
    phone = open_phone(sit_down(at=line.url))
    phone.ask("一")
    line.cut()
    phone.write("二")
    expect(phone.answer).to_contain_text("网络不通，问题还在")
    line.mend()
    phone.page.reload()
    expect(phone.questions).to_have_count(2)
    expect(phone.reply).to_be_visible()
    assert upstream.texts == ["一", "二"]


def test_without_an_answer_it_can_be_asked_again(phone: Phone, upstream: Upstream) -> None:
    upstream.status = 500
    phone.write("奖多少")
    again = phone.button("再查一次")
    expect(phone.answer).to_contain_text("暂时连接不上")
    upstream.status = 200
    again.click()
    expect(phone.reply).to_contain_text("好的")
    expect(again).to_have_count(0)
    assert upstream.texts == ["奖多少", "奖多少"]


def test_a_call_without_a_question_has_a_ticket_too(phone: Phone) -> None:
    phone.press("Control+Enter")
    phone.finish("已转介", note="打错了")
    number = phone.root.locator(".ended .number").inner_text()
    assert phone.api(f"tickets/{number}")["ticket"]["note"] == "打错了"


def test_who_is_signed_out_is_told_and_loses_nothing(phone: Phone, upstream: Upstream) -> None:
    phone.chip("广州").click()
    phone.page.context.clear_cookies()
    phone.write("奖多少")
    expect(phone.root.get_by_role("link", name="重新登录")).to_be_visible()
    expect(phone.chip("广州")).to_have_attribute("aria-pressed", "true")
    expect(phone.questions).to_have_count(1)
    assert upstream.texts == []


def test_a_clause_is_looked_up_and_read_while_the_caller_waits(phone: Phone) -> None:
    found = {**answers.CITATION, "text": "", "responsible": [], "reference": "《方案》三、（三）"}
    phone.page.route("**/desk/search?*", lambda route: route.fulfill(json=_clauses(found)))
    phone.press("Control+k")
    phone.type("上市 补助")
    expect(phone.dialog.get_by_role("option")).to_have_count(1)
    phone.press("Enter")
    expect(phone.dialog.locator("mark")).to_contain_text("予以补助")
    phone.press("Escape")
    expect(phone.input).to_be_focused()


def _clauses(*found: dict[str, Any]) -> dict[str, Any]:
    return {"clauses": found}


def _with_many_cities(route: Route) -> str:
    """The page as it is for a collection of ten cities."""
    cities = ["广州", "湛江", "江门", "珠海", "汕头", "佛山", "韶关", "河源", "梅州", "惠州"]
    page = route.fetch().text()
    return re.sub("cities='[^']*'", lambda _: f"cities='{json.dumps(cities)}'", page)
