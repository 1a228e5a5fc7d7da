"""Questions of which it is known what answers them, and what they do to the order."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from policy_index.answerability import threshold
from policy_index.collection import POLICIES, Collection
from policy_index.errors import PolicyError
from policy_index.known_questions import (
    KnownQuestions,
    assurance,
    load_questions,
    load_unanswered,
    most_alike,
    words_of,
)
from policy_index.search import Searcher


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(POLICIES, tmp_path / "policies"))


def write(root: Path, text: str) -> Collection:
    (root / "zhanjiang-2022" / "questions.yml").write_text(text, encoding="utf-8")
    return Collection.load(root)


def test_every_clause_of_the_collection_has_known_questions(collection: Collection) -> None:
    rows = {question.row for question in load_questions(collection)}
    assert rows == set(range(len(collection.clauses)))


def test_no_question_is_both_answered_and_not(collection: Collection) -> None:
    answered = {question.text for question in load_questions(collection)}
    assert not answered & set(load_unanswered(collection.root))


def test_a_document_needs_no_questions(root: Path) -> None:
    for path in root.glob("*/questions.yml"):
        path.unlink()
    (root / "unanswered.yml").unlink()
    assert load_questions(Collection.load(root)) == []
    assert load_unanswered(root) == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("九、: [能补多少]", "zhanjiang-2022 has no clause '九、'"),
        ("三、（一）: 能补多少", "三、（一）: must be a list of questions"),
        ("三、（一）: [1]", "三、（一）: must be a list of questions"),
        ("三、（一）: [能补多少, 能补多少]", "三、（一）: stands twice: 能补多少"),
        ("- 能补多少", "must be lists of questions, each under its clause"),
    ],
)
def test_a_mistake_is_told(root: Path, text: str, why: str) -> None:
    with pytest.raises(PolicyError, match=r"questions\.yml: ") as told:
        load_questions(write(root, text))
    assert why in str(told.value)


def test_places_and_the_document_do_not_count() -> None:
    assert words_of("广州2022年那份方案里，上市怎么补") == words_of("上市怎么补")


def test_likeness_is_that_of_the_most_alike_question_of_a_clause() -> None:
    vectors = np.array([[1, 0], [0, 1], [0.6, 0.8]], dtype=np.float32)
    none = np.empty((0, 2), dtype=np.float32)
    known = KnownQuestions(vectors, np.array([0, 0, 2]), none, clauses=3)
    likeness = known.likeness(np.array([0, 1], dtype=np.float32))
    assert likeness[[0, 2]] == pytest.approx([1.0, 0.8])
    assert np.isnan(likeness[1])
    assert most_alike(likeness).tolist() == [True, False, True]


def test_a_clause_without_known_questions_does_not_stand_back() -> None:
    dense = np.array([0.9, 0.5])
    unknown_first = assurance(np.array([np.nan, 0.7]), dense)
    assert unknown_first[0] == pytest.approx(unknown_first[1])
    assert assurance(np.array([np.nan, np.nan]), dense).tolist() == [0.0, 0.0]


def test_what_was_understood_once_is_found_again(
    searcher: Searcher, collection: Collection
) -> None:
    for question in load_questions(collection)[::97]:
        clause = collection.clauses[question.row]
        best = [hit.clause for hit in searcher.search(question.text, limit=3)]
        assert clause.text in [each.text for each in best], question.text


def test_a_question_like_the_unanswered_ones_is_less_likely_answered(searcher: Searcher) -> None:
    def probability(query: str) -> float:
        return searcher.answerability(query, searcher.search(query))

    asked, unstated = "广州上市费用补多少", "广州上市补贴的钱几个工作日打到账上"
    assert probability(unstated) < threshold() < probability(asked)
