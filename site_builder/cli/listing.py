"""``digest list``."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from site_builder.build import Item, Request, survey
from site_builder.cli.options import with_clock, with_form, with_root
from site_builder.cli.progress import progress
from site_builder.cli.surroundings import find_root, read_clock
from site_builder.cli.terminal import say, show_problems
from site_builder.diagnostics.formats import visible
from site_builder.model import Moment

_STATUSES = {"drafts": "draft", "scheduled": "scheduled", "expired": "expired"}


@click.command("list")
@click.argument("which", type=click.Choice([*_STATUSES, "all"]), default="all")
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects.")
@with_root
@with_clock
@with_form
def list_command(
    *, which: str, as_json: bool, root: Path | None, clock: str | None, strict: bool, form: str
) -> int:
    """List articles and pages: all of them, or the drafts, the scheduled or the expired ones."""
    home = find_root(root)
    with progress() as on_progress:
        now = read_clock(clock, home)
        request = Request(root=home, now=now, strict=strict, on_progress=on_progress)
        found, report = survey(request)
    items = [item for item in found if which == "all" or item.status == _STATUSES[which]]
    show_problems(report.diagnostics, form)
    if items or as_json:
        say(_json_of(items) if as_json else "\n".join(_lines(items)))
    return report.exit_code


def _lines(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        day = item.date.day.isoformat() if item.date is not None else ""
        yield f"{item.status.value:9}  {day:10}  {visible(item.path)}  {visible(item.title)}"


def _json_of(items: Sequence[Item]) -> str:
    """Return the items as JSON; dates as written, ``null`` for what is not given."""
    records = [
        {
            "path": item.path,
            "title": item.title,
            "status": item.status.value,
            "date": _written(item.date),
            "publish": _written(item.publish),
            "expires": _written(item.expires),
        }
        for item in items
    ]
    return json.dumps(records, indent=2)


def _written(moment: Moment | None) -> str | None:
    return moment.iso if moment is not None else None
