"""Questions about one matter stand together, with the vectors of the model that the search has."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
import yaml

from actions.secret import SECRET_HEADER
from benchmarks.desk.alike import judge
from benchmarks.desk.seed import ALIKE as SET
from bot.gateway.desk.grouping import grouped, middle, spelling
from bot.gateway.desk.inbox_groups import Grouping
from bot.gateway.desk.misses import Miss
from bot.gateway.desk.question_vectors import QuestionVectors
from bot.gateway.settings import Settings
from policy_index.embedding import Embedder
from tests.gateway.desk.past import china


def test_on_the_hand_made_set_three_pairs_of_four_are_right() -> None:
    matters = yaml.safe_load(Path(SET).read_text(encoding="utf-8"))
    texts = [(number, text) for number, group in enumerate(matters) for text in group]
    vectors = Embedder().encode_query([text for _, text in texts])
    assert judge([number for number, _ in texts], grouped(vectors))[2] > 0.7


def test_none_and_one_are_grouped_too() -> None:
    assert grouped(np.zeros((0, 3), np.float32)) == []
    assert grouped(np.array([[1, 0, 0]], np.float32)) == [[0]]


def test_the_one_in_the_middle_speaks_for_a_group() -> None:
    angles = np.array([0.0, 0.3, 0.6])
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    assert grouped(vectors) == [[0, 1, 2]]
    assert middle(vectors, [0, 1, 2]) == 1


@pytest.mark.parametrize("other", ["上市能補多少？", "上市 能补多少", "“上市”能补多少!"])
def test_how_a_question_is_typed_makes_no_other_of_it(other: str) -> None:
    assert spelling(other) == spelling("上市能补多少")


def test_a_question_of_signs_alone_has_a_spelling() -> None:
    assert spelling("？？？") == "???"


def miss(number: int, question: str) -> Miss:
    return Miss("s", number, "c", china(f"2026-11-26 09:00:0{9 - number}"), question, ("refused",))


def groups_with(
    answer: Callable[[httpx.Request], httpx.Response], *questions: str, secret: str | None = None
) -> tuple[list[list[str]], list[list[str]]]:
    """The groups at once, and when the vectors have come from who answers so."""
    misses = [miss(number, question) for number, question in enumerate(questions)]

    async def both() -> tuple[list[list[str]], list[list[str]]]:
        async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
            settings = Settings("http://rasa", "http://actions/health", "s", action_secret=secret)
            vectors = QuestionVectors(client, settings)
            grouping = Grouping(vectors)
            before = [[each.question for each in g.misses] for g in await grouping.of(misses)]
            while vectors._fetching is not None and not vectors._fetching.done():
                await asyncio.sleep(0)
            after = [[each.question for each in g.misses] for g in await grouping.of(misses)]
            await vectors.close()
            return before, after

    run: Callable[[Awaitable[Any]], Any] = asyncio.run
    found: tuple[list[list[str]], list[list[str]]] = run(both())
    return found


def by_first_character(request: httpx.Request) -> httpx.Response:
    assert (request.url.path, request.headers.get(SECRET_HEADER)) == ("/vectors", "known")
    texts = json.loads(request.content)["texts"]
    vectors = [np.eye(2)["甲乙".index(text[0])].tolist() for text in texts]
    return httpx.Response(200, json={"vectors": vectors})


def test_a_page_does_not_wait_for_vectors_and_has_them_the_next_time() -> None:
    before, after = groups_with(by_first_character, "甲一", "乙二", "甲三", secret="known")
    assert before == [["甲一"], ["乙二"], ["甲三"]]
    assert after == [["甲一", "甲三"], ["乙二"]]


@pytest.mark.parametrize(
    "answer",
    [httpx.Response(500), httpx.Response(200, text="?"), httpx.Response(200, json={"vectors": []})],
)
def test_without_the_model_the_spelling_groups_alone(answer: httpx.Response) -> None:
    before, after = groups_with(lambda _: answer, "甲一", "甲一？", "甲三")
    assert before == after == [["甲一", "甲一？"], ["甲三"]]
