"""The drawings of the verdicts, as in ``templates/parts/verdicts.html``: 16 units square."""

from collections.abc import Iterable, Mapping
from math import cos, pi, sin

from site_builder.model import Tone

Point = tuple[float, float]
Line = tuple[Point, ...]

WIDTH = 2.4
UNITS = 16


def _curve(start: Point, first: Point, second: Point, end: Point) -> Line:
    """Return a cubic Bézier curve as a line of many points."""

    def at(t: float, axis: int) -> float:
        u = 1 - t
        inner = 3 * u * u * t * first[axis] + 3 * u * t * t * second[axis]
        return u * u * u * start[axis] + inner + t * t * t * end[axis]

    return tuple((at(step / 24, 0), at(step / 24, 1)) for step in range(25))


def _arc(centre: Point, radius: float, begin: float, end: float) -> Line:
    """Return a part of a circle, its ends in turns from the right, clockwise."""
    turns = (begin + (end - begin) * step / 48 for step in range(49))
    return tuple(
        (centre[0] + radius * cos(2 * pi * turn), centre[1] + radius * sin(2 * pi * turn))
        for turn in turns
    )


LINES: Mapping[Tone, Iterable[Line]] = {
    Tone.TICK: (((2.5, 8.8), (6, 12.5), (13.5, 3.8)),),
    Tone.HALF: (_arc((8, 8), 5.8, 0, 1),),
    Tone.WAVE: (
        _curve((1.8, 9.6), (3.5, 5), (6, 5), (8, 8))
        + _curve((8, 8), (10, 11), (12.5, 11), (14.2, 6.4)),
    ),
    Tone.CROSS: (((3.4, 3.4), (12.6, 12.6)), ((12.6, 3.4), (3.4, 12.6))),
    Tone.QUESTION: (
        _arc((8, 5.4), 3.2, 0.5, 1.16) + _curve((9.7, 8.1), (8.6, 8.8), (8, 9.3), (8, 10.4)),
        ((8, 13.7), (8, 13.8)),
    ),
}
"""The strokes of each tone."""

FILLED: Mapping[Tone, Line] = {Tone.HALF: _arc((8, 8), 5.8, 0.25, 0.75)}
"""The areas that are filled."""
