"""``digest init``: a small digest to begin with."""

from pathlib import Path

import click

from site_builder.cli.starter import STARTER
from site_builder.cli.terminal import say
from site_builder.diagnostics import EnvironmentFault
from site_builder.output import create_file


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def init_command(*, folder: Path) -> None:
    """Make a small digest that builds, in a folder that is new or empty."""
    _require_empty(folder)
    for path, text in STARTER.items():
        create_file(folder / path, text.encode())
    say(f"{folder} holds a digest with one article. Build it: digest build --root {folder}")


def _require_empty(folder: Path) -> None:
    """Refuse a folder with anything in it but dotfiles (``.git``, say)."""
    if not folder.exists():
        return
    try:
        names = [file.name for file in folder.iterdir()]
    except OSError as error:
        raise EnvironmentFault(f"{folder} can't be looked into: {error.strerror}.") from error
    if any(not name.startswith(".") for name in names) or ".gitignore" in names:
        raise EnvironmentFault(f"{folder} is not empty: nothing was written.")
