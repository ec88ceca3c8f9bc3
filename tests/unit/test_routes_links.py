"""Links, fragments and pictures of bodies that are there, or are not."""

from dataclasses import replace
from urllib.parse import quote

import pytest
from records import (
    SETTINGS,
    article,
    asset,
    body,
    build,
    checks,
    cites,
    claim,
    page,
    rendered,
    source,
    topic,
)

from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.model import NavigationItem, Settings
from site_builder.routes import check_links, make_plan

PATH = "content/articles/a.md"
ABOUT = "content/pages/about.md"
PERSIAN = "\u0627\u06cc\u0631\u0627\u0646"


def _problems(
    *links: str,
    ids: tuple[str, ...] = (),
    pictures: tuple[str, ...] = (),
    settings: Settings = SETTINGS,
) -> list[Diagnostic]:
    site, _ = build(
        [
            article("a", tags=["iran", PERSIAN], annotations=[cites("c")]),
            article("b", aliases=["/older/"]),
        ],
        settings=settings,
        claims=[claim("c")],
        pages=[page("about")],
        topics=[topic("iran")],
        sources=[source("irna")],
        assets=[asset("map.png"), asset("my file.pdf")],
        bodies={
            PATH: body(links=links, ids=ids, pictures=pictures),
            "content/articles/b.md": body(ids=["h-b"]),
            ABOUT: body(ids=["h-us", "fn-1"], path=ABOUT),
            "content/topics/iran.md": body(ids=["h-topic"]),
            "content/claims/c.md": body(ids=["h-claim"]),
            "content/sources/irna.md": body(ids=["h-source"]),
        },
    )
    plan, problems = make_plan(site)
    assert problems == []
    return check_links(site, plan)


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/about/",
        "/about/index.html",
        "/about/?print",
        "/about/#h-us",
        "/about/#fn-1",
        "/about/#content",
        "/about/#",
        "/about/#:~:text=words",
        "/about/#h-us:~:text=words",
        "/topics/../about/",
        "?print",
        "#own",
        "#note-n-c",
        "#ref-n-c",
        "#text",
        "#corrections",
        "#top",
        "/2026/01/b/#h-b",
        "/older/",
        "/older/#h-b",
        "/topics/iran/#h-topic",
        f"/topics/{PERSIAN}/",
        f"/topics/{quote(PERSIAN)}/",
        "/claims/c/#h-claim",
        "/sources/irna/#h-source",
        "/archive/2026/01/",
        "/archive/#y2026",
        "/verdicts/inaccurate/",
        "/404.html",
        "/sitemap.xml",
        "/robots.txt",
        "/assets/map.01234567.png",
        "/assets/map.png",
        "/assets/my%20file.pdf",
        "/assets/my file.pdf#page=2",
        "//elsewhere.example/x",
    ],
)
def test_good_links_lead_somewhere(target: str) -> None:
    """Pages, redirects, files; ids of bodies and of templates."""
    assert _problems(target, ids=("own",)) == []


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("/about", "Did you mean “/about/”?"),
        ("/robots.txt/", "Did you mean “/robots.txt”?"),
        ("/abuot/", "Did you mean “/about/”?"),
        ("/About/", "Did you mean “/about/”?"),
        ("/assets/my-file.pdf", "Did you mean “/assets/my file.pdf”?"),
        ("/assets/%00", ""),
        ("/nothing/like/it", ""),
    ],
)
def test_dead_links_are_warnings(target: str, hint: str) -> None:
    """Told where they stand, with what was probably meant."""
    (problem,) = _problems(target, "/assets/my file.pdf")
    assert (problem.code, problem.place, problem.hint) == (Code.DEAD_LINK, Place(PATH, 10), hint)
    assert f"“{target}”" in problem.message


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("#ownn", "Did you mean “#own”?"),
        ("#note-m-c", "Did you mean “#note-n-c”?"),
        ("/about/#h-uss", "Did you mean “#h-us”?"),
        ("/about/#text", ""),
        ("/older/#own", ""),
        ("/archive/#h-us", ""),
        ("/archive/#y1999", ""),
    ],
)
def test_dead_fragments_are_warnings(target: str, hint: str) -> None:
    """A page has the ids of its own bodies and of its template only."""
    (problem,) = _problems(target, ids=("own",))
    assert (problem.code, problem.place, problem.hint) == (Code.DEAD_LINK, Place(PATH, 10), hint)


def test_missing_pictures_are_warnings() -> None:
    """Told where they stand, with what was probably meant."""
    (problem,) = _problems(pictures=("map.png", "mapp.png"))
    assert problem.code is Code.MISSING_PICTURE
    assert problem.place == Place(PATH, 21)
    assert problem.hint == "Did you mean “map.png”?"


def test_notes_are_bodies_too() -> None:
    """Their links are followed, their ids are on the page of their article."""
    note = body(links=["#h-text", "/nowhere/"], ids=["h-note"])
    text = body(links=["#h-note"], ids=["h-text"])
    site, _ = build([rendered(article("a"), text, note)])
    problems = check_links(site, make_plan(site)[0])
    assert [problem.message.count("/nowhere/") for problem in problems] == [1]


def test_ids_of_a_list_stand_on_its_own_page() -> None:
    """Numbered pages show the list and not what introduces it."""
    site, _ = build(
        [article(f"a{n}", tags=["x"]) for n in range(5)],
        settings=replace(SETTINGS, per_page=2),
        topics=[topic("x")],
        pages=[page("about")],
        bodies={
            "content/topics/x.md": body(ids=["h-x"]),
            ABOUT: body(links=["/topics/x/#h-x", "/topics/x/page/1/#h-x"], path=ABOUT),
        },
    )
    problems = check_links(site, make_plan(site)[0])
    assert [problem.place for problem in problems] == [Place(ABOUT, 11)]


def test_the_navigation_leads_somewhere() -> None:
    """Its links of ours are followed, others are not."""
    place = Place("content/site.yaml", 7)
    urls = ("/about/", "https://other.example/", "/abouts/")
    items = tuple(NavigationItem("Label", url, place) for url in urls)
    (problem,) = _problems(settings=replace(SETTINGS, navigation=items))
    assert (problem.code, problem.place) == (Code.DEAD_LINK, place)


def test_links_to_what_is_not_shown_are_dead() -> None:
    """A draft has no page yet."""
    site, _ = build(
        [article("a"), article("b", draft=True)],
        bodies={PATH: body(links=["/2026/01/b/"])},
    )
    assert len(check_links(site, make_plan(site)[0])) == 1


def test_what_explains_a_note_is_followed_too() -> None:
    """Once, though a check's explanation stands on two pages: it is written for the article."""
    explanation = body(
        links=["#h-text", "#note-y", "#fn-x-1", "/nowhere/", "#h-none"],
        ids=["fn-x-1"],
        pictures=["none.png"],
    )
    one = rendered(article("a", annotations=[checks("x"), checks("y")]), body(ids=["h-text"]))
    site, _ = build([replace(one, explanations={"x": explanation})])
    problems = check_links(site, make_plan(site)[0])
    assert sorted(problem.message.split("“")[-1].split("”")[0] for problem in problems) == [
        "#h-none",
        "/nowhere/",
        "There is no picture assets/none.png.",
    ]
