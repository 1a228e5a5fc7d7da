"""What is known about a firm. What is not known is absent, and absent is never zero."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, get_args

from actions.subsidy.money import plain

Tier = Literal["little_giant", "provincial", "municipal", "innovative", "gold_seed"]
TIERS: tuple[Tier, ...] = get_args(Tier)
RECOGNITIONS = ("new", "review")
CHOICES = {"tier": TIERS, "recognition": RECOGNITIONS}
"""Every value of a field that has but a few."""

MoneyField = Literal[
    "digital_cost",
    "listing_cost",
    "renovation_cost",
    "guarantee_fee",
    "loan",
    "interest",
    "tax_paid",
    "assessed_standard",
]
MONEY_FIELDS: tuple[str, ...] = get_args(MoneyField)
CountField = Literal["firms_led", "firms_gathered"]
COUNT_FIELDS: tuple[str, ...] = get_args(CountField)
YesNoField = Literal["relocated", "title_valid"]
YES_NO_FIELDS: tuple[str, ...] = get_args(YesNoField)
RATIO_FIELDS = ("lpr",)
_MOST_YUAN = Decimal(10) ** 13
# Decimal places: more are no sum of money and no rate. 13 + 8 digits times 6 are within the 28 that
# are computed exactly.
_SUM_PLACES = 8
_RATIO_PLACES = 6


class ProfileError(ValueError):
    """A value that cannot be true of a firm: the message names the field and the cure."""


@dataclass(frozen=True)
class Period:
    """A day, a month or a year as the user named it: its first and its last day."""

    first: date
    last: date

    def __str__(self) -> str:
        """2023-07-15, 2023-07 or 2023."""
        shared = 3 if self.first == self.last else 2 if self.first.month == self.last.month else 1
        return "-".join(self.first.isoformat().split("-")[:shared])


Value = Decimal | int | bool | str | frozenset[str] | Period


@dataclass(frozen=True)
class Profile:
    """Known facts by field name; build it with ``read_profile`` so that each is valid."""

    facts: Mapping[str, Value] = field(default_factory=dict)

    def get(self, name: str) -> Value | None:
        return self.facts.get(name)

    @property
    def raw(self) -> dict[str, Any]:
        """The facts as JSON, each in one form only; ``read_profile`` makes the profile of them."""
        return {name: _raw(self.facts[name]) for name in sorted(self.facts)}


def read_profile(raw: Mapping[str, object]) -> Profile:
    """Validate untrusted input. Sums are yuan (int or decimal string), rates are ratios.

    Raises ProfileError for an unknown field or an impossible value.
    """
    return Profile({name: _read(name, value) for name, value in raw.items() if value is not None})


def possible(raw: Mapping[str, object]) -> dict[str, object]:
    """The raw facts that ``read_profile`` takes: the rest cannot be true of a firm."""
    return {name: value for name, value in raw.items() if _is_possible(name, value)}


def _is_possible(name: str, value: object) -> bool:
    try:
        read_profile({name: value})
    except ProfileError:
        return False
    return True


def _raw(value: Value) -> str | int | bool | list[str]:
    match value:
        case frozenset():
            return sorted(value, key=TIERS.index)
        case Decimal():
            return plain(value)
        case Period():
            return str(value)
        case _:
            return value


def _read(name: str, value: object) -> Value:
    if name == "tier":
        return _tiers(value)
    if name == "recognition":
        return _one_of(name, value, RECOGNITIONS)
    if name == "recognised_on":
        return _period(name, value)
    if name == "moved_from":
        return _place(value)
    if name in MONEY_FIELDS:
        return _number(name, value, _MOST_YUAN, _SUM_PLACES)
    if name in RATIO_FIELDS:
        return _number(name, value, Decimal(1), _RATIO_PLACES)
    if name in COUNT_FIELDS:
        return _count(name, value)
    if name in YES_NO_FIELDS:
        if not isinstance(value, bool):
            raise ProfileError(f"{name}: {value!r} is neither true nor false")
        return value
    raise ProfileError(f"{name}: no such field")


def _tiers(value: object) -> frozenset[str]:
    tiers = [value] if isinstance(value, str) else value
    if not isinstance(tiers, list | tuple | frozenset) or not tiers:
        raise ProfileError(f"tier: {value!r} is not a tier or a list of tiers")
    return frozenset(_one_of("tier", tier, TIERS) for tier in tiers)


def _place(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ProfileError(f"moved_from: {value!r} is not the name of a place")
    return value.strip()


def _one_of(name: str, value: object, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ProfileError(f"{name}: {value!r} is none of {', '.join(allowed)}")
    return str(value)


def _number(name: str, value: object, most: Decimal, places: int) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise ProfileError(f"{name}: {value!r} must be a whole number or a decimal string")
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise ProfileError(f"{name}: {value!r} is not a number") from None
    if not number.is_finite() or not 0 <= number <= most:
        raise ProfileError(f"{name}: {value!r} must lie between 0 and {most:f}")
    if number != round(number, places):
        raise ProfileError(f"{name}: {value!r} has more than {places} decimal places")
    return abs(number)  # no -0


def _count(name: str, value: object) -> int:
    number = _number(name, value, Decimal(10) ** 6, _SUM_PLACES)
    if number != int(number):
        raise ProfileError(f"{name}: {value!r} is not a whole number")
    return int(number)


def _period(name: str, value: object) -> Period:
    """2023, 2023-07 or 2023-07-15."""
    parts = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", str(value), re.ASCII)
    try:
        year, month, day = parts.groups() if parts else ("0", None, None)
        until = int(month or 12)
        return Period(
            date(int(year), int(month or 1), int(day or 1)),
            date(int(year), until, int(day or monthrange(int(year), until)[1])),
        )
    except ValueError:
        raise ProfileError(f"{name}: {value!r} is not YYYY, YYYY-MM or YYYY-MM-DD") from None
