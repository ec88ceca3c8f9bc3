"""The parts of a site and its plan as bytes: a part has changed where its bytes have.

No body is written for this. What is written in an article or a claim is what comes of its file, of
the settings, and of how the claims that it cites stand; other bodies come of the records
themselves. Of an article that cites a claim, the claim has the note alone.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from inspect import get_annotations
from operator import attrgetter
from typing import Any

from site_builder.build.watching import LISTS, anything, lists_of, part
from site_builder.cache import encoded, of_bytes, taken_apart
from site_builder.graph import (
    ClaimEntry,
    Entry,
    Note,
    PageEntry,
    Related,
    Site,
    SourceEntry,
    TopicEntry,
)
from site_builder.routes import Plan

PAGE = "page"
"""The name under which each planned page is a part itself, by its path."""


def _all_but(kind: type, *left_out: str) -> "attrgetter[tuple[object, ...]]":
    """Return what gives the values of a record's fields but for some."""
    return attrgetter(*(name for name in get_annotations(kind) if name not in left_out))


_OF_ENTRY = _all_but(Entry, "article", "body", "prose", "note", "notes")
_OF_CLAIM = _all_but(ClaimEntry, "claim", "body", "appearances")
_OF_SOURCE = _all_but(SourceEntry, "body", *LISTS["site.sources"])
_OF_TOPIC = _all_but(TopicEntry, "body", *LISTS["site.topics"])
_OF_NOTE = _all_but(Note, "explanation")
_OF_PAGE = _all_but(PageEntry, "body")


class Parts:
    """The fields of a site and its plan as bytes; ``files`` are the fingerprints of all files."""

    def __init__(self, site: Site, plan: Plan, files: Mapping[str, bytes]) -> None:
        self._site = site
        self._plan = plan
        self._files = files
        self._written: dict[str, bytes] = {}
        self._stands: dict[str, bytes] = {}

    def stands_for(self, name: str) -> bytes:
        """Return what is equal for equal fields alone: a fingerprint of it, or of its grounds."""
        if name not in self._stands:
            value = self._value(name)
            late = encoded(value.grounds) if isinstance(value, Related) else None
            self._stands[name] = of_bytes(late or self.written(name))
        return self._stands[name]

    def written(self, name: str) -> bytes:
        """Return a field, by the name that it has for who watches it, as bytes."""
        if name not in self._written:
            self._written[name] = encoded(self._plain(name))
        return self._written[name]

    def taken(self, name: str) -> bytes:
        """Return a field as bytes for the last time: they are kept no more."""
        data = self.written(name)
        del self._written[name]
        return data

    def _plain(self, name: str) -> object:
        value = self._value(name)
        if not isinstance(value, Mapping):
            # A record is written like a mapping, but it is one part: so it stands in a list.
            return [value]
        plain = self._shorter(name)
        found = dict(value) if plain is None else {key: plain(one) for key, one in value.items()}
        if name in LISTS:
            lists = attrgetter(*LISTS[name])
            found.update((lists_of(key), lists(one)) for key, one in value.items())
        return found

    def _value(self, name: str) -> object:
        if name == PAGE:
            return {page.path: page for page in self._plan.pages}
        return _field(self._site if name.startswith("site.") else self._plan, name)

    def _shorter(self, name: str) -> Callable[[Any], object] | None:
        """Return what stands for the records of a field; None for the records themselves."""
        match name:
            case "site.entries":
                return self._entry
            case "site.claims":
                return self._claim
            case "site.sources":
                return _OF_SOURCE
            case "site.topics":
                return _OF_TOPIC
            case "site.pages":
                return _OF_PAGE
            case _:
                return None

    def _entry(self, entry: Entry) -> object:
        path = entry.article.place.path
        return path, self._files[path], _OF_ENTRY(entry), list(map(_short, entry.notes))

    def _claim(self, entry: ClaimEntry) -> object:
        path = entry.claim.place.path
        of_note = _OF_NOTE if entry.article is None else _short
        appearances = [(one.entry, of_note(one.note)) for one in entry.appearances]
        return path, self._files[path], _OF_CLAIM(entry), of_bytes(encoded(appearances))


def _short(note: Note) -> object:
    """Return what stands for a note beside its article's file."""
    placed = note.placement
    return placed.id, placed.number, placed.verdict, note.claim, note.is_due


def _field(whole: Site | Plan, name: str) -> object:
    return getattr(whole, name.partition(".")[2])


def changed(name: str, old: bytes, new: bytes) -> Iterator[int]:
    """Yield the numbers of a field's parts that are not what they were."""
    if old == new:
        return
    yield anything(name)
    try:
        before, after = taken_apart(old), taken_apart(new)
    except ValueError:
        yield part(name)
        return
    if list(before) != list(after):
        yield part(name)
    keys: set[Hashable] = {*before, *after}
    yield from (part(name, key) for key in keys if before.get(key) != after.get(key))
