"""The first half of the way: files to records with rendered bodies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from site_builder import config, content, markdown
from site_builder.anchoring import Standing, anchor
from site_builder.build.pool import Workers
from site_builder.build.request import Problems, Request
from site_builder.content import ContentFile, FileKind
from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.graph import Rendered
from site_builder.markdown import Body, Context
from site_builder.model import Article, Asset, Claim, MarkdownText, Page, Settings, Source, Topic

References = Mapping[str, tuple[str, str]]
Loaded = tuple[ContentFile, bytes]
Described = tuple[Source | Topic | Claim | Page, Body]

_SETTINGS = "content/site.yaml"
_DISCLAIMER = "disclaimer"


@dataclass(frozen=True, slots=True)
class Files:
    """The content tree: the bytes of its text files, and its assets, which stay on the disk."""

    loaded: tuple[Loaded, ...]
    assets: tuple[ContentFile, ...]

    def of(self, *kinds: FileKind) -> list[Loaded]:
        """Return the text files of some kinds, in the order of their paths."""
        return [(file, data) for file, data in self.loaded if file.kind in kinds]

    @property
    def article_bytes(self) -> int:
        """How much there is to decode and render."""
        return sum(len(data) for _, data in self.of(FileKind.ARTICLE))


@dataclass(frozen=True, slots=True)
class Content:
    """All that could be read of a content tree, each kind in the order of its paths."""

    articles: tuple[Rendered, ...]
    described: tuple[Described, ...]
    assets: tuple[Asset, ...]


def load_files(root: Path) -> tuple[Files, Problems]:
    """Walk the content tree and read every text file in it."""
    listed, problems = content.list_files(root)
    loaded = []
    for file in listed:
        if file.kind is not FileKind.ASSET:
            data, faults = content.load(file)
            problems.extend(faults)
            if data is not None:
                loaded.append((file, data))
    assets = tuple(file for file in listed if file.kind is FileKind.ASSET)
    return Files(tuple(loaded), assets), problems


def read_settings(files: Files, request: Request) -> tuple[Settings | None, Problems]:
    """Read ``site.yaml``; a folder without it is no digest."""
    for file, data in files.of(FileKind.SETTINGS):
        return config.read_settings(file.path, data, request.base_url)
    message = "This folder has no content/site.yaml, so it is no digest yet."
    hint = "Make one with `digest init`, or say where the digest is with --root."
    return None, [Diagnostic.of(Code.MISSING_SETTINGS, Place(_SETTINGS), message, hint)]


def read_content(
    files: Files, settings: Settings, pool: Workers, request: Request
) -> tuple[Content, Problems]:
    """Decode every file and render every body: articles by the workers, the rest here."""
    problems: Problems = []
    pages = list(_decode(files.of(FileKind.PAGE), settings, problems))
    references = _references(settings, (page for page in pages if isinstance(page, Page)))
    kinds = (FileKind.SOURCE, FileKind.TOPIC, FileKind.CLAIM)
    records = [*_decode(files.of(*kinds), settings, problems), *pages]
    described = tuple(
        (r, _render(r.body, Context(None, _title_of(r), references), problems)) for r in records
    )
    articles = []
    loaded = files.of(FileKind.ARTICLE)
    claims = (record for record in records if isinstance(record, Claim))
    standing = Standing.of(settings, claims, drafts=request.drafts)
    read = partial(read_articles, settings, references, standing)
    for done, (article, faults) in enumerate(pool.map(read, loaded), start=1):
        problems.extend(faults)
        if article is not None:
            articles.append(article)
        request.on_progress("Reading articles", done, len(loaded))
    assets = tuple(_read_assets(files.assets, problems))
    return Content(tuple(articles), described, assets), problems


def _decode(
    loaded: Sequence[Loaded], settings: Settings, problems: Problems
) -> Iterator[Source | Topic | Claim | Page]:
    for file, data in loaded:
        record, faults = content.decode(file, data, settings)
        problems.extend(faults)
        if record is not None and not isinstance(record, Article):
            yield record


def _references(settings: Settings, pages: Iterable[Page]) -> References:
    """Link labels for every body: those of site.yaml, and the disclaimer's own."""
    slugs = {page.slug.value for page in pages}
    references = {_DISCLAIMER: (f"/{_DISCLAIMER}/", "")} if _DISCLAIMER in slugs else {}
    references.update((label, (url, "")) for label, url in settings.references.items())
    return references


def _title_of(record: Source | Topic | Claim | Page) -> str | None:
    """Return what stands as heading over the record's page."""
    match record:
        case Source():
            return record.name
        case Claim():
            return record.text
        case _:
            return record.title


def _render(text: MarkdownText, context: Context, problems: Problems) -> Body:
    body, faults = markdown.render(text, context)
    problems.extend(faults)
    return body


def read_articles(
    settings: Settings, references: References, standing: Standing, batch: Sequence[Loaded]
) -> list[tuple[Rendered | None, Problems]]:
    """Decode, render and anchor some articles. Pure; runs in any process."""
    return [_read_article(file, data, settings, references, standing) for file, data in batch]


def _read_article(
    file: ContentFile,
    data: bytes,
    settings: Settings,
    references: References,
    standing: Standing,
) -> tuple[Rendered | None, Problems]:
    article, problems = content.decode(file, data, settings)
    if not isinstance(article, Article):
        return None, problems
    base = article.source.url.value if article.source.url else None
    context = Context(base, article.title.value, references, annotated=True)
    parsed = markdown.parse(article.body, context)
    problems.extend(parsed.problems)
    body, faults = anchor(article, parsed, standing)
    problems.extend(faults)
    note = None
    if article.note is not None:
        note = _render(article.note, Context(None, None, references, "note"), problems)
    explanations = {
        one.id: _render(one.note, Context(None, None, references, one.id), problems)
        for one in article.annotations
        if one.note is not None
    }
    return Rendered(article, body, note, explanations), problems


def _read_assets(files: Sequence[ContentFile], problems: Problems) -> Iterator[Asset]:
    for file in files:
        asset, faults = content.read_asset(file)
        problems.extend(faults)
        if asset is not None:
            yield asset
