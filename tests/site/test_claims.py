"""The pages of checks in a real browser: narrowing lists down, and the way to the very words."""

from collections.abc import Iterator
from pathlib import Path

import chrome
import host
import pytest
from chrome import NARROW, WIDE, Chromium
from playwright.sync_api import Page, ViewportSize

from site_builder.anchoring import Placement, Quotation
from site_builder.routes import to_words

pytestmark = [pytest.mark.tool("chromium"), pytest.mark.timeout(200)]

FACETS = ("verdict", "topic", "source")


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    """Return a Chromium without a window."""
    with chrome.started() as chromium:
        yield chromium


def shown(page: Page) -> list[str]:
    """Return what the filters go by of each claim that a reader sees."""
    claims = page.locator(".claims > li").all()
    return [claim.get_attribute("data-filter") or "" for claim in claims if claim.is_visible()]


@pytest.mark.parametrize("window", [WIDE, NARROW], ids=["wide", "narrow"])
def test_choices_narrow_the_list_down(
    browser: Chromium, built_site: Path, window: ViewportSize
) -> None:
    """Without a script; of several choices all hold, and the page says how many claims are left."""
    with host.serving(built_site) as url, browser.tab(window, scripts=False) as page:
        page.goto(f"{url}/claims/")
        everything = shown(page)
        assert not page.locator(".shown").is_visible()
        wanted: set[str] = set()
        for facet in FACETS:
            page.select_option(f"#by-{facet}", index=1)
            wanted.add(f"{facet[0]}1")
            assert shown(page) == [row for row in everything if wanted <= set(row.split())]
            assert page.locator(".shown").is_visible()
        for facet in FACETS:
            page.select_option(f"#by-{facet}", index=0)
        assert shown(page) == everything


def place(*words: str, before: str = "", after: str = "", is_unique: bool = True) -> Placement:
    """Place some words, block by block."""
    return Placement("a", 1, None, (), (Quotation(words, before, after),), is_unique)


PERSIAN = "\u062e\u0628\u0631\u0646\u06af\u0627\u0631 \u0645\u0627"
FILLING = "<p>" + "A sentence that says little. " * 60 + "</p>"
PAGE = f"""<!DOCTYPE html><meta charset="utf-8"><title>A source</title>
{FILLING * 4}<p id="first">The minister Bijan Namdar Jangeneh arrived.</p>
{FILLING * 4}<p id="trade">Trade saw over <em>20%</em> increase this year, including an 8% increase
 during the first six months of 2020, Iran-Russia &amp; more.</p><p id="next">It goes on.</p>
{FILLING * 4}<p id="second">He met Jangeneh again.</p>
<p id="persian" dir="rtl">{PERSIAN} \u06af\u0641\u062a</p>
{FILLING * 4}"""


@pytest.mark.parametrize(
    ("words", "reached"),
    [
        pytest.param(place("over 20% increase this year"), "trade", id="across emphasis"),
        pytest.param(
            place("an 8% increase during the first six months of 2020, Iran-Russia & more"),
            "trade",
            id="long",
        ),
        pytest.param(place("Iran-Russia & more.", "It goes on"), "trade", id="two blocks"),
        pytest.param(place("Jangeneh", before="Bijan Namdar ", is_unique=False), "first", id="one"),
        pytest.param(place("Jangeneh", after=" again.", is_unique=False), "second", id="the other"),
        pytest.param(place(PERSIAN), "persian", id="rtl"),
    ],
)
def test_a_link_leads_to_the_words(
    browser: Chromium, words: Placement, reached: str, tmp_path: Path
) -> None:
    """A browser that knows text fragments scrolls to the words on a page of somebody else."""
    (tmp_path / "source.html").write_text(PAGE, encoding="utf-8")
    link = f'<!DOCTYPE html><a href="{to_words("/source.html", words)}">There</a>'
    (tmp_path / "link.html").write_text(link, encoding="utf-8")
    (tmp_path / "_headers").touch()
    with host.serving(tmp_path) as url, browser.tab() as page:
        page.goto(f"{url}/link.html")
        page.click("a")
        seen = f"() => {{ const r = document.querySelector('#{reached}')?.getBoundingClientRect();"
        page.wait_for_function(f"{seen} return r && r.top >= 0 && r.bottom <= innerHeight; }}")
