"""``digest explain``."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Unpack
from urllib.parse import urlsplit

import click

from site_builder.build import Explanation, Request, explain
from site_builder.cli.options import (
    SiteFlags,
    with_clock,
    with_publishing_options,
    with_root,
    with_site_options,
)
from site_builder.cli.progress import progress
from site_builder.cli.surroundings import find_root, read_clock
from site_builder.cli.terminal import refuse, say
from site_builder.diagnostics.formats import visible

_MOST_LINES = 40


@click.command("explain")
@click.argument("subject", metavar="ADDRESS|FILE")
@with_root
@with_publishing_options
@with_site_options
@with_clock
def explain_command(
    *, subject: str, root: Path | None, clock: str | None, **flags: Unpack[SiteFlags]
) -> int:
    """Say why a page is built again or not, and what it is made of.

    ADDRESS is that of the page (`/archive/`), of a feed (`/feed.xml`) or of data. Of a FILE of
    the content or the templates, say which pages are made of it.
    """
    home = find_root(root)
    with progress() as on_progress:
        now = read_clock(clock, home)
        request = Request(root=home, now=now, on_progress=on_progress, **flags)
        found, report = explain(request, _name_of(subject, home))
    if report.exit_code:
        return refuse(report.diagnostics)
    if found is None:
        raise click.UsageError(f"There is no page and no file {subject}.")
    say("\n".join(_lines(found)))
    return 0


def _name_of(subject: str, root: Path) -> str:
    """Return the address, or the path below the root, that somebody means."""
    for path in (Path(subject), root / subject):
        if path.is_file() and path.resolve().is_relative_to(root.resolve()):
            return path.resolve().relative_to(root.resolve()).as_posix()
    return urlsplit(subject).path if subject.startswith(("/", "http:", "https:")) else subject


def _lines(found: Explanation) -> Iterator[str]:
    yield visible(found.subject)
    yield from (f"  {reason}" for reason in found.reasons or ("It is as it was last built.",))
    yield from _listed("Made of the settings, and of:", found.made_of)
    yield from _listed("Pages made of it:", found.makes)


def _listed(title: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"  {title}"
        yield from (f"    {visible(name)}" for name in names[:_MOST_LINES])
    if len(names) > _MOST_LINES:
        yield f"    and {len(names) - _MOST_LINES} more"
