"""The second half of the way: a site to a plan, and the plan to bytes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from site_builder import feeds, hosting, open_data, structured_data
from site_builder.build.memory import Memory
from site_builder.build.reading import Content, Reader
from site_builder.build.request import Problems, Request
from site_builder.cache import Codec, encoded
from site_builder.graph import Site, assemble
from site_builder.model import Claim, Page, Settings, Source, Topic
from site_builder.output import Stage
from site_builder.rendering import (
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
from site_builder.routes import Plan, check_links, make_plan

_CLOSURES = Codec(dict[str, str])

# More pages than these are worth several processes.
_FEW_PAGES = 400


class Job(NamedTuple):
    """A page to be rendered: its path, the key of all that it is made from, template and view."""

    path: str
    key: bytes
    template: str
    view: View


class Rendering(NamedTuple):
    """A rendered page; its bytes are empty where there are problems."""

    path: str
    key: bytes
    data: bytes
    problems: Problems


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
    bundled, own = bundled_templates(), root / "templates"
    templates, faults = load_templates(bundled, own)
    problems.extend(faults)
    problems.extend(find_unread(bundled, own, templates))
    static, faults = static_files(templates, site.settings)
    problems.extend(faults)
    return Layout(site, plan, templates, static), problems


def render_pages(layout: Layout, reader: Reader, site: Stage) -> Iterator[Rendering]:
    """Yield each page that the site does not have yet, in the order of the plan."""
    jobs = _jobs(layout, reader, site)
    first = list(islice(jobs, _FEW_PAGES))
    render = partial(render_batch, layout.templates)
    return reader.pool.map(render, chain(first, jobs), is_much=len(first) == _FEW_PAGES)


def _jobs(layout: Layout, reader: Reader, site: Stage) -> Iterator[Job]:
    pages = layout.plan.pages
    closures = _closures(layout.templates, reader.memory)
    describe = partial(structured_data.describe, layout.site, layout.plan)
    views = make_views(layout.site, layout.plan, layout.static, pages, describe)
    for done, (page, view) in enumerate(zip(pages, views, strict=True), start=1):
        template = f"{page.kind.value}.html"
        made_of = (template.encode(), closures[template].encode(), encoded(view))
        key = reader.memory.key(b"page", *made_of)
        if not site.keep(page.path, key):
            yield Job(page.path, key, template, view)
        reader.request.on_progress("Rendering pages", done, len(pages))


def _closures(templates: Templates, memory: Memory) -> Mapping[str, str]:
    def make(_missing: Sequence[Templates]) -> Iterator[bytes]:
        yield _CLOSURES.encode(dict(fingerprint_closures(templates)))

    def key_of(one: Templates) -> bytes:
        return memory.key(b"closures", one.fingerprint.encode())

    (closures,) = memory.recall([templates], key_of, _CLOSURES.decode, make)
    return closures


def render_batch(templates: Templates, batch: Sequence[Job]) -> list[Rendering]:
    """Render some pages. Pure; runs in any process."""
    return [
        Rendering(job.path, job.key, *render_page(templates, job.template, job.view))
        for job in batch
    ]


def other_files(layout: Layout) -> Iterator[tuple[str, bytes]]:
    """Yield the path and bytes of what is neither a page nor an asset of the content."""
    yield from layout.static.contents.items()
    yield from structured_data.annotation_files(layout.site, layout.plan)
    yield from feeds.files(layout.site, layout.plan)
    yield from open_data.files(layout.site, layout.plan)
    yield from hosting.files(layout.site, layout.plan, layout.static.immutable).items()
