"""Claims, the articles that cite them, and references that lead nowhere."""

from dataclasses import replace

import pytest
from records import SETTINGS, article, body, build, cites, claim, mode, rendered, source

from site_builder.anchoring import Standing
from site_builder.diagnostics import Code, Severity
from site_builder.model import AnnotationStatus

DRAFT = AnnotationStatus.DRAFT
WITHDRAWN = AnnotationStatus.WITHDRAWN


def test_a_claim_knows_where_it_appeared() -> None:
    """Appearances are newest first; the first of all is the date since when it is made."""
    articles = [
        article("old", date="2026-01-01", annotations=[cites("c")]),
        article("new", date="2026-02-01", annotations=[cites("c"), cites("c")]),
        article("other", annotations=[]),
    ]
    site, problems = build(articles, claims=[claim("c")])
    entry = site.claims["c"]
    assert [appearance.entry for appearance in entry.appearances] == ["new", "new", "old"]
    assert entry.since == articles[0].date
    assert entry.verdict.key == "inaccurate"
    assert problems == []


def test_a_claim_says_when_it_was_checked() -> None:
    """The last of its check and its corrections counts; what has neither goes by its article."""
    claims = [
        claim("plain"),
        claim("checked", checked="2026-02-02"),
        claim("corrected", checked="2026-02-02", corrections=["2026-03-03"]),
        claim("gone", status=WITHDRAWN),
    ]
    notes = [cites("plain"), cites("checked"), cites("corrected")]
    site, _ = build([article("a", date="2026-01-01", annotations=notes)], claims=claims)
    days = {key: moment and moment.day.isoformat() for key, moment in site.checked.items()}
    assert days == {
        "checked": "2026-02-02",
        "corrected": "2026-03-03",
        "gone": None,
        "plain": "2026-01-01",
    }


def test_claimants_default_to_publishers() -> None:
    """Without claimants of its own a claim is made by those who published it, first one first."""
    articles = [
        article("a", source="Late", date="2026-02-01", annotations=[cites("c")]),
        article("b", source="Early", date="2026-01-01", annotations=[cites("c")]),
    ]
    site, _ = build(articles, claims=[claim("c")])
    keys = [one.source.value for one in site.claims["c"].claimants if one.source is not None]
    assert keys == ["early", "late"]


def test_an_unknown_claimant_is_an_error() -> None:
    """The nearest key is offered."""
    _, problems = build(
        [article("a", annotations=[cites("c")])],
        claims=[claim("c", claimants=["irnaa"])],
        sources=[source("irna")],
    )
    assert [(p.code, p.hint) for p in problems] == [(Code.UNKNOWN_SOURCE, "Did you mean “irna”?")]


def test_a_claim_that_nothing_cites_has_no_page() -> None:
    """A warning says so; a citation that is withdrawn, or hidden, is none."""
    articles = [
        article("a", annotations=[cites("withdrawn", WITHDRAWN), cites("draft", DRAFT)]),
        article("b", draft=True, annotations=[cites("hidden")]),
    ]
    keys = ["withdrawn", "draft", "hidden", "alone"]
    site, problems = build(articles, claims=[claim(key) for key in keys])
    assert dict(site.claims) == {}
    assert {p.place.path for p in problems} == {f"content/claims/{key}.md" for key in keys}
    assert {p.code for p in problems} == {Code.UNCITED_CLAIM}


def test_a_withdrawn_claim_keeps_its_page() -> None:
    """Cited or not, it has an entry, but stands under no verdict."""
    site, problems = build(claims=[claim("c", status=WITHDRAWN)])
    assert site.claims["c"].since is None
    assert site.checks == ("c",)
    assert site.verdicts == {"accurate": (), "inaccurate": (), "unproven": ()}
    assert problems == []


def test_a_draft_claim_hides_what_cites_it() -> None:
    """An annotation without its verdict is not shown, and a warning says so; a preview has both."""
    articles = [article("a", annotations=[cites("c")])]
    site, problems = build(articles, claims=[claim("c", status=DRAFT)])
    assert (site.entries["a"].notes, dict(site.claims)) == ((), {})
    assert [p.code for p in problems] == [Code.DRAFT_CLAIM]
    site, _ = build(articles, claims=[claim("c", status=DRAFT)], shown=mode(drafts=True))
    assert len(site.entries["a"].notes) == 1
    assert list(site.claims) == ["c"]


@pytest.mark.parametrize(
    ("status", "shown", "count"),
    [
        (AnnotationStatus.PUBLISHED, mode(), 1),
        (WITHDRAWN, mode(), 1),
        (DRAFT, mode(), 0),
        (DRAFT, mode(drafts=True), 1),
    ],
)
def test_annotations_are_shown_by_their_status(
    status: AnnotationStatus, shown: object, count: int
) -> None:
    """Drafts come in a preview only; what is withdrawn leaves a trace."""
    one = article("a", annotations=[cites("c", status)])
    site, _ = build([one], claims=[claim("c")], shown=mode(drafts=shown == mode(drafts=True)))
    assert len(site.entries["a"].notes) == count


def test_verdicts_have_the_newest_check_first() -> None:
    """What has no date of check goes by its first appearance; equals go by key."""
    keys = ["b", "a", "late", "early", "other"]
    articles = [article("x", date="2026-03-01", annotations=[cites(key) for key in keys])]
    claims = [
        claim("b", checked="2026-02-01"),
        claim("a", checked="2026-02-01"),
        claim("late", checked="2026-04-01"),
        claim("early"),
        claim("other", verdict="unproven", checked="2026-05-01"),
    ]
    site, _ = build(articles, claims=claims)
    assert site.checks == ("other", "late", "early", "a", "b")
    assert site.verdicts == {
        "accurate": (),
        "inaccurate": ("late", "early", "a", "b"),
        "unproven": ("other",),
    }
    assert list(site.claims) == sorted(keys)


def test_related_claims_have_pages() -> None:
    """Of the related ones those that are shown are named, each once, itself left out."""
    articles = [article("x", annotations=[cites("a"), cites("b")])]
    claims = [claim("a", related=["b", "c", "b", "a"]), claim("b"), claim("c", status=DRAFT)]
    site, problems = build(articles, claims=claims)
    assert site.claims["a"].related == ("b",)
    assert problems == []


def test_unknown_claims_are_errors() -> None:
    """Cited or related: the nearest key is offered, or the file to write is named."""
    articles = [article("a", annotations=[cites("trade-202"), cites("zz")])]
    _, problems = build(articles, claims=[claim("trade-2020", related=["trade-220"])])
    unknown = [(p.hint, p.severity) for p in problems if p.code is Code.UNKNOWN_CLAIM]
    assert unknown == [
        ("Did you mean “trade-2020”?", Severity.ERROR),
        ("Write it in claims/zz.md.", Severity.ERROR),
        ("Did you mean “trade-2020”?", Severity.ERROR),
    ]


def test_an_annotation_of_an_unknown_claim_is_not_shown() -> None:
    """No page can promise a claim that is not there."""
    site, _ = build([article("a", annotations=[cites("zz")])])
    assert site.entries["a"].notes == ()


@pytest.mark.parametrize(("status", "draft"), [(DRAFT, False), (AnnotationStatus.PUBLISHED, True)])
def test_faults_of_drafts_are_warnings(status: AnnotationStatus, *, draft: bool) -> None:
    """Of draft annotations too."""
    one = article("a", draft=draft, annotations=[cites("zz", status)])
    _, problems = build([one])
    assert [(p.code, p.severity) for p in problems] == [(Code.UNKNOWN_CLAIM, Severity.WARNING)]


def test_corrections_are_newest_first() -> None:
    """Those of articles and of claims that are shown, in one list."""
    articles = [
        article("a", corrections=["2026-01-01", "2026-03-01"], annotations=[cites("c")]),
        article("b", corrections=["2026-04-01"], draft=True),
    ]
    site, _ = build(articles, claims=[claim("c", corrections=["2026-02-01", "2026-03-01"])])
    found = [(one.entry, one.claim, one.correction.date.day.month) for one in site.corrections]
    assert found == [("a", None, 3), (None, "c", 3), (None, "c", 2), ("a", None, 1)]


def test_notes_stand_in_the_order_of_their_numbers() -> None:
    """Each with its explanation; what was withdrawn comes last, and cites nothing any more."""
    given = [
        cites("b", WITHDRAWN),
        cites("a")._replace(id="second"),
        cites("a")._replace(id="remark", claim=None, kind="note"),
    ]
    claims = [claim("a"), claim("b")]
    standing = Standing.of(SETTINGS, claims, drafts=False)
    one = rendered(article("a", annotations=given), standing=standing)
    site, _ = build([replace(one, explanations={"remark": body()})], claims=claims)
    notes = site.entries["a"].notes
    assert [(note.annotation.id, note.claim) for note in notes] == [
        ("second", "a"),
        ("remark", None),
        ("n-b", None),
    ]
    assert [note.explanation is not None for note in notes] == [False, True, False]
