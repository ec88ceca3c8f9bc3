"""Why a page is built again or not, what it is made of, and what is made of a file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from urllib.parse import unquote

from site_builder import feeds
from site_builder.build.inputs import Inputs
from site_builder.build.others import other_files, static_contents
from site_builder.build.pages import (
    Layout,
    PageKey,
    closure_fingerprints,
    template_of,
    traces_of,
)
from site_builder.build.picturing import pictures
from site_builder.build.reading import Reader
from site_builder.build.request import Request
from site_builder.build.viewing import ViewsOf
from site_builder.cache import encoded, of_bytes
from site_builder.graph import Site
from site_builder.model import Article, Asset, Claim, Page, Source, Topic
from site_builder.output import Manifest
from site_builder.rendering import closures_of
from site_builder.routes import PlannedPage

_TEMPLATES = "templates/"
_RECORDS = ("article", "claim", "source", "topic", "page")
_SHOWN = "What it shows has changed."


@dataclass(frozen=True, slots=True)
class Explanation:
    """What is to be said of a page or a file.

    ``subject`` is an address or a path. ``reasons`` say why the next build makes it anew; none:
    it is as it was. ``made_of`` are the templates and files that a page depends on, beside the
    settings; ``makes`` are the addresses of the pages that depend on a file.
    """

    subject: str
    reasons: tuple[str, ...]
    made_of: tuple[str, ...]
    makes: tuple[str, ...]


def explain_page(
    layout: Layout, reader: Reader, page: PlannedPage, published: Manifest | None
) -> Explanation:
    """Say what a page is made of, by making its view and watching what that looks at."""
    views = _views(layout)
    view, parts = views.make(page)
    name = template_of(page.kind)
    closure = closure_fingerprints(layout.templates, reader.memory)[name]
    key = PageKey.of(reader.memory.program, name, closure, encoded(view))
    old = published.files.get(page.path) if published else None
    reasons = list(_reasons(PageKey.read(old.key), key)) if old else ["It was not published yet."]
    if _SHOWN in reasons:
        changed = views.memo.parts_of(parts) & traces_of(layout, reader).changed
        reasons += map("It looks at {}, which has changed.".format, _files(layout, views, changed))
    shown = (layout.templates.shown[one] for one in closures_of(layout.templates)[name])
    files = _files(layout, views, views.memo.parts_of(parts))
    return Explanation(page.address, tuple(reasons), (*shown, *files), ())


def _reasons(old: PageKey, new: PageKey) -> Iterator[str]:
    if old.program != new.program:
        yield "The program has changed."
    if old.templates != new.templates:
        yield "A template has changed."
    if old.view != new.view:
        yield _SHOWN


def explain_other(
    layout: Layout, reader: Reader, address: str, published: Manifest | None
) -> Explanation | None:
    """Say what a feed, data or another file of the site is made of; None where there is none."""
    path = unquote(address).removeprefix("/")
    views = _views(layout)
    watched = replace(layout, site=views.site, plan=views.plan)
    for name, make in _others(watched, reader.request):
        if name == path:
            old = published.files.get(path) if published else None
            made = of_bytes(make())
            changed = ("What it says has changed.",) if old and old.digest != made else ()
            reasons = changed if old else ("It was not published yet.",)
            return Explanation(address, reasons, _files(layout, views, views.watch.seen), ())
        views.watch.seen.clear()
    return None


def _others(layout: Layout, request: Request) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the files of the site that are no pages: the path, and what makes the bytes."""
    yield from ((feed.path, feed.make) for feed in feeds.files(layout.site, layout.plan))
    others = chain(static_contents(layout), other_files(layout, request))
    yield from ((one.path, one.make) for one in others)


def explain_file(
    layout: Layout, reader: Reader, path: str, known: Mapping[str, bytes]
) -> Explanation:
    """Say whether a file has changed since the last build, and which pages are made of it."""
    digest = next((one.digest for one in reader.inputs.files if one.file.path == path), None)
    changed = digest is not None and known.get(path) != digest
    reasons = ("It is new, or has changed since the last build.",) if changed else ()
    return Explanation(path, reasons, (), tuple(_pages_of(layout, path)))


def has_file(layout: Layout, inputs: Inputs, path: str) -> bool:
    """Tell whether a build reads a file: of the content, or a template, the bundled ones too."""
    return path in layout.templates.shown.values() or any(
        one.file.path == path for one in inputs.files
    )


def _pages_of(layout: Layout, path: str) -> Iterator[str]:
    if path.startswith(_TEMPLATES):
        templates = closures_of(layout.templates)
        for page in layout.plan.pages:
            names = templates.get(template_of(page.kind), ())
            if path in (layout.templates.shown[name] for name in names):
                yield page.address
        return
    views = _views(layout)
    made_of = [(page.address, views.make(page)[1]) for page in layout.plan.pages]
    looked_at = views.watch.parts.items()
    wanted = {number for number, part in looked_at if _path_of(layout.site, *part) == path}
    wanted |= {one for one, parts in views.memo.groups.items() if not wanted.isdisjoint(parts)}
    yield from (address for address, parts in made_of if not wanted.isdisjoint(parts))


def _views(layout: Layout) -> ViewsOf:
    of = pictures(layout.site, layout.templates).of
    return ViewsOf(layout.site, layout.plan, layout.static, of, scripts=False)


def _files(layout: Layout, views: ViewsOf, parts: Iterable[int]) -> tuple[str, ...]:
    """Return the paths of the files that some parts of the site are made of."""
    looked_at = views.watch.parts
    found = (_path_of(layout.site, *looked_at[one]) for one in parts)
    return tuple(sorted({path for path in found if path is not None}))


def _path_of(site: Site, name: str, key: object) -> str | None:
    """Return the path of the file that a part of the site is made of, if it is a record of one."""
    whole, _, field = name.partition(".")
    entries = getattr(site, field) if whole == "site" else None
    entry = entries.get(key) if isinstance(entries, Mapping) else None
    if isinstance(entry, Asset):
        return entry.place.path
    found = (getattr(entry, kind, None) for kind in _RECORDS)
    records = (one for one in found if isinstance(one, Article | Claim | Source | Topic | Page))
    return next((record.place.path for record in records), None)
