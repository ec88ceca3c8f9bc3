"""The search: what readers find, by words and filters, by keyboard and without a script."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

import chrome
import digests
import host
import published
import pytest
from chrome import Chromium
from conftest import NODE_MODULES, build
from playwright.sync_api import Page

from site_builder import search
from site_builder.diagnostics import EnvironmentFault

AXE = """async () => (await axe.run(document)).violations.map(v => `${v.id}: ${v.nodes[0].html}`)"""
# What an Arabic keyboard writes in the place of two Persian letters.
ARABIC = str.maketrans("\u06cc\u06a9", "\u064a\u0643")


@dataclass(frozen=True)
class Searched:
    """A site that is being served, and what its pages say about themselves to the search."""

    folder: Path
    url: str

    @cached_property
    def searched(self) -> list[published.Page]:
        """Return the pages that are searched."""
        pages = published.pages_of(self.folder)
        return [p for p in pages if any("data-pagefind-body" in e.attrs for e in p.root.walk())]

    def having(self, name: str, value: str) -> set[str]:
        """Return the addresses of the searched pages that a filter keeps."""
        wanted = f"{name}:{value}"
        return {
            page.address
            for page in self.searched
            if any(e.attrs.get("data-pagefind-filter") == wanted for e in page.root.walk())
        }


@pytest.fixture(scope="module", params=["built_site", "persian_site"])
def site(request: pytest.FixtureRequest) -> Iterator[Searched]:
    """Return each site, served on this machine by its own rules."""
    folder: Path = request.getfixturevalue(request.param)
    with host.serving(folder) as url:
        yield Searched(folder, url)


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    """Return a Chromium without a window."""
    with chrome.started() as chromium:
        yield chromium


@pytest.fixture
def page(browser: Chromium, site: Searched) -> Iterator[Page]:
    """Return the search page, ready; at the end nothing was reported or fetched elsewhere."""
    with browser.tab() as tab:
        said: list[str] = []
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.on(
            "request", lambda one: None if one.url.startswith(site.url) else said.append(one.url)
        )
        tab.goto(f"{site.url}/search/")
        tab.locator("#query").wait_for()
        yield tab
        assert not said


def found(page: Page) -> list[str]:
    """Return the addresses of all results, when they are there."""
    page.locator("#found[aria-busy=false]").wait_for(state="attached")
    while page.locator("#more").is_visible():
        count = page.locator("#found > li").count()
        page.locator("#more").click()
        page.locator("#found > li").nth(count).wait_for()
    links = page.locator("#found h2 a").evaluate_all("links => links.map(link => link.href)")
    return [urlsplit(link).path for link in links]


def look(page: Page, words: str) -> list[str]:
    """Search for some words by typing them; return the addresses of the results."""
    page.locator("#query").fill(words)
    return found(page)


@pytest.mark.tool("chromium")
def test_the_words_of_a_page_find_it(page: Page, site: Searched) -> None:
    """The longest words of each article and claim lead to it."""
    sought = {
        one.address: words
        for kind, words_of in (("article", _longest_words), ("claim", _title))
        for one in [p for p in site.searched if p.kind == kind][:6]
        if (words := words_of(one))
    }
    assert sought
    assert not [pair for pair in sought.items() if pair[0] not in look(page, pair[1])]


def _longest_words(article: published.Page) -> str:
    (text,) = [e for e in article.root.all("div") if e.attrs.get("id") == "text"]
    prose = [e for e in text.all("div") if "prose" in e.classes()]
    words = {word for block in prose for word in block.text.split() if word.isalpha()}
    return " ".join(sorted(words, key=len)[-2:])


def _title(page: published.Page) -> str:
    return page.root.all("h1")[0].text


@pytest.mark.tool("chromium")
def test_each_filter_keeps_what_has_it(page: Page, site: Searched) -> None:
    """Every value of every filter shows exactly the pages that say so of themselves."""
    wrong = []
    names = page.locator("#finder select").evaluate_all("all => all.map(choice => choice.name)")
    assert names == ["kind", "topic", "source", "verdict", "year"]
    for choice in page.locator("#finder select").all():
        name = choice.get_attribute("name") or ""
        values = choice.locator("option").evaluate_all("options => options.map(o => o.value)")
        for value in filter(None, values):
            choice.select_option(value)
            if set(found(page)) != site.having(name, value):
                wrong.append((name, value))
        choice.select_option("")
    assert not wrong


@pytest.mark.tool("chromium", "axe")
def test_the_keyboard_is_enough(page: Page, site: Searched) -> None:
    """From the words through the filters to a result; what was found is said and has no barrier."""
    claim = next(p for p in site.searched if p.kind == "claim")
    page.locator("#query").focus()
    page.keyboard.type(_title(claim))
    addresses = found(page)
    assert page.locator("[role=status]").inner_text().strip()
    for _ in page.locator("#finder select").all():
        page.keyboard.press("Tab")
        assert page.locator(":focus").evaluate("e => e.labels.length") == 1
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == addresses[0]
    page.evaluate((NODE_MODULES / "axe-core/axe.min.js").read_text(encoding="utf-8"))
    assert not page.evaluate(AXE)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.url}{addresses[0]}")


@pytest.mark.tool("chromium")
def test_an_address_holds_what_is_searched(page: Page, site: Searched) -> None:
    """Words and filters are in the address, and opening it shows the same."""
    claim = next(p for p in site.searched if p.kind == "claim")
    page.locator("[name=kind]").select_option("claim")
    first = look(page, _title(claim))
    assert first
    assert set(first) <= site.having("kind", "claim")
    page.reload()
    assert found(page) == first


@pytest.mark.tool("chromium")
def test_a_claim_is_found_with_its_verdict(page: Page) -> None:
    """No result repeats a claim without saying what was found."""
    page.locator("[name=kind]").select_option("claim")
    assert found(page)
    items = page.locator("#found > li")
    assert items.count() == items.filter(has=page.locator(".verdict")).count()


@pytest.mark.tool("chromium")
def test_other_languages_are_found_too(browser: Chromium, built_site: Path) -> None:
    """In an English digest a Persian word finds the Persian article, and each filter knows it."""
    with host.serving(built_site) as url, browser.tab() as page:
        site = Searched(built_site, url)
        foreign = [p for p in site.searched if p.root.all("html")[0].attrs["lang"] == "fa"]
        articles = [p for p in foreign if p.kind == "article"]
        assert articles
        page.goto(f"{url}/search/")
        page.locator("#query").wait_for()
        for article in articles:
            (word, _) = words = _longest_words(article).split()
            assert not "".join(words).isascii()
            assert article.address in look(page, word)
            for choice in page.locator("#finder select").all():
                name = choice.get_attribute("name") or ""
                values = choice.locator("option[value]").evaluate_all(
                    "all => all.map(o => o.value)"
                )
                for value in filter(None, values):
                    choice.select_option(value)
                    kept = article.address in site.having(name, value)
                    assert (article.address in found(page)) is kept, (name, value)
                choice.select_option("")


@pytest.mark.tool("chromium")
def test_persian_is_found_from_an_arabic_keyboard(browser: Chromium, persian_site: Path) -> None:
    """Words that were typed with Arabic letters find the Persian ones."""
    words = "\u067e\u0627\u06cc\u06cc\u0646"
    with host.serving(persian_site) as url, browser.tab() as page:
        page.goto(f"{url}/search/")
        page.locator("#query").wait_for()
        assert look(page, words) == look(page, words.translate(ARABIC)) != []


@pytest.mark.tool("chromium")
@pytest.mark.parametrize("scripts", [True, False])
def test_without_an_index_or_a_script_there_are_lists(
    browser: Chromium, tmp_path: Path, *, scripts: bool
) -> None:
    """Topics and claims lead everywhere, and there is nothing that does not work."""
    root = digests.write(tmp_path, digests.with_words_everywhere("Harbour"))
    folder = build(root, tmp_path / "output", ["--no-extras"])
    assert not (folder / "pagefind").exists()
    with host.serving(folder) as url, browser.tab(scripts=scripts) as page:
        page.goto(f"{url}/search/", wait_until="networkidle")
        assert not page.locator("#finder").is_visible()
        assert page.locator("#lists .topics a").count()
        assert page.locator("#lists .claims a").count()


def test_the_index_is_made_anew_only_for_what_is_searched(tmp_path: Path) -> None:
    """Another page leaves its files as they are, another article does not; old ones go."""
    root = digests.write(tmp_path, digests.with_words_everywhere("Harbour"))

    def index() -> set[tuple[str, int]]:
        built = build(root, tmp_path / "output") / "pagefind"
        files = (path for path in built.rglob("*") if path.is_file())
        return {(path.name, path.stat().st_mtime_ns) for path in files}

    first = index()
    assert {"pagefind.js", "pagefind-worker.js"} <= {name for name, _ in first}
    assert not {name for name, _ in first if "ui" in name}
    page = root / "content/pages/about.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert index() == first
    article = root / "content/articles/two.md"
    article.write_text(article.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    assert not index() & first


def test_without_the_extra_there_is_no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    """A package that is not there is nothing to complain about."""
    monkeypatch.setitem(sys.modules, "pagefind.service", None)
    assert search.find_program() is None


@pytest.mark.parametrize("program", ["false", "no-such-program"])
def test_an_index_that_fails_is_the_machine_s_fault(tmp_path: Path, program: str) -> None:
    """One sentence says so."""
    with pytest.raises(EnvironmentFault):
        search.make_index(Path(f"/usr/bin/{program}"), tmp_path, tmp_path, "en")
