"""A whole conversation, from the browser to the real Rasa and action servers."""

from playwright.sync_api import expect

from bot.launch.services import Addresses
from tests.browser.conftest import Open


def test_a_firm_finds_out_what_it_gets_and_on_what_grounds(
    open_chat: Open, bot_addresses: Addresses
) -> None:
    assert bot_addresses.gateway
    chat = open_chat(at=bot_addresses.gateway)

    expect(chat.ask("上市费用能补多少")).to_contain_text("您的企业在哪里")
    chat.chip("广州").click()
    expect(chat.answered(2)).to_contain_text("上市费用")
    field = chat.answer.get_by_label("金额（万元）")
    field.fill("560")
    field.press("Enter")
    answer = chat.answered(3)
    expect(answer.locator(".large")).to_contain_text("280万元")

    answer.locator(".source").click()
    expect(chat.sheet.locator("mark")).to_contain_text("分阶段按照50%的比例予以补助")
    with chat.page.expect_popup() as document:
        chat.sheet.get_by_role("link", name="看整份文件").click()
    expect(document.value.locator(".clause:target")).to_contain_text("降低融资成本")
    chat.sheet.get_by_role("button", name="关闭").click()

    expect(chat.ask("那湛江呢")).to_contain_text("湛江")
    chat.page.reload()
    expect(chat.answers).to_have_count(4)
    assert chat.errors == []


def test_a_firm_sees_what_there_is_side_by_side(open_chat: Open, bot_addresses: Addresses) -> None:
    assert bot_addresses.gateway
    chat = open_chat(at=bot_addresses.gateway)
    expect(chat.ask("我们是广州的省级专精特新，能享受哪些").locator(".group")).to_have_count(3)
    expect(chat.ask("广州和湛江小巨人奖励比一比").locator(".column")).to_have_count(2)
    with chat.page.expect_popup() as sheet:
        chat.ask("广州国家级小巨人，做一份计算书").get_by_role("link", name="计算书").click()
    expect(sheet.value.get_by_role("heading", level=1)).to_contain_text("计算书")
    assert chat.errors == []
