"""The sitemap: an index of parts, each with the pages in it and when they last changed."""

from collections.abc import Iterable, Sequence
from datetime import UTC
from html import escape

from site_builder.graph import Site, claim_changed
from site_builder.model import Moment
from site_builder.routes import PageKind, Plan, PlannedPage

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Listed = tuple[str, Moment | None]
"""A whole address, and when what is there last changed."""


def sitemaps(site: Site, plan: Plan) -> dict[str, bytes]:
    """Make the index and its parts by path."""
    base_url = site.settings.base_url
    changes = _Changes(site)
    made: dict[str, bytes] = {}
    index: list[Listed] = []
    for part in plan.sitemap.parts:
        listed = [(base_url + page.address, changes.of(page)) for page in part.pages]
        made[part.path] = _xml("urlset", "url", listed)
        index.append((base_url + part.address, _latest(moment for _, moment in listed)))
    made[plan.sitemap.path] = _xml("sitemapindex", "sitemap", index)
    return made


class _Changes:
    """Finds out when pages last changed: a list does when something in it does."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._all = tuple(site.entries)
        self._claims = {key: claim_changed(entry) for key, entry in site.claims.items()}

    def of(self, page: PlannedPage) -> Moment | None:
        """Return when a page last changed; None where no date says so."""
        site = self._site
        shown = slice(page.paging.start, page.paging.stop) if page.paging else slice(None)
        match page.kind:
            case PageKind.CLAIM:
                return self._claims[page.subject]
            case PageKind.CLAIMS:
                return _latest(self._claims[key] for key in site.checks[shown])
            case PageKind.VERDICT:
                return _latest(self._claims[key] for key in site.verdicts[page.subject][shown])
            case PageKind.CORRECTIONS:
                return _latest(entry.correction.date for entry in site.corrections[shown])
            case _:
                return _latest(site.changes[key] for key in self._entries(page)[shown])

    def _entries(self, page: PlannedPage) -> Sequence[str]:
        """Return the articles that a page, with all its numbered ones, shows."""
        match page.kind:
            case PageKind.ARTICLE:
                return (page.subject,)
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
    known = (moment for moment in moments if moment is not None)
    return max(known, key=lambda moment: moment.instant, default=None)


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
