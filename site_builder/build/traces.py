"""What pages and other files were made of: none of that changed, and they are what they were.

So a page's view need not be made to know that. What is kept of a build is believed as a whole or
not at all: the parts that each file was made of, and all parts as they were then.
"""

from array import array
from collections.abc import Iterable, Mapping
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


@dataclass(frozen=True, slots=True)
class Kept:
    """What a build leaves to the next one.

    ``everywhere`` stands for what is part of every file. ``fields`` are the fingerprints of the
    fields of which files are made, by name. ``files`` are by path, the ``lists`` among them too.
    ``groups`` are what many pages have parts of, by number.
    """

    everywhere: bytes
    fields: dict[str, bytes]
    files: dict[str, Trace]
    lists: dict[str, Listed]
    groups: dict[int, bytes]


_KEPT = Codec(Kept)
_NO_LIST = Listed(b"", {})
_NOTHING = Kept(b"", {}, {}, {}, {})


class Traces:
    """What is known of files, of those that this build made and of all others.

    ``changed`` are the numbers of the parts that are not what they were.
    """

    def __init__(self, memory: Memory, request: Request, parts: Parts, everywhere: bytes) -> None:
        self._memory = memory
        self._request = request
        self._parts = parts
        self._everywhere = everywhere
        self._kept, self.changed = self._recall()
        self._files: dict[str, Trace] = {}
        self._lists: dict[str, Listed] = {}

    def known(self, path: str) -> bytes | None:
        """Return what stands for a file; None where that may be something else now."""
        trace = self._kept.files.get(path)
        if trace is None or not self.hold(trace.parts):
            return None
        self._files[path] = trace
        return trace.made

    def note(self, path: str, made: bytes, parts: Iterable[int], page: PlannedPage | None) -> None:
        """Note what was made of which parts, and for which page of the plan."""
        planned = () if page is None else (part(PAGE, page.path),)
        self._files[path] = Trace(made, in_bytes({*parts, *planned}))

    def hold(self, parts: bytes) -> bool:
        """Tell whether none of these parts has changed."""
        return self.changed.isdisjoint(_numbers(parts))

    def known_list(self, path: str) -> Listed:
        """Return what the last build noted of a list, whatever has changed since."""
        return self._kept.lists.get(path, _NO_LIST)

    def note_list(self, path: str, listed: Listed) -> None:
        """Note what the lines of a list were made of."""
        self._lists[path] = listed

    def keep(self, fields: Iterable[str], groups: Mapping[int, Iterable[int]]) -> None:
        """Keep what is known for the next build, with the fields that this one looked at."""
        known = self._kept
        written = {name: self._parts.written(name) for name in {PAGE, *fields, *known.fields}}
        digests = {name: of_bytes(data) for name, data in sorted(written.items())}
        for name, digest in digests.items():
            if known.fields.get(name) != digest:
                self._memory.store.put(self._key(name), written[name])
        same = {number: old for number, old in known.groups.items() if number not in self.changed}
        made = {number: in_bytes(numbers) for number, numbers in groups.items()}
        kept = Kept(self._everywhere, digests, self._files, self._lists, same | made)
        if kept != known:
            self._memory.store.put(self._key(""), _KEPT.encode(kept))

    def _recall(self) -> tuple[Kept, frozenset[int]]:
        """Read what the build before kept, and find what has changed since."""
        data = self._memory.store.get(self._key(""))
        kept = None if data is None else _KEPT.decode(data)
        if kept is None or kept.everywhere != self._everywhere:
            return _NOTHING, frozenset()
        parts: set[int] = set()
        for name, digest in kept.fields.items():
            new = self._parts.written(name)
            if of_bytes(new) != digest:
                old = self._memory.store.get(self._key(name))
                if old is None or of_bytes(old) != digest:
                    return _NOTHING, frozenset()
                parts.update(changed(name, old, new))
        groups = (
            n for n, made_of in kept.groups.items() if not parts.isdisjoint(_numbers(made_of))
        )
        return kept, frozenset({*parts, *groups})

    def _key(self, name: str) -> bytes:
        return self._memory.key_of(self._request, b"trace", name.encode())


def in_bytes(numbers: Iterable[int]) -> bytes:
    """Write the numbers of parts as they are kept."""
    return array(_NUMBERS, sorted(numbers)).tobytes()


def _numbers(data: bytes) -> "array[int]":
    return array(_NUMBERS, data)
