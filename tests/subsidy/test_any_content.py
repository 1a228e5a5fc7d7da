"""Whatever stands in the files, it is told as a mistake and nothing breaks."""

from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.subsidy.completeness import survey_document
from actions.subsidy.loader import read_measures
from policy_index.collection import Collection
from policy_index.errors import PolicyError
from tests.subsidy.small import COVERAGE, DOCUMENT, MEASURES, write_document

MEASURE = yaml.safe_load(MEASURES)[0]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 300_000),
    st.dates(),
    st.text("二、（一）20万元。:", max_size=6),
)
KEYS = st.sampled_from(
    ["id", "clause", "kind", "value", "cap", "rate", "when", "field", "in", "is", "any", "all",
     "words", "manual", "or_more", "outside", "evidence", "why", "numbers", "clauses", "文首"]
)  # fmt: skip
CONTENT: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)
BROKEN_MEASURES = st.builds(
    lambda changes: [{**MEASURE, **changes}],
    st.dictionaries(st.sampled_from([*MEASURE, "when", "window", "stacking"]), CONTENT, max_size=3),
)


def check(root: Path, measures: str, coverage: str) -> list[str]:
    folder = root / DOCUMENT
    if not folder.exists():
        write_document(root)
    (folder / "measures.yml").write_text(measures, encoding="utf-8")
    (folder / "coverage.yml").write_text(coverage, encoding="utf-8")
    collection = Collection.load(root)
    reading = read_measures(collection)
    survey = survey_document(collection, reading, DOCUMENT)
    return [str(mistake) for mistake in (*reading.mistakes, *survey.mistakes)]


unhurried = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


@unhurried
@given(measures=BROKEN_MEASURES | CONTENT, coverage=CONTENT)
def test_any_content_is_told_in_lines(tmp_path: Path, measures: Any, coverage: Any) -> None:
    told = check(tmp_path, _yaml(measures), _yaml(coverage))
    assert told
    assert all(mistake.startswith(str(tmp_path)) for mistake in told)


@unhurried
@given(
    where=st.integers(0, len(MEASURES) - 1), what=st.text("-: {}[]'\"#&*!|>%@`\t\n,?x", max_size=3)
)
def test_any_slip_of_the_keyboard_is_told(tmp_path: Path, where: int, what: str) -> None:
    spoilt = MEASURES[:where] + what + MEASURES[where + 1 :]
    try:
        check(tmp_path, spoilt, COVERAGE)
    except PolicyError as error:
        assert str(tmp_path) in str(error)  # noqa: PT017


def _yaml(content: Any) -> str:
    return yaml.safe_dump(content, allow_unicode=True)
