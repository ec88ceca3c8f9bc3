"""JSON-LD: what pages say to programs, and when they say nothing."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
import schema_org
from hypothesis import given
from hypothesis import strategies as st
from records import SETTINGS, article, build, cites, claim, moment, page, source, topic

from site_builder.diagnostics import Place
from site_builder.graph import Mode, Site
from site_builder.model import (
    AnnotationStatus,
    Article,
    Claim,
    Claimant,
    Correction,
    CorrectionSeverity,
    Evidence,
    Person,
    Settings,
    Verdict,
)
from site_builder.rendering.views.markup import data_of
from site_builder.routes import PageKind, make_plan
from site_builder.structured_data import describe

PLACE = Place("content/articles/a.md")
HOME = "https://digest.example/"


def described(site: Site, kind: PageKind, subject: str = "") -> dict[str, Any]:
    """Return the nodes of one page by their types."""
    plan, _ = make_plan(site)
    planned = next(p for p in plan.pages if (p.kind, p.subject) == (kind, subject))
    data: Any = describe(site, plan, planned)
    for node in data["@graph"]:
        assert list(schema_org.complaints(node, node["@type"])) == []
    found: dict[str, Any] = {node["@type"]: node for node in data["@graph"]}
    return found


def review(
    written: Claim,
    articles: Sequence[Article] | None = None,
    settings: Settings = SETTINGS,
    shown: Mode | None = None,
) -> dict[str, Any]:
    """Return the review on a claim's page; nothing where there is none."""
    citing = articles or [article("a", annotations=[cites(written.key)])]
    site, _ = build(
        citing, claims=[written], settings=settings, shown=shown, sources=[source("irna")]
    )
    found: dict[str, Any] = described(site, PageKind.CLAIM, written.key).get("ClaimReview", {})
    return found


def on_paper(key: str, cited: str) -> Article:
    """Make an article without an address that cites a claim."""
    written = article(key, annotations=[cites(cited)])
    return replace(written, source=replace(written.source, url=None, citation="p. 3"))


def test_a_review_is_whole() -> None:
    """It says what was claimed, by whom, where, how it was rated and on what ground."""
    written = replace(
        claim("c", checked="2026-01-05", corrections=["2026-01-07"]),
        fact="It fell.",
        evidence=(
            Evidence("Customs data", "https://proof.example/", None, None, None, None, None),
        ),
    )
    assert review(written) == {
        "@type": "ClaimReview",
        "@id": f"{HOME}claims/c/#review",
        "url": f"{HOME}claims/c/",
        "claimReviewed": "What c says",
        "inLanguage": "en",
        "datePublished": "2026-01-05",
        "dateModified": "2026-01-07",
        "author": {
            "@type": "NewsMediaOrganization",
            "@id": f"{HOME}#publisher",
            "name": "A digest",
            "url": HOME,
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Inaccurate",
            "ratingValue": 1,
            "bestRating": 5,
            "worstRating": 1,
        },
        "reviewBody": "It fell.",
        "itemReviewed": {
            "@type": "Claim",
            "author": [{"@type": "NewsMediaOrganization", "name": "IRNA"}],
            "datePublished": "2026-01-01",
            "appearance": [
                {
                    "@type": "NewsArticle",
                    "url": "https://irna.example/a",
                    "headline": "A",
                    "inLanguage": "en",
                    "datePublished": "2026-01-01",
                    "publisher": {"@type": "NewsMediaOrganization", "name": "IRNA"},
                }
            ],
        },
        "citation": [
            {"@type": "CreativeWork", "name": "Customs data", "url": "https://proof.example/"}
        ],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": "Corrected on 2026-01-07.",
                "datePublished": "2026-01-07",
            }
        ],
    }


def test_a_verdict_off_the_scale_has_its_word_only() -> None:
    """No number is invented for it."""
    found = review(claim("c", verdict="unproven"))
    assert found["reviewRating"] == {"@type": "Rating", "alternateName": "Unproven"}


@pytest.mark.parametrize("ratings", [(3, 3), (5, 0)])
def test_a_scale_that_google_refuses_has_words_only(ratings: tuple[int, int]) -> None:
    """The worst number is at least 1, and less than the best."""
    scale = {str(n): Verdict(str(n), f"Step {n}", n, "") for n in ratings}
    found = review(claim("c", verdict=str(ratings[0])), settings=replace(SETTINGS, verdicts=scale))
    assert found["reviewRating"] == {"@type": "Rating", "alternateName": f"Step {ratings[0]}"}


@pytest.mark.parametrize("status", [AnnotationStatus.DRAFT, AnnotationStatus.WITHDRAWN])
def test_what_is_not_published_is_no_review(status: AnnotationStatus) -> None:
    """Neither a draft, which only a preview shows, nor what was withdrawn."""
    shown = Mode(drafts=True, future=True, now=moment("2026-11-23").instant)
    assert review(claim("c", status=status), shown=shown) == {}


def test_a_claim_that_was_made_on_paper_is_reviewed_too() -> None:
    """Its appearance has no address, but the words that say where to find it."""
    (found,) = review(claim("c"), [on_paper("b", "c")])["itemReviewed"]["appearance"]
    assert "url" not in found
    assert (found["headline"], found["disambiguatingDescription"]) == ("B", "p. 3")
    assert found["publisher"]["name"] == "IRNA"


def test_whoever_is_no_publisher_is_a_person() -> None:
    """A claimant with a name has it, and the address that was given."""
    said = Claimant(None, "Bijan Zangeneh", "https://minister.example/")
    found = review(replace(claim("c"), claimants=(said,)))
    assert found["itemReviewed"]["author"] == [
        {"@type": "Person", "name": "Bijan Zangeneh", "url": "https://minister.example/"}
    ]


def test_an_article_says_whose_it_is() -> None:
    """It is based on the publisher's article; we are its publisher, and nobody here its author."""
    written = article("a", tags=["trade"], corrections=["2026-01-03"], annotations=[cites("c")])
    written = replace(
        written,
        source=replace(written.source, author="R. Selm", archived="https://archive.example/a"),
        editor="ab",
        updated=moment("2026-01-02"),
    )
    people = {"ab": Person("ab", "A. Brandt", "https://brandt.example/")}
    site, _ = build([written], claims=[claim("c")], settings=replace(SETTINGS, people=people))
    found = described(site, PageKind.ARTICLE, "a")["Article"]
    assert "author" not in found
    assert found["editor"]["name"] == "A. Brandt"
    assert (found["datePublished"], found["dateModified"]) == ("2026-01-01", "2026-01-03")
    assert found["keywords"] == ["trade"]
    assert found["citation"] == [{"@type": "WebPage", "url": f"{HOME}claims/c/"}]
    assert found["correction"][0]["text"] == "Corrected on 2026-01-03."
    assert found["isBasedOn"]["author"] == {"@type": "Person", "name": "R. Selm"}
    assert found["isBasedOn"]["archivedAt"] == "https://archive.example/a"


def test_an_article_from_paper_is_based_on_no_address() -> None:
    """A source without an address is named by its publisher and its place."""
    site, _ = build([on_paper("a", "c")], claims=[claim("c")])
    found = described(site, PageKind.ARTICLE, "a")["Article"]["isBasedOn"]
    assert "url" not in found
    assert found["disambiguatingDescription"] == "p. 3"


def test_a_withdrawn_check_is_not_cited() -> None:
    """Its page keeps its address, but nothing leads programs there."""
    site, _ = build(
        [article("a", annotations=[cites("c")])],
        claims=[claim("c", status=AnnotationStatus.WITHDRAWN)],
    )
    assert "citation" not in described(site, PageKind.ARTICLE, "a")["Article"]


def test_a_translation_names_its_original() -> None:
    """Its title is not the source's headline."""
    site, _ = build([article("a"), article("b", translation_of="a")])
    found = described(site, PageKind.ARTICLE, "b")["Article"]
    assert found["translationOfWork"] == {"@type": "Article", "url": f"{HOME}2026/01/a/"}
    assert "headline" not in found["isBasedOn"]


def test_policies_are_the_pages_that_there_are() -> None:
    """The digest names those policies that it has pages for."""
    site, _ = build(pages=[page("about"), page("funding"), page("methodology")])
    for kind, subject in ((PageKind.HOME, ""), (PageKind.PAGE, "about")):
        found = described(site, kind, subject)["NewsMediaOrganization"]
        assert found["ownershipFundingInfo"] == f"{HOME}funding/"
        assert found["verificationFactCheckingPolicy"] == f"{HOME}methodology/"
        assert "correctionsPolicy" not in found


def test_breadcrumbs_never_repeat_a_claim_alone() -> None:
    """The last step says the verdict, too."""
    site, _ = build([article("a", annotations=[cites("c")])], claims=[claim("c")])
    steps = described(site, PageKind.CLAIM, "c")["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == [
        "A digest",
        "Claims",
        "“What c says”: Inaccurate",
    ]


@given(st.text(min_size=1))
def test_any_words_stay_in_the_block(words: str) -> None:
    """With the words in every field no page's block holds a sign of HTML, and none loses a word."""
    for data in everywhere(words):
        text = str(data_of(data))
        assert not set(text) & set("<>&")
        assert json.loads(text) == json.loads(json.dumps(data))


def everywhere(words: str) -> list[Any]:
    """Return the data of all pages of a digest that has the words in every field."""
    proof = Evidence(words, words, words, words, None, None, words)
    correction = Correction(moment("2026-01-02"), words, CorrectionSeverity.MAJOR, PLACE)
    written = article("a", tags=["trade"], annotations=[cites("c")])
    written = replace(
        written,
        title=words,
        source=replace(written.source, author=words, archived=words),
        summary=words,
        editor=words,
        corrections=(correction,),
    )
    said = replace(
        claim("c"),
        text=words,
        fact=words,
        claimants=(Claimant(None, words, words),),
        evidence=(proof,),
        corrections=(correction,),
    )
    scale = {key: Verdict(key, words, 1, words) for key in SETTINGS.verdicts}
    site, _ = build(
        [written],
        settings=replace(SETTINGS, title=words, description=words, verdicts=scale),
        claims=[said],
        pages=[replace(page("about"), title=words)],
        topics=[replace(topic("trade", words), description=words)],
        sources=[replace(source("irna", "IRNA", full_name=words), url=words)],
    )
    plan, _ = make_plan(site)
    found = [describe(site, plan, planned) for planned in plan.pages]
    return [data for data in found if data is not None]
