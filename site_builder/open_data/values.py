"""How the values of records are written as JSON: what is not given has no key."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC

from site_builder.cache import in_json
from site_builder.model import Moment

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
_BETWEEN = b",\n"
_END = b"\n}\n"

Member = tuple[str, Iterable[bytes]]
"""A list of a document, by its name: each of its items on a line."""

LineOf = Callable[[str, Callable[[], bytes]], bytes]
"""Returns the line of a record, given by its key: what it was before, or what is made now."""


def given(values: Mapping[str, Json]) -> dict[str, Json]:
    """Keep what is there: no null, no empty text, no empty list."""
    return {key: value for key, value in values.items() if value or value == 0}


def when(moment: Moment | None) -> str | None:
    """Write a moment: a day, or an instant in UTC (RFC 3339)."""
    if moment is None:
        return None
    if moment.clock is None:
        return moment.day.isoformat()
    return f"{moment.instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def document(head: Mapping[str, Json], members: Iterable[Member] = ()) -> bytes:
    """Write an object as UTF-8: a line for each value of ``head`` and each item of its lists."""
    return b"".join(_pieces(head, members))


def _pieces(head: Mapping[str, Json], members: Iterable[Member]) -> Iterator[bytes]:
    """Yield a document piece by piece: each of its lines is in the memory once more, no oftener."""
    before = b"{\n"
    for key, value in head.items():
        yield b"%b%b:%b" % (before, in_json(key), in_json(value))
        before = _BETWEEN
    for name, items in members:
        yield b"%b%b:[" % (before, in_json(name))
        between = b"\n"
        for item in items:
            yield between
            yield item
            between = _BETWEEN
        yield b"]" if between == b"\n" else b"\n]"
        before = _BETWEEN
    yield _END


def last_lines(data: bytes, count: int) -> Sequence[bytes]:
    """Return the lines of the last list of a document, which has so many items and at least one."""
    whole = data.removesuffix(b"\n]" + _END)
    return [line.removesuffix(b",") for line in whole.split(b"\n")[-count:]]
