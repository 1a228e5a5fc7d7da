"""What parsing a source text gives: its clauses, what is none, and what a reader should look at."""

from dataclasses import dataclass
from typing import Literal

from policy_index.clauses import Clause

FurnitureKind = Literal["web page", "page break", "contents", "heading", "form"]


@dataclass(frozen=True)
class Furniture:
    """Characters ``[start, end)`` of the source that belong to no clause.

    ``web page``: menus, page data, footers, marks that are printed nowhere · ``page break``: page
    numbers and running heads · ``contents``: a contents list · ``heading``: a heading over other
    clauses, without words of its own, or the bare title of a further part ·
    ``form``: the sheet on which a draft was signed.
    """

    start: int
    end: int
    kind: FurnitureKind


@dataclass(frozen=True)
class Oddity:
    """Something in the numbering or the size that a person should look at; ``path`` says where."""

    path: str
    message: str


@dataclass(frozen=True)
class Parsed:
    """Every character of the source that is not white space is in exactly one of ``clauses`` and
    ``furniture``; both are in the order of the source."""

    clauses: tuple[Clause, ...]
    furniture: tuple[Furniture, ...]
    oddities: tuple[Oddity, ...]
