"""What readers get: the pages in a real browser, as the host serves them."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

import chrome
import host
import published
import pytest
from chrome import NARROW, NARROWEST, WIDE, Chromium
from conftest import NODE_MODULES
from playwright.sync_api import Page, Request, Response, ViewportSize
from pypdf import PdfReader

pytestmark = [pytest.mark.tool("chromium"), pytest.mark.timeout(300)]

SITES = ("built_site", "persian_site")

WIDER_THAN_THE_WINDOW = """() => {
  const room = document.documentElement.clientWidth + 1;
  const scrolled = e => e.closest('.scroll, .hidden, .skip, .sprite');
  return [...document.body.querySelectorAll('*')]
    .filter(e => !scrolled(e) && e.getClientRects().length)
    .filter(e => { const r = e.getBoundingClientRect(); return r.right > room || r.left < -1; })
    .map(e => `${e.tagName.toLowerCase()}.${e.className}`);
}"""
SCROLLS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
LOW = """() => {
  const text = 'p:not(.kicker), dd, figcaption, .note-text, .prose, td, th';
  const running = e => e.closest(text);
  const seen = e => e.checkVisibility() && !e.closest('.hidden, .skip');
  return [...document.querySelectorAll('nav a, summary, .masthead a, footer a, h3 a')]
    .filter(e => seen(e) && !running(e))
    .map(e => [e.textContent.trim(), e.getBoundingClientRect().height])
    .filter(([, height]) => height < 24);
}"""
AXE = """async () => {
  const found = await axe.run(document, {resultTypes: ['violations']});
  const places = v => v.nodes.map(n => n.html.slice(0, 120)).join(' | ');
  return found.violations.map(v => `${v.id}: ${places(v)}`);
}"""


@dataclass(frozen=True, slots=True)
class Served:
    """A site that is being served: its folder and its address."""

    folder: Path
    url: str

    def kinds(self) -> dict[str, str]:
        """Return the address of one page of each kind."""
        chosen = published.one_of_each(self.folder)
        return {kind: self.url + page.address for kind, page in chosen.items()}

    def rtl_articles(self) -> list[str]:
        """Return the addresses of the articles that are written from right to left."""
        return [
            self.url + page.address
            for page in published.pages_of(self.folder)
            if page.kind == "article" and any(e.attrs.get("dir") == "rtl" for e in page.root.walk())
        ]


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest) -> Iterator[Served]:
    """Return each site, served on this machine."""
    folder: Path = request.getfixturevalue(request.param)
    with host.serving(folder) as url:
        yield Served(folder, url)


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    """Return a Chromium without a window."""
    with chrome.started() as chromium:
        yield chromium


@pytest.mark.tool("axe")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("window", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_no_barrier(
    browser: Chromium, site: Served, window: ViewportSize, theme: Literal["light", "dark"]
) -> None:
    """No rule of axe is broken on any kind of page, wide or narrow, light or dark."""
    axe = (NODE_MODULES / "axe-core/axe.min.js").read_text(encoding="utf-8")
    with browser.tab(window, theme=theme) as page:
        broken = {}
        for kind, url in [*site.kinds().items(), *(("rtl", u) for u in site.rtl_articles())]:
            chrome.show(page, url)
            page.evaluate(axe)
            if found := page.evaluate(AXE):
                broken[kind] = found
    assert not broken


@pytest.mark.parametrize(
    ("window", "size"),
    [(NARROWEST, "100%"), (NARROW, "100%"), (NARROW, "200%"), (WIDE, "100%"), (WIDE, "200%")],
    ids=["320", "360", "360 and large text", "1440", "1440 and large text"],
)
def test_no_page_scrolls_sideways(
    browser: Chromium, site: Served, window: ViewportSize, size: str
) -> None:
    """Nothing but what may scroll by itself is wider than the window, at twice the text too."""
    with browser.tab(window, bypass_policy=True) as page:
        wide = {}
        for kind, url in [*site.kinds().items(), *(("rtl", u) for u in site.rtl_articles())]:
            chrome.show(page, url)
            page.add_style_tag(content=f":root {{ font-size: {size} }}")
            if page.evaluate(SCROLLS) > 0 or page.evaluate(WIDER_THAN_THE_WINDOW):
                wide[kind] = page.evaluate(WIDER_THAN_THE_WINDOW)
    assert not wide


def test_links_are_large_enough_to_touch(browser: Chromium, site: Served) -> None:
    """Links and summaries outside running text are at least 24 pixels high."""
    with browser.tab(NARROW) as page:
        low = {}
        for kind, url in site.kinds().items():
            chrome.show(page, url)
            if found := page.evaluate(LOW):
                low[kind] = found
    assert not low


def test_the_browser_has_nothing_to_report(browser: Chromium, site: Served) -> None:
    """No page breaks the site's own policy, logs anything or asks for what is not there."""
    with browser.tab() as page:
        reports: list[str] = []
        page.on("console", lambda message: reports.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: reports.append(f"{page.url}: {error}"))
        page.on("requestfailed", lambda request: reports.extend(_failure(request)))
        for url in site.kinds().values():
            answer = page.goto(url, wait_until="networkidle")
            assert answer is not None
            assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not reports


def _failure(request: Request) -> list[str]:
    """Return what went wrong, but not that the browser left a page before all of it was there."""
    gone = request.failure == "net::ERR_ABORTED"
    return [] if gone else [f"{request.url}: {request.failure}"]


def test_every_page_asks_for_little(browser: Chromium, site: Served) -> None:
    """A page comes with the site's own stylesheet, font, icon and pictures, and nothing else."""
    with browser.tab() as page:
        asked: list[tuple[str, str]] = []
        page.on("request", lambda request: asked.append((request.resource_type, request.url)))
        for url in site.kinds().values():
            page.goto(url, wait_until="networkidle")
    assert all(url.startswith(f"{site.url}/") for _, url in asked)
    # The search asks for its script and its index, and has tests of its own.
    asked = [(kind, url) for kind, url in asked if not _is_of_the_search(url)]
    # A browser counts the icon among "other" things.
    kinds = {"icon" if "/assets/icon." in url else kind for kind, url in asked}
    assert kinds <= {"document", "stylesheet", "font", "image", "icon"}


def test_every_page_is_light(browser: Chromium, site: Served) -> None:
    """All that a browser fetches for a page is at most 60 KB, font and pictures aside."""
    weights = {kind: _fetched(browser, url) for kind, url in site.kinds().items()}
    assert min(weights.values()) > 5_000
    assert max(weights.values()) <= 60_000, weights


def _fetched(browser: Chromium, url: str) -> int:
    """Return how many bytes come with a page to somebody who has seen no other."""
    with browser.tab() as page:
        answers: dict[str, Response] = {}
        page.on("response", lambda answer: answers.update({answer.url: answer}))
        page.goto(url, wait_until="networkidle")
        return sum(map(_weight, answers.values()))


def _weight(answer: Response) -> int:
    """Return how many bytes an answer has, compressed as hosts do."""
    aside = answer.request.resource_type in {"font", "image"}
    return 0 if aside else len(gzip.compress(answer.body(), 6))


def _is_of_the_search(url: str) -> bool:
    return "/assets/search." in url or "/pagefind/" in url


def test_without_scripts_all_is_there(browser: Chromium, site: Served) -> None:
    """With scripts switched off a reader sees the same words; the search alone needs one."""
    words = []
    for scripts in (True, False):
        with browser.tab(scripts=scripts) as page:
            kinds = site.kinds().items()
            words.append([_words(page, url) for kind, url in kinds if kind != "search"])
    assert words[0] == words[1]
    assert all(words[0])


def _words(page: Page, url: str) -> str:
    page.goto(url)
    return page.locator("main").inner_text()


def test_the_first_step_leads_to_the_content(browser: Chromium, site: Served) -> None:
    """The first thing that the tab key reaches is the link past the navigation, and it shows."""
    with browser.tab() as page:
        page.goto(site.url)
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert (focused.get_attribute("href") or "").startswith("#")
        box = focused.bounding_box()
        assert box is not None
        assert box["y"] >= 0
        page.keyboard.press("Enter")
        page.locator("main:target, main :target").wait_for(state="attached")


def test_what_has_the_focus_shows_it(browser: Chromium, site: Served) -> None:
    """Each link of an article's page has an outline while it has the focus."""
    with browser.tab() as page:
        page.goto(site.kinds()["article"])
        bare = []
        for _ in range(page.locator("a[href], summary").count()):
            page.keyboard.press("Tab")
            style = "e => getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth"
            if (
                page.locator(":focus").count()
                and page.locator(":focus").evaluate(style) != "solid3px"
            ):
                bare.append(page.locator(":focus").inner_text())
    assert not bare


def test_an_article_prints_without_controls(
    browser: Chromium, site: Served, tmp_path: Path
) -> None:
    """On paper there is the title and the text, but no navigation, nothing to press."""
    article = published.one_of_each(site.folder)["article"]
    with browser.tab() as page:
        page.goto(site.url + article.address)
        page.emulate_media(media="print")
        shown = "es => es.filter(e => e.checkVisibility()).map(e => e.textContent.trim())"
        assert not page.locator("nav, form, input, button, .skip, .nextprev").evaluate_all(shown)
        words = page.locator("h1").inner_text()
        file = tmp_path / "article.pdf"
        page.pdf(path=file)
    text = "".join(sheet.extract_text() for sheet in PdfReader(file).pages)
    assert len(text) > len(words)


def test_an_english_title_is_legible_on_paper(browser: Chromium, built_site: Path) -> None:
    """The PDF of an article has its title and the address of its source as text."""
    article = next(p for p in published.pages_of(built_site) if "iran-russia" in p.address)
    with host.serving(built_site) as url, browser.tab() as page:
        page.goto(url + article.address)
        pdf = page.pdf()
    text = " ".join(_pdf_text(pdf).split())
    title = " ".join(article.root.all("h1")[0].text.split())
    assert title in text
    assert "irna.ir" in text.replace(" ", "")


def _pdf_text(pdf: bytes) -> str:
    return "\n".join(sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("setting", ["forced", "more"])
def test_nothing_vanishes_in_high_contrast(browser: Chromium, site: Served, setting: str) -> None:
    """Forced colours and raised contrast leave all words visible."""
    with browser.tab() as page:
        page.goto(site.kinds()["article"])
        before = page.locator("body").inner_text()
        if setting == "forced":
            page.emulate_media(forced_colors="active")
        else:
            page.emulate_media(contrast="more")
        assert page.locator("body").inner_text() == before


def test_in_persian_all_is_mirrored(browser: Chromium, persian_site: Path) -> None:
    """In a page from right to left the margin column stands on the left."""
    article = published.one_of_each(persian_site)["article"]
    with host.serving(persian_site) as url, browser.tab() as page:
        chrome.show(page, url + article.address)
        heading = page.locator("h1").bounding_box()
        wordmark = page.locator(".wordmark").bounding_box()
    assert heading is not None
    assert wordmark is not None
    assert wordmark["x"] > WIDE["width"] / 2
    assert heading["x"] + heading["width"] > WIDE["width"] / 2
