"""Numbers that name a person or a firm are masked; sums, years and 文号 are not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gateway.masking import is_credit_code, is_identity, mask

PHONE, IDENTITY, CREDIT_CODE = "[电话号码]", "[身份证号]", "[统一社会信用代码]"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("我的电话13800138000，请回电", f"我的电话{PHONE}，请回电"),
        ("138-0013-8000", PHONE),
        ("138 0013 8000", PHONE),
        ("138 001 38000", PHONE),
        ("1380 013 8000", PHONE),
        ("+86 13800138000", PHONE),
        ("008613800138000", PHONE),
        ("+86-138-0013-8000", PHONE),
        ("１３８００１３８０００", PHONE),
        ("一三八零零一三八零零零", PHONE),
        ("幺三八〇〇幺三八〇〇〇", PHONE),
        ("找13800138000或19912345678", f"找{PHONE}或{PHONE}"),
        ("020-12345678", PHONE),
        ("（020）12345678", PHONE),
        ("0755 1234567", PHONE),
        ("0759-1234567-808", PHONE),
        ("+852 9123 4567", PHONE),
        ("tel:13800138000", f"tel:{PHONE}"),
        ("微信13800138000。", f"微信{PHONE}。"),
    ],
)
def test_phone_numbers_are_masked(typed: str, kept: str) -> None:
    assert mask(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("身份证11010519491231002X", f"身份证{IDENTITY}"),
        ("11010519491231002x，本人", f"{IDENTITY}，本人"),
        ("440524188001010014", IDENTITY),
        ("110105 19491231 002X", IDENTITY),
        ("１１０１０５１９４９１２３１００２Ｘ", IDENTITY),
        ("旧证440524800101001", f"旧证{IDENTITY}"),
        ("统一社会信用代码91350100M000100Y43", f"统一社会信用代码{CREDIT_CODE}"),
        ("91350100m000100y43", CREDIT_CODE),
        ("代码 9135 0100 M000 100Y 43 的企业", f"代码 {CREDIT_CODE} 的企业"),
        ("12 91350100M000100Y43", f"12 {CREDIT_CODE}"),
    ],
)
def test_identity_numbers_and_credit_codes_are_masked(typed: str, kept: str) -> None:
    assert mask(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "花了13800138000元",
        "花了 13800138000 元",
        "投入１３８００１３８０００元",
        "13800138000万",
        "¥13800138000",
        "合计13800138000.50",
        "穗府办规〔2022〕4号",
        "湛工信函〔2023〕20号",
        "2022年8月5日至2025年8月4日",
        "2022-08-05 2025-08-04",
        "二〇二二年八月五日",
        "一共500万，其中300.5万是设备",
        "三百五十万元",
        "营收12345678901元",
        "110105194912310021",  # one digit off: the check digit says that it is none
        "91350100M000100Y44",
        "440524189913010014",  # no such month
        "990105194912310029",  # no such province
        "123456789012345678901234567890",
        "A13800138000B",
        "订单20221122123456789",
        "12345热线，12315，10086",
        "邮编510000，门牌138号",
        "3%、50%、1310企业",
    ],
)
def test_what_names_nobody_stays(typed: str) -> None:
    assert mask(typed) == typed


@given(text=st.text(alphabet="0123456789X-一三八 元万年号。abc〔〕()+.,"))
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask(mask(text)) == mask(text)


@given(text=st.text())
def test_words_around_are_kept(text: str) -> None:
    inside = mask(f"{text}。13800138000。{text}")
    assert inside == f"{mask(text)}。{PHONE}。{mask(text)}"


@given(yuan=st.integers(0, 10**17), unit=st.sampled_from(["元", "万元", "亿元", "万", "%", "块"]))
def test_no_sum_with_its_unit_is_taken_for_a_phone(yuan: int, unit: str) -> None:
    assert PHONE not in mask(f"投入{yuan}{unit}")


@given(seed=st.integers())
def test_every_identity_number_is_known_by_its_check_character(seed: int) -> None:
    chance = random.Random(seed)
    area, serial = chance.choice(["110105", "440106", "820001"]), chance.randrange(1000)
    day = f"{chance.randrange(1900, 2026)}{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}"
    right = [c for c in "0123456789X" if is_identity(f"{area}{day}{serial:03}{c}")]
    assert len(right) == 1


@given(body=st.text(alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9))
def test_every_credit_code_is_known_by_its_check_character(body: str) -> None:
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    assert sum(is_credit_code(f"91440101{body}{c}") for c in letters) == 1
