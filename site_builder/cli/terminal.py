"""What is shown: results on standard output, problems on standard error."""

import contextlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence

import click

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
    from site_builder.build.request import EXIT_CONTENT, EXIT_SETTINGS, is_of_settings

    show_problems(problems, "text")
    click.echo("Nothing was written.", err=True)
    return EXIT_SETTINGS if any(map(is_of_settings, problems)) else EXIT_CONTENT


def _has_colour() -> bool:
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return sys.stderr.isatty() and not plain
