"""What a build is asked, and what it answers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from site_builder.build.quoting import with_lines
from site_builder.build.timing import OnSpan, Span
from site_builder.diagnostics import Diagnostic, Severity, in_order
from site_builder.graph import Mode

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how much of it is done, and of how much."""

Problems = list[Diagnostic]

EXIT_FINE = 0
EXIT_CONTENT = 1
EXIT_SETTINGS = 3

_SETTINGS_PATHS = ("content/site.yaml", "templates/")


def _no_span(_span: Span) -> None:
    return


def _no_progress(_stage: str, _done: int, _of: int) -> None:
    return


@dataclass(frozen=True, slots=True)
class Request:
    """One build: where, for which address, what is shown, at which time.

    ``output`` and ``cache`` default to the folders of the root. ``base_url`` overrides the
    address of site.yaml. ``noindex`` asks search engines to pass the site by. ``jobs`` is the
    number of processes, None to let the amount of work decide. ``now`` is UTC. ``extras`` is
    whether the site gets a search index and cards, where what makes them is installed. ``preview``
    makes pages that may run scripts. ``is_last`` says that the process ends after this: what was
    made is left to its end.
    """

    root: Path
    now: datetime
    output: Path | None = None
    cache: Path | None = None
    base_url: str | None = None
    drafts: bool = False
    future: bool = False
    noindex: bool = False
    strict: bool = False
    extras: bool = True
    preview: bool = False
    is_last: bool = False
    jobs: int | None = None
    on_progress: Progress = _no_progress
    on_span: OnSpan = _no_span

    @property
    def output_folder(self) -> Path:
        """The folder that is published."""
        return self.output or self.root / "output"

    @property
    def cache_folder(self) -> Path:
        """The folder for what can be made again."""
        return self.cache or self.root / ".cache" / "digest"

    @property
    def listed(self) -> bool:
        """Tell whether search engines may list the site: not one that shows what is unpublished."""
        return not (self.noindex or self.drafts or self.future)

    @property
    def mode(self) -> Mode:
        """What the graph needs to know of the request."""
        return Mode(drafts=self.drafts, future=self.future, now=self.now)


@dataclass(frozen=True, slots=True)
class Report:
    """How a build ended.

    ``pages`` and ``files`` count what was published: zero where an error stands. ``next_change``
    is when the next item is due to appear or to go.
    """

    diagnostics: tuple[Diagnostic, ...]
    pages: int
    files: int
    next_change: datetime | None

    @classmethod
    def of(
        cls,
        problems: Problems,
        request: Request,
        pages: int = 0,
        files: int = 0,
        next_change: datetime | None = None,
    ) -> "Report":
        """Put the problems in order; a strict build takes every warning for an error."""
        judged = in_order(_judged(with_lines(problems, request.root), request))
        return cls(judged, pages, files, next_change)

    @property
    def exit_code(self) -> int:
        """0 fine, 1 problems in content, 3 a fault in site.yaml or a template."""
        errors = [p for p in self.diagnostics if p.severity is Severity.ERROR]
        if any(map(is_of_settings, errors)):
            return EXIT_SETTINGS
        return EXIT_CONTENT if errors else EXIT_FINE


def _judged(problems: Iterable[Diagnostic], request: Request) -> Iterator[Diagnostic]:
    return (p.raised() if request.strict else p for p in problems)


def is_of_settings(problem: Diagnostic) -> bool:
    """Tell whether a problem stands in site.yaml or in a template."""
    return problem.place.path.startswith(_SETTINGS_PATHS)


def gate(problems: Problems, request: Request) -> bool:
    """Tell whether anything stands in the way of publishing."""
    return any(p.severity is Severity.ERROR for p in _judged(problems, request))
