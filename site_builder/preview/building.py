"""Keeps a site up to date while its files change, in a thread of its own."""

import os
import threading
import traceback
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

from site_builder.build import Live, Report, Request, State
from site_builder.build.request import Problems
from site_builder.diagnostics import Diagnostic, EnvironmentFault, Severity, in_order
from site_builder.preview.sweeping import Sweep
from site_builder.preview.traffic import Traffic

Clock = Callable[[], datetime]

# Seconds until content is looked at again that couldn't be read, ...
_PAUSE = 1.0
# ... until the clock is (a machine that slept doesn't know how long it did), ...
_LONGEST_WAIT = 30.0
# ... and until requests are looked for again that pages of the sweep have to wait for.
_MOMENT = 0.05


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that changed, appeared or went: its path, and its page's address, if it has one."""

    path: str
    address: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a preview shows at one time.

    ``number`` grows with every build. ``saved`` are the files that it was about. ``trouble`` is
    why there was no build: what the machine refused, or a traceback of ours. ``faults`` are those
    that templates showed when pages were made, by the paths of the pages. ``seconds`` is how long
    the build took.
    """

    number: int
    state: State
    saved: tuple[Saved, ...] = ()
    trouble: str = ""
    faults: Mapping[str, Problems] | None = None
    seconds: float = 0.0

    @property
    def problems(self) -> tuple[Diagnostic, ...]:
        """All that is wrong, in order."""
        faults = [one for some in (self.faults or {}).values() for one in some]
        return in_order([*self.state.report.diagnostics, *faults])

    @property
    def errors(self) -> int:
        """How many of the problems are errors."""
        return sum(one.severity is Severity.ERROR for one in self.problems)


class Caught:
    """Keeps what goes wrong in a block, so that a bug ends nothing."""

    def __init__(self) -> None:
        self.error: BaseException | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> bool:
        self.error = error
        return isinstance(error, Exception)

    @property
    def trouble(self) -> str:
        """What was wrong: a sentence of the machine, a traceback of ours, or nothing."""
        if isinstance(self.error, EnvironmentFault):
            return str(self.error)
        return "".join(traceback.format_exception(self.error)) if self.error else ""


class Builder:
    """Builds what was changed. ``begin`` comes first, ``run`` is for one thread.

    ``on_shown`` is told of every build, and of faults that are found later. While there is
    ``traffic``, nothing is done that can wait.
    """

    def __init__(
        self,
        request: Request,
        clock: Clock,
        on_shown: Callable[[Shown], None],
        traffic: Traffic,
    ) -> None:
        self.root = request.root
        self._request = request
        self._clock = clock
        self._on_shown = on_shown
        self._traffic = traffic
        self._live = Live(request)
        self._shown = Shown(0, State(0, request, Report.of([], request)))
        self._sweep = Sweep()
        self._wake = threading.Condition()
        self._paths: set[Path] = set()
        # Whether any file may have changed.
        self._is_open = False
        self._is_ended = False
        # Whether the machine refused the last build: then it is tried again.
        self._is_refused = False

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        return self._shown

    def begin(self) -> None:
        """Build for the first time. Raises ``EnvironmentFault`` where the machine refuses."""
        caught = self._build(frozenset(), is_open=True)
        if isinstance(caught.error, EnvironmentFault):
            raise caught.error

    def touch(self, changed: frozenset[Path] | None) -> None:
        """Build soon, for these files changed; with None any may have."""
        with self._wake:
            self._paths |= changed or set()
            self._is_open |= changed is None
            self._wake.notify_all()

    def end(self) -> None:
        """Let ``run`` return."""
        with self._wake:
            self._is_ended = True
            self._wake.notify_all()

    def blame(self, state: State, path: str, problems: Problems) -> None:
        """Note what was wrong when a page of a state was made."""
        with self._wake:
            shown = self._shown
            known = shown.faults or {}
            if state is not shown.state or known.get(path, []) == problems:
                return
            self._shown = replace(shown, faults={**known, path: problems})
        self._on_shown(self._shown)

    def lament(self, state: State, trouble: str) -> None:
        """Note that a page of a state could not be made."""
        with self._wake:
            if state is not self._shown.state or self._shown.trouble == trouble:
                return
            self._shown = replace(self._shown, trouble=trouble)
        self._on_shown(self._shown)

    def run(self) -> None:
        """Build after every change, until the end; between changes, look for faults."""
        while not self._is_ended:
            with Caught() as caught:
                self._go_on()
            if caught.error:
                self.lament(self._shown.state, caught.trouble)

    def _go_on(self) -> None:
        """Wait until there is something to do, and do it."""
        with self._wake:
            if not self._has_changes:
                self._wake.wait(self._patience())
            paths, is_open = frozenset(self._paths), self._is_open
            self._paths, self._is_open = set(), False
        if paths or is_open:
            self._build(paths, is_open=is_open)
        elif self._is_refused:
            self._build(frozenset(), is_open=True)
        elif self._is_due():
            self._live = Live(replace(self._request, now=self._clock()))
            self._build(frozenset(), is_open=True)
        else:
            self._look_for_faults()

    @property
    def _has_changes(self) -> bool:
        return self._is_ended or self._is_open or bool(self._paths)

    def _patience(self) -> float:
        """Return for how many seconds there is nothing to do, if nothing changes."""
        if self._is_refused:
            return _PAUSE
        if self._sweep.is_pending:
            return _MOMENT if self._traffic.is_heavy else self._sweep.pause
        due = self._shown.state.report.next_change
        if due is None:
            return _LONGEST_WAIT
        return min(max((due - self._clock()).total_seconds(), 0), _LONGEST_WAIT)

    def _is_due(self) -> bool:
        """Tell whether an item has come to its moment since the last build."""
        due = self._shown.state.report.next_change
        return due is not None and due <= self._clock()

    def _build(self, paths: frozenset[Path], *, is_open: bool) -> Caught:
        begin = perf_counter()
        with Caught() as caught:
            state = self._live.refresh(None if is_open else paths)
        if caught.error:
            state = self._shown.state
            # What it has in memory may be half of something.
            self._live = Live(self._request)
        self._is_refused = isinstance(caught.error, EnvironmentFault)
        seconds = perf_counter() - begin
        saved = tuple(self._saved(state, paths))
        self._sweep.expect(state, [one.path for one in saved], is_open=is_open)
        with self._wake:
            number = self._shown.number + 1
            self._shown = Shown(number, state, saved, caught.trouble, None, seconds)
        self._on_shown(self._shown)
        return caught

    def _saved(self, state: State, paths: frozenset[Path]) -> Iterator[Saved]:
        addresses = state.index.addresses if state.index else {}
        for location in sorted(paths):
            path = os.path.relpath(location, self.root).replace(os.sep, "/")
            yield Saved(path, addresses.get(path, ""))

    def _look_for_faults(self) -> None:
        if self._traffic.is_heavy:
            return
        self._live.take_in()
        if self._sweep.is_pending:
            state = self._shown.state
            path, problems = self._sweep.step(state)
            self.blame(state, path, problems)
