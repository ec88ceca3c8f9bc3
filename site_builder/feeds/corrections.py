"""A correction as an entry of a feed."""

from site_builder.feeds.claims import claim_title
from site_builder.feeds.desk import Desk
from site_builder.feeds.feed import FeedEntry
from site_builder.feeds.html import Markup, element, link, text
from site_builder.graph import CorrectionEntry
from site_builder.language import Language
from site_builder.model import Correction, CorrectionSeverity


def correction_entry(desk: Desk, entry: CorrectionEntry) -> FeedEntry:
    """Return the entry of a correction: what it says, with a link to what it corrects.

    A correction has no name of its own; it is known by its day, its words and its subject.
    """
    correction = entry.correction
    lang = desk.site.settings.lang
    kind, key, title, address = _subject(desk, entry)
    page = f"{desk.whole(address)}#corrections"
    return FeedEntry(
        id=desk.lasting_id("correction", f"{kind}/{key}/{correction.date.iso}/{correction.text}"),
        title=_title(correction, title, lang),
        address=page,
        lang=lang,
        published=correction.date.instant,
        updated=correction.date.instant,
        author=None,
        origin="",
        original="",
        archived="",
        topics=(),
        summary="",
        content=_content(correction, page, title),
    )


def _subject(desk: Desk, entry: CorrectionEntry) -> tuple[str, str, str, str]:
    """Return what a correction belongs to: its kind, its key, its title, its address."""
    if entry.entry is not None:
        title = desk.site.entries[entry.entry].article.title
        return "article", entry.entry, title, desk.plan.articles[entry.entry]
    key = entry.claim or ""
    title = claim_title(desk, desk.site.claims[key])
    return "claim", key, title, desk.plan.claims[key]


def _title(correction: Correction, title: str, lang: str) -> str:
    language = Language.of(lang)
    if correction.severity is CorrectionSeverity.MAJOR:
        message = language.gettext("Major correction: %(title)s")
    else:
        message = language.gettext("Minor correction: %(title)s")
    return message % {"title": title}


def _content(correction: Correction, page: str, title: str) -> Markup:
    return Markup(element("p", text(correction.text)) + element("p", link(page, text(title))))
