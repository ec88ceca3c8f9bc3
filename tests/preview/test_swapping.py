"""What an editor sees in a browser while files change."""

import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from chrome import NARROW, Chromium, show, started
from conftest import NODE_MODULES
from hypothesis import settings
from playwright.sync_api import Page, expect
from served import CLOCK, Preview, article, own, previewed, small

pytestmark = pytest.mark.tool("chromium")

IS_SOAK = settings().max_examples > 1000
SAVES = 300 if IS_SOAK else 30
TALKS = "/2025/11/trade-stronger-than-ever-before/"
REFERENCE = "document.getElementById('ref-comission')"
WHERE = f"{REFERENCE}.getBoundingClientRect().top"
CLAIM = "content/claims/growth-through-the-downturn.md"
ARTICLE = "content/articles/2025/trade-stronger-than-ever-before.md"
PANEL = "digest-preview #panel"


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    """Return a browser for the tests of this file."""
    with started() as chromium:
        yield chromium


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """Return a preview of a small digest."""
    with previewed(small(tmp_path)) as running:
        yield running


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Return a preview of the project's own digest; who edits it puts it back."""
    with previewed(own(tmp_path_factory.mktemp("own")), "--clock", CLOCK) as running:
        yield running


def edit(preview: Preview, path: str, change: Callable[[str], str]) -> str:
    """Change a file; return what it was."""
    file = preview.root / path
    text = file.read_text(encoding="utf-8")
    file.write_text(change(text), encoding="utf-8")
    return text


def mark(page: Page) -> None:
    """Leave a mark that a new load of the page would take away."""
    page.evaluate("() => { window.sameLoad = true; }")


def is_marked(page: Page) -> bool:
    """Tell whether the page was never loaded anew."""
    return bool(page.evaluate("() => window.sameLoad === true"))


@pytest.mark.soak
@pytest.mark.timeout(1800 if IS_SOAK else 120)
def test_the_last_save_is_what_is_shown(browser: Chromium, preview: Preview) -> None:
    """However saves follow one another, the last is shown in the end, without a new load."""
    rhythm = random.Random(1)
    with browser.tab() as page:
        show(page, f"{preview.url}/article-1/")
        mark(page)
        for number in range(SAVES):
            preview.write("article-1", f"Version {number}.\n\n{'Words. ' * rhythm.randrange(400)}")
            time.sleep(10 ** rhythm.uniform(-2, 0.477))
            if number % 10 == 9:
                expect(page.locator("main")).to_contain_text(f"Version {number}.")
        assert is_marked(page)


def test_good_broken_good(browser: Chromium, preview: Preview) -> None:
    """Errors come over the last good page, in pieces as in the terminal, and go with the next."""
    with browser.tab() as page:
        show(page, f"{preview.url}/article-1/")
        preview.write("article-1", "Broken.", "colour: red\n")
        panel = page.locator(PANEL)
        expect(panel).to_be_visible()
        expect(panel.locator("h2")).to_contain_text("1 error")
        first = panel.locator("li.error")
        expect(first.locator(".message")).to_have_text("“colour” is no key that the format knows.")
        expect(first.locator("mark")).to_have_text("colour")
        expect(first.locator(".line")).to_have_text("5")
        link = first.get_by_role("link", name="content/articles/article-1.md:5:1")
        path = preview.root / "content/articles/article-1.md"
        expect(link).to_have_attribute("href", f"vscode://file{path}:5:1")
        expect(page.locator("main")).to_contain_text("1 million")
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        page.locator("digest-preview .badge").press("Enter")
        expect(panel).to_be_visible()
        expect(panel.locator("h2")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("digest-preview .badge")).to_be_focused()
        preview.write("article-1", "Mended.")
        expect(page.locator("main")).to_contain_text("Mended.")
        expect(page.locator("digest-preview .badge")).not_to_contain_text("error")


def test_a_template_that_fails_shows_the_page_as_it_was(
    browser: Chromium, preview: Preview
) -> None:
    """With its fault over it; and a page that nobody saw before says what is wrong with it."""
    templates = preview.root / "templates"
    with browser.tab() as page:
        show(page, f"{preview.url}/article-1/")
        templates.mkdir()
        text = '{% extends "base.html" %}{% block main %}{{ view.titel }}{% endblock %}'
        (templates / "article.html").write_text(text, encoding="utf-8")
        expect(page.locator(f"{PANEL} .what")).to_contain_text("templates/article.html:1")
        expect(page.locator("main")).to_contain_text("1 million")
        page.goto(f"{preview.url}/article-2/")
        expect(page.locator("h1")).to_have_text("This page can’t be shown yet")
        (templates / "article.html").unlink()
        expect(page.locator("main")).to_contain_text("2 million")
        expect(page.locator(PANEL)).to_be_hidden()


def test_what_the_reader_did_stays(browser: Chromium, full: Preview) -> None:
    """Scroll, focus, an open note and the reading mode outlast edits before and after them."""
    with browser.tab() as page:
        show(page, f"{full.url}{TALKS}")
        mark(page)
        page.evaluate("document.getElementById('mode-full').click()")
        page.evaluate("document.querySelector('#note-slope details').open = true")
        page.evaluate("document.querySelector('#note-third-visit details').open = true")
        page.evaluate("document.querySelector('#note-third-visit details').open = false")
        page.evaluate(f"{REFERENCE}.focus({{preventScroll: true}})")
        page.evaluate(f"{REFERENCE}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
        before = page.evaluate(WHERE)
        text = edit(full, ARTICLE, with_more_before)
        expect(page.locator("h1")).to_have_text("A longer title " * 12 + "of the talks")
        page.wait_for_timeout(200)
        assert page.evaluate(WHERE) == pytest.approx(before, abs=1)
        assert page.evaluate("document.activeElement.id") == "ref-comission"
        assert page.evaluate("document.getElementById('mode-full').checked")
        assert page.evaluate("document.querySelector('#note-slope details').open")
        assert not page.evaluate("document.querySelector('#note-third-visit details').open")
        assert page.title().startswith("A longer title")
        edit(full, ARTICLE, lambda _: text)
        expect(page.locator("h1")).to_contain_text("stronger than ever")
        page.wait_for_timeout(200)
        assert page.evaluate(WHERE) == pytest.approx(before, abs=1)
        assert is_marked(page)


def with_more_before(text: str) -> str:
    """Give an article another title, a summary without end, and two paragraphs at its head."""
    text = re.sub(
        "^title: .*", f"title: {'A longer title ' * 12}of the talks", text, flags=re.MULTILINE
    )
    head, fence, body = text[4:].partition("\n---\n")
    return f"---\n{head}{fence}\n{'More of it. ' * 80}\n\n{'And more. ' * 80}\n{body}"


def test_the_target_stays_the_target(browser: Chromium, full: Preview) -> None:
    """A note that the address points to stays marked as such."""
    with browser.tab() as page:
        show(page, f"{full.url}{TALKS}#note-slope")
        mark(page)
        text = edit(full, ARTICLE, with_more_before)
        expect(page.locator("h1")).to_contain_text("A longer title")
        assert page.evaluate("document.querySelector(':target').id") == "note-slope"
        edit(full, ARTICLE, lambda _: text)
        expect(page.locator("h1")).to_contain_text("stronger than ever")
        assert is_marked(page)


def test_a_chosen_filter_that_goes_gives_way(browser: Chromium, full: Preview) -> None:
    """Where the last note of the chosen verdict has gone, all notes are shown again."""
    with browser.tab() as page:
        show(page, f"{full.url}{TALKS}")
        page.evaluate("document.getElementById('only-misleading').click()")
        text = edit(
            full, CLAIM, lambda was: was.replace("verdict: misleading", "verdict: accurate")
        )
        expect(page.locator("#only-misleading")).to_have_count(0)
        assert page.evaluate("document.getElementById('only-all').checked")
        edit(full, CLAIM, lambda _: text)
        expect(page.locator("#only-misleading")).to_have_count(1)


def test_stylesheets_change_without_a_new_load(browser: Chromium, full: Preview) -> None:
    """The new one is there before the old one goes, and nothing moves."""
    with browser.tab() as page:
        show(page, f"{full.url}{TALKS}")
        mark(page)
        page.evaluate("scrollTo({top: 900, behavior: 'instant'})")
        rule = "\nh1 { color: rgb(1, 2, 3) !important; }\n"
        text = edit(full, "templates/digest.css", lambda was: was + rule)
        expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
        assert page.evaluate("scrollY") == 900
        expect(page.locator("head link[rel=stylesheet]")).to_have_count(1)
        edit(full, "templates/digest.css", lambda _: text)
        expect(page.locator("h1")).not_to_have_css("color", "rgb(1, 2, 3)")
        assert is_marked(page)


def test_language_and_direction_change(browser: Chromium, preview: Preview) -> None:
    """They belong to the page as a whole; what the preview says keeps its own."""
    with browser.tab(NARROW) as page:
        show(page, f"{preview.url}/article-1/")
        mark(page)
        edit(preview, "content/site.yaml", lambda text: f"lang: fa\n{text}")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.locator("html")).to_have_attribute("lang", "fa")
        preview.write("article-2", "Broken.", "colour: red\n")
        expect(page.locator(PANEL)).to_be_visible()
        expect(page.locator(PANEL)).to_have_css("direction", "ltr")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert is_marked(page)


def test_the_way_to_what_was_saved(browser: Chromium, preview: Preview) -> None:
    """It is offered where another page is looked at, and only there."""
    with browser.tab() as page:
        show(page, f"{preview.url}/article-1/")
        mark(page)
        preview.write("article-1", "This one.")
        expect(page.locator("main")).to_contain_text("This one.")
        notice = page.locator("digest-preview .notice")
        expect(notice).to_be_hidden()
        preview.write("article-2", "Another.")
        expect(notice).to_contain_text("content/articles/article-2.md saved")
        assert is_marked(page)
        notice.get_by_role("link").click()
        expect(page.locator("main")).to_contain_text("Another.")


def test_following(browser: Chromium, tmp_path: Path) -> None:
    """With --follow the page of what is saved comes by itself."""
    with previewed(small(tmp_path), "--follow") as preview, browser.tab() as page:
        show(page, preview.url)
        page.wait_for_timeout(300)
        preview.write("article-2", "Followed.")
        page.wait_for_url("**/article-2/")
        expect(page.locator("main")).to_contain_text("Followed.")


def test_a_page_that_goes_and_comes(browser: Chromium, preview: Preview) -> None:
    """Its address answers that there is nothing, and what is near."""
    with browser.tab() as page:
        show(page, f"{preview.url}/article-1/")
        path = preview.root / "content/articles/article-1.md"
        path.rename(path.with_name("article-10.md"))
        expect(page.locator("h1")).to_have_text("Nothing at this address")
        near = page.locator("digest-preview .near")
        expect(near.get_by_role("link", name="/article-10/")).to_be_visible()
        path.with_name("article-10.md").rename(path)
        expect(page.locator("main")).to_contain_text("1 million")
        expect(near).to_be_hidden()


def test_a_preview_that_comes_back(browser: Chromium, tmp_path: Path) -> None:
    """A page outlives the server, says that it is gone, and catches up with the next one."""
    root = small(tmp_path)
    article(root, "article-0", "With a warning: ![](/assets/dot.svg)")
    with browser.tab() as page:
        with previewed(root) as first:
            show(page, f"{first.url}/article-1/")
            expect(page.locator("digest-preview .badge")).to_contain_text("warning")
            mark(page)
            port = ("--port", str(first.port))
        expect(page.locator("digest-preview .badge")).to_have_text("The preview does not answer")
        article(root, "article-1", "Written meanwhile.")
        with previewed(root, port=port):
            expect(page.locator("main")).to_contain_text("Written meanwhile.")
            expect(page.locator("digest-preview .badge")).to_contain_text("warning")
            assert is_marked(page)


@pytest.mark.tool("axe")
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_panel_is_for_everybody(
    browser: Chromium, tmp_path: Path, theme: Literal["light", "dark"]
) -> None:
    """No rule of axe is broken in it, and nothing of it is wider than a narrow window."""
    root = small(tmp_path)
    article(root, "article-1", "Broken.", "colour: red\n")
    with previewed(root) as preview, browser.tab(NARROW, theme=theme, bypass_policy=True) as page:
        show(page, preview.url)
        expect(page.locator(PANEL)).to_be_visible()
        page.add_script_tag(path=NODE_MODULES / "axe-core/axe.min.js")
        found = page.evaluate("axe.run('digest-preview').then(found => found.violations)")
        assert not [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_browser_has_nothing_to_report(browser: Chromium, full: Preview) -> None:
    """No error and no breach of the policy on any kind of page, with what the preview adds."""
    with browser.tab() as page:
        reports: list[str] = []
        page.on("console", lambda message: reports.append(message.text))
        page.on("pageerror", lambda error: reports.append(str(error)))
        for address in ("/", TALKS, "/claims/", "/topics/", "/sources/", "/corrections/"):
            show(page, full.url + address)
            expect(page.locator("digest-preview")).to_be_attached()
            page.wait_for_timeout(100)
        assert not reports
