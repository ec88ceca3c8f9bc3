"""Where the annotations of an article lie as data: beside its page."""

from collections.abc import Iterable, Mapping

from site_builder.graph import Site
from site_builder.routes.addresses import file_of
from site_builder.routes.plan import PageKind, PlannedFile, PlannedPage

# No slug has a full stop, so no page can lie at this address.
_NAME = "annotations.jsonld"


def plan_annotations(site: Site, pages: Iterable[PlannedPage]) -> Mapping[str, PlannedFile]:
    """Plan a file for each article that has an annotation; what was withdrawn is none."""
    return {
        page.subject: PlannedFile(
            address=f"{page.address}{_NAME}",
            path=f"{page.path.removesuffix(file_of('/'))}{_NAME}",
        )
        for page in pages
        if page.kind is PageKind.ARTICLE and _is_annotated(site, page.subject)
    }


def _is_annotated(site: Site, key: str) -> bool:
    return any(not note.placement.is_tombstone for note in site.entries[key].notes)
