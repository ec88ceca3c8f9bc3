"""Why a page is built again or not, what it is made of, and what is made of a file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar
from urllib.parse import unquote

from site_builder import feeds, structured_data
from site_builder.build.inputs import Inputs
from site_builder.build.pages import (
    Layout,
    PageKey,
    closure_fingerprints,
    other_files,
    template_of,
)
from site_builder.build.picturing import pictures
from site_builder.build.reading import Reader
from site_builder.build.request import Request
from site_builder.cache import encoded, of_bytes
from site_builder.graph import Site
from site_builder.model import Article, Asset, Claim, Page, Source, Topic
from site_builder.output import Manifest
from site_builder.rendering import View, closures_of, make_views
from site_builder.routes import PlannedPage

Record = TypeVar("Record")

_TEMPLATES = "templates/"


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


class _Watched(Mapping[str, Record]):
    """A mapping that notes which of its records are looked at."""

    def __init__(self, records: Mapping[str, Record], note: Callable[[Record], None]) -> None:
        self._records = records
        self._note = note

    def __getitem__(self, key: str) -> Record:
        record = self._records[key]
        self._note(record)
        return record

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


def explain_page(
    layout: Layout, reader: Reader, page: PlannedPage, published: Manifest | None
) -> Explanation:
    """Say what a page is made of, by making its view and watching what that looks at."""
    view, files = _watch(layout, page)
    name = template_of(page.kind)
    closure = closure_fingerprints(layout.templates, reader.memory)[name]
    key = PageKey.of(reader.memory.program, name, closure, encoded(view))
    old = published.files.get(page.path) if published else None
    reasons = _reasons(PageKey.read(old.key), key) if old else ("It was not published yet.",)
    shown = (layout.templates.shown[one] for one in closures_of(layout.templates)[name])
    return Explanation(page.address, tuple(reasons), (*shown, *files), ())


def _reasons(old: PageKey, new: PageKey) -> Iterator[str]:
    if old.program != new.program:
        yield "The program has changed."
    if old.templates != new.templates:
        yield "A template has changed."
    if old.view != new.view:
        yield "What it shows has changed."


def explain_other(
    layout: Layout, reader: Reader, address: str, published: Manifest | None
) -> Explanation | None:
    """Say what a feed, data or another file of the site is made of; None where there is none."""
    path = unquote(address).removeprefix("/")
    seen: list[object] = []
    watched = replace(layout, site=_watched(layout.site, seen))
    for name, make in _others(watched, reader.request):
        if name == path:
            old = published.files.get(path) if published else None
            made = of_bytes(make())
            changed = ("What it says has changed.",) if old and old.digest != made else ()
            reasons = changed if old else ("It was not published yet.",)
            return Explanation(address, reasons, tuple(sorted(set(_files(seen)))), ())
        seen.clear()
    return None


def _others(layout: Layout, request: Request) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the files of the site that are no pages: the path, and what makes the bytes."""
    yield from ((feed.path, feed.make) for feed in feeds.files(layout.site, layout.plan))
    yield from ((path, partial(bytes, data)) for path, data in other_files(layout, request))


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
    templates = closures_of(layout.templates) if path.startswith(_TEMPLATES) else {}
    for page in layout.plan.pages:
        parts = (layout.templates.shown[one] for one in templates.get(template_of(page.kind), ()))
        if path in parts or (not templates and path in _watch(layout, page)[1]):
            yield page.address


def _watch(layout: Layout, page: PlannedPage) -> tuple[View, tuple[str, ...]]:
    """Return the view of a page, and the files that it looks at."""
    seen: list[object] = []
    site = _watched(layout.site, seen)
    describe = partial(structured_data.describe, site, layout.plan)
    picture = pictures(site, layout.templates).address
    pages = [page]
    (view,) = make_views(site, layout.plan, layout.static, pages, describe, picture=picture)
    return view, tuple(sorted(set(_files(seen))))


def _watched(site: Site, seen: list[object]) -> Site:
    note = seen.append
    return replace(
        site,
        entries=_Watched(site.entries, note),
        claims=_Watched(site.claims, note),
        sources=_Watched(site.sources, note),
        topics=_Watched(site.topics, note),
        pages=_Watched(site.pages, note),
        assets=_Watched(site.assets, note),
    )


def _files(seen: Iterable[object]) -> Iterator[str]:
    """Yield the paths of the records that entries of the site are made of."""
    for entry in seen:
        if isinstance(entry, Asset):
            yield entry.place.path
            continue
        for name in ("article", "claim", "source", "topic", "page"):
            record = getattr(entry, name, None)
            if isinstance(record, Article | Claim | Source | Topic | Page):
                yield record.place.path
