from pathlib import Path

import numpy as np
import pytest

from policy_index.errors import PolicyError
from policy_index.lexical import DICTIONARY, Lexicon, bigrams, coverage, without_places, words
from policy_index.thesaurus import THESAURUS, read_thesaurus, written_words

TEXTS = [
    "对贷款产生的担保费予以补助，单个企业最高不超过100万元。",
    "向国家级专精特新“小巨人”企业出让土地。",
    "免除“开四停四”限制。",
    "支持企业参加展会。",
]


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


def test_best_text_shares_the_rare_words() -> None:
    lexicon = Lexicon.build(TEXTS)
    assert int(np.argmax(lexicon.scores("担保费能补多少"))) == 0
    assert int(np.argmax(lexicon.scores("开四停死"))) == 2


def test_no_shared_token_scores_zero() -> None:
    assert Lexicon.build(TEXTS).scores("zzz").tolist() == [0.0] * len(TEXTS)
    assert Lexicon.build(TEXTS).scores("").tolist() == [0.0] * len(TEXTS)


def test_everyday_words_find_the_written_ones() -> None:
    scores = Lexicon.build(TEXTS).scores("想去摆摊")
    assert int(np.argmax(scores)) == 3
    assert scores[3] > 0


def test_saved_and_loaded_scores_are_the_same(tmp_path: Path) -> None:
    built = Lexicon.build(TEXTS)
    built.save(tmp_path)
    loaded = Lexicon.load(tmp_path)
    for query in ("担保费", "小巨人土地", "unknown"):
        assert loaded.scores(query) == pytest.approx(built.scores(query))


def test_places_do_not_count() -> None:
    assert without_places("广州和江门的奖励").split() == ["和", "的奖励"]
    lexicon = Lexicon.build(["广州：免除限制", "湛江：支持展会"])
    assert lexicon.scores("广州").tolist() == [0.0, 0.0]


def test_coverage_is_a_share() -> None:
    assert coverage("担保费", TEXTS[0]) == 1.0
    assert coverage("天气", TEXTS[0]) == 0.0
    assert coverage("", TEXTS[0]) == 0.0


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
