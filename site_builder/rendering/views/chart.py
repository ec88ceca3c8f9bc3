"""Articles a month as bars: the geometry of a small picture, and the numbers behind it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Bars are drawn on a grid of these units; the picture is stretched to its place.
STEP = 30
HEIGHT = 100
# With fewer months than this a picture says less than a sentence; more do not fit.
FEWEST = 3
MOST = 120
_LABELS = 4


@dataclass(frozen=True, slots=True)
class BarView:
    """A month's bar: ``x`` and ``height`` in units of the picture, ``peak`` for the highest."""

    month: date
    count: int
    x: int
    height: int
    peak: bool


@dataclass(frozen=True, slots=True)
class ChartView:
    """Bars from the oldest month to the newest, without gaps.

    The picture is ``width`` units wide and ``height`` high. ``labels`` are months at equal steps
    from the first bar. ``peak`` is the month with most articles, the latest of equals.
    """

    bars: tuple[BarView, ...]
    width: int
    height: int
    labels: tuple[date, ...]
    peak: BarView


def chart_of(days: Iterable[date]) -> ChartView | None:
    """Count articles by month and draw them; None where they are of too few months."""
    counts = Counter(_number(day) for day in days)
    if len(counts) < FEWEST:
        return None
    months = _span(min(counts), max(counts))
    most = max(counts[number] for number in months)
    top = max(number for number in months if counts[number] == most)
    bars = tuple(
        BarView(_first_day(n), counts[n], i * STEP, counts[n] * HEIGHT // most, peak=n == top)
        for i, n in enumerate(months)
    )
    return ChartView(
        bars=bars,
        width=len(bars) * STEP,
        height=HEIGHT,
        labels=tuple(bar.month for bar in bars[:: len(bars) // _LABELS]),
        peak=next(bar for bar in bars if bar.peak),
    )


def _span(first: int, last: int) -> range:
    """Return the months to draw: a multiple of the labels, so that these stand under bars."""
    length = min(last - first + 1, MOST)
    return range(last + 1 - -(-length // _LABELS) * _LABELS, last + 1)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first_day(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)
