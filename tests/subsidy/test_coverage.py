"""Every clause and every number of a document is used by a measure, or it is said why not."""

from pathlib import Path

import pytest

from actions.subsidy.completeness import Survey, survey_document
from actions.subsidy.loader import read_measures
from policy_index.collection import Collection
from tests.subsidy.small import DOCUMENT, write_document, write_whole


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_whole(tmp_path)


def surveyed(folder: Path) -> Survey:
    collection = Collection.load(folder.parent)
    return survey_document(collection, read_measures(collection), folder.name)


def spoil(folder: Path, name: str, old: str, new: str) -> Path:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def mistakes(folder: Path) -> list[str]:
    return [str(mistake) for mistake in surveyed(folder).mistakes]


def test_a_document_that_is_accounted_for_has_no_mistake(folder: Path) -> None:
    assert mistakes(folder) == []


def test_a_number_is_covered_if_a_measure_prints_it_and_computes_with_it(folder: Path) -> None:
    clauses = {each.clause.path: each for each in surveyed(folder).clauses}
    recognition = [(n.number.words, n.status) for n in clauses["二、（一）"].numbers]
    assert recognition == [("20万元", "covered"), ("500万元", "waived"), ("5家", "waived")]
    (by, *_), *_ = (number.measures for number in clauses["二、（一）"].numbers)
    assert by.id == "zibo-2024/recognition"


def test_the_real_documents_are_accounted_for(collection: Collection) -> None:
    reading = read_measures(collection)
    surveys = [survey_document(collection, reading, each) for each in collection.documents]
    assert [str(mistake) for survey in surveys for mistake in survey.mistakes] == []


def test_windows_and_thresholds_cover_their_numbers(collection: Collection) -> None:
    reading = read_measures(collection)
    for document, path, covered in (
        ("guangzhou-2022", "三、（七）", ["2000万元", "2辆"]),
        ("guangzhou-2022", "三、（六）", ["30%"]),
        ("jiangmen-2022", "二、（一）", ["2022", "2023年"]),
        ("zhanjiang-2022", "三、（一）", ["2022年", "50万元", "30万元", "10万元"]),
    ):
        clauses = survey_document(collection, reading, document).clauses
        (clause,) = (each for each in clauses if each.clause.path == path)
        used = [each.number.words for each in clause.numbers if each.status == "covered"]
        assert used == covered


def test_a_budget_of_the_same_size_is_not_covered_by_the_cap(collection: Collection) -> None:
    clauses = survey_document(collection, read_measures(collection), "guangzhou-2022").clauses
    (clause,) = (each for each in clauses if each.clause.path == "三、（五）")
    _, cap, budget, _ = clause.numbers
    assert (cap.number.words, cap.status) == ("300万元", "covered")
    assert budget.number.words == "300万元"
    assert budget.status != "covered"


@pytest.mark.parametrize(
    ("old", "new", "field", "what", "cure"),
    [
        pytest.param(
            "  三、: {why: organisation}\n", "",
            "三、: clauses", "no measure stands on it, and it is not named",
            "write a measure, or say why there is none: 三、: {why: …}",
            id="a clause without measure is not named",
        ),
        pytest.param(
            "  - {clause: 一、, words: 100家, why: target}\n", "",
            "一、: numbers", "100家 is used by no measure and not waived",
            "say why not: - {clause: 一、, words: 100家, why: …}",
            id="an open number",
        ),
        pytest.param(
            "  - {clause: 文首, words: 〔2023〕7号, why: reference}\n", "",
            "文首: numbers", "〔2023〕7号 is used by no measure and not waived",
            "words: 〔2023〕7号, why: …",
            id="numbers side by side are told together",
        ),
        pytest.param(
            "  三、: {why", "  四、: {why",
            "clauses.四、", "there is no such clause", "near it: ",
            id="a clause that does not exist is named",
        ),
        pytest.param(
            "  三、: {why", "  二、（一）: {why",
            "clauses.二、（一）", "zibo-2024/recognition stands on it", "delete the line",
            id="a clause with a measure is named",
        ),
        pytest.param(
            "clause: 二、（一）, words: 5家", "clause: 二、（九）, words: 5家",
            "numbers.clause", "no clause '二、（九）'", "near it: 二、（二）, 二、（一）",
            id="a number of an unknown clause",
        ),
        pytest.param(
            "words: 100家", "words: 100户",
            "numbers.words", "一、 does not say, word for word: 100户",
            "they part at character 4: the clause has '家', not '户'",
            id="words that the clause does not print",
        ),
        pytest.param(
            "words: 100家", "words: 50家",
            "numbers.words", "一、 does not say, word for word: 50家", "",
            id="words that the clause does not print, none like them",
        ),
        pytest.param(
            "words: 100家", "words: 累计培育",
            "numbers.words", "there is no number in 累计培育", "delete the line",
            id="words without a number",
        ),
        pytest.param(
            "words: 每年安排500万元", "words: 给予20万元",
            "numbers", "waives 给予20万元, which zibo-2024/recognition computes with",
            "delete the line",
            id="a number that a measure computes with",
        ),
        pytest.param(
            "words: 2025年", "words: 100家",
            "numbers", "waives 100家, which is waived above already", "delete the line",
            id="a number that is waived twice",
        ),
        pytest.param(
            "words: 100家, why: target", "words: 100家, why: aim",
            "numbers.why", "'aim' is none of background, target", "",
            id="an unknown reason",
        ),
        pytest.param(
            "words: 100家, why: target", "words: 100家",
            "numbers.why", "is missing", "",
            id="no reason",
        ),
        pytest.param(
            "words: 100家, why: target", "words: 100家, why: target, because: x",
            "numbers.because", "unknown key", "",
            id="an unknown key",
        ),
        pytest.param(
            "words: 〔2023〕7号", "words: 2023",
            "numbers.words", "2023 must be text", "quotes make it text",
            id="words that YAML takes for a number",
        ),
        pytest.param(
            "  三、: {why: organisation}", "  三、: organisation",
            "clauses.三、", "'organisation' must be a group of keys", "",
            id="a reason without its key",
        ),
        pytest.param(
            "  三、: {why: organisation}", "  三、: {why: organisation",
            "", "did not find expected ',' or '}'", "a quote or bracket that is not closed",
            id="no YAML",
        ),
    ],
)  # fmt: skip
def test_refused(folder: Path, old: str, new: str, field: str, what: str, cure: str) -> None:
    path = spoil(folder, "coverage.yml", old, new)
    (told,) = (each for each in mistakes(folder) if what in each)
    assert told.startswith(str(path))
    assert f"{field}: {what}" in told if field else what in told
    assert cure in told
    assert "\n" not in told


def test_a_mistake_names_the_clause_of_its_waiver(folder: Path) -> None:
    path = spoil(folder, "coverage.yml", "words: 100家", "words: 100户")
    (told,) = mistakes(folder)
    assert told.startswith(f"{path}, line 8: 一、: numbers.words: ")


def test_every_mistake_is_found_at_once_with_its_line(folder: Path) -> None:
    path = spoil(folder, "coverage.yml", "words: 100家", "words: 100户")
    spoil(folder, "coverage.yml", "  三、: {why: organisation}", "  三、: {why: tidiness}")
    spoil(folder, "coverage.yml", "words: 三年", "words: 五年")
    assert [each.partition(": ")[0] for each in mistakes(folder)] == [
        f"{path}, line 4",
        f"{path}, line 8",
        f"{path}, line 9",
    ]


def test_what_faulty_measures_may_cover_is_not_told_as_open(folder: Path) -> None:
    spoil(folder, "measures.yml", "value: 200000", "value: 300000")
    assert mistakes(folder) == []


def test_a_document_without_coverage_waives_nothing(folder: Path) -> None:
    (folder / "coverage.yml").unlink()
    assert len(mistakes(folder)) == 3 + 8


def test_a_document_just_added_is_open_and_not_wrong(tmp_path: Path) -> None:
    survey = surveyed(write_document(tmp_path, review="pending"))
    assert survey.mistakes == []
    assert survey.notice() == (
        f"{DOCUMENT}: its review is pending and it has no measures.yml: "
        "5 clauses and 11 numbers are open"
    )


def test_a_confirmed_document_without_measures_is_wrong(tmp_path: Path) -> None:
    assert len(mistakes(write_document(tmp_path))) == 5 + 10
