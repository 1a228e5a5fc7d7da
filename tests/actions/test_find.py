"""Looking a clause up: the best first, each with the sentence that answers."""

import pytest

from actions.find import Wanted, find
from actions.knowledge import knowledge


def keys(query: str, city: str | None = None, limit: int = 8) -> list[tuple[str, str]]:
    found = find(Wanted(query, city, limit), knowledge())
    return [(each["document"], each["clause"]) for each in found]


def test_the_clause_that_answers_comes_first() -> None:
    assert keys("外地车能进广州吗")[0] == ("guangzhou-2022", "三、（七）")


def test_the_city_decides_between_like_clauses() -> None:
    assert keys("认定奖励", "湛江")[0][0] == "zhanjiang-2022"
    assert keys("认定奖励", "广州")[0][0] == "guangzhou-2022"


def test_a_city_without_a_document_takes_nothing_away() -> None:
    assert keys("认定奖励", "深圳") == keys("认定奖励")


def test_the_quote_is_verbatim_and_answers() -> None:
    (first,) = find(Wanted("上市费用补多少", "广州", 1), knowledge())
    clause = knowledge().collection.clause(first["document"], first["clause"])
    assert first["quote"] in clause.text
    assert "50%" in first["quote"]


@pytest.mark.parametrize(
    "raw",
    [
        None,
        [],
        {},
        {"query": ""},
        {"query": "  "},
        {"query": 1},
        {"query": "奖" * 401},
        {"query": "奖", "limit": 0},
        {"query": "奖", "limit": "8"},
        {"query": "奖", "limit": 21},
        {"query": "奖", "limit": True},
        {"query": "奖", "city": 1},
        {"query": "奖", "more": 1},
    ],
)
def test_what_is_no_search_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        Wanted.read(raw)
