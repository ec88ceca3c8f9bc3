"""Where pure functions run: in this process, or in several.

Values go by message, so an executor of another kind (a cluster's) can take the place of these.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from threading import Thread
from typing import ParamSpec, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
P = ParamSpec("P")

# Starting processes costs about a quarter of a second; below this many bytes of articles one
# process is through before the others have begun.
_WORTH_PROCESSES = 1_500_000
_BATCH = 40
_AHEAD = 4


class InProcess(Executor):
    """Runs each call at once, where it is submitted."""

    def submit(
        self, fn: Callable[P, Result], /, *args: P.args, **kwargs: P.kwargs
    ) -> Future[Result]:
        """Call ``fn`` and return a future that is done; what ``fn`` raises is raised here."""
        future: Future[Result] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Workers:
    """An executor that is fed no faster than its results are used."""

    def __init__(self, executor: Executor, processes: int) -> None:
        self._executor = executor
        self._ahead = 1 if processes == 1 else _AHEAD * processes

    def map(
        self, fn: Callable[[tuple[Item, ...]], Iterable[Result]], items: Iterable[Item]
    ) -> Iterator[Result]:
        """Yield what ``fn`` gives for batches of items, result by result, in the items' order."""
        waiting: deque[Future[Iterable[Result]]] = deque()
        for batch in _batches(items):
            waiting.append(self._executor.submit(fn, batch))
            if len(waiting) >= self._ahead:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


@contextmanager
def workers(jobs: int | None, work: int) -> Iterator[Workers]:
    """Give workers for ``work`` bytes of articles: ``jobs`` processes, or as many as pay."""
    count = jobs or (_processors() if work >= _WORTH_PROCESSES else 1)
    if count == 1:
        yield Workers(InProcess(), 1)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, context, initializer=_die_with_parent) as executor:
        try:
            yield Workers(executor, count)
        finally:
            executor.shutdown(cancel_futures=True)


def _die_with_parent() -> None:
    """End this worker when the build that started it is gone, however it went.

    A worker of a build that was killed would wait for its next call for ever.
    """

    def watch() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            parent.join()
            os.kill(os.getpid(), signal.SIGKILL)

    Thread(target=watch, daemon=True).start()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _batches(items: Iterable[Item]) -> Iterator[tuple[Item, ...]]:
    iterator = iter(items)
    while batch := tuple(islice(iterator, _BATCH)):
        yield batch
