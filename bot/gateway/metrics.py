"""What the gateway counts of itself, for Prometheus."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

Stage = Literal["wait", "rasa", "keep"]

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30)


class Metrics:
    """Counts nothing of what was said, only how much and how fast."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._turns = Counter(
            "gateway_turns", "Questions by how they ended.", ["outcome"], registry=self._registry
        )
        self._answers = Counter(
            "gateway_answers", "Messages of the bot by kind.", ["kind"], registry=self._registry
        )
        self._refusals = Counter(
            "gateway_refusals", "What was not accepted, by why.", ["code"], registry=self._registry
        )
        self._errors = Counter(
            "gateway_errors", "Faults with a number in the log.", ["code"], registry=self._registry
        )
        self._stages = Histogram(
            "gateway_stage_seconds",
            "A turn's time: behind the one before, in Rasa (and waiting for it), in the database.",
            ["stage"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.sockets = Gauge("gateway_sockets", "Open WebSockets.", registry=self._registry)

    def turn(self, outcome: str, kinds: list[str]) -> None:
        """A question has ended; ``kinds`` are those of the cards that answer it."""
        self._turns.labels(outcome).inc()
        for kind in kinds:
            self._answers.labels(kind).inc()

    def refused(self, code: str) -> None:
        """A request was not accepted."""
        self._refusals.labels(code).inc()

    def error(self, code: str) -> None:
        """Something broke."""
        self._errors.labels(code).inc()

    def took(self, stage: Stage, seconds: float) -> None:
        """A stage of a turn is over."""
        self._stages.labels(stage).observe(seconds)

    @contextmanager
    def stage(self, name: Stage) -> Iterator[None]:
        """Time what happens inside."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.took(name, time.perf_counter() - start)

    def text(self) -> bytes:
        """All of it in the text format of Prometheus."""
        return generate_latest(self._registry)
