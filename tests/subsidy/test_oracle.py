"""The calculator beside a second one, which reads the YAML itself and counts in fractions."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import example, given

from actions.subsidy.evaluate import Outcome
from actions.subsidy.matching import find
from actions.subsidy.measures import Measure, MeasureSet
from actions.subsidy.profile import read_profile
from policy_index.collection import Collection
from tests.subsidy.firms import PROFILES, Raw
from tests.subsidy.made import MEASURES, RawMeasure, made
from tests.subsidy.oracle import Answer, estimated, grouped, raw_measures

RAW = {measure["id"]: measure for measure in raw_measures()}
UNITS = {"亿元": 10**8, "万元": 10**4, "元": 1}

Compare = Callable[[Measure, RawMeasure, Raw], None]


@pytest.fixture(scope="module")
def compare(collection: Collection) -> Compare:
    def both(measure: Measure, raw: RawMeasure, firm: Raw) -> None:
        ((matched, outcome),) = find([measure], read_profile(firm), collection, date(2024, 6, 1))
        found = Answer(
            outcome.status,
            None if outcome.yuan is None else Fraction(outcome.yuan) * 100,
            outcome.capped,
            sorted(outcome.missing),
            last_result(outcome),
        )
        assert (measure.id, found) == (measure.id, estimated(raw, firm))
        assert (matched.group, sorted(matched.missing)) == grouped(raw, firm)

    return both


def last_result(outcome: Outcome) -> Fraction | None:
    """What the only step of an outcome without a sum comes to."""
    if outcome.yuan is not None or not outcome.steps:
        return None
    (step,) = outcome.steps
    words = step.rsplit(" = ", 1)[1]
    unit = next(name for name in UNITS if words.endswith(name))
    return Fraction(words.removesuffix(unit)) * UNITS[unit]


def test_both_know_the_same_measures(measures: MeasureSet) -> None:
    assert set(RAW) == set(measures.measures)


@given(firm=PROFILES)
@example(firm={"tier": ["municipal"], "tax_paid": 20_000_000, "title_valid": True})
@example(firm={"tier": ["provincial"], "loan": 10**13 - 1, "lpr": "0.034567"})
def test_both_come_to_the_same(compare: Compare, measures: MeasureSet, firm: Raw) -> None:
    for name, measure in measures.measures.items():
        compare(measure, RAW[name], firm)


@given(raw=MEASURES, firm=PROFILES)
def test_both_come_to_the_same_for_any_measure(
    compare: Compare, raw: RawMeasure, firm: Raw
) -> None:
    compare(made(**raw), raw, firm)
