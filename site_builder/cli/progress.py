"""How far a build is, and how long it will take, on a terminal."""

import contextlib
import os
import sys
from collections.abc import Iterator

from site_builder.build import Progress


@contextlib.contextmanager
def progress() -> Iterator[Progress]:
    """Show how far a build is, and how long each stage of it has left, on a terminal.

    Say nothing where there is none.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield _say_nothing
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TaskID,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}

        def update(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done)

        yield update


def _say_nothing(_stage: str, _done: int, _of: int) -> None:
    return
