"""What every page has around its content: language, masthead, navigation, footer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from site_builder.graph import Status
from site_builder.language import Language, direction
from site_builder.model import NavigationItem
from site_builder.rendering.views.desk import (
    Desk,
    canonical,
    index_address,
    own_text,
    page_link,
    report_address,
)
from site_builder.rendering.views.markup import data_of
from site_builder.rendering.views.records import FeedView, LinkView, TextView
from site_builder.routes import FeedKind, PageKind

STYLESHEET = "digest.css"
DISPLAY_FONT = "newsreader-display.woff2"
ICON = "icon.svg"

# The pages that a digest of this kind usually has, in the order in which a reader wants them.
_USUAL_PAGES = (
    "methodology",
    "corrections-policy",
    "about",
    "people",
    "funding",
    "disclaimer",
    "contact",
)
_IN_NAVIGATION = ("methodology", "about")


class NavigationView(NamedTuple):
    """An entry of the main navigation.

    ``section`` is ``articles``, ``topics``, ``sources``, ``claims``, ``corrections`` or
    ``search``, whose words are the catalogue's; else it is empty and ``link`` has the words.
    ``current`` is ``page`` for this very page, ``true`` for one below it, else empty.
    """

    section: str
    link: LinkView
    current: str


class AlternateView(NamedTuple):
    """The same content in another language; ``address`` has scheme and host."""

    lang: str
    address: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page has around its content.

    ``language`` and ``dir`` are those of the page's own words. ``canonical`` has scheme and host,
    and is empty for the page that stands for every missing one. ``status`` is ``published``,
    ``draft`` or ``scheduled``. ``tones`` are the glyphs that the page draws. ``report`` is where
    a reader reports an error. ``feeds`` begins with the feed of this very page, where there is one
    beside those that every page names. ``number`` is the page's in a long list, 0 on the list's own
    address. ``search`` is the address of the search. ``scripts`` tells whether the page may run
    scripts: that of the search may, and in the preview all. ``data`` is what the page says to
    programs: JSON-LD, ready to stand in a ``script`` element, or empty. ``locale`` is the language
    as Open Graph wants it, or empty. ``card`` is the whole address of a picture of 1200 by 630 that
    shows what the page found, or empty.
    """

    language: str
    dir: str
    canonical: str
    indexed: bool
    status: str
    number: int
    site: TextView
    tagline: TextView
    notice: TextView
    home: str
    stylesheet: str
    font: str
    icon: str
    navigation: tuple[NavigationView, ...]
    pages: tuple[LinkView, ...]
    alternates: tuple[AlternateView, ...]
    feeds: tuple[FeedView, ...]
    tones: tuple[str, ...]
    report: str
    search: str
    scripts: bool
    data: Markup
    locale: str
    card: str


@dataclass(frozen=True, slots=True)
class View:
    """What a template sees. ``page`` is what all pages have."""

    page: Frame


def frame_of(
    desk: Desk,
    tones: tuple[str, ...] = (),
    status: Status = Status.PUBLISHED,
    alternates: tuple[AlternateView, ...] = (),
) -> Frame:
    """Make what stands around the content of a page."""
    settings = desk.site.settings
    page = desk.page
    missing = page.kind is PageKind.NOT_FOUND
    return Frame(
        language=desk.lang,
        dir=direction(desk.lang).value,
        canonical="" if missing else canonical(desk, page.address),
        indexed=page.indexed and not missing,
        status=status.value,
        number=(page.paging.number or 0) if page.paging else 0,
        site=own_text(desk, settings.title),
        tagline=own_text(desk, settings.description),
        notice=own_text(desk, settings.notice),
        home=index_address(desk, PageKind.HOME),
        stylesheet=desk.static.address(STYLESHEET),
        font=desk.static.address(DISPLAY_FONT),
        icon=desk.static.address(ICON),
        navigation=tuple(_navigation(desk)),
        pages=tuple(_pages(desk, _page_slugs(desk))),
        alternates=alternates,
        feeds=tuple(_feeds(desk)),
        tones=tones,
        report=report_address(desk),
        search=index_address(desk, PageKind.SEARCH),
        scripts=desk.scripts or page.kind is PageKind.SEARCH,
        data=Markup("") if desk.data is None else data_of(desk.data),
        locale=Language.of(desk.lang).territorial,
        card=canonical(desk, card) if (card := desk.picture(page)) else "",
    )


def _navigation(desk: Desk) -> Iterator[NavigationView]:
    chosen = desk.site.settings.navigation
    if chosen is not None:
        yield from (_chosen(desk, item) for item in chosen)
        return
    for section, kinds in _SECTIONS.items():
        address = index_address(desk, kinds[0])
        if address:
            below = "true" if desk.page.kind in kinds else ""
            current = "page" if desk.page.address == address else below
            yield NavigationView(section, LinkView("", address, "", ""), current)
    for link in _pages(desk, _IN_NAVIGATION):
        yield NavigationView("", link, "page" if link.address == desk.page.address else "")


_SECTIONS = {
    "articles": (PageKind.ARCHIVE, PageKind.MONTH, PageKind.ARTICLE),
    "topics": (PageKind.TOPICS, PageKind.TOPIC),
    "sources": (PageKind.SOURCES, PageKind.SOURCE),
    "claims": (PageKind.CLAIMS, PageKind.CLAIM, PageKind.VERDICT),
    "corrections": (PageKind.CORRECTIONS,),
    "search": (PageKind.SEARCH,),
}


def _chosen(desk: Desk, item: NavigationItem) -> NavigationView:
    label = own_text(desk, item.label)
    link = LinkView(label.text, item.url, label.lang, label.dir)
    return NavigationView("", link, "page" if item.url == desk.page.address else "")


def _feeds(desk: Desk) -> Iterator[FeedView]:
    page, site = desk.page, desk.site
    if page.kind is PageKind.TOPIC:
        yield _feed(desk, FeedKind.TOPIC, page.subject, site.topics[page.subject].name)
    if page.kind is PageKind.SOURCE:
        yield _feed(desk, FeedKind.SOURCE, page.subject, site.sources[page.subject].source.name)
    for kind in (FeedKind.SITE, FeedKind.JSON, FeedKind.CLAIMS, FeedKind.CORRECTIONS):
        yield _feed(desk, kind, "", "")


def _feed(desk: Desk, kind: FeedKind, subject: str, label: str) -> FeedView:
    address = desk.plan.feeds[kind, subject].address
    return FeedView(kind.value, label, kind.media_type, address)


def _page_slugs(desk: Desk) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*_USUAL_PAGES, *desk.site.pages)))


def _pages(desk: Desk, slugs: tuple[str, ...]) -> Iterator[LinkView]:
    for slug in slugs:
        link = page_link(desk, slug)
        if link is not None:
            yield link
