"""A measure that its clause does not bear out is refused, with file, measure, field and why."""

import shutil
from pathlib import Path

import pytest

from actions.subsidy.loader import MeasureError, load_measures, read_measures
from policy_index.collection import POLICIES, Collection
from policy_index.errors import PolicyError

GUANGZHOU, ZHANJIANG, JIANGMEN = "guangzhou-2022", "zhanjiang-2022", "jiangmen-2022"


def spoil(root: Path, document: str, measure: str, old: str, new: str) -> Path:
    """Replace words inside one measure."""
    path = root / document / "measures.yml"
    text = path.read_text(encoding="utf-8")
    start = text.index(f"- id: {document}/{measure}\n")
    end = text.find("\n- id:", start + 1)
    entry = text[start : end if end > 0 else len(text)]
    assert old in entry
    path.write_text(text.replace(entry, entry.replace(old, new, 1)), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("document", "measure", "old", "new", "field", "why"),
    [
        pytest.param(
            GUANGZHOU, "listing", "clause: 三、（三）", "clause: 三、（九）",
            "clause", "guangzhou-2022 has no clause '三、（九）'",
            id="unknown clause",
        ),
        pytest.param(
            GUANGZHOU, "listing", "clause: 三、（三）", "clause: 三、（五）",
            "evidence", "三、（五） does not say, word for word",
            id="evidence of another clause",
        ),
        pytest.param(
            GUANGZHOU, "listing", "分阶段按照50%", "分期按照50%",
            "evidence", "does not say, word for word: 对符合相关条件",
            id="evidence not verbatim",
        ),
        pytest.param(
            GUANGZHOU, "listing", "evidence: 对符合", "evidence: ' ' #",
            "evidence", "' ' must be text",
            id="no evidence",
        ),
        pytest.param(
            GUANGZHOU, "recognition-provincial", "value: 200000", "value: 300000",
            "amount", "300000 is not printed in",
            id="number not printed",
        ),
        pytest.param(
            GUANGZHOU, "diagnosis", "{kind: non_cash}", "{kind: fixed, value: 60}",
            "amount", "60 is not printed in",
            id="a number of firms is no sum",
        ),
        pytest.param(
            GUANGZHOU, "digital", "cap: 3000000", "cap: 2000000",
            "amount", "2000000 is not printed in",
            id="cap not printed",
        ),
        pytest.param(
            GUANGZHOU, "digital", 'rate: "0.30"', 'rate: "0.35"',
            "amount", "0.35 is not printed in",
            id="rate not printed",
        ),
        pytest.param(
            GUANGZHOU, "recognition-provincial", "{kind: fixed, value: 200000}",
            "{kind: upper_bound, cap: 200000}",
            "amount.cap", "does not say 不超过 or 最高",
            id="bound without 不超过",
        ),
        pytest.param(
            ZHANJIANG, "recognition-provincial", "{kind: upper_bound, cap: 300000}",
            "{kind: fixed, value: 300000}",
            "amount", "is exact, but the evidence says 不超过 or 最高",
            id="fixed with 不超过",
        ),
        pytest.param(
            GUANGZHOU, "digital", "rate_is: upper", "rate_is: exact",
            "amount.rate_is", "exact, but the evidence says 不超过 before 30%; write upper",
            id="rate is a bound",
        ),
        pytest.param(
            GUANGZHOU, "listing", "rate_is: exact", "rate_is: upper",
            "amount.rate_is", "upper, but the evidence does not say 不超过 before 50%; write exact",
            id="rate is no bound",
        ),
        pytest.param(
            GUANGZHOU, "listing", "{kind: rate_capped", "{kind: fixed, value: 3000000} #",
            "amount", "is exact, but the evidence says",
            id="a cap is no fixed sum",
        ),
        pytest.param(
            GUANGZHOU, "guarantee-fee", "{kind: upper_bound, cap: 1000000}", "{kind: unspecified}",
            "amount", "has no sum, but the evidence prints one",
            id="a printed sum left out",
        ),
        pytest.param(
            GUANGZHOU, "vehicles", "value: 2, unit: 辆", "value: 3, unit: 辆",
            "amount", "每年3辆 is not printed",
            id="quota not printed",
        ),
        pytest.param(
            GUANGZHOU, "vehicles", "value: 2, unit: 辆", "value: 2, unit: 台",
            "amount", "每年2台 is not printed",
            id="unit not printed",
        ),
        pytest.param(
            GUANGZHOU, "land-standards", 'reduce_by_at_most: "0.30"', 'reduce_by_at_most: "0.50"',
            "amount", "0.50 is not printed in",
            id="reduction not printed",
        ),
        pytest.param(
            JIANGMEN, "loan-rate", "at_most: LPR", "at_most: SHIBOR",
            "amount", "SHIBOR is not printed in the evidence",
            id="name of the rate not printed",
        ),
        pytest.param(
            JIANGMEN, "loan-rate", "at_most: LPR", "at_most: null",
            "amount", "give either at_most or reduce_by_at_most",
            id="a bound of nothing",
        ),
        pytest.param(
            GUANGZHOU, "listing", 'rate: "0.50"', "rate: 0.50",
            "amount.rate", "0.50 would be read as a float",
            id="float",
        ),
        pytest.param(
            GUANGZHOU, "listing", 'rate: "0.50"', "rate: 50",
            "amount.rate", "50 must be a ratio as a string; write it in quotes",
            id="rate as a whole number",
        ),
        pytest.param(
            GUANGZHOU, "renovation", "cap: 5000000", "cap: '500万'",
            "cap", "must be a whole number above 0",
            id="yuan as text",
        ),
        pytest.param(
            GUANGZHOU, "renovation", "cap: 5000000", "cap: true",
            "cap", "must be a whole number above 0",
            id="yuan as truth",
        ),
        pytest.param(
            GUANGZHOU, "renovation", "cap: 5000000", "cap: -5000000",
            "cap", "must be a whole number above 0",
            id="yuan below zero",
        ),
        pytest.param(
            GUANGZHOU, "listing", "topics: [上市]", "topics: [上市]\n  pays: 1",
            "pays", "unknown key",
            id="unknown key",
        ),
        pytest.param(
            GUANGZHOU, "listing", "  name: 上市费用补助\n", "",
            "name", "is missing; What people call it; for one: 上市费用补助",
            id="missing key",
        ),
        pytest.param(
            GUANGZHOU, "listing", "base: listing_cost, cap: 3000000", "base: listing_cost",
            "amount.cap", "is missing, but the evidence prints one; printed: 300万元 (3000000)",
            id="a printed cap left out",
        ),
        pytest.param(
            GUANGZHOU, "listing", "base: listing_cost, ", "",
            "amount.base", "is missing",
            id="missing key of an amount",
        ),
        pytest.param(
            GUANGZHOU, "renovation", "cap: 5000000", "cap: 5000000, floor: 1",
            "amount.floor", "unknown key",
            id="unknown key of an amount",
        ),
        pytest.param(
            GUANGZHOU, "listing", "  topics: [上市]\n", "  topics: [上市]\n  topics: [上市]\n",
            "listing", "the key 'topics' stands twice; keep one",
            id="duplicate key",
        ),
        pytest.param(
            GUANGZHOU, "listing", "{kind: rate_capped", "{kind: generous",
            "amount.kind", "'generous' is none of fixed, upper_bound",
            id="unknown kind",
        ),
        pytest.param(
            GUANGZHOU, "listing", "base: listing_cost", "base: turnover",
            "base", "'turnover' is none of digital_cost, listing_cost",
            id="unknown base",
        ),
        pytest.param(
            GUANGZHOU, "park-plaque", "beneficiary: park_operator", "beneficiary: firm",
            "beneficiary", "'firm' is none of enterprise",
            id="unknown beneficiary",
        ),
        pytest.param(
            GUANGZHOU, "listing", "topics: [上市]", "topics: 上市",
            "topics", "'上市' must be a list",
            id="topics not listed",
        ),
        pytest.param(
            ZHANJIANG, "recognition-provincial", "from: 2022-01-01", "from: 2021-01-01",
            "window.from", "2021-01-01 is not printed in: 2022年以来",
            id="window of another year",
        ),
        pytest.param(
            ZHANJIANG, "recognition-provincial", "from: 2022-01-01", "from: 2022-06-15",
            "window.from", "2022-06-15 is not printed in: 2022年以来",
            id="window day not printed",
        ),
        pytest.param(
            JIANGMEN, "recognition", "to: 2023-12-31", "to: 2023-01-01",
            "window.to", "2023-01-01 is not printed in",
            id="window ends on the first day of its year",
        ),
        pytest.param(
            JIANGMEN, "recognition", "to: 2023-12-31", "to: 2023",
            "window.to", "2023 is not a day",
            id="window ends on no day",
        ),
        pytest.param(
            JIANGMEN, "recognition", "words: 在2022—2023年期间", "words: 在2022年至2023年期间",
            "window.words", "does not say, word for word",
            id="words of a window not in the clause",
        ),
        pytest.param(
            GUANGZHOU, "listing", "{manual: 符合相关条件}", "{manual: 符合一切条件}",
            "when.manual", "does not say, word for word: 符合一切条件",
            id="manual words not in the clause",
        ),
        pytest.param(
            GUANGZHOU, "digital", "words: 省级以上“专精特新”中小企业", "words: 省级以上企业",
            "when.words", "does not say, word for word: 省级以上企业",
            id="words of a condition not in the clause",
        ),
        pytest.param(
            GUANGZHOU, "digital", ", words: 省级以上“专精特新”中小企业", "",
            "when.words", "is missing",
            id="a condition without words",
        ),
        pytest.param(
            GUANGZHOU, "digital", "in: [little_giant, provincial]", "in: [giant]",
            "when.in", "'giant' is none of little_giant",
            id="unknown tier",
        ),
        pytest.param(
            GUANGZHOU, "digital", "in: [little_giant, provincial]", "in: provincial",
            "when.in", "'provincial' must be a list",
            id="one tier not listed",
        ),
        pytest.param(
            GUANGZHOU, "digital", "in: [little_giant, provincial]", "in: []",
            "when.in", "must be a list with something in it",
            id="no tier",
        ),
        pytest.param(
            GUANGZHOU, "vehicles", "or_more: 20000000", "or_more: 30000000",
            "when.any.all.or_more", "30000000 is not printed in: 纳税2000万元以上",
            id="threshold not printed",
        ),
        pytest.param(
            GUANGZHOU, "park-plaque", "field: firms_gathered", "field: tax_paid",
            "when.or_more", "10 is not printed in",
            id="a number of firms is no threshold of money",
        ),
        pytest.param(
            GUANGZHOU, "vehicles", "is: true", "is: maybe",
            "when.is", "'maybe' must be true or false",
            id="neither yes nor no",
        ),
        pytest.param(
            GUANGZHOU, "listing", "{manual: 符合相关条件}", "{any: []}",
            "when.any", "must be a list with something in it",
            id="none of nothing",
        ),
        pytest.param(
            ZHANJIANG, "recognition-little-giant", "    evidence: 同一企业", "    evidence: null #",
            "stacking.evidence", "max and sum need words",
            id="stacking without evidence",
        ),
        pytest.param(
            ZHANJIANG, "recognition-little-giant", "evidence: 同一企业", "evidence: 一个企业",
            "stacking.evidence", "does not say, word for word: 一个企业",
            id="evidence of stacking not verbatim",
        ),
        pytest.param(
            GUANGZHOU, "relocation", "rule: not_stated, evidence: null",
            "rule: not_stated, evidence: 一次性奖励",
            "stacking.evidence", "not_stated has none",
            id="evidence for what is not stated",
        ),
        pytest.param(
            GUANGZHOU, "relocation", "rule: not_stated, evidence: null",
            "rule: max, evidence: 一次性奖励",
            "stacking", "the group guangzhou-2022/recognition has another rule",
            id="two rules in one group",
        ),
    ],
)  # fmt: skip
def test_refused(
    tmp_path: Path, document: str, measure: str, old: str, new: str, field: str, why: str
) -> None:
    shutil.copytree(POLICIES / document, tmp_path / document)
    path = spoil(tmp_path, document, measure, old, new)
    with pytest.raises(PolicyError) as refusal:
        load_measures(Collection.load(tmp_path))
    message = str(refusal.value)
    assert message.startswith(str(path))
    assert f"{document}/{measure}: " in message
    assert field in message
    assert why in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("new", "why"),
    [
        ("- id: zhanjiang-2022/recognition-provincial\n", "id: stands twice"),
        ("- id: guangzhou-2022/awards\n", "id: 'guangzhou-2022/awards' must begin with zhanjiang-"),
        ("- id: 7\n", "entry 1: id: 7 must be text"),
    ],
)
def test_an_id_is_the_documents_own_and_used_once(root: Path, new: str, why: str) -> None:
    measure = "recognition-little-giant"
    path = spoil(root, ZHANJIANG, measure, f"- id: {ZHANJIANG}/{measure}\n", new)
    with pytest.raises(MeasureError) as refusal:
        load_measures(Collection.load(root))
    assert str(refusal.value).startswith(f"{path}, line ")
    assert why in str(refusal.value)


@pytest.mark.parametrize("text", ["kind: fixed\n", "- 7\n", "[{}]\n"])
def test_a_file_that_is_no_list_of_measures_is_refused(root: Path, text: str) -> None:
    path = root / JIANGMEN / "measures.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MeasureError) as refusal:
        load_measures(Collection.load(root))
    assert str(refusal.value).startswith(f"{path}, line 1: ")


def mistakes_in(root: Path) -> list[str]:
    return [str(mistake) for mistake in read_measures(Collection.load(root)).mistakes]


def test_mistakes_of_all_files_are_found_at_once(root: Path) -> None:
    spoil(root, GUANGZHOU, "listing", "clause: 三、（三）", "clause: 三、（九）")
    spoil(root, GUANGZHOU, "renovation", "cap: 5000000", "cap: 6000000")
    spoil(root, ZHANJIANG, "recognition-innovative", "cap: 100000", "cap: 0.1")
    first, second, third = mistakes_in(root)
    assert "guangzhou-2022/listing: clause: " in first
    assert "guangzhou-2022/renovation: amount.cap: " in second
    assert "zhanjiang-2022/recognition-innovative: amount.cap: " in third


def test_all_mistakes_of_one_measure_are_found_at_once(root: Path) -> None:
    spoil(root, GUANGZHOU, "digital", "topics: [数字化]", "topics: 数字化")
    spoil(root, GUANGZHOU, "digital", "in: [little_giant, provincial]", "in: [giant]")
    spoil(root, GUANGZHOU, "digital", 'rate: "0.30"', 'rate: "0.35"')
    spoil(root, GUANGZHOU, "digital", "cap: 3000000", "cap: 3000000, cap: 1")
    spoil(root, GUANGZHOU, "digital", "evidence: 对省级", "evidence: 给省级")
    found = mistakes_in(root)
    told = [mistake.partition("guangzhou-2022/digital: ")[2].split(": ")[0] for mistake in found]
    assert told == ["topics", "evidence", "when.in", "amount", "amount.rate"]


def test_a_mistake_names_its_line(root: Path) -> None:
    path = spoil(root, GUANGZHOU, "vehicles", "or_more: 20000000", "or_more: 30000000")
    lines = path.read_text(encoding="utf-8").splitlines()
    (line,) = (number for number, line in enumerate(lines, start=1) if "30000000" in line)
    (mistake,) = mistakes_in(root)
    place = "guangzhou-2022/vehicles: when.any.all.or_more"
    assert mistake.startswith(f"{path}, line {line}: {place}: 30000000 is not printed in: ")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("name: 上市费用补助", "name: '上市费用补助", "found unexpected end of stream"),
        ("topics: [上市]", "topics: [上市", "did not find expected ',' or ']'"),
        ("  topics:", "\ttopics:", "found a tab character that violates indentation"),
        ("  topics:", " topics:", "did not find expected"),
        ("name: 上市费用补助", "name: 上市: 费用补助", "mapping values are not allowed"),
    ],
)
def test_an_entry_that_is_no_yaml_hides_no_other(root: Path, old: str, new: str, what: str) -> None:
    path = spoil(root, GUANGZHOU, "listing", old, new)
    spoil(root, GUANGZHOU, "digital", "cap: 3000000", "cap: 2000000")
    syntax, other = mistakes_in(root)
    assert syntax.startswith(f"{path}, line ")
    assert f": guangzhou-2022/listing: {what}" in syntax
    assert "look for a quote or bracket that is not closed" in syntax
    assert "guangzhou-2022/digital: amount.cap: 2000000 is not printed" in other


def test_a_file_that_cannot_be_read_hides_no_other(root: Path) -> None:
    (root / JIANGMEN / "measures.yml").write_bytes(b"- id: \xff\n")
    spoil(root, ZHANJIANG, "digital", "topics: [数字化]", "topics: 数字化")
    unreadable, other = mistakes_in(root)
    assert "measures.yml: is not text in UTF-8: " in unreadable
    assert "zhanjiang-2022/digital: topics: " in other


def test_an_anchor_in_an_entry_that_is_no_yaml_is_not_held_against_others(root: Path) -> None:
    spoil(root, ZHANJIANG, "recognition-little-giant", "topics: [认定]", "topics: [认定")
    (mistake,) = mistakes_in(root)
    assert "zhanjiang-2022/recognition-little-giant: did not find expected" in mistake


@pytest.mark.parametrize(
    ("measure", "old", "new", "cure"),
    [
        pytest.param(
            "listing", "分阶段按照50%", "分期按照50%",
            "they part at character 37: the clause has '阶', not '期'",
            id="the first character where evidence parts from the clause",
        ),
        pytest.param(
            "listing", "evidence: 对符合", "evidence: 凡符合",
            "nearest: “对符合相关条件的国家、省、市级“专精特新”中小企业上市计划产生的费用，",
            id="the nearest words",
        ),
        pytest.param(
            "listing", "clause: 三、（三）", "clause: 三、（五）",
            "these words stand in 三、（三）",
            id="the clause where the words stand",
        ),
        pytest.param(
            "listing", "clause: 三、（三）", "clause: 三、(三)",
            "the evidence stands in 三、（三）",
            id="the clause where the evidence stands",
        ),
        pytest.param(
            "recognition-provincial", "value: 200000", "value: 20",
            "printed: 20万元 (200000)",
            id="the numbers that are printed",
        ),
        pytest.param(
            "loan-interest", "{kind: unspecified}", '{kind: rate_capped, rate: "0.5", '
            "rate_is: exact, base: loan}",
            "no such figure is printed there",
            id="that no number is printed",
        ),
        pytest.param(
            "listing", "base: listing_cost", "base: listing_costs",
            "near it: listing_cost",
            id="the nearest of the words that may stand there",
        ),
        pytest.param(
            "listing", "not_stated:", "not_said:",
            "unknown key; near it: not_stated",
            id="the nearest key",
        ),
        pytest.param(
            "listing", "{manual: 符合相关条件}", "{manuel: 符合相关条件}",
            "a condition is one of: {field, in, words}, ",
            id="the forms of a condition",
        ),
    ],
)  # fmt: skip
def test_a_mistake_tells_how_to_mend_it(
    root: Path, measure: str, old: str, new: str, cure: str
) -> None:
    spoil(root, GUANGZHOU, measure, old, new)
    assert any(cure in mistake for mistake in mistakes_in(root))


def test_an_unknown_clause_is_told_the_nearest(root: Path) -> None:
    spoil(root, GUANGZHOU, "listing", "clause: 三、（三）", "clause: 三、（三）1.")
    spoil(root, GUANGZHOU, "listing", "evidence: 对符合", "evidence: 凡符合")
    (mistake,) = mistakes_in(root)
    assert "near it: 三、（三）" in mistake
    assert mistake.endswith("all: python -m policy_index show guangzhou-2022")


def test_what_may_be_left_out(root: Path) -> None:
    spoil(root, GUANGZHOU, "land-standards", "    at_most: null\n", "")
    spoil(root, GUANGZHOU, "vehicles", "value: 2, unit: 辆, per: 每年", "value: 2, unit: 辆")
    spoil(root, GUANGZHOU, "relocation", ", evidence: null", "")
    assert mistakes_in(root) == []


def test_the_real_measures_have_no_mistake(collection: Collection) -> None:
    assert read_measures(collection).mistakes == []


def test_a_document_may_have_no_measures(root: Path) -> None:
    (root / JIANGMEN / "measures.yml").unlink()
    measures = load_measures(Collection.load(root))
    assert measures.of_document(JIANGMEN) == []
    assert measures.of_document(ZHANJIANG)


def test_the_digest_follows_the_measures(collection: Collection, root: Path) -> None:
    before = load_measures(collection).digest
    assert load_measures(Collection.load(root)).digest == before
    spoil(root, ZHANJIANG, "digital", "name: 数字化转型带动奖励", "name: 数字化带动奖励")
    assert load_measures(Collection.load(root)).digest != before


def test_measures_are_found_by_clause(collection: Collection) -> None:
    found = load_measures(collection).of_clause(GUANGZHOU, "三、（三）")
    assert [measure.id.split("/")[1] for measure in found] == [
        "listing",
        "loan-interest",
        "guarantee-fee",
    ]
