"""The second half of the way: a site to a plan, and the plan to bytes."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain, islice
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from site_builder import hosting
from site_builder.build.memory import Memory
from site_builder.build.parts import Parts
from site_builder.build.reading import Content, Reader, references_of
from site_builder.build.request import Problems, Request
from site_builder.build.timing import Span
from site_builder.build.traces import Traces
from site_builder.build.viewing import PicturesOf, ViewsOf
from site_builder.build.watching import EVERYWHERE
from site_builder.cache import Codec, encoded, fingerprint, of_bytes
from site_builder.graph import Site, assemble, missing_pages
from site_builder.model import Claim, Page, Settings, Source, Topic
from site_builder.output import Stage, digest_of
from site_builder.rendering import (
    VIEWS,
    StaticFiles,
    Templates,
    View,
    bundled_templates,
    find_unread,
    fingerprint_closures,
    load_templates,
    render_page,
    static_files,
)
from site_builder.routes import PageKind, Plan, PlannedPage, check_links, make_plan

_CLOSURES = Codec(dict[str, str])

Beside = Callable[[PlannedPage], None]
"""Writes what lies beside a page of the plan."""

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
        return cls(program, cls.templates_of(template, closure), of_bytes(view))

    @staticmethod
    def templates_of(template: str, closure: str) -> bytes:
        """Return what stands for a template and all its parts."""
        return fingerprint(template.encode(), closure.encode())

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
    """A rendered page: its bytes, empty where there are problems, and what stands for them."""

    path: str
    key: bytes
    data: bytes
    digest: bytes
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


@dataclass(frozen=True, slots=True)
class Making:
    """What makes views and other files and watches them, and what is known of them already."""

    views: ViewsOf
    traces: Traces

    @classmethod
    def of(cls, layout: Layout, reader: Reader, pictures: PicturesOf) -> "Making":
        """Begin to make the files of a site."""
        scripts = reader.request.preview
        views = ViewsOf(layout.site, layout.plan, layout.static, pictures, scripts=scripts)
        return cls(views, traces_of(layout, reader))

    def keep(self) -> None:
        """Leave what is known to the next build."""
        self.traces.keep(self.views.watch.fields, self.views.memo.groups)


def render_pages(
    layout: Layout, reader: Reader, site: Stage, making: Making, beside: Beside
) -> Iterator[Rendering]:
    """Yield each page that the site does not have yet, in the order of the plan.

    What lies beside them is written on the way, while others render.
    """
    jobs = _jobs(layout, reader, site, making, beside)
    first = list(islice(jobs, _FEW_PAGES))
    render = partial(render_batch, layout.templates)
    return reader.pool.map(render, chain(first, jobs), is_much=len(first) == _FEW_PAGES)


def _jobs(
    layout: Layout, reader: Reader, site: Stage, making: Making, beside: Beside
) -> Iterator[Job]:
    pages, memory, traces = layout.plan.pages, reader.memory, making.traces
    templates = _template_fingerprints(layout.templates, memory)
    for done, page in enumerate(pages, start=1):
        key = PageKey(memory.program, templates[page.kind], traces.known(page.path) or b"")
        if not key.view or not site.keep(page.path, key.join()):
            view, parts = making.views.make(page)
            data = encoded(view)
            key = key._replace(view=of_bytes(data))
            traces.note(page.path, key.view, parts, page)
            if not site.keep(page.path, key.join()):
                yield Job(page.path, key.join(), page.kind, data)
        beside(page)
        reader.request.on_progress("Rendering pages", done, len(pages))
    making.views.memo.let_go()


def traces_of(layout: Layout, reader: Reader) -> Traces:
    """Return what is known of the pages' views since the build before."""
    files = {one.file.path: one.digest for one in reader.inputs.files}
    parts = Parts(layout.site, layout.plan, files)
    fields = (parts.written(name) for name in sorted(EVERYWHERE))
    # Bodies were read by the references, and each static file's address has a hash of it.
    others = encoded((tuple(references_of(reader).items()), layout.static.addresses))
    return Traces(reader.memory, reader.request, parts, fingerprint(others, *fields))


def _template_fingerprints(templates: Templates, memory: Memory) -> Mapping[PageKind, bytes]:
    closures = closure_fingerprints(templates, memory)
    names = {kind: template_of(kind) for kind in PageKind}
    return {kind: PageKey.templates_of(name, closures[name]) for kind, name in names.items()}


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
    return Rendering(job.path, job.key, data, digest_of(data), problems, span)


def _read(job: Job) -> View:
    view = _codec(job.kind).decode(job.view)
    if view is None:
        raise ValueError("a view that was just made can't be read")
    return view


@cache
def _codec(kind: PageKind) -> Codec[View]:
    return Codec(VIEWS[kind])
