"""Articles among each other: order, ids, neighbours, translations, related ones."""

from dataclasses import replace

import pytest
from records import article, asset, build, cites, claim, page, source, topic

from site_builder.diagnostics import Code, Severity
from site_builder.graph import Neighbours, Translation


def test_entries_are_newest_first() -> None:
    """Equal instants go by id."""
    articles = [article("b"), article("c", date="2026-02-01"), article("a")]
    site, _ = build(articles)
    assert list(site.entries) == ["c", "a", "b"]
    assert site.neighbours == {
        "c": Neighbours(older="a", newer=None),
        "a": Neighbours(older="b", newer="c"),
        "b": Neighbours(older=None, newer="a"),
    }


def test_months_are_newest_first() -> None:
    """Each has its articles in the order of the entries."""
    days = {"a": "2025-12-31", "b": "2026-01-01", "c": "2026-01-31"}
    site, _ = build([article(key, date=day) for key, day in days.items()])
    assert list(site.months.items()) == [((2026, 1), ("c", "b")), ((2025, 12), ("a",))]


def test_two_articles_with_one_id_are_an_error() -> None:
    """The second is told where the first stands; the first is shown."""
    articles = [article("a"), article("b")]
    site, problems = build([articles[0], replace(articles[1], id=articles[0].id)])
    assert site.entries["a"].article is articles[0]
    assert [p.code for p in problems] == [Code.DUPLICATE_ID]
    assert "content/articles/a.md:2" in problems[0].message


def test_two_pages_with_one_slug_are_an_error() -> None:
    """Drafts give way to what is published, and stop nothing."""
    _, problems = build(pages=[page("about"), page("about", file="us")])
    assert [(p.code, p.place.path) for p in problems] == [
        (Code.TWO_PAGES_ONE_ADDRESS, "content/pages/us.md")
    ]
    _, problems = build(pages=[page("about", draft=True), page("about", file="us")])
    assert [(p.severity, p.place.path) for p in problems] == [
        (Severity.WARNING, "content/pages/about.md")
    ]


def test_two_names_of_one_file_are_an_error() -> None:
    """Names that differ in their normal form only can't both be published."""
    site, problems = build(assets=[asset("\u00e9.png"), asset("e\u0301.png")])
    assert list(site.assets) == ["\u00e9.png"]
    assert [p.code for p in problems] == [Code.TWO_PAGES_ONE_ADDRESS]


@pytest.mark.parametrize("middle", ["a", "b"])
def test_translations_know_each_other(middle: str) -> None:
    """Both ways, and through whichever article they name."""
    articles = [
        article("a", lang="en"),
        article("b", lang="fa", translation_of="a"),
        article("c", lang="de", translation_of=middle),
        article("d", lang="fr", translation_of="a", draft=True),
    ]
    site, problems = build(articles)
    assert site.translations == {
        "a": (Translation("c", "de"), Translation("b", "fa")),
        "b": (Translation("c", "de"), Translation("a", "en")),
        "c": (Translation("a", "en"), Translation("b", "fa")),
    }
    assert problems == []


def test_a_ring_of_translations_is_no_trouble() -> None:
    """Two articles may each name the other."""
    articles = [article("a", translation_of="b"), article("b", translation_of="a", lang="fa")]
    site, problems = build(articles)
    assert site.translations["a"] == (Translation("b", "fa"),)
    assert problems == []


def test_an_unknown_original_is_an_error() -> None:
    """The nearest id is offered; an article is no translation of itself."""
    articles = [article("2026/trade", translation_of="2026/trad"), article("b", translation_of="b")]
    _, problems = build(articles)
    assert [(p.code, p.hint) for p in problems] == [
        (Code.UNKNOWN_ARTICLE, "Did you mean “2026/trade”?"),
        (Code.UNKNOWN_ARTICLE, ""),
    ]


def test_two_entries_about_one_article_are_a_warning() -> None:
    """Translations of an entry have its source, of course."""
    url = "https://news.example/1"
    articles = [
        article("a", url=url),
        article("b", url=url, translation_of="a", lang="fa"),
        article("c", url=url),
    ]
    _, problems = build(articles)
    assert [(p.code, p.severity, p.place.path) for p in problems] == [
        (Code.SAME_SOURCE_URL, Severity.WARNING, "content/articles/c.md")
    ]


def test_related_articles_share_rare_topics_first() -> None:
    """Recency breaks ties; four are named; translations and strangers are not."""
    common = [article(f"x{n}", tags=["common"], date=f"2026-01-{n + 1:02}") for n in range(6)]
    articles = [
        *common,
        article("rare", tags=["common", "rare"], date="2025-01-01"),
        article("one", tags=["common", "rare"], date="2026-02-01"),
        article("two", tags=["common", "rare"], translation_of="one", lang="fa"),
        article("stranger", tags=["other"]),
    ]
    site, _ = build(articles)
    assert site.related["one"] == ("rare", "x5", "x4", "x3")
    assert site.related["stranger"] == ()


def test_a_new_article_leaves_old_pages_alone() -> None:
    """Related articles are looked for near in time: years later nothing changes."""
    tags = ["iran", "russia", "trade"]
    old = [
        article(f"a{n:03}", tags=tags[n % 3 :], date=f"202{n // 100}-01-{n % 28 + 1:02}")
        for n in range(300)
    ]
    before, _ = build(old)
    after, _ = build([*old, article("new", tags=tags, date="2026-06-01")])
    changed = {key for key in before.related if before.related[key] != after.related[key]}
    assert len(changed) <= 18


def test_the_order_of_the_files_decides_nothing_but_names() -> None:
    """A site is the same however its records come."""
    articles = [
        article(
            f"a{n}", tags=["x", f"t{n % 3}"], date=f"2026-01-{n % 5 + 1:02}", source=f"S{n % 4}"
        )
        for n in range(20)
    ]
    articles.append(article("z", annotations=[cites("b"), cites("a")]))
    claims = [claim("a"), claim("b")]
    straight, _ = build(articles, claims=claims, sources=[source("s1"), source("s2")])
    turned, _ = build(articles[::-1], claims=claims[::-1], sources=[source("s2"), source("s1")])
    for field in ("entries", "topics", "sources", "claims", "related", "months", "checks"):
        one, other = getattr(straight, field), getattr(turned, field)
        assert list(one) == list(other)
        assert one == other or field == "sources"


def test_many_mistakes_cost_no_minute() -> None:
    """Thousands of unknown names are reported in a moment, the first of them with a suggestion."""
    notes = [cites(f"claim-number-{n}-x") for n in range(5000)]
    claims = [claim(f"claim-number-{n}") for n in range(2000)]
    _, problems = build([article("a", annotations=notes)], claims=claims)
    unknown = [p for p in problems if p.code is Code.UNKNOWN_CLAIM]
    assert len(unknown) == 5000
    assert sum(p.hint.startswith("Did you mean") for p in unknown) == 500


def test_topics_and_sources_are_sorted_by_key() -> None:
    """Files or not."""
    articles = [article("a", tags=["m", "b"], source="Zed"), article("b", source="Alpha")]
    site, _ = build(articles, topics=[topic("z"), topic("a")], sources=[source("mid")])
    assert list(site.topics) == ["a", "b", "m", "z"]
    assert list(site.sources) == ["alpha", "mid", "zed"]
