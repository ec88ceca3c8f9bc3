"""Annotations, judged as far as one file allows."""

import pytest

from site_builder.config import read_settings
from site_builder.content import ContentFile, FileKind, decode
from site_builder.diagnostics import Code, Diagnostic, Severity
from site_builder.model import Annotation, AnnotationStatus, Article, Settings

HEAD = "---\ntitle: T\ndate: 2020-12-20\nsource: https://a.example/\nannotations:\n"
FIRST_LINE = 6


def site() -> Settings:
    """Return settings with a scale of two verdicts and a kind of their own."""
    text = """
title: T
url: https://d.example
verdicts: {accurate: {label: A}, needs-context: {label: N}}
kinds: {satire: {label: Satire}}
people: {ab: {name: A. B.}}
"""
    settings, problems = read_settings("content/site.yaml", text.encode(), None)
    assert settings is not None, problems
    return settings


SITE = site()


def read(*items: str) -> tuple[Article | None, list[Diagnostic]]:
    """Decode an article with annotations, each a line of keys and values."""
    text = HEAD + "".join(f"  - {{{item}}}\n" for item in items) + "---\nText.\n"
    file = ContentFile("content/articles/a.md", "a.md", FileKind.ARTICLE)
    article, problems = decode(file, text.encode(), SITE)
    assert article is None or isinstance(article, Article)
    return article, problems


def annotations_of(*items: str) -> tuple[Annotation, ...]:
    """Return annotations without problems."""
    article, problems = read(*items)
    assert article is not None, problems
    assert not problems
    return article.annotations


def test_every_key_of_an_annotation_is_read() -> None:
    """Each key of the format ends in its field."""
    (annotation,) = annotations_of(
        "id: my-id, kind: check, quote: some words, prefix: before, suffix: after, occurrence: 2,"
        " verdict: accurate, claim_text: It is so, fact: So it is., note: '*Yes*',"
        " evidence: [{title: E, url: 'https://e.example/'}], by: ab, reviewer: cd,"
        " checked: 2021-01-05, review_by: 2022-01-05, status: withdrawn, reason: Wrong."
    )
    assert (annotation.id, annotation.kind, annotation.place.line) == ("my-id", "check", FIRST_LINE)
    assert annotation.quote is not None
    assert (annotation.quote.value, annotation.quote.place.column) == ("some words", 37)
    assert (annotation.prefix, annotation.suffix, annotation.occurrence) == ("before", "after", 2)
    assert annotation.verdict is not None
    assert annotation.verdict.value == "accurate"
    assert (annotation.claim, annotation.claim_text) == (None, "It is so")
    assert annotation.fact == "So it is."
    assert annotation.note is not None
    assert annotation.note.text == "*Yes*"
    assert annotation.evidence[0].url == "https://e.example/"
    assert (annotation.review.by, annotation.review.reviewer) == ("ab", "cd")
    assert annotation.review.checked is not None
    assert annotation.review.review_by is not None
    assert (annotation.status, annotation.reason) == (AnnotationStatus.WITHDRAWN, "Wrong.")


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("quote: a, verdict: accurate, fact: b", "check"),
        ("quote: a, claim: b", "check"),
        ("quote: a, note: b", "note"),
        ("id: a, note: b", "note"),
        ("quote: a, kind: omission, note: b", "omission"),
        ("quote: a, kind: satire, note: b", "satire"),
        ("quote: a, kind: sic, fact: b", "sic"),
    ],
)
def test_the_kind_has_a_default(item: str, kind: str) -> None:
    """What has a verdict or a claim is a check, everything else a note, unless it says so."""
    assert annotations_of(item)[0].kind == kind


@pytest.mark.parametrize(("text", "value"), [("1", 1), ("12", 12), ("all", "all"), ("", None)])
def test_the_occurrence_is_a_number_or_all(text: str, value: object) -> None:
    """Which of several equal passages is a number from 1, or all of them."""
    assert annotations_of(f"quote: a, note: b, occurrence: {text}")[0].occurrence == value


@pytest.mark.parametrize(
    ("items", "ids"),
    [
        pytest.param(
            ["quote: One two three four five six seven, note: x"],
            ["one-two-three-four-five-six"],
            id="six words",
        ),
        pytest.param(
            ["quote: a b, note: x", "quote: A B, note: x", "quote: a-b, note: x"],
            ["a-b", "a-b-2", "a-b-3"],
            id="equal words",
        ),
        pytest.param(
            ["quote: a b, note: x", "id: a-b, note: x", "id: a-b-2, note: x"],
            ["a-b-3", "a-b", "a-b-2"],
            id="written ids go first",
        ),
        pytest.param(["quote: first … last, note: x"], ["first-last"], id="ellipsis"),
        pytest.param(["quote: هرگز تا این, note: x"], ["هرگز-تا-این"], id="Persian"),
    ],
)
def test_ids_come_from_the_first_words(items: list[str], ids: list[str]) -> None:
    """A default id is the slug of six words; one that is taken gets a number."""
    assert [annotation.id for annotation in annotations_of(*items)] == ids


@pytest.mark.parametrize(
    ("item", "code", "words"),
    [
        pytest.param("quote: a, note: b, nte: c", Code.UNKNOWN_KEY, "nte", id="unknown key"),
        pytest.param("id: A b, note: c", Code.INVALID_SLUG, "[1].id", id="id"),
        pytest.param("note: b", Code.MISSING_KEY, "[1].id", id="neither id nor quote"),
        pytest.param("quote: '...', id: a, note: b", Code.EMPTY_TEXT, "letter", id="no letter"),
        pytest.param("quote: [a], note: b", Code.WRONG_TYPE, "[1].quote", id="quote as list"),
        pytest.param("quote: a, kind: nota, note: b", Code.UNKNOWN_KIND, "nota", id="kind"),
        pytest.param(
            "quote: a, verdict: acurate, fact: b", Code.UNKNOWN_VERDICT, "acurate", id="verdict"
        ),
        pytest.param("quote: a, claim: A b", Code.INVALID_SLUG, "[1].claim", id="claim"),
        pytest.param(
            "quote: a, claim: b, verdict: accurate", Code.CONFLICTING_KEYS, "verdict", id="both"
        ),
        pytest.param(
            "quote: a, claim: b, claim_text: c", Code.CONFLICTING_KEYS, "claim_text", id="text"
        ),
        pytest.param("quote: a, kind: check, note: b", Code.LOCAL_CHECK_VERDICT, "", id="check"),
        pytest.param("quote: a, fact: b", Code.LOCAL_CHECK_VERDICT, "[1]", id="forgotten verdict"),
        pytest.param(
            "quote: a, kind: note, verdict: accurate, fact: b",
            Code.CONFLICTING_KEYS,
            "verdict",
            id="a note with a verdict",
        ),
        pytest.param(
            "quote: a, kind: sic, claim: b", Code.CONFLICTING_KEYS, "claim", id="sic with claim"
        ),
        pytest.param("quote: a, verdict: accurate", Code.UNSUPPORTED_VERDICT, "", id="no ground"),
        pytest.param(
            "quote: a, verdict: accurate, fact: b, by: ab, reviewer: ab",
            Code.SAME_PERSON,
            "ab",
            id="own reviewer",
        ),
        pytest.param(
            "quote: a, verdict: accurate, fact: b, by: A. B., reviewer: ab",
            Code.SAME_PERSON,
            "ab",
            id="own reviewer under another name",
        ),
        pytest.param(
            "quote: a, note: b, status: withdrawn", Code.MISSING_KEY, "reason", id="no reason"
        ),
        pytest.param(
            "quote: a, note: b, reason: c", Code.CONFLICTING_KEYS, "reason", id="a reason"
        ),
        pytest.param("quote: a, note: b, status: x", Code.UNKNOWN_VALUE, "status", id="status"),
        pytest.param(
            "quote: a, note: b, occurrence: 0", Code.INVALID_NUMBER, "occurrence", id="occurrence"
        ),
        pytest.param(
            "id: a, note: b, prefix: c", Code.CONFLICTING_KEYS, "prefix", id="prefix alone"
        ),
        pytest.param(
            "quote: a, note: b, evidence: [{title: c}]",
            Code.MISSING_KEY,
            "annotations[1].evidence[1]",
            id="evidence without address",
        ),
        pytest.param(
            "quote: a, note: b, evidence: [{url: 'https://e.example/'}]",
            Code.MISSING_KEY,
            "annotations[1].evidence[1].title",
            id="evidence without title",
        ),
        pytest.param(
            "quote: a, note: b, evidence: [{title: c, url: 'javascript:d'}]",
            Code.INVALID_URL,
            "annotations[1].evidence[1].url",
            id="unsafe evidence",
        ),
        pytest.param(
            "quote: a, note: b, evidence: [{title: c, citation: d, kind: hearsay}]",
            Code.UNKNOWN_VALUE,
            "annotations[1].evidence[1].kind",
            id="kind of evidence",
        ),
        pytest.param(
            "quote: a, note: b, checked: 2021-13-01", Code.INVALID_DATE, "[1].checked", id="checked"
        ),
    ],
)
def test_a_fault_of_an_annotation_is_one_error(item: str, code: Code, words: str) -> None:
    """Each fault is one error on the annotation's line, and one warning where it is a draft."""
    article, (problem,) = read(item)
    assert article is None
    assert (problem.code, problem.severity) == (code, Severity.ERROR)
    assert problem.place.line == FIRST_LINE
    assert words in problem.message
    if "status" not in item:
        article, (problem,) = read(f"{item}, status: draft")
        assert article is not None
        assert (problem.code, problem.severity) == (code, Severity.WARNING)


def test_two_annotations_have_two_ids() -> None:
    """The second of two equal ids is an error that names the line of the first."""
    article, (problem,) = read("id: a, note: b", "quote: c, note: d", "id: a, note: e")
    assert article is None
    assert (problem.code, problem.place.line) == (Code.DUPLICATE_ID, FIRST_LINE + 2)
    assert f"line {FIRST_LINE}" in problem.message


def test_the_second_item_is_number_two() -> None:
    """Lists are counted from 1, as an editor counts."""
    _, (problem,) = read("quote: a, note: b", "quote: c, verdict: x, fact: d")
    assert "“annotations[2].verdict”" in problem.message


def test_a_withdrawn_check_needs_no_ground() -> None:
    """What is taken back keeps its page, which needs to know what the check was."""
    (annotation,) = annotations_of("quote: a, verdict: accurate, status: withdrawn, reason: Wrong.")
    assert annotation.status is AnnotationStatus.WITHDRAWN
    _, problems = read("id: b, kind: check, status: withdrawn, reason: Wrong.")
    assert [problem.code for problem in problems] == [Code.LOCAL_CHECK_VERDICT]


def test_a_draft_keeps_the_ids_of_the_others() -> None:
    """A draft that can't be read is left out, and the default ids stay what they were."""
    article, problems = read(
        "quote: a b, note: x",
        "quote: a b, verdict: wrong, status: draft",
        "quote: a b, note: x",
        "id: A B, quote: c, status: draft",
    )
    assert article is not None
    assert {problem.severity for problem in problems} == {Severity.WARNING}
    assert [annotation.id for annotation in article.annotations] == ["a-b", "a-b-2", "a-b-3"]


def test_a_draft_excuses_no_broken_yaml() -> None:
    """What is wrong with the file itself is an error, draft or not."""
    article, problems = read("quote: a, quote: b, note: c, status: draft")
    assert article is None
    assert [(p.code, p.severity) for p in problems] == [(Code.DUPLICATE_KEY, Severity.ERROR)]


def test_a_list_without_end_is_refused() -> None:
    """What comes after so many annotations is one problem, at the first of them."""
    items = [f"quote: a, id: n{number}, note: x" for number in range(1002)]
    assert len(annotations_of(*items[:1000])) == 1000
    _, problems = read(*items)
    assert [(p.code, p.place.line) for p in problems] == [
        (Code.TOO_MANY_ANNOTATIONS, FIRST_LINE + 1000)
    ]
