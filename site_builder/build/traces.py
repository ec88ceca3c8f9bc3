"""What pages and other files were made of: none of that changed, and they are what they were.

So a page's view need not be made to know that. What a build keeps is the parts that each file was
made of, and all parts as they were then: these are believed as a whole or not at all, and of a file
whose trace is lost nothing is known.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.build.memory import Memory
from site_builder.build.parts import PAGE, Parts, changed
from site_builder.build.request import Request
from site_builder.build.watching import part
from site_builder.cache import Codec, of_bytes
from site_builder.routes import PlannedPage

_NUMBERS = "Q"


class Trace(NamedTuple):
    """What stands for a file, and the numbers of the parts that it is made of.

    For a page it is the fingerprint of its view, for any other file that of its bytes.
    """

    made: bytes
    parts: bytes


class Listed(NamedTuple):
    """The fingerprint of a list's bytes, and the parts of each of its lines, in their order."""

    made: bytes
    lines: dict[str, bytes]


class Field(NamedTuple):
    """What stands for a field, and the fingerprint of its parts as they are kept."""

    stands: bytes
    written: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """What a build leaves to the next one.

    ``everywhere`` stands for what is part of every file. The others are fingerprints of what is
    kept beside this, by name: ``fields`` those of the fields of which files are made, ``pieces``
    those of the traces (a piece for some thousand files, and one for the rest).
    """

    everywhere: bytes
    fields: dict[str, Field]
    pieces: dict[str, bytes]


class Rest(NamedTuple):
    """The lists among the files, by path, and by number what many pages have parts of."""

    lists: dict[str, Listed]
    groups: dict[int, bytes]


_KEPT = Codec(Kept)
_FILES = Codec(dict[str, Trace])
_REST = Codec(Rest)
_REST_NAME = "rest"
_NO_LIST = Listed(b"", {})
_NOTHING = Kept(b"", {}, {})
_NO_REST = Rest({}, {})
# What was made of so many files lies in the memory until it is written down.
_MOST_FILES = 5_000


class Traces:
    """What is known of files, of those that this build made and of all others.

    ``changed`` are the numbers of the parts that are not what they were.
    """

    def __init__(self, memory: Memory, request: Request, parts: Parts, everywhere: bytes) -> None:
        self._memory = memory
        self._request = request
        self._parts = parts
        self._everywhere = everywhere
        self._found: dict[str, bytes] = {}
        self._kept, self._rest, self.changed = self._recall()
        self._known = self._hold_still(self._recall_files())
        self._files: dict[str, Trace] = {}
        self._lists: dict[str, Listed] = {}
        self._pieces: dict[str, bytes] = {}

    def known(self, path: str) -> bytes | None:
        """Return what stands for a file; None where that may be something else now."""
        trace = self._known.get(path)
        if trace is None:
            return None
        self._add(path, trace)
        return trace.made

    def note(self, path: str, made: bytes, parts: Iterable[int], page: PlannedPage | None) -> None:
        """Note what was made of which parts, and for which page of the plan."""
        planned = () if page is None else (part(PAGE, page.path),)
        self._add(path, Trace(made, in_bytes({*parts, *planned})))

    def hold(self, parts: bytes) -> bool:
        """Tell whether none of these parts has changed."""
        return self.changed.isdisjoint(_numbers(parts))

    def known_list(self, path: str) -> Listed:
        """Return what the last build noted of a list, whatever has changed since."""
        return self._rest.lists.get(path, _NO_LIST)

    def note_list(self, path: str, listed: Listed) -> None:
        """Note what the lines of a list were made of."""
        self._lists[path] = listed

    def keep(self, fields: Iterable[str], groups: Mapping[int, Iterable[int]]) -> None:
        """Keep what is known for the next build, with the fields that this one looked at."""
        known = self._kept
        names = sorted({PAGE, *fields, *known.fields})
        digests = {name: self._lay_down_field(name, known.fields.get(name)) for name in names}
        old = self._rest.groups.items()
        same = {number: made_of for number, made_of in old if number not in self.changed}
        made = {number: in_bytes(numbers) for number, numbers in groups.items()}
        self._lay_down_files()
        self._lay_down_piece(_REST_NAME, _REST.encode(Rest(self._lists, same | made)))
        kept = Kept(self._everywhere, digests, self._pieces)
        if kept != known:
            self._memory.store.put(self._key(""), _KEPT.encode(kept))

    def _add(self, path: str, trace: Trace) -> None:
        self._files[path] = trace
        if len(self._files) == _MOST_FILES:
            self._lay_down_files()

    def _lay_down_field(self, name: str, known: Field | None) -> Field:
        """Keep the parts of a field, if they may be others than those that are there."""
        stands = self._parts.stands_for(name)
        if known is not None and known.stands == stands:
            self._memory.reserve(self._key(name))
            return known
        return Field(stands, self._lay_down(name, self._parts.taken(name), None))

    def _lay_down_files(self) -> None:
        self._lay_down_piece(f"files {len(self._pieces)}", _FILES.encode(self._files))
        self._files = {}

    def _lay_down_piece(self, name: str, data: bytes) -> None:
        self._pieces[name] = self._lay_down(name, data, self._found.get(name))

    def _lay_down(self, name: str, data: bytes, known: bytes | None) -> bytes:
        """Keep some bytes, if they are not what is there; return their fingerprint."""
        digest = of_bytes(data)
        if digest == known:
            self._memory.reserve(self._key(name))
        else:
            self._memory.store.put(self._key(name), data)
        return digest

    def _recall(self) -> tuple[Kept, Rest, frozenset[int]]:
        """Read what the build before kept, and find what has changed since."""
        data = self._memory.store.get(self._key(""))
        kept = None if data is None else _KEPT.decode(data)
        if kept is None or kept.everywhere != self._everywhere:
            return _NOTHING, _NO_REST, frozenset()
        parts: set[int] = set()
        for name, known in kept.fields.items():
            if self._parts.stands_for(name) != known.stands:
                old = self._take_up(name, known.written)
                if old is None:
                    return _NOTHING, _NO_REST, frozenset()
                parts.update(changed(name, old, self._parts.written(name)))
        data = self._take_up(_REST_NAME, kept.pieces.get(_REST_NAME))
        rest = None if data is None else _REST.decode(data)
        if rest is None:
            return _NOTHING, _NO_REST, frozenset()
        groups = (
            n for n, made_of in rest.groups.items() if not parts.isdisjoint(_numbers(made_of))
        )
        return kept, rest, frozenset({*parts, *groups})

    def _hold_still(self, files: Iterable[tuple[str, Trace]]) -> Mapping[str, Trace]:
        """Leave out the files of which a part has changed."""
        are_the_same = self.changed.isdisjoint
        return {path: one for path, one in files if are_the_same(_numbers(one.parts))}

    def _recall_files(self) -> Iterator[tuple[str, Trace]]:
        """Yield the files of which the build before left traces; some may be lost."""
        for name, digest in self._kept.pieces.items():
            data = None if name == _REST_NAME else self._take_up(name, digest)
            files = None if data is None else _FILES.decode(data)
            yield from (files or {}).items()

    def _take_up(self, name: str, digest: bytes | None) -> bytes | None:
        """Return what was kept under a name, if that is what it was then."""
        data = self._memory.store.get(self._key(name))
        if data is None or of_bytes(data) != digest:
            return None
        self._found[name] = digest
        return data

    def _key(self, name: str) -> bytes:
        return self._memory.key_of(self._request, b"trace", name.encode())


def in_bytes(numbers: Iterable[int]) -> bytes:
    """Write the numbers of parts as they are kept."""
    return array(_NUMBERS, sorted(numbers)).tobytes()


def _numbers(data: bytes) -> "array[int]":
    return array(_NUMBERS, data)
