"""One typed view a page: all that its template sees, made from the site and the plan.

A view holds plain values and small records of them, so that a page is its view and its templates
and nothing else. Words of ours are in the templates, in the language that ``page.language`` names.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from site_builder.graph import Site
from site_builder.rendering.static import StaticFiles
from site_builder.rendering.views.archive import (
    ArchiveView,
    MonthPageView,
    archive_view,
    month_view,
)
from site_builder.rendering.views.article import ArticleView, article_view
from site_builder.rendering.views.claims import (
    ClaimsView,
    ClaimView,
    VerdictPageView,
    claim_view,
    claims_view,
    verdict_page_view,
)
from site_builder.rendering.views.corrections import CorrectionsView, corrections_view
from site_builder.rendering.views.desk import Desk, Memo, Picture, no_picture
from site_builder.rendering.views.frame import DISPLAY_FONT, Frame, View
from site_builder.rendering.views.home import HomeView, home_view
from site_builder.rendering.views.pages import NotFoundView, PageView, not_found_view, page_view
from site_builder.rendering.views.search import SearchView, search_view
from site_builder.rendering.views.sources import SourcesView, SourceView, source_view, sources_view
from site_builder.rendering.views.stylesheet import StylesheetView, VerdictStyle, stylesheet_view
from site_builder.rendering.views.topics import TopicsView, TopicView, topic_view, topics_view
from site_builder.routes import PageKind, Plan, PlannedPage, language_of

__all__ = [
    "DISPLAY_FONT",
    "VIEWS",
    "Desk",
    "Frame",
    "Memo",
    "Picture",
    "StylesheetView",
    "VerdictStyle",
    "View",
    "make_views",
    "stylesheet_view",
]

VIEWS: Mapping[PageKind, type[View]] = {
    PageKind.HOME: HomeView,
    PageKind.ARTICLE: ArticleView,
    PageKind.ARCHIVE: ArchiveView,
    PageKind.MONTH: MonthPageView,
    PageKind.TOPICS: TopicsView,
    PageKind.TOPIC: TopicView,
    PageKind.SOURCES: SourcesView,
    PageKind.SOURCE: SourceView,
    PageKind.CLAIMS: ClaimsView,
    PageKind.CLAIM: ClaimView,
    PageKind.VERDICT: VerdictPageView,
    PageKind.CORRECTIONS: CorrectionsView,
    PageKind.SEARCH: SearchView,
    PageKind.PAGE: PageView,
    PageKind.NOT_FOUND: NotFoundView,
}
"""What the template of each kind of page sees."""

_MAKERS: Mapping[PageKind, Callable[[Desk], View]] = {
    PageKind.HOME: home_view,
    PageKind.ARTICLE: article_view,
    PageKind.ARCHIVE: archive_view,
    PageKind.MONTH: month_view,
    PageKind.TOPICS: topics_view,
    PageKind.TOPIC: topic_view,
    PageKind.SOURCES: sources_view,
    PageKind.SOURCE: source_view,
    PageKind.CLAIMS: claims_view,
    PageKind.CLAIM: claim_view,
    PageKind.VERDICT: verdict_page_view,
    PageKind.CORRECTIONS: corrections_view,
    PageKind.SEARCH: search_view,
    PageKind.PAGE: page_view,
    PageKind.NOT_FOUND: not_found_view,
}


Describe = Callable[[PlannedPage], Mapping[str, object] | None]
"""Says what a page tells programs: a value of JSON-LD, or None."""


def make_views(
    site: Site,
    plan: Plan,
    static: StaticFiles,
    pages: Iterable[PlannedPage],
    describe: Describe,
    *,
    picture: Picture = no_picture,
    scripts: bool = False,
    memo: Memo | None = None,
) -> Iterator[View]:
    """Yield the view of each page, in their order; the pages must be of ``plan``.

    With ``scripts`` every page may run them: the preview reloads by one. ``memo`` has what was made
    for other pages of the same site and plan.
    """
    memo = memo or Memo()
    for page in pages:
        lang = language_of(site, page)
        desk = Desk(site, plan, static, page, lang, describe(page), scripts, picture, memo)
        yield _MAKERS[page.kind](desk)
