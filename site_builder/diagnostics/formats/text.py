"""One block for each problem, as compilers write them, and a line that counts them."""

from collections.abc import Iterator, Sequence

from site_builder.diagnostics import Diagnostic, Place, Severity
from site_builder.diagnostics.formats.visible import shown, visible, width

_LINE_WIDTH = 100
_WIDTH_BEFORE = 40
_TAB = 4
_CUT = "…"

_BOLD, _FAINT, _CYAN, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[0m"
_SEVERITY = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}


def as_text(diagnostics: Sequence[Diagnostic], *, colour: bool) -> str:
    """Return a block for each problem and a last line that counts them; nothing for none.

    A block begins with ``path:line:column: severity[code] message``, shows the line with the place
    underlined, and ends with what to do. ``colour`` adds the escape sequences of a terminal.
    """
    if not diagnostics:
        return ""
    blocks = ["\n".join(_block(diagnostic, colour=colour)) for diagnostic in diagnostics]
    return "\n\n".join([*blocks, _summary(diagnostics)]) + "\n"


def _block(diagnostic: Diagnostic, *, colour: bool) -> Iterator[str]:
    place = diagnostic.place
    tone = _SEVERITY[diagnostic.severity]
    where = _painted(f"{visible(place.path)}:{place.line}:{place.column}:", _BOLD, on=colour)
    what = _painted(f"{diagnostic.severity}[{diagnostic.code.id}]", tone, on=colour)
    yield f"{where} {what} {visible(diagnostic.message)}"
    gutter = " " * len(str(place.line))
    if place.excerpt:
        line, indent, length = _window(place)
        yield _painted(f" {place.line} | ", _FAINT, on=colour) + line
        mark = _painted("^" * length, tone, on=colour)
        yield _painted(f" {gutter} | ", _FAINT, on=colour) + " " * indent + mark
    if diagnostic.hint:
        label = _painted("help:", _CYAN, on=colour)
        first, *others = map(visible, diagnostic.hint.splitlines())
        yield f" {gutter} {label} {first}"
        yield from (f" {gutter}       {other}" for other in others)


def _painted(text: str, tone: str, *, on: bool) -> str:
    return f"{tone}{text}{_RESET}" if on else text


def _window(place: Place) -> tuple[str, int, int]:
    """Return what is shown of a line, the columns before the underlined part, and its columns."""
    start = min(place.column - 1, len(place.excerpt))
    first = _window_start(place.excerpt, start)
    cells = _cells(place.excerpt[first : first + _LINE_WIDTH])
    last = first + len(cells)
    left = _CUT if first else ""
    right = _CUT if last < len(place.excerpt) else ""
    marked = cells[start - first : start - first + place.length]
    indent = width(left) + sum(map(width, cells[: start - first]))
    return left + "".join(cells) + right, indent, max(1, sum(map(width, marked)))


def _window_start(line: str, start: int) -> int:
    """Find where to begin, so that a long line shows the place and a little of what is before."""
    if len(line) <= _LINE_WIDTH and sum(width(shown(one)) for one in line) <= _LINE_WIDTH:
        return 0
    room = _WIDTH_BEFORE
    while start > 0:
        room -= width(shown(line[start - 1]))
        if room < 0:
            break
        start -= 1
    return start


def _cells(line: str) -> list[str]:
    """Return the characters of a line as shown, as many as fit, tabs filled up with spaces."""
    cells: list[str] = []
    used = 0
    for character in line:
        cell = " " * (_TAB - used % _TAB) if character == "\t" else shown(character)
        used += width(cell)
        if used > _LINE_WIDTH:
            break
        cells.append(cell)
    return cells


def _summary(diagnostics: Sequence[Diagnostic]) -> str:
    errors = sum(one.severity is Severity.ERROR for one in diagnostics)
    counts = [
        _count(number, noun)
        for number, noun in ((errors, "error"), (len(diagnostics) - errors, "warning"))
        if number
    ]
    files = {one.place.path for one in diagnostics}
    return f"{' and '.join(counts)} in {_count(len(files), 'file')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
