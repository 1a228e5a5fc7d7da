"""What each sum of a message is."""

import pytest

from bot.nlu.money import find_money
from bot.nlu.roles import money_roles
from policy_index.text import normalize


def roles(text: str) -> list[str | None]:
    text = normalize(text)
    return money_roles(text, find_money(text))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("上ERP花了500万", "digital_cost"),
        ("花500万上MES", "digital_cost"),
        ("软件公司报价八百多万，能补几成", "digital_cost"),
        ("数字化转型的费用是1000万", "digital_cost"),
        ("数字化改造设备投了800万", "digital_cost"),
        ("智能车间改造1280万", "digital_cost"),
        ("智能工厂改造花了900万", "digital_cost"),
        ("我们上云用了三百万", "digital_cost"),
        ("We spent RMB 3 million on software", "digital_cost"),
        ("上市一共花了５６０万", "listing_cost"),
        ("光是请券商、律师和审计就花了四百多万", "listing_cost"),
        ("冲北交所，中介费要1200万", "listing_cost"),
        ("技改投入500万能补多少", "renovation_cost"),
        ("设备花了2000万", "renovation_cost"),
        ("500万技改补贴多少", "renovation_cost"),
        ("付了12万担保费", "guarantee_fee"),
        ("从银行借了1000万买设备", "loan"),
        ("贷款500万能补多少", "loan"),
        ("一年利息80万", "interest"),
        ("去年交税1，800万", "tax_paid"),
        ("纳税2100万的市级企业", "tax_paid"),
        ("那要是刚好2000万呢", None),
        ("研发花了600万", None),
        ("向工业和信息化局申请，花了600万", None),
        ("省级技改拿了300万", "other"),
    ],
)
def test_the_nearest_words_tell(text: str, role: str | None) -> None:
    assert roles(text) == [role]


@pytest.mark.parametrize(
    "text",
    [
        "能补六百万吧",
        "是不是600万",
        "最多300万对吗",
        "奖100万是真的吗",
        "听说有100万奖励",
        "上限100万",
        "小巨人给一百万？",
        "还能补300万吧",
        "能补的不是300万吗",
        "真的有100万吗",
        "技改能拿到500万吗",
        "can we get 3 million yuan",
        "是不是固定发30万",
        "是不是直接再给500万",
        "100万现在能拿吗",
        "省级专精特新有五十万，是真的吗",
    ],
)
def test_a_supposed_sum_is_a_claim(text: str) -> None:
    assert roles(text) == ["claim"]


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("上市费用花了一千两百万，广州按比例是不是能补六百万", ["listing_cost", "claim"]),
        ("技改800万，数字化300万，各补多少", ["renovation_cost", "digital_cost"]),
        ("500万设备，300万软件", ["renovation_cost", "digital_cost"]),
        ("花500万上ERP，又花了200万请券商", ["digital_cost", "listing_cost"]),
        ("上市辅导期付了90万，过会阶段还要付150万", ["listing_cost", "listing_cost"]),
        ("拿过市里的20万，现在广州还有100万吗", ["other", "claim"]),
        ("贷款500万，担保费12万，利息30万", ["loan", "guarantee_fee", "interest"]),
        ("去年纳税2100万，数字化花了500万", ["tax_paid", "digital_cost"]),
        ("投资强度要求每亩500万，去年交税900万", ["assessed_standard", "tax_paid"]),
        ("数字化500万，能拿150万吗", ["digital_cost", "claim"]),
        ("上市费六百万能拿三百万吧", ["listing_cost", "claim"]),
        ("数字化转型花了300万-500万", ["digital_cost", "digital_cost"]),
        ("给300万还是500万", ["claim", "claim"]),
        ("软件花了两百万，硬件三百万", ["digital_cost", None]),
        ("数字化花了500万，30%就是150万，铁定有对吧", ["digital_cost", "claim"]),
        ("省级技改批给我们240万，市里就是再拿240万吧", ["other", "claim"]),
    ],
)
def test_each_sum_has_its_own_role(text: str, each: list[str]) -> None:
    assert roles(text) == each


@pytest.mark.parametrize("text", ["拿500万出来搞数字化", "我们投500万奖励员工", "应该是800万"])
def test_money_paid_out_is_no_claim(text: str) -> None:
    assert "claim" not in roles(text)
