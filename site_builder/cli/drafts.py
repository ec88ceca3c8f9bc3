"""New files of the content tree: where they go and what stands in them."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from site_builder.cli.front_matter import Value, compose
from site_builder.cli.tree import Tree, decode_as, sources_of
from site_builder.content import FileKind
from site_builder.diagnostics import Diagnostic
from site_builder.graph.publishers import find_publishers
from site_builder.model import Article


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that is to be written: its path below the root and its front matter."""

    path: str
    kind: FileKind
    fields: dict[str, Value]

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return compose(self.fields)


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What an editor says of a new article. ``written`` is its date, ``day`` the day of that."""

    title: str
    slug: str
    written: str
    day: date
    source: str | None
    url: str | None
    citation: str | None
    tags: tuple[str, ...]
    draft: bool


def article_draft(facts: ArticleFacts, today: date) -> Draft:
    """Put an article into the folder of its year; its id is its file's name and lasts."""
    name = f"{facts.day.isoformat()}-{facts.slug}"
    source = {"name": facts.source, "url": facts.url, "citation": facts.citation}
    if facts.url:
        source["retrieved"] = today.isoformat()
    fields: dict[str, Value] = {
        "id": name,
        "title": facts.title,
        "date": facts.written,
        "source": {key: value for key, value in source.items() if value},
    }
    if facts.tags:
        fields["tags"] = facts.tags
    if facts.draft:
        fields["draft"] = "true"
    return Draft(f"content/articles/{facts.day.year:04}/{name}.md", FileKind.ARTICLE, fields)


def named_publisher(tree: Tree, facts: ArticleFacts, today: date) -> ArticleFacts:
    """Fill in the publisher whose host the address has, or else the host.

    An article that names its publisher, or that can't be read, stays as it is.
    """
    if facts.source is not None or not facts.url:
        return facts
    draft = article_draft(facts, today)
    article, _ = decode_as(tree, draft.path, draft.kind, draft.data)
    if not isinstance(article, Article):
        return facts
    sources = {source.key: source for source in sources_of(tree)}
    (naming,), _ = find_publishers(list(sources.values()), [article])
    name = sources[naming.key].name if naming.listed else naming.name
    return replace(facts, source=name)


def host_of(url: str) -> str:
    """Return the host of an address, ``www.`` aside; empty where it has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def problems_of(tree: Tree, draft: Draft) -> list[Diagnostic]:
    """Read the draft as a build would and return its errors."""
    return decode_as(tree, draft.path, draft.kind, draft.data)[1]
