"""How long things take: stages of a build, documents, pages."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Span:
    """Something that took its time: a ``stage``, a ``document`` or a ``template`` (a page).

    ``name`` is the stage's, the document's path, or the page's. ``template`` is the page's, else
    empty. ``begin`` and ``end`` are seconds by one clock for all processes of a machine.
    """

    kind: str
    name: str
    template: str
    begin: float
    end: float
    process: int

    @property
    def seconds(self) -> float:
        """How long it took."""
        return self.end - self.begin

    @classmethod
    def since(cls, begin: float, kind: str, name: str, template: str = "") -> "Span":
        """Note what has just ended in this process."""
        return cls(kind, name, template, begin, perf_counter(), os.getpid())


OnSpan = Callable[[Span], None]
"""Called with everything that took its time, when it has ended."""


@contextmanager
def timed(on_span: OnSpan, stage: str) -> Iterator[None]:
    """Tell how long a stage takes."""
    begin = perf_counter()
    yield
    on_span(Span.since(begin, "stage", stage))
