"""Which addresses a site has, and who gets one that two ask for."""

from dataclasses import replace
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import (
    SETTINGS,
    article,
    asset,
    body,
    build,
    checks,
    cites,
    claim,
    mode,
    page,
    source,
    topic,
)

from site_builder.diagnostics import Code, Diagnostic
from site_builder.graph import Site
from site_builder.model import AnnotationStatus, Article, Reproduction
from site_builder.model.slugs import slugify
from site_builder.routes import PageKind, Plan, Redirect, make_plan
from site_builder.routes.addresses import fault_of, file_of


def _paths(plan: Plan) -> dict[str, str]:
    return {page.address: page.path for page in plan.pages}


def _codes(problems: list[Diagnostic]) -> list[tuple[Code, str, int]]:
    return [(p.code, p.place.path, p.place.line) for p in problems]


def test_every_page_has_its_address() -> None:
    """As the format lists them."""
    site, _ = build(
        [article("a", date="2020-12-20", tags=["C#"], annotations=[cites("c")])],
        claims=[claim("c")],
        pages=[page("about")],
        settings=replace(SETTINGS, verdicts={"inaccurate": SETTINGS.verdicts["inaccurate"]}),
    )
    plan, problems = make_plan(site)
    assert problems == []
    assert _paths(plan) == {
        "/": "index.html",
        "/archive/": "archive/index.html",
        "/archive/2020/12/": "archive/2020/12/index.html",
        "/topics/": "topics/index.html",
        "/topics/c-sharp/": "topics/c-sharp/index.html",
        "/sources/": "sources/index.html",
        "/sources/irna/": "sources/irna/index.html",
        "/claims/": "claims/index.html",
        "/claims/c/": "claims/c/index.html",
        "/verdicts/inaccurate/": "verdicts/inaccurate/index.html",
        "/corrections/": "corrections/index.html",
        "/search/": "search/index.html",
        "/404.html": "404.html",
        "/about/": "about/index.html",
        "/2020/12/a/": "2020/12/a/index.html",
    }
    assert plan.articles == {"a": "/2020/12/a/"}
    assert plan.topics == {"c-sharp": "/topics/c-sharp/"}
    assert plan.sources == {"irna": "/sources/irna/"}
    assert plan.claims == {"c": "/claims/c/"}
    assert plan.verdicts == {"inaccurate": "/verdicts/inaccurate/"}
    assert plan.pages_by_slug == {"about": "/about/"}
    assert plan.months == {(2020, 12): "/archive/2020/12/"}
    assert plan.indexes == {
        PageKind.HOME: "/",
        PageKind.ARCHIVE: "/archive/",
        PageKind.TOPICS: "/topics/",
        PageKind.SOURCES: "/sources/",
        PageKind.CLAIMS: "/claims/",
        PageKind.CORRECTIONS: "/corrections/",
        PageKind.SEARCH: "/search/",
    }


def test_addresses_are_encoded_and_paths_are_not() -> None:
    """Persian stays Persian on the disk."""
    slug = "\u0627\u06cc\u0631\u0627\u0646"
    site, _ = build([article("a", slug=slug)])
    plan, _ = make_plan(site)
    assert plan.articles["a"] == "/2026/01/%D8%A7%DB%8C%D8%B1%D8%A7%D9%86/"
    assert _paths(plan)[plan.articles["a"]] == f"2026/01/{slug}/index.html"


@pytest.mark.parametrize(
    ("permalink", "address"),
    [
        ("/{year}/{month}/{slug}/", "/2026/02/a/"),
        ("/{slug}/", "/a/"),
        ("/news/{year}-{month}-{day}/{slug}/", "/news/2026-02-03/a/"),
    ],
)
def test_articles_follow_the_permalink(permalink: str, address: str) -> None:
    """The day is as the editor wrote it."""
    settings = replace(SETTINGS, permalink=permalink)
    site, _ = build([article("a", date="2026-02-03")], settings=settings)
    assert make_plan(site)[0].articles == {"a": address}


def test_files_get_hashed_names() -> None:
    """The hash stands before the ending, the folder stays."""
    site, _ = build(assets=[asset("a b.tar.gz"), asset("x/LICENSE"), asset("e\u0301.png")])
    plan, _ = make_plan(site)
    assert plan.assets == {
        "a b.tar.gz": "/assets/a%20b.tar.01234567.gz",
        "x/LICENSE": "/assets/x/LICENSE.01234567",
        "\u00e9.png": "/assets/%C3%A9.01234567.png",
    }
    assert [file.path for file in plan.files] == [
        "assets/a b.tar.01234567.gz",
        "assets/x/LICENSE.01234567",
        "assets/\u00e9.01234567.png",
    ]


def test_files_that_bodies_link_to_keep_their_names_too() -> None:
    """A link is published as written, so what it names is there."""
    links = ["/assets/my%20report.pdf#page=2", "/assets/none.pdf"]
    site, _ = build(
        [article("a")],
        assets=[asset("my report.pdf"), asset("other.pdf")],
        bodies={"content/articles/a.md": body(links=links)},
    )
    plan, _ = make_plan(site)
    assert {file.address for file in plan.files} == {
        "/assets/my%20report.01234567.pdf",
        "/assets/my%20report.pdf",
        "/assets/other.01234567.pdf",
    }
    assert plan.assets["my report.pdf"] == "/assets/my%20report.01234567.pdf"


FULL = replace(article("a"), reproduction=Reproduction.FULL)
EXCERPT = replace(article("a"), reproduction=Reproduction.EXCERPT)


@pytest.mark.parametrize(
    ("one", "index_reproductions", "indexed"),
    [
        (article("a"), False, True),
        (FULL, False, False),
        (FULL, True, True),
        (EXCERPT, False, True),
        (article("a", draft=True), False, False),
        (article("a", date="2027-01-01"), False, False),
    ],
)
def test_search_engines_get_what_is_published_and_ours(
    one: Article, *, index_reproductions: bool, indexed: bool
) -> None:
    """Complete copies, drafts and scheduled articles are not indexed."""
    settings = replace(SETTINGS, index_reproductions=index_reproductions)
    site, _ = build([one], settings=settings, shown=mode(drafts=True, future=True))
    (found,) = (p for p in make_plan(site)[0].pages if p.kind is PageKind.ARTICLE)
    assert found.indexed is indexed


def test_withdrawn_claims_and_drafts_are_not_indexed() -> None:
    """Nor are the search and the page for what is not found; lists are."""
    states = (AnnotationStatus.PUBLISHED, AnnotationStatus.WITHDRAWN, AnnotationStatus.DRAFT)
    site, _ = build(
        [article("a", annotations=[cites(state.value) for state in states])],
        claims=[claim(state.value, status=state) for state in states],
        pages=[page("new", draft=True)],
        shown=mode(drafts=True),
    )
    hidden = {p.address for p in make_plan(site)[0].pages if not p.indexed}
    assert hidden == {"/search/", "/404.html", "/claims/withdrawn/", "/claims/draft/", "/new/"}


def test_two_articles_with_one_address_are_an_error() -> None:
    """It is told at the newer one and names both; the older keeps the address."""
    articles = [article("a", slug="same", date="2026-01-02"), article("b", slug="same")]
    plan, problems = make_plan(build(articles)[0])
    assert _codes(problems) == [(Code.TWO_PAGES_ONE_ADDRESS, "content/articles/a.md", 2)]
    assert "content/articles/b.md:2" in problems[0].message
    assert [p.subject for p in plan.pages if p.kind is PageKind.ARTICLE] == ["b"]
    assert plan.articles["a"] == plan.articles["b"]


@pytest.mark.parametrize("slug", ["archive", "claims", "search", "corrections", "topics"])
def test_the_digests_own_addresses_are_taken(slug: str) -> None:
    """Whether a page or an article asks for one."""
    site, _ = build(pages=[page(slug)])
    assert _codes(make_plan(site)[1]) == [
        (Code.TWO_PAGES_ONE_ADDRESS, f"content/pages/{slug}.md", 2)
    ]
    site, _ = build([article("a", slug=slug)], settings=replace(SETTINGS, permalink="/{slug}/"))
    assert _codes(make_plan(site)[1]) == [(Code.TWO_PAGES_ONE_ADDRESS, "content/articles/a.md", 2)]


def test_case_and_normal_form_tell_no_addresses_apart() -> None:
    """Not every disk keeps such names apart."""
    site, _ = build(assets=[asset("Map.png"), asset("map.png"), asset("MAP.png", "f" * 16)])
    plan, problems = make_plan(site)
    assert _codes(problems) == [(Code.TWO_PAGES_ONE_ADDRESS, "content/assets/map.png", 1)]
    assert len(plan.files) == 2


def test_a_file_and_a_folder_of_one_name_are_an_error() -> None:
    """A disk can't have both."""
    settings = replace(SETTINGS, permalink="/feed.xml/{slug}/")
    _, problems = make_plan(build([article("a")], settings=settings)[0])
    assert [p.code for p in problems] == [Code.TWO_PAGES_ONE_ADDRESS]


@pytest.mark.parametrize("name", [f"{'x' * 250}.png", "what?.png", "a#b.png", "dir./a.png", "a\\b"])
def test_impossible_names_are_errors(name: str) -> None:
    """A name that some disk or the host refuses is told where the file stands."""
    plan, problems = make_plan(build(assets=[asset(name)])[0])
    assert _codes(problems) == [(Code.INVALID_ADDRESS, f"content/assets/{name}", 1)]
    assert plan.files == ()


def test_aliases_redirect() -> None:
    """Those of articles and of pages, sorted, encoded."""
    site, _ = build(
        [article("a", aliases=["/old/", "/\u00e4lter/"])], pages=[page("about", aliases=["/us/"])]
    )
    plan, problems = make_plan(site)
    assert problems == []
    assert plan.redirects == (
        Redirect("/%C3%A4lter/", "/2026/01/a/"),
        Redirect("/old/", "/2026/01/a/"),
        Redirect("/us/", "/about/"),
    )


@pytest.mark.parametrize("alias", ["/about/", "/ABOUT/", "/topics/", "/search/", "/old/"])
def test_an_alias_takes_no_address_from_others(alias: str) -> None:
    """Neither from a page, nor from the digest, nor from another alias."""
    pages = [page("about"), page("us", aliases=["/old/"])]
    plan, problems = make_plan(build([article("a", aliases=[alias])], pages=pages)[0])
    assert _codes(problems) == [(Code.TWO_PAGES_ONE_ADDRESS, "content/articles/a.md", 7)]
    assert [redirect.old for redirect in plan.redirects] == ["/old/"]


def test_an_alias_that_is_the_pages_address_is_a_warning() -> None:
    """It would lead from the page to itself."""
    plan, problems = make_plan(build([article("a", aliases=["/2026/01/a/"])])[0])
    assert _codes(problems) == [(Code.REPEATED_VALUE, "content/articles/a.md", 7)]
    assert plan.redirects == ()


def _hostile(text: str) -> Site:
    slug = slugify(text) or "x"
    site, _ = build(
        [article("a", slug=slug, tags=[text] if slugify(text) else [], source=text)],
        sources=[source(slug)],
        topics=[topic(slug)],
        pages=[page(slug)],
        assets=[asset(f"x{text.replace('/', '')}")],
    )
    return site


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_path_leaves_the_output(text: str) -> None:
    """Whatever words are made of: relative paths, no dots, no NUL, no part that is too long."""
    plan, _ = make_plan(_hostile(text))
    planned = [(one.path, one.address) for one in plan.pages]
    planned += [(one.path, one.address) for one in plan.files]
    for path, address in planned:
        parts = path.split("/")
        assert all(part not in ("", ".", "..") for part in parts)
        assert all(len(part.encode()) <= 255 for part in parts)
        assert not {"\0", "\\"} & set(path)
        assert file_of(unquote(address)) == path
        assert address.isascii()


@pytest.mark.parametrize(
    "address", ["/../x/", "/a//b/", "/./", "/a/..", "/a\0b/", "/a./", "/a /", f"/{'ä' * 128}/"]
)
def test_impossible_addresses_have_a_fault(address: str) -> None:
    """None of them is ever given away."""
    assert fault_of(address)
    assert not fault_of("/a/b.c/\u00e4/")


def test_an_articles_own_check_has_a_page() -> None:
    """Named after the article's slug and the annotation; indexed where it was not withdrawn."""
    gone = checks("y", status=AnnotationStatus.WITHDRAWN)
    site, _ = build([article("a", slug="trade", annotations=[checks("x"), gone])])
    plan, problems = make_plan(site)
    assert problems == []
    assert plan.claims == {"a#x": "/claims/trade-x/", "a#y": "/claims/trade-y/"}
    indexed = {page.address: page.indexed for page in plan.pages if page.kind is PageKind.CLAIM}
    assert indexed == {"/claims/trade-x/": True, "/claims/trade-y/": False}


@pytest.mark.parametrize(
    ("others", "key", "owner"),
    [
        pytest.param([], "trade-x", "content/claims/trade-x.md:1", id="a claim's file"),
        pytest.param(
            [
                article(
                    "old", slug="trade", date="2025-01-01", annotations=[checks("x", path="old")]
                )
            ],
            "other",
            "content/articles/old.md:14",
            id="the same slug in another year",
        ),
        pytest.param(
            [article("b", slug="trade-x", annotations=[checks("z", path="b")])],
            "other",
            "content/articles/b.md:14",
            id="a longer slug",
        ),
    ],
)
def test_checks_that_want_one_address_are_errors(
    others: list[Article], key: str, owner: str
) -> None:
    """The message names both places; the claim's file, or the older article, keeps the address."""
    one = article("a", slug="trade", annotations=[checks("x"), checks("x-z"), cites(key)])
    site, faults = build([one, *others], claims=[claim(key)])
    _, problems = make_plan(site)
    assert faults == []
    assert [p.code for p in problems] == [Code.TWO_PAGES_ONE_ADDRESS]
    assert owner in problems[0].message
    assert problems[0].place.line == 14


def test_a_name_too_long_for_a_file_is_an_error() -> None:
    """Where the slug and the id together make it: another id helps."""
    word = "\u0627" * 80
    site, _ = build([article("a", slug=word, annotations=[checks(word)])])
    (problem,) = make_plan(site)[1]
    assert (problem.code, problem.place.line) == (Code.INVALID_ADDRESS, 14)
    assert problem.hint == "Give it another name, slug or id."
