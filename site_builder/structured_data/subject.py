"""A page to be described, with all that its description is made from."""

from dataclasses import dataclass
from urllib.parse import quote

from site_builder.graph import Site
from site_builder.language import Language, has_catalogue
from site_builder.routes import PageKind, Plan, PlannedPage


@dataclass(frozen=True, slots=True)
class Subject:
    """A page, the site and the addresses of everything in it."""

    site: Site
    plan: Plan
    page: PlannedPage

    def url(self, address: str) -> str:
        """Return an address of ours with scheme and host."""
        return self.site.settings.base_url + address

    @property
    def here(self) -> str:
        """The page's own address, with scheme and host."""
        return self.url(self.page.address)

    def note_url(self, annotation: str) -> str:
        """Return the permalink of a note on the page, by its annotation's id."""
        return f"{self.here}#note-{quote(annotation)}"

    @property
    def language(self) -> Language:
        """The language of the page's own words: its content's, if we have a catalogue for it."""
        lang = self._lang()
        return Language.of(lang if has_catalogue(lang) else self.site.settings.lang)

    def _lang(self) -> str:
        key = self.page.subject
        if self.page.kind is PageKind.ARTICLE:
            return self.site.entries[key].article.lang
        if self.page.kind is PageKind.PAGE:
            return self.site.pages[key].page.lang
        if self.page.kind is PageKind.CLAIM:
            return self.site.claims[key].lang
        return self.site.settings.lang
