from pathlib import Path

import pytest

from policy_index.errors import PolicyError
from policy_index.thesaurus import THESAURUS, read_thesaurus, written_words
from policy_index.tokens import (
    DICTIONARY,
    bigrams,
    clause_tokens,
    coverage,
    query_weights,
    without_places,
    words,
)

CLAUSE = "对贷款产生的担保费予以补助，单个企业最高不超过100万元。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("专精特新企业", "专精特新"),
        ("首台(套)装备", "装备"),
        ("开四停四", "开四停四"),
        ("贷款贴息政策", "贴息"),
        ("最高１００万元", "100"),
        ("LPR利率", "lpr"),
    ],
)
def test_words_of_policies_are_tokens(text: str, expected: str) -> None:
    assert expected in words(text)


def test_stopwords_and_marks_are_no_tokens() -> None:
    assert not {"的", "，", "“", "吗", "the"} & set(words("“小巨人”的奖励，有吗 the"))


def test_bigrams_stay_inside_a_run_of_characters() -> None:
    assert bigrams("小巨人,奖励A级") == ["小巨", "巨人", "奖励"]


def test_every_dictionary_line_is_a_word_with_weight_and_kind() -> None:
    lines = DICTIONARY.read_text("utf-8").splitlines()
    assert len(lines) == len({line.split()[0] for line in lines})
    for line in lines:
        word, weight, kind = line.split()
        assert int(weight) > 0
        assert kind == "n"
        assert word in words(word)


def test_places_do_not_count() -> None:
    assert without_places("广州和江门的奖励").split() == ["和", "的奖励"]
    assert clause_tokens("广州：免除限制") == clause_tokens("湛江：免除限制")


def test_a_query_wants_its_own_words_more_than_those_of_the_thesaurus() -> None:
    wanted = query_weights("想去摆摊")
    assert wanted["words"]["摆摊"] == 1.0
    assert 0 < wanted["words"]["展会"] < 1


def test_coverage_is_a_share() -> None:
    assert coverage("担保费", CLAUSE) == 1.0
    assert coverage("天气", CLAUSE) == 0.0
    assert coverage("", CLAUSE) == 0.0


def test_thesaurus_matches_whole_english_words_and_plurals() -> None:
    assert "补贴" in written_words("Are there subsidies or grants?")
    assert "非广州市籍中小客车" not in written_words("health care for staff")


def test_the_thesaurus_is_well_formed() -> None:
    assert len(read_thesaurus(THESAURUS)) > 80


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- written: [奖励]", "needs exactly: written, said"),
        ("- {written: [奖励], said: [奖励]}", "on both sides: 奖励"),
        ("- {written: [奖励], said: [1]}", "every word must be text"),
    ],
)
def test_a_bad_thesaurus_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "thesaurus.yml"
    path.write_text(text, "utf-8")
    with pytest.raises(PolicyError, match=message):
        read_thesaurus(path)
