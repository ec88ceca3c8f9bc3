"""Drafts, what is scheduled and what is due are told apart on every page that shows them."""

from collections.abc import Iterator

import pytest
from conftest import CLOCK
from served import Preview, article, previewed, small

CHECK = """\
tags: [Bridges]
annotations:
  - claim: cost
    quote: cost forty
"""
CLAIM = """\
---
claim: The bridge cost forty million
verdict: right
fact: So it did.
evidence: [{title: A, url: 'https://a.example'}]
review_by: 2026-03-01
---
"""
TEXT = "The bridge cost forty million."
DRAFT, SCHEDULED = '<span class="badge">Draft</span>', '<span class="badge">Scheduled</span>'
DUE = '<span class="badge due">Due for review</span>'
HEADS = {
    "/drafted/": "<strong>Draft</strong> This page is not published.",
    "/planned/": "<strong>Scheduled</strong> This page is not published yet.",
}


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Return a preview of a digest with an entry of each state, all of which cite one claim."""
    root = small(tmp_path_factory.mktemp("states") / "digest", articles=0)
    (root / "content/claims").mkdir()
    (root / "content/claims/cost.md").write_text(CLAIM, encoding="utf-8")
    article(root, "plain", TEXT, CHECK)
    article(root, "drafted", TEXT, f"{CHECK}draft: true\n")
    article(root, "planned", TEXT, f"{CHECK}publish: 2027-01-01\n")
    with previewed(root, "--clock", CLOCK) as running:
        yield running


@pytest.mark.parametrize(
    "address",
    ["/", "/archive/2026/02/", "/topics/bridges/", "/sources/selm-post/", "/claims/cost/"],
)
def test_entries_in_lists(preview: Preview, address: str) -> None:
    """One of them carries each state, and the published one none."""
    status, page = preview.get(address)
    assert status == 200
    assert page.count(DRAFT.encode()) == 1
    assert page.count(SCHEDULED.encode()) == 1


@pytest.mark.parametrize("address", HEADS)
def test_entries_by_themselves(preview: Preview, address: str) -> None:
    """The page of an entry that is not published says so first of all."""
    assert HEADS[address].encode() in preview.get(address)[1]


@pytest.mark.parametrize("address", ["/claims/", "/claims/cost/", "/plain/", "/drafted/"])
def test_checks_that_are_due(preview: Preview, address: str) -> None:
    """A check past its day says so in lists, on its page and in notes."""
    assert DUE.encode() in preview.get(address)[1]
