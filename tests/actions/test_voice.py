"""What is read out holds no sign that a voice cannot say, and the same figures."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.figures import figures_in
from actions.subsidy.money import format_ratio
from actions.voice import speakable


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "“小巨人”认定奖励：100万元（文件写“给予”，是定额，不是上限）。",
            "小巨人认定奖励：100万元，文件写给予，是定额，不是上限。",
        ),
        ("不超过30%", "不超过百分之三十"),
        ("LPR 3.05%", "LPR百分之三点零五"),
        ("专项资金（支持申报）：没有写明金额", "专项资金，支持申报：没有写明金额"),
        ("标题所写的2022—2024年已过；没有写明", "标题所写的2022到2024年已过，没有写明"),
        ("认定于2023-07-15", "认定于2023年7月15日"),
        ("各县(市、区)政府", "各县市区政府"),
        ("要求“甲”“乙”", "要求甲，乙"),
        ("写着：“如此。”。\n下一句", "写着：如此。下一句"),
        ("①给予1.5亿元", "给予1.5亿元"),
    ],
)
def test_brackets_quotation_marks_and_signs_are_said_in_words(written: str, said: str) -> None:
    assert speakable(written) == said


@given(st.decimals(0, 9, places=4, allow_nan=False, allow_infinity=False))
def test_a_share_is_the_same_share_when_it_is_said(share: Decimal) -> None:
    written = f"按{format_ratio(share)}补助"
    said = speakable(written)
    assert "%" not in said
    assert [f.value for f in figures_in(said)] == [f.value for f in figures_in(written)]
