"""What is let in as a fact about a firm, and what is refused with its field and the reason."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.subsidy.profile import (
    COUNT_FIELDS,
    MONEY_FIELDS,
    TIERS,
    YES_NO_FIELDS,
    Period,
    ProfileError,
    possible,
    read_profile,
)


@pytest.mark.parametrize("field", MONEY_FIELDS)
@pytest.mark.parametrize(
    "value", [0, 5_600_000, "5600000", "0.01", "5600000.5", Decimal("1.10"), 10**13]
)
def test_money_is_a_whole_number_or_a_decimal_string(field: str, value: int | str) -> None:
    assert read_profile({field: value}).get(field) == Decimal(value)


@pytest.mark.parametrize("field", MONEY_FIELDS)
@pytest.mark.parametrize(
    ("value", "why"),
    [
        (5_600_000.0, "must be a whole number or a decimal string"),
        (float("nan"), "must be a whole number or a decimal string"),
        (True, "must be a whole number or a decimal string"),
        ([1], "must be a whole number or a decimal string"),
        ("NaN", "must lie between"),
        ("sNaN", "must lie between"),
        ("Infinity", "must lie between"),
        ("-Infinity", "must lie between"),
        (-1, "must lie between"),
        ("-0.01", "must lie between"),
        (10**13 + 1, "must lie between"),
        ("1e14", "must lie between"),
        ("1e-9", "has more than 8 decimal places"),
        ("1e-999999", "has more than 8 decimal places"),
        ("560万", "is not a number"),
        ("", "is not a number"),
    ],
)
def test_what_is_no_sum_is_refused(field: str, value: object, why: str) -> None:
    with pytest.raises(ProfileError) as refusal:
        read_profile({field: value})
    assert str(refusal.value).startswith(f"{field}: ")
    assert why in str(refusal.value)


def test_minus_zero_is_zero() -> None:
    assert str(read_profile({"loan": "-0"}).get("loan")) == "0"


@given(st.floats())
def test_no_float_is_ever_let_in(value: float) -> None:
    for field in (*MONEY_FIELDS, *COUNT_FIELDS, "lpr"):
        with pytest.raises(ProfileError):
            read_profile({field: value})


def test_not_knowing_is_not_zero() -> None:
    profile = read_profile({"loan": None, "tier": None})
    assert profile.get("loan") is None
    assert profile.facts == {}


@pytest.mark.parametrize("name", ["city", "", "Tier", "turnover", "listing_cost "])
def test_an_unknown_field_is_refused(name: str) -> None:
    with pytest.raises(ProfileError, match="no such field"):
        read_profile({name: 1})


@pytest.mark.parametrize("tier", TIERS)
def test_a_tier_or_several(tier: str) -> None:
    assert read_profile({"tier": tier}).get("tier") == frozenset({tier})
    assert read_profile({"tier": [tier, "provincial"]}).get("tier") == {tier, "provincial"}


@pytest.mark.parametrize("tier", ["giant", "", [], ["provincial", "giant"], 1, {"a": 1}])
def test_another_tier_is_refused(tier: object) -> None:
    with pytest.raises(ProfileError, match=r"^tier: "):
        read_profile({"tier": tier})


@pytest.mark.parametrize("field", COUNT_FIELDS)
def test_a_count_is_whole(field: str) -> None:
    assert read_profile({field: "10"}).get(field) == 10
    with pytest.raises(ProfileError, match="is not a whole number"):
        read_profile({field: "10.5"})
    with pytest.raises(ProfileError, match="must lie between"):
        read_profile({field: -1})


@pytest.mark.parametrize("field", YES_NO_FIELDS)
def test_yes_or_no(field: str) -> None:
    assert read_profile({field: False}).get(field) is False
    for value in (1, 0, "yes", "true"):
        with pytest.raises(ProfileError, match="is neither true nor false"):
            read_profile({field: value})


def test_a_recognition_is_new_or_a_review() -> None:
    assert read_profile({"recognition": "review"}).get("recognition") == "review"
    with pytest.raises(ProfileError, match="is none of new, review"):
        read_profile({"recognition": "renewed"})


def test_a_rate_lies_between_none_and_all() -> None:
    assert read_profile({"lpr": "0.031"}).get("lpr") == Decimal("0.031")
    with pytest.raises(ProfileError, match="must lie between 0 and 1"):
        read_profile({"lpr": "3.1"})


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        (2023, date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-07", date(2023, 7, 1), date(2023, 7, 31)),
        ("2023-7", date(2023, 7, 1), date(2023, 7, 31)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        (date(2023, 7, 15), date(2023, 7, 15), date(2023, 7, 15)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_time_as_precise_as_it_was_named(words: object, first: date, last: date) -> None:
    assert read_profile({"recognised_on": words}).get("recognised_on") == Period(first, last)


@pytest.mark.parametrize(
    "words",
    [
        "2023-13", "2023-00", "2023-02-29", "2023-07-00", "2023-0-5", "23", "0000", "2023-07-15-01",
        "2023/07", "July", "", 2023.07, True, "2023-07-15 00:00:00", "+2023", " 2023",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(words: object) -> None:
    with pytest.raises(ProfileError, match=r"^recognised_on: .* is not YYYY, YYYY-MM or"):
        read_profile({"recognised_on": words})


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "tier": st.sets(st.sampled_from(TIERS), min_size=1).map(list),
            "recognition": st.sampled_from(["new", "review"]),
            "recognised_on": st.dates(date(1900, 1, 1), date(2100, 1, 1)).flatmap(
                lambda day: st.sampled_from([f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}"])
            ),
            "moved_from": st.sampled_from(["深圳", "广州市天河区"]),
            "loan": st.decimals(0, 10**13, places=8),
            "firms_led": st.integers(0, 10**6),
            "relocated": st.booleans(),
            "lpr": st.decimals(0, 1, places=6),
        },
    )
)
def test_the_raw_form_is_json_and_reads_as_the_same_profile(raw: dict[str, object]) -> None:
    profile = read_profile(raw)
    again = read_profile(json.loads(json.dumps(profile.raw)))
    assert again == profile
    assert again.raw == profile.raw


def test_the_possible_facts_are_those_that_are_read() -> None:
    raw = {"tier": ["provincial"], "lpr": "3.5", "digital_cost": "-1", "tax_paid": 5, "colour": 1}
    assert possible(raw) == {"tier": ["provincial"], "tax_paid": 5}
