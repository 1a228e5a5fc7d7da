"""Every regression case, through a running Rasa server with its action server."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.faq.basis import Basis
from tests.faq.cases import Case, load_cases
from tests.faq.checks import DocumentName
from tests.faq.client import Bot
from tests.faq.runner import DEFAULT_AS_OF, run_case
from tests.faq.summary import describe

CASES = load_cases([Path(__file__).parent])


@pytest.fixture(scope="module")
def bot(bot_url: str) -> Iterator[Bot]:
    with Bot(bot_url) as bot:
        yield bot


@pytest.fixture(scope="module")
def documents() -> Mapping[str, DocumentName]:
    return Basis.load().names


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_reply_is_right(case: Case, bot: Bot, documents: Mapping[str, DocumentName]) -> None:
    result = run_case(case, bot, DEFAULT_AS_OF, documents)
    assert not result.failures, describe(result)
