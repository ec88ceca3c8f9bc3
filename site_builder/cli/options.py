"""Options that several commands take, and the request that they make."""

from collections.abc import Callable
from pathlib import Path
from typing import TypedDict, TypeVar

import click

from site_builder.cli.terminal import FORMS

Command = TypeVar("Command", bound=Callable[..., object])

_FOLDER = click.Path(file_okay=False, path_type=Path)


class SiteFlags(TypedDict, total=False):
    """What these options give a command, by the names that ``Request`` has for them."""

    output: Path | None
    cache: Path | None
    base_url: str | None
    drafts: bool
    future: bool
    noindex: bool
    jobs: int | None
    extras: bool


def with_root(command: Command) -> Command:
    """Add ``--root``."""
    return click.option(
        "--root",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The digest's folder. [default: the nearest with content/site.yaml, upwards]",
    )(command)


def with_clock(command: Command) -> Command:
    """Add ``--clock``."""
    return click.option(
        "--clock",
        metavar="DATE",
        help="The time to go by, as front matter has it. [default: SOURCE_DATE_EPOCH, else now]",
    )(command)


def with_form(command: Command) -> Command:
    """Add ``--format`` and ``--strict``: how problems are shown and judged."""
    form = click.option(
        "--format",
        "form",
        type=click.Choice(list(FORMS)),
        default="text",
        show_default=True,
        help="The form of the problems, which go to standard error.",
    )
    strict = click.option("--strict", is_flag=True, help="Take every warning for an error.")
    return form(strict(command))


def with_site_options(command: Command) -> Command:
    """Add what both ``build`` and ``serve`` can be told about the site."""
    for option in (
        click.option("--jobs", type=click.IntRange(min=1), help="How many processes to use."),
        click.option("--base-url", metavar="URL", help="The site's address instead of `url`."),
        click.option("--cache", type=_FOLDER, help="The cache. [default: ROOT/.cache/digest]"),
    ):
        command = option(command)
    return command


def with_publishing_options(command: Command) -> Command:
    """Add where ``build`` publishes, and what besides what is due."""
    for option in (
        click.option(
            "--no-extras",
            "extras",
            flag_value=False,
            default=True,
            help="Make no search index and no cards.",
        ),
        click.option("--noindex", is_flag=True, help="Ask search engines to pass the site by."),
        click.option("--future", is_flag=True, help="Show what is scheduled for later."),
        click.option("--drafts", is_flag=True, help="Show drafts."),
        click.option("--output", type=_FOLDER, help="The site's folder. [default: ROOT/output]"),
    ):
        command = option(command)
    return command
