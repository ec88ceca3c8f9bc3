"""Makes the views of pages and notes what they look at."""

from collections.abc import Callable
from functools import partial

from site_builder import structured_data
from site_builder.build.watching import (
    Watch,
    WatchedMemo,
    roughly_watched_plan,
    roughly_watched_site,
    watched_plan,
    watched_site,
)
from site_builder.graph import Site
from site_builder.rendering import Picture, StaticFiles, View, make_views
from site_builder.routes import Plan, PlannedPage

PicturesOf = Callable[[Site], Picture]
"""Returns what gives the addresses of pictures, and looks for that at a site."""


class ViewsOf:
    """The views of a site, each made when it is asked for.

    ``site`` and ``plan`` are such that ``watch`` knows what is looked at in them; the rough ones
    are for what looks at nearly everything.
    """

    def __init__(
        self, site: Site, plan: Plan, static: StaticFiles, pictures: PicturesOf, *, scripts: bool
    ) -> None:
        self.watch = Watch()
        self.memo = WatchedMemo(self.watch)
        self.site = watched_site(site, self.watch)
        self.plan = watched_plan(plan, self.watch)
        self.rough_site = roughly_watched_site(site, self.watch)
        self.rough_plan = roughly_watched_plan(plan, self.watch)
        self._make = partial(
            make_views,
            self.site,
            self.plan,
            static,
            describe=partial(structured_data.describe, self.site, self.plan),
            picture=pictures(self.site),
            scripts=scripts,
            memo=self.memo,
        )

    def make(self, page: PlannedPage) -> tuple[View, set[int]]:
        """Return the view of a page, and the numbers of the parts that it is made of."""
        return self.watch.during(lambda: next(self._make([page])))
