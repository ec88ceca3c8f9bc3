"""The sitemap: an index of parts, each with the pages in it and when they last changed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from xml.etree import ElementTree as ET

from site_builder.graph import Site, changed, claim_changed
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
        self._articles = {key: changed(entry, site.claims) for key, entry in site.entries.items()}
        self._claims = {key: claim_changed(entry) for key, entry in site.claims.items()}

    def of(self, page: PlannedPage) -> Moment | None:
        """Return when a page last changed; None where no date says so."""
        shown = slice(page.paging.start, page.paging.stop) if page.paging else slice(None)
        return _latest(list(self._moments(page))[shown])

    def _moments(self, page: PlannedPage) -> Iterator[Moment | None]:
        """Yield when each thing changed that a page, with all its numbered ones, shows."""
        match page.kind:
            case PageKind.CLAIM:
                yield self._claims[page.subject]
            case PageKind.CLAIMS:
                yield from (self._claims[key] for key in self._site.checks)
            case PageKind.VERDICT:
                yield from (self._claims[key] for key in self._site.verdicts[page.subject])
            case PageKind.CORRECTIONS:
                yield from (entry.correction.date for entry in self._site.corrections)
            case _:
                yield from (self._articles[key] for key in self._entries(page))

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
    tree = ET.Element(root, xmlns=NAMESPACE)
    for address, moment in listed:
        element = ET.SubElement(tree, item)
        ET.SubElement(element, "loc").text = address
        if moment is not None:
            ET.SubElement(element, "lastmod").text = _w3c(moment)
    ET.indent(tree)
    written: bytes = ET.tostring(tree, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
