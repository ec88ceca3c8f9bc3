"""The feeds of whole sites: valid by checkers and readers of others, and true to the pages."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import atom
import digests
import feedparser
import jsonschema
import published
import pytest
from conftest import NODE_MODULES, build

A = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"


@pytest.fixture(scope="module", params=["built_site", "persian_site"])
def site(request: pytest.FixtureRequest) -> Path:
    """Return a whole site: the project's own digest, then a Persian one."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


def feeds_of(site: Path) -> list[Path]:
    """Return the Atom feeds of a site."""
    found = sorted(site.rglob("feed.xml"))
    assert len(found) > 5
    return found


def home_of(site: Path) -> str:
    """Return the address of a site, without a slash at its end."""
    feed: dict[str, str] = json.loads((site / "feed.json").read_text(encoding="utf-8"))
    return feed["home_page_url"].rstrip("/")


def test_feeds_keep_to_the_rules(site: Path) -> None:
    """No feed has anything that RFC 4287 forbids, nor lacks what it demands."""
    faults = {path: atom.faults_of(path.read_bytes()) for path in feeds_of(site)}
    assert not {path: found for path, found in faults.items() if found}


@pytest.mark.tool("java", "vnu")
def test_feeds_are_what_the_grammar_says(site: Path) -> None:
    """Jing finds that each feed has the form of RFC 4287."""
    assert atom.faults_by_the_grammar(feeds_of(site)) == []


@pytest.mark.tool("java", "vnu")
@pytest.mark.parametrize(
    ("form", "other"),
    [("<id>", "<it>"), ("<updated>", "<updated>x"), ('type="html"', 'type="xhtml"'), ("</", "<")],
)
def test_the_grammar_finds_faults(built_site: Path, tmp_path: Path, form: str, other: str) -> None:
    """What is no Atom, or no XML, is a fault: the grammar is not one that takes everything."""
    broken = tmp_path / "feed.xml"
    text = (built_site / "feed.xml").read_text(encoding="utf-8")
    broken.write_text(text.replace(form, other), encoding="utf-8")
    assert atom.faults_by_the_grammar([broken])


HOSTILE = "</title>]]> <![CDATA[ <!-- &amp; &#0; %s {0} \U0001f600\U0010fffd \u202f <b>سلام</b>"


@pytest.mark.tool("java", "vnu", "jsonfeed-schema")
def test_hostile_words_break_no_feed(tmp_path: Path) -> None:
    """With them in every place that an editor fills, each feed is valid and says just these."""
    root = digests.write(tmp_path, digests.with_words_everywhere(HOSTILE))
    site = build(root, tmp_path / "output")
    for path in (feeds := feeds_of(site)):
        data = path.read_bytes()
        assert atom.faults_of(data) == []
        assert not feedparser.parse(data).bozo
        assert HOSTILE in ET.fromstring(data).findtext(f"{A}title", "")
    assert atom.faults_by_the_grammar(feeds) == []
    read = json.loads((site / "feed.json").read_text(encoding="utf-8"))
    json_feed_schema().validate(read)
    assert HOSTILE in {item["title"] for item in read["items"]}


def test_feeds_are_read_by_others(site: Path) -> None:
    """A reader of feeds finds nothing odd, and as many entries as there are."""
    for path in feeds_of(site):
        data = path.read_bytes()
        read = feedparser.parse(data)
        assert not read.bozo, f"{path}: {read.get('bozo_exception')}"
        assert read.version == "atom10"
        assert len(read.entries) == data.count(b"<entry")


def test_each_feed_names_its_own_address(site: Path) -> None:
    """The feed at an address says that it is there, and names a page that is there, too."""
    home = home_of(site)
    for path in feeds_of(site):
        root = ET.parse(path).getroot()
        links = {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{A}link")}
        assert links["self"] == home + published.address_of(path, site)
        assert _is_served(site, home, links["alternate"])


def test_addresses_in_feeds_are_whole_and_alive(site: Path) -> None:
    """Whatever an entry links to has scheme and host; what is ours is there."""
    home = home_of(site)
    for path in feeds_of(site):
        for content in ET.parse(path).iter(f"{A}content"):
            addresses = re.findall(r' (?:href|src)="([^"]*)"', content.text or "")
            assert all(re.match("https?://|mailto:", address) for address in addresses)
            dead = [a for a in addresses if a.startswith(home) and not _is_served(site, home, a)]
            assert not dead, path


def _is_served(site: Path, home: str, address: str) -> bool:
    return published.served(site, address.replace(home, published.HERE, 1)) is not None


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen |= {tag, *(f"{name}=" for name, _ in attrs)}


def test_entries_carry_no_marks_and_no_style(site: Path) -> None:
    """Plain elements alone: no marks, no classes, no ids, nothing that runs."""
    elements = _Elements()
    for path in feeds_of(site):
        for content in ET.parse(path).iter(f"{A}content"):
            elements.feed(content.text or "")
    banned = {"mark", "script", "style", "div id=", "class=", "id=", "style=", "role=", "tabindex="}
    assert not elements.seen & banned
    assert {"p", "h2", "ol", "blockquote", "a", "href="} <= elements.seen


def test_every_page_names_the_feeds(site: Path) -> None:
    """A page names the digest's feeds, a topic and a source their own before them."""
    for page in published.pages_of(site):
        given = [e.attrs for e in page.root.all("link")]
        links = [link for link in given if link.get("type") == "application/atom+xml"]
        found = [link["href"] for link in links]
        subject = re.match("/(?:topics|sources)/[^/]+/", page.address)
        own = [f"{subject[0]}feed.xml"] if subject else []
        assert found == [*own, "/feed.xml", "/claims/feed.xml", "/corrections/feed.xml"]
        titles = [link["title"] for link in links]
        assert len(set(titles)) == len(titles)
        assert all(published.served(site, published.HERE + href) for href in found)


def test_the_json_feed_says_what_the_other_says(site: Path) -> None:
    """The same articles in the same order, with the same ids and the same texts."""
    feed = json.loads((site / "feed.json").read_text(encoding="utf-8"))
    entries = ET.parse(site / "feed.xml").getroot().findall(f"{A}entry")
    names = ("id", "title", "content")
    said = [tuple(entry.findtext(f"{A}{name}") for name in names) for entry in entries]
    assert said == [(item["id"], item["title"], item["content_html"]) for item in feed["items"]]
    assert feed["version"] == "https://jsonfeed.org/version/1.1"


URL = {"type": "string", "pattern": "^https?://"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
AUTHORS = {
    "type": "array",
    "items": {
        "type": "object",
        "minProperties": 1,
        "properties": {"name": {"type": "string"}, "url": URL},
        "additionalProperties": False,
    },
}
EXTENSION = {"^_[a-zA-Z]": {"type": "object"}}
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "home_page_url": URL,
        "feed_url": URL,
        "language": {"type": "string"},
        "authors": AUTHORS,
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html"],
                "properties": {
                    "id": {"type": "string"},
                    "url": URL,
                    "external_url": URL,
                    "title": {"type": "string"},
                    "summary": {"type": "string"},
                    "content_html": {"type": "string"},
                    "date_published": MOMENT,
                    "date_modified": MOMENT,
                    "authors": AUTHORS,
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "language": {"type": "string"},
                },
                "patternProperties": EXTENSION,
                "additionalProperties": False,
            },
        },
    },
    "patternProperties": EXTENSION,
    "additionalProperties": False,
}
"""What JSON Feed 1.1 says of the keys that a feed of ours may have (jsonfeed.org/version/1.1)."""


def json_feed_schema() -> jsonschema.Draft7Validator:
    """Return the schema of JSON Feed 1.1 that the npm package jsonfeed-schema has."""
    path = NODE_MODULES / "jsonfeed-schema/schema-v1.1.json"
    return jsonschema.Draft7Validator(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.tool("jsonfeed-schema")
def test_the_json_feed_is_what_others_expect(site: Path) -> None:
    """A schema that somebody else wrote for JSON Feed 1.1 takes it."""
    feed = json.loads((site / "feed.json").read_text(encoding="utf-8"))
    json_feed_schema().validate(feed)
    feed["items"][0]["unknown"] = 1
    assert not json_feed_schema().is_valid(feed)


def test_the_json_feed_keeps_to_the_rules(site: Path) -> None:
    """It has the keys of the format, extensions under names of their own, and no id twice."""
    feed = json.loads((site / "feed.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(JSON_FEED).validate(feed)
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids)
    assert any("_annotations" in item for item in feed["items"])
    assert published.served(site, feed["feed_url"].replace(home_of(site), published.HERE))


def test_open_data_keep_to_their_schemas(site: Path) -> None:
    """Each file is as its published schema says, and names it by its address."""
    for name in ("articles", "claims", "next"):
        data = json.loads((site / f"data/{name}.json").read_text(encoding="utf-8"))
        schema = json.loads((site / f"data/{name}.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator(schema).validate(data)
        assert data["$schema"] == f"{home_of(site)}/data/{name}.schema.json"


def test_open_data_hang_together(site: Path) -> None:
    """Keys lead to records, and addresses to pages and the notes on them."""
    read = {n: json.loads((site / f"data/{n}.json").read_bytes()) for n in ("articles", "claims")}
    articles, claims = read["articles"]["articles"], read["claims"]["claims"]
    ids, keys = {one["id"] for one in articles}, {one["key"] for one in claims}
    topics, sources = ({one["key"] for one in read["articles"][n]} for n in ("topics", "sources"))
    home = home_of(site)
    for article in articles:
        assert topics.issuperset(article.get("topics", ()))
        assert article["source"]["key"] in sources
        assert keys.issuperset(n["claim"] for n in article.get("annotations", ()) if "claim" in n)
    for claim in claims:
        assert ids.issuperset(one["article"] for one in claim.get("appearances", ()))
    assert all(_is_served(site, home, one["url"]) for one in (*articles, *claims))


@pytest.mark.parametrize("folder", ["built_site", "persian_site"])
def test_persian_entries_speak_persian(folder: str, request: pytest.FixtureRequest) -> None:
    """Headings, dates and verdicts are in the language of the article, if the digest knows it."""
    site: Path = request.getfixturevalue(folder)
    entries = ET.parse(site / "feed.xml").getroot().findall(f"{A}entry[@{XML}lang='fa']")
    contents = [entry.findtext(f"{A}content", "") for entry in entries]
    assert any("<h2>حاشیه‌ها</h2>" in content for content in contents)
    assert not any(re.search("Annotations|Checked|Original at", one) for one in contents)
