"""What pages say to programs: JSON-LD by schema.org's vocabulary and by Google's rules."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import digests
import published
import pytest
import schema_org
from conftest import ROOT, build
from hypothesis import given
from hypothesis import strategies as st

from site_builder.rendering.views.markup import data_of

KINDS: Mapping[str, set[str]] = {
    "home": {"WebSite", "NewsMediaOrganization"},
    "archive": {"CollectionPage", "BreadcrumbList"},
    "month": {"CollectionPage", "BreadcrumbList"},
    "topics": {"CollectionPage", "BreadcrumbList"},
    "topic": {"CollectionPage", "BreadcrumbList"},
    "sources": {"CollectionPage", "BreadcrumbList"},
    "source": {"CollectionPage", "BreadcrumbList"},
    "claims": {"CollectionPage", "BreadcrumbList"},
    "claim": {"ClaimReview", "BreadcrumbList"},
    "verdict": {"CollectionPage", "BreadcrumbList"},
    "corrections": {"CollectionPage", "BreadcrumbList"},
    "search": {"CollectionPage", "BreadcrumbList"},
    "article": {"Article", "BreadcrumbList"},
    "numbered": {"CollectionPage", "BreadcrumbList"},
    "page": {"WebPage", "BreadcrumbList"},
}
"""What the pages of a kind describe. The page about the digest describes the digest, too."""
PAGE_TYPES = {"AboutPage": "WebPage", "ContactPage": "WebPage"}
MODEST = 12_000
"""How many bytes of a page may be data."""


GOLDEN = sorted(path.parent.name for path in (ROOT / "tests/golden").glob("*/content"))


@pytest.fixture(scope="module", params=[*GOLDEN, "sample"])
def pages(
    request: pytest.FixtureRequest, built_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[published.Page]:
    """Return the pages of the sample digest and of each golden one."""
    if request.param == "sample":
        return published.pages_of(built_site)
    root = ROOT / "tests/golden" / request.param
    output = tmp_path_factory.mktemp("golden") / "output"
    return published.pages_of(build(root, output))


def block_of(page: published.Page) -> str:
    """Return the text of the page's block of data; empty where it has none."""
    blocks = [e for e in page.root.all("script") if "src" not in e.attrs]
    assert [block.attrs for block in blocks] in ([], [{"type": "application/ld+json"}])
    return "".join(block.text for block in blocks)


def nodes_of(page: published.Page) -> list[dict[str, Any]]:
    """Return what a page describes."""
    text = block_of(page)
    if not text:
        return []
    data = json.loads(text)
    assert set(data) == {"@context", "@graph"}
    assert data["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = data["@graph"]
    return nodes


def inner_nodes(value: object) -> Iterator[dict[str, Any]]:
    """Yield a value and all in it that are objects."""
    if isinstance(value, dict):
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from inner_nodes(one)


def canonical_of(page: published.Page) -> str:
    """Return the page's address as it says it."""
    (link,) = [e for e in page.root.all("link") if e.attrs.get("rel") == "canonical"]
    return link.attrs["href"]


def test_every_word_is_of_the_vocabulary(pages: list[published.Page]) -> None:
    """Types exist, properties belong to them, and values are what the properties take."""
    wrong = [
        f"{page.address}: {complaint}"
        for page in pages
        for node in nodes_of(page)
        for complaint in schema_org.complaints(node, node["@type"])
    ]
    assert wrong == []


def test_each_kind_of_page_describes_itself(pages: list[published.Page]) -> None:
    """A page describes what it is, each thing once."""
    for page in pages:
        types = [PAGE_TYPES.get(node["@type"], node["@type"]) for node in nodes_of(page)]
        wanted = KINDS.get(page.kind, set())
        extra = {"NewsMediaOrganization"} if page.address == "/about/" else set()
        assert len(types) == len(set(types)), page.address
        # What was withdrawn is no review any more, and not listed.
        optional = {"ClaimReview"} if page.kind == "claim" else set()
        assert wanted | extra == set(types) | optional, page.address


def test_a_block_ends_nowhere_but_at_its_end(pages: list[published.Page]) -> None:
    """No sign of HTML stands in a block, and it is not heavy."""
    for page in pages:
        block = block_of(page)
        assert not set(block) & set("<>&"), page.address
        assert len(block.encode()) < MODEST, page.address


def test_addresses_of_ours_exist(built_site: Path) -> None:
    """Every address of ours in the data is one that the host serves."""
    pages = published.pages_of(built_site)
    own = {canonical_of(page) for page in pages if page.kind != "404"}
    host = urlsplit(next(iter(own))).netloc
    for page in pages:
        for node in inner_nodes(nodes_of(page)):
            texts = [value for value in node.values() if isinstance(value, str)]
            ours = [text for text in texts if urlsplit(text).netloc == host]
            assert {text.partition("#")[0] for text in ours} <= own, page.address


def test_breadcrumbs_lead_here(pages: list[published.Page]) -> None:
    """They begin at the front page, are numbered, and end at the page or its list."""
    for page in pages:
        for node in nodes_of(page):
            if node["@type"] == "BreadcrumbList":
                steps = node["itemListElement"]
                assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
                assert urlsplit(steps[0]["item"]["@id"]).path == "/"
                assert canonical_of(page).startswith(steps[-1]["item"]["@id"])


def test_each_claim_page_has_one_review(pages: list[published.Page]) -> None:
    """Each that search engines may list has exactly one; other pages, and those withdrawn, none."""
    for page in pages:
        reviews = [n for n in inner_nodes(nodes_of(page)) if n.get("@type") == "ClaimReview"]
        listed = [e for e in page.root.all("meta") if e.attrs.get("content") == "noindex"] == []
        assert len(reviews) == (1 if page.kind == "claim" and listed else 0), page.address


def test_claim_reviews_follow_googles_table(pages: list[published.Page]) -> None:
    """Each review has what Google requires, recommends and forbids.

    https://developers.google.com/search/docs/appearance/structured-data/factcheck
    """
    for page in pages:
        for node in inner_nodes(nodes_of(page)):
            if node.get("@type") == "ClaimReview":
                assert page.kind == "claim"
                _follow_google(node, page)


def _follow_google(review: Mapping[str, Any], page: published.Page) -> None:
    assert {"claimReviewed", "reviewRating", "url", "author", "itemReviewed"} <= set(review)
    assert review["url"] == canonical_of(page)
    assert {"name", "url"} <= set(review["author"])
    claim = review["itemReviewed"]
    assert claim["@type"] == "Claim"
    assert claim["appearance"]
    for one in claim["appearance"]:
        assert one.get("url") or one["disambiguatingDescription"]
        assert one["publisher"]["name"]
    assert all(one["name"] for one in claim["author"])
    rating = review["reviewRating"]
    assert rating["alternateName"] in page.root.text
    numbers = {"ratingValue", "bestRating", "worstRating"} & set(rating)
    assert len(numbers) in {0, 3}
    if numbers:
        assert 1 <= rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
        assert rating["worstRating"] < rating["bestRating"]
    assert not [e for e in page.root.all("meta") if e.attrs.get("content") == "noindex"]
    assert review["claimReviewed"] in " ".join(page.root.all("h1")[0].text.split())


def test_cards_say_what_a_page_is(pages: list[published.Page]) -> None:
    """Every page has the data of a card: Open Graph's, and which card to show."""
    for page in pages:
        metas = page.root.all("meta")
        card = {e.attrs["property"]: e.attrs["content"] for e in metas if "property" in e.attrs}
        names = {e.attrs.get("name"): e.attrs["content"] for e in metas if "content" in e.attrs}
        assert names["twitter:card"] == ("summary_large_image" if "og:image" in card else "summary")
        wanted = {f"og:{name}" for name in ("title", "description", "type", "site_name", "locale")}
        picture = {name for name in card if name.startswith("og:image")}
        assert len(picture) in {0, 5}
        assert set(card) - picture == wanted | ({"og:url"} if page.kind != "404" else set())
        assert all(card.values())
        assert page.root.all("title")[0].text.startswith(card["og:title"])
        assert card["og:type"] == ("article" if page.kind in {"article", "claim"} else "website")
        if page.kind != "404":
            assert card["og:url"] == canonical_of(page)


def test_no_card_repeats_a_claim_alone(built_site: Path) -> None:
    """The title of a shared claim says its verdict, or that it was withdrawn."""
    labels = {"Accurate", "Needs context", "Misleading", "Inaccurate", "Unproven", "Withdrawn"}
    for page in published.pages_of(built_site):
        if page.kind == "claim":
            titles = [
                e.attrs["content"]
                for e in page.root.all("meta")
                if e.attrs.get("property") == "og:title"
            ]
            assert titles[0].rpartition(": ")[2] in labels


@given(st.dictionaries(st.text(), st.text() | st.lists(st.text())))
def test_any_text_comes_back_from_a_block(value: dict[str, object]) -> None:
    """Whatever a text holds, a browser's parser gives the block back whole, and JSON the value."""
    page = published.parse(f"<script type=a>{data_of(value)}</script><p></p>")
    block, _ = page.children
    assert isinstance(block, published.Element)
    assert json.loads(block.text) == value
    assert not set(block.text) & set("<>&")


HOSTILE = "</script><script>alert(1)</script><!--<script> ]]> \\u003c & {{ 7*7 }} \U0001f600"


def test_hostile_words_stay_in_their_block(tmp_path: Path) -> None:
    """With hostile words in every field the data says exactly these words."""
    files = digests.with_words_everywhere(HOSTILE)
    citing = str(files["content/articles/two.md"])
    files["content/articles/two.md"] = citing.replace(
        "citation: On paper", "url: https://two.example/"
    )
    root = digests.write(tmp_path, files)
    texts: set[str] = set()
    for page in published.pages_of(build(root, tmp_path / "output")):
        for node in inner_nodes(nodes_of(page)):
            texts |= {f"{key}: {value}" for key, value in node.items() if isinstance(value, str)}
    for key in ("headline", "name", "description", "text", "alternateName"):
        assert f"{key}: {HOSTILE}" in texts
