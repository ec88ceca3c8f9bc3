"""The page of all corrections."""

from dataclasses import dataclass

from site_builder.graph import CorrectionEntry
from site_builder.rendering.views.desk import (
    Desk,
    article_link,
    claim_link,
    correction_of,
    page_link,
)
from site_builder.rendering.views.frame import View, frame_of
from site_builder.rendering.views.items import pager_of, shown_part
from site_builder.rendering.views.records import CorrectionView, LinkView, PagerView

# Where a page lists its own corrections: part of what templates promise.
FRAGMENT = "#corrections"


@dataclass(frozen=True, slots=True)
class CorrectionsView(View):
    """All corrections, newest first; ``policy`` is the digest's page about them."""

    corrections: tuple[CorrectionView, ...]
    policy: LinkView | None
    pager: PagerView | None


def corrections_view(desk: Desk) -> CorrectionsView:
    """Make the view of the page of corrections."""
    shown = shown_part(desk, desk.site.corrections)
    return CorrectionsView(
        page=frame_of(desk),
        corrections=tuple(correction_view(desk, entry) for entry in shown),
        policy=page_link(desk, "corrections-policy"),
        pager=pager_of(desk.page.paging),
    )


def correction_view(desk: Desk, entry: CorrectionEntry) -> CorrectionView:
    """Return a correction with a link to the place where its own page lists it."""
    return correction_of(entry.correction, _subject(desk, entry))


def _subject(desk: Desk, entry: CorrectionEntry) -> LinkView:
    if entry.entry is not None:
        link = article_link(desk, entry.entry)
    else:
        link = claim_link(desk, entry.claim or "")
    return LinkView(link.label, link.address + FRAGMENT, link.lang, link.dir)
