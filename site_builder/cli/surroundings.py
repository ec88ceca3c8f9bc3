"""Where and when the program runs: the digest's folder, and the clock."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from site_builder.cli.tree import read_settings_of
from site_builder.documents.moments import NoMomentError, parse_moment

SETTINGS = Path("content", "site.yaml")


def find_root(given: Path | None, start: Path | None = None) -> Path:
    """Return the digest's folder: the given one, else the nearest with settings, upwards.

    The search begins at ``start``, by default the working folder, which is also the answer where
    there is no such folder: the build then says what is missing.
    """
    if given is not None:
        return given
    first = (start or Path.cwd()).resolve()
    homes = (folder for folder in (first, *first.parents) if (folder / SETTINGS).is_file())
    return next(homes, Path.cwd())


def read_clock(given: str | None, root: Path) -> datetime:
    """Return the time of the build in UTC: ``--clock``, else ``SOURCE_DATE_EPOCH``, else now.

    ``--clock`` takes what front matter takes as a date, in the digest's time zone.
    """
    if given is not None:
        settings, _ = read_settings_of(root)
        zone = settings.timezone if settings is not None else UTC
        try:
            return parse_moment(given, zone).instant
        except NoMomentError as error:
            raise click.UsageError(f"--clock {given}: {error.reason} {error.hint}") from error
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.now(UTC) if epoch is None else _from_epoch(epoch)


def _from_epoch(epoch: str) -> datetime:
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is “{epoch}”, which is no number of seconds since 1970."
        raise click.UsageError(message) from None
