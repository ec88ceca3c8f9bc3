"""The cases of tests/cases/anchoring.md: annotations and a text, and what readers get of them."""

import re
from dataclasses import replace
from html import unescape
from itertools import zip_longest
from pathlib import Path

import pytest
from records import SETTINGS

from site_builder import content
from site_builder.anchoring import AnchoredBody, Standing, anchor
from site_builder.content import ContentFile, FileKind
from site_builder.diagnostics import Diagnostic
from site_builder.markdown import Context, Html, parse
from site_builder.model import AnnotationStatus, Article, Kind

CASES = Path(__file__).parent.parent / "cases/anchoring.md"
HEAD = "---\ntitle: The title\ndate: 2020-12-20\nsource: {name: S, url: https://s.example/}\n"
KINDS = replace(SETTINGS, kinds={key: Kind(key, "") for key in ("check", "note")})
STANDING = Standing(
    SETTINGS.seriousness,
    {
        "wrong": ("inaccurate", AnnotationStatus.PUBLISHED),
        "taken-back": ("inaccurate", AnnotationStatus.WITHDRAWN),
    },
    drafts=False,
)


def read_cases() -> list[tuple[str, str, str, str]]:
    """Return the title, annotations, text and expectation of each case, parted by lone dots."""
    cases, parts = list[tuple[str, str, str, str]](), [""]
    for line in CASES.read_text(encoding="utf-8").splitlines(keepends=True):
        if line != ".\n":
            parts[-1] += line
        elif len(parts) == 4:
            title = parts[0].strip().splitlines()[-1]
            cases.append((title, parts[1], parts[2], parts[3]))
            parts = [""]
        else:
            parts.append("")
    return cases


def anchored(annotations: str, text: str) -> tuple[AnchoredBody, list[Diagnostic]]:
    """Decode an article with these annotations and anchor them in its text."""
    data = f"{HEAD}annotations:\n{annotations}---\n{text}".encode()
    path = "content/articles/a.md"
    file = ContentFile(path, path, FileKind.ARTICLE)
    article, problems = content.decode(file, data, KINDS)
    assert isinstance(article, Article), problems
    parsed = parse(article.body, Context(None, article.title, {}, annotated=True))
    body, faults = anchor(article, parsed, STANDING)
    return body, [*problems, *parsed.problems, *faults]


def shown(html: Html, numbers: dict[str, int]) -> str:
    """Write HTML as text with its marks: a piece as [words]{ids}, a reference as its number."""
    gaps = [
        f"({numbers[gap.annotation]})" if hasattr(gap, "annotation") else "" for gap in html.gaps
    ]
    markup = "".join(a + b for a, b in zip_longest(html.parts, gaps, fillvalue=""))
    markup = re.sub(r'<mark class="annotated" data-annotations="([^"]*)"[^>]*>', "[\\1|", markup)
    markup = re.sub(r"\[([^|\]]*)\|([^<]*(?:<br> [^<]*)*)</mark>", r"[\2]{\1}", markup)
    text = unescape(re.sub(r"<[^>]*>", "", markup))
    return "".join(line + "\n" for line in text.splitlines() if line.strip())


def description(annotations: str, text: str) -> str:
    """Write all that a case shows."""
    body, problems = anchored(annotations, text)
    numbers = {placement.id: placement.number for placement in body.placements}
    lines: list[str] = []
    for passage in body.passages:
        lines.append(shown(passage.head, numbers))
        lines.extend(f"= {note}\n" for note in passage.notes)
        lines.append(shown(passage.rest, numbers))
    lines.extend(f"^ {shown(note.content, numbers)}" for note in body.footnotes)
    lines.extend(f"= {note}\n" for note in body.endnotes)
    lines.extend(f"{p.place.line}: {p.severity} {p.code.id}\n" for p in problems)
    return "".join(lines)


@pytest.mark.parametrize(
    ("annotations", "text", "expected"),
    [pytest.param(*parts, id=title) for title, *parts in read_cases()],
)
def test_annotations_stand_at_their_words(annotations: str, text: str, expected: str) -> None:
    """Each case reads as the file says."""
    assert description(annotations, text) == expected


def test_there_are_enough_cases() -> None:
    """Every rule of the format has a case, and no two have one title."""
    titles = [title for title, *_ in read_cases()]
    assert len(titles) == len(set(titles)) >= 60
