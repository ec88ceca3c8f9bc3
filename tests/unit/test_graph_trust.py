"""The pages that make a digest with checks worth its readers' trust."""

from dataclasses import replace

import pytest
from records import SETTINGS, article, build, cites, claim, mode, page

from site_builder.diagnostics import Code
from site_builder.graph import Site, missing_pages

ALL = ("methodology", "corrections-policy", "funding", "people", "contact")


def checking(
    *slugs: str, draft: str = "", contact: str | None = None, drafts: bool = False
) -> Site:
    """Make a digest with a check and these pages."""
    pages = [page(slug, draft=slug == draft) for slug in slugs]
    settings = replace(SETTINGS, contact=contact)
    shown = mode(drafts=drafts)
    cited = [article("a", annotations=[cites("c")])]
    return build(cited, claims=[claim("c")], pages=pages, settings=settings, shown=shown)[0]


def missing(site: Site) -> list[str]:
    """Return the slugs of the pages that are missed."""
    found = list(missing_pages(site))
    assert {problem.code for problem in found} <= {Code.MISSING_TRUST_PAGE}
    return [p.place.path.removeprefix("content/pages/").removesuffix(".md") for p in found]


def test_a_digest_that_checks_needs_these_pages() -> None:
    """Each that it has not is named."""
    assert missing(checking()) == list(ALL)
    assert missing(checking(*ALL)) == []


@pytest.mark.parametrize("slug", ALL)
def test_each_page_is_missed_by_itself(slug: str) -> None:
    """The others do not stand for it, nor does a draft of it but in a preview."""
    assert missing(checking(*(one for one in ALL if one != slug))) == [slug]
    assert missing(checking(*ALL, draft=slug)) == [slug]
    assert missing(checking(*ALL, draft=slug, drafts=True)) == []


def test_an_address_is_as_good_as_a_page() -> None:
    """Who names a contact in site.yaml can be reached."""
    assert missing(checking(*ALL[:-1], contact="us@digest.example")) == []


def test_a_digest_without_checks_needs_none() -> None:
    """It judges nobody."""
    assert missing(build([article("a")])[0]) == []
