"""An outcome in one Chinese line. The only place that puts a computed sum into words."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from actions.subsidy.amounts import RateBound, RateCapped
from actions.subsidy.evaluate import Outcome
from actions.subsidy.fields import figure, label
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
    return render(
        "outcome",
        outcome=outcome,
        kind=amount.kind,
        bound=isinstance(amount, RateCapped) and amount.rate_is == "upper",
        yuan=None if outcome.yuan is None else format_yuan(outcome.yuan),
        rate=rate,
        cap=cap,
        reduction=reduction,
        result=outcome.steps[-1].rsplit(" = ", 1)[-1] if outcome.steps else None,
        lpr=None if lpr is None else format_ratio(lpr),  # type: ignore[arg-type]
    )


def beneficiary_and_amount(explained: Mapping[str, Any]) -> tuple[str, str]:
    """企业, 定额100万元: of a measure in the form of ``report.explain``."""
    parts = _environment(escapes=False).get_template("parts.j2").module
    return parts.beneficiary(explained), parts.amount(explained["amount"])  # type: ignore[attr-defined]


def render(template: str, **values: Any) -> str:
    """The text of ``templates/<template>.j2``, without empty lines."""
    text = _environment(escapes=False).get_template(f"{template}.j2").render(**values)
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


def render_page(template: str, **values: Any) -> str:
    """The HTML of ``templates/<template>.html.j2``; whatever it shows is escaped."""
    return _environment(escapes=True).get_template(f"{template}.html.j2").render(**values)


@cache
def _environment(*, escapes: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=escapes,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["yuan"] = lambda digits: format_yuan(Decimal(digits))
    environment.filters["field"] = label
    environment.filters["figure"] = figure
    environment.filters["ratio"] = lambda digits: format_ratio(Decimal(digits))
    return environment
