"""The sitemap: an index of parts, each with the pages in it and when they last changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC
from functools import partial
from html import escape
from operator import attrgetter

from site_builder.graph import Site
from site_builder.model import Moment
from site_builder.routes import PageKind, Plan, PlannedPage

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Listed = tuple[str, Moment | None]
"""A whole address, and when what is there last changed."""


def sitemaps(site: Site, plan: Plan) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the path of the index and of each of its parts, and what makes it."""
    for number, part in enumerate(plan.sitemap.parts):
        yield part.path, partial(_part, site, plan, number)
    yield plan.sitemap.path, partial(_index, site, plan)


def _part(site: Site, plan: Plan, number: int) -> bytes:
    base_url, changes = site.settings.base_url, _Changes(site)
    pages = plan.sitemap.parts[number].pages
    return _xml("urlset", "url", [(base_url + page.address, changes.of(page)) for page in pages])


def _index(site: Site, plan: Plan) -> bytes:
    base_url, changes = site.settings.base_url, _Changes(site)
    parts = [
        (base_url + part.address, _latest(changes.of(page) for page in part.pages))
        for part in plan.sitemap.parts
    ]
    return _xml("sitemapindex", "sitemap", parts)


class _Changes:
    """Finds out when pages last changed: a list does when something in it does."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._all = tuple(site.changes)

    def of(self, page: PlannedPage) -> Moment | None:
        """Return when a page last changed; None where no date says so."""
        site = self._site
        shown = slice(page.paging.start, page.paging.stop) if page.paging else slice(None)
        match page.kind:
            case PageKind.ARTICLE:
                return site.changes[page.subject]
            case PageKind.CLAIM:
                return site.checked[page.subject]
            case PageKind.CLAIMS:
                return self._latest_claim(site.checks[shown])
            case PageKind.VERDICT:
                return self._latest_claim(site.verdicts[page.subject][shown])
            case PageKind.CORRECTIONS:
                return _latest(entry.correction.date for entry in site.corrections[shown])
            case _:
                return _latest(map(site.changes.__getitem__, self._entries(page)[shown]))

    def _latest_claim(self, keys: Iterable[str]) -> Moment | None:
        return _latest(map(self._site.checked.__getitem__, keys))

    def _entries(self, page: PlannedPage) -> Sequence[str]:
        """Return the articles that a page, with all its numbered ones, shows."""
        match page.kind:
            case PageKind.TOPIC:
                return self._site.topics[page.subject].entries
            case PageKind.SOURCE:
                return self._site.sources[page.subject].entries
            case PageKind.MONTH:
                year, _, month = page.subject.partition("-")
                return self._site.months[int(year), int(month)]
            case PageKind.HOME | PageKind.ARCHIVE | PageKind.TOPICS | PageKind.SOURCES:
                return self._all
            case _:
                return ()


def _latest(moments: Iterable[Moment | None]) -> Moment | None:
    known = [moment for moment in moments if moment is not None]
    return max(known, key=attrgetter("instant"), default=None)


def _w3c(moment: Moment) -> str:
    """Write a moment as sitemaps have it: a day, or an instant with its zone."""
    if moment.clock is None:
        return moment.day.isoformat()
    return moment.instant.astimezone(UTC).isoformat(timespec="seconds")


def _xml(root: str, item: str, listed: Iterable[Listed]) -> bytes:
    """Write a file of the sitemap; this is quicker than a tree, and there may be many lines."""
    lines = (
        f"  <{item}>\n    <loc>{escape(address)}</loc>\n{_lastmod(moment)}  </{item}>\n"
        for address, moment in listed
    )
    head = f"<?xml version='1.0' encoding='utf-8'?>\n<{root} xmlns=\"{NAMESPACE}\">\n"
    return f"{head}{''.join(lines)}</{root}>\n".encode()


def _lastmod(moment: Moment | None) -> str:
    return "" if moment is None else f"    <lastmod>{_w3c(moment)}</lastmod>\n"
