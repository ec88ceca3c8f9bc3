"""Files become records with rendered bodies."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from site_builder.build.inputs import take_stock
from site_builder.build.memory import Memory
from site_builder.build.pool import workers
from site_builder.build.reading import Content, Reader, read_content, read_settings
from site_builder.build.request import Request
from site_builder.build.shelf import Shelf
from site_builder.cache import Store
from site_builder.model import MarkdownText

SETTINGS = "title: A digest\nurl: https://digest.example\nverdicts:\n  so: {label: So, rating: 1}\n"
FILES = {
    "pages/disclaimer.md": "---\ntitle: Disclaimer\n---\nWords.\n",
    "pages/contact.md": "---\ntitle: Contact us\n---\n# Contact  *us*\n\nWords.\n\n# Contact us\n",
    "sources/post.md": "---\nname: The Post\n---\n# The Post\n\nWords.\n",
    "topics/trade.md": "---\ntitle: Trade\n---\n# Trade\n\nWords.\n",
    "claims/it.md": "---\nclaim: It is\nverdict: so\nfact: Yes.\n---\n# It is\n\nWords.\n",
    "articles/one.md": (
        "---\ntitle: One\ndate: 2026-02-03\nsource: {name: The Post, citation: Page 3}\n---\n"
        "# One\n\n[Disclaimer] [disclaimer] [contact] [Contact us]\n"
    ),
}


@pytest.fixture
def content(tmp_path: Path) -> Content:
    """Return the records of a small content tree."""
    for name, text in {"site.yaml": SETTINGS, **FILES}.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    request = Request(tmp_path, datetime(2026, 11, 18, tzinfo=UTC))
    memory = Memory(Store(Path(), None, 0), b"", 0)
    inputs = take_stock(tmp_path, memory.identities(tmp_path))
    settings, _ = read_settings(inputs, request)
    assert settings is not None
    with workers(1) as pool:
        found, problems = read_content(Reader(inputs, settings, memory, pool, request, Shelf()))
    assert not problems
    return found


def test_a_heading_that_repeats_the_title_is_left_out(content: Content) -> None:
    """Any page has its title once: a first heading that equals it is left out of the body."""
    headings = [body.headings for _, body in content.described]
    headings.extend(one.prose().headings for one in content.articles)
    assert len(headings) == len(FILES)
    assert [len(found) for found in headings if found] == [1]  # the second of the contact page


def test_the_disclaimer_alone_is_linked_by_itself(content: Content) -> None:
    """The title of no other page becomes a link: an article's brackets are the article's."""
    (article,) = content.articles
    assert [link.target for link in article.body.links] == ["/disclaimer/"] * 2
    assert "[contact] [Contact us]" in article.body.opening


def test_markdown_that_was_read_is_not_kept(content: Content) -> None:
    """What is remembered of an article has its text as rendered, and no second time."""
    (article,) = content.articles
    assert article.article.body == MarkdownText("", article.article.place)
