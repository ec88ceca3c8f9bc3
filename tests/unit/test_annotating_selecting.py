"""Selected words become the quote that is found at exactly these words."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from test_anchoring_properties import pinned, texts

from site_builder.anchoring import Span
from site_builder.anchoring.folding import fold
from site_builder.anchoring.matching import Searched
from site_builder.annotating import Desk, Pinned, Refusal, Selection, Why, desk_at, pin, read
from site_builder.annotating.desk import ArticleFile
from site_builder.annotating.selecting import pin_span, span_of
from site_builder.model import Reproduction

TEXT = (
    "The two counties' ministries met. Then the two counties' presidents rose by 2,500 to IRNA. "
    "می\u200cگویند که رشد می\u200cکند. It can't fall by -8% or 18%. "
    "He said “yes” and so\u00adcalled."
)
LONG = " ".join(f"word{number}" for number in range(60))
REPEATED = "a b c d e f g h i j k l m n o p " * 4


def visible(text: str) -> str:
    """Return a text without white space, as the page's script counts it."""
    return re.sub(r"\s+|\ufeff", "", text)


def selected(text: str, start: int, end: int) -> Selection:
    """Select a part of a text as a browser would send it."""
    begin = len(visible(text[:start]))
    return Selection(begin, begin + len(visible(text[start:end])), text[start:end])


def pinned_words(text: str, words: str, nth: int = 1) -> Pinned:
    """Pin the nth place of some characters."""
    start = [match.start() for match in re.finditer(re.escape(words), text)][nth - 1]
    found = pin_span(text, Span(start, start + len(words)))
    assert isinstance(found, Pinned)
    return found


def found_at(text: str, keys: dict[str, str]) -> tuple[Span, ...]:
    """Look an annotation's words up as a build does."""
    beside = {key: keys[key] for key in ("prefix", "suffix") if key in keys}
    places = Searched(text).find(keys["quote"], **beside)
    number = int(keys.get("occurrence", "0"))
    return places[number - 1 : number] if number else places


@pytest.mark.parametrize(
    ("words", "nth", "keys"),
    [
        ("ministries met", 1, {"quote": "ministries met"}),
        (" ministries met. ", 1, {"quote": "ministries met."}),
        ("counties'", 2, {"quote": "counties'", "suffix": "presidents"}),
        ("two", 2, {"quote": "two", "prefix": "the"}),
        ("می\u200cگویند", 1, {"quote": "می\u200cگویند"}),
        ("so\u00adcalled", 1, {"quote": "socalled"}),
    ],
)
def test_words_have_a_quote(words: str, nth: int, keys: dict[str, str]) -> None:
    """Words as they are, on one line, with what tells them from equal ones."""
    found = pinned_words(TEXT, words, nth)
    assert found.keys == keys
    assert not found.is_widened


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("inist", "ministries"),
        ("50", "2,500"),
        ("8% or 18", "-8% or 18"),
        ("can", "can't"),
        ("گوی", "می\u200cگویند"),
        ("ose by 2", "rose by 2,500"),
    ],
)
def test_no_word_and_no_number_is_cut(words: str, quote: str) -> None:
    """A selection that cuts one grows to its borders, and the answer says so."""
    found = pinned_words(TEXT, words)
    assert found.quote == found.words == quote
    assert found.is_widened


def test_many_words_are_told_by_their_ends() -> None:
    """A long quote is its first and its last words."""
    found = pinned_words(LONG, LONG[:400])
    assert found.quote == "word0 word1 word2 word3 word4 … word54 word55 word56 word57 word58"
    assert found.words.split() == LONG.split()[:59]


def test_ends_that_stand_elsewhere_are_not_used() -> None:
    """Where first and last words do not settle it, all of them are quoted."""
    words = REPEATED[:63].strip()
    found = pin_span(REPEATED, Span(0, 63))
    assert isinstance(found, Pinned)
    assert found.quote == words
    assert found.occurrence or found.prefix or found.suffix


def test_what_no_words_tell_apart_has_a_number() -> None:
    """Among equals all around, a place is told by its number."""
    text = "word " * 40
    found = pin_span(text, Span(100, 104))
    assert isinstance(found, Pinned)
    assert found.keys == {"quote": "word", "occurrence": "21"}


@pytest.mark.parametrize("words", ["", " ", "."])
def test_nothing_to_quote(words: str) -> None:
    """A selection without a letter or digit is refused."""
    start = TEXT.index(words)
    found = pin_span(TEXT, Span(start, start + len(words)))
    assert isinstance(found, Refusal)
    assert found.why is Why.WORDS


def test_too_many_places() -> None:
    """What stands a thousand times is not annotated."""
    found = pin_span("word " * 1200, Span(0, 4))
    assert isinstance(found, Refusal)
    assert found.why is Why.WORDS


def test_white_space_is_not_counted() -> None:
    """Offsets and words hold whatever white space stands in the page."""
    text = "One two\u00a0three. Four five"
    selection = Selection(3, 16, "\n two \n\n three.\u2003Four ")
    assert span_of(text, selection) == Span(4, 19)


@pytest.mark.parametrize(
    "selection",
    [
        Selection(3, 6, "twx"),
        Selection(4, 7, "two"),
        Selection(-3, 6, "two"),
        Selection(6, 3, "two"),
        Selection(3, 600, "two"),
    ],
)
def test_an_older_page_is_found_out(selection: Selection) -> None:
    """Words that do not stand where the browser saw them are refused."""
    found = span_of("One two three", selection)
    assert isinstance(found, Refusal)
    assert found.why is Why.CHANGED


@given(texts, st.data())
def test_any_selection_stands_at_its_words(text: str, data: st.DataObject) -> None:
    """Whatever is selected in whatever text, the quote is anchored there and nowhere else."""
    plain, _ = pinned(text)
    start = data.draw(st.integers(0, len(plain.text) - 1))
    end = data.draw(st.integers(start + 1, len(plain.text)))
    span = span_of(plain.text, selected(plain.text, start, end))
    if not visible(plain.text[start:end]):
        assert isinstance(span, Refusal)
        return
    assert span == Span(
        start + len(plain.text[start:end]) - len(plain.text[start:end].lstrip("\ufeff \n\t\u00a0")),
        end - len(plain.text[start:end]) + len(plain.text[start:end].rstrip("\ufeff \n\t\u00a0")),
    )
    found = pin_span(plain.text, span)
    if isinstance(found, Refusal):
        assert not any(map(str.isalnum, plain.text[start:end]))
        return
    _assert_holds(plain.text, span, found)


def _assert_holds(text: str, span: Span, found: Pinned) -> None:
    """See that words are found at their place, and are those selected, widened at most."""
    assert found_at(text, found.keys) == (found.span,)
    asked, given_ = _seen(text, span), _seen(text, found.span)
    assert asked <= given_
    assert found.is_widened == (asked < given_)
    # What was cut is a word, a number or a sign: it grew no further than to white space.
    grown = "".join(text[at] for at in sorted(given_ - asked))
    assert not found.is_widened or re.fullmatch(r"[^ \n]*", grown)


def _seen(text: str, span: Span) -> set[int]:
    """Return the offsets of what is neither white space nor invisible."""
    return {at for at in range(*span) if fold(text[at]).text.strip()}


@pytest.fixture(scope="module")
def desk() -> Desk:
    """Return the project's own digest."""
    found = desk_at(ROOT)
    assert isinstance(found, Desk)
    return found


SAMPLES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("content/articles/*/*.md"))


@pytest.mark.parametrize("path", SAMPLES)
def test_any_words_of_the_sample(desk: Desk, path: str) -> None:
    """From each word of the sample's articles to some of those after it, a quote holds."""
    article = read(desk, path)
    assert isinstance(article, ArticleFile)
    tokens = [match.span() for match in re.finditer(r"\S+", article.text)]
    for index in range(0, len(tokens), 3):
        for count in (1, 4, 45):
            first, last = tokens[index], tokens[min(index + count, len(tokens)) - 1]
            found = pin(article, selected(article.text, first[0], last[1]))
            span = Span(first[0], last[1])
            if isinstance(found, Refusal):
                assert not any(map(str.isalnum, article.text[span.start : span.end]))
            else:
                _assert_holds(article.text, span, found)


def test_a_withdrawn_text_gets_no_more_notes(desk: Desk) -> None:
    """Of a text that is no longer shown nothing new is said."""
    article = read(desk, SAMPLES[0])
    assert isinstance(article, ArticleFile)
    gone = replace(article.article, reproduction=Reproduction.WITHDRAWN)
    found = pin(replace(article, article=gone), Selection(0, 3, "The"))
    assert isinstance(found, Refusal)
    assert found.why is Why.WORDS


def test_only_known_files_are_read(desk: Desk, tmp_path: Path) -> None:
    """A path that the desk does not list is no article, wherever it leads."""
    outside = tmp_path / "a.md"
    outside.write_text("---\n---\n", encoding="utf-8")
    for path in ("content/site.yaml", str(outside), "content/articles/../site.yaml", ""):
        found = read(desk, path)
        assert isinstance(found, Refusal)
        assert found.why is Why.GONE
