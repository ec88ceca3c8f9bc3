"""Words are selected in a page, and an annotation stands in the file: by mouse and by keyboard."""

import http.client
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any, Literal

import pytest
from chrome import NARROW, WIDE, Chromium, show, started
from conftest import NODE_MODULES
from playwright.sync_api import Locator, Page, expect
from served import PATIENCE, SETTINGS, Preview, previewed

ENGLISH = """\
---
title: Trade with the north
date: 2026-02-03
source: {name: Selm Post, url: 'https://post.example/trade'}
# What follows is kept as it is.
tags: [Trade,   "Harbour"]
---
The *harbour board* said on Monday that [trade with the **north**](https://trade.example) grew by
**20 per cent** in a year, and by 2 per cent in a month.

It grew again in spring. Nobody asked why.

They say so in May. Later they
say so in June, and they say so in July.
"""
PERSIAN = """\
---
title: تجارت با شمال
date: 2026-02-04
lang: fa
source: {name: Selm Post, url: 'https://post.example/fa'}
annotations:
  - {id: year, kind: note, quote: در یک سال, note: یک یادداشت.}   # an older one
---
وزیر گفت تجارت با [همسایهٔ *شمالی*](https://north.example) در یک سال **بیست درصد** رشد کرد.

او گفت این رشد ادامه دارد. کسی نپرسید چرا.

به گفتهٔ او همه راضی‌اند؛ به گفتهٔ او در بهار هم راضی بودند.
"""
CLAIM = """\
---
claim: Trade with the north grew by 20 per cent
verdict: wrong
fact: It grew by two.
---
"""
SETUP = SETTINGS + "people: {ab: {name: Ada Bell}, cd: {name: Cai Dorn}}\n"

FIND = """([first, last, from]) => {
  const nodes = [];
  let text = "";
  for (const block of document.querySelectorAll("#text .prose")) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      nodes.push([walker.currentNode, text.length]);
      text += walker.currentNode.data.replaceAll("\\n", " ");
    }
  }
  let start = -1;
  for (let turn = 0; turn < from; turn += 1) start = text.indexOf(first, start + 1);
  const end = text.indexOf(last, start) + last.length - 1;
  const at = (offset) => nodes.findLast(([, begin]) => begin <= offset);
  const one = (offset) => [at(offset)[0], offset - at(offset)[1]];
  const range = document.createRange();
  const box = (offset) => {
    const [node, place] = one(offset);
    range.setStart(node, place);
    range.setEnd(node, place + 1);
    const { left, right, top, bottom } = range.getBoundingClientRect();
    return { left, right, middle: (top + bottom) / 2 };
  };
  document.getSelection().removeAllRanges();
  scrollTo(0, 0);
  return { first: box(start), last: box(end), text: text.slice(start, end + 1) };
}"""
BEGIN = """([first, from]) => {
  const walker = document.createTreeWalker(document.querySelector("#text"), NodeFilter.SHOW_TEXT);
  let turn = 0;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.closest(".prose")) continue;
    for (let at = node.data.indexOf(first); at >= 0; at = node.data.indexOf(first, at + 1)) {
      turn += 1;
      if (turn === from) {
        document.getSelection().setBaseAndExtent(node, at, node, at + 1);
        return;
      }
    }
  }
}"""

# What is selected of the text: the notes between its blocks are none of it.
SELECTED = """() => {
  const found = document.getSelection().getRangeAt(0).cloneContents();
  for (const note of found.querySelectorAll(".notes")) note.remove();
  return found.textContent;
}"""
MOST_PRESSES = 400


@dataclass(frozen=True, slots=True)
class Case:
    """Words of an article from the first to the last, and what pins them."""

    file: str
    first: str
    last: str
    turn: int
    keys: tuple[str, ...]

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"/{self.file}/"


Select = Callable[[Page, Case], str]

CASES = {
    "links-and-emphasis": Case(
        *("trade", "board", "grew by", 1),
        ("quote: board said on Monday that trade with the north grew by",),
    ),
    "two-paragraphs": Case(
        *("trade", "in a month.", "It grew again", 1), ("quote: in a month. It grew again",)
    ),
    "repeated": Case(
        *("trade", "they say so", "say so", 1), ("quote: they say so", "prefix: Later")
    ),
    "persian-links-and-emphasis": Case(
        *("fa", "همسایهٔ", "رشد کرد", 1), ("quote: همسایهٔ شمالی در یک سال بیست درصد رشد کرد",)
    ),
    "persian-two-paragraphs": Case(*("fa", "رشد کرد.", "او گفت", 1), ("quote: رشد کرد. او گفت",)),
    "persian-repeated": Case(*("fa", "به گفتهٔ او", "او", 2), ("quote: به گفتهٔ او", "suffix: در")),
}


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Preview two articles and a claim."""
    root = tmp_path_factory.mktemp("digest")
    for name in ("articles", "claims"):
        (root / "content" / name).mkdir(parents=True)
    (root / "content/site.yaml").write_text(SETUP, encoding="utf-8")
    (root / "content/claims/growth.md").write_text(CLAIM, encoding="utf-8")
    for name, text in (("trade", ENGLISH), ("fa", PERSIAN)):
        (root / f"content/articles/{name}.md").write_text(text, encoding="utf-8")
    with previewed(root) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    """Start a browser for all tests of this file."""
    with started() as running:
        yield running


@pytest.fixture(autouse=True)
def _as_before(preview: Preview) -> Iterator[None]:
    """Bring both articles back after each test."""
    yield
    for name, text in (("trade", ENGLISH), ("fa", PERSIAN)):
        path = file_of(preview, name)
        if path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def file_of(preview: Preview, name: str) -> Path:
    """Return where an article is."""
    return preview.root / f"content/articles/{name}.md"


def select_by_mouse(page: Page, case: Case) -> str:
    """Draw the mouse over words, from before the first to behind the last; return them."""
    found: Any = page.evaluate(FIND, [case.first, case.last, case.turn])
    near, far = ("right", "left") if case.file == "fa" else ("left", "right")
    page.mouse.move(found["first"][near], found["first"]["middle"])
    page.mouse.down()
    page.mouse.move(found["last"][far], found["last"]["middle"], steps=8)
    page.mouse.up()
    return str(found["text"])


def select_by_keyboard(page: Page, case: Case) -> str:
    """Extend a selection letter by letter until all words are in it; return them."""
    wanted = str(page.evaluate(FIND, [case.first, case.last, case.turn])["text"])
    page.evaluate(BEGIN, [case.first, case.turn])
    key = "Shift+ArrowLeft" if case.file == "fa" else "Shift+ArrowRight"
    for _ in range(MOST_PRESSES):
        if plain(str(page.evaluate(SELECTED))) == plain(wanted):
            return wanted
        page.keyboard.press(key)
    raise AssertionError(f"{page.evaluate(SELECTED)!r} never was {wanted!r}")


def plain(text: str) -> str:
    """Return a text without its white space."""
    return re.sub(r"\s+", "", text)


def control(page: Page, name: str) -> Locator:
    """Return the last control of the form with a name."""
    return page.locator(f"dialog [name={name}]").last


def added(preview: Preview, name: str, before: str) -> list[str]:
    """Return the lines that were added to a file in one place; no other may have changed."""
    after = file_of(preview, name).read_text(encoding="utf-8")
    diff = list(unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[2:]
    assert sum(line.startswith("@@") for line in diff) == 1, diff
    assert not [line for line in diff if line.startswith("-")], diff
    return [line[1:] for line in diff if line.startswith("+")]


def marked(page: Page, name: str) -> str:
    """Wait for the marks of an annotation, and return their words without white space."""
    marks = page.locator(f'mark[data-annotations~="{name}"]')
    expect(marks.first).to_be_attached()
    return plain("".join(marks.all_text_contents()))


@pytest.mark.tool("chromium")
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
@pytest.mark.parametrize("select", [select_by_mouse, select_by_keyboard])
def test_selected_words_are_annotated(
    preview: Preview, browser: Chromium, case: Case, select: Select
) -> None:
    """The file's difference is the annotation alone, and the page marks just these words."""
    before = file_of(preview, case.file).read_text(encoding="utf-8")
    with browser.tab() as page:
        show(page, preview.url + case.address)
        words = select(page, case)
        is_mouse = select is select_by_mouse
        if is_mouse:
            page.locator("digest-annotator .offer").click()
        else:
            page.keyboard.press("a")
        expect(page.locator("dialog blockquote")).to_have_text(re.sub(r"\s+", " ", words.strip()))
        fill_by_mouse(page) if is_mouse else fill_by_keyboard(page)
        page.wait_for_function(
            "() => !document.querySelector('digest-annotator').shadowRoot.querySelector('dialog')"
        )
        head, *lines = added(preview, case.file, before)[case.file == "trade" :]
        name = head.removeprefix("  - id: ")
        assert marked(page, name) == plain(words)
    written = [*case.keys, "verdict: wrong", 'fact: "Not so: two."', "checked: 2026-11-25"]
    assert [re.sub(r"\d{4}-\d\d-\d\d", "2026-11-25", line) for line in lines] == [
        f"    {line}" for line in written
    ]


def fill_by_mouse(page: Page) -> None:
    """Say what is wrong, and write it."""
    control(page, "verdict").select_option("wrong")
    control(page, "fact").fill("Not so: two.")
    page.get_by_role("button", name="Write it into the file").click()


def fill_by_keyboard(page: Page) -> None:
    """Say what is wrong, and write it, without a mouse."""
    for keys in ("Tab", "w", "Tab", *"Not so: two.", "Tab", "Tab", "Tab", "Tab"):
        page.keyboard.press(keys)
    expect(control(page, "reviewer")).to_be_focused()
    page.keyboard.press("Enter")


def opened(page: Page, preview: Preview, case: Case = CASES["repeated"]) -> None:
    """Open a page and the form for some words of it."""
    show(page, preview.url + case.address)
    select_by_mouse(page, case)
    page.locator("digest-annotator .offer").click()
    expect(page.locator("dialog blockquote")).to_be_visible()


@pytest.mark.tool("chromium")
def test_what_is_wrong_is_said_in_the_form(preview: Preview, browser: Chromium) -> None:
    """Nothing is written, and what was typed stays; Escape closes the form."""
    with browser.tab() as page:
        opened(page, preview)
        control(page, "verdict").select_option("wrong")
        control(page, "review_by").fill("soon")
        page.get_by_role("button", name="Write it into the file").click()
        trouble = page.locator("dialog .trouble")
        expect(trouble).to_contain_text("invalid-date")
        expect(trouble).to_contain_text("content/articles/trade.md:")
        expect(control(page, "review_by")).to_have_value("soon")
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_have_count(0)
    assert file_of(preview, "trade").read_text(encoding="utf-8") == ENGLISH


@pytest.mark.tool("chromium")
def test_a_file_that_was_changed_meanwhile_is_left_alone(
    preview: Preview, browser: Chromium
) -> None:
    """Who typed into the form is told so, and keeps what was typed."""
    other = ENGLISH.replace("Nobody asked why.", "Nobody asked how.")
    with browser.tab() as page:
        opened(page, preview)
        file_of(preview, "trade").write_text(other, encoding="utf-8")
        fill_by_mouse(page)
        expect(page.locator("dialog .trouble")).to_contain_text("changed meanwhile")
        expect(control(page, "fact")).to_have_value("Not so: two.")
    assert file_of(preview, "trade").read_text(encoding="utf-8") == other


@pytest.mark.tool("chromium")
def test_a_claim_is_found_by_typing(preview: Preview, browser: Chromium) -> None:
    """Words that make a claim which was checked before need its key alone."""
    with browser.tab() as page:
        opened(page, preview)
        page.locator("dialog [name=what]").select_option("shared")
        option = page.locator("dialog datalist#claims option")
        expect(option).to_have_attribute("value", "growth")
        expect(option).to_have_text("Trade with the north grew by 20 per cent (Wrong)")
        control(page, "claim").fill("growth")
        control(page, "claim").press("Enter")
        expect(page.locator("dialog")).to_have_count(0)
    lines = added(preview, "trade", ENGLISH)
    assert "    claim: growth" in lines
    assert not [line for line in lines if "verdict" in line or "kind" in line]


@pytest.mark.tool("chromium")
def test_an_annotation_is_edited_and_withdrawn(preview: Preview, browser: Chromium) -> None:
    """Its tools are at its note; what readers see at its address is the reason."""
    path = file_of(preview, "fa")
    with browser.tab() as page:
        show(page, f"{preview.url}/fa/#note-year")
        page.locator("#note-year summary").focus()
        page.get_by_role("button", name="Edit this annotation").press("Enter")
        expect(control(page, "note")).to_have_value("یک یادداشت.")
        control(page, "note").fill("یادداشتی دیگر.")
        page.get_by_role("button", name="Write the change").click()
        expect(page.locator("#note-year .note-text")).to_have_text("یادداشتی دیگر.")
        changed = PERSIAN.replace("note: یک یادداشت.", "note: یادداشتی دیگر.")
        assert path.read_text(encoding="utf-8") == changed
        page.locator("#note-year").hover()
        page.get_by_role("button", name="Edit this annotation").click()
        page.get_by_role("button", name="Withdraw …").click()
        control(page, "reason").fill("اشتباه بود.")
        page.get_by_role("button", name="Withdraw it").click()
        expect(page.locator("#note-year.gone")).to_contain_text("اشتباه بود.")
        assert page.locator("mark").count() == 0
    end = "note: یادداشتی دیگر., status: withdrawn, reason: اشتباه بود.}"
    assert path.read_text(encoding="utf-8") == changed.replace("note: یادداشتی دیگر.}", end)


@pytest.mark.tool("chromium", "axe")
@pytest.mark.parametrize("file", ["trade", "fa"])
def test_the_form_is_no_barrier(preview: Preview, browser: Chromium, file: str) -> None:
    """Axe finds nothing in it, wide and narrow, with all its parts open."""
    case = CASES["repeated" if file == "trade" else "persian-repeated"]
    for window in (WIDE, NARROW):
        theme: Literal["light", "dark"] = "light" if window is WIDE else "dark"
        with browser.tab(window, theme=theme, bypass_policy=True) as page:
            opened(page, preview, case)
            page.get_by_role("button", name="Add evidence").click()
            page.evaluate((NODE_MODULES / "axe-core/axe.min.js").read_text(encoding="utf-8"))
            found: Any = page.evaluate("() => axe.run('digest-annotator')")
            assert not [fault["id"] for fault in found["violations"]]
            assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"nonsense",
        b'{"address": 1}',
        b'{"address": "/trade/"}',
        b'{"address": "/trade/", "start": "0", "end": 4, "exact": "They"}',
        b'{"address": "/trade/", "start": 0, "end": 4, "exact": 5}',
        b"\xff\xfe",
    ],
)
def test_what_no_page_of_ours_asks_is_refused(preview: Preview, body: bytes) -> None:
    """The answer is that the request is malformed, and the preview lives on."""
    assert posted(preview, "pin", body)[0] == 400
    assert preview.get("/trade/")[0] == 200


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Digest-Token", "other"),
        ("Digest-Token", None),
        ("Origin", "https://evil.example"),
        ("Origin", None),
        ("Host", "evil.example"),
        ("Content-Type", "text/plain"),
    ],
)
def test_nobody_else_writes(preview: Preview, header: str, value: str | None) -> None:
    """Not a page of another site, nor one of another start, nor a plain form."""
    given = {"kind": "note", "note": "No."}
    wish = {"address": "/trade/", "start": 3, "end": 10, "exact": "harbour", "given": given}
    status, _ = posted(preview, "annotate", json.dumps(wish).encode(), {header: value})
    assert status in {403, 415, 421}
    assert file_of(preview, "trade").read_text(encoding="utf-8") == ENGLISH


@pytest.mark.parametrize("address", ["/../../etc/passwd", "/claims/growth/", "/", "/nowhere/"])
def test_only_articles_are_annotated(preview: Preview, address: str) -> None:
    """Whatever address is named: what is no article's page has no words to annotate."""
    wish = {"address": address, "start": 0, "end": 4, "exact": "Fact"}
    status, answer = posted(preview, "pin", json.dumps(wish).encode())
    assert status == 200
    assert "no article" in json.loads(answer)["refused"]


def posted(
    preview: Preview, name: str, body: bytes, headers: Mapping[str, str | None] | None = None
) -> tuple[int, bytes]:
    """Ask for something to be written as a page of the preview does, but for some headers."""
    token = re.search(rb'data-token="([^"]+)"', preview.get("/trade/")[1])
    assert token
    usual = {
        "Content-Type": "application/json",
        "Digest-Token": token[1].decode(),
        "Origin": preview.url,
    }
    sent = {key: one for key, one in {**usual, **(headers or {})}.items() if one is not None}
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=PATIENCE)
    try:
        connection.request("POST", f"/-/write/{name}", body, sent)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()
