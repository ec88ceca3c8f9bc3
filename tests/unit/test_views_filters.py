"""What a list of claims can be narrowed down to."""

from dataclasses import replace

from records import SETTINGS, article, build, checks, cites, claim, source
from test_views import view_of

from site_builder.graph import Site
from site_builder.model import AnnotationStatus
from site_builder.rendering.views.claims import ClaimsView, VerdictPageView
from site_builder.rendering.views.filters import MOST_TOPICS, FiltersView, slots_of
from site_builder.routes import PageKind


def filters(site: Site, number: int | None = None) -> FiltersView | None:
    """Return the filters of the list of all claims."""
    view = view_of(site, PageKind.CLAIMS, number=number)
    assert isinstance(view, ClaimsView)
    return view.filters


def test_every_choice_has_its_claims() -> None:
    """By verdict, by the topics of the articles, by claimants and publishers."""
    articles = [
        article(
            "a",
            date="2026-03-01",
            tags=["trade", "fish"],
            annotations=[checks("x"), cites("c"), checks("z", status=AnnotationStatus.WITHDRAWN)],
        ),
        article("b", tags=["trade"], source="Post", annotations=[cites("c"), checks("y")]),
        article("d", tags=["ice"], annotations=[checks("w", "accurate")]),
    ]
    site, _ = build(
        articles,
        claims=[claim("c", verdict="unproven", claimants=["mint"])],
        sources=[source("mint", "The Mint")],
    )
    assert site.checks == ("a#x", "a#z", "b#y", "c", "d#w")
    found = filters(site)
    assert found is not None
    choices = [
        [(choice.slot, choice.label.text, choice.count) for choice in facet]
        for facet in (found.verdicts, found.topics, found.sources)
    ]
    assert choices == [
        [("v1", "Accurate", 1), ("v2", "Inaccurate", 2), ("v3", "Unproven", 1)],
        [("t1", "trade", 4), ("t2", "fish", 3), ("t3", "ice", 1)],
        [("s1", "IRNA", 4), ("s2", "Post", 2), ("s3", "The Mint", 1)],
    ]
    assert found.rows == ("v2 t1 t2 s1", "t1 t2 s1", "v2 t1 s2", "v3 t1 t2 s1 s2 s3", "v1 t3 s1")


def test_what_all_have_is_no_choice() -> None:
    """A list of one kind has no filters; the page of a verdict has none for verdicts."""
    alike = [article("a", tags=["trade"], annotations=[checks("x"), checks("y")])]
    assert filters(build(alike)[0]) is None
    assert filters(build()[0]) is None
    other = article("b", source="Post", annotations=[checks("z", path="b")])
    site, _ = build([*alike, other])
    view = view_of(site, PageKind.VERDICT, "inaccurate")
    assert isinstance(view, VerdictPageView)
    assert view.filters is not None
    assert (view.filters.verdicts, len(view.filters.sources)) == ((), 2)


def test_the_stylesheet_knows_every_slot() -> None:
    """However many topics there are: those with most claims are offered."""
    tags = [f"topic {number}" for number in range(MOST_TOPICS + 9)]
    articles = [
        article(f"a{n}", tags=tags[n:], annotations=[checks("x", path=f"a{n}")]) for n in range(40)
    ]
    found = filters(build(articles)[0])
    assert found is not None
    assert len(found.topics) == MOST_TOPICS
    assert found.topics[0].label.text == tags[-1]
    used = {slot for row in found.rows for slot in row.split()}
    assert used <= set(slots_of(SETTINGS))


def test_a_numbered_page_filters_itself() -> None:
    """It does not change when the list grows."""

    def page(count: int) -> FiltersView | None:
        articles = [
            article(
                f"a{n}",
                date=f"2026-01-{n + 1:02}",
                tags=[f"tag {n}"],
                annotations=[checks("x", path=f"a{n}")],
            )
            for n in range(count)
        ]
        site, _ = build(articles, settings=replace(SETTINGS, per_page=3))
        return filters(site, 1)

    found = page(7)
    assert found is not None
    assert found == page(12)
    assert [choice.label.text for choice in found.topics] == ["tag 0", "tag 1", "tag 2"]
