"""How the values of records are written as JSON: what is not given has no key."""

import json
from collections.abc import Mapping
from datetime import UTC

from site_builder.model import Moment

Json = str | int | bool | list["Json"] | dict[str, "Json"]


def given(values: Mapping[str, Json | None]) -> dict[str, Json]:
    """Keep what is there: no None, no empty text, no empty list."""
    return {key: value for key, value in values.items() if value not in (None, "", [])}


def when(moment: Moment | None) -> str | None:
    """Write a moment: a day, or an instant in UTC (RFC 3339)."""
    if moment is None:
        return None
    if moment.clock is None:
        return moment.day.isoformat()
    return f"{moment.instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def encode(value: Json) -> str:
    """Write a value on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
