"""Documents in the manner of real ones: the whole way from a text to its clauses."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policy_index.parsing.parser import parse_text
from policy_index.strict_yaml import read_yaml
from tests.policy_index.parsing.check import assert_every_character_has_one_home, assert_in_order
from tests.policy_index.parsing.written import LAYOUTS, print_out, squeeze, write

DOCUMENTS = sorted(Path(__file__).with_name("documents").glob("*.txt"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_parses_to_its_clauses(path: Path) -> None:
    expected = read_yaml(path.with_suffix(".yml"))
    source = path.read_bytes().decode("utf-8")
    parsed = parse_text("any", source)
    clauses = {clause.path: squeeze(clause.text) for clause in parsed.clauses}
    assert list(clauses) == list(expected["clauses"])
    for path_, (first, last) in expected["clauses"].items():
        assert clauses[path_].startswith(squeeze(first)), path_
        assert clauses[path_].endswith(squeeze(last)), path_
    furniture: dict[str, list[str]] = {}
    for each in parsed.furniture:
        furniture.setdefault(each.kind, []).append(source[each.start : each.end])
    for kind, samples in expected.get("furniture", {}).items():
        assert list(dict.fromkeys(furniture[kind])) == samples
    found = [f"{oddity.path}: {oddity.message}" for oddity in parsed.oddities]
    stated = [f"{p}: {said}" for each in expected.get("oddities", []) for p, said in each.items()]
    assert found == stated
    assert_every_character_has_one_home(source, parsed)
    assert_in_order(parsed)


@settings(deadline=None)  # a busy machine is no failure
@given(st.randoms(use_true_random=False), st.sampled_from(LAYOUTS))
def test_a_document_written_by_the_rules_parses_to_its_clauses(random: Random, layout: str) -> None:
    written = write(random)
    source = print_out(random, written.paragraphs, layout)
    parsed = parse_text("any", source)
    assert [(each.path, squeeze(each.text)) for each in parsed.clauses] == written.expected
    assert_every_character_has_one_home(source, parsed)
    assert_in_order(parsed)


PIECES = (
    "一、", "二、", "三、", "（一）", "（二）", "(3)", "1.", "2．", "3、", "①", "第一条", "第二条 ",
    "第一章", "附件1", "附件：", "1.1 ", "1.2 ", "目录", "……3", "- 2 -", "3", "**", "# ",
    "当前位置：首页", "相关新闻", "版权所有", "2024年1月1日", "市人民政府",
    "本办法自发布之日起施行。", "对企业给予奖励", "，", "。", "：", "；", "（", "）", " | ",
    "\n", "\n\n", "\r\n", "\f", "　　", " ", "\ufeff", "\u200b", "Small", "Business", "100", "万元",
)  # fmt: skip


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=60).map("".join))
def test_every_character_of_any_text_has_one_home(source: str) -> None:
    parsed = parse_text("any", source)
    assert_every_character_has_one_home(source, parsed)
    assert_in_order(parsed)
