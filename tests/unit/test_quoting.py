"""Records are kept without the lines of their fields; a problem has its line again."""

from pathlib import Path

import pytest
from records import SETTINGS

from site_builder import content
from site_builder.build.quoting import with_lines, without_lines
from site_builder.content import ContentFile, FileKind
from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.model import Article

PATH = "content/articles/a.md"
TEXT = (
    "---\r\ntitle: A title\r\ndate: 2026-01-01\r\nsource: {name: A, url: https://a.example/}\r\n"
    "tags: [one, two]\r\nslug: a\r\n---\r\nWords.\r\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Article:
    """Write an article and read it."""
    path = tmp_path / PATH
    path.parent.mkdir(parents=True)
    path.write_bytes(TEXT.encode())
    record, _ = content.decode(
        ContentFile(PATH, str(path), FileKind.ARTICLE), TEXT.encode(), SETTINGS
    )
    assert isinstance(record, Article)
    return record


def places(article: Article) -> list[Place]:
    """Return the places of the fields that nearly every article has."""
    source = article.source
    assert source.name is not None
    assert source.url is not None
    named = (article.slug, source.name, source.url)
    return [*(one.place for one in named), source.place]


def test_a_kept_record_is_the_same_but_for_the_lines(article: Article) -> None:
    """Where a field stands is known all the same."""
    kept = without_lines(article, article.body)
    assert places(kept) == [place._replace(excerpt="") for place in places(article)]
    assert all(place.excerpt for place in places(article))


def test_a_problem_has_the_line_that_it_had(article: Article, tmp_path: Path) -> None:
    """It comes from the file, with its line ends as places count them."""
    problems = [Diagnostic.of(Code.INVALID_SLUG, place, "Wrong.") for place in places(article)]
    kept = places(without_lines(article, article.body))
    bare = [Diagnostic.of(Code.INVALID_SLUG, place, "Wrong.") for place in kept]
    assert list(with_lines(bare, tmp_path)) == problems


def test_a_problem_of_a_file_has_no_line(article: Article, tmp_path: Path) -> None:
    """Nor has one whose file is gone or became shorter."""
    whole = Diagnostic.of(Code.INVALID_SLUG, Place(PATH), "Wrong.")
    gone = Diagnostic.of(Code.INVALID_SLUG, Place("content/articles/b.md", 3), "Wrong.")
    far = Diagnostic.of(Code.INVALID_SLUG, Place(article.place.path, 300), "Wrong.")
    assert list(with_lines([whole, gone, far], tmp_path)) == [whole, gone, far]
