"""An article as it is now, and what it is judged by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder import config, content
from site_builder.anchoring import Placement, Standing
from site_builder.annotating.answers import Refusal, Why
from site_builder.build.reading import References, link_labels, read_article
from site_builder.cache import of_bytes
from site_builder.content import ContentFile, FileKind, Record
from site_builder.diagnostics import Diagnostic, Severity
from site_builder.graph.references import check_cited_claims
from site_builder.model import Article, Claim, Page, Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """What articles are judged by: the settings, link labels and claims; and the articles' files.

    It holds until another file than an article's changes, appears or goes. ``claims`` are by key,
    ``files`` by path.
    """

    settings: Settings
    references: References
    standing: Standing
    claims: Mapping[str, Claim]
    files: Mapping[str, ContentFile]


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """An article and the bytes that it was read from.

    ``text`` is its canonical text, ``placements`` say where its annotations stand, drafts too.
    ``problems`` are what ``digest check`` says of this file and of the claims that it cites.
    """

    file: ContentFile
    data: bytes
    article: Article
    text: str
    placements: tuple[Placement, ...]
    problems: tuple[Diagnostic, ...]

    @property
    def fingerprint(self) -> str:
        """What a page may keep of the bytes, to find out later whether they are still the same."""
        return of_bytes(self.data).hex()


def desk_at(root: Path) -> Desk | Refusal:
    """Read the settings, the claims and the pages of a digest; what else is broken is no matter."""
    files, problems = content.list_files(root)
    settings = None
    for file in _of(files, FileKind.SETTINGS):
        data, faults = content.load(file)
        settings, found = (
            (None, []) if data is None else config.read_settings(file.path, data, None)
        )
        problems = [*faults, *found]
    if settings is None:
        message = "The settings in content/site.yaml can't be read."
        return Refusal(Why.PROBLEMS, message, tuple(problems))
    records = list(_records(files, settings))
    claims: dict[str, Claim] = {}
    for record in records:
        if isinstance(record, Claim):
            claims.setdefault(record.key, record)
    return Desk(
        settings=settings,
        references=link_labels(settings, (one for one in records if isinstance(one, Page))),
        standing=Standing.of(settings, claims.values(), drafts=True),
        claims=claims,
        files={file.path: file for file in _of(files, FileKind.ARTICLE)},
    )


def _of(files: Sequence[ContentFile], *kinds: FileKind) -> Iterator[ContentFile]:
    return (file for file in files if file.kind in kinds)


def _records(files: Sequence[ContentFile], settings: Settings) -> Iterator[Record]:
    for file in _of(files, FileKind.CLAIM, FileKind.PAGE):
        data, _ = content.load(file)
        record = None if data is None else content.decode(file, data, settings)[0]
        if record is not None:
            yield record


def read(desk: Desk, path: str) -> ArticleFile | Refusal:
    """Read an article as its file is now; ``path`` is relative to the root, with slashes.

    Only a file that the desk knows is ever read.
    """
    file = desk.files.get(path)
    if file is None:
        return Refusal(Why.GONE, "There is no article at this path any more.")
    data, problems = content.load(file)
    if data is None:
        return Refusal(Why.GONE, "The article's file can't be read.", tuple(problems))
    return judge(desk, file, data)


def judge(desk: Desk, file: ContentFile, data: bytes) -> ArticleFile | Refusal:
    """Decode and anchor an article of these bytes, as a build does."""
    reading = read_article((file, data, []), desk.settings, desk.references, desk.standing)
    if reading.value is None:
        errors = (one for one in reading.problems if one.severity is Severity.ERROR)
        message = "The article's file has faults. Mend them first."
        return Refusal(Why.PROBLEMS, message, tuple(errors))
    article, body = reading.value.article, reading.value.body
    cited = check_cited_claims([article], desk.claims)
    return ArticleFile(
        file=file,
        data=data,
        article=article,
        text=body.text,
        placements=body.placements,
        problems=(*reading.problems, *cited),
    )
