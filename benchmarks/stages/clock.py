"""Times the stages of a turn in a running process, each without the stages that it calls.

One turn at a time: what runs while a stage waits is counted as that stage's.
"""

from __future__ import annotations

import functools
import inspect
import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Clock:
    """Writes a line of JSON for each outermost stage: {stage: [seconds, processor seconds]}."""

    def __init__(self, file: Path) -> None:
        """The file is written anew."""
        self._file = file.open("w", encoding="utf-8", buffering=1)
        self._inner: list[list[float]] = []
        self._own: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])

    def watch(self, owner: Any, name: str, stage: str) -> None:
        """Time a function or method, also where a subclass has its own of that name."""
        setattr(owner, name, self._timed(getattr(owner, name), stage))

    def _timed(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def timed_coroutine(*args: Any, **kwargs: Any) -> Any:
                with self._stage(stage):
                    return await function(*args, **kwargs)

            return timed_coroutine

        @functools.wraps(function)
        def timed(*args: Any, **kwargs: Any) -> Any:
            with self._stage(stage):
                return function(*args, **kwargs)

        return timed

    @contextmanager
    def _stage(self, stage: str) -> Iterator[None]:
        started = (time.perf_counter(), time.process_time())
        self._inner.append([0.0, 0.0])
        try:
            yield
        finally:
            inner = self._inner.pop()
            taken = (time.perf_counter() - started[0], time.process_time() - started[1])
            for place in range(2):
                self._own[stage][place] += taken[place] - inner[place]
                if self._inner:
                    self._inner[-1][place] += taken[place]
            if not self._inner:
                self._file.write(json.dumps(self._own, ensure_ascii=False) + "\n")
                self._own.clear()
