"""Whatever an editor writes as text comes out as that text, in every place where it is shown."""

from pathlib import Path
from xml.etree import ElementTree as ET

import digests
import published
import pytest
from conftest import build, run_digest

HARMLESS = "Plain words"
PAYLOADS = {
    "script": "Oak <script>alert(1)</script>",
    "attribute": 'Oak "><img src=x onerror=alert(1)>',
    "single quotes": "Oak ' onmouseover='alert(1)",
    "cdata": "Oak ]]> elm",
    "comment": "Oak --> <b>elm</b> <!-- <script>",
    "template": "Oak {{ 7*7 }} {% if x %} {# no #} ${7*7} #{7*7}",
    "title": "Oak </title></head></h1><h1>elm",
    "entities": "Oak &lt;b&gt; &amp;amp; &#x3c;",
    "scheme": "javascript:alert(1)",
    "backslashes": 'Oak \\"; alert(1); // \\u003cscript\\u003e',
    "formula": "=cmd|' /C calc'!A0",
    "encoded line end": "Oak %0d%0aSet-Cookie: a=b",
    "placeholder": "Oak %(name)s {0} {name} %s",
    "percent": "Oak 100% elm",
}
HIDDEN = {
    "override": ("Oak \u202e elm", "bidi-control"),
    "isolate": ("Oak \u2066 elm", "bidi-control"),
    "null": ("Oak \0 elm", "control-character"),
    "tags": ("Oak \U000e0041 elm", "tag-character"),
}
ADDRESSES = [
    "javascript:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//press.example/one",
    "https:press.example",
    "https://",
    "https://press.example/<script>alert(1)</script>",
    'https://press.example/"onload="alert(1)',
    "https://press.example/'onload='alert(1)",
    "https://press.example/\u202ecod.exe",
    "https://press.example/two words",
    "https://press.example\\@evil.example/",
    "https://user:password@press.example/",
    "https://press.example:99999/",
    "https://press.example/{{7*7}}",
    "feed:https://press.example/",
    "file:///etc/passwd",
]
ALIASES = [
    "/old/ https://evil.example/ 200!",
    "/old/\n/* https://evil.example/ 200!",
    "https://evil.example/",
    "//evil.example/",
    "/../../etc/passwd",
    "/%2e%2e/secret/",
    "/*",
    "/:splat",
    "/old/ # words",
    "/old<script>/",
    "/\u0642\u062f\u06cc\u0645\u06cc/",
]

Shape = list[tuple[str, str, tuple[str, ...]]]


def shape_of(site: Path) -> Shape:
    """Return every tag of every page with the names of its attributes, in order."""
    return [
        (page.kind, element.tag, tuple(element.attrs))
        for page in sorted(published.pages_of(site), key=lambda p: (p.kind, p.path.stat().st_size))
        for element in page.root.walk()
    ]


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the digest with plain words everywhere, built."""
    folder = tmp_path_factory.mktemp("harmless")
    return build(digests.write(folder, digests.with_words_everywhere(HARMLESS)), folder / "output")


@pytest.fixture(scope="module", params=sorted(PAYLOADS))
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the same digest with hostile words everywhere, built."""
    folder = tmp_path_factory.mktemp("hostile")
    words = PAYLOADS[request.param]
    root = digests.write(folder, digests.with_words_everywhere(words))
    (folder / "words.txt").write_text(words, encoding="utf-8")
    return build(root, folder / "output")


def words_of(site: Path) -> str:
    """Return the words that a hostile digest was made with."""
    return (site.parent / "words.txt").read_text(encoding="utf-8")


def page_at(site: Path, address: str) -> published.Page:
    """Return the page at an address."""
    (found,) = [page for page in published.pages_of(site) if page.address == address]
    return found


def test_words_make_no_markup(harmless: Path, hostile: Path) -> None:
    """Hostile words change no tag and no attribute of any page."""
    assert shape_of(hostile) == shape_of(harmless)


def test_words_come_out_as_written(hostile: Path) -> None:
    """Title, headings and descriptions say exactly the words."""
    words = words_of(hostile)
    for address in (
        "/2026/02/one/",
        "/sources/one/",
        "/topics/settled/",
        "/claims/one/",
        "/about/",
    ):
        root = page_at(hostile, address).root
        assert words in root.all("h1")[0].text, address
        assert words in root.all("title")[0].text, address
    article = page_at(hostile, "/2026/02/one/").root
    named = {e.attrs.get("name"): e.attrs.get("content", "") for e in article.all("meta")}
    assert words in named["description"]
    (picture,) = article.all("img")
    assert picture.attrs["alt"] == words


def test_a_note_and_a_correction_are_text(hostile: Path) -> None:
    """The remark on an article and the text of a correction say exactly the words."""
    words = words_of(hostile)
    assert page_at(hostile, "/2026/02/one/").root.text.count(words) > 5
    assert words in page_at(hostile, "/corrections/").root.text


def test_annotations_are_text(hostile: Path) -> None:
    """Marked words, and all that a note says, come out as written, and so do the names of both."""
    words = words_of(hostile)
    root = page_at(hostile, "/2026/02/one/").root
    assert words in [mark.text for mark in root.all("mark")]
    notes = {e.attrs["id"]: e for e in root.walk() if "note" in e.classes()}
    for kind in ("verdict", "note-fact", "note-text", "note-meta", "evidence"):
        (part,) = (e for e in notes["note-check"].walk() if kind in e.classes())
        assert words in part.text, kind
    assert words in notes["note-kind"].text
    assert words in notes["note-gone"].text
    labels = {e.attrs["id"]: e.attrs["aria-label"] for e in root.walk() if "ref" in e.classes()}
    assert all(words in labels[name] for name in ("ref-check", "ref-kind"))


def test_words_make_no_markup_in_feeds(harmless: Path, hostile: Path) -> None:
    """Hostile words change no element of a feed, nor of the HTML that its entries hold."""
    for name in ("feed.xml", "claims/feed.xml", "corrections/feed.xml", "sources/one/feed.xml"):
        assert _feed_shape(hostile / name) == _feed_shape(harmless / name), name
    title = ET.parse(hostile / "feed.xml").findtext("{*}title")
    assert title == words_of(hostile)


def _feed_shape(feed: Path) -> list[str]:
    return [
        name
        for element in ET.parse(feed).iter()
        for name in (
            element.tag,
            *sorted(element.attrib),
            *(e.tag for e in published.parse(_html(element)).walk()),
        )
    ]


def _html(element: ET.Element) -> str:
    return element.text or "" if element.tag.endswith("}content") else ""


def test_other_files_stay_what_they_are(hostile: Path) -> None:
    """The sitemap is well-formed, and the host's files have no line of anybody else's."""
    assert not [text for text in published.sitemap(hostile) if "<" in text or '"' in text]
    rules = dict(published.headers(hostile))
    assert not [name for given in rules.values() for name, _ in given if name == "Set-Cookie"]
    assert all(old.startswith("/") for old in published.redirects(hostile))


@pytest.mark.parametrize("name", sorted(HIDDEN))
def test_hidden_controls_are_refused(name: str, tmp_path: Path) -> None:
    """Words that hide or reorder what is read stop the build, in every place."""
    words, code = HIDDEN[name]
    root = digests.write(tmp_path, digests.with_words_everywhere(words))
    (root / "content/site.yaml").write_text("title: Small\nurl: https://small.example\n")
    done = run_digest("build", "--root", root)
    assert done.returncode == 1
    files = {line.split(":")[0] for line in done.stderr.splitlines() if f"[{code}]" in line}
    assert {f"content/{kind}/one.md" for kind in ("articles", "claims", "sources")} <= files
    assert not (root / "output").exists()


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_are_safe_or_refused(address: str, harmless: Path, tmp_path: Path) -> None:
    """An address in front matter is refused with its line, or linked so that nothing runs."""
    files = digests.with_words_everywhere(HARMLESS)
    article = str(files["content/articles/one.md"])
    quoted = digests.quoted(address)
    files["content/articles/one.md"] = article.replace("https://press.example/one", quoted)
    root = digests.write(tmp_path, files)
    done = run_digest("build", "--root", root)
    if done.returncode:
        assert done.returncode == 1
        line = 1 + article[: article.index("https://press.example/one")].count("\n")
        assert f"content/articles/one.md:{line}:" in done.stderr
        return
    assert shape_of(root / "output") == shape_of(harmless)
    for page in published.pages_of(root / "output"):
        for element in page.root.all("a"):
            assert element.attrs["href"].startswith(("https://", "mailto:", "/", "#"))
            assert not set(element.attrs["href"]) & set('<>" \u202e\\')


@pytest.mark.parametrize("alias", ALIASES)
def test_aliases_make_no_rules(alias: str, tmp_path: Path) -> None:
    """An alias is refused, or is one redirect from one address of ours to one page of ours."""
    files = digests.with_words_everywhere(HARMLESS)
    article = str(files["content/articles/one.md"])
    files["content/articles/one.md"] = article.replace(
        "editor: ab", f"aliases: [{digests.quoted(alias)}]"
    )
    root = digests.write(tmp_path, files)
    done = run_digest("build", "--root", root)
    if done.returncode:
        assert "[invalid-address]" in done.stderr
        return
    lines = (root / "output/_redirects").read_text(encoding="ascii").splitlines()
    rules = [line.split() for line in lines if line and not line.startswith("#")]
    assert [rule[1:] for rule in rules] == [["/2026/02/one/", "301"]]
    assert rules[0][0].startswith("/")
    assert not set(rules[0][0]) & set("*:<> ")


def test_a_file_name_is_text_too(tmp_path: Path) -> None:
    """A file whose name is markup becomes a page like any other."""
    files = digests.with_words_everywhere(HARMLESS)
    files["content/articles/o\"x'><b>{{7*7}}.md"] = files.pop("content/articles/one.md")
    site = build(digests.write(tmp_path, files), tmp_path / "output")
    assert (site / "2026/02/o-x-b-7-7/index.html").is_file()
    for page in published.pages_of(site):
        assert "{{" not in page.path.read_text(encoding="utf-8")
        assert not page.root.all("b")
