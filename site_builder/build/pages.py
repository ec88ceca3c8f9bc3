"""The second half of the way: a site to a plan, and the plan to bytes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from site_builder import hosting, structured_data
from site_builder.build.pool import Workers
from site_builder.build.reading import Content
from site_builder.build.request import Problems, Request
from site_builder.graph import Site, assemble
from site_builder.model import Claim, Page, Settings, Source, Topic
from site_builder.rendering import (
    StaticFiles,
    Templates,
    View,
    bundled_templates,
    load_templates,
    make_views,
    render_page,
    static_files,
)
from site_builder.routes import Plan, check_links, make_plan

Job = tuple[str, str, View]
Rendering = tuple[str, bytes, Problems]


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
    templates, faults = load_templates(bundled_templates(), root / "templates")
    problems.extend(faults)
    static, faults = static_files(templates, site.settings)
    problems.extend(faults)
    return Layout(site, plan, templates, static), problems


def render_pages(layout: Layout, pool: Workers, request: Request) -> Iterator[Rendering]:
    """Yield the path, bytes and problems of every page, in the order of the plan."""
    render = partial(render_batch, layout.templates)
    total = len(layout.plan.pages)
    for done, rendering in enumerate(pool.map(render, _jobs(layout)), start=1):
        yield rendering
        request.on_progress("Rendering pages", done, total)


def _jobs(layout: Layout) -> Iterator[Job]:
    pages = layout.plan.pages
    describe = partial(structured_data.describe, layout.site, layout.plan)
    views = make_views(layout.site, layout.plan, layout.static, pages, describe)
    for page, view in zip(pages, views, strict=True):
        yield page.path, f"{page.kind.value}.html", view


def render_batch(templates: Templates, batch: Sequence[Job]) -> list[Rendering]:
    """Render some pages. Pure; runs in any process."""
    return [(path, *render_page(templates, name, view)) for path, name, view in batch]


def other_files(layout: Layout) -> Iterator[tuple[str, bytes]]:
    """Yield the path and bytes of what is neither a page nor an asset of the content."""
    yield from layout.static.contents.items()
    yield from hosting.files(layout.site, layout.plan, layout.static.immutable).items()
