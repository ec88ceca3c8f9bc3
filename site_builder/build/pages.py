"""The second half of the way: a site to a plan, and the plan to bytes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from site_builder import feeds, hosting, open_data, structured_data
from site_builder.build.memory import Memory
from site_builder.build.reading import Content, Reader
from site_builder.build.request import Problems, Request
from site_builder.build.timing import Span
from site_builder.cache import Codec, encoded, fingerprint, of_bytes
from site_builder.graph import Site, assemble, missing_pages
from site_builder.model import Claim, Page, Settings, Source, Topic
from site_builder.output import Stage
from site_builder.rendering import (
    VIEWS,
    Picture,
    StaticFiles,
    Templates,
    View,
    bundled_templates,
    find_unread,
    fingerprint_closures,
    load_templates,
    make_views,
    render_page,
    static_files,
)
from site_builder.routes import PageKind, Plan, check_links, make_plan

_CLOSURES = Codec(dict[str, str])

# More pages than these are worth several processes.
_FEW_PAGES = 400


class PageKey(NamedTuple):
    """All that a page is made from: the program, its templates and its view, as fingerprints."""

    program: bytes
    templates: bytes
    view: bytes

    @classmethod
    def of(cls, program: bytes, template: str, closure: str, view: bytes) -> "PageKey":
        """Make the key of a page from its template, what stands for its parts, and its view."""
        return cls(program, fingerprint(template.encode(), closure.encode()), of_bytes(view))

    @classmethod
    def read(cls, key: bytes) -> "PageKey":
        """Take a key apart."""
        view, templates = len(of_bytes(b"")), 2 * len(of_bytes(b""))
        return cls(key[:-templates], key[-templates:-view], key[-view:])

    def join(self) -> bytes:
        """Return the key as the site knows it."""
        return b"".join(self)


def template_of(kind: PageKind) -> str:
    """Return the name of the template of a kind of page."""
    return f"{kind.value}.html"


class Job(NamedTuple):
    """A page to be rendered: its path, the key of all that it is made from, kind and view.

    The view is written as bytes: so it takes a tenth of the time to send to another process.
    """

    path: str
    key: bytes
    kind: PageKind
    view: bytes


class Rendering(NamedTuple):
    """A rendered page; its bytes are empty where there are problems."""

    path: str
    key: bytes
    data: bytes
    problems: Problems
    span: Span


@dataclass(frozen=True, slots=True)
class Layout:
    """A planned site with the templates that it is rendered with."""

    site: Site
    plan: Plan
    templates: Templates
    static: StaticFiles


def assemble_site(content: Content, settings: Settings, request: Request) -> tuple[Site, Problems]:
    """Join all records to one site."""
    described = content.described
    return assemble(
        settings,
        request.mode,
        articles=content.articles,
        sources=[(r, body) for r, body in described if isinstance(r, Source)],
        topics=[(r, body) for r, body in described if isinstance(r, Topic)],
        claims=[(r, body) for r, body in described if isinstance(r, Claim)],
        pages=[(r, body) for r, body in described if isinstance(r, Page)],
        assets=content.assets,
    )


def lay_out(site: Site, root: Path) -> tuple[Layout, Problems]:
    """Give everything its address, check what leads where, and load the templates."""
    plan, problems = make_plan(site)
    problems.extend(check_links(site, plan))
    problems.extend(missing_pages(site))
    problems.extend(hosting.check_redirects(plan.redirects, site.settings.place))
    bundled, own = bundled_templates(), root / "templates"
    templates, faults = load_templates(bundled, own)
    problems.extend(faults)
    problems.extend(find_unread(bundled, own, templates))
    static, faults = static_files(templates, site.settings)
    problems.extend(faults)
    return Layout(site, plan, templates, static), problems


def render_pages(
    layout: Layout, reader: Reader, site: Stage, picture: Picture
) -> Iterator[Rendering]:
    """Yield each page that the site does not have yet, in the order of the plan."""
    jobs = _jobs(layout, reader, site, picture)
    first = list(islice(jobs, _FEW_PAGES))
    render = partial(render_batch, layout.templates)
    return reader.pool.map(render, chain(first, jobs), is_much=len(first) == _FEW_PAGES)


def _jobs(layout: Layout, reader: Reader, site: Stage, picture: Picture) -> Iterator[Job]:
    pages = layout.plan.pages
    closures = closure_fingerprints(layout.templates, reader.memory)
    describe = partial(structured_data.describe, layout.site, layout.plan)
    scripts = reader.request.preview
    views = make_views(
        layout.site,
        layout.plan,
        layout.static,
        pages,
        describe,
        picture=picture,
        scripts=scripts,
    )
    for done, (page, view) in enumerate(zip(pages, views, strict=True), start=1):
        template, data = template_of(page.kind), encoded(view)
        key = PageKey.of(reader.memory.program, template, closures[template], data).join()
        if not site.keep(page.path, key):
            yield Job(page.path, key, page.kind, data)
        reader.request.on_progress("Rendering pages", done, len(pages))


def closure_fingerprints(templates: Templates, memory: Memory) -> Mapping[str, str]:
    """Return what stands for each page's template and all that it is made of."""

    def make(_missing: Sequence[Templates]) -> Iterator[bytes]:
        yield _CLOSURES.encode(dict(fingerprint_closures(templates)))

    def key_of(one: Templates) -> bytes:
        return memory.key(b"closures", one.fingerprint.encode())

    (closures,) = memory.recall([templates], key_of, _CLOSURES.decode, make)
    return closures


def render_batch(templates: Templates, batch: Sequence[Job]) -> list[Rendering]:
    """Render some pages. Pure; runs in any process."""
    return [_render(templates, job) for job in batch]


def _render(templates: Templates, job: Job) -> Rendering:
    begin = perf_counter()
    template = template_of(job.kind)
    data, problems = render_page(templates, template, _read(job))
    span = Span.since(begin, "template", job.path, template)
    return Rendering(job.path, job.key, data, problems, span)


def _read(job: Job) -> View:
    view = _codec(job.kind).decode(job.view)
    if view is None:
        raise ValueError("a view that was just made can't be read")
    return view


@cache
def _codec(kind: PageKind) -> Codec[View]:
    return Codec(VIEWS[kind])


def other_files(layout: Layout, request: Request) -> Iterator[tuple[str, bytes]]:
    """Yield the path and bytes of what is neither a page, a feed nor an asset of the content."""
    yield from layout.static.contents.items()
    yield from structured_data.annotation_files(layout.site, layout.plan)
    yield from open_data.files(layout.site, layout.plan)
    static, listed = layout.static.immutable, request.listed
    yield from hosting.files(layout.site, layout.plan, static, listed=listed).items()


def write_feeds(layout: Layout, reader: Reader, site: Stage) -> int:
    """Write each feed that the site does not have yet; return how many there are."""
    count = 0
    for feed in feeds.files(layout.site, layout.plan):
        key = reader.memory.key(b"feed", feed.made_of)
        if not site.keep(feed.path, key):
            site.write(feed.path, feed.make(), key)
        count += 1
    return count
