"""Firms as hypothesis draws them: raw facts, as ``read_profile`` takes them."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from actions.subsidy.profile import COUNT_FIELDS, MONEY_FIELDS, TIERS, YES_NO_FIELDS

Raw = dict[str, object]

FEN = st.decimals(0, 10**9, places=2)
# Around the sums at which a cap or a threshold begins to matter, and a fen is rounded.
NEAR = st.sampled_from([6_000_000, 10_000_000, 20_000_000, 3_333_333]).flatmap(
    lambda border: (
        st.sampled_from([Decimal(border)]) | st.decimals(border - 1, border + 1, places=3)
    )
)
SUMS = FEN | NEAR
TIER = st.lists(st.sampled_from(TIERS), min_size=1, max_size=3, unique=True)
DAYS = st.dates(date(2020, 1, 1), date(2027, 1, 1)).map(str)
MONTHS = st.tuples(st.integers(2020, 2026), st.integers(1, 12)).map(lambda m: f"{m[0]}-{m[1]:02}")
YEARS = st.integers(2020, 2027).map(str)
FACTS: dict[str, st.SearchStrategy[object]] = {
    "tier": TIER,
    "recognition": st.sampled_from(["new", "review"]),
    "recognised_on": DAYS | MONTHS | YEARS,
    "moved_from": st.sampled_from(["广州", "广州市天河区", "湛江", "江门市", "深圳", "外省"]),
    "lpr": st.decimals(0, Decimal("0.1"), places=4),
    **dict.fromkeys(MONEY_FIELDS, SUMS),
    **{name: st.sampled_from([0, 9, 10, 11, 50]) for name in COUNT_FIELDS},
    **{name: st.booleans() for name in YES_NO_FIELDS},
}


def _consistent(raw: Raw) -> Raw:
    """``relocated`` and ``moved_from`` tell the same thing: where the place is known, it tells."""
    return {name: raw[name] for name in raw if not (name == "relocated" and "moved_from" in raw)}


PROFILES = st.fixed_dictionaries({}, optional=FACTS).map(_consistent)
COMPLETE = st.fixed_dictionaries(FACTS).map(_consistent)
DATES = st.dates(date(2020, 1, 1), date(2030, 1, 1))
