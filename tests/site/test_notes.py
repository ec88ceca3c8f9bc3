"""Annotated articles as published: marks, references and notes belong together, the text stays."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import annotated
import published
import pytest
from annotated import Annotated
from conftest import ROOT
from published import Element

SITES = ("own", "persian", "every_way")
DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")


@dataclass(frozen=True, slots=True)
class Built:
    """A digest: where its content lies, and its site."""

    root: Path
    site: Path


@pytest.fixture(scope="module")
def own(built_site: Path) -> Built:
    """Return the project's own digest."""
    return Built(ROOT, built_site)


@pytest.fixture(scope="module")
def persian(persian_site: Path) -> Built:
    """Return the digest that is Persian throughout."""
    return Built(persian_site.parent, persian_site)


@pytest.fixture(scope="module")
def every_way(noted_site: Path) -> Built:
    """Return the digest in which words are annotated in every way."""
    return Built(noted_site.parent, noted_site)


@pytest.fixture(scope="module", params=SITES)
def articles(request: pytest.FixtureRequest) -> list[Annotated]:
    """Return the annotated articles of a digest."""
    built: Built = request.getfixturevalue(request.param)
    found = annotated.articles_of(built.root, built.site)
    assert found
    return found


def ids_of(mark: Element) -> list[str]:
    """Return the annotations that cover a piece of text, the most serious first."""
    return mark.attrs["data-annotations"].split()


def test_the_text_is_the_articles_text(articles: list[Annotated]) -> None:
    """Whoever copies or searches the published text has the words of the article, and no other."""
    for article in articles:
        assert annotated.text_of(article.parts) == " ".join(article.body.text.split())


def test_marks_cover_the_words_and_nothing_else(articles: list[Annotated]) -> None:
    """The pieces of an annotation are together what it is about, wherever it stands."""
    for article in articles:
        for placement in article.body.placements:
            pieces = [e for e in article.marks if placement.id in ids_of(e)]
            spans = placement.spans if placement.number else ()
            wanted = "".join(article.body.text[span.start : span.end] for span in spans)
            assert _letters(e.text for e in pieces) == _letters([wanted]), placement.id


def _letters(texts: Iterator[str] | list[str]) -> str:
    return "".join("".join(texts).split())


def test_each_quote_is_found_in_a_block(articles: list[Annotated]) -> None:
    """Other annotators look for a quote in a block as published, and find it."""
    for article in articles:
        text = annotated.text_of(article.parts)
        for placement in article.body.placements:
            for words in placement.words if placement.number else ():
                assert " ".join(words.split()) in text


def test_an_annotation_has_one_reference_and_one_note(articles: list[Annotated]) -> None:
    """Each id in a mark leads, by one reference, to one note, which leads back."""
    for article in articles:
        marked = {name for mark in article.marks for name in ids_of(mark)}
        names = [e.attrs["id"].removeprefix("ref-") for e in article.references]
        standing = {n for n, e in article.notes.items() if "data-status" not in e.attrs}
        assert sorted(names) == sorted(marked) == sorted(standing)
        for name in names:
            ways = [_fragment(e) for e in article.notes[name].all("a") if _is_backlink(e)]
            assert ways == [f"ref-{name}"]
        assert [_fragment(e) for e in article.references] == [f"note-{name}" for name in names]


def _is_backlink(link: Element) -> bool:
    return link.attrs.get("role") == "doc-backlink" and _fragment(link).startswith("ref-")


def _fragment(link: Element) -> str:
    return unquote(link.attrs["href"].partition("#")[2])


def test_no_mark_stands_in_a_mark(articles: list[Annotated]) -> None:
    """Text is cut at the borders of spans, and each piece is wrapped once."""
    for article in articles:
        assert not [mark for mark in article.marks if len(mark.all("mark")) > 1]
        assert all(mark.text for mark in article.marks)


def test_a_mark_has_a_verdict_for_each_annotation(articles: list[Annotated]) -> None:
    """What is no check counts as a note; the tokens are those of the notes."""
    for article in articles:
        for mark in article.marks:
            notes = [article.notes[name] for name in ids_of(mark)]
            verdicts = [note.attrs.get("data-verdict", "note") for note in notes]
            assert mark.attrs["data-verdicts"].split() == verdicts


def test_numbers_rise_through_the_text(articles: list[Annotated]) -> None:
    """References are counted in the order of the text, in the digits of the page."""
    for article in articles:
        numbers = [int(e.attrs["data-number"].translate(DIGITS)) for e in article.references]
        assert numbers == list(range(1, len(numbers) + 1))


def test_a_reference_follows_its_words(articles: list[Annotated]) -> None:
    """It stands after the last piece of the first place, or of the link or code that this is in."""
    for article in articles:
        ends = {p.id: p.spans[0].end for p in article.body.placements if p.number}
        places = dict(_places(article))
        text = article.body.text
        for name, end in ends.items():
            before = "".join(text[:end].split())
            assert places[name].startswith(before), name
            passed = places[name][len(before) :]
            holder = [e for e in article.page.root.all("a", "code", "pre") if e.all("mark")]
            assert not passed or any(_letters([e.text]).endswith(passed) for e in holder), name


def _places(article: Annotated) -> Iterator[tuple[str, str]]:
    """Yield the name of each reference, and all letters of the text before it."""
    passed: list[str] = []
    for part in article.parts:
        for piece in _in_order(part):
            if isinstance(piece, str):
                passed.append("".join(piece.split()))
            elif "ref" in piece.classes():
                yield piece.attrs["id"].removeprefix("ref-"), "".join(passed)


def _in_order(element: Element) -> Iterator[Element | str]:
    if element.tag in annotated.LEFT_OUT or "back" in element.classes():
        return
    yield element
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _in_order(child)


def test_references_are_without_text(articles: list[Annotated]) -> None:
    """What a reference shows is generated; what it is called says number and verdict."""
    for article in articles:
        for reference in article.references:
            name = reference.attrs["aria-label"]
            note = article.notes[reference.attrs["id"].removeprefix("ref-")]
            assert not reference.children
            assert reference.attrs["data-number"] in name
            if "data-verdict" in note.attrs:
                assert _word_of(note) in name


def _word_of(note: Element) -> str:
    return next(e for e in note.walk() if "verdict" in e.classes()).text.strip()


def test_notes_are_chained(articles: list[Annotated]) -> None:
    """From each note one comes to the one before and the one after."""
    for article in articles:
        order = [e.attrs["id"].removeprefix("ref-") for e in article.references]
        steps = {name: _steps(article.notes[name]) for name in order}
        for before, after in pairwise(order):
            assert steps[before][-1] == f"note-{after}"
            assert steps[after][0] == f"note-{before}"


def _steps(note: Element) -> list[str]:
    return [_fragment(e) for e in note.all("a") if "step" in e.classes()]


def test_every_note_says_something(articles: list[Annotated]) -> None:
    """A note has a fact, an explanation or proof; one that was withdrawn keeps its place."""
    for article in articles:
        shown = {placement.id for placement in article.body.placements}
        assert shown == article.notes.keys()
        for note in article.notes.values():
            telling = {"note-fact", "note-text", "evidence"}
            speaks = any(e.classes() & telling and e.text.strip() for e in note.walk())
            assert speaks or note.attrs.get("data-status") == "withdrawn"


def test_a_withdrawn_text_is_gone(every_way: Built) -> None:
    """Of it the page has the annotated words, and no other."""
    pages = published.pages_of(every_way.site)
    page = next(page for page in pages if page.address == "/2026/01/withdrawn/")
    assert "they say" not in page.root.text
    assert "grew by a fifth" in page.root.text


def test_the_digest_shows_every_kind(own: Built, every_way: Built) -> None:
    """Between them the digests have all verdicts and kinds, so that other tests have seen them."""
    for built in (own, every_way):
        notes = [
            note
            for article in annotated.articles_of(built.root, built.site)
            for note in article.notes.values()
        ]
        kinds = {note.attrs["data-kind"] for note in notes}
        verdicts = {note.attrs["data-verdict"] for note in notes if "data-verdict" in note.attrs}
        assert kinds >= {"check", "note", "sic", "opinion", "translation", "omission"}
        assert len(verdicts) == 5
        assert [note for note in notes if note.attrs.get("data-status") == "withdrawn"]
