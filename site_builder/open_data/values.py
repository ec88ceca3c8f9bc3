"""How the values of records are written as JSON: what is not given has no key."""

import json
from collections.abc import Iterable, Mapping
from datetime import UTC

from site_builder.model import Moment

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

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


def encode(value: Json) -> str:
    """Write a value on one line."""
    return _ENCODER.encode(value)


def document(head: Mapping[str, Json], members: Iterable[Member] = ()) -> bytes:
    """Write an object as UTF-8: a line for each value of ``head`` and each item of its lists."""
    lines = [f"{encode(key)}:{encode(value)}" for key, value in head.items()]
    for name, items in members:
        listed = ",\n".join(map(encode, items))
        lines.append(f"{encode(name)}:[\n{listed}\n]" if listed else f"{encode(name)}:[]")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8", "replace")
