"""In which language a page speaks."""

from site_builder.graph import Site
from site_builder.language import has_catalogue
from site_builder.routes.plan import PageKind, PlannedPage


def language_of(site: Site, page: PlannedPage) -> str:
    """Return the language of a page's own words: its content's where we can, else the digest's."""
    lang = _content_language(site, page)
    return lang if has_catalogue(lang) else site.settings.lang


def _content_language(site: Site, page: PlannedPage) -> str:
    match page.kind:
        case PageKind.ARTICLE:
            return site.entries[page.subject].article.lang
        case PageKind.CLAIM:
            return site.claims[page.subject].lang
        case PageKind.PAGE:
            return site.pages[page.subject].page.lang
        case _:
            return site.settings.lang
