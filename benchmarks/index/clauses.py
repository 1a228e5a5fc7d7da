"""Clauses that nobody wrote, as many as are wanted, in the measures of the real ones.

Vectors: the real passages' mean and spectrum. A clause lies near one of many topics, a topic near
real passages; two clauses of different topics have a cosine of about 0.91, a clause and its nearest
0.97, a question and its best clauses 0.93, as with the real model.

Tokens: two fields, Zipf's law with the slope of the real clauses (0.9), a third of a clause's
tokens from its topic; 114 words and 165 bigrams on average. A question has 10 words and 14 bigrams,
some of them common, from the clause that it is about.

Places: documents of 20 clauses, in no order of place. Three places have 10 %, 1 % and 0.1 % of the
clauses; the others share the rest.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

DIMENSION = 384
SENTENCES = 4
FILTERS = {"none": None, "10 %": 1, "1 %": 2, "0.1 %": 3}
"""Name of a filter → the place that it asks for."""

_SHARES = {1: 0.1, 2: 0.01, 3: 0.001}
_OTHER_PLACES = 40
_DOCUMENT = 20
_BLOCK = 50_000
_FIELDS = {"words": (114, 100_000, 10), "bigrams": (165, 300_000, 14)}
"""Field → tokens of a clause, size of the vocabulary, tokens of a question."""
_SLOPE = 0.9
_OF_TOPIC = 0.35
_STOP_WORDS = 2


@dataclass(frozen=True)
class Clauses:
    """What ``write_clauses`` wrote, mapped into memory.

    ``vectors``: (n, dimension) float32; ``sentences``: (n * SENTENCES, dimension) or None;
    ``places``: (n,); ``tokens``: field → (numbers of all clauses, where each clause's begin).
    ``queries``: (q, dimension), with their tokens as ``asked``; ``exact``: filter → the rows of
    each query's 10 nearest clauses, -1 where there are fewer.
    """

    folder: Path
    vectors: np.ndarray
    sentences: np.ndarray | None
    places: np.ndarray
    tokens: dict[str, tuple[np.ndarray, np.ndarray]]
    queries: np.ndarray
    asked: list[dict[str, list[str]]]
    exact: dict[str, np.ndarray]

    def __len__(self) -> int:
        return len(self.places)

    @classmethod
    def read(cls, folder: Path) -> "Clauses":
        def array(name: str) -> np.ndarray:
            return np.load(folder / f"{name}.npy", mmap_mode="r")

        return cls(
            folder=folder,
            vectors=array("vectors"),
            sentences=array("sentences") if (folder / "sentences.npy").exists() else None,
            places=array("places"),
            tokens={field: (array(field), array(f"{field}_starts")) for field in _FIELDS},
            queries=array("queries"),
            asked=json.loads((folder / "asked.json").read_text("utf-8")),
            exact={name: array(f"exact_{number}") for number, name in enumerate(FILTERS)},
        )

    def clause_tokens(self, rows: range) -> list[dict[str, list[str]]]:
        """The tokens of some clauses, by field."""
        by_field = {}
        for field, (numbers, starts) in self.tokens.items():
            spelt = spell(field, numbers[starts[rows.start] : starts[rows.stop]])
            at = (starts[rows.start : rows.stop + 1] - starts[rows.start]).tolist()
            by_field[field] = [spelt[first:last] for first, last in pairwise(at)]
        return [
            dict(zip(by_field, each, strict=True)) for each in zip(*by_field.values(), strict=True)
        ]


def spell(field: str, numbers: np.ndarray) -> list[str]:
    """Tokens as text; every engine gets the same."""
    return [f"{field[0]}{number}" for number in numbers.tolist()]


def write_clauses(
    folder: Path, count: int, queries: int, real: np.ndarray, *, sentences: bool
) -> None:
    """Write ``count`` clauses and the exact answers to ``queries`` questions.

    ``real``: vectors of real passages, shape (any, dimension). ``sentences``: four vectors more for
    each clause; a clause is then as near as the mean of its own and its best sentence's vector.
    """
    folder.mkdir(parents=True)
    shape = _Shape(real)
    rng = np.random.default_rng(count)
    topics = shape.topics(rng, min(20_000, max(20, count // 50)))
    topic_of = rng.integers(0, len(topics), count)
    places = _places(rng, count)
    np.save(folder / "places.npy", places)
    vectors = _new(folder / "vectors.npy", count)
    spoken = _new(folder / "sentences.npy", count * SENTENCES) if sentences else None
    for at in _blocks(count):
        whole = shape.clauses(rng, topics[topic_of[at]])
        vectors[at] = whole
        if spoken is not None:
            spoken[at.start * SENTENCES : at.stop * SENTENCES] = shape.sentences(rng, whole)
    tokens = {field: _write_tokens(folder, field, topic_of, rng) for field in _FIELDS}
    about = np.sort(rng.integers(0, count, queries))
    targets = vectors[about] if spoken is None else spoken[about * SENTENCES]
    asked = shape.queries(rng, targets)
    np.save(folder / "queries.npy", asked)
    words = [
        {field: _asked_tokens(rng, field, *tokens[field], row) for field in _FIELDS}
        for row in about
    ]
    (folder / "asked.json").write_text(json.dumps(words), "utf-8")
    for number, place in enumerate(FILTERS.values()):
        allowed = np.arange(count) if place is None else np.flatnonzero(places == place)
        exact = _exact(vectors, spoken, asked, allowed)
        np.save(folder / f"exact_{number}.npy", exact)


class _Shape:
    """Draws vectors like the real passages."""

    def __init__(self, real: np.ndarray) -> None:
        self._mean = real.mean(axis=0)
        self._residuals = real - self._mean
        _, spectrum, self._basis = np.linalg.svd(self._residuals, full_matrices=False)
        variance = spectrum**2 / len(real)
        # Few passages show few directions: a floor keeps the others alive.
        self._scale = np.sqrt(variance + 0.05 * variance.sum() / len(variance))

    def topics(self, rng: np.random.Generator, count: int) -> np.ndarray:
        near = self._residuals[rng.integers(0, len(self._residuals), count)]
        return 0.7 * near + 0.7 * self._noise(rng, count)

    def clauses(self, rng: np.random.Generator, topics: np.ndarray) -> np.ndarray:
        return _unit(self._mean + 0.75 * topics + 0.66 * self._noise(rng, len(topics)))

    def sentences(self, rng: np.random.Generator, whole: np.ndarray) -> np.ndarray:
        own = np.repeat(whole - self._mean, SENTENCES, axis=0)
        return _unit(self._mean + 0.85 * own + 0.75 * self._noise(rng, len(own)))

    def queries(self, rng: np.random.Generator, targets: np.ndarray) -> np.ndarray:
        """Questions have another mean than passages (cosine 0.97) and spread more."""
        aside = self._noise(np.random.default_rng(0), 1)
        aside *= 0.24 / np.linalg.norm(aside)
        own = 0.6 * (targets - self._mean) + 0.95 * self._noise(rng, len(targets))
        return _unit(0.93 * self._mean + aside + own)

    def _noise(self, rng: np.random.Generator, count: int) -> np.ndarray:
        drawn = rng.standard_normal((count, len(self._scale)), dtype=np.float32)
        return (drawn * self._scale.astype(np.float32)) @ self._basis.astype(np.float32)


def _places(rng: np.random.Generator, count: int) -> np.ndarray:
    """Place of each clause: the named shares to the clause, a place's documents scattered."""
    document_of = np.arange(count) // _DOCUMENT
    order = rng.permutation(document_of.max() + 1)
    first_other = max(_SHARES) + 1
    places = rng.integers(first_other, first_other + _OTHER_PLACES, len(order))[document_of]
    scattered = np.argsort(order[document_of], kind="stable")
    edges = np.cumsum([0, *(round(share * count) for share in _SHARES.values())])
    for place, (first, last) in zip(_SHARES, pairwise(edges), strict=True):
        places[scattered[first:last]] = place
    return places.astype(np.int32)


def _write_tokens(
    folder: Path, field: str, topic_of: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    average, vocabulary, _ = _FIELDS[field]
    spread = 0.5
    drawn = average * np.exp(spread * rng.standard_normal(len(topic_of)) - spread**2 / 2)
    lengths = np.clip(drawn, 10, 500).astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)])
    tokens = np.empty(starts[-1], dtype=np.int32)
    for at in _blocks(len(topic_of)):
        topics = np.repeat(topic_of[at], lengths[at])
        common = _zipf(rng, len(topics), vocabulary)
        # A topic has some hundred tokens of its own, spread over the vocabulary.
        own = (topics * 7919 + _zipf(rng, len(topics), 300) * 104_729) % vocabulary
        is_own = rng.random(len(topics)) < _OF_TOPIC
        tokens[starts[at.start] : starts[at.stop]] = np.where(is_own, own, common)
    np.save(folder / f"{field}.npy", tokens)
    np.save(folder / f"{field}_starts.npy", starts)
    return tokens, starts


def _zipf(rng: np.random.Generator, count: int, vocabulary: int) -> np.ndarray:
    """Numbers below ``vocabulary``; the chance of r falls as (r + 1) ** -_SLOPE."""
    rest = 1 - _SLOPE
    top = (vocabulary + 1) ** rest - 1
    return ((1 + top * rng.random(count)) ** (1 / rest) - 1).astype(np.int64)


def _asked_tokens(
    rng: np.random.Generator, field: str, tokens: np.ndarray, starts: np.ndarray, row: int
) -> list[str]:
    """Some different tokens of a clause, the sooner the more often they stand there."""
    own = rng.permutation(tokens[starts[row] : starts[row + 1]])
    different = np.array(list(dict.fromkeys(own[own >= _STOP_WORDS].tolist())), dtype=np.int64)
    return spell(field, different[: _FIELDS[field][2]])


def _exact(
    vectors: np.ndarray, sentences: np.ndarray | None, queries: np.ndarray, allowed: np.ndarray
) -> np.ndarray:
    """Rows of the 10 best clauses of those ``allowed`` for each query, -1 where there are fewer."""
    best = np.full((len(queries), 10), -np.inf, dtype=np.float32)
    rows = np.full((len(queries), 10), -1)
    for at in _blocks(len(allowed)):
        block = allowed[at]
        scores = queries @ vectors[block].T
        if sentences is not None:
            each = (block[:, None] * SENTENCES + np.arange(SENTENCES)).ravel()
            spoken = (queries @ sentences[each].T).reshape(len(queries), -1, SENTENCES)
            scores = (scores + spoken.max(axis=2)) / 2
        scores = np.concatenate([best, scores], axis=1)
        numbers = np.concatenate([rows, np.broadcast_to(block, (len(queries), len(block)))], axis=1)
        top = np.argpartition(-scores, 9, axis=1)[:, :10]
        best = np.take_along_axis(scores, top, axis=1)
        rows = np.take_along_axis(numbers, top, axis=1)
    rows[~np.isfinite(best)] = -1
    return rows


def _unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def _new(path: Path, count: int) -> np.ndarray:
    return np.lib.format.open_memmap(path, "w+", np.float32, (count, DIMENSION))


def _blocks(count: int) -> Iterator[slice]:
    return (slice(start, min(start + _BLOCK, count)) for start in range(0, count, _BLOCK))
