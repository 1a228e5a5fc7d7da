"""The E5 as an ONNX network for one query, with most weights in their blocks.

sentence-transformers runs the weights as float32, with a call for each small step. ONNX Runtime
multiplies by the blocks as they are (``MatMulNBits``) and does a layer in nine steps. The weights
have the same values; what differs is that the products with blocks round their other side to 8
bits (``chosen_accuracy``).

Input ``ids`` (1, tokens), int64; output ``vector`` (1, hidden), float32, of length 1.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from onnx import NodeProto, TensorProto, helper, numpy_helper

from policy_index.packed import BLOCK, Codes, Packed, split_blocks

FLOAT32 = 1
INT8 = 4
"""ONNX Runtime's numbers for what a product is computed in."""

_MICROSOFT = "com.microsoft"
_OPSET = 18
_IR_VERSION = 9


Accuracy = Callable[[float, str], int]
"""What a product computes in, by how deep it stands (0 up to 1) and what it is: qkv, ao, fi, fo."""


def chosen_accuracy(depth: float, product: str) -> int:
    """FLOAT32 where rounding would reorder what is found: in the second half of the layers, where
    a state enters attention or feed-forward. ``benchmarks.embedding`` shows what others do."""
    return FLOAT32 if depth >= 0.5 and product in ("qkv", "fi") else INT8


def build(packed: Packed, accuracy: Accuracy = chosen_accuracy) -> bytes:
    """The serialised network; the same bytes for the same file."""
    graph = _Graph(packed, accuracy)
    hidden = graph.embeddings()
    for layer in range(packed.header.layers):
        hidden = graph.layer(layer, hidden)
    graph.node("ReduceMean", [hidden, graph.constant("token_axis", [1])], "mean", keepdims=0)
    graph.node("LpNormalization", ["mean"], "vector", axis=1, p=2)
    size = packed.header.hidden
    made = helper.make_graph(
        graph.nodes,
        "e5-query",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "tokens"])],
        [helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, size])],
        graph.constants,
    )
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_MICROSOFT, 1)]
    model = helper.make_model(made, opset_imports=opsets, ir_version=_IR_VERSION)
    serialised: bytes = model.SerializeToString(deterministic=True)
    return serialised


class _Graph:
    """Nodes and constants as they are added; every method returns the name of what it computes."""

    def __init__(self, packed: Packed, accuracy: Accuracy) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []
        self._header = packed.header
        self._tensors = packed.tensors
        self._accuracy = accuracy

    def constant(self, name: str, values: Any) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(
        self, operator: str, inputs: Sequence[str], output: str, domain: str = "", **attributes: Any
    ) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def embeddings(self) -> str:
        """Of the word and its position, normalised, shape (1, tokens, hidden)."""
        header = self._header
        table = self._tensors["emb.word"]
        scales, codes = split_blocks(table.data, table.count)
        words = self.node(
            "GatherBlockQuantized",
            [
                self.constant("words", _in_pairs(codes).reshape(header.vocabulary, -1)),
                "ids",
                self.constant("words.scales", scales.reshape(header.vocabulary, -1)),
            ],
            "word",
            _MICROSOFT,
            gather_axis=0,
            quantize_axis=1,
            block_size=BLOCK,
            bits=4,
        )
        # All tokens of one query are of type 0, so that row is added to the positions here.
        places = self._tensors["emb.pos"].floats.reshape(header.positions, -1)
        places = places + self._tensors["emb.type"].floats[: header.hidden]
        begin, step = self.constant("0", [0]), self.constant("1", [1])
        tokens = self.node("Shape", ["ids"], "tokens", start=1)
        position = self.node(
            "Slice", [self.constant("positions", places[None]), begin, tokens, step], "position"
        )
        return self._normalised(words, position, "emb.ln")

    def layer(self, number: int, hidden: str) -> str:
        """Attention and feed-forward of one layer, shape (1, tokens, hidden) as its input."""
        name, size = f"l{number}", self._header.hidden
        depth = number / self._header.layers
        parts = [f"{name}.q", f"{name}.k", f"{name}.v"]
        together = self._product(hidden, parts, 3 * size, self._accuracy(depth, "qkv"))
        split = self.constant(f"{name}.thirds", [size] * 3)
        self.nodes.append(helper.make_node("Split", [together, split], parts, axis=2))
        bias = np.concatenate([self._tensors[f"{part}.b"].floats for part in parts])
        attention = self.node(
            "MultiHeadAttention",
            [*parts, self.constant(f"{name}.qkv.b", bias)],
            f"{name}.attention",
            _MICROSOFT,
            num_heads=self._header.heads,
        )
        added = self._product(attention, [f"{name}.ao"], size, self._accuracy(depth, "ao"))
        hidden = self._normalised(hidden, added, f"{name}.aln", bias=f"{name}.ao.b")
        wide = self._product(
            hidden, [f"{name}.fi"], self._header.feed_forward, self._accuracy(depth, "fi")
        )
        wide = self.node(
            "BiasGelu", [wide, self._floats(f"{name}.fi.b")], f"{name}.gelu", _MICROSOFT
        )
        added = self._product(wide, [f"{name}.fo"], size, self._accuracy(depth, "fo"))
        return self._normalised(hidden, added, f"{name}.oln", bias=f"{name}.fo.b")

    def _product(self, left: str, matrices: Sequence[str], rows: int, accuracy: int) -> str:
        """``left`` times the transposed matrices, one below the other, ``rows`` in all."""
        stacked = [self._tensors[f"{matrix}.w"] for matrix in matrices]
        name = "+".join(matrices)
        if accuracy == FLOAT32:  # MatMulNBits would take five times as long to unpack the bytes
            columns = np.concatenate([tensor.floats for tensor in stacked]).reshape(rows, -1).T
            weights = self.constant(f"{name}.w", columns)
            return self.node("MatMul", [left, weights], f"{name}.product")
        blocks = [tensor.byte_blocks for tensor in stacked]
        scales = np.concatenate([scales for scales, _ in blocks])
        codes = np.concatenate([codes for _, codes in blocks])
        return self.node(
            "MatMulNBits",
            [
                left,
                self.constant(f"{name}.w", codes.reshape(rows, -1, codes.shape[1])),
                self.constant(f"{name}.scales", scales),
            ],
            f"{name}.product",
            _MICROSOFT,
            K=sum(tensor.count for tensor in stacked) // rows,
            N=rows,
            bits=8,
            block_size=BLOCK,
            accuracy_level=INT8,
        )

    def _normalised(self, left: str, right: str, norm: str, bias: str | None = None) -> str:
        """LayerNorm of the sum of ``left``, ``right`` and the bias."""
        inputs = [left, right, self._floats(f"{norm}.w"), self._floats(f"{norm}.b")]
        inputs += [self._floats(bias)] if bias else []
        return self.node(
            "SkipLayerNormalization",
            inputs,
            f"{norm}.sum",
            _MICROSOFT,
            epsilon=self._header.epsilon,
        )

    def _floats(self, name: str) -> str:
        return self.constant(name, self._tensors[name].floats)


def _in_pairs(codes: Codes) -> Codes:
    """Codes (blocks, 32) as bytes (blocks, 16): neighbours in a byte, the first in its low half."""
    return codes[:, 0::2] | (codes[:, 1::2] << np.uint8(4))
