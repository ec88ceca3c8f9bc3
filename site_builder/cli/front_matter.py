"""Front matter written so that the reader gives back exactly what was put in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from site_builder.documents import as_scalar

Value: TypeAlias = "str | Sequence[str] | Mapping[str, str]"


def compose(fields: Mapping[str, Value]) -> bytes:
    """Return a file with this front matter and no body. A list is written on one line."""
    lines = [line for key, value in fields.items() for line in _lines(key, value)]
    return "\n".join(["---", *lines, "---", "", ""]).encode()


def _lines(key: str, value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{key}: {as_scalar(value)}"
    elif isinstance(value, Mapping):
        yield f"{key}:"
        yield from (f"  {name}: {as_scalar(text)}" for name, text in value.items())
    else:
        yield f"{key}: [{', '.join(map(as_scalar, value))}]"
