"""What a message means as a vector: by the network that the search encodes its queries with.

Character n-grams only know the wordings of the training data. The network is read from where
`python -m policy_index model` has written it, so that there is one of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt

from policy_index.model_files import QUERY_NETWORK, model_folder, sha256_of
from policy_index.packed import ModelError
from policy_index.query_encoder import QueryEncoder
from policy_index.text import normalize

LONGEST = 48
"""Characters that are read, counted from the end, where a long story puts its question: the time
for a vector grows with the length of the text."""

_WORKERS = 2


class SentenceVectors:
    """The loaded network."""

    def __init__(self) -> None:
        """Raises ModelError if nobody has unpacked the model."""
        if not network_file().is_file():
            raise ModelError(
                f"{network_file()} is missing: run .venv/bin/python -m policy_index model"
            )
        self._encoder = QueryEncoder(model_folder())

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Unit vectors, shape (len(texts), 384)."""
        return self._encoder.encode([normalize(text)[-LONGEST:] for text in texts])

    def encode_many(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """The same on several threads."""
        shares = [texts[number::_WORKERS] for number in range(_WORKERS)]
        with ThreadPoolExecutor(_WORKERS) as pool:
            encoded = list(pool.map(self.encode, shares))
        vectors = np.empty((len(texts), encoded[0].shape[1]), dtype=np.float32)
        for number, share in enumerate(encoded):
            vectors[number::_WORKERS] = share
        return vectors


def network_file() -> Path:
    """The network's file; it may not exist yet."""
    return model_folder() / QUERY_NETWORK


def network_hash() -> str:
    """What tells one network from another, for Rasa's cache of trained parts."""
    return sha256_of(network_file()) if network_file().is_file() else "missing"
