"""A page to be described, with all that its description is made from."""

from dataclasses import dataclass

from site_builder.graph import Site
from site_builder.language import Language
from site_builder.routes import Plan, PlannedPage, language_of


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

    @property
    def language(self) -> Language:
        """The language of the page's own words."""
        return Language.of(language_of(self.site, self.page))
