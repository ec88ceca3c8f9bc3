"""Texts as YAML scalars on one line, so that the reader gives back exactly what was put in."""

import re

from site_builder.diagnostics import Place

_PLAIN = re.compile(r"\w(?:[\w ./()+-]|:(?! ))*(?<![ :])")
_NOTHING = frozenset({"null", "Null", "NULL"})
# Persian and emoji need the joiners, French the spaces; all of them are safe in quotes.
_KEPT = frozenset("\u200c\u200d\u00a0\u202f\u3000")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")


def as_scalar(text: str) -> str:
    """Write a text as a value that may stand anywhere, in braces and brackets too.

    It is plain where YAML and an editor can't mistake it, else it stands in double quotes; what
    nobody sees is written as an escape.
    """
    if _PLAIN.fullmatch(text) and text not in _NOTHING:
        return text
    return f'"{"".join(map(_escape, text))}"'


def _escape(character: str) -> str:
    if character in ('"', "\\"):
        return f"\\{character}"
    if character.isprintable() or character in _KEPT:
        return character
    return f"\\U{ord(character):08X}"


def is_on_one_line(text: str, place: Place) -> bool:
    """Tell whether a value that reads ``text`` stands at its place as a whole, and no part of it.

    A place ends with its line; a value may go on in the next.
    """
    start = place.column - 1
    written = place.excerpt[start : start + place.length]
    return written == text or _QUOTED.fullmatch(written) is not None
