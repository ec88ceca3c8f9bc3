"""What JSON-LD is made of: nodes without empty properties, and how dates are written in them."""

from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import TypeAlias, Union

from site_builder.model import Moment

Value: TypeAlias = Union[str, int, "Node", Sequence["Value"]]
Node: TypeAlias = Mapping[str, Value]
"""An object of JSON-LD."""


def node(properties: Mapping[str, Value | None]) -> Node:
    """Leave the properties out that have no value: None, and what is empty."""
    return {key: value for key, value in properties.items() if value or value == 0}


def date_of(moment: Moment) -> str:
    """Write a moment as schema.org has it: a day, or an instant with its zone (ISO 8601)."""
    return moment.day.isoformat() if moment.clock is None else instant_of(moment)


def instant_of(moment: Moment) -> str:
    """Write a moment as the annotation model wants it: to the second, in UTC, with a ``Z``."""
    return f"{moment.instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"
