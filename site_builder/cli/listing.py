"""``digest list``."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from site_builder.build import Item, Request, StaleCheck, survey
from site_builder.cli.options import with_clock, with_form, with_root
from site_builder.cli.progress import progress
from site_builder.cli.surroundings import find_root, read_clock
from site_builder.cli.terminal import say, show_problems
from site_builder.diagnostics.formats import visible
from site_builder.model import Moment

_STATUSES = {"drafts": "draft", "scheduled": "scheduled", "expired": "expired"}
_STALE = "stale"


@click.command("list")
@click.argument("which", type=click.Choice([*_STATUSES, _STALE, "all"]), default="all")
@click.option("--json", "as_json", is_flag=True, help="Print a list of objects.")
@with_root
@with_clock
@with_form
def list_command(
    *, which: str, as_json: bool, root: Path | None, clock: str | None, strict: bool, form: str
) -> int:
    """List articles and pages: all of them, or the drafts, the scheduled or the expired ones.

    `digest list stale` lists the checks past their `review_by`, the one that waits longest first.
    """
    home = find_root(root)
    with progress() as on_progress:
        now = read_clock(clock, home)
        request = Request(root=home, now=now, strict=strict, on_progress=on_progress)
        found, report = survey(request)
    show_problems(report.diagnostics, form)
    if which == _STALE:
        _show(_stale_lines(found.stale), _stale_records(found.stale), as_json=as_json)
    else:
        items = [i for i in found.items if which == "all" or i.status == _STATUSES[which]]
        _show(_lines(items), _records(items), as_json=as_json)
    return report.exit_code


def _show(lines: Iterator[str], records: Iterator[object], *, as_json: bool) -> None:
    """Print a list; one that is empty has no line, but it is a list in JSON."""
    text = json.dumps(list(records), indent=2) if as_json else "\n".join(lines)
    if text:
        say(text)


def _lines(items: Sequence[Item]) -> Iterator[str]:
    for item in items:
        day = item.date.day.isoformat() if item.date is not None else ""
        yield f"{item.status.value:9}  {day:10}  {visible(item.path)}  {visible(item.title)}"


def _records(items: Sequence[Item]) -> Iterator[object]:
    """Yield the items for JSON; dates as written, ``null`` for what is not given."""
    for item in items:
        yield {
            "path": item.path,
            "title": item.title,
            "status": item.status.value,
            "date": _written(item.date),
            "publish": _written(item.publish),
            "expires": _written(item.expires),
        }


def _stale_lines(stale: Sequence[StaleCheck]) -> Iterator[str]:
    for check in stale:
        place = f"{visible(check.place.path)}:{check.place.line}"
        yield f"{check.since.day.isoformat()}  {place}  {check.id}  {visible(check.text)}".rstrip()


def _stale_records(stale: Sequence[StaleCheck]) -> Iterator[object]:
    """Yield the checks for JSON; ``by`` and ``reviewer`` as they were written."""
    for check in stale:
        yield {
            "path": check.place.path,
            "line": check.place.line,
            "id": check.id,
            "text": check.text,
            "verdict": check.verdict,
            "by": check.review.by,
            "reviewer": check.review.reviewer,
            "checked": _written(check.review.checked),
            "review_by": _written(check.since),
        }


def _written(moment: Moment | None) -> str | None:
    return moment.iso if moment is not None else None
