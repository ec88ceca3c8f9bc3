"""Annotated articles as published, beside what the anchoring of their content says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import published
from published import Element

from site_builder import config, content, markdown
from site_builder.anchoring import AnchoredBody, Standing, anchor
from site_builder.markdown import Context
from site_builder.model import Article, Claim, Page, Settings

TEXTS = frozenset({"p", "li", "pre", "th", "td", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = TEXTS | {"ul", "ol", "blockquote", "table", "tr", "div", "br", "hr"}
LEFT_OUT = frozenset({"figure", "img"})


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article: its page, and its body as it was anchored."""

    page: published.Page
    body: AnchoredBody

    @property
    def parts(self) -> list[Element]:
        """The elements that hold the article's text, its footnotes last."""
        prose = [e for e in self.page.root.walk() if "prose" in e.classes()]
        notes = [
            item
            for passage in self.page.root.walk()
            if "passage" in passage.classes()
            for section in passage.children
            if isinstance(section, Element) and "footnotes" in section.classes()
            for item in section.all("li")
            if item.attrs.get("id", "").startswith("fn-")
        ]
        return prose + notes

    @property
    def references(self) -> list[Element]:
        """The references to notes, in the order of the text."""
        return [e for part in self.parts for e in part.all("a") if "ref" in e.classes()]

    @property
    def notes(self) -> dict[str, Element]:
        """The notes by the ids of their annotations, in the order of the page."""
        found = (e for e in self.page.root.walk() if "note" in e.classes())
        return {e.attrs["id"].removeprefix("note-"): e for e in found if "id" in e.attrs}

    @property
    def marks(self) -> list[Element]:
        """The marked pieces, in the order of the text."""
        return [e for part in self.parts for e in part.all("mark")]


def articles_of(root: Path, site: Path) -> list[Annotated]:
    """Return the articles of a digest that have notes, each with its page."""
    pages = {_title(page): page for page in published.pages_of(site) if page.kind == "article"}
    found = ((pages.get(a.title), body) for a, body in _anchored(root))
    return [Annotated(page, body) for page, body in found if page is not None and body.placements]


def _title(page: published.Page) -> str:
    return page.root.all("h1")[0].text.strip()


def _anchored(root: Path) -> Iterator[tuple[Article, AnchoredBody]]:
    settings, records = _read(root)
    references = {record.title: ("/", "") for record in records if isinstance(record, Page)}
    references |= {label: (url, "") for label, url in settings.references.items()}
    claims = [record for record in records if isinstance(record, Claim)]
    standing = Standing.of(settings, claims, drafts=False)
    for article in records:
        if isinstance(article, Article):
            base = article.source.url.value if article.source.url else None
            context = Context(base, article.title, references, annotated=True)
            body, _ = anchor(article, markdown.parse(article.body, context), standing)
            yield article, body


def _read(root: Path) -> tuple[Settings, list[object]]:
    path = root / "content/site.yaml"
    settings, problems = config.read_settings("content/site.yaml", path.read_bytes(), None)
    assert settings is not None, problems
    loaded = ((file, content.load(file)[0]) for file in content.list_files(root)[0])
    texts = ((file, data) for file, data in loaded if file.path.endswith(".md") and data)
    return settings, [content.decode(file, data, settings)[0] for file, data in texts]


def text_of(elements: Iterable[Element]) -> str:
    """Return the text of some elements: every border of a block is one space, as is all space."""
    return " ".join("".join(part for one in elements for part in _pieces(one)).split())


def _pieces(element: Element) -> Iterator[str]:
    if element.tag in LEFT_OUT or "back" in element.classes():
        return
    border = " " if element.tag in BLOCKS else ""
    yield border
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _pieces(child)
    yield border
