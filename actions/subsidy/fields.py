"""The fields of a profile in Chinese: their names, and facts in words."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from actions.subsidy.money import format_nearly, format_ratio, format_yuan
from actions.subsidy.profile import MONEY_FIELDS
from policy_index.strict_yaml import read_yaml


def label(name: str) -> str:
    """企业等级 for ``tier``, 省级专精特新 for ``provincial``; a place is its own label."""
    return str(_words()["labels"].get(name) or _words()["values"].get(name, name))


def figure(number: Decimal | str, field: str) -> str:
    """2000万元 for a field of money, 10家 for a count of firms."""
    return format_yuan(Decimal(number)) if field in MONEY_FIELDS else f"{Decimal(number):f}家"


def fact(name: str, value: Any) -> str:
    """A raw fact in words: 省级专精特新, 上市费用560万元, 称号在有效期内：是."""
    words = in_words(name, value)
    if name in ("tier", "recognition"):
        return words
    if name in MONEY_FIELDS:
        return f"{label(name)}{words}"
    return f"{label(name)} {words}" if name == "lpr" else f"{label(name)}：{words}"


def in_words(name: str, value: Any) -> str:
    """The value of a raw fact without the field's name: 省级专精特新, 560万元, 是."""
    if name == "tier":
        return "、".join(label(tier) for tier in value)
    if name == "tax_paid":
        return format_nearly(Decimal(value))
    if name in MONEY_FIELDS:
        return format_yuan(Decimal(value))
    if name == "lpr":
        return format_ratio(Decimal(value))
    return str(_words()["values"].get(str(value).lower(), value))


def in_order(names: Iterable[str]) -> list[str]:
    """Each field once, in the order in which a firm is described."""
    return sorted(set(names), key=list(_words()["labels"]).index)


@cache
def _words() -> Mapping[str, Mapping[str, Any]]:
    words: Mapping[str, Mapping[str, Any]] = read_yaml(Path(__file__).with_name("fields.yml"))
    return words
