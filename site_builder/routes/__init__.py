"""The only place where an address or an output path is made.

``make_plan`` lists everything that will be written, ``check_links`` finds what leads nowhere.
"""

from site_builder.routes.links import check_links
from site_builder.routes.plan import (
    PageKind,
    Paging,
    Plan,
    PlannedAsset,
    PlannedPage,
    Redirect,
)
from site_builder.routes.planning import make_plan

__all__ = [
    "PageKind",
    "Paging",
    "Plan",
    "PlannedAsset",
    "PlannedPage",
    "Redirect",
    "check_links",
    "make_plan",
]
