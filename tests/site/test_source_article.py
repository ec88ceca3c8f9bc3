"""An article of a press agency, pasted as such files come, becomes a right page.

The environment variable ``DIGEST_REAL_ARTICLE`` may name one more file of that shape.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

import digests
import published
import pytest
from conftest import build

INVENTED = Path(__file__).with_name("pasted-article.md")

FRONT_MATTER = """\
---
title: {title}
date: 2026-03-04
source:
  name: {publisher}
  url: {url}
tags: [diplomacy, trade]
---
"""


@dataclass(frozen=True, slots=True)
class Pasted:
    """What the file says: its title, publisher, address and paragraphs, read by other means."""

    text: str

    @property
    def title(self) -> str:
        """The words of the first heading."""
        (title,) = re.findall(r"^# (.+)$", self.text, re.MULTILINE)
        return str(title)

    @property
    def publisher(self) -> str:
        """The first words in bold."""
        return str(re.findall(r"^\*\*(\w+)\*\*", self.text, re.MULTILINE)[0])

    @property
    def url(self) -> str:
        """The address at the end."""
        return str(re.findall(r"^<(\S+)>$", self.text, re.MULTILINE)[0])

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs before the rule, markup and line ends taken away."""
        before = self.text.split("\n---\n")[0]
        blocks = [block for block in re.split(r"\n\s*\n", before) if block.strip()]
        plain = [re.sub(r"\*\*(.+?)\*\*", r"\1", block).replace(r"\*", "*") for block in blocks]
        return [" ".join(block.split()) for block in plain if not block.lstrip().startswith("# ")]


def _files() -> list[str]:
    real = os.environ.get("DIGEST_REAL_ARTICLE")
    files = [INVENTED, *([Path(real)] if real else [])]
    return [file.read_text(encoding="utf-8") for file in files]


@pytest.fixture(scope="module", params=_files(), ids=lambda text: text.split()[1])
def pasted(request: pytest.FixtureRequest) -> Pasted:
    """Return each of the articles."""
    return Pasted(request.param)


@pytest.fixture(scope="module")
def page(pasted: Pasted, tmp_path_factory: pytest.TempPathFactory) -> published.Page:
    """Return the published page of the article."""
    root = tmp_path_factory.mktemp("pasted")
    front = FRONT_MATTER.format(title=pasted.title, publisher=pasted.publisher, url=pasted.url)
    files = {
        "content/site.yaml": "title: Verbatim\nurl: https://digest.example\n",
        "content/articles/2026-03-04-ties.md": front + pasted.text,
        "content/pages/disclaimer.md": "---\ntitle: Disclaimer\n---\nWords.\n",
    }
    site = build(digests.write(root, files), root / "output")
    return published.Page(site / "2026/03/ties/index.html", "/2026/03/ties/")


def test_the_title_stands_once(pasted: Pasted, page: published.Page) -> None:
    """The heading that repeats the title is left out: the page has it as its only h1."""
    titles = [" ".join(e.text.split()) for e in page.root.all("h1")]
    assert titles == [pasted.title]
    assert pasted.title not in [text for level, text in page.headings if level > 1]


def test_every_paragraph_is_kept(pasted: Pasted, page: published.Page) -> None:
    """Publisher, dateline and each paragraph stand on the page, in order, word for word."""
    shown = [" ".join(e.text.split()) for e in page.root.all("p")]
    kept = [text for text in shown if text in pasted.paragraphs]
    assert kept == pasted.paragraphs


def test_the_publisher_is_bold(pasted: Pasted, page: published.Page) -> None:
    """The publisher's name in the text is strong, on a line of its own."""
    strong = [e.text for e in page.root.all("strong")]
    assert pasted.publisher in strong
    assert page.root.all("br")


def test_a_starred_heading_stays_text(page: published.Page) -> None:
    """Escaped asterisks are shown as asterisks."""
    assert any(e.text.startswith("** ") for e in page.root.all("strong"))


def test_the_source_is_linked(pasted: Pasted, page: published.Page) -> None:
    """The address at the end of the text is a link, and so is the one of the source box."""
    links = [e for e in page.root.all("a") if e.attrs["href"] == pasted.url]
    assert pasted.url in [e.text for e in links]
    assert len(links) >= 2
    assert page.root.all("hr")


def test_the_publisher_is_a_source_of_the_digest(pasted: Pasted, page: published.Page) -> None:
    """The source box names the publisher and leads to its page."""
    addresses = {e.attrs["href"]: e.text for e in page.root.all("a")}
    assert addresses[f"/sources/{pasted.publisher.lower()}/"] == pasted.publisher


def test_the_disclaimer_is_linked(page: published.Page) -> None:
    """``[Disclaimer]`` leads to the page of that name."""
    found = [e.text for e in page.root.all("a") if e.attrs["href"] == "/disclaimer/"]
    assert "Disclaimer" in found


def test_the_date_is_the_publisher_s(page: published.Page) -> None:
    """The page shows the day of the front matter, for readers and for machines."""
    times = {e.attrs["datetime"]: e.text for e in page.root.all("time")}
    assert any(moment.startswith("2026-03-04") and "2026" in t for moment, t in times.items())
