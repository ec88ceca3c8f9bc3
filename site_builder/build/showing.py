"""One state of a site that is shown: its files are made when somebody asks for them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import chain
from pathlib import Path

from site_builder import feeds, structured_data
from site_builder.build.inputs import Inputs
from site_builder.build.others import other_files, static_contents
from site_builder.build.pages import Layout, template_of
from site_builder.build.request import Problems, Report, Request
from site_builder.content import FileKind
from site_builder.graph import Site
from site_builder.rendering import make_views, render_page
from site_builder.routes import PageKind, PlannedPage


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the site: its bytes, or what is wrong with the template that makes it."""

    data: bytes
    problems: Problems


class Index:
    """What is looked up in a plan. It holds for every site that has this plan."""

    def __init__(self, layout: Layout, inputs: Inputs) -> None:
        self._site = layout.site
        self._plan = layout.plan
        self._inputs = inputs

    @cached_property
    def pages(self) -> Mapping[str, PlannedPage]:
        """The pages by their paths below the output."""
        return {page.path: page for page in self._plan.pages}

    @cached_property
    def assets(self) -> Mapping[str, Path]:
        """Where the files lie whose bytes are published, by their paths below the output."""
        inputs = self._inputs.of(FileKind.ASSET)
        locations = {one.file.path: one.file.location for one in inputs}
        assets = self._site.assets
        return {one.path: locations[assets[one.asset].place.path] for one in self._plan.files}

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """The files of the content that pages show, by the addresses of the pages."""
        found = {(kind, key): path for kind, key, path in _files_of(self._site)}
        return {
            page.address: found[page.kind, page.subject]
            for page in self._plan.pages
            if (page.kind, page.subject) in found
            and (page.paging is None or page.paging.number is None)
        }

    @cached_property
    def addresses(self) -> Mapping[str, str]:
        """The addresses of the pages that show files: of an article's, the article's own."""
        found: dict[str, str] = {}
        for address, path in self.sources.items():
            found.setdefault(path, address)
        articles = self._site.entries.items()
        return found | {one.article.place.path: self._plan.articles[key] for key, one in articles}


def _files_of(site: Site) -> Iterator[tuple[PageKind, str, str]]:
    for key, entry in site.entries.items():
        yield PageKind.ARTICLE, key, entry.article.place.path
    for key, claim in site.claims.items():
        yield PageKind.CLAIM, key, claim.claim.place.path
    for key, page in site.pages.items():
        yield PageKind.PAGE, key, page.page.place.path
    for key, topic in site.topics.items():
        if topic.topic is not None:
            yield PageKind.TOPIC, key, topic.topic.place.path
    for key, source in site.sources.items():
        if source.body is not None:
            yield PageKind.SOURCE, key, source.source.place.path


class State:
    """The site at one time.

    ``number`` grows from state to state. ``report`` is what a check says of it. Where settings or
    templates are broken, ``layout`` is the last that was whole, None if there never was one.
    """

    def __init__(
        self,
        number: int,
        request: Request,
        report: Report,
        layout: Layout | None = None,
        index: Index | None = None,
    ) -> None:
        self.number = number
        self.report = report
        self.layout = layout
        self.index = index
        self._request = request
        self._made: dict[str, Made] = {}

    def find(self, path: str) -> Made | Path | None:
        """Return a file of the site by its path below the output, or where its bytes lie.

        May be asked by several threads at once.
        """
        if self.layout is None or self.index is None:
            return None
        if path in self._made:
            return self._made[path]
        if path in self.index.pages:
            made = _make_page(self.layout, self.index.pages[path])
            return self._made.setdefault(path, made)
        if path in self.index.assets:
            return self.index.assets[path]
        make = self._files.get(path)
        return None if make is None else self._made.setdefault(path, Made(make(), []))

    def faults_of(self, path: str) -> Problems:
        """Make a page and keep nothing of it but what is wrong with its template."""
        if self.layout is None or self.index is None or path not in self.index.pages:
            return []
        return _make_page(self.layout, self.index.pages[path]).problems

    @cached_property
    def _files(self) -> Mapping[str, Callable[[], bytes]]:
        """What makes the files that are neither pages nor assets."""
        layout = self.layout
        if layout is None:
            return {}
        makers: dict[str, Callable[[], bytes]]
        makers = {one.path: one.make for one in feeds.files(layout.site, layout.plan)}
        others = chain(static_contents(layout), other_files(layout, self._request))
        return makers | {one.path: one.make for one in others}


def _make_page(layout: Layout, page: PlannedPage) -> Made:
    describe = partial(structured_data.describe, layout.site, layout.plan)
    views = make_views(layout.site, layout.plan, layout.static, [page], describe, scripts=True)
    return Made(*render_page(layout.templates, template_of(page.kind), next(views)))
