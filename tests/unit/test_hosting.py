"""Files for search engines and for the web host."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from xml.etree import ElementTree as ET

import pytest
from records import SETTINGS, article, asset, body, build, mode, moment, page

from site_builder import hosting
from site_builder.graph import Site
from site_builder.model import Moment, Reproduction
from site_builder.routes import PageKind, PlannedPage, make_plan

STATIC = ("/assets/digest.89abcdef.css",)
NAMESPACE = {"s": hosting.SITEMAP_NAMESPACE}


def _text(site: Site, name: str) -> str:
    return hosting.files(site, make_plan(site)[0], STATIC)[name].decode()


def _locations(data: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(data).iterfind(".//s:loc", NAMESPACE)]


def test_these_files_are_made() -> None:
    """Each digest has all four."""
    site, _ = build()
    made = hosting.files(site, make_plan(site)[0], STATIC)
    assert set(made) == {"sitemap.xml", "robots.txt", "_redirects", "_headers"}


def test_the_sitemap_lists_what_is_indexed() -> None:
    """With whole addresses, encoded; without the page for what is not found."""
    articles = [
        article("a", slug="\u00e4"),
        replace(article("full"), reproduction=Reproduction.FULL),
        article("draft", draft=True),
    ]
    settings = replace(SETTINGS, verdicts={})
    site, _ = build(articles, settings=settings, pages=[page("about")], shown=mode(drafts=True))
    base = "https://digest.example"
    assert _locations(_text(site, "sitemap.xml")) == [
        f"{base}{address}"
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
            "/2026/01/%C3%A4/",
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
    """A day as written, or an instant with its zone."""
    site, _ = build([replace(article("a"), updated=updated)])
    tree = ET.fromstring(_text(site, "sitemap.xml"))
    assert [one.text for one in tree.iterfind(".//s:lastmod", NAMESPACE)] == [expected]


def test_many_addresses_make_several_sitemaps() -> None:
    """The sitemap then lists its parts, each with as many addresses as are allowed."""
    site, _ = build()
    plan, _ = make_plan(site)
    pages = tuple(
        PlannedPage(PageKind.PAGE, "", f"/x{n}/", f"x{n}/index.html", None, indexed=True)
        for n in range(hosting.MOST_ADDRESSES + 1)
    )
    made = hosting.files(site, replace(plan, pages=pages), STATIC)
    base = "https://digest.example"
    assert _locations(made["sitemap.xml"].decode()) == [
        f"{base}/sitemap-1.xml",
        f"{base}/sitemap-2.xml",
    ]
    assert len(_locations(made["sitemap-1.xml"].decode())) == hosting.MOST_ADDRESSES
    assert _locations(made["sitemap-2.xml"].decode()) == [f"{base}/x{hosting.MOST_ADDRESSES}/"]


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
    assert _lasting(site) == ["/assets/a.01234567.png", "/assets/b.01234567.pdf", *STATIC]


def _lasting(site: Site) -> list[str]:
    blocks = _text(site, "_headers").split("\n\n")
    return [block.split("\n")[0] for block in blocks if "immutable" in block]
