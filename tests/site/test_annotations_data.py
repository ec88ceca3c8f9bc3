"""Annotations as data: by the W3C's model, and found again in the pages by another program."""

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import chrome
import digests
import host
import published
import pytest
from chrome import Chromium
from conftest import NODE_MODULES, ROOT, build
from playwright.sync_api import Error

GOLDEN = sorted(path.parent.name for path in (ROOT / "tests/golden").glob("*/content"))
# Web Annotation Data Model, W3C Recommendation of 2017, section 3.3.5.
MOTIVATIONS = frozenset(
    {
        *("assessing", "bookmarking", "classifying", "commenting", "describing", "editing"),
        *("highlighting", "identifying", "linking", "moderating", "questioning", "replying"),
        "tagging",
    }
)
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")

SETTINGS = """\
title: Small
url: https://small.example
verdicts:
  wrong: {label: Wrong, rating: 1}
  right: {label: Right, rating: 5}
"""
ARTICLE = """\
---
title: Every shape of text
date: 2026-02-03
source:
  name: Selm Post
  url: https://press.example/one
  archived: https://archive.example/one
  retrieved: 2026-02-04T10:30+01:00
reproduction: full
annotations:
  - {id: soft, kind: note, quote: broken by an editor, note: A line ends in it.}
  - {id: hard, verdict: wrong, quote: a line that ends here, fact: It goes on.}
  - {id: across, verdict: right, quote: first of two … second of two, fact: It is so.}
  - {id: whole, kind: note, quote: Alone., note: The whole block.}
  - {id: inner, kind: note, quote: Very, note: In the other's words.}
  - {id: strong, kind: sic, quote: "Very *odd* link & code", note: "Signs of all kinds: <b>."}
  - {id: every, kind: note, quote: corn, occurrence: all, note: In each place.}
  - {id: second, kind: note, quote: wheat, occurrence: 2, note: The second.}
  - {id: cells, kind: note, quote: left right, note: Two cells.}
  - {id: foot, kind: note, quote: below the text, note: A footnote.}
  - {id: signs, kind: note, quote: "👩‍👩‍👧 é 🦙", note: Astral and combined.}
  - {id: block, kind: note, quote: "x = 1 y = 2", note: Code.}
  - {id: gone, kind: note, quote: corn flour, status: withdrawn, reason: No.}
---
The words are broken
by an editor, and this is a line that\\
ends here, as does this[^1].

It is the first of two

and this the second of two paragraphs.

Alone.

**Very** \\**odd*\\* [link](https://a.example/) & `code`, corn, corn flour, wheat and corn.

Of wheat they say: wheat is not wheat.

| left | right |
|------|-------|
| a    | b     |

Signs such as 👩‍👩‍👧 é 🦙 stand here.

    x = 1
    y = 2

[^1]: It stands below the text.
"""

FOUND = """async ({selector, id}) => {
  const matches = annotator.createTextQuoteSelectorMatcher(selector)(document.body);
  const found = [];
  for await (const range of matches) {
    const walker = document.createTreeWalker(range.commonAncestorContainer.parentNode, 4);
    const nodes = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (range.intersectsNode(node) && range.comparePoint(node, 0) < 1) nodes.push(node);
    const inside = nodes.filter(n => !(n === range.endContainer && !range.endOffset));
    const marked = inside.filter(n => n !== range.startContainer || range.startOffset < n.length)
      .every(n => n.parentElement.closest(`mark[data-annotations~="${id}"]`));
    found.push([range.toString(), marked]);
  }
  return found;
}"""


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a digest that annotates text of every shape."""
    own = {"content/site.yaml": SETTINGS, "content/articles/one.md": ARTICLE}
    files = {**digests.TRUSTED, **own}
    root = digests.write(tmp_path_factory.mktemp("shapes"), files)
    return build(root, root / "output")


@pytest.fixture(scope="module", params=["shapes", "built_site", *GOLDEN])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, shapes: Path
) -> Path:
    """Return the sample digest, each golden one, and the one of all shapes."""
    if request.param == "shapes":
        return shapes
    if request.param == "built_site":
        built: Path = request.getfixturevalue("built_site")
        return built
    output = tmp_path_factory.mktemp("golden") / "output"
    return build(ROOT / "tests/golden" / request.param, output)


def collections_of(site: Path) -> Iterator[tuple[published.Page, dict[str, Any]]]:
    """Yield each annotated article's page with its data."""
    pages = {page.path.parent: page for page in published.pages_of(site)}
    for path in sorted(site.rglob("annotations.jsonld")):
        yield pages[path.parent], json.loads(path.read_text(encoding="utf-8"))


def canonical_of(page: published.Page) -> str:
    """Return the page's address as it says it."""
    (link,) = [e for e in page.root.all("link") if e.attrs.get("rel") == "canonical"]
    return link.attrs["href"]


def marked_ids(page: published.Page) -> set[str]:
    """Return the ids of the annotations whose words are marked on a page."""
    marks = [e.attrs.get("data-annotations", "") for e in page.root.all("mark")]
    return {name for names in marks for name in names.split()}


def test_collections_follow_the_model(site: Path) -> None:
    """A collection has its context, its number and one page of annotations (section 5)."""
    for page, data in collections_of(site):
        assert data["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert data["id"] == f"{canonical_of(page)}annotations.jsonld"
        assert (data["type"], data["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
        assert data["label"]
        assert data["first"]["id"] == data["last"]
        assert data["first"]["partOf"] == data["id"]
        items = data["first"]["items"]
        assert data["total"] == len(items) > 0
        assert len({item["id"] for item in items}) == len(items)
        for item in items:
            _check_annotation(item)


def _check_annotation(item: Mapping[str, Any]) -> None:
    """Check the rules of section 3: what an annotation must have, and what of it once at most."""
    known = {"id", "type", "motivation", "created", "creator", "body", "target"}
    assert set(item) <= known
    assert ADDRESS.fullmatch(item["id"])
    assert item["type"] == "Annotation"
    assert item["motivation"] in MOTIVATIONS
    assert INSTANT.fullmatch(item.get("created", "2026-01-01T00:00:00Z"))
    assert item["creator"]["type"] in {"Person", "Organization"}
    assert item["creator"]["name"]
    assert item["target"]
    for body in item["body"]:
        _check_body(body)
    for target in item["target"]:
        _check_target(target)


def _check_body(body: Mapping[str, Any]) -> None:
    assert body["purpose"] in MOTIVATIONS
    if body["type"] == "SpecificResource":
        assert ADDRESS.fullmatch(body["source"])
    else:
        assert body["type"] == "TextualBody"
        assert body["value"].strip()
        if body["purpose"] != "tagging":
            assert body["format"] == "text/plain"
            assert body["language"]
            assert body["textDirection"] in {"ltr", "rtl", "auto"}


def _check_target(target: Mapping[str, Any]) -> None:
    """Check a target and its selector (4.2.4): the words once, around them what is there."""
    assert set(target) <= {"type", "source", "selector", "state"}
    assert target["type"] == "SpecificResource"
    assert ADDRESS.fullmatch(target["source"]["id"])
    assert target["source"]["textDirection"] in {"ltr", "rtl"}
    selector = target["selector"]
    assert set(selector) <= {"type", "exact", "prefix", "suffix"}
    assert selector["type"] == "TextQuoteSelector"
    assert all(isinstance(text, str) and text for text in selector.values())
    state = target.get("state")
    if state is not None:
        assert state["type"] == "TimeState"
        assert {"sourceDate", "cached"} & set(state)
        assert INSTANT.fullmatch(state.get("sourceDate", "2026-01-01T00:00:00Z"))


def test_what_is_marked_is_there_and_nothing_else(site: Path) -> None:
    """Each marked annotation is in the data, with its permalink; what was withdrawn is not."""
    with_data = set()
    for page, data in collections_of(site):
        ids = {item["id"] for item in data["first"]["items"]}
        here = canonical_of(page)
        assert ids == {f"{here}#note-{quote(name)}" for name in marked_ids(page)}
        assert {f"note-{name}" for name in marked_ids(page)} <= set(page.ids)
        with_data.add(page.address)
    assert with_data == {p.address for p in published.pages_of(site) if marked_ids(p)}


def test_a_page_leads_to_its_data(site: Path) -> None:
    """An annotated article names the file for programs and for readers."""
    for page, _ in collections_of(site):
        address = f"{page.address}annotations.jsonld"
        links = [e for e in page.root.all("link", "a") if e.attrs.get("href") == address]
        assert [e.tag for e in links] == ["link", "a"]
        assert links[0].attrs["rel"] == "alternate"
        assert links[0].attrs["type"] == "application/ld+json"


def test_each_annotation_has_two_targets(shapes: Path) -> None:
    """The words on our page, and the words at the source with the copy that was read."""
    (_, data) = next(collections_of(shapes))
    items = {item["id"].rpartition("#note-")[2]: item for item in data["first"]["items"]}
    assert set(items) == set(re.findall(r"id: (\w+)", ARTICLE)) - {"gone"}
    ours, source = items["soft"]["target"]
    assert ours["source"]["id"] == "https://small.example/2026/02/one/"
    assert source["source"]["id"] == "https://press.example/one"
    assert source["state"] == {
        "type": "TimeState",
        "sourceDate": "2026-02-04T09:30:00Z",
        "cached": "https://archive.example/one",
    }
    assert ours["selector"] == {
        "type": "TextQuoteSelector",
        "exact": "broken by an editor",
        "prefix": "The words are ",
        "suffix": ", and this is a line that ends",
    }
    assert [t["selector"]["exact"] for t in items["across"]["target"]] == [
        "first of two",
        "and this the second of two",
        "first of two and this the second of two",
    ]
    assert len(items["every"]["target"]) == 2 * 3
    assert [items[name]["motivation"] for name in ("hard", "soft", "strong")] == [
        "assessing",
        "describing",
        "commenting",
    ]
    values = [body.get("value", body.get("source")) for body in items["hard"]["body"]]
    assert values == ["Wrong", "It goes on.", "https://small.example/claims/one-hard/"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    """Return a Chromium without a window."""
    with chrome.started() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return Apache Annotator as one script, as a client would load it."""
    script = tmp_path_factory.mktemp("matcher") / "annotator.js"
    bundled = subprocess.run(
        [
            *("node", NODE_MODULES / "esbuild/bin/esbuild", "--bundle", "--log-level=warning"),
            *("--format=iife", "--global-name=annotator", f"--outfile={script}"),
            NODE_MODULES / "@apache-annotator/dom/lib/index.js",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert bundled.returncode == 0, bundled.stderr
    return script


FETCHED = """async url => {
  const answer = await fetch(url);
  await answer.text();
  return answer.headers.get('content-type');
}"""


@pytest.mark.tool("chromium")
def test_pages_of_other_sites_may_read_what_is_for_programs(
    browser: Chromium, built_site: Path, shapes: Path
) -> None:
    """A script elsewhere gets feeds, data and annotations, each of a type that says what it is."""
    page, _ = next(collections_of(built_site))
    topic = next(p for p in published.pages_of(built_site) if p.kind == "topic")
    types = {
        "/feed.xml": "application/xml",
        f"{topic.address}feed.xml": "application/xml",
        "/feed.json": "application/json",
        "/data/articles.json": "application/json",
        "/data/claims.schema.json": "application/json",
        f"{page.address}annotations.jsonld": (
            'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
        ),
    }
    with (
        host.serving(built_site) as url,
        host.serving(shapes) as elsewhere,
        browser.tab(bypass_policy=True) as tab,
    ):
        tab.goto(elsewhere)
        assert {path: tab.evaluate(FETCHED, url + path) for path in types} == types
        with pytest.raises(Error):
            tab.evaluate(FETCHED, url + page.address)


@pytest.mark.tool("chromium", "node", "annotator")
@pytest.mark.timeout(300)
def test_another_program_finds_the_words(browser: Chromium, matcher: Path, site: Path) -> None:
    """Apache Annotator's matcher finds each selector of ours in the page, at the marks.

    It finds it once, unless the words are all that their block has: then it finds what is equal,
    too, as every program does.
    """
    with host.serving(site) as url, browser.tab(bypass_policy=True) as tab:
        for page, data in collections_of(site):
            tab.goto(url + page.address)
            tab.add_script_tag(path=matcher)
            here = canonical_of(page)
            wrong = []
            for item in data["first"]["items"]:
                name = unquote(item["id"].rpartition("#note-")[2])
                for target in item["target"]:
                    if target["source"]["id"] == here:
                        selector = target["selector"]
                        found = tab.evaluate(FOUND, {"selector": selector, "id": name})
                        at_marks = [text for text, marked in found if marked]
                        alone = len(selector) == 2 or len(found) == 1
                        if set(at_marks) != {selector["exact"]} or not alone:
                            wrong.append((name, selector, found))
            assert wrong == [], page.address
