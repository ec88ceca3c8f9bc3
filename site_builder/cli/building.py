"""``digest build`` and ``check``."""

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Unpack

import click

from site_builder.build import Report, Request, Span, build, check
from site_builder.cli.options import (
    SiteFlags,
    with_clock,
    with_form,
    with_publishing_options,
    with_root,
    with_site_options,
)
from site_builder.cli.profiling import show_profile
from site_builder.cli.progress import progress
from site_builder.cli.surroundings import find_root, read_clock
from site_builder.cli.terminal import say, show_problems
from site_builder.diagnostics import Place, Replacement
from site_builder.diagnostics.formats import visible


@click.command("build")
@with_root
@with_publishing_options
@with_site_options
@with_clock
@with_form
@click.option("--profile", is_flag=True, help="Show what took how long, and write a trace.")
def build_command(
    *,
    root: Path | None,
    clock: str | None,
    strict: bool,
    form: str,
    profile: bool,
    **flags: Unpack[SiteFlags],
) -> int:
    """Build the site and publish it into the output folder, all or nothing."""
    home = find_root(root)
    now = read_clock(clock, home)
    with progress() as on_progress:
        spans: deque[Span] = deque(maxlen=None if profile else 0)
        request = Request(
            root=home,
            now=now,
            strict=strict,
            on_progress=on_progress,
            on_span=spans.append,
            is_last=True,
            **flags,
        )
        report = build(request)
    show_problems(report.diagnostics, form)
    if profile:
        show_profile(spans, request.cache_folder)
    if not report.exit_code:
        say(_result(report, request))
    return report.exit_code


def _result(report: Report, request: Request) -> str:
    made = f"{report.pages} pages and {report.files} other files in {request.output_folder}"
    if report.next_change is None:
        return f"{made}."
    return f"{made}; the next change is due on {report.next_change:%Y-%m-%d at %H:%M} UTC."


@click.command("check")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(True, path_type=Path))
@click.option(
    "--suggest", is_flag=True, help="Print quotes anew that are merely written otherwise."
)
@with_root
@with_clock
@with_form
def check_command(
    *,
    paths: tuple[Path, ...],
    suggest: bool,
    root: Path | None,
    clock: str | None,
    strict: bool,
    form: str,
) -> int:
    """Find every problem without building; with PATHs, those of these files and folders only."""
    home = find_root(root, paths[0] if paths else None)
    _require_inside(paths, home)
    with progress() as on_progress:
        now = read_clock(clock, home)
        report = check(Request(root=home, now=now, strict=strict, on_progress=on_progress), paths)
    show_problems(report.diagnostics, form)
    if not report.diagnostics:
        say("No problems.")
    if suggest:
        for problem in report.diagnostics:
            if problem.replacement is not None:
                say(_suggestion(problem.place, problem.replacement))
    return report.exit_code


def _suggestion(place: Place, replacement: Replacement) -> str:
    """Return where a line goes, and the line as it may be pasted."""
    return f"{visible(place.path)}:{place.line}\n    {replacement.line}"


def _require_inside(paths: Sequence[Path], root: Path) -> None:
    for path in paths:
        if not path.resolve().is_relative_to(root.resolve()):
            raise click.UsageError(f"{path} is not in the digest at {root}.")
