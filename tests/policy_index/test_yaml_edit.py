"""Values are changed in a file that people have written, and nothing else is."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from policy_index.errors import PolicyError
from policy_index.yaml_edit import with_values

PATH = Path("document.yml")
WRITTEN = """\
# held against the gazette
id: 广州
title:
  value: 行动方案  # not 方案
  words: 《行动方案》
  # of the page, not of the PDF
number: {value: 4号, words: 4号}  # twice in the text
issued: null # not printed
term:
  start: 2022-08-05
  words: ["自2022年8月5日起"]

# the years of the title
period:
notes:
- 一
"""


def lines_changed(changes: dict[str, Any]) -> dict[str, str]:
    """The lines that are other ones than before, by the line in whose place they stand."""
    after = with_values(PATH, WRITTEN, changes)
    pairs = zip(WRITTEN.splitlines(), after.splitlines(), strict=True)
    return {old: new for old, new in pairs if old != new}


def test_a_value_is_changed_in_its_place() -> None:
    assert lines_changed({"issued": date(2022, 4, 13)}) == {
        "issued: null # not printed": "issued: 2022-04-13 # not printed"
    }


def test_of_a_fact_only_what_changes_is_written_anew() -> None:
    fact = {"value": "行动方案（试行）", "words": "《行动方案》"}
    assert lines_changed({"title": fact}) == {
        "  value: 行动方案  # not 方案": "  value: 行动方案（试行）  # not 方案"
    }
    assert lines_changed({"number": {"value": "5号", "words": "4号"}}) == {
        "number: {value: 4号, words: 4号}  # twice in the text": (
            "number: {value: 5号, words: 4号}  # twice in the text"
        )
    }


def test_a_fact_may_be_found_or_given_up() -> None:
    found = {"from": 2022, "to": 2024}
    assert lines_changed({"period": found}) == {"period:": "period: {from: 2022, to: 2024}"}
    after = with_values(PATH, WRITTEN, {"title": None, "term": None})
    assert "title: null\n  # of the page, not of the PDF\nnumber:" in after
    assert "term: null\n\n# the years of the title\n" in after


def test_what_is_as_it_was_is_not_touched() -> None:
    assert with_values(PATH, WRITTEN, yaml.safe_load(WRITTEN)) == WRITTEN


def test_a_value_that_stands_in_two_places_is_left_to_a_person() -> None:
    text = "a: &same {x: 1}\nb: *same\n"
    with pytest.raises(PolicyError, match=r"document\.yml: has anchors"):
        with_values(PATH, text, {"b": {"x": 2}})


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=12)
names = st.sampled_from(["value", "words", "from"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.dates() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)
KEYS = ("title", "number", "term")
contents = st.fixed_dictionaries(dict.fromkeys(KEYS, values))


@given(contents, contents, st.booleans())
def test_whatever_the_values_they_are_those_that_were_wanted_and_comments_stay(
    before: dict[str, Any], after: dict[str, Any], flow: bool
) -> None:
    entries = [_entry(key, before[key], flow) for key in KEYS]
    text = "".join(f"# a comment\n{entry}" for entry in entries)
    changed = with_values(PATH, text, after)
    assert yaml.safe_load(changed) == after
    assert changed.count("# a comment\n") == len(KEYS)


def _entry(key: str, value: Any, flow: bool) -> str:
    if not flow:
        return yaml.safe_dump({key: value}, allow_unicode=True, default_flow_style=False)
    line = yaml.safe_dump([value], allow_unicode=True, default_flow_style=True, width=10_000)
    return f"{key}: {line.strip()[1:-1]}\n"
