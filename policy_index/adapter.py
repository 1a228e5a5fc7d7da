"""What the E5 is taught of how people speak of policies: a low-rank update of its upper layers.

The update of a matrix is ``B @ A``, with A of shape (rank, inputs) and B of shape (outputs, rank),
as in LoRA (Hu et al., "LoRA: Low-Rank Adaptation of Large Language Models", 2021). It is learnt by
``python -m benchmarks.adapter`` from pairs of an invented clause and what people would ask of it,
and added when the model is unpacked. Adapted matrices are stored in blocks of 8 bits: in 4 bits
the update would be lost in the rounding.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np

from policy_index.model_files import ADAPTER
from policy_index.packed import Packed, Tensor


def adapted(packed: Packed, path: Path = ADAPTER) -> Packed:
    """The model with the updates of the file added; the other tensors are the same."""
    updates = np.load(path)
    names = sorted(name.removesuffix(".A") for name in updates.files if name.endswith(".A"))
    tensors = dict(packed.tensors)
    for name in names:
        low, high = (updates[f"{name}.{side}"].astype(np.float32) for side in "AB")
        tensor = tensors[f"{name}.w"]
        weights = tensor.floats.reshape(high.shape[0], low.shape[1]) + high @ low
        tensors[f"{name}.w"] = Tensor.in_bytes(weights)
    return replace(packed, tensors=tensors)
