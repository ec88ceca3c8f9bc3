"""The archive: all months, and the articles of each."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from site_builder.rendering.views.desk import Desk, index_address
from site_builder.rendering.views.frame import View, frame_of
from site_builder.rendering.views.items import (
    by_day,
    is_numbered,
    items_of,
    pager_of,
    shown_part,
    verdicts_in,
)
from site_builder.rendering.views.records import GroupView, PagerView
from site_builder.rendering.views.verdicts import tones_of
from site_builder.routes import PageKind


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month, named by its first day, and the number of its articles."""

    day: date
    address: str
    count: int


@dataclass(frozen=True, slots=True)
class YearView:
    """A year with those of its months that have articles, newest first."""

    year: int
    count: int
    months: tuple[MonthView, ...]


@dataclass(frozen=True, slots=True)
class ArchiveView(View):
    """All years, newest first, and the number of all articles."""

    years: tuple[YearView, ...]
    articles: int


@dataclass(frozen=True, slots=True)
class MonthPageView(View):
    """The articles of a month by day; ``older`` and ``newer`` are months that have articles.

    A numbered page says nothing that changes: its ``count`` is 0, and it has no neighbours.
    """

    day: date
    count: int
    archive: str
    days: tuple[GroupView, ...]
    pager: PagerView | None
    older: MonthView | None
    newer: MonthView | None


def archive_view(desk: Desk) -> ArchiveView:
    """Make the view of the archive."""
    months = (_month(desk, key) for key in desk.site.months)
    years = (
        (year, tuple(members))
        for year, members in groupby(months, key=lambda month: month.day.year)
    )
    return ArchiveView(
        page=frame_of(desk),
        years=tuple(YearView(year, sum(m.count for m in months), months) for year, months in years),
        articles=len(desk.site.entries),
    )


def _month(desk: Desk, key: tuple[int, int]) -> MonthView:
    return MonthView(date(*key, 1), desk.plan.months[key], len(desk.site.months[key]))


def month_view(desk: Desk) -> MonthPageView:
    """Make the view of the month that is the page's subject, ``YYYY-MM``."""
    day = date.fromisoformat(f"{desk.page.subject}-01")
    key = (day.year, day.month)
    keys = desk.site.months[key]
    items = items_of(desk, shown_part(desk, keys))
    numbered = is_numbered(desk)
    older, newer = (None, None) if numbered else _neighbours(desk, key)
    return MonthPageView(
        page=frame_of(desk, tones_of(verdicts_in(items))),
        day=day,
        count=0 if numbered else len(keys),
        archive=index_address(desk, PageKind.ARCHIVE),
        days=by_day(items),
        pager=pager_of(desk.page.paging),
        older=older,
        newer=newer,
    )


def _neighbours(desk: Desk, key: tuple[int, int]) -> tuple[MonthView | None, MonthView | None]:
    months = tuple(desk.site.months)
    place = months.index(key)
    older = _month(desk, months[place + 1]) if place + 1 < len(months) else None
    return older, _month(desk, months[place - 1]) if place else None
