"""Annotations as data: who says what of which words."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import SETTINGS, article, build, cites, claim, mode, moment, rendered

from site_builder.anchoring import Quotation, Standing
from site_builder.graph import Rendered, Site
from site_builder.markdown.body import Body, Html
from site_builder.model import (
    Annotation,
    AnnotationStatus,
    Article,
    Evidence,
    Located,
    Person,
    Reproduction,
    Review,
)
from site_builder.routes import make_plan
from site_builder.structured_data import annotated_pages, annotation_file

HERE = "https://digest.example/2026/01/a/"
NOBODY = Review(None, None, None, None)


def items_of(site: Site, key: str = "a") -> list[dict[str, Any]]:
    """Return the annotations of an article; none where it has no file."""
    plan, _ = make_plan(site)
    pages = {page.subject: page for page in annotated_pages(plan)}
    assert pages.keys() == plan.annotations.keys()
    if key not in pages:
        return []
    file = annotation_file(site, plan, pages[key])
    items: list[dict[str, Any]] = json.loads(file)["first"]["items"]
    return items


REMARK = cites("x")._replace(id="r", kind="note", claim=None)
"""An annotation that is no check."""


def written(*annotations: Annotation, reproduction: Reproduction = Reproduction.FULL) -> Article:
    """Make an article with annotations."""
    return replace(article("a", annotations=annotations), reproduction=reproduction)


def explained(record: Article, text: str) -> Rendered:
    """Render an article whose annotations all have this explanation."""
    body = Body(Html(("",), ()), (), text, (), (), frozenset(), 0)
    explanations = {one.id: body for one in record.annotations}
    return replace(rendered(record), explanations=explanations)


def test_a_check_says_its_claims_verdict() -> None:
    """Verdict, fact and page are the claim's, as are who checked it and when."""
    checked = replace(claim("c"), fact="It fell.", review=NOBODY._replace(by="ab"))
    checked = replace(checked, review=checked.review._replace(checked=moment("2026-01-05")))
    people = {"ab": Person("ab", "A. Brandt", "https://brandt.example/")}
    site, _ = build(
        [written(cites("c"))], claims=[checked], settings=replace(SETTINGS, people=people)
    )
    (item,) = items_of(site)
    assert item["id"] == f"{HERE}#note-n-c"
    assert item["motivation"] == "assessing"
    assert item["created"] == "2026-01-05T00:00:00Z"
    assert item["creator"] == {
        "id": "https://brandt.example/",
        "type": "Person",
        "name": "A. Brandt",
    }
    assert [body.get("value", body.get("source")) for body in item["body"]] == [
        "Inaccurate",
        "It fell.",
        "https://digest.example/claims/c/",
    ]


@pytest.mark.parametrize(
    ("by", "creator"),
    [
        (None, {"id": "https://digest.example/", "type": "Organization", "name": "A digest"}),
        ("R. Selm", {"type": "Person", "name": "R. Selm"}),
    ],
)
def test_somebody_has_written_it(by: str | None, creator: dict[str, str]) -> None:
    """The digest, where nobody is named; a name that is nobody's key is a name."""
    site, _ = build([written(REMARK._replace(review=NOBODY._replace(by=by)))])
    assert items_of(site)[0]["creator"] == creator


@pytest.mark.parametrize(
    ("kind", "motivation"),
    [
        ("note", "describing"),
        ("translation", "describing"),
        ("opinion", "classifying"),
        ("sic", "commenting"),
        ("omission", "commenting"),
    ],
)
def test_a_remark_says_its_kind(kind: str, motivation: str) -> None:
    """Other kinds than checks are told apart by a tag; evidence is linked."""
    proof = Evidence("A map", "https://map.example/", None, None, None, None, None)
    paper = proof._replace(url=None, citation="p. 3")
    site, _ = build(
        [explained(written(REMARK._replace(kind=kind, evidence=(proof, paper))), "Why.")]
    )
    (item,) = items_of(site)
    assert item["motivation"] == motivation
    assert item["body"] == [
        {"type": "TextualBody", "purpose": "tagging", "value": kind},
        {
            "type": "TextualBody",
            "purpose": motivation,
            "value": "Why.",
            "format": "text/plain",
            "language": "en",
            "textDirection": "ltr",
        },
        {"type": "SpecificResource", "purpose": "linking", "source": "https://map.example/"},
    ]


def test_what_was_withdrawn_is_not_there() -> None:
    """An article with nothing else has no file."""
    gone = REMARK._replace(id="gone", status=AnnotationStatus.WITHDRAWN)
    site, _ = build([written(gone, REMARK)])
    assert [item["id"] for item in items_of(site)] == [f"{HERE}#note-r"]
    site, _ = build([written(gone)])
    assert items_of(site) == []


def test_a_preview_has_drafts_too() -> None:
    """They are marked in its pages."""
    draft = written(REMARK._replace(status=AnnotationStatus.DRAFT))
    shown = mode(drafts=True)
    assert items_of(build([draft])[0]) == []
    standing = Standing.of(SETTINGS, (), drafts=True)
    site, _ = build([rendered(draft, standing=standing)], shown=shown)
    assert len(items_of(site)) == 1


def targets(record: Article, quotation: Quotation, *others: Quotation) -> list[dict[str, Any]]:
    """Return the targets of an article's only annotation, whose words stand so in the text."""
    anchored = rendered(record)
    (placement,) = anchored.body.placements
    placement = placement._replace(quotations=(quotation, *others))
    body = anchored.body._replace(placements=(placement,))
    site, _ = build([article("b"), replace(anchored, body=body)])
    (item,) = items_of(site)
    found: list[dict[str, Any]] = item["target"]
    return found


QUOTATION = Quotation(("one",), "before […] it ", " after")


def test_only_a_copy_has_the_sources_surroundings() -> None:
    """Around the digest's own words stands what the source does not have; so does a cut."""
    (ours, source) = targets(written(REMARK), QUOTATION)
    assert (ours["selector"]["prefix"], ours["selector"]["suffix"]) == ("before […] it ", " after")
    assert (source["selector"]["prefix"], source["selector"]["suffix"]) == (" it ", " after")
    (_, source) = targets(written(REMARK, reproduction=Reproduction.ENTRY), QUOTATION)
    assert source["selector"] == {"type": "TextQuoteSelector", "exact": "one"}
    assert "state" not in source


def test_a_source_needs_an_address() -> None:
    """On paper, and in another language, the words can't be found."""
    record = written(REMARK)
    on_paper = replace(record, source=replace(record.source, url=None, citation="p. 3"))
    translated = replace(record, translation_of=Located("b", record.place))
    for one in (on_paper, translated):
        assert [t["source"]["id"] for t in targets(one, QUOTATION)] == [HERE]


def test_words_that_are_alike_are_one_target() -> None:
    """A selector without surroundings finds all places at once."""
    bare = Quotation(("one", "two"), "", "")
    found = targets(written(REMARK), bare, bare)
    exact = [target["selector"]["exact"] for target in found]
    assert exact == ["one", "two", "one two"]


@given(st.text(min_size=1))
def test_any_words_are_kept(words: str) -> None:
    """The file is JSON in UTF-8, whatever the words are."""
    record = written(REMARK._replace(fact=words))
    (ours, _) = targets(record, Quotation((words,), words, words))
    assert ours["selector"]["exact"] == words
