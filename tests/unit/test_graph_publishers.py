"""Who published an article."""

import pytest
from records import article, build, cites, claim, mode, source

from site_builder.diagnostics import Code, Severity
from site_builder.model import Source

IRNA = source("irna", "IRNA", full_name="Islamic Republic News Agency", aliases=["Iran Agency"])


@pytest.mark.parametrize(
    "name", ["irna", "IRNA", "Irna", "  IRNA ", "iran agency", "Iran  Agency", "\uff29RNA"]
)
def test_a_name_is_matched_by_key_name_or_alias(name: str) -> None:
    """Case, spacing and width don't matter."""
    site, problems = build([article("a", source=name)], sources=[IRNA])
    assert site.entries["a"].source == "irna"
    assert site.sources["irna"].entries == ("a",)
    assert problems == []


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://news.example/1", "news"),
        ("https://NEWS.example/1", "news"),
        ("https://www.news.example/1", "news"),
        ("http://news.example:8080/1", "news"),
        ("https://en.press.example/1", "press"),
        ("https://sub.news.example/1", "sub-news-example"),
        ("https://www.unknown.example/1", "unknown-example"),
    ],
)
def test_without_a_name_the_host_decides(url: str, key: str) -> None:
    """A host is looked up as a whole, ``www.`` aside; an unknown one is a name of its own."""
    files = [
        source("news", hosts=["news.example"]),
        source("press", hosts=["www.en.press.example"]),
    ]
    site, problems = build([article("a", source=None, url=url)], sources=files)
    assert site.entries["a"].source == key
    assert problems == []


def test_an_unknown_host_is_the_name() -> None:
    """A source that only an address tells of is called like its host."""
    site, _ = build([article("a", source=None, url="https://some.example/1")])
    assert site.sources["some-example"].source.name == "some.example"
    assert site.sources["some-example"].body is None


def test_a_name_without_a_file_is_a_source_of_its_own() -> None:
    """Its key is the slug of its name; its name is the spelling used most."""
    articles = [article("a", source="gazette"), *(article(k, source="Gazette") for k in "bc")]
    site, problems = build(articles)
    assert site.sources["gazette"].source.name == "Gazette"
    assert set(site.sources["gazette"].entries) == {"a", "b", "c"}
    assert problems == []


def test_every_source_file_has_an_entry() -> None:
    """A publisher is described whether or not an article of it is shown."""
    site, problems = build(sources=[IRNA])
    assert site.sources["irna"].entries == ()
    assert problems == []


@pytest.mark.parametrize("name", ["IRN", "Irana", "Islamic Republic News Agancy"])
def test_a_near_miss_is_a_warning(name: str) -> None:
    """The name stays a source of its own; the editor is asked whether another was meant."""
    site, problems = build([article("a", source=name)], sources=[IRNA])
    assert site.entries["a"].source != "irna"
    assert [p.code for p in problems] == [Code.NEAR_MISS_SOURCE]
    assert "“IRNA”" in problems[0].hint
    assert problems[0].place.line == 4


@pytest.mark.parametrize("name", ["Morning Gazette", "ISNA"])
def test_a_name_like_no_other_is_no_warning(name: str) -> None:
    """A new publisher needs no file; one letter of four makes another agency."""
    _, problems = build([article("a", source=name)], sources=[IRNA])
    assert problems == []


@pytest.mark.parametrize(
    ("first", "second", "what"),
    [
        (source("a", "Same"), source("b", "same "), "name"),
        (source("a", "One", aliases=["b"]), source("b", "Two"), "name"),
        (source("a", "One"), source("b", "Two", aliases=["ONE"]), "name"),
        (source("a", hosts=["x.example"]), source("b", hosts=["www.X.example"]), "host"),
    ],
)
def test_a_name_or_host_belongs_to_one_source(first: Source, second: Source, what: str) -> None:
    """The second file is told which one has it."""
    _, problems = build(sources=[first, second])
    assert [p.code for p in problems] == [Code.DUPLICATE_NAME]
    assert problems[0].place.path == "content/sources/b.md"
    assert what in problems[0].message
    assert "content/sources/a.md" in problems[0].message


def test_names_of_one_source_may_repeat() -> None:
    """A key that is the name, or an alias in another case, takes nothing from anybody."""
    _, problems = build(sources=[source("irna", "Irna", aliases=["IRNA"], hosts=["x.example"])])
    assert problems == []


def test_two_names_with_one_slug_are_an_error() -> None:
    """Publishers are not guessed to be one; the message names both and where the first stands."""
    _, problems = build([article("a", source="A & B"), article("b", source="A / B")])
    assert [p.code for p in problems] == [Code.TWO_NAMES_ONE_SLUG]
    assert problems[0].place.path == "content/articles/b.md"
    assert "“A & B” (content/articles/a.md:4)" in problems[0].message


def test_a_name_with_the_slug_of_a_file_is_an_error() -> None:
    """Only names that the file lists are its own."""
    _, problems = build([article("a", source="I/R/N/A")], sources=[source("i-r-n-a", "Irna")])
    assert [p.code for p in problems] == [Code.TWO_NAMES_ONE_SLUG]


@pytest.mark.parametrize(
    ("name", "code"), [("???", Code.INVALID_SLUG), ("Feed", Code.RESERVED_SLUG)]
)
def test_a_name_without_a_good_slug_is_an_error(name: str, code: Code) -> None:
    """Such a publisher needs a file, whose key is its address."""
    _, problems = build([article("a", source=name)])
    assert [p.code for p in problems] == [code]
    file = source("other", "Other", aliases=[name])
    assert build([article("a", source=name)], sources=[file])[1] == []


def test_faults_of_drafts_are_warnings() -> None:
    """A draft stops no build, shown or not."""
    articles = [article("a", source="A & B"), article("b", source="A / B", draft=True)]
    for drafts in (False, True):
        _, problems = build(articles, shown=mode(drafts=drafts))
        assert [p.severity for p in problems] == [Severity.WARNING]


def test_a_hidden_publisher_is_in_no_page() -> None:
    """What only hidden articles tell of has no entry; a claimant of that name is plain text."""
    articles = [article("a", annotations=[cites("c")]), article("b", source="Gazette", draft=True)]
    site, problems = build(articles, claims=[claim("c", claimants=["gazette", "irna"])])
    assert list(site.sources) == ["irna"]
    hidden, shown = site.claims["c"].claimants
    assert (hidden.source, hidden.name) == (None, "Gazette")
    assert shown.source is not None
    assert problems == []
