"""Front matter written so that the reader gives back exactly what was put in.

A text is plain where YAML and an editor can't mistake it, else it stands in double quotes; what
nobody sees is written as an escape.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Value: TypeAlias = "str | Sequence[str] | Mapping[str, str]"

_PLAIN = re.compile(r"\w(?:[\w ./()+-]|:(?! ))*(?<![ :])")
_NOTHING = frozenset({"null", "Null", "NULL"})
# Persian and emoji need the joiners, French the spaces; all of them are safe in quotes.
_KEPT = frozenset("\u200c\u200d\u00a0\u202f\u3000")


def compose(fields: Mapping[str, Value]) -> bytes:
    """Return a file with this front matter and no body. A list is written on one line."""
    lines = [line for key, value in fields.items() for line in _lines(key, value)]
    return "\n".join(["---", *lines, "---", "", ""]).encode()


def _lines(key: str, value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{key}: {quote(value)}"
    elif isinstance(value, Mapping):
        yield f"{key}:"
        yield from (f"  {name}: {quote(text)}" for name, text in value.items())
    else:
        yield f"{key}: [{', '.join(map(quote, value))}]"


def quote(text: str) -> str:
    """Write a text as a YAML scalar on one line."""
    if _PLAIN.fullmatch(text) and text not in _NOTHING:
        return text
    return f'"{"".join(map(_escape, text))}"'


def _escape(character: str) -> str:
    if character in ('"', "\\"):
        return f"\\{character}"
    if character.isprintable() or character in _KEPT:
        return character
    return f"\\U{ord(character):08X}"
