"""Files for search engines and for the web host."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records import SETTINGS, article, asset, body, build, cites, claim, mode, moment, page

from site_builder import hosting
from site_builder.diagnostics import Code
from site_builder.graph import Site
from site_builder.hosting.redirects import check_redirects, redirects_file
from site_builder.model import Moment, Reproduction
from site_builder.routes import Redirect, make_plan

ADDRESSES = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(
    lambda parts: f"/{'/'.join(parts)}/"
)

STATIC = ("/assets/digest.89abcdef.css",)
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
BASE = "https://digest.example"


def _files(site: Site, *, listed: bool = True) -> dict[str, str]:
    made = hosting.files(site, make_plan(site)[0], STATIC, listed=listed)
    return {path: make().decode() for path, make in made}


def _text(site: Site, name: str) -> str:
    return _files(site)[name]


def _listed(data: str) -> dict[str, str | None]:
    return {
        one.findtext("s:loc", "", NAMESPACE): one.findtext("s:lastmod", None, NAMESPACE)
        for one in ET.fromstring(data)
    }


def test_these_files_are_made() -> None:
    """Each digest has all four, and a part of the sitemap for each year and for the lists."""
    site, _ = build([article("a"), article("b", date="2020-01-01")])
    assert set(_files(site)) == {
        *("sitemap.xml", "sitemap-lists.xml", "sitemap-2026.xml", "sitemap-2020.xml"),
        *("robots.txt", "_redirects", "_headers"),
    }


def test_the_sitemap_lists_what_is_indexed() -> None:
    """With whole addresses, encoded; without the page for what is not found."""
    articles = [
        article("a", slug="\u00e4"),
        replace(article("full"), reproduction=Reproduction.FULL),
        article("draft", draft=True),
    ]
    settings = replace(SETTINGS, verdicts={})
    site, _ = build(articles, settings=settings, pages=[page("about")], shown=mode(drafts=True))
    files = _files(site)
    assert list(_listed(files["sitemap.xml"])) == [
        f"{BASE}/sitemap-lists.xml",
        f"{BASE}/sitemap-2026.xml",
    ]
    assert list(_listed(files["sitemap-2026.xml"])) == [f"{BASE}/2026/01/%C3%A4/"]
    assert list(_listed(files["sitemap-lists.xml"])) == [
        f"{BASE}{address}"
        for address in (
            "/",
            "/archive/",
            "/archive/2026/01/",
            "/topics/",
            "/sources/",
            "/sources/irna/",
            "/claims/",
            "/corrections/",
            "/about/",
        )
    ]


CLOCK = Moment(date(2026, 3, 1), time(9, 30), datetime(2026, 3, 1, 6, 0, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("updated", "expected"),
    [
        (None, "2026-01-01"),
        (moment("2026-02-03"), "2026-02-03"),
        (CLOCK, "2026-03-01T06:00:30+00:00"),
    ],
)
def test_the_sitemap_says_when_an_article_changed(updated: Moment | None, expected: str) -> None:
    """A day as written, or an instant with its zone; the index and the lists say it, too."""
    files = _files(build([replace(article("a", tags=["t"]), updated=updated)])[0])
    assert _listed(files["sitemap-2026.xml"]) == {f"{BASE}/2026/01/a/": expected}
    assert _listed(files["sitemap.xml"])[f"{BASE}/sitemap-2026.xml"] == expected
    lists = _listed(files["sitemap-lists.xml"])
    dated = ("/", "/archive/", "/archive/2026/01/", "/topics/t/", "/sources/irna/")
    assert {lists[f"{BASE}{address}"] for address in dated} == {expected}
    assert lists[f"{BASE}/claims/"] is None
    assert lists[f"{BASE}/corrections/"] is None


def test_lists_say_when_what_they_list_changed() -> None:
    """Claims go by their checks, corrections by their dates, numbered pages by what they show."""
    cited = article("a", annotations=[cites("c")], corrections=["2026-04-04"])
    articles = [cited, *(article(f"n{n}", date=f"2025-01-0{n}") for n in (1, 2, 3, 4))]
    settings = replace(SETTINGS, per_page=2)
    site, _ = build(articles, claims=[claim("c", checked="2026-03-03")], settings=settings)
    lists = _listed(_text(site, "sitemap-lists.xml"))
    assert lists[f"{BASE}/claims/c/"] == "2026-03-03"
    assert lists[f"{BASE}/verdicts/inaccurate/"] == "2026-03-03"
    assert lists[f"{BASE}/verdicts/accurate/"] is None
    assert lists[f"{BASE}/corrections/"] == "2026-04-04"
    assert lists[f"{BASE}/sources/irna/"] == "2026-04-04"
    assert lists[f"{BASE}/sources/irna/page/1/"] == "2025-01-02"


def test_many_addresses_make_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """No part has more addresses than are allowed."""
    monkeypatch.setattr("site_builder.routes.sitemaps.MOST_ADDRESSES", 2)
    site, _ = build([article(f"a{n}") for n in range(5)])
    files = _files(site)
    names = ["sitemap-2026.xml", "sitemap-2026-2.xml", "sitemap-2026-3.xml"]
    assert [len(_listed(files[name])) for name in names] == [2, 2, 1]
    assert {f"{BASE}/{name}" for name in names} <= _listed(files["sitemap.xml"]).keys()


def test_robots_learn_of_the_sitemap() -> None:
    """Everybody may read everything; pages say themselves whether to index them."""
    site, _ = build()
    assert _text(site, "robots.txt").splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://digest.example/sitemap.xml",
    ]


def test_redirects_are_permanent() -> None:
    """One rule a line, encoded: no alias is taken for a pattern."""
    site, _ = build([article("a", aliases=["/o l\u00e4/", "/*/:x/"])])
    rules = _text(site, "_redirects").splitlines()[1:]
    assert rules == ["/%2A/%3Ax/ /2026/01/a/ 301", "/o%20l%C3%A4/ /2026/01/a/ 301"]


MOVED = [Redirect(f"/old/{n}/", f"/2026/01/{n}/") for n in range(9_000)]
ODD = [Redirect(f"/odd{n}/", "/2026/01/a/") for n in range(20)]


def test_few_redirects_have_a_rule_each() -> None:
    """A pattern says more than was asked for, so there is none without need."""
    lines = redirects_file(MOVED).splitlines()[1:]
    assert len(lines) == 9_000
    assert not [line for line in lines if "*" in line]


def test_patterns_stand_for_many_redirects() -> None:
    """Where only the beginning has changed one rule says it; it comes after the single ones."""
    lines = redirects_file([*MOVED, *ODD]).splitlines()[1:]
    assert lines == [
        *(f"/odd{n}/ /2026/01/a/ 301" for n in range(20)),
        "/old/* /2026/01/:splat 301",
    ]


def test_patterns_lead_where_the_redirects_did() -> None:
    """Nested and crossing beginnings: the first rule that fits is the right one."""
    redirects = [
        *MOVED,
        *(Redirect(f"/old/deep/{n}/", f"/2020/{n}/") for n in range(30)),
        *(Redirect(f"/old/x{n}/", f"/elsewhere/x{n}/") for n in range(30)),
        Redirect("/old/deep/z/", "/2026/01/deep/z/"),
        Redirect("/old/", "/2026/01/a/"),
        Redirect("/7/", "/2026/01/7/"),
        Redirect("/8/", "/2026/01/8/"),
    ]
    rules = [line.split() for line in redirects_file(redirects).splitlines()[1:]]
    assert len(rules) < 100
    for one in redirects:
        assert _followed(one.old, rules) == one.new, one


def _followed(address: str, rules: list[list[str]]) -> str:
    """Follow the first rule that fits, as the host does."""
    for old, new, _ in rules:
        if old == address:
            return new
        if old.endswith("*") and address.startswith(old[:-1]):
            return new.replace(":splat", address.removeprefix(old[:-1]))
    return ""


@given(st.lists(st.tuples(ADDRESSES, ADDRESSES), max_size=12, unique_by=lambda pair: pair[0]))
def test_no_redirect_is_led_astray(pairs: list[tuple[str, str]]) -> None:
    """Whatever the addresses are, each leads where it did, by as few rules or fewer."""
    redirects = [Redirect(old, new) for old, new in pairs]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("site_builder.hosting.redirects.MOST_RULES", 3)
        rules = [line.split() for line in redirects_file(redirects).splitlines()[1:]]
    assert len(rules) <= len(redirects)
    assert all(_followed(one.old, rules) == one.new for one in redirects)


def test_too_many_redirects_are_a_warning() -> None:
    """What no pattern stands for may be more than the host takes."""
    many = [Redirect(f"/odd{n}/", "/2026/01/a/") for n in range(9_001)]
    (found,) = check_redirects(many, SETTINGS.place)
    assert found.code is Code.TOO_MANY_REDIRECTS
    assert not list(check_redirects([*MOVED, *ODD], SETTINGS.place))


def test_a_preview_is_not_listed() -> None:
    """Search engines are asked to pass a preview by, and may read it to learn that."""
    site, _ = build([article("a")])
    assert "X-Robots-Tag" not in _text(site, "_headers")
    preview = _files(site, listed=False)
    first, _, _ = preview["_headers"].partition("\n\n")
    assert "  X-Robots-Tag: noindex" in first.split("\n")
    assert "Allow: /" in preview["robots.txt"]


def test_programs_of_other_sites_may_read_feeds_and_data() -> None:
    """One pattern stands for the feeds of all topics, one for those of all sources."""
    site, _ = build([article("a", tags=["\u062a", "t"])])
    blocks = [block.split("\n") for block in _text(site, "_headers").strip().split("\n\n")]
    open_to_all = [b[0] for b in blocks if b[1:] == ["  Access-Control-Allow-Origin: *"]]
    assert open_to_all == [
        *("/data/*", "/feed.xml", "/feed.json", "/claims/feed.xml", "/corrections/feed.xml"),
        *("/topics/:topic/feed.xml", "/sources/:source/feed.xml"),
    ]


@pytest.mark.parametrize(
    ("permalink", "pattern"),
    [
        (SETTINGS.permalink, "/:part1/:part2/:part3/annotations.jsonld"),
        ("/{slug}/", "/:part1/annotations.jsonld"),
    ],
)
def test_annotations_say_what_they_are(permalink: str, pattern: str) -> None:
    """One pattern stands for those of all articles: hosts know neither the type nor its profile."""
    cited = [article(key, annotations=[cites("c")]) for key in ("a", "b")]
    settings = replace(SETTINGS, permalink=permalink)
    site, _ = build([*cited, article("d")], claims=[claim("c")], settings=settings)
    (block,) = [b for b in _text(site, "_headers").split("\n\n") if "annotations.jsonld" in b]
    assert block.split("\n")[:3] == [
        pattern,
        "  Access-Control-Allow-Origin: *",
        '  Content-Type: application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
    ]
    site, _ = build([article("d")])
    assert "annotations.jsonld" not in _text(site, "_headers")


@pytest.mark.parametrize(
    "line",
    [
        (
            "  Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"
            " connect-src 'self'; style-src 'self'; img-src 'self';"
            " font-src 'self'; form-action 'none'; base-uri 'none'; object-src 'none';"
            " frame-ancestors 'none'"
        ),
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
        "  Cross-Origin-Opener-Policy: same-origin",
        "  Strict-Transport-Security: max-age=31536000",
    ],
)
def test_every_page_has_these_headers(line: str) -> None:
    """No script but the search's own, nothing from elsewhere, no frame."""
    site, _ = build()
    first, _, _ = _text(site, "_headers").partition("\n\n")
    assert first.startswith("/*\n")
    assert line in first.split("\n")


def test_hashed_files_are_kept_for_good() -> None:
    """One pattern covers them where nothing else lies below it."""
    site, _ = build(assets=[asset("a.png")])
    assert _lasting(site) == ["/assets/*"]


def test_files_under_their_own_names_are_not_kept() -> None:
    """A linked file may change under its name, so the hashed ones are listed one by one."""
    site, _ = build(
        [article("a")],
        assets=[asset("a.png"), asset("b.pdf")],
        bodies={"content/articles/a.md": body(links=["/assets/b.pdf"])},
    )
    hashed = ["/assets/a.01234567.png", "/assets/b.01234567.pdf"]
    assert _lasting(site) == [*hashed, "/assets/cards/*", *STATIC]


def test_a_file_among_the_cards_is_not_kept() -> None:
    """One that has its own name there takes the rule of the cards away."""
    site, _ = build(
        [article("a")],
        assets=[asset("cards/b.pdf")],
        bodies={"content/articles/a.md": body(links=["/assets/cards/b.pdf"])},
    )
    assert _lasting(site) == ["/assets/cards/b.01234567.pdf", *STATIC]


def _lasting(site: Site) -> list[str]:
    blocks = _text(site, "_headers").split("\n\n")
    return [block.split("\n")[0] for block in blocks if "immutable" in block]
