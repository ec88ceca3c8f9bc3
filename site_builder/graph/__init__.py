"""All records to one ``Site``: what is shown now, and everything that joins it.

Nothing here reads a file or a clock. An editor's mistakes come back as diagnostics; the site that
comes with them is complete all the same, so that a preview can show what is right.
"""

from site_builder.graph.assembly import assemble
from site_builder.graph.changes import appeared, claim_changed
from site_builder.graph.nearest import alike, did_you_mean, suggest
from site_builder.graph.neighbourhood import Related
from site_builder.graph.renewing import renew
from site_builder.graph.site import (
    Appearance,
    AtHand,
    ClaimEntry,
    CorrectionEntry,
    Entry,
    Kept,
    Mode,
    Neighbours,
    Note,
    PageEntry,
    Rendered,
    Site,
    SourceEntry,
    Status,
    TopicEntry,
    Translation,
)
from site_builder.graph.statuses import is_due, status_of
from site_builder.graph.trust import missing_pages

__all__ = [
    "Appearance",
    "AtHand",
    "ClaimEntry",
    "CorrectionEntry",
    "Entry",
    "Kept",
    "Mode",
    "Neighbours",
    "Note",
    "PageEntry",
    "Related",
    "Rendered",
    "Site",
    "SourceEntry",
    "Status",
    "TopicEntry",
    "Translation",
    "alike",
    "appeared",
    "assemble",
    "claim_changed",
    "did_you_mean",
    "is_due",
    "missing_pages",
    "renew",
    "status_of",
    "suggest",
]
