"""Problems as the page shows them: what the terminal says, in pieces."""

from collections.abc import Iterable

from site_builder.diagnostics import Diagnostic, Place
from site_builder.diagnostics.formats import visible
from site_builder.preview.editors import address_of

MOST = 50
"""Nobody reads more of them over a page; the terminal has them all."""

# So much of a line is shown, and so much of it before what is underlined.
_WIDTH = 200
_BEFORE = 60

Record = dict[str, str | int]


def records(problems: Iterable[Diagnostic], editor: str) -> list[Record]:
    """Return what a page is told of each problem.

    ``editor`` is the form of the addresses that open files; nothing for no links.
    """
    return [_record(one, editor) for one in problems]


def _record(problem: Diagnostic, editor: str) -> Record:
    place = problem.place
    before, marked, after = _excerpt(place)
    return {
        "severity": problem.severity.value,
        "code": problem.code.id,
        "path": visible(place.path),
        "line": place.line,
        "column": place.column,
        "before": before,
        "marked": marked,
        "after": after,
        "message": visible(problem.message),
        "hint": "\n".join(map(visible, problem.hint.splitlines())),
        "edit": address_of(editor, place),
    }


def _excerpt(place: Place) -> tuple[str, str, str]:
    """Return a line in three pieces: before what is underlined, that, and after it."""
    line = place.excerpt
    begin = min(place.column - 1, len(line))
    end = begin + place.length
    first = max(begin - _BEFORE, 0) if len(line) > _WIDTH else 0
    last = first + _WIDTH
    before = ("…" if first else "") + visible(line[first:begin])
    after = visible(line[end:last]) + ("…" if len(line) > max(last, end) else "")
    return before, visible(line[begin : min(end, last)]), after
