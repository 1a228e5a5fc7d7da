"""Teach the E5 how people speak of policies: writes policy_index/adapter.npz.

    python -m benchmarks.adapter [--epochs 3] [--dry-run]

Learnt from retrieval/pairs.jsonl: clauses that were invented for cities that are not named, each
with what people would ask of it (in colloquial Mandarin, Cantonese, English, as a story, in
keywords, with misspellings). No clause and no question of the collection is among them. Each query
is pulled to its clause and away from the other clauses of its batch (InfoNCE, van den Oord et al.
2018), through low-rank updates of the upper half of the layers. A fifth of the clauses is held out:
how often the right one of all clauses comes first for their queries is printed before and after.

An hour on one core. Repeatable on one machine and one release of torch.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from policy_index.e5 import build_network, build_tokenizer
from policy_index.model_files import ADAPTER, PROMPTS
from policy_index.packed import read_packed, source_file
from policy_index.text import normalize

if TYPE_CHECKING:
    import torch
    from torch import Tensor

PAIRS = Path(__file__).with_name("retrieval") / "pairs.jsonl"
RANK = 8
SCALE = 2.0
FIRST_LAYER = 6
# The names of the packed file → those of BertModel.
ADAPTED = {
    "q": "attention.self.query",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}
BATCH = 64
RATE = 6e-4
TEMPERATURE = 0.02
BACKWARD = 0.3
"""Weight of finding the query by the clause beside finding the clause by the query."""
DROPOUT = 0.05
QUERY_TOKENS, CLAUSE_TOKENS = 112, 144
HELD_OUT = 5
# In the collection a city stands before every clause and in most questions.
NAMED = 0.4
CITIES = [
    "深圳",
    "佛山",
    "淄博",
    "合肥",
    "成都",
    "苏州",
    "宁波",
    "长沙",
    "郑州",
    "青岛",
    "东莞",
    "南京",
]
AFTER_CITY = ("", "，", "这边", "市")


@dataclass(frozen=True)
class Pair:
    """A clause and one query for it."""

    clause: str
    query: str


def main() -> None:
    """Train, report, and write the update unless told not to."""
    parser = argparse.ArgumentParser(description="Teach the E5 how people speak of policies.")
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--dry-run", action="store_true", help="report only")
    options = parser.parse_args()
    learnt, held = read_pairs(PAIRS)
    clauses = list(dict.fromkeys(pair.clause for pair in [*learnt, *held]))
    model = Adapted()
    print(f"before: {found(model, held, clauses)}")
    for epoch in range(options.epochs):
        loss = train(model, learnt, epoch, options.epochs)
        print(f"epoch {epoch + 1}: loss {loss:.3f}; {found(model, held, clauses)}", flush=True)
    if not options.dry_run:
        np.savez_compressed(ADAPTER, **model.updates())
        print(f"wrote {ADAPTER}")


def read_pairs(path: Path) -> tuple[list[Pair], list[Pair]]:
    """What is learnt from, and what is held out."""
    entries = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    folds = np.random.default_rng(0).permutation(len(entries)) % HELD_OUT
    parts: tuple[list[Pair], list[Pair]] = ([], [])
    for entry, fold in zip(entries, folds, strict=True):
        part = parts[int(fold == 0)]
        part += [Pair(entry["clause"], normalize(query)) for query in entry["queries"]]
    return parts


class Adapted:
    """The E5 with trainable updates beside its matrices."""

    def __init__(self) -> None:
        import torch

        torch.manual_seed(0)
        torch.set_num_threads(1)
        packed = read_packed(source_file())
        self._tokenizer = build_tokenizer(packed)
        self._tokenizer.enable_padding(pad_id=packed.special_ids["<pad>"], pad_token="<pad>")
        self.network = build_network(packed)
        self.network.requires_grad_(False)
        self.sides: dict[str, tuple[Tensor, Tensor]] = {}
        for layer in range(FIRST_LAYER, packed.header.layers):
            for short, part in ADAPTED.items():
                linear = self.network.get_submodule(f"encoder.layer.{layer}.{part}")
                self.sides[f"l{layer}.{short}"] = _with_update(linear)
        steps = [side for sides in self.sides.values() for side in sides]
        self.optimizer = torch.optim.AdamW(steps, lr=RATE, weight_decay=0.01)

    def encode(self, prompt: str, texts: Sequence[str], tokens: int) -> Tensor:
        """Unit vectors, shape (len(texts), hidden)."""
        import torch

        self._tokenizer.enable_truncation(tokens)
        encodings = self._tokenizer.encode_batch([PROMPTS[prompt] + text for text in texts])
        mask = torch.tensor([encoding.attention_mask for encoding in encodings])
        ids = torch.tensor([encoding.ids for encoding in encodings])
        states = self.network(input_ids=ids, attention_mask=mask).last_hidden_state
        means = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return torch.nn.functional.normalize(means, dim=1)

    def updates(self) -> dict[str, np.ndarray[Any, np.dtype[np.float16]]]:
        """What is stored: float16, with the scale in B."""
        stored = {}
        for name, (low, high) in self.sides.items():
            stored[f"{name}.A"] = low.detach().numpy().astype(np.float16)
            stored[f"{name}.B"] = (SCALE * high.detach().numpy()).astype(np.float16)
        return stored


def _with_update(linear: Any) -> tuple[Tensor, Tensor]:
    """Adds the update's part to what the layer computes; starts at nothing."""
    import torch

    low = torch.randn(RANK, linear.in_features) / linear.in_features**0.5
    low, high = low.requires_grad_(), torch.zeros(linear.out_features, RANK, requires_grad=True)

    def add(_layer: torch.nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> Tensor:
        return output + SCALE * (inputs[0] @ low.T @ high.T)

    linear.register_forward_hook(add)
    return low, high


def train(model: Adapted, pairs: Sequence[Pair], epoch: int, epochs: int) -> float:
    """One epoch; the mean loss."""
    import torch

    model.network.train()
    for module in model.network.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = DROPOUT
    chance = random.Random(epoch)
    batches = list(_batches(pairs, chance))
    total = 0.0
    for number, batch in enumerate(batches):
        done = (epoch + number / len(batches)) / epochs
        for group in model.optimizer.param_groups:
            group["lr"] = RATE * min(1.0, 10 * done + 0.02) * max(0.05, 1 - done)
        loss = _loss(model, [_in_a_city(pair, chance) for pair in batch], batch)
        model.optimizer.zero_grad()
        loss.backward()
        model.optimizer.step()
        total += loss.item()
    return total / len(batches)


def _batches(pairs: Sequence[Pair], chance: random.Random) -> Iterator[list[Pair]]:
    shuffled = chance.sample(pairs, len(pairs))
    for start in range(0, len(shuffled) - BATCH + 1, BATCH):
        yield shuffled[start : start + BATCH]


def _in_a_city(pair: Pair, chance: random.Random) -> Pair:
    if chance.random() >= NAMED:
        return pair
    city = chance.choice(CITIES)
    return Pair(f"{city}：{pair.clause}", f"{city}{chance.choice(AFTER_CITY)}{pair.query}")


def _loss(model: Adapted, batch: Sequence[Pair], plain: Sequence[Pair]) -> Tensor:
    import torch

    queries = model.encode("query", [pair.query for pair in batch], QUERY_TOKENS)
    clauses = model.encode("passage", [pair.clause for pair in batch], CLAUSE_TOKENS)
    similar = queries @ clauses.T / TEMPERATURE
    names = np.array([pair.clause for pair in plain])
    twice = torch.from_numpy((names[:, None] == names) & ~np.eye(len(names), dtype=bool))
    similar, right = similar.masked_fill(twice, -1e4), torch.arange(len(names))
    cross_entropy = torch.nn.functional.cross_entropy
    return cross_entropy(similar, right) + BACKWARD * cross_entropy(similar.T, right)


def found(model: Adapted, held: Sequence[Pair], clauses: Sequence[str]) -> str:
    """How well the held-out queries find their clause among all."""
    import torch

    model.network.eval()
    with torch.no_grad():
        passages = torch.cat([model.encode("passage", part, 512) for part in _parts(clauses)])
        asked = [pair.query for pair in held]
        queries = torch.cat([model.encode("query", part, 512) for part in _parts(asked)])
    similar = (queries @ passages.T).numpy()
    right = similar[np.arange(len(held)), [clauses.index(pair.clause) for pair in held]]
    ranks = (similar >= right[:, None]).sum(axis=1)
    share = {k: float((ranks <= k).mean()) for k in (1, 3)}
    return f"held out hit@1 {share[1]:.3f} hit@3 {share[3]:.3f} MRR {float((1 / ranks).mean()):.3f}"


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), 32):
        yield texts[start : start + 32]


if __name__ == "__main__":
    main()
