"""Problems of content, with their place, and the one exception for everything else.

A stage never prints, logs or raises what an editor did wrong: it returns its value and a list of
``Diagnostic``. What the machine did wrong (disk full, no permission, port taken) is an
``EnvironmentFault``; any other exception is a bug of ours.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from site_builder.diagnostics.codes import Code, Severity

__all__ = [
    "Code",
    "Diagnostic",
    "EnvironmentFault",
    "Place",
    "Replacement",
    "Severity",
    "in_order",
]


class EnvironmentFault(Exception):
    """The machine refused: disk full, no permission, port taken. One line; exit code 4."""


class Place(NamedTuple):
    """Where something stands in a file of the content tree.

    ``path`` is relative to the root, with slashes, and printable (bytes that are no UTF-8 are
    escaped). ``line`` and ``column`` count from 1, columns in code points of the decoded line.
    ``length`` is what to underline, in code points of that line; ``excerpt`` is the whole line
    without its end, or empty where the place is a file and no line of it.
    """

    path: str
    line: int = 1
    column: int = 1
    length: int = 1
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Replacement:
    """What an editor may paste, for a person has nothing to judge: a key and its value in YAML.

    ``is_in_place`` tells that the value may stand for just what the problem's place underlines;
    else what it replaces goes on in another line.
    """

    key: str
    value: str
    is_in_place: bool

    @property
    def line(self) -> str:
        """The key with its value."""
        return f"{self.key}: {self.value}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem: where, what, and what to do about it.

    ``message`` is one sentence in an editor's words; ``hint`` one more that says what to do
    ("Did you mean …?"), or nothing. ``replacement`` is only given where it is right for sure.
    """

    place: Place
    code: Code
    severity: Severity
    message: str
    hint: str = ""
    replacement: Replacement | None = None

    @classmethod
    def of(cls, code: Code, place: Place, message: str, hint: str = "") -> "Diagnostic":
        """Make a problem of the severity that its code has by default."""
        return cls(place, code, code.severity, message, hint)

    def lowered(self) -> "Diagnostic":
        """Return the same problem as a warning: faults of drafts stop nothing."""
        return replace(self, severity=Severity.WARNING)

    def raised(self) -> "Diagnostic":
        """Return the same problem as an error: ``--strict`` lets no warning pass."""
        return replace(self, severity=Severity.ERROR)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the problems by path, line and column, each of them once."""
    unique = dict.fromkeys(diagnostics)
    return tuple(
        sorted(unique, key=lambda d: (d.place.path, d.place.line, d.place.column, d.code.id))
    )
