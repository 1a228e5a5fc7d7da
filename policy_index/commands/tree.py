"""A document as a tree to be checked by eye, and its facts as a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from policy_index.clauses import Clause

_SAMPLE = 24


def tree_of(name: str, clauses: Sequence[Clause]) -> Tree:
    """Clauses under the headings they stand under, each with its size and first words."""
    tree = Tree(f"[bold]{escape(name)}[/bold]: {len(clauses)} clauses", guide_style="dim")
    chapters: dict[str, Tree] = {}
    for clause in clauses:
        branch = tree
        if clause.chapter:
            branch = chapters.get(clause.chapter) or tree.add(escape(clause.chapter), style="cyan")
            chapters[clause.chapter] = branch
        size = f"[dim]{len(clause.text)} characters[/dim]"
        branch.add(f"[bold]{escape(clause.path)}[/bold] {escape(_sample(clause))} {size}")
    return tree


def facts_table(facts: Mapping[str, Any]) -> Table:
    """One row for each fact of document.yml: its value and the words it was read from."""
    table = Table(box=box.SIMPLE, show_edge=False)
    for column in ("fact", "value", "read from"):
        table.add_column(column, overflow="fold")
    for name, fact in facts.items():
        value, words = _row(fact)
        table.add_row(name, escape(value), escape(words))
    return table


def _row(fact: Any) -> tuple[str, str]:
    if fact is None:
        return "null", ""
    if not isinstance(fact, dict):
        return str(fact), ""
    words = fact["words"] if isinstance(fact["words"], str) else " / ".join(fact["words"])
    values = {key: value for key, value in fact.items() if key != "words" and value is not None}
    if set(values) == {"value"}:
        return str(values["value"]), words
    return ", ".join(f"{key}: {value}" for key, value in values.items()), words


def _sample(clause: Clause) -> str:
    words = clause.heading or clause.text.replace("\n", " ")
    return words if len(words) <= _SAMPLE else f"{words[:_SAMPLE]}…"
