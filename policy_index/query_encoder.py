"""Encode queries by the E5's query network: on one thread, without torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from policy_index.model_files import MAX_TOKENS, PIECES, PROMPTS, QUERY_NETWORK
from policy_index.pieces import PieceTable

if TYPE_CHECKING:
    from policy_index.embedding import Vectors


class QueryEncoder:
    """The loaded network and its table of pieces; threads may share it."""

    def __init__(self, folder: Path) -> None:
        """``folder``: that of the unpacked E5."""
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        # More threads gain little on one sentence, and wait for others by spinning.
        options.intra_op_num_threads = 1
        self._session = InferenceSession(
            folder / QUERY_NETWORK, options, providers=["CPUExecutionProvider"]
        )
        self._pieces = PieceTable.load(folder / PIECES)

    def encode(self, queries: Sequence[str]) -> Vectors:
        """Unit vectors of questions, shape (len(queries), dimension), float32."""
        dimension: int = self._session.get_outputs()[0].shape[1]
        vectors = np.empty((len(queries), dimension), dtype=np.float32)
        # One by one: a batch would have to be padded to its longest.
        for row, query in enumerate(queries):
            ids = self._pieces.encode(PROMPTS["query"] + query, MAX_TOKENS)
            vectors[row] = self._session.run(["vector"], {"ids": np.array([ids])})[0][0]
        return vectors
