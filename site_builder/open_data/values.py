"""How the values of records are written as JSON: what is not given has no key."""

from collections.abc import Iterable, Mapping
from datetime import UTC

from site_builder.cache import in_json
from site_builder.model import Moment

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]

Member = tuple[str, Iterable[Json]]
"""A list of a document, by its name."""


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
    lines = [b"%s:%s" % (in_json(key), in_json(value)) for key, value in head.items()]
    for name, items in members:
        listed = b",\n".join(map(in_json, items))
        lines.append(in_json(name) + (b":[\n%s\n]" % listed if listed else b":[]"))
    return b"{\n%s\n}\n" % b",\n".join(lines)
