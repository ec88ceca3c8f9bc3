"""The parts of a site and its plan as bytes: a part has changed where its bytes have.

No body is written for this. An article's is what comes of its file, of the settings, and of how
the claims that it cites stand; those of other records come of the records themselves.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import fields
from typing import TypeAlias

from site_builder.build.watching import anything, part
from site_builder.cache import encoded, fingerprint, taken_apart
from site_builder.graph import ClaimEntry, Entry, PageEntry, Site, SourceEntry, TopicEntry
from site_builder.routes import Plan

PAGE = "page"
"""The name under which each planned page is a part itself, by its path."""

_Record: TypeAlias = Entry | ClaimEntry | SourceEntry | TopicEntry | PageEntry

_READ = frozenset({"article", "body", "prose", "note", "notes"})
_JOINED = frozenset({"appearances", "body"})
_BODY = frozenset({"body"})


class Parts:
    """The fields of a site and its plan as bytes; ``files`` are the fingerprints of all files."""

    def __init__(self, site: Site, plan: Plan, files: Mapping[str, bytes]) -> None:
        self._site = site
        self._plan = plan
        self._files = files
        self._written: dict[str, bytes] = {}
        self._entries: dict[str, bytes] = {}

    def written(self, name: str) -> bytes:
        """Return a field, by the name that it has for who watches it, as bytes."""
        if name not in self._written:
            self._written[name] = encoded(self._plain(name))
        return self._written[name]

    def _plain(self, name: str) -> object:
        match name:
            case "page":
                return {page.path: page for page in self._plan.pages}
            case "site.entries":
                return self.entries
            case "site.claims":
                return {key: self._claim(one) for key, one in self._site.claims.items()}
            case "site.sources" | "site.topics" | "site.pages":
                return self._described()[name]
            case _:
                value = _field(self._site if name.startswith("site.") else self._plan, name)
                # A record is written like a mapping, but it is one part: so it stands in a list.
                return dict(value) if isinstance(value, Mapping) else [value]

    def _described(self) -> Mapping[str, object]:
        site = self._site
        return {
            "site.sources": _bodiless(site.sources),
            "site.topics": _bodiless(site.topics),
            "site.pages": _bodiless(site.pages),
        }

    @property
    def entries(self) -> Mapping[str, bytes]:
        """What stands for each article, by its id."""
        if not self._entries:
            entries = self._site.entries.items()
            self._entries = {key: self._entry(one) for key, one in entries}
        return self._entries

    def _entry(self, entry: Entry) -> bytes:
        placed = [(one.id, one.number, one.verdict) for one in entry.body.placements]
        notes = [(note.claim, note.is_due) for note in entry.notes]
        path = entry.article.place.path
        plain = path, _without(_READ, entry), placed, notes
        return fingerprint(self._files[path], encoded(plain))

    def _claim(self, entry: ClaimEntry) -> object:
        appearances = [
            (one.entry, self.entries[one.entry], one.note.annotation.id)
            for one in entry.appearances
        ]
        return _without(_JOINED, entry), appearances


def _field(whole: Site | Plan, name: str) -> object:
    return getattr(whole, name.partition(".")[2])


def _bodiless(records: Mapping[str, _Record]) -> dict[str, list[object]]:
    return {key: _without(_BODY, record) for key, record in records.items()}


def _without(left_out: frozenset[str], record: _Record) -> list[object]:
    """Return the values of a record's fields but for some."""
    names = (field.name for field in fields(record) if field.name not in left_out)
    return [getattr(record, name) for name in names]


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
