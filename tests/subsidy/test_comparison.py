"""Places or tiers side by side; only what is of one kind is ranked."""

from collections.abc import Callable
from datetime import date

import pytest

from actions.subsidy.comparison import Row, compare
from actions.subsidy.evaluate import Outcome, evaluate
from actions.subsidy.measures import Measure, MeasureSet
from actions.subsidy.profile import read_profile
from policy_index.collection import Collection
from tests.subsidy.made import RawMeasure, made

Column = Callable[..., list[Outcome]]


@pytest.fixture(scope="module")
def column(measures: MeasureSet, collection: Collection) -> Column:
    def of(*documents: str, made: tuple[Measure, ...] = (), **facts: object) -> list[Outcome]:
        listed = [m for document in documents for m in measures.of_document(document)]
        profile = read_profile(facts)
        day = date(2024, 6, 1)
        return [evaluate(measure, profile, collection, day) for measure in (*listed, *made)]

    return of


def row(rows: list[Row], topic: str) -> Row:
    return next(each for each in rows if each.topic == topic)


def test_a_fixed_sum_a_bound_and_no_sum_are_not_ranked(column: Column) -> None:
    firm = {"tier": "little_giant", "recognition": "new"}
    rows = compare(
        {
            "广州": column("guangzhou-2022", **firm),
            "江门": column("jiangmen-2022", "jiangmen-2024", **firm),
            "湛江": column("zhanjiang-2022", **firm),
        }
    )
    titles = row(rows, "认定")
    assert {name: [o.status for o in cell] for name, cell in titles.cells.items()} == {
        "广州": ["exact"],
        "江门": ["unspecified"],
        "湛江": ["upper"],
    }
    assert not titles.rankable


def test_two_exact_sums_are_ranked(column: Column) -> None:
    rows = compare(
        {
            tier: column("guangzhou-2022", tier=tier, recognition="new")
            for tier in ("little_giant", "provincial")
        }
    )
    titles = row(rows, "认定")
    assert [cell[0].yuan for cell in titles.cells.values()] == [1_000_000, 200_000]
    assert titles.rankable


def test_what_does_not_fit_is_left_out(column: Column) -> None:
    rows = compare({"省级": column("guangzhou-2022", tier="provincial")})
    assert all(o.status != "not_eligible" for each in rows for o in each.cells["省级"])
    assert "迁入" not in {each.topic for each in rows}


def test_a_topic_of_one_place_leaves_the_others_empty(column: Column) -> None:
    firm = {"tier": "provincial"}
    rows = compare(
        {"广州": column("guangzhou-2022", **firm), "湛江": column("zhanjiang-2022", **firm)}
    )
    vehicles = row(rows, "车辆")
    assert [len(cell) for cell in vehicles.cells.values()] == [1, 0]
    assert not vehicles.rankable


SUM: RawMeasure = {"kind": "fixed", "value": 1}


def test_several_sums_of_one_topic_are_not_ranked(column: Column) -> None:
    one, two = made("one", amount=SUM, topics=["认定"]), made("two", amount=SUM, topics=["认定"])
    (both,) = compare({"甲": column(made=(one, two)), "乙": column(made=(one,))})
    assert [len(cell) for cell in both.cells.values()] == [2, 1]
    assert not both.rankable


def test_topics_come_in_the_order_of_the_measures_each_once(column: Column) -> None:
    first = made("first", amount=SUM, topics=["用地", "认定"])
    second = made("second", amount=SUM, topics=["认定", "上市"])
    rows = compare({"甲": column(made=(first,)), "乙": column(made=(second, first))})
    assert [each.topic for each in rows] == ["用地", "认定", "上市"]
    assert [o.measure.name for o in row(rows, "认定").cells["乙"]] == ["second", "first"]


def test_nothing_compared_is_no_row() -> None:
    assert compare({}) == []
    assert compare({"甲": [], "乙": []}) == []
