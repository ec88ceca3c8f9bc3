"""Values that records are made of."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from site_builder.diagnostics import Place

T = TypeVar("T")


class Direction(StrEnum):
    """The direction of a text, as the ``dir`` attribute has it."""

    LTR = "ltr"
    RTL = "rtl"


class Located(NamedTuple, Generic[T]):
    """A value with the place where an editor wrote it, for checks between files."""

    value: T
    place: Place


class Moment(NamedTuple):
    """A date, or a date and time, as an editor wrote it, and the instant that it means.

    Addresses and readers get ``day`` and ``clock`` as written; order, sitemaps and "in the
    future" go by ``instant`` (UTC). ``clock`` is None for a bare date, whose instant is midnight
    in the digest's time zone.
    """

    day: date
    clock: time | None
    instant: datetime

    @property
    def iso(self) -> str:
        """The value as a ``datetime`` attribute: ``2020-12-20`` or ``2020-12-20T14:05``."""
        if self.clock is None:
            return self.day.isoformat()
        precision = "seconds" if self.clock.second else "minutes"
        return f"{self.day.isoformat()}T{self.clock.isoformat(precision)}"


class MarkdownText(NamedTuple):
    """Markdown as written, and where its first character stands."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Asset:
    """A file under ``content/assets``: its path below that folder and what is known of it.

    ``digest`` is the hash of its bytes in hexadecimal; ``width`` and ``height`` are pixels, None
    for what is no picture or has no size of its own.
    """

    path: str
    place: Place
    digest: str
    size: int
    width: int | None
    height: int | None
