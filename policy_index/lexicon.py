"""BM25 over the tokens of clauses: one index for each field, their scores added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from policy_index.fusion import Scores
from policy_index.tokens import FieldTokens, FieldWeights

if TYPE_CHECKING:
    import bm25s

FIELDS = ("words", "bigrams")


@dataclass(frozen=True)
class Lexicon:
    """A BM25 index for each field."""

    by_field: "Mapping[str, bm25s.BM25]"

    @classmethod
    def build(cls, clauses: Sequence[FieldTokens]) -> "Lexicon":
        """Index the tokens of all clauses, in their order."""
        import bm25s

        by_field = {}
        for field in FIELDS:
            index = bm25s.BM25(k1=1.5, b=0.75, method="lucene")
            index.index([tokens[field] for tokens in clauses], show_progress=False)
            by_field[field] = index
        return cls(by_field)

    @classmethod
    def load(cls, folder: Path) -> "Lexicon":
        import bm25s

        return cls(
            {field: bm25s.BM25.load(str(folder / field), load_corpus=False) for field in FIELDS}
        )

    def save(self, folder: Path) -> None:
        for field, index in self.by_field.items():
            index.save(str(folder / field), corpus=None)

    def scores(self, wanted: FieldWeights) -> Scores:
        """BM25 of every clause, shape (n,); 0 where no token is shared."""
        count = int(self.by_field["words"].scores["num_docs"])
        total = np.zeros(count, dtype=np.float64)
        for field, index in self.by_field.items():
            for token, weight in wanted[field].items():
                if token in index.vocab_dict:
                    total += weight * np.asarray(index.get_scores([token]), dtype=np.float64)
        return total
