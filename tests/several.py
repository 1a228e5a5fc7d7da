"""Holding several conversations at a time with one bot."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TypeVar

Given = TypeVar("Given")
Result = TypeVar("Result")


def several_at_a_time(
    work: Callable[[Given], Result],
    given: Iterable[Given],
    *,
    workers: int,
    done: Callable[[Result], None],
) -> list[Result]:
    """The results in the order of what was given; ``done`` is told of each as it comes.

    The first exception ends it: what has not begun is given up.
    """
    with ThreadPoolExecutor(workers) as pool:
        running = [pool.submit(work, one) for one in given]
        try:
            for finished in as_completed(running):
                done(finished.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return [one.result() for one in running]
