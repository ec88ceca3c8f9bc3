"""A feed and its entries: plain values, complete, in no format yet."""

from dataclasses import dataclass
from datetime import UTC, datetime

from site_builder.feeds.html import Markup

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries last changed: Atom asks for a date, and no true one is later."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote something; ``url`` may be empty."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Category:
    """A topic of an entry: its key and its name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One thing that a feed tells of.

    ``id`` lasts for ever. Addresses have scheme and host. ``original`` is where the source
    published what the entry is about, ``archived`` a copy of it, ``origin`` the source's name;
    each may be empty, ``summary`` too. ``author`` is None where it is the feed's.
    """

    id: str
    title: str
    address: str
    lang: str
    published: datetime | None
    updated: datetime
    author: Person | None
    origin: str
    original: str
    archived: str
    topics: tuple[Category, ...]
    summary: str
    content: Markup


@dataclass(frozen=True, slots=True)
class Feed:
    """What entries are entries of.

    ``page`` is the page that shows the same to people, ``address`` the feed's own. ``updated`` is
    when the latest of the entries changed.
    """

    id: str
    title: str
    subtitle: str
    lang: str
    address: str
    page: str
    author: Person
    updated: datetime


def written(moment: datetime) -> str:
    """Write an instant (UTC) as feeds have it (RFC 3339)."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
