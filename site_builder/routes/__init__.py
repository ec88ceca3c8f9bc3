"""The only place where an address or an output path is made.

``make_plan`` lists everything that will be written, ``check_links`` finds what leads nowhere, and
``to_words`` leads to words on other sites.
"""

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
)
from site_builder.routes.planning import make_plan
from site_builder.routes.text_fragments import to_words

__all__ = [
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
    "check_links",
    "make_plan",
    "to_words",
]
