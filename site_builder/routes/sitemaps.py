"""Which pages search engines may list, in parts that change with their years."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from site_builder.graph import Site
from site_builder.routes.plan import PageKind, PlannedPage, Sitemap, SitemapPart

MOST_ADDRESSES = 50_000
"""The most that one file may list (sitemaps.org, protocol)."""

_ADDRESS = "/sitemap.xml"


def plan_sitemap(site: Site, pages: Iterable[PlannedPage]) -> Sitemap:
    """Plan a part for the articles of each year, so that old parts stay, and one for the rest."""
    groups: defaultdict[int | None, list[PlannedPage]] = defaultdict(list)
    for page in pages:
        if page.indexed:
            groups[_year(site, page)].append(page)
    named = {"lists" if year is None else f"{year:04}": group for year, group in groups.items()}
    parts = (part for name in sorted(named, reverse=True) for part in _parts(name, named[name]))
    return Sitemap(_ADDRESS, _ADDRESS[1:], tuple(parts))


def _year(site: Site, page: PlannedPage) -> int | None:
    """Return the year of an article; None for any other page."""
    if page.kind is PageKind.ARTICLE:
        return site.entries[page.subject].article.date.day.year
    return None


def _parts(name: str, pages: list[PlannedPage]) -> Iterator[SitemapPart]:
    for number, start in enumerate(range(0, len(pages), MOST_ADDRESSES), start=1):
        path = f"sitemap-{name}{f'-{number}' if number > 1 else ''}.xml"
        yield SitemapPart(f"/{path}", path, tuple(pages[start : start + MOST_ADDRESSES]))
