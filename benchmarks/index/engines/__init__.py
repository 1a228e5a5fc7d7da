"""The engines, each used as its documentation recommends for hybrid search under a filter.

An engine is a module with a class ``Engine``; it runs in a process of its own. All get the same
vectors, and the same tokens as words between blanks, so that only engines differ. Each arm gives
``EACH`` clauses, the engine or its documented recipe fuses them, the best 10 count.
"""

from pathlib import Path
from typing import Any, Protocol

import numpy as np

from benchmarks.index.clauses import Clauses

EACH = 50
RRF = 60
OURS = "policy-index"
SPOKEN = "policy-index with sentences"
"""Our index as the product has it: four sentences' vectors beside each clause's own."""
NAMES = (OURS, "lancedb", "milvus-lite", "chroma", "sqlite")

Setting = dict[str, Any]
"""What trades recall for time at search."""


class Engine(Protocol):
    """``place``: the filter's, None without one. Rows are the clauses' numbers."""

    settings: list[Setting]
    packages: tuple[str, ...]
    notes: str

    def build(self, clauses: Clauses, folder: Path) -> None:
        """Index all clauses in an empty folder."""

    def open(self, folder: Path) -> None:
        """Get ready to search what was built."""

    def use(self, setting: Setting) -> None:
        """Search so from now on."""

    def nearest(self, vector: np.ndarray, place: int | None) -> list[int]:
        """The dense arm alone: the 10 nearest."""

    def hybrid(
        self, vector: np.ndarray, tokens: dict[str, list[str]], place: int | None
    ) -> list[int]:
        """The 10 best of both arms."""


def texts(clauses: Clauses, rows: range) -> list[dict[str, str]]:
    """The tokens of some clauses as text, by field."""
    return [
        {field: " ".join(tokens) for field, tokens in each.items()}
        for each in clauses.clause_tokens(rows)
    ]


def batches(count: int, size: int) -> list[range]:
    """Ranges of rows."""
    return [range(start, min(start + size, count)) for start in range(0, count, size)]
