"""Long lists of records, each on a line of its own.

A line that nothing has changed for is taken from the file as an older site has it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from site_builder.build.pages import Making
from site_builder.build.traces import Listed, in_bytes
from site_builder.build.watching import Watch
from site_builder.open_data import LineOf, last_lines
from site_builder.output import Stage, digest_of


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list to be: its path, and what makes its bytes of the lines of its records."""

    path: str
    make: Callable[[LineOf], bytes]


class _Lines:
    """The lines of a list; ``old`` are those that nothing has changed for, with their parts."""

    def __init__(self, watch: Watch, old: Mapping[str, tuple[bytes, bytes]]) -> None:
        self._watch = watch
        self._old = old
        self.parts: dict[str, bytes] = {}

    def line(self, key: str, make: Callable[[], bytes]) -> bytes:
        """Return the line of a record, made now where that may be another than it was."""
        known = self._old.get(key)
        if known is None:
            line, seen = self._watch.apart(make)
            known = line, in_bytes(seen)
        self.parts[key] = known[1]
        return known[0]


def write_list(one: ListFile, making: Making, site: Stage) -> None:
    """Write a list that the site does not have yet."""
    traces, watch = making.traces, making.views.watch
    listed = traces.known_list(one.path)
    same = {key: parts for key, parts in listed.lines.items() if traces.hold(parts)}
    known = traces.known(one.path)
    if known is None or len(same) < len(listed.lines) or not site.keep(one.path, known):
        lines = _Lines(watch, _taken_over(site, one.path, listed, same))
        data, parts = watch.during(partial(one.make, lines.line))
        listed = Listed(digest_of(data), lines.parts)
        traces.note(one.path, listed.made, parts, None)
        site.write(one.path, data, listed.made, listed.made)
    traces.note_list(one.path, listed)


def _taken_over(
    site: Stage, path: str, listed: Listed, same: Mapping[str, bytes]
) -> Mapping[str, tuple[bytes, bytes]]:
    """Return the lines of the old list that are the same still, each with its parts."""
    data = site.read(path, listed.made) if same else None
    if data is None:
        return {}
    lines = zip(listed.lines, last_lines(data, len(listed.lines)), strict=True)
    return {key: (line, same[key]) for key, line in lines if key in same}
