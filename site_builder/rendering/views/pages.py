"""A page of the digest itself, and the page for what is not there."""

from dataclasses import dataclass

from site_builder.rendering.views.article import HeadingView, contents_of
from site_builder.rendering.views.desk import Desk, describe, index_address, text_of
from site_builder.rendering.views.frame import View, frame_of
from site_builder.rendering.views.items import items_of, verdicts_in
from site_builder.rendering.views.markup import prose_of
from site_builder.rendering.views.records import ItemView, ProseView, TextView
from site_builder.rendering.views.verdicts import tones_of
from site_builder.routes import PageKind

NEWEST = 5


@dataclass(frozen=True, slots=True)
class PageView(View):
    """A page of the digest itself; ``deck`` may be empty, ``description`` is not."""

    title: TextView
    deck: TextView
    description: str
    body: ProseView
    contents: tuple[HeadingView, ...]


@dataclass(frozen=True, slots=True)
class NotFoundView(View):
    """The page for an address that leads nowhere: the newest articles, and the archive."""

    newest: tuple[ItemView, ...]
    archive: str


def page_view(desk: Desk) -> PageView:
    """Make the view of the page that is the subject."""
    entry = desk.site.pages[desk.page.subject]
    page = entry.page
    return PageView(
        page=frame_of(desk, status=entry.status),
        title=text_of(desk, page.title, page.lang, page.dir),
        deck=text_of(desk, page.description or "", page.lang, page.dir),
        description=describe(page.description or entry.body.text),
        body=prose_of(desk, entry.body, page.lang, page.dir),
        contents=contents_of(entry.body.words, entry.body.headings),
    )


def not_found_view(desk: Desk) -> NotFoundView:
    """Make the view of the page that stands for every missing one."""
    newest = items_of(desk, tuple(desk.site.entries)[:NEWEST])
    return NotFoundView(
        page=frame_of(desk, tones_of(verdicts_in(newest))),
        newest=newest,
        archive=index_address(desk, PageKind.ARCHIVE),
    )
