"""What is shown: results on standard output, problems and progress on standard error."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

import click

from site_builder.build import Progress
from site_builder.build.request import EXIT_CONTENT, EXIT_SETTINGS, is_of_settings
from site_builder.diagnostics import Diagnostic, EnvironmentFault
from site_builder.diagnostics.formats import as_github, as_json, as_sarif, as_text

FORMS: Mapping[str, Callable[[Sequence[Diagnostic]], str]] = {
    "text": lambda diagnostics: as_text(diagnostics, colour=_has_colour()),
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
"""The forms of ``--format``."""


def say(text: str) -> None:
    """Write a result; a reader that has gone is no fault.

    Raises ``EnvironmentFault`` where standard output refuses (a full disk, say).
    """
    try:
        click.echo(text)
    except OSError as error:
        # What is still in the buffer would be tried once more, and fail, when the process ends.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise EnvironmentFault(f"Can't write the result: {error.strerror}.") from error


def show_problems(diagnostics: Sequence[Diagnostic], form: str) -> None:
    """Write problems to standard error in one of ``FORMS``."""
    text = FORMS[form](diagnostics)
    click.echo(text, nl=False, err=True, color=True)


def refuse(problems: Sequence[Diagnostic]) -> int:
    """Show why nothing was written; return the exit code that fits."""
    show_problems(problems, "text")
    click.echo("Nothing was written.", err=True)
    return EXIT_SETTINGS if any(map(is_of_settings, problems)) else EXIT_CONTENT


def _has_colour() -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stderr.isatty() and not plain


@contextlib.contextmanager
def progress() -> Iterator[Progress]:
    """Show how far a build is, on a terminal; say nothing where there is none."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield _say_nothing
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def update(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done)

        yield update


def _say_nothing(_stage: str, _done: int, _of: int) -> None:
    return
