"""Dates: as precise as said, counted from a given day, and what they are a date of."""

from datetime import date

import pytest

from bot.nlu.dates import find_dates
from policy_index.text import normalize

TODAY = date(2026, 11, 22)


def dates(text: str) -> list[tuple[str, str | None]]:
    return [(mention.value, mention.role) for mention in find_dates(normalize(text), TODAY)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024年6月1日", "2024-06-01"),
        ("2024年6月1号", "2024-06-01"),
        ("2024年十二月三十一号", "2024-12-31"),
        ("2024-06-01", "2024-06-01"),
        ("2024/6/1", "2024-06-01"),
        ("2024.6.1", "2024-06-01"),
        ("2024年6月", "2024-06"),
        ("2024年", "2024"),
        ("2022", "2022"),
        ("二〇二三年", "2023"),
        ("二零二三年七月", "2023-07"),
        ("23年7月", "2023-07"),
        ("去年", "2025"),
        ("前年", "2024"),
        ("今年", "2026"),
        ("明年", "2027"),
        ("去年12月", "2025-12"),
        ("舊年", "2025"),
        ("上个月", "2026-10"),
        ("上上个月", "2026-09"),
        ("昨天", "2026-11-21"),
        ("June 2023", "2023-06"),
        ("June 1, 2024", "2024-06-01"),
        ("last year", "2025"),
    ],
)
def test_dates_are_as_precise_as_said(text: str, value: str) -> None:
    assert [found for found, _ in dates(text)] == [value]


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    assert find_dates("上个月", date(2026, 1, 31))[0].value == "2025-12"


@pytest.mark.parametrize(
    "text",
    [
        "2022—2024",
        "满20年",
        "有效期3年",
        "做了20年",
        "纳税2000万",
        "2024年13月",
        "2月30号",
        "穗府办规〔2022〕4号",
        "以上年纳税为准",
        "13800138000",
    ],
)
def test_other_numbers_and_the_years_of_a_title_are_no_date(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024年6月的时候还有效吗", [("2024-06", "as_of")]),
        ("2022-2024年行动方案", [("2022", "document_year")]),
        ("2024—2026的方案哪天印发的", [("2024", "document_year")]),
        ("去年底刚批下来的省级专精特新", [("2025", "recognised_on")]),
        ("2024-06-01还有效吗", [("2024-06-01", "as_of")]),
        ("2024年6月1日那天湛江的还能用吗", [("2024-06-01", "as_of")]),
        ("明年还能申请吗", [("2027", "as_of")]),
        ("如果今天是2024年6月1日，我们刚评上", [("2024-06-01", "as_of")]),
        ("截至2025年3月", [("2025-03", "as_of")]),
        ("2025年5月的时候湛江那份方案还有效吗", [("2025-05", "as_of")]),
        ("2025年还适用吗", [("2025", "as_of")]),
    ],
)
def test_a_day_that_is_asked_about(text: str, found: list[tuple[str, str]]) -> None:
    assert dates(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我们是2022年7月1日认定的", [("2022-07-01", "recognised_on")]),
        ("去年我公司在广州评上省级专精特新", [("2025", "recognised_on")]),
        ("23年的省级", [("2023", "recognised_on")]),
        ("2023年8月拿到省专的", [("2023-08", "recognised_on")]),
        ("2022年的小巨人", [("2022", "recognised_on")]),
        ("如果是2025年认定的呢", [("2025", "recognised_on")]),
        ("上个月公示完，成了小巨人", [("2026-10", "recognised_on")]),
        ("认定时间是2023年7月", [("2023-07", "recognised_on")]),
        ("舊年攞到小巨人", [("2025", "recognised_on")]),
        ("recognised in June 2023", [("2023-06", "recognised_on")]),
        ("2022年认定的，现在还有效吗", [("2022", "recognised_on")]),
        (
            "2021年被认定为小巨人2024年复核通过",
            [("2021", "recognised_on"), ("2024", "recognised_on")],
        ),
        ("2022年7月认定，到2025年还有效吗", [("2022-07", "recognised_on"), ("2025", "as_of")]),
    ],
)
def test_when_a_title_was_given(text: str, found: list[tuple[str, str]]) -> None:
    assert dates(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2022年那份方案现在还有效吗", [("2022", "document_year")]),
        ("2024年的文件", [("2024", "document_year")]),
        ("2022版", [("2022", "document_year")]),
        ("江门2024年的倍增发展行动方案现在有效吗", [("2024", "document_year")]),
        ("2022年的还算数吗", [("2022", "document_year")]),
        ("一份22年，一份24年", [("2022", "document_year"), ("2024", "document_year")]),
        ("江门2024的方案", [("2024", "document_year")]),
        ("2022年的政策", [("2022", "document_year")]),
        ("Jiangmen's 2024 plan", [("2024", "document_year")]),
        (
            "江门2022年和2024年两份方案有什么区别",
            [("2022", "document_year"), ("2024", "document_year")],
        ),
    ],
)
def test_the_year_of_a_document(text: str, found: list[tuple[str, str]]) -> None:
    assert dates(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "去年交税1，800万",
        "今年准备上系统",
        "今年的政策",
        "2023年获得省级技改资金",
        "到2025年要培育多少家",
    ],
)
def test_a_date_of_something_else_has_no_role(text: str) -> None:
    assert [role for _, role in dates(text)] == [None]
