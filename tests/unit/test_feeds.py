"""Feeds: what is in them, when an entry changes, and which ids it never changes."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from xml.etree import ElementTree as ET

import pytest
from records import (
    NOW,
    SETTINGS,
    article,
    asset,
    body,
    build,
    cites,
    claim,
    correction,
    located,
    moment,
    rendered,
    source,
    topic,
)

from site_builder import feeds
from site_builder.feeds.choosing import ENTRIES
from site_builder.graph import Site
from site_builder.model import (
    Article,
    Claim,
    Correction,
    CorrectionSeverity,
    Moment,
    Person,
    Reproduction,
    Settings,
)
from site_builder.routes import make_plan

A = "{http://www.w3.org/2005/Atom}"
MAJOR = CorrectionSeverity.MAJOR


def files_of(site: Site) -> dict[str, bytes]:
    """Return the feeds of a site by path."""
    plan, _ = make_plan(site)
    made = {file.path: file.make() for file in feeds.files(site, plan)}
    return made | {path: make() for path, make in feeds.latest(site, plan)}


def feed_of(site: Site, path: str = "feed.xml") -> ET.Element:
    """Return a feed of a site."""
    return ET.fromstring(files_of(site)[path])


def entries_of(site: Site, path: str = "feed.xml") -> list[ET.Element]:
    """Return the entries of a feed."""
    return feed_of(site, path).findall(f"{A}entry")


def only(site: Site, path: str = "feed.xml") -> ET.Element:
    """Return the one entry of a feed."""
    (entry,) = entries_of(site, path)
    return entry


def said(element: ET.Element, name: str) -> str:
    """Return the text of a child."""
    return element.findtext(f"{A}{name}", "")


def titles(site: Site, path: str = "feed.xml") -> list[str]:
    """Return the titles of a feed's entries, in order."""
    return [said(entry, "title") for entry in entries_of(site, path)]


def site_of(*articles: Article, claims: Sequence[Claim] = (), base: Settings = SETTINGS) -> Site:
    """Assemble articles and claims."""
    return build(articles, claims=claims, settings=base)[0]


def test_these_feeds_are_made() -> None:
    """One of all articles in two formats; of each topic and source; of claims and corrections."""
    site = site_of(article("a", tags=["Trade", "\u062a\u062c\u0627\u0631\u062a"]))
    assert set(files_of(site)) == {
        "feed.xml",
        "feed.json",
        "claims/feed.xml",
        "corrections/feed.xml",
        "topics/trade/feed.xml",
        "topics/\u062a\u062c\u0627\u0631\u062a/feed.xml",
        "sources/irna/feed.xml",
    }


def test_a_feed_says_what_it_is() -> None:
    """Its title, its own address, the page of the same things, its language, who makes it."""
    site = site_of(article("a", tags=["Trade"]), base=replace(SETTINGS, lang="fr"))
    feed = feed_of(site, "topics/trade/feed.xml")
    assert said(feed, "title") == "Trade · A digest"
    links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{A}link")}
    assert links == {
        "self": "https://digest.example/topics/trade/feed.xml",
        "alternate": "https://digest.example/topics/trade/",
    }
    assert feed.attrib == {"{http://www.w3.org/XML/1998/namespace}lang": "fr"}
    assert feed.findtext(f"{A}author/{A}name") == "A digest"


def test_feeds_hold_what_they_are_about() -> None:
    """A topic's feed has its articles, a source's those of the source."""
    one = article("a", tags=["trade"])
    two = article("b", tags=["roads"], source="Ostrel TV", date="2026-01-02")
    site = site_of(one, two)
    assert titles(site) == ["B", "A"]
    assert titles(site, "topics/trade/feed.xml") == ["A"]
    assert titles(site, "sources/ostrel-tv/feed.xml") == ["B"]


def test_an_empty_feed_is_a_feed() -> None:
    """A topic without articles has a feed, whose date stands still."""
    site, _ = build([], topics=[topic("trade")], sources=[source("irna")])
    feed = feed_of(site, "topics/trade/feed.xml")
    assert said(feed, "updated") == "1970-01-01T00:00:00Z"
    assert not feed.findall(f"{A}entry")


def test_a_feed_has_the_latest_changes() -> None:
    """Of many articles those that changed last, so that a correction brings an old one back."""
    articles = [article(f"a{n}", date=f"2026-01-{n:02}") for n in range(1, 32)]
    old = replace(article("old", date="2020-01-01"), corrections=(dated("2026-06-01"),))
    found = titles(site_of(*articles, old))
    assert found == ["Old", *(f"A{n}" for n in range(31, 2, -1))]
    assert len(found) == ENTRIES


def dated(day: str, severity: CorrectionSeverity = CorrectionSeverity.MINOR) -> Correction:
    """Make a correction of a day."""
    return replace(correction(day, "content/articles/a.md"), severity=severity)


def test_an_entry_names_the_source() -> None:
    """Where the article stands there is an address of its own, and one of the archived copy."""
    made = article("a", url="https://irna.example/{a}")
    made = replace(made, source=replace(made.source, archived="https://archive.example/a"))
    links = {
        link.attrib["rel"]: (link.attrib["href"], link.get("title"))
        for link in only(site_of(made)).findall(f"{A}link")
    }
    assert links == {
        "alternate": ("https://digest.example/2026/01/a/", None),
        "via": ("https://irna.example/%7Ba%7D", "IRNA"),
        "related": ("https://archive.example/a", "IRNA"),
    }


PERMUTED = replace(
    article("a"),
    title="Another title",
    slug=located("another-slug", "a"),
    summary="Another summary",
    place=article("moved").place,
)


def test_ids_outlast_titles_and_addresses() -> None:
    """Neither title, slug, permalink, file nor the address of a preview is in an id."""
    elsewhere = replace(
        SETTINGS, title="T", permalink="/{slug}/", base_url="https://preview.example"
    )
    checked = replace(claim("c"), corrections=(dated("2026-02-02"),))
    cited = replace(article("a", tags=["t"]), annotations=(cites("c"),))
    later = replace(PERMUTED, tags=cited.tags, annotations=cited.annotations)
    before = files_of(site_of(cited, claims=[checked]))
    after = files_of(site_of(later, claims=[replace(checked, text="Anew")], base=elsewhere))
    assert before.keys() == after.keys()
    for path in before:
        assert _ids(path, before[path]) == _ids(path, after[path]), path
        assert before[path] != after[path], path


def _ids(path: str, data: bytes) -> list[str]:
    if path.endswith(".json"):
        return [item["id"] for item in json.loads(data)["items"]]
    return [element.text or "" for element in ET.fromstring(data).iter(f"{A}id")]


def test_ids_are_of_one_digest_and_one_thing() -> None:
    """Another digest, another entry and a claim of the same name have other ids."""
    cited = replace(article("c"), annotations=(cites("c"),))
    here = site_of(cited, article("d"), claims=[claim("c")])
    there = site_of(
        cited, base=replace(SETTINGS, home="https://other.example"), claims=[claim("c")]
    )
    paths = ("feed.xml", "claims/feed.xml")
    ids = [
        key for site in (here, there) for path in paths for key in _ids(path, files_of(site)[path])
    ]
    assert len(ids) == len(set(ids)) == 9
    assert all(key.startswith("urn:uuid:") for key in ids)


CLOCK = Moment(date(2026, 3, 1), time(9, 30), NOW.replace(month=3, day=1, hour=6))


@pytest.mark.parametrize(
    ("record", "published", "updated"),
    [
        (article("a"), "2026-01-01", "2026-01-01T00:00:00Z"),
        (PERMUTED, "2026-01-01", "2026-01-01T00:00:00Z"),
        (article("a", publish="2026-01-05"), "2026-01-05", "2026-01-05T00:00:00Z"),
        (replace(article("a"), updated=CLOCK), "2026-01-01", "2026-03-01T06:00:00Z"),
        (
            replace(
                article("a"), updated=CLOCK, corrections=(dated("2026-04-01"), dated("2026-02-01"))
            ),
            "2026-01-01",
            "2026-04-01T00:00:00Z",
        ),
        (
            replace(article("a"), updated=moment("2025-01-01")),
            "2026-01-01",
            "2026-01-01T00:00:00Z",
        ),
    ],
)
def test_only_dated_changes_move_an_entry(record: Article, published: str, updated: str) -> None:
    """What has no date of its own, a title or a text, is no news."""
    entry = only(site_of(record))
    assert said(entry, "published") == f"{published}T00:00:00Z"
    assert said(entry, "updated") == updated


@pytest.mark.parametrize(
    ("severity", "updated"), [(MAJOR, "2026-05-05"), (CorrectionSeverity.MINOR, "2026-01-01")]
)
def test_a_major_correction_of_a_claim_moves_those_who_cite_it(
    severity: CorrectionSeverity, updated: str
) -> None:
    """The verdict of the article's own words has changed; a detail of the check has not."""
    changed = replace(claim("c"), corrections=(dated("2026-05-05", severity),))
    cited = replace(article("a"), annotations=(cites("c"),))
    site = site_of(cited, claims=[changed])
    assert said(only(site), "updated") == f"{updated}T00:00:00Z"
    assert said(only(site, "claims/feed.xml"), "updated") == "2026-05-05T00:00:00Z"


def test_a_claim_comes_with_its_verdict() -> None:
    """The title says both: alone the claim might be believed. A withdrawn check says so."""
    cited = replace(article("a"), annotations=(cites("c"),))
    entry = only(site_of(cited, claims=[claim("c", checked="2026-02-02")]), "claims/feed.xml")
    assert said(entry, "title") == "“What c says”: Inaccurate"
    assert said(entry, "updated") == "2026-02-02T00:00:00Z"
    assert "<strong>Inaccurate</strong>" in said(entry, "content")
    assert 'href="https://digest.example/2026/01/a/#note-n-c"' in said(entry, "content")


def test_a_correction_is_an_entry() -> None:
    """It says how grave it is, and leads to the list on the page that it corrects."""
    site = site_of(replace(article("a"), corrections=(dated("2026-02-02", MAJOR),)))
    entry = only(site, "corrections/feed.xml")
    assert said(entry, "title") == "Major correction: A"
    link = entry.find(f"{A}link")
    assert link is not None
    assert link.attrib["href"] == "https://digest.example/2026/01/a/#corrections"
    assert said(entry, "updated") == "2026-02-02T00:00:00Z"


@pytest.mark.parametrize(
    ("reproduction", "words"),
    [
        (Reproduction.ENTRY, "What the digest says about it"),
        (Reproduction.EXCERPT, "An excerpt; each cut is marked […]"),
        (Reproduction.FULL, "The whole text"),
        (Reproduction.WITHDRAWN, "Only the words that were checked"),
    ],
)
def test_an_entry_says_whose_text_it_is(reproduction: Reproduction, words: str) -> None:
    """Its first line names the publisher, and how much of its text is shown."""
    entry = only(site_of(replace(article("a"), reproduction=reproduction)))
    first = said(entry, "content").partition("</p>")[0]
    assert '<a href="https://digest.example/sources/irna/">IRNA</a>' in first
    assert '<a href="https://irna.example/a">Original at irna.example</a>' in first
    assert first.endswith(words)


def test_the_json_feed_has_the_annotations() -> None:
    """An item carries them as data, beside the text that carries them for people."""
    cited = replace(article("a"), annotations=(cites("c"),))
    feed = json.loads(files_of(site_of(cited, claims=[claim("c")]))["feed.json"])
    (item,) = feed.pop("items")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "A digest",
        "home_page_url": "https://digest.example/",
        "feed_url": "https://digest.example/feed.json",
        "language": "en",
        "authors": [{"name": "A digest", "url": "https://digest.example/"}],
    }
    assert item["external_url"] == "https://irna.example/a"
    assert item["_annotations"]["annotations"] == [
        {
            "id": "n-c",
            "url": "https://digest.example/2026/01/a/#note-n-c",
            "number": 1,
            "kind": "check",
            "status": "published",
            "quote": "words",
            "verdict": "inaccurate",
            "claim": "c",
        }
    ]


PLAIN = replace(
    article("a", tags=["t"], annotations=[cites("c")], corrections=["2026-02-02"]),
    editor="ab",
    note=None,
)
CHECKED = replace(claim("c", checked="2026-02-02"), fact="It fell.")
PEOPLE = {"ab": Person("ab", "A. Brandt", None)}
VARIATIONS = {
    "nothing": build([PLAIN], claims=[CHECKED]),
    "title": build([replace(PLAIN, title="New")], claims=[CHECKED]),
    "language": build([replace(PLAIN, lang="fa")], claims=[CHECKED]),
    "summary": build([replace(PLAIN, summary="New")], claims=[CHECKED]),
    "slug": build([replace(PLAIN, slug=located("new", "a"))], claims=[CHECKED]),
    "body": build([PLAIN], claims=[CHECKED], bodies={PLAIN.place.path: body(pictures=["a.png"])}),
    "picture": build(
        [PLAIN],
        claims=[CHECKED],
        bodies={PLAIN.place.path: body(pictures=["a.png"])},
        assets=[asset("a.png")],
    ),
    "changed picture": build(
        [PLAIN],
        claims=[CHECKED],
        bodies={PLAIN.place.path: body(pictures=["a.png"])},
        assets=[asset("a.png", "fedcba9876543210")],
    ),
    "remark": build([rendered(PLAIN, note=body(pictures=["a.png"]))], claims=[CHECKED]),
    "source": build([PLAIN], claims=[CHECKED], sources=[source("irna", "The Agency")]),
    "topic": build([PLAIN], claims=[CHECKED], topics=[topic("t", "The topic")]),
    "fact": build([PLAIN], claims=[replace(CHECKED, fact="It rose.")]),
    "claim": build([PLAIN], claims=[replace(CHECKED, text="New")]),
    "verdict": build([PLAIN], claims=[replace(CHECKED, verdict=located("accurate", "c"))]),
    "major": build([PLAIN], claims=[replace(CHECKED, corrections=(dated("2026-05-05", MAJOR),))]),
    "minor": build([PLAIN], claims=[replace(CHECKED, corrections=(dated("2026-05-05"),))]),
    "people": build([PLAIN], claims=[CHECKED], settings=replace(SETTINGS, people=PEOPLE)),
    "digest": build([PLAIN], claims=[CHECKED], settings=replace(SETTINGS, title="New")),
    "host": build(
        [PLAIN], claims=[CHECKED], settings=replace(SETTINGS, base_url="https://n.example")
    ),
    "another": build([PLAIN, article("b", tags=["t"])], claims=[CHECKED]),
}


@pytest.mark.parametrize("name", sorted(VARIATIONS))
def test_a_feed_is_known_by_what_goes_into_it(name: str) -> None:
    """A feed whose bytes are others is made of other things: none that is kept is out of date."""
    before, after = (_made(VARIATIONS[one][0]) for one in ("nothing", name))
    for path in before.keys() & after.keys():
        (made_of, data), (made_of_now, data_now) = before[path], after[path]
        assert data == data_now or made_of != made_of_now, path
    assert (before == after) is (name == "nothing")


def test_another_key_of_a_topic_goes_into_feeds() -> None:
    """A topic whose file is renamed keeps its name; a feed that names its key is another."""
    before, after = (
        _made(build([article("a", tags=["One"])], topics=[topic(key, "Name", ["One"])])[0])
        for key in ("one", "two")
    )
    assert before["feed.xml"][0] != after["feed.xml"][0]
    assert before["feed.xml"][1] != after["feed.xml"][1]


def test_an_entry_is_asked_for_once() -> None:
    """Feeds ask for the entries of their articles by what goes into them, each once."""
    site = site_of(article("a", tags=["s"]), article("b", tags=["s"]))
    asked: list[tuple[str, bytes]] = []

    def recall(
        keys: Sequence[str],
        made_of: Callable[[str], bytes],
        make: Callable[[Iterable[str]], Iterator[bytes]],
    ) -> Iterator[bytes]:
        asked.extend((key, made_of(key)) for key in keys)
        return (data.replace(b"<title>A<", b"<title>As it was<") for data in make(keys))

    made = {file.path: file.make() for file in feeds.files(site, make_plan(site)[0], recall)}
    assert sorted(key for key, _ in asked) == ["a", "b"]
    assert len({made_of for _, made_of in asked}) == len("ab")
    for path in ("feed.xml", "topics/s/feed.xml", "sources/irna/feed.xml"):
        assert b"<title>As it was<" in made[path]
        assert b"<title>A<" not in made[path]


def _made(site: Site) -> dict[str, tuple[bytes, bytes]]:
    found = feeds.files(site, make_plan(site)[0])
    return {file.path: (file.made_of, file.make()) for file in found}


def test_a_feed_of_other_articles_is_kept() -> None:
    """What is changed in one article makes no other feed anew."""
    one, two = article("a", tags=["s"]), article("b", tags=["t"], source="Ostrel TV")
    before = _made(site_of(one, two))
    after = _made(site_of(one, replace(two, title="New")))
    kept = {path for path in before if before[path] == after[path]}
    assert {"topics/s/feed.xml", "sources/irna/feed.xml"} <= kept
    assert not {"topics/t/feed.xml", "sources/ostrel-tv/feed.xml", "feed.xml", "feed.json"} & kept
