"""Two versions of a document: what is paired, and what is told of it."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from policy_index.clauses import Clause
from policy_index.intake.compare import Change, compare
from policy_index.parsing.parser import parse

OLD = """一、目标。到2024年培育5000家企业。
二、奖励。对新认定的企业给予50万元奖励。
三、贴息。对银行贷款予以贴息。
"""


def changes(new: str, old: str = OLD) -> list[tuple[str, str | None, str | None]]:
    return [_keys(change) for change in compare(parse("old", old), parse("new", new))]


def _keys(change: Change) -> tuple[str, str | None, str | None]:
    return change.kind, change.old and change.old.path, change.new and change.new.path


def test_the_same_words_are_no_change() -> None:
    assert changes(OLD) == []
    assert changes(OLD.replace("给予50万元", "给予\n50万元")) == []


def test_another_sum_is_a_change_and_is_shown() -> None:
    (change,) = compare(parse("old", OLD), parse("new", OLD.replace("50万元", "80万元")))
    assert _keys(change) == ("changed", "二、", "二、")
    assert change.pieces == (("5", "8"),)


def test_a_clause_put_in_between_moves_the_others() -> None:
    new = OLD.replace("三、贴息", "四、贴息").replace("二、奖励", "三、奖励")
    new = new.replace("三、奖励", "二、上市。支持企业到北交所上市融资。\n三、奖励")
    assert changes(new) == [
        ("added", None, "二、"),
        ("moved", "二、", "三、"),
        ("moved", "三、", "四、"),
    ]


def test_a_clause_that_is_gone_stands_last() -> None:
    assert changes(OLD.replace("三、贴息。对银行贷款予以贴息。\n", "")) == [("gone", "三、", None)]


def test_a_moved_clause_with_other_words_is_one_change() -> None:
    new = OLD.replace("二、奖励。", "二、奖励\n（一）认定。").replace("50万元", "80万元")
    assert changes(new) == [("changed", "二、", "二、（一）")]


PART = st.sampled_from(["奖励企业。", "贴息贷款。", "培训人才。", "用地保障。"])
PARTS = st.lists(PART, min_size=1, max_size=6)
HAN = "一二三四五六"


def _document(parts: Sequence[str]) -> list[Clause]:
    return parse("any", "".join(f"{HAN[i]}、{part}\n" for i, part in enumerate(parts)))


@given(PARTS, PARTS)
def test_every_clause_of_both_versions_is_accounted_for(
    before: Sequence[str], after: Sequence[str]
) -> None:
    old, new = _document(before), _document(after)
    found = compare(old, new)
    unchanged = len(new) - sum(change.new is not None for change in found)
    assert unchanged == len(old) - sum(change.old is not None for change in found)
    assert len({change.old for change in found if change.old}) == sum(
        change.old is not None for change in found
    )
