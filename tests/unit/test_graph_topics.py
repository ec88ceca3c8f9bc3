"""Tags and the topics that they make."""

import pytest
from records import article, build, mode, topic

from site_builder.diagnostics import Code, Severity


@pytest.mark.parametrize(
    "tags",
    [("Iran", "iran"), ("foreign  policy", "Foreign policy"), ("é", "e\u0301"), ("\uff31", "q")],
)
def test_spellings_of_one_name_are_one_topic(tags: tuple[str, str]) -> None:
    """Case, spacing, width and normal form don't matter."""
    site, problems = build([article("a", tags=tags[:1]), article("b", tags=tags[1:])])
    assert [set(entry.entries) for entry in site.topics.values()] == [{"a", "b"}]
    assert problems == []


def test_a_zero_width_non_joiner_is_spacing() -> None:
    """Persian words with it and with a space are one name."""
    articles = [article("a", tags=["می‌روم"]), article("b", tags=["می روم"])]
    site, problems = build(articles)
    assert len(site.topics) == 1
    assert problems == []


def test_good_topics_stay_apart() -> None:
    """``C``, ``C#`` and ``C++`` are three."""
    site, problems = build([article("a", tags=["C", "C#", "C++"])])
    assert [entry.name for entry in site.topics.values()] == ["C", "C++", "C#"]
    assert site.entries["a"].topics == ("c", "c-sharp", "c-plus-plus")
    assert problems == []


def test_two_names_with_one_slug_are_an_error() -> None:
    """Each tag that differs from the first is reported where it stands."""
    articles = [article("a", tags=["C"]), article("b", tags=["C."]), article("c", tags=["C!", "c"])]
    _, problems = build(articles)
    assert [(p.code, p.place.path) for p in problems] == [
        (Code.TWO_NAMES_ONE_SLUG, "content/articles/b.md"),
        (Code.TWO_NAMES_ONE_SLUG, "content/articles/c.md"),
    ]
    assert "content/articles/a.md:6" in problems[0].message


def test_a_topic_file_settles_two_names() -> None:
    """With a file for the slug all its names are one topic."""
    articles = [article("a", tags=["C"]), article("b", tags=["C.", "C"])]
    site, problems = build(articles, topics=[topic("c")])
    assert site.entries["b"].topics == ("c",)
    assert problems == []


def test_aliases_map_other_tags_to_the_topic() -> None:
    """An alias is taken like a tag; what articles and the file write are the spellings."""
    articles = [article("a", tags=["Farsi", "persian"]), article("b", tags=["PARSI"])]
    site, problems = build(articles, topics=[topic("persian", "Persian", ["farsi", "Parsi"])])
    assert site.entries["a"].topics == ("persian",)
    entry = site.topics["persian"]
    assert (entry.name, set(entry.entries)) == ("Persian", {"a", "b"})
    assert entry.spellings == ("Farsi", "PARSI", "Parsi", "farsi", "persian")
    assert problems == []


@pytest.mark.parametrize(
    ("tags", "name"),
    [
        (["iran", "Iran", "Iran"], "Iran"),
        (["IRAN", "iran", "Iran", "iran"], "iran"),
        (["Iran", "IRAN"], "Iran"),
    ],
)
def test_a_topic_is_called_as_most_articles_write_it(tags: list[str], name: str) -> None:
    """Of equals the first in the order of the files; drafts have no say."""
    articles = [article(f"a{n}", tags=[tag]) for n, tag in enumerate(tags)]
    drafts = [article(f"d{n}", tags=["irAN"], draft=True) for n in range(9)]
    assert build([*drafts, *articles])[0].topics["iran"].name == name


def test_a_topic_file_alone_makes_a_topic() -> None:
    """What an editor introduces has a page, even while no article is shown on it."""
    site, _ = build([article("a", tags=["x"], draft=True)], topics=[topic("y")])
    assert [(t.name, t.entries) for t in site.topics.values()] == [("y", ())]


def test_an_alias_belongs_to_one_topic() -> None:
    """The second file is told which one has it."""
    topics = [topic("a", aliases=["x"]), topic("b", aliases=["X", "a"])]
    _, problems = build(topics=topics)
    assert [(p.code, p.place.path) for p in problems] == [
        (Code.DUPLICATE_NAME, "content/topics/b.md"),
        (Code.DUPLICATE_NAME, "content/topics/b.md"),
    ]


def test_faults_of_drafts_are_warnings() -> None:
    """A draft comes after what is published, whatever its path."""
    articles = [article("a", tags=["C."], draft=True), article("b", tags=["C"])]
    _, problems = build(articles, shown=mode(drafts=True))
    assert [(p.severity, p.place.path) for p in problems] == [
        (Severity.WARNING, "content/articles/a.md")
    ]


def test_near_topics_stand_beside_a_topic_most_often() -> None:
    """Of equally frequent ones the rarer topic comes first, then the alphabet."""
    articles = [
        article("a", tags=["x", "often", "common"]),
        article("b", tags=["x", "often", "rare"]),
        article("c", tags=["common", "often"]),
        article("d", tags=["alone"]),
    ]
    site, _ = build(articles)
    assert site.topics["x"].near == ("often", "rare", "common")
    assert site.topics["alone"].near == ()


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("..", Code.INVALID_SLUG),
        ("…!", Code.INVALID_SLUG),
        ("index", Code.RESERVED_SLUG),
        ("Feed", Code.RESERVED_SLUG),
        ("NUL", Code.RESERVED_SLUG),
    ],
)
def test_a_tag_that_can_have_no_page_is_an_error(tag: str, code: Code) -> None:
    """It is reported where it stands, and makes no topic."""
    site, problems = build([article("a", tags=["iran", tag])])
    assert [(p.code, p.severity, p.place.path) for p in problems] == [
        (code, Severity.ERROR, "content/articles/a.md")
    ]
    assert site.entries["a"].topics == ("iran",)
    assert list(site.topics) == ["iran"]


@pytest.mark.parametrize("tag", ["…!", "index", "Feed"])
def test_a_topic_file_settles_a_tag_that_can_have_no_page(tag: str) -> None:
    """As an alias of a topic such a tag is as good as any."""
    site, problems = build([article("a", tags=[tag])], topics=[topic("contents", aliases=[tag])])
    assert problems == []
    assert site.entries["a"].topics == ("contents",)
