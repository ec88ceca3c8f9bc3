"""A page's text, as a selection is counted in it, is the one in which quotes are looked for."""

import re
from collections.abc import Iterator
from pathlib import Path

import published
import pytest
from conftest import ROOT

from site_builder.annotating import ArticleFile, Desk, desk_at, read

SITES = {
    "built_site": ROOT,
    "persian_site": ROOT / "tests/golden/rtl",
    "noted_site": ROOT / "tests/golden/notes",
}


def blocks(page: published.Element) -> Iterator[published.Element]:
    """Yield what the contract counts: ``#text > .passage > .prose``, and footnotes."""
    text = next(e for e in page.walk() if e.attrs.get("id") == "text")
    for passage in _children(text, "passage"):
        for block in passage.children:
            if isinstance(block, published.Element):
                if "prose" in block.classes():
                    yield block
                elif "footnotes" in block.classes():
                    for listed in (e for e in block.children if not isinstance(e, str)):
                        if listed.tag == "ol":
                            yield listed


def _children(parent: published.Element, name: str) -> Iterator[published.Element]:
    for child in parent.children:
        if isinstance(child, published.Element) and name in child.classes():
            yield child


def counted(element: published.Element) -> str:
    """Return the text of an element without what is left out."""
    if element.tag == "figcaption" or "back" in element.classes():
        return ""
    return "".join(c if isinstance(c, str) else counted(c) for c in element.children)


def visible(text: str) -> str:
    """Return a text without what JavaScript takes for white space."""
    return re.sub(r"\s+|\ufeff", "", text)


@pytest.mark.parametrize("name", SITES)
def test_the_page_has_the_text(name: str, request: pytest.FixtureRequest) -> None:
    """Every article's page has the very signs of the canonical text, in its order."""
    site: Path = request.getfixturevalue(name)
    desk = desk_at(SITES[name])
    assert isinstance(desk, Desk)
    articles = [read(desk, path) for path in desk.files]
    texts = {visible(one.text): one.file.path for one in articles if isinstance(one, ArticleFile)}
    pages = [page for page in published.pages_of(site) if page.kind == "article"]
    assert pages
    for page in pages:
        text = visible("".join(map(counted, blocks(page.root))))
        assert text in texts, page.address
