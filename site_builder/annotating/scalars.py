"""Texts as YAML that an editor would write: plain where nobody could mistake it.

Prose that another program would take for a number, a date or a truth value stands in quotation
marks; long prose is folded, what has several lines is a literal block.
"""

import re
from typing import NamedTuple

from site_builder.documents.nodes import NULLS

DATES = frozenset({"checked", "review_by", "accessed", "occurrence"})
"""Keys whose values are dates and numbers, and are written as such."""

MANY_LINES = frozenset({"note"})
"""Keys whose values may have several lines."""

_WIDEST = 120
_FOLDED = 110
STEP = 2
"""How far a value on lines of its own is indented below its key."""

_BLANKS = re.compile("[\t-\r ]+")
# Halves of characters, which no file can hold.
_HALVES = re.compile("[\ud800-\udfff]")
_INDICATORS = tuple("-?:,[]{}#&*!|>'\"%@`~=")
_MISTAKABLE = re.compile(r":(?: |$)| #")
_IN_FLOW = re.compile(r"[,\[\]{}]")
# What YAML 1.1 and 1.2 take for something else than text, in any program's reading.
_TYPED = re.compile(
    r"y|n|yes|no|on|off|true|false|null|<<"
    r"|[-+.]?[0-9][0-9_,.]*(?:e[-+]?[0-9]+)?|0[xob][0-9a-f_]+|[-+]?\.(?:inf|nan)"
    r"|[-+]?[0-9][0-9_]*(?::[0-9]{1,2})+(?:\.[0-9_]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
    re.IGNORECASE,
)
# Honest texts are spelt and set with these, which Python takes for unprintable.
_KEPT = frozenset("\u00a0\u061c\u2002\u2003\u2007\u2009\u200a\u200c\u200d\u200e\u200f\u202f\u3000")
# What YAML can't hold but as an escape, or takes for the end of a line.
_UNWRITABLE = "[^\t\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"


class Scalar(NamedTuple):
    """A value as it is written: what follows the key, and lines below it, not yet indented."""

    head: str
    lines: tuple[str, ...]


def tidy(key: str, text: str) -> str:
    """Return a value without what a form has brought in: line ends, spaces around it."""
    text = _HALVES.sub("\ufffd", text)
    if key not in MANY_LINES:
        return _BLANKS.sub(" ", text).strip(" ")
    lines = [line.rstrip("\r") for line in re.split("\r\n|\r|\n", text)]
    while lines and not lines[0].strip():
        del lines[0]
    text = "\n".join(lines).rstrip()
    return text if "\n" in text else text.strip()


def in_block(key: str, text: str, column: int) -> Scalar:
    """Write a tidy value of a key that stands in some column, counted from 0."""
    if "\n" in text and not re.search(_UNWRITABLE, text):
        indicator = str(STEP) if text[0] in " \t" else ""
        return Scalar(f"|{indicator}", tuple(text.split("\n")))
    head = text if _is_plain(key, text) else _in_marks(text)
    is_long = column + len(key) + 2 + len(head) > _WIDEST
    if is_long and " " in text and "  " not in text and not _hidden(text):
        return Scalar(">-", _folded(text, _FOLDED - column - STEP))
    return Scalar(head, ())


def in_flow(key: str, text: str) -> str:
    """Write a tidy value that stands between braces."""
    if _is_plain(key, text) and not _IN_FLOW.search(text):
        return text
    return _in_marks(text)


def _is_plain(key: str, text: str) -> bool:
    if text.startswith(_INDICATORS) or _MISTAKABLE.search(text) or _hidden(text) or text in NULLS:
        return False
    return key in DATES or not _TYPED.fullmatch(text)


def _hidden(text: str) -> bool:
    return not text.isprintable() and not all(c.isprintable() or c in _KEPT for c in text)


def _in_marks(text: str) -> str:
    """Write a text between quotation marks; what nobody sees becomes an escape."""
    if _hidden(text):
        return f'"{"".join(map(_escaped, text))}"'
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'{}'".format(text.replace("'", "''"))


def _escaped(character: str) -> str:
    if character == "\n":
        return "\\n"
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable() or character in _KEPT:
        return character
    return f"\\U{ord(character):08X}"


def _folded(text: str, width: int) -> tuple[str, ...]:
    """Divide a text at its spaces into lines of at most this width, where words allow it."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return tuple(lines)
