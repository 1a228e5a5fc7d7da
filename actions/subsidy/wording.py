"""An outcome in one Chinese line. The only place that puts a computed sum into words."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from actions.subsidy.amounts import Fixed, RateBound, RateCapped, UpperBound
from actions.subsidy.evaluate import Outcome
from actions.subsidy.money import format_ratio, format_yuan
from actions.subsidy.profile import Profile


def describe(outcome: Outcome, profile: Profile) -> str:
    """上市费用补助：280万元（按50%的比例计算，未超过300万元的上限）."""
    amount = outcome.measure.amount
    rate = cap = reduction = None
    if isinstance(amount, RateCapped):
        rate = format_ratio(amount.rate)
        cap = None if amount.cap is None else format_yuan(amount.cap)
    if isinstance(amount, RateBound) and amount.reduce_by_at_most is not None:
        reduction = format_ratio(amount.reduce_by_at_most)
    lpr = profile.get("lpr")
    return _template().render(
        outcome=outcome,
        kind=kind_of(outcome),
        bound=isinstance(amount, RateCapped) and amount.rate_is == "upper",
        yuan=None if outcome.yuan is None else format_yuan(outcome.yuan),
        rate=rate,
        cap=cap,
        reduction=reduction,
        lpr=None if lpr is None else format_ratio(lpr),  # type: ignore[arg-type]
    )


def kind_of(outcome: Outcome) -> str:
    """The kind of the measure's amount, as ``measures.yml`` names it."""
    amount = outcome.measure.amount
    names = {Fixed: "fixed", UpperBound: "upper_bound", RateCapped: "rate_capped"}
    return names.get(type(amount), outcome.status)


@cache
def _template() -> Template:
    folder = Path(__file__).parent / "templates"
    environment = Environment(
        loader=FileSystemLoader(folder), undefined=StrictUndefined, autoescape=False
    )
    return environment.get_template("outcome.j2")
