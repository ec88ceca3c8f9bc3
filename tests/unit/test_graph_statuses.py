"""What is shown at the clock's time, and when that changes."""

import pytest
from records import NOW, article, build, mode, moment, page

from site_builder.graph import Mode, Status, status_of
from site_builder.model import Article


@pytest.mark.parametrize(
    ("one", "status"),
    [
        (article("a"), Status.PUBLISHED),
        (article("a", date="2026-11-23"), Status.PUBLISHED),
        (article("a", date="2026-11-24"), Status.SCHEDULED),
        (article("a", publish="2026-11-24"), Status.SCHEDULED),
        (article("a", date="2026-11-24", publish="2020-01-01"), Status.SCHEDULED),
        (article("a", publish="2026-11-23"), Status.PUBLISHED),
        (article("a", expires="2026-11-23"), Status.EXPIRED),
        (article("a", expires="2026-11-24"), Status.PUBLISHED),
        (article("a", draft=True), Status.DRAFT),
        (article("a", draft=True, date="2027-01-01"), Status.DRAFT),
        (article("a", draft=True, expires="2026-01-01"), Status.EXPIRED),
        (article("a", publish="2027-01-01", expires="2026-01-01"), Status.EXPIRED),
    ],
)
def test_an_article_has_one_status(one: Article, status: Status) -> None:
    """Expired goes before draft, draft before scheduled; bounds belong to what they begin."""
    assert status_of(one, NOW) is status


ALL = (
    article("published"),
    article("draft", draft=True),
    article("dated", date="2027-01-01"),
    article("scheduled", publish="2027-01-01"),
    article("expired", expires="2026-01-02"),
)


@pytest.mark.parametrize(
    ("shown", "ids"),
    [
        (mode(), {"published"}),
        (mode(drafts=True), {"published", "draft"}),
        (mode(future=True), {"published", "dated", "scheduled"}),
        (mode(drafts=True, future=True), {"published", "draft", "dated", "scheduled"}),
    ],
)
def test_each_flag_shows_its_own(shown: Mode, ids: set[str]) -> None:
    """Drafts and scheduled items come with their flags, expired ones with none."""
    site, problems = build(ALL, shown=shown)
    assert set(site.entries) == ids
    assert problems == []


@pytest.mark.parametrize("drafts", [True, False])
def test_draft_pages_come_with_their_flag(*, drafts: bool) -> None:
    """A page that is a draft is shown with drafts only."""
    site, _ = build(pages=[page("about"), page("new", draft=True)], shown=mode(drafts=drafts))
    assert list(site.pages) == (["about", "new"] if drafts else ["about"])


@pytest.mark.parametrize(
    ("articles", "day"),
    [
        ([article("a")], None),
        ([article("a", date="2026-12-01")], "2026-12-01"),
        ([article("a", date="2026-12-01", publish="2026-12-05")], "2026-12-05"),
        ([article("a", publish="2026-12-05", expires="2026-12-03")], "2026-12-03"),
        ([article("a", expires="2026-12-01"), article("b", date="2026-11-24")], "2026-11-24"),
        ([article("a", expires="2026-01-01", publish="2027-01-01")], None),
        ([article("a", draft=True, date="2026-12-01")], None),
        ([article("a", draft=True, expires="2026-12-01")], "2026-12-01"),
    ],
)
def test_the_next_change_is_the_first_new_status(articles: list[Article], day: str | None) -> None:
    """Only an instant at which some status becomes another one counts."""
    site, _ = build(articles)
    assert site.next_change == (moment(day).instant if day else None)
