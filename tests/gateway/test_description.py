"""The API does what ``/openapi.json`` says of it, whatever it is sent."""

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.gateway.tabs import new_token
from tests.gateway.upstream import Upstream

CALLS = [
    ("/api/v1/sessions", "POST"),
    ("/api/v1/messages", "POST"),
    ("/api/v1/messages", "GET"),
    ("/api/v1/feedback", "POST"),
    ("/api/v1/reset", "POST"),
    ("/api/v1/clauses/{document}/{path}", "GET"),
    ("/health", "GET"),
]

WITH_DATA = [call for call in CALLS if call[0].endswith(("/messages", "/feedback"))]


@pytest.fixture(scope="module")
def schema(gateway_url: str) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_url(f"{gateway_url}/openapi.json")


def test_every_call_is_described(schema: schemathesis.BaseSchema) -> None:
    described = [each.ok() for each in schema.get_all_operations()]
    assert {(call.path, call.method.upper()) for call in described} == set(CALLS)


@pytest.mark.parametrize(
    ("path", "method", "form"),
    [(*call, GenerationMode.POSITIVE) for call in CALLS]
    + [(*call, GenerationMode.NEGATIVE) for call in WITH_DATA],
)
def test_every_call_answers_as_described(
    schema: schemathesis.BaseSchema,
    upstream: Upstream,
    visitor: httpx.Client,
    path: str,
    method: str,
    form: GenerationMode,
) -> None:
    """Data of the right form, and of a wrong one where there can be, in a session that goes on."""
    upstream.says([{"text": "好的"}, {"custom": {"kind": "smalltalk"}}])
    mine = {"Authorization": f"Bearer {new_token(visitor)}"}
    visitor.post("/api/v1/messages", json={"text": "你好"}, headers=mine)

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=schema[path][method].as_strategy(generation_mode=form))
    def call(case: schemathesis.Case) -> None:
        # A text of blanks alone is of the right form and still no question.
        case.call_and_validate(excluded_checks=[positive_data_acceptance], headers=mine)

    call()
