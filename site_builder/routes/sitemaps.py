"""Which pages search engines may list, in parts that change with their years."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from site_builder.graph import Site
from site_builder.routes.plan import PageKind, PlannedPage, Sitemap, SitemapPart

MOST_ADDRESSES = 50_000
"""The most that one file may list (sitemaps.org, protocol)."""

_ADDRESS = "/sitemap.xml"


def plan_sitemap(site: Site, pages: Iterable[PlannedPage]) -> Sitemap:
    """Plan a part for the articles of each year, so that old parts stay, and one for the rest."""
    listed = sorted(
        (page for page in pages if page.indexed), key=lambda page: _name(site, page), reverse=True
    )
    parts = (
        part
        for name, group in groupby(listed, key=lambda page: _name(site, page))
        for part in _parts(name, list(group))
    )
    return Sitemap(_ADDRESS, _ADDRESS[1:], tuple(parts))


def _name(site: Site, page: PlannedPage) -> str:
    if page.kind is PageKind.ARTICLE:
        return f"{site.entries[page.subject].article.date.day.year:04}"
    return "lists"


def _parts(name: str, pages: list[PlannedPage]) -> Iterator[SitemapPart]:
    for number, start in enumerate(range(0, len(pages), MOST_ADDRESSES), start=1):
        path = f"sitemap-{name}{f'-{number}' if number > 1 else ''}.xml"
        yield SitemapPart(f"/{path}", path, tuple(pages[start : start + MOST_ADDRESSES]))
