"""What may happen to a site between two builds, for ``run.py`` to time."""

import itertools
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
_counter = itertools.count(1)


def _some_article(site: Path) -> Path:
    return sorted(site.glob("content/articles/**/*.md"))[100]


def nothing(_site: Path) -> None:
    """Leave everything as it is."""


def body(site: Path) -> None:
    """Add a word to the text of an article."""
    with _some_article(site).open("a", encoding="utf-8") as file:
        file.write(f"\nWord {next(_counter)}.\n")


def title(site: Path) -> None:
    """Change the title of an article, which all lists show."""
    path = _some_article(site)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"^title: .*", f"title: Title {next(_counter)}", text, count=1, flags=re.MULTILINE),
        encoding="utf-8",
    )


def claim(site: Path) -> None:
    """Change the fact of a claim that a hundred articles cite."""
    path = min(site.glob("content/claims/*.md"))
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"^fact: .*", f"fact: Fact {next(_counter)}.", text, count=1, flags=re.MULTILINE),
        encoding="utf-8",
    )


def template(site: Path) -> None:
    """Change the template of all articles, the digest's own."""
    own = site / "templates/article.html"
    if not own.exists():
        own.parent.mkdir()
        shutil.copyfile(ROOT / "templates/article.html", own)
    with own.open("a", encoding="utf-8") as file:
        file.write(f"{{# {next(_counter)} #}}")


def added(site: Path) -> None:
    """Add an article."""
    path = _some_article(site)
    text = re.sub(
        r"^(date: ).*",
        r"\g<1>2026-01-02",
        path.read_text(encoding="utf-8"),
        count=1,
        flags=re.MULTILINE,
    )
    text = text.replace("press.example/", f"press.example/more-{next(_counter)}-", 1)
    (site / "content/articles/more.md").write_text(text, encoding="utf-8")


def removed(site: Path) -> None:
    """Remove the article again."""
    (site / "content/articles/more.md").unlink()


CHANGES: Mapping[str, Callable[[Path], None]] = {
    "nothing changed": nothing,
    "one body edited": body,
    "one title edited": title,
    "one article added": added,
    "that article removed": removed,
    "the articles' template edited": template,
}
"""What may happen to any corpus, in this order."""
