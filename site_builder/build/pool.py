"""Where pure functions run: in this process, or in several.

Values go by message, so an executor of another kind (a cluster's) can take the place of these.
"""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import islice
from threading import Thread
from typing import ParamSpec, TypeVar

from site_builder.build.collecting import collect_seldom

Item = TypeVar("Item")
Result = TypeVar("Result")
P = ParamSpec("P")

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
    """Executors that are fed no faster than their results are used.

    ``jobs`` is the number of processes, None to take as many as there are processors where that
    pays. They are started when they are first of use.
    """

    def __init__(self, jobs: int | None, started: ExitStack) -> None:
        self._count = jobs or _processors()
        self._is_chosen = jobs is not None
        self._started = started
        self._processes: Executor | None = None

    def map(
        self,
        fn: Callable[[tuple[Item, ...]], Iterable[Result]],
        items: Iterable[Item],
        *,
        is_much: bool,
    ) -> Iterator[Result]:
        """Yield what ``fn`` gives for batches of items, result by result, in the items' order.

        ``is_much`` says that it would pay to start processes for this.
        """
        executor = self._executor(is_much=is_much)
        ahead = 1 if executor is _HERE else _AHEAD * self._count
        waiting: deque[Future[Iterable[Result]]] = deque()
        for batch in _batches(items):
            waiting.append(executor.submit(fn, batch))
            if len(waiting) >= ahead:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    def rest(self) -> None:
        """Let the processes end, with their memory; they are started anew if there is need."""
        if self._processes is not None:
            self._processes.shutdown(wait=False)
            self._processes = None

    def _executor(self, *, is_much: bool) -> Executor:
        if self._count == 1:
            return _HERE
        if self._processes is None and (is_much or self._is_chosen):
            self._processes = self._started.enter_context(_processes(self._count))
        return self._processes or _HERE


_HERE = InProcess()


@contextmanager
def workers(jobs: int | None) -> Iterator[Workers]:
    """Give workers: ``jobs`` processes, or as many as pay."""
    with ExitStack() as started:
        yield Workers(jobs, started)


@contextmanager
def _processes(count: int) -> Iterator[Executor]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, context, initializer=_begin_work) as executor:
        try:
            yield executor
        finally:
            executor.shutdown(cancel_futures=True)


def _begin_work() -> None:
    collect_seldom()
    _die_with_parent()


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
