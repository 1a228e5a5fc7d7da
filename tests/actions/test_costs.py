"""Which of several sums counts for a cost."""

import pytest

from actions.costs import Cost, costs_in


def named(text: str, *sums: tuple[str, int]) -> dict[str, Cost]:
    entities = [
        {"value": str(yuan), "role": "listing_cost", "start": text.index(words),
         "end": text.index(words) + len(words)}
        for words, yuan in sums
    ]  # fmt: skip
    return costs_in(text, entities)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("券商收了260万，律所50万", "3100000"),
        ("上市花了260万，后来改成50万", "500000"),
        ("上市花了260万，后来又说花了50万", "500000"),
        ("上市花了260万，后来又花了50万", "3100000"),
        ("上市第一期260万，第二期50万", "3100000"),
        ("上市去年付了260万，今年50万", "3100000"),
        ("上市花了260万，其中保证金50万", "2600000"),
        ("付了50万，上市一共花了260万", "2600000"),
        ("上市要么260万要么50万", None),
    ],
)
def test_the_words_tell_which_sum_counts(text: str, yuan: str | None) -> None:
    cost = named(text, ("260万", 2_600_000), ("50万", 500_000))["listing_cost"]
    assert cost.yuan == yuan


def test_what_a_cost_is_made_up_of_is_kept() -> None:
    cost = named("券商收了260万，律所50万", ("260万", 2_600_000), ("50万", 500_000))
    assert cost == {"listing_cost": Cost("3100000", ("2600000", "500000"))}


def test_a_sum_said_twice_is_one() -> None:
    assert named("上市花了260万，就是260万", ("260万", 2_600_000))["listing_cost"].sums == ()


def test_equipment_is_part_of_a_digital_change() -> None:
    text = "系统200万，设备300万"
    sums = [
        {"value": "2000000", "role": "digital_cost", "start": 2, "end": 6},
        {"value": "3000000", "role": "renovation_cost", "start": 9, "end": 13},
    ]
    assert costs_in(text, sums, digital=True)["digital_cost"].yuan == "5000000"
    assert costs_in(text, sums)["digital_cost"].yuan == "2000000"
