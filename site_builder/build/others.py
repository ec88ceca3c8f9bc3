"""Files that are no pages, feeds of articles or assets: made where they may have changed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import NamedTuple

from site_builder import feeds, hosting, open_data, structured_data
from site_builder.build.listing import ListFile, write_list
from site_builder.build.pages import Beside, Layout, Making
from site_builder.build.request import Request
from site_builder.cache import of_bytes
from site_builder.output import Stage, digest_of
from site_builder.routes import PlannedPage


class OtherFile(NamedTuple):
    """A file to be: its path, and what makes its bytes; ``page`` is the one that it belongs to.

    ``make`` looks at the layout when it is called, and has nothing of it but names and the page.
    """

    path: str
    make: Callable[[], bytes]
    page: PlannedPage | None = None


def other_files(layout: Layout, request: Request) -> Iterator[OtherFile]:
    """Yield what is no page, no feed of articles, no asset of the content and no static file."""
    yield from _annotations(layout)
    yield from _latest(layout)
    for one in _lists(layout):
        yield OtherFile(one.path, partial(one.make, open_data.at_once))
    yield from _of_the_whole(layout, request)


def _annotations(layout: Layout) -> Iterator[OtherFile]:
    for page in structured_data.annotated_pages(layout.plan):
        yield _beside(page, layout, layout)


def _beside(page: PlannedPage, layout: Layout, watched: Layout) -> OtherFile:
    """Return the file of annotations beside an article, which is made of what is ``watched``."""
    make = partial(structured_data.annotation_file, watched.site, watched.plan, page)
    return OtherFile(layout.plan.annotations[page.subject].path, make, page)


def _latest(layout: Layout) -> Iterator[OtherFile]:
    """Yield the feeds of claims and of corrections."""
    yield from (OtherFile(path, make) for path, make in feeds.latest(layout.site, layout.plan))


def _lists(layout: Layout) -> Iterator[ListFile]:
    yield from (ListFile(path, make) for path, make in open_data.lists(layout.site, layout.plan))


def _of_the_whole(layout: Layout, request: Request) -> Iterator[OtherFile]:
    """Yield the files that tell of the whole site."""
    site, plan = layout.site, layout.plan
    static, listed = layout.static.immutable, request.listed
    files = chain(open_data.files(site, plan), hosting.files(site, plan, static, listed=listed))
    yield from (OtherFile(path, make) for path, make in files)


def static_contents(layout: Layout) -> Iterator[OtherFile]:
    """Yield the static files of the templates."""
    for path, data in layout.static.contents.items():
        yield OtherFile(path, partial(bytes, data))


def beside_pages(layout: Layout, making: Making, site: Stage) -> Beside:
    """Return what writes the annotations beside an article, where the site lacks them still."""
    views = making.views
    watched = replace(layout, site=views.site, plan=views.plan)

    def write(page: PlannedPage) -> None:
        if structured_data.is_annotated(layout.plan, page):
            path = layout.plan.annotations[page.subject].path
            if not _is_there(path, making, site):
                _write_anew(_beside(page, layout, watched), making, site)

    return write


def write_others(layout: Layout, request: Request, making: Making, site: Stage) -> int:
    """Write each file that the site does not have yet; return how many there are in all.

    Those beside pages are there already.
    """
    count = len(layout.plan.annotations)
    for one in static_contents(layout):
        data = one.make()
        site.write(one.path, data, of_bytes(data))
        count += 1
    views = making.views
    watched = replace(layout, site=views.site, plan=views.plan)
    roughly = replace(layout, site=views.rough_site, plan=views.rough_plan)
    for listed in _lists(watched):
        write_list(listed, making, site)
        count += 1
    for one in chain(_latest(watched), _of_the_whole(roughly, request)):
        if not _is_there(one.path, making, site):
            _write_anew(one, making, site)
        count += 1
    return count


def _is_there(path: str, making: Making, site: Stage) -> bool:
    """Tell whether nothing has changed that a file is made of, and take it over."""
    known = making.traces.known(path)
    return known is not None and site.keep(path, known)


def _write_anew(one: OtherFile, making: Making, site: Stage) -> None:
    data, parts = making.views.watch.during(one.make)
    digest = digest_of(data)
    making.traces.note(one.path, digest, parts, one.page)
    site.write(one.path, data, digest, digest)
