"""An annotated article in a real browser: reading it by mouse, by keyboard, by ear, on paper."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import chrome
import host
import published
import pytest
from chrome import NARROW, NARROWEST, WIDE, Chromium
from conftest import NODE_MODULES
from playwright.sync_api import Page, ViewportSize
from pypdf import PdfReader

pytestmark = [pytest.mark.tool("chromium"), pytest.mark.timeout(200)]

MIDDLE = ViewportSize(width=1024, height=768)
WINDOWS = [WIDE, MIDDLE, NARROW]
KINDS = ("english", "persian", "every way")
NEAR = 8
"""So many pixels a note may begin above or below the first line of its block."""
TOUCH = 24

SHOWN = """() => {
  const seen = s => [...document.querySelectorAll(s)].filter(e => e.checkVisibility());
  return {
    refs: seen('.ref').map(e => e.id.slice(4)),
    notes: seen('.passage .note:not(.gone)').map(e => e.id.slice(5)),
    proofs: seen('.note-proof').map(e => e.closest('.note').id.slice(5)),
    lined: [...document.querySelectorAll('mark.annotated')]
      .filter(e => getComputedStyle(e).textDecorationLine.includes('underline'))
      .map(e => e.dataset.annotations),
  };
}"""
BOXES = """() => [...document.querySelectorAll('.passage > .notes')].map(e => {
  const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom];
})"""
# For each group of notes: where its first line begins, and where the first line of its block.
BEGINNINGS = """() => {
  const top = e => {
    const words = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(words.currentNode);
      const box = range.getClientRects()[0];
      if (box && words.currentNode.textContent.trim()) return box;
    }
  };
  return [...document.querySelectorAll('.passage > .block ~ .notes')].map(e => {
    const block = top(e.parentElement.querySelector(':scope > .block > :last-child'));
    const note = top(e);
    return [note.top - block.top, note.left - block.left];
  });
}"""
EXPLANATIONS = """() => [...document.querySelectorAll('.note-text')].map(e => {
  const note = e.closest('.note');
  return {
    crowded: note.parentElement.children.length > 2,
    fact: note.querySelector('.note-fact') !== null,
    shown: e.checkVisibility({contentVisibilityAuto: true}),
  };
})"""
SMALL = """() => [...document.querySelectorAll(
    '.ref, .jump, .step, .note-links a, .note summary, .options > summary, .tally li, .modes label'
  )].filter(e => e.checkVisibility()).map(e => [e.className, e.getBoundingClientRect()])
    .filter(([, r]) => r.width < TOUCH || r.height < TOUCH).map(([name]) => name)"""
AXE = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
  .map(v => `${v.id}: ${v.nodes.map(n => n.html.slice(0, 120)).join(' | ')}`)"""


@dataclass(frozen=True, slots=True)
class Article:
    """An annotated article that is being served, its page as published, and its references."""

    url: str
    page: published.Page

    @property
    def references(self) -> list[published.Element]:
        """The references to notes, in the order of the text."""
        return [e for e in self.page.root.all("a") if "ref" in e.classes()]

    @property
    def names(self) -> list[str]:
        """The ids of the annotations, in the order of the text."""
        return [e.attrs["id"].removeprefix("ref-") for e in self.references]

    def verdict_of(self, name: str) -> str:
        """Return the key of an annotation's verdict, ``note`` for what is no check."""
        found = next(e for e in self.references if e.attrs["id"] == f"ref-{name}")
        return found.attrs.get("data-verdict", "note")


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    """Return a Chromium without a window."""
    with chrome.started() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def served(built_site: Path, noted_site: Path) -> Iterator[dict[str, Article]]:
    """Return the articles with most annotations: one of each direction, and the one with all."""
    with ExitStack() as hosts:
        own = hosts.enter_context(host.serving(built_site))
        noted = hosts.enter_context(host.serving(noted_site))
        articles = _by_marks(own, built_site)
        yield {
            "english": next(a for a in articles if _direction(a) == "ltr"),
            "persian": next(a for a in articles if _direction(a) == "rtl"),
            "every way": _by_marks(noted, noted_site)[0],
        }


def _by_marks(url: str, site: Path) -> list[Article]:
    pages = [page for page in published.pages_of(site) if page.kind == "article"]
    pages.sort(key=lambda page: len(page.root.all("mark")), reverse=True)
    return [Article(url + page.address, page) for page in pages]


def _direction(article: Article) -> str:
    return article.page.root.all("html")[0].attrs["dir"]


@pytest.fixture(params=KINDS)
def article(request: pytest.FixtureRequest, served: dict[str, Article]) -> Article:
    """Return each of the articles."""
    return served[request.param]


def test_a_note_stands_beside_its_words(browser: Chromium, article: Article) -> None:
    """No two groups of notes meet; where there is a margin they begin on their block's line."""
    rtl = _direction(article) == "rtl"
    with browser.tab(NARROW) as page:
        chrome.show(page, article.url)
        for mode in ("#mode-notes", "#mode-full"):
            page.set_viewport_size(NARROW)
            _choose(page, mode)
            for window in WINDOWS:
                page.set_viewport_size(window)
                boxes = page.evaluate(BOXES)
                assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if _meet(a, b)]
                if window != NARROW:
                    places = page.evaluate(BEGINNINGS)
                    assert [down for down, _ in places if abs(down) > NEAR] == []
                    assert all((across < 0) is rtl for _, across in places)


def test_explanations_stand_where_there_is_room(browser: Chromium, article: Article) -> None:
    """A fact stands for its note where notes are many or there is no margin; else all is said."""
    with browser.tab(WIDE, scripts=False) as page:
        page.goto(article.url)
        wide = page.evaluate(EXPLANATIONS)
        assert wide
        assert [n for n in wide if n["shown"] == (n["crowded"] and n["fact"])] == []
        page.set_viewport_size(NARROW)
        assert [n for n in page.evaluate(EXPLANATIONS) if n["shown"] == n["fact"]] == []
        page.set_viewport_size(WIDE)
        _choose(page, "#mode-full")
        assert all(n["shown"] for n in page.evaluate(EXPLANATIONS))


def _meet(a: list[float], b: list[float]) -> bool:
    left, top, right, bottom = range(4)
    return a[left] < b[right] and b[left] < a[right] and a[top] < b[bottom] and b[top] < a[bottom]


def _choose(page: Page, selector: str) -> None:
    """Press a switch, which may have to be unfolded first."""
    switch = page.locator(selector)
    if not switch.is_visible():
        page.locator(".options > summary").click()
    switch.check()


@pytest.mark.parametrize("window", [WIDE, NARROW], ids=["wide", "narrow"])
def test_reading_modes(browser: Chromium, article: Article, window: ViewportSize) -> None:
    """Text hides all of ours, Marks the notes, Evidence nothing; Notes is how a page begins."""
    with browser.tab(window, scripts=False) as page:
        page.goto(article.url)
        begun = page.evaluate(SHOWN)
        assert begun["refs"] == article.names
        assert sorted(begun["notes"]) == sorted(article.names)
        assert begun["proofs"] == []
        _choose(page, "#mode-text")
        assert page.evaluate(SHOWN) == {"refs": [], "notes": [], "proofs": [], "lined": []}
        _choose(page, "#mode-marks")
        assert page.evaluate(SHOWN) == {**begun, "notes": []}
        _choose(page, "#mode-full")
        assert page.evaluate(SHOWN) == {**begun, "proofs": begun["notes"]}
        _choose(page, "#mode-notes")
        assert page.evaluate(SHOWN) == begun


@pytest.mark.parametrize("window", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_filter(browser: Chromium, article: Article, window: ViewportSize) -> None:
    """It leaves the references, notes and lines of one verdict, and then all again."""
    with browser.tab(window, scripts=False) as page:
        page.goto(article.url)
        begun = page.evaluate(SHOWN)
        for verdict in sorted({article.verdict_of(name) for name in article.names}):
            _choose(page, f"#only-{verdict}")
            wanted = [name for name in article.names if article.verdict_of(name) == verdict]
            shown = page.evaluate(SHOWN)
            assert shown["refs"] == wanted
            assert sorted(shown["notes"]) == sorted(wanted)
            lined = [mark for mark in begun["lined"] if set(mark.split()) & set(wanted)]
            assert shown["lined"] == lined
        _choose(page, "#only-all")
        assert page.evaluate(SHOWN) == begun


def test_the_address_of_a_note_shows_it_whole(browser: Chromium, article: Article) -> None:
    """A link to a note opens it with its proof, and no other, at every width."""
    with browser.tab(scripts=False) as page:
        for window in WINDOWS:
            page.set_viewport_size(window)
            for name in (article.names[0], article.names[-1]):
                page.goto(f"{article.url}#note-{name}")
                assert page.evaluate(SHOWN)["proofs"] == [name]


def test_a_note_that_is_asked_for_is_never_hidden(browser: Chromium, article: Article) -> None:
    """Among mere marks, and with another verdict asked for, the note of the address is shown."""
    name = article.names[0]
    other = next(n for n in article.names if _differ(article, n, name))
    with browser.tab(scripts=False) as page:
        page.goto(f"{article.url}#note-{name}")
        _choose(page, "#mode-marks")
        assert page.evaluate(SHOWN)["notes"] == [name]
        _choose(page, "#mode-notes")
        _choose(page, f"#only-{article.verdict_of(other)}")
        assert name in page.evaluate(SHOWN)["notes"]


def _differ(article: Article, one: str, other: str) -> bool:
    return article.verdict_of(one) != article.verdict_of(other)


@pytest.mark.parametrize("window", [WIDE, NARROW], ids=["wide", "narrow"])
def test_by_keyboard_to_the_note_and_back(
    browser: Chromium, article: Article, window: ViewportSize
) -> None:
    """Enter on a reference leads to its note, the next stop is in it, and its last way is back."""
    name = article.names[1]
    with browser.tab(window) as page:
        chrome.show(page, article.url)
        page.locator(f"[id='ref-{name}']").focus()
        page.keyboard.press("Enter")
        page.locator(f"[id='note-{name}']:target").wait_for()
        inside = f"[id='note-{name}'] :focus"
        page.keyboard.press("Tab")
        assert page.locator(inside).evaluate("e => e.tagName") == "SUMMARY"
        while not page.locator(f"{inside}[role='doc-backlink'][href^='#ref-']").count():
            page.keyboard.press("Tab")
            assert page.locator(inside).count() == 1
        page.keyboard.press("Enter")
        page.locator(f"[id='ref-{name}']:target").wait_for()
        assert page.evaluate("document.activeElement.id") == f"ref-{name}"


def test_a_note_unfolds_by_keyboard(browser: Chromium, article: Article) -> None:
    """The space bar on a note's head shows its proof, and hides it again."""
    with browser.tab(WIDE) as page:
        chrome.show(page, article.url)
        summary = page.locator(f"[id='note-{article.names[0]}'] summary")
        summary.focus()
        for proofs in ([article.names[0]], []):
            page.keyboard.press("Space")
            assert page.evaluate(SHOWN)["proofs"] == proofs


def test_by_ear_a_span_is_announced_once(browser: Chromium, article: Article) -> None:
    """Assistive technology meets one link for each annotation, with number and verdict."""
    with browser.tab(WIDE) as page:
        chrome.show(page, article.url)
        session = page.context.new_cdp_session(page)
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    spoken = [node for node in nodes if not node["ignored"]]
    own = sorted(e.attrs["aria-label"] for e in article.references)
    names = [_value(node, "name") for node in spoken if _value(node, "role") == "doc-noteref"]
    assert sorted(name for name in names if name in own) == own
    marks = [_value(node, "name") for node in spoken if _value(node, "role") == "mark"]
    assert len(marks) == len(article.page.root.all("mark"))
    assert set(marks) == {""}
    notes = [_value(node, "name") for node in spoken if _value(node, "role") == "note"]
    assert len(notes) == len([e for e in article.page.root.walk() if "note" in e.classes()])
    assert all(notes)


def _value(node: dict[str, Any], key: str) -> str:
    return str(node.get(key, {}).get("value", ""))


def test_all_is_large_enough_to_touch(browser: Chromium, article: Article) -> None:
    """References, switches and the links of a note measure 24 pixels each way."""
    with browser.tab(NARROW) as page:
        chrome.show(page, article.url)
        _choose(page, "#mode-full")
        assert page.evaluate(SMALL.replace("TOUCH", str(TOUCH))) == []


@pytest.mark.parametrize("size", ["100%", "200%"])
def test_open_notes_fit_the_narrowest_window(
    browser: Chromium, article: Article, size: str
) -> None:
    """With all proof unfolded nothing is wider than 320 pixels, or 360 with text twice as large."""
    with browser.tab(NARROWEST if size == "100%" else NARROW, bypass_policy=True) as page:
        chrome.show(page, article.url)
        page.add_style_tag(content=f":root {{ font-size: {size} }}")
        _choose(page, "#mode-full")
        wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0


def test_lines_stay_in_forced_colours(browser: Chromium, article: Article) -> None:
    """Where the system chooses colours, marks keep their lines, and glyphs can be seen."""
    glyph = "es => es.map(e => getComputedStyle(e, '::after').backgroundColor)"
    with browser.tab(WIDE) as page:
        chrome.show(page, article.url)
        lined = page.evaluate(SHOWN)["lined"]
        page.emulate_media(forced_colors="active")
        assert page.evaluate(SHOWN)["lined"] == lined
        assert len(lined) == len(article.page.root.all("mark"))
        (colour,) = set(page.locator(".ref").evaluate_all(glyph))
        assert colour not in {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}


@pytest.mark.tool("axe")
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("window", [WIDE, NARROW], ids=["wide", "narrow"])
def test_axe_finds_no_barrier_in_open_notes(
    browser: Chromium,
    served: dict[str, Article],
    window: ViewportSize,
    theme: Literal["light", "dark"],
) -> None:
    """No rule of axe is broken where words are annotated in every way and all is unfolded."""
    axe = (NODE_MODULES / "axe-core/axe.min.js").read_text(encoding="utf-8")
    with browser.tab(window, theme=theme) as page:
        chrome.show(page, served["every way"].url)
        _choose(page, "#mode-full")
        page.evaluate(axe)
        assert page.evaluate(AXE) == []


@pytest.mark.parametrize("kind", ["english", "every way"])
def test_on_paper_all_notes_are_open(
    browser: Chromium, served: dict[str, Article], kind: str
) -> None:
    """A PDF has each note with its number, its words, and the addresses of its proof in full."""
    article = served[kind]
    with browser.tab(WIDE) as page:
        chrome.show(page, article.url)
        text = _letters("".join(s.extract_text() for s in PdfReader(BytesIO(page.pdf())).pages))
    text = text[text.index(_letters("Notes1")) :]
    for note in (e for e in article.page.root.walk() if "note" in e.classes()):
        for part in note.walk():
            if part.classes() & {"note-no", "note-fact", "note-text", "note-meta", "proof-head"}:
                assert not [words for words in _strings(part) if _letters(words) not in text]
            if "evidence" in part.classes():
                assert not [a for a in part.all("a") if _letters(a.attrs["href"]) not in text]


def _strings(element: published.Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _strings(child)


def _letters(text: str) -> str:
    """Return a text without space, its ligatures resolved: how lines break is no matter here."""
    kept = re.sub("[\u0600-\u06ff\u200b-\u200f\u00ad]", "", text)
    return "".join(unicodedata.normalize("NFKC", kept).split())
