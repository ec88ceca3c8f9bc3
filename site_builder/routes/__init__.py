"""The only place where an address or an output path is made.

``make_plan`` lists everything that will be written, ``check_links`` finds what leads nowhere, and
``to_words`` leads to words on other sites. ``language_of`` says in which language a page speaks.
"""

from site_builder.routes.addresses import CARDS, card_address
from site_builder.routes.language import language_of
from site_builder.routes.links import check_links
from site_builder.routes.plan import (
    DataKind,
    FeedKind,
    PageKind,
    Paging,
    Plan,
    PlannedAsset,
    PlannedFeed,
    PlannedFile,
    PlannedPage,
    Redirect,
    Sitemap,
    SitemapPart,
)
from site_builder.routes.planning import make_plan
from site_builder.routes.text_fragments import to_words

__all__ = [
    "CARDS",
    "DataKind",
    "FeedKind",
    "PageKind",
    "Paging",
    "Plan",
    "PlannedAsset",
    "PlannedFeed",
    "PlannedFile",
    "PlannedPage",
    "Redirect",
    "Sitemap",
    "SitemapPart",
    "card_address",
    "check_links",
    "language_of",
    "make_plan",
    "to_words",
]
