"""A measure: what one clause gives to whom. The data class; ``loader`` reads and checks it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from actions.subsidy.amounts import Amount
from actions.subsidy.conditions import AllOf, Condition, Window

Beneficiary = Literal["enterprise", "park_operator", "employee", "bank"]
BENEFICIARIES: tuple[Beneficiary, ...] = get_args(Beneficiary)


@dataclass(frozen=True)
class Stacking:
    """What happens when several measures of one group apply.

    ``max`` and ``sum`` need words of the text; without them the rule is ``not_stated`` and nothing
    is added up.
    """

    group: str
    rule: Literal["max", "sum", "not_stated"]
    evidence: str | None


@dataclass(frozen=True)
class Measure:
    """One entry of a ``measures.yml``; ``evidence`` stands verbatim in the clause.

    ``refers_to`` names documents outside the collection that the clause points to; ``cautions``
    are what a reader of the clause gets wrong.
    """

    id: str
    document: str
    clause: str
    name: str
    beneficiary: Beneficiary
    topics: tuple[str, ...]
    evidence: str
    when: Condition
    window: Window | None
    amount: Amount
    stacking: Stacking | None
    not_stated: tuple[str, ...]
    refers_to: tuple[str, ...]
    cautions: tuple[str, ...]

    @cached_property
    def requirement(self) -> Condition:
        """All that must hold: the conditions and the window."""
        return self.when if self.window is None else AllOf((self.when, self.window))


@dataclass(frozen=True)
class MeasureSet:
    """All measures of a collection, by id, and the hash of the files that they came from."""

    measures: Mapping[str, Measure]
    digest: str

    def of_document(self, document_id: str) -> Sequence[Measure]:
        return [m for m in self.measures.values() if m.document == document_id]

    def of_clause(self, document_id: str, path: str) -> Sequence[Measure]:
        return [m for m in self.of_document(document_id) if m.clause == path]
