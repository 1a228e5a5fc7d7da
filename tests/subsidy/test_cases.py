"""The calculator's cases: sentences in YAML, with exact figures and kinds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from actions.subsidy.evaluate import Outcome, evaluate
from actions.subsidy.measures import MeasureSet
from actions.subsidy.profile import read_profile
from policy_index.collection import Collection
from policy_index.strict_yaml import read_yaml

# The ten sums that the documents print, each in a measure of its own.
SUMS = {
    "guangzhou-2022/recognition-little-giant": "fixed",
    "guangzhou-2022/relocation": "fixed",
    "guangzhou-2022/recognition-provincial": "fixed",
    "guangzhou-2022/listing": "rate_capped",
    "guangzhou-2022/digital": "rate_capped",
    "guangzhou-2022/guarantee-fee": "upper_bound",
    "guangzhou-2022/renovation": "upper_bound",
    "zhanjiang-2022/recognition-little-giant": "upper_bound",
    "zhanjiang-2022/recognition-provincial": "upper_bound",
    "zhanjiang-2022/recognition-innovative": "upper_bound",
}


@dataclass(frozen=True)
class Case:
    name: str
    as_of: date
    measure: str
    input: dict[str, Any]
    output: dict[str, Any]


def cases() -> Iterator[Case]:
    for path in sorted((Path(__file__).parent / "cases").glob("*.yml")):
        for raw in read_yaml(path):
            yield Case(**raw)


CASES = list(cases())


def outcome_of(case: Case, measures: MeasureSet, collection: Collection) -> Outcome:
    profile = read_profile(case.input)
    return evaluate(measures.measures[case.measure], profile, collection, case.as_of)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case, measures: MeasureSet, collection: Collection) -> None:
    outcome = outcome_of(case, measures, collection)
    found = {
        "status": outcome.status,
        "yuan": None if outcome.yuan is None else f"{outcome.yuan.normalize():f}",
        "capped": outcome.capped,
        "document": outcome.document_status.code,
        **{
            name: list(getattr(outcome, name))
            for name in ("steps", "missing", "presumed", "against", "undefined")
        },
    }
    expected = {"yuan": None, **case.output}
    assert {name: found[name] for name in expected} == expected


def test_names_are_unique() -> None:
    assert len({case.name for case in CASES}) == len(CASES) > 80


def test_the_ten_printed_sums_are_the_measures_with_a_sum(measures: MeasureSet) -> None:
    kinds = {measure.id: measure.amount.kind for measure in measures.measures.values()}
    paying = ("fixed", "upper_bound", "rate_capped")
    assert {name: kind for name, kind in kinds.items() if kind in paying} == SUMS


@pytest.mark.parametrize("measure", SUMS)
def test_every_sum_has_a_case_that_pays_and_one_that_does_not(measure: str) -> None:
    statuses = {case.output["status"] for case in CASES if case.measure == measure}
    assert statuses & {"exact", "upper"}
    assert statuses - {"exact", "upper"}
