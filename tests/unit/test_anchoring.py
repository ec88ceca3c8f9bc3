"""What the cases of anchoring do not show: states, places, surroundings, what remains."""

from dataclasses import replace
from itertools import chain

import pytest
from records import article, cites
from test_anchoring_cases import STANDING, anchored

from site_builder.anchoring import Quotation, Showing, Standing, anchor
from site_builder.anchoring.folding import fold
from site_builder.anchoring.matching import MOST_PLACES, Searched
from site_builder.diagnostics import Code, Place
from site_builder.markdown import Context, lay_out, parse
from site_builder.model import Annotation, AnnotationStatus, Located, MarkdownText, Reproduction

PLACE = Place("content/articles/a.md", 5)
DRAFT, PUBLISHED, WITHDRAWN = (
    AnnotationStatus.DRAFT,
    AnnotationStatus.PUBLISHED,
    AnnotationStatus.WITHDRAWN,
)


def remark(key: str, quote: str) -> Annotation:
    """Make a note about some words."""
    return cites("wrong")._replace(id=key, kind="note", claim=None, quote=Located(quote, PLACE))


@pytest.mark.parametrize(
    ("status", "claim", "drafts", "showing"),
    [
        (PUBLISHED, None, False, Showing.MARKED),
        (DRAFT, None, False, Showing.HIDDEN),
        (DRAFT, None, True, Showing.MARKED),
        (WITHDRAWN, None, False, Showing.TOMBSTONE),
        (WITHDRAWN, "gone", True, Showing.TOMBSTONE),
        (PUBLISHED, "public", False, Showing.MARKED),
        (PUBLISHED, "public", True, Showing.MARKED),
        (PUBLISHED, "draft", False, Showing.HIDDEN),
        (PUBLISHED, "draft", True, Showing.MARKED),
        (DRAFT, "public", False, Showing.HIDDEN),
        (PUBLISHED, "gone", False, Showing.TOMBSTONE),
        (PUBLISHED, "nowhere", True, Showing.HIDDEN),
    ],
)
def test_an_annotation_is_shown_as_it_and_its_claim_allow(
    status: AnnotationStatus, claim: str | None, drafts: bool, showing: Showing
) -> None:
    """A draft needs the preview; what was withdrawn leaves a stone; a missing claim nothing."""
    claims = {
        "public": ("accurate", PUBLISHED),
        "draft": ("accurate", DRAFT),
        "gone": ("accurate", WITHDRAWN),
    }
    annotation = cites(claim or "")._replace(status=status)
    annotation = annotation if claim else annotation._replace(claim=None)
    assert Standing(("accurate",), claims, drafts=drafts).showing(annotation) is showing


def test_the_surroundings_of_words_stay_in_their_block() -> None:
    """What stands before and after is at most 32 characters of the same block, whole words."""
    text = f"{'x' * 40} before\n\n{'z' * 40} **one** two\n\nthree after {'y' * 40}"
    body, _ = anchored("  - {id: a, quote: two three}\n", text)
    (placement,) = body.placements
    assert placement.words == ("two", "three")
    assert (placement.before, placement.after) == ("one ", " after")


def test_a_long_word_beside_the_quote_is_cut() -> None:
    """As are texts whose script writes no spaces."""
    body, _ = anchored("  - {id: a, quote: a}\n", f"{'x' * 40}-a-{'y' * 40}")
    (placement,) = body.placements
    assert (placement.before, placement.after) == (f"{'x' * 31}-", f"-{'y' * 31}")


def test_no_visible_sign_is_cut() -> None:
    """A sign of several code points stands in the surroundings as a whole, or not at all."""
    sign = "\u0e01\u0e33\u0e49"
    body, _ = anchored("  - {id: a, quote: a}\n", f"{sign * 20}-a-{sign * 20}")
    (placement,) = body.placements
    assert (placement.before, placement.after) == (f"{sign * 10}-", f"-{sign * 10}")


def test_each_place_has_its_surroundings() -> None:
    """All places of an annotation are told apart by what stands around them."""
    body, _ = anchored("  - {id: a, quote: corn, occurrence: all}\n", "Old corn.\n\nNew corn")
    (placement,) = body.placements
    assert (placement.words, placement.before, placement.after) == (("corn",), "Old ", ".")
    assert placement.quotations[1:] == (Quotation(("corn",), "New ", ""),)


@pytest.mark.parametrize(
    ("text", "is_unique"), [("one two", True), ("one two, two", False), ("one twofold two", True)]
)
def test_whether_words_stand_elsewhere(text: str, is_unique: bool) -> None:
    """A link to the words needs to know whether they are the only ones."""
    body, _ = anchored("  - {id: a, quote: two, occurrence: 1}\n", text)
    assert body.placements[0].is_unique is is_unique


def test_coverage_counts_each_word_once() -> None:
    """Overlapping marks, and several of one kind, count what they cover together."""
    annotations = (
        "  - {id: a, quote: one two}\n"
        "  - {id: b, quote: two three}\n"
        "  - {id: c, quote: six, status: withdrawn, reason: Wrong.}\n"
    )
    body, _ = anchored(annotations, "one *two* three four five six")
    assert (body.covered, body.words) == (3, 6)


def test_only_annotated_words_remain_of_a_withdrawn_text() -> None:
    """What stood between them is nowhere in what is published; overlapping ones are one part."""
    notes = [
        remark("a", "two three"),
        remark("b", "three four"),
        remark("c", "six")._replace(occurrence="all"),
        remark("d", "secret")._replace(status=WITHDRAWN, reason="Wrong."),
    ]
    body = MarkdownText("one two *three* four secret\n\nfive six [six](https://s.example/)", PLACE)
    written = replace(article("a", annotations=notes), body=body)
    whole, _ = anchor(written, parse(body, Context(None, None, {})), STANDING)
    assert "secret" in whole.text
    withdrawn = replace(written, reproduction=Reproduction.WITHDRAWN)
    parts, problems = anchor(withdrawn, parse(body, Context(None, None, {})), STANDING)
    assert not problems
    assert parts.text == "two three four six six"
    html = "".join(chain.from_iterable((*p.head.parts, *p.rest.parts) for p in parts.passages))
    assert "five" not in html
    assert "secret" not in html
    assert [p.number for p in parts.placements] == [1, 2, 3, 0]
    assert [parts.text[s.start : s.end] for p in parts.placements for s in p.spans] == [
        "two three",
        "three four",
        "six",
        "six",
    ]


def test_lines_are_those_of_the_file() -> None:
    """Each character knows its line: in paragraphs, code, lists, tables and footnotes."""
    text = (
        "one\ntwo[^n]\n\n```\n\nthree\nfour\n```\n\n- five\n  six\\\n  seven\n\n"
        "| a |\n|---|\n| b |\n\n[^n]: eight"
    )
    layout = lay_out(parse(MarkdownText(text, PLACE), Context(None, None, {})))
    lines = {word: layout.line_of(layout.text.index(word)) for word in layout.text.split()}
    assert lines == {
        "one": 5, "two": 6, "three": 10, "four": 11, "five": 14, "six": 15, "seven": 16,
        "a": 18, "b": 20, "eight": 22,
    }  # fmt: skip


def test_a_text_that_was_made_to_be_slow_is_given_up() -> None:
    """The same sign a million times is looked at a bounded number of times."""
    searched = Searched("\u0430" * 2_000_000)
    assert searched.find("\u0430") == ()
    assert searched.is_exhausted


@pytest.mark.parametrize("occurrence", ["all", "1", "5000"])
def test_words_that_stand_everywhere_mark_nothing(occurrence: str) -> None:
    """Of so many places none can be meant, and "all" may not leave any out."""
    annotation = f"  - {{id: a, quote: one, occurrence: {occurrence}}}\n"
    body, (problem,) = anchored(annotation, "one " * 5000)
    assert (body.placements, problem.code) == ((), Code.QUOTE_AMBIGUOUS)
    assert "1,000 times or more" in problem.message


def test_no_more_places_are_told_than_anybody_annotates() -> None:
    """A word that stands everywhere has a thousand places at most."""
    assert len(Searched("one " * 5000).find("one")) == MOST_PLACES


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("a \t\n b", "a b"),
        ("\u201cso\u201d \u2018so\u2019 \u201eso\u201f", '"so" \'so\' "so"'),
        ("1\u20112\u20133\u20144\u22125", "1-2-3-4-5"),
        ("\u0643\u064a\u0640\u0649", "\u06a9\u06cc\u06cc"),
        ("\u0661\u06f2\u0663", "123"),
        ("e\u0301 e\u200d\u0301", "\u00e9 \u00e9"),
        ("Case", "Case"),
        ("\ufeff\u200b", ""),
    ],
)
def test_what_a_fold_folds(text: str, folded: str) -> None:
    """Each fold of the format, and nothing else."""
    assert fold(text).text == folded
    assert fold(folded).text == folded
