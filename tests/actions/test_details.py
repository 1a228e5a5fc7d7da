"""What is asked about applying, by name."""

import pytest

from actions.details import details_in
from policy_index.text import normalize


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("奖金多久能到账？", ["到账时间"]),
        ("补贴什么时候发下来", ["到账时间"]),
        ("要准备哪些资料，几号截止", ["申报材料", "申报时间"]),
        ("怎么申请", ["申报流程"]),
        ("咨询电话多少", ["联系电话"]),
        ("省级专精特新的认定条件", ["认定条件"]),
        ("广州的小巨人奖多少", []),
    ],
)
def test_what_is_asked_has_a_name(words: str, names: list[str]) -> None:
    assert details_in(normalize(words)) == names
