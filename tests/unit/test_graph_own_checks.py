"""The checks that articles make themselves, which are claims with a page of their own."""

from dataclasses import replace

import pytest
from records import article, body, build, checks, cites, claim, mode, moment, placement, rendered

from site_builder.anchoring import Quotation
from site_builder.graph import ClaimEntry, Mode, Status
from site_builder.model import Annotation, AnnotationStatus, Article, Direction

DRAFT = AnnotationStatus.DRAFT
WITHDRAWN = AnnotationStatus.WITHDRAWN


def own_check(one: Article, shown: Mode | None = None) -> ClaimEntry:
    """Return the only check of an article, which it makes itself."""
    site, problems = build([one], shown=shown)
    assert problems == []
    (entry,) = site.claims.values()
    return entry


def test_a_check_of_an_article_is_a_claim() -> None:
    """Its quoted words are the claim, its publisher makes it, in the article's language."""
    one = replace(article("a", annotations=[checks("x", "unproven")]), lang="fa", dir=Direction.RTL)
    entry = own_check(one)
    claim = entry.claim
    assert (claim.text, claim.fact, entry.verdict.key) == ("words", "It is not so.", "unproven")
    assert (entry.article, entry.lang, entry.dir) == ("a", "fa", Direction.RTL)
    assert [one.source.value for one in entry.claimants if one.source] == ["irna"]
    assert [(place.entry, place.note.annotation.id) for place in entry.appearances] == [("a", "x")]
    assert (entry.since, entry.related, claim.corrections) == (one.date, (), ())


def test_an_author_goes_before_the_publisher() -> None:
    """Where the source names who wrote the article, that person makes the claim."""
    one = article("a", annotations=[checks("x")])
    entry = own_check(replace(one, source=replace(one.source, author="A. Writer")))
    assert [claimant.name for claimant in entry.claimants] == ["A. Writer"]


@pytest.mark.parametrize(
    ("quote", "words", "claim_text", "text"),
    [
        pytest.param('"some words"', ("“some words”",), None, "“some words”", id="as in the text"),
        pytest.param("some", ("some", "words"), "It is so", "It is so", id="said otherwise"),
        pytest.param("a … z", ("a to", "then z"), None, "a … z", id="shortened"),
        pytest.param("some words", (), None, "some words", id="gone from the text"),
        pytest.param(None, ("a", "b"), None, "a b", id="marked in the text"),
        pytest.param(None, (), None, "x", id="nothing left"),
    ],
)
def test_the_claim_is_what_was_quoted(
    quote: str | None, words: tuple[str, ...], claim_text: str | None, text: str
) -> None:
    """As the text has it, unless ``claim_text`` says it otherwise."""
    check = checks("x", quote=quote or "")._replace(claim_text=claim_text)
    check = check if quote else check._replace(quote=None)
    one = rendered(article("a", annotations=[check]))
    places = (placement(check, 1, "inaccurate")._replace(quotations=(Quotation(words, "", ""),)),)
    site, _ = build([replace(one, body=one.body._replace(placements=places))])
    assert [entry.claim.text for entry in site.claims.values()] == [text]


def test_checks_stand_beside_claims() -> None:
    """In all lists; those of the oldest article come first, after the claims with a file."""
    articles = [
        article("new", date="2026-02-01", annotations=[checks("y"), cites("c"), checks("x")]),
        article("old", date="2026-01-01", annotations=[checks("x", "unproven")]),
    ]
    site, problems = build(articles, claims=[claim("c", checked="2026-01-15")])
    assert problems == []
    assert list(site.claims) == ["c", "old#x", "new#y", "new#x"]
    assert site.checks == ("new#x", "new#y", "c", "old#x")
    assert site.verdicts["inaccurate"] == ("new#x", "new#y", "c")
    assert [note.claim for note in site.entries["new"].notes] == ["new#y", "c", "new#x"]


def test_a_withdrawn_check_keeps_its_page() -> None:
    """But stands under no verdict."""
    site, _ = build([article("a", annotations=[checks("x", status=WITHDRAWN)])])
    assert site.checks == ("a#x",)
    assert site.verdicts["inaccurate"] == ()
    assert site.claims["a#x"].claim.status is WITHDRAWN
    assert [note.claim for note in site.entries["a"].notes] == ["a#x"]


def test_a_note_is_no_check() -> None:
    """It has no page."""
    note = checks("x")._replace(kind="note", verdict=None)
    site, _ = build([article("a", annotations=[note])])
    assert (dict(site.claims), site.entries["a"].notes[0].claim) == ({}, None)


def test_a_draft_comes_in_a_preview() -> None:
    """A check is a draft if it is one itself, or its article."""
    drafts = mode(drafts=True)
    itself = article("a", annotations=[checks("x", status=DRAFT)])
    assert dict(build([itself])[0].claims) == {}
    assert own_check(itself, drafts).status is Status.DRAFT
    assert own_check(article("a", draft=True, annotations=[checks("x")]), drafts).status is (
        Status.DRAFT
    )
    assert own_check(article("a", annotations=[checks("x")]), drafts).status is Status.PUBLISHED


def test_the_explanation_is_the_body() -> None:
    """What the annotation's note says stands on the page of the check."""
    one = rendered(article("a", annotations=[checks("x"), checks("y")]))
    note = body()
    site, _ = build([replace(one, explanations={"y": note})])
    assert [site.claims[key].body for key in ("a#x", "a#y")] == [None, note]


TWICE = [checks("x", review_by="2026-11-23"), checks("y", review_by="2026-11-24")]


@pytest.mark.parametrize(
    ("annotation", "reviewed", "due"),
    [
        pytest.param(checks("x", review_by="2026-11-23"), None, True, id="on that day"),
        pytest.param(checks("x", review_by="2026-11-24"), None, False, id="the day before"),
        pytest.param(checks("x", review_by="2026-01-01", status=WITHDRAWN), None, False, id="gone"),
        pytest.param(checks("x"), None, False, id="no date"),
        pytest.param(cites("c"), "2026-11-23", True, id="claim"),
        pytest.param(cites("c"), "2026-11-24", False, id="claim, the day before"),
    ],
)
def test_a_check_past_its_date_is_due(
    annotation: Annotation, reviewed: str | None, *, due: bool
) -> None:
    """The check and its note say so; a bare date is due from that day on."""
    cited = claim("c")
    when = moment(reviewed) if reviewed else None
    cited = replace(cited, review=cited.review._replace(review_by=when))
    site, _ = build([article("a", annotations=[annotation])], claims=[cited])
    (note,) = site.entries["a"].notes
    assert note.claim is not None
    assert (note.is_due, site.claims[note.claim].is_due) == (due, due)


def test_the_next_date_of_review_is_the_next_change() -> None:
    """A build after it shows that the check is due."""
    site, _ = build([article("a", annotations=TWICE)])
    assert site.next_change == moment("2026-11-24").instant
    one = article("a", expires="2026-11-25", annotations=[cites("c")])
    cited = claim("c")
    later = replace(cited, review=cited.review._replace(review_by=moment("2026-11-24")))
    assert build([one], claims=[later])[0].next_change == moment("2026-11-24").instant
    assert build([one], claims=[cited])[0].next_change == moment("2026-11-25").instant
