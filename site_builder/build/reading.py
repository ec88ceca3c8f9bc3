"""The first half of the way: files to records with rendered bodies."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter
from typing import Protocol, TypeVar

from site_builder import config, content, markdown
from site_builder.anchoring import Standing, anchor
from site_builder.build.inputs import Input, Inputs, InputsChangedError
from site_builder.build.memory import Memory
from site_builder.build.pool import Workers, workers
from site_builder.build.quoting import without_lines
from site_builder.build.readings import (
    ARTICLES,
    ASSETS,
    DESCRIBED,
    Anchored,
    ArticleReading,
    AssetReading,
    Described,
    DescribedReading,
    WholeReading,
    Written,
    write,
)
from site_builder.build.request import Problems, Request
from site_builder.build.shelf import Shelf
from site_builder.build.timing import Span
from site_builder.cache import encoded, of_bytes
from site_builder.content import ContentFile, FileKind
from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.graph import Rendered
from site_builder.markdown import Body, Context
from site_builder.model import Article, Asset, Claim, MarkdownText, Page, Settings, Source, Topic

References = Mapping[str, tuple[str, str]]
Loaded = tuple[ContentFile, bytes | None, Problems]
Value_co = TypeVar("Value_co", covariant=True)

_SETTINGS = "content/site.yaml"
_DISCLAIMER = "disclaimer"
# The scope of the ids in the editor's note: no annotation has such an id.
_EDITORS_NOTE = "-note"
_DESCRIBED_KINDS = (FileKind.SOURCE, FileKind.TOPIC, FileKind.CLAIM, FileKind.PAGE)

# Starting processes costs about a quarter of a second; below this many bytes of articles one
# process is through before the others have begun.
_WORTH_PROCESSES = 1_500_000


class _Reading(Protocol[Value_co]):
    """What came of a file: its value, None where it is broken, and what is wrong with it."""

    @property
    def value(self) -> Value_co | None: ...

    @property
    def problems(self) -> Problems: ...


@dataclass(frozen=True, slots=True)
class _Article:
    value: Rendered | None
    problems: Problems


@dataclass(frozen=True, slots=True)
class Content:
    """All that could be read of a content tree, each kind in the order of its paths."""

    articles: tuple[Rendered, ...]
    described: tuple[Described, ...]
    assets: tuple[Asset, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading takes: the files, the settings, what is remembered, and somebody to work.

    ``shelf`` is for the prose of the articles.
    """

    inputs: Inputs
    settings: Settings
    memory: Memory
    pool: Workers
    request: Request
    shelf: Shelf


def read_settings(inputs: Inputs, request: Request) -> tuple[Settings | None, Problems]:
    """Read ``site.yaml``; a folder without it is no digest."""
    for one in inputs.of(FileKind.SETTINGS):
        data, problems = one.load()
        if data is None:
            return None, problems
        return config.read_settings(one.file.path, data, request.base_url)
    message = "This folder has no content/site.yaml, so it is no digest yet."
    hint = "Make one with `digest init`, or say where the digest is with --root."
    return None, [Diagnostic.of(Code.MISSING_SETTINGS, Place(_SETTINGS), message, hint)]


@contextmanager
def reader_of(
    inputs: Inputs, request: Request, memory: Memory, shelf: Shelf
) -> Iterator[tuple[Reader | None, Problems]]:
    """Give what reads the content, None without settings, and what is wrong so far."""
    settings, faults = read_settings(inputs, request)
    with workers(request.jobs) as pool:
        reader = Reader(inputs, settings, memory, pool, request, shelf) if settings else None
        yield reader, [*inputs.problems, *faults]


def read_content(reader: Reader) -> tuple[Content, Problems]:
    """Decode every file and render every body: articles by the workers, the rest here."""
    problems: Problems = []
    references = references_of(reader)
    described = tuple(_collect(_read_described(reader, references), problems))
    standing = standing_of(reader, described)
    articles = tuple(_collect(_read_articles(reader, references, standing), problems))
    assets = tuple(_collect(_read_assets(reader), problems))
    return Content(articles, described, assets), problems


def _collect(readings: Iterable[_Reading[Value_co]], problems: Problems) -> Iterator[Value_co]:
    for reading in readings:
        problems.extend(reading.problems)
        if reading.value is not None:
            yield reading.value


def standing_of(reader: Reader, described: Iterable[Described]) -> Standing:
    """Return what articles are anchored by."""
    claims = (record for record, _ in described if isinstance(record, Claim))
    return Standing.of(reader.settings, claims, drafts=reader.request.drafts)


def references_of(reader: Reader) -> References:
    """Return link labels for every body."""
    return link_labels(reader.settings, _pages(reader))


def link_labels(settings: Settings, pages: Iterable[Page]) -> References:
    """Return the link labels of site.yaml, and the disclaimer's own where it has a page."""
    slugs = {page.slug.value for page in pages}
    references = {_DISCLAIMER: (f"/{_DISCLAIMER}/", "")} if _DISCLAIMER in slugs else {}
    references.update((label, (url, "")) for label, url in settings.references.items())
    return references


def _pages(reader: Reader) -> Iterator[Page]:
    for one in reader.inputs.of(FileKind.PAGE):
        data, _ = one.load()
        page = None if data is None else content.decode(one.file, data, reader.settings)[0]
        if isinstance(page, Page):
            yield page


def _title_of(record: Source | Topic | Claim | Page) -> str | None:
    """Return what stands as heading over the record's page."""
    match record:
        case Source():
            return record.name
        case Claim():
            return record.text
        case _:
            return record.title


def _read_described(reader: Reader, references: References) -> Iterator[DescribedReading]:
    context = of_bytes(encoded((reader.settings, references)))

    def key_of(one: Input) -> bytes:
        return reader.memory.key(b"described", context, one.file.path.encode(), one.digest)

    def make(missing: Iterable[Input]) -> Iterator[bytes]:
        for one in missing:
            loaded = (one.file, *one.load())
            yield DESCRIBED.encode(_read_one(loaded, reader.settings, references))

    return reader.memory.recall(reader.inputs.of(*_DESCRIBED_KINDS), key_of, DESCRIBED.decode, make)


def _read_one(loaded: Loaded, settings: Settings, references: References) -> DescribedReading:
    file, data, problems = loaded
    if data is None:
        return DescribedReading.of(None, None, problems)
    record, problems = content.decode(file, data, settings)
    if record is None or isinstance(record, Article):
        return DescribedReading.of(None, None, problems)
    body = _render(record.body, Context(None, _title_of(record), references), problems)
    return DescribedReading.of(record, body, problems)


def _read_articles(
    reader: Reader, references: References, standing: Standing
) -> Iterator[_Article]:
    inputs = reader.inputs.of(FileKind.ARTICLE)
    shelf = reader.shelf
    shelf.open(reader.memory, partial(_prose_again, reader, references, standing))
    context = of_bytes(encoded((reader.settings, references, standing.drafts)))
    read = partial(read_articles, reader.settings, references, standing)

    def key_of(one: Input) -> bytes:
        return reader.memory.key(b"article", context, one.file.path.encode(), one.digest)

    def fits(reading: ArticleReading) -> bool:
        return reading.fits(standing)

    def make(missing: Sequence[Input]) -> Iterator[bytes]:
        is_much = sum(one.size for one in missing) >= _WORTH_PROCESSES
        loaded = ((one.file, *one.load()) for one in missing)
        made = reader.pool.map(read, loaded, is_much=is_much)
        for done, (written, span) in enumerate(made, start=1):
            reader.request.on_span(span)
            reader.request.on_progress("Reading articles", done, len(missing))
            shelf.put(written.digest, written.prose)
            yield written.reading

    readings = reader.memory.recall(inputs, key_of, ARTICLES.decode, make, fits)
    for one, reading in zip(inputs, readings, strict=True):
        kept = shelf.place(one.file.path, reading.prose)
        yield _Article(reading.rendered(kept), reading.problems)


def _prose_again(reader: Reader, references: References, standing: Standing, path: str) -> bytes:
    """Make the prose of an article anew. Raises ``InputsChangedError`` where its file is gone."""
    for one in reader.inputs.of(FileKind.ARTICLE):
        if one.file.path == path:
            loaded = (one.file, *one.load())
            return write(read_article(loaded, reader.settings, references, standing)).prose
    raise InputsChangedError


def read_articles(
    settings: Settings, references: References, standing: Standing, batch: Sequence[Loaded]
) -> list[tuple[Written, Span]]:
    """Decode, render and anchor some articles. Pure, but for the time; runs in any process."""
    made = []
    for loaded in batch:
        begin = perf_counter()
        written = write(read_article(loaded, settings, references, standing))
        made.append((written, Span.since(begin, "document", loaded[0].path)))
    return made


def read_article(
    loaded: Loaded, settings: Settings, references: References, standing: Standing
) -> WholeReading:
    """Decode, render and anchor one article. Pure."""
    file, data, problems = loaded
    if data is None:
        return WholeReading(None, problems, {})
    article, problems = content.decode(file, data, settings)
    if not isinstance(article, Article):
        return WholeReading(None, problems, {})
    cites = {one.claim.value for one in article.annotations if one.claim is not None}
    cited = {key: standing.claims.get(key) for key in sorted(cites)}
    known = {key: state for key, state in cited.items() if state is not None}
    # It sees the claims that it cites and no others: so it need not be read again for those.
    anchored = _anchor(article, references, replace(standing, claims=known), problems)
    return WholeReading(anchored, problems, cited)


def _anchor(
    article: Article, references: References, standing: Standing, problems: Problems
) -> Anchored:
    base = article.source.url.value if article.source.url else None
    context = Context(base, article.title, references, annotated=True)
    parsed = markdown.parse(article.body, context)
    problems.extend(parsed.problems)
    body, faults = anchor(article, parsed, standing)
    problems.extend(faults)
    note = None
    if article.note is not None:
        note = _render(article.note, Context(None, None, references, _EDITORS_NOTE), problems)
    explanations = {
        one.id: _render(one.note, Context(None, None, references, one.id), problems)
        for one in article.annotations
        if one.note is not None
    }
    return Anchored(_to_be_kept(article), body, note, explanations)


def _to_be_kept(article: Article) -> Article:
    """Leave out the text that has been read, and the lines of the article's fields."""
    return without_lines(article, MarkdownText("", article.place))


def _render(text: MarkdownText, context: Context, problems: Problems) -> Body:
    body, faults = markdown.render(text, context)
    problems.extend(faults)
    return body


def _read_assets(reader: Reader) -> Iterator[AssetReading]:
    def key_of(one: Input) -> bytes:
        return reader.memory.key(b"asset", one.file.path.encode(), one.digest)

    def make(missing: Iterable[Input]) -> Iterator[bytes]:
        return (ASSETS.encode(AssetReading(*content.read_asset(one.file))) for one in missing)

    return reader.memory.recall(reader.inputs.of(FileKind.ASSET), key_of, ASSETS.decode, make)
