"""What every published page holds to: valid markup, no live link dead, nothing that could run."""

import gzip
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import imagesize
import published
import pytest
from conftest import NODE_MODULES

MOST_BYTES = 60_000
# A block of data is no script, and no policy is asked about it (HTML, "prepare the script
# element"): the checker looks at the element's name alone. A test below finds any other.
TAKEN_FOR_A_SCRIPT = "Inline script violates Content Security Policy (meta tag)"


@pytest.fixture(scope="module", params=["built_site", "persian_site"])
def site(request: pytest.FixtureRequest) -> Path:
    """Return a whole site: the project's own digest, then a Persian one."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> list[published.Page]:
    """Return all pages of the site."""
    return published.pages_of(site)


@pytest.mark.tool("java", "vnu")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", ["built_site", "persian_site", "noted_site"])
def test_the_checker_of_the_web_finds_nothing(name: str, request: pytest.FixtureRequest) -> None:
    """The Nu HTML checker has no error and no warning for any page or stylesheet."""
    site: Path = request.getfixturevalue(name)
    jar = NODE_MODULES / "vnu-jar/build/dist/vnu.jar"
    java = shutil.which("java") or ""
    # Java has things to say of its own, on standard error.
    options = ("--stdout", "--format", "json", "--skip-non-html", "--also-check-svg")
    done = subprocess.run(
        [java, "-Xss2m", "-jar", str(jar), *options, str(site)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout, done.stderr
    messages = json.loads(done.stdout)["messages"]
    lines = [f"{m['url']}:{m.get('lastLine')}: {m['message']}" for m in messages]
    assert not [line for line in lines if TAKEN_FOR_A_SCRIPT not in line]


def test_every_kind_of_page_is_there(pages: list[published.Page]) -> None:
    """The site has pages of all kinds, so that the other tests have seen each of them."""
    kinds = set(published.KINDS) - {"numbered"}
    assert kinds <= {page.kind for page in pages}


def test_nothing_can_run(pages: list[published.Page]) -> None:
    """No script but the search's, no style but the stylesheet, no handler, frame or form."""
    banned = {"script", "style", "iframe", "object", "embed", "form", "base", "frame", "template"}
    for page in pages:
        for element in page.root.walk():
            handlers = [name for name in element.attrs if name.startswith("on") or name == "style"]
            allowed = element.attrs.get("type") == "application/ld+json" or _is_search(
                page, element
            )
            assert element.tag not in banned or allowed, f"{page.address}:{element.line}"
            assert not handlers, f"{page.address}:{element.line}"


def _is_search(page: published.Page, element: published.Element) -> bool:
    source = element.attrs.get("src", "")
    own = re.fullmatch(r"/assets/search\.[0-9a-f]{8}\.js", source) is not None
    return page.kind == "search" and own and not element.text


def test_every_page_but_the_search_forbids_scripts(pages: list[published.Page]) -> None:
    """It says so itself, before anything that could run."""
    for page in pages:
        head = page.root.all("head")[0].all("meta", "link", "script")
        policy = {"http-equiv": "Content-Security-Policy", "content": "script-src 'none'"}
        assert (head[1].attrs == policy) == (page.kind != "search"), page.address


def test_only_harmless_schemes_are_linked(pages: list[published.Page]) -> None:
    """Each address on a page is http, https or mailto."""
    found = {urlsplit(url).scheme for page in pages for _, url in page.references()}
    assert found <= {"http", "https", "mailto"}


def test_nothing_is_fetched_from_elsewhere(pages: list[published.Page]) -> None:
    """Pictures, fonts and stylesheets come from the site itself."""
    fetched = [
        url
        for page in pages
        for element, url in page.references()
        if element.tag in {"img", "source", "script"} or element.attrs.get("rel") == "stylesheet"
    ]
    assert fetched
    assert {urlsplit(url).netloc for url in fetched} == {"here.example"}


def test_pages_are_light(site: Path, pages: list[published.Page]) -> None:
    """A page with its stylesheet, icon and script is at most 60 KB as a host sends it."""
    for page in pages:
        needed = {page.path, *_needed(page, site)}
        weight = sum(len(gzip.compress(file.read_bytes(), 6)) for file in needed)
        assert weight <= MOST_BYTES, page.address


def _needed(page: published.Page, site: Path) -> Iterator[Path]:
    """Yield the files that come with a page, pictures and the font aside."""
    for element, url in page.references():
        wanted = element.attrs.get("rel") in {"stylesheet", "icon"} or element.tag == "script"
        if wanted and (file := published.served(site, url)):
            yield file


def test_no_link_is_dead(site: Path, pages: list[published.Page]) -> None:
    """Each address of ours leads to a file, each fragment to an element with that id."""
    by_path = {page.path: frozenset(page.ids) for page in pages}
    moved = published.redirects(site)
    own = _own_address(pages)
    dead = []
    for page in pages:
        for element, url in page.references():
            parts = urlsplit(url.replace(own, published.HERE, 1) if url.startswith(own) else url)
            if parts.netloc != "here.example" or parts.path in moved:
                continue
            file = published.served(site, parts.geturl())
            fragment = unquote(parts.fragment)
            if file is None or (fragment and fragment not in by_path[file]):
                dead.append(f"{page.address}:{element.line} -> {parts.geturl()}")
    assert not dead


def _own_address(pages: list[published.Page]) -> str:
    home = next(page for page in pages if page.address == "/")
    canonical = next(e for e in home.root.all("link") if e.attrs.get("rel") == "canonical")
    return canonical.attrs["href"].rstrip("/")


def test_redirects_lead_somewhere(site: Path) -> None:
    """An older address leads to a page that is there, and stands in nobody's way."""
    for old, new in published.redirects(site).items():
        assert published.served(site, published.HERE + new), new
        assert published.served(site, published.HERE + old) is None, old


def test_ids_are_given_once(pages: list[published.Page]) -> None:
    """No page has two elements with one id."""
    twice = {
        page.address: [name for name, count in Counter(page.ids).items() if count > 1]
        for page in pages
    }
    assert not {address: names for address, names in twice.items() if names}


def test_what_names_an_id_finds_it(pages: list[published.Page]) -> None:
    """Labels and descriptions name elements of their own page."""
    assert not [lost for page in pages for lost in _lost_names(page)]


def _lost_names(page: published.Page) -> Iterator[str]:
    ids = frozenset(page.ids)
    for element in page.root.walk():
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "for"):
            if not ids.issuperset(element.attrs.get(name, "").split()):
                yield f"{page.address}:{element.line} {name}"


def test_headings_are_an_outline(pages: list[published.Page]) -> None:
    """A page has one h1, and no heading is more than one level below the last; none is empty."""
    for page in pages:
        levels = [level for level, _ in page.headings]
        assert levels.count(1) == 1, page.address
        steps = [b - a for a, b in pairwise(levels)]
        assert max(steps, default=0) <= 1, f"{page.address}: {page.headings}"
        assert all(text for _, text in page.headings), page.address


def test_a_page_says_what_it_is(pages: list[published.Page]) -> None:
    """Each page has a language, a direction, a title of its own, a description and a main part."""
    for page in pages:
        (html,) = page.root.all("html")
        assert html.attrs["lang"], page.address
        assert html.attrs.get("dir", "ltr") in {"ltr", "rtl"}, page.address
        assert len(page.root.all("main")) == 1, page.address
        assert len([e for e in page.root.all("meta") if e.attrs.get("name") == "viewport"]) == 1
    titles = Counter(page.root.all("title")[0].text.strip() for page in pages)
    assert not [title for title, count in titles.items() if count > 1 or not title]


def test_pages_name_their_own_address(pages: list[published.Page]) -> None:
    """A page that search engines may list says under which address."""
    own = _own_address(pages)
    for page in pages:
        if _indexed(page):
            links = [e for e in page.root.all("link") if e.attrs.get("rel") == "canonical"]
            assert [e.attrs["href"] for e in links] == [own + page.address]


def _indexed(page: published.Page) -> bool:
    robots = [e.attrs["content"] for e in page.root.all("meta") if e.attrs.get("name") == "robots"]
    return page.kind != "404" and not any("noindex" in content for content in robots)


def test_the_sitemap_lists_what_is_indexed(site: Path, pages: list[published.Page]) -> None:
    """The sitemap has every page that search engines may list, and no other."""
    own = _own_address(pages)
    listed = published.sitemap(site)
    assert sorted(listed) == sorted(own + p.address for p in pages if _indexed(p))


def test_robots_are_shown_the_sitemap(site: Path, pages: list[published.Page]) -> None:
    """The file robots.txt names the sitemap by its whole address."""
    robots = (site / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {_own_address(pages)}/sitemap.xml" in robots.splitlines()


def test_pictures_have_words_and_a_size(pages: list[published.Page]) -> None:
    """Each picture says what it shows and how much room it takes, so that nothing jumps."""
    for page in pages:
        for picture in page.root.all("img"):
            assert "alt" in picture.attrs, f"{page.address}:{picture.line}"
            assert int(picture.attrs["width"]) > 0
            assert int(picture.attrs["height"]) > 0


def test_cards_are_what_pages_say(site: Path, pages: list[published.Page]) -> None:
    """The picture of a shared page is there, of the size that the page gives, with words for it."""
    own = _own_address(pages)
    for page in pages:
        meta = {e.attrs.get("property"): e.attrs.get("content") for e in page.root.all("meta")}
        if url := meta.get("og:image"):
            assert page.kind in {"article", "claim"}
            file = published.served(site, url.removeprefix(own))
            assert file is not None
            size = imagesize.get(file)
            assert size == (int(meta["og:image:width"] or 0), int(meta["og:image:height"] or 0))
            assert meta["og:image:alt"]


def test_every_claim_in_latin_letters_has_a_card(built_site: Path) -> None:
    """Who shares a claim shares its verdict; a claim that was withdrawn has none."""
    for page in published.pages_of(built_site):
        if page.kind == "claim" and not re.search("[\u0600-\u06ff]", page.root.all("h1")[0].text):
            found = {e.attrs.get("property") for e in page.root.all("meta")}
            judged = any("data-pagefind-body" in e.attrs for e in page.root.all("h1"))
            assert ("og:image" in found) == judged, page.address


def test_files_that_never_change_have_hashed_names(site: Path) -> None:
    """Stylesheets, fonts and assets carry a hash, and may be kept for a year."""
    rules = published.headers(site)
    files = [p for p in site.rglob("*") if p.suffix in {".css", ".woff2", ".png", ".jpg", ".svg"}]
    assert files
    for file in files:
        assert re.search(r"[.-][0-9a-f]{8,}\.\w+$", file.name), file.name
        address = published.address_of(file, site)
        assert "immutable" in published.headers_for(rules, address).get("Cache-Control", "")


def test_the_host_is_told_to_be_careful(site: Path) -> None:
    """Every page comes with the headers that keep others out."""
    found = published.headers_for(published.headers(site), "/")
    policy = found["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy
    assert "unsafe-inline" not in policy
    for directive in ("base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"):
        assert directive in policy
    assert found["X-Content-Type-Options"] == "nosniff"
    assert {"Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"} <= found.keys()


def test_every_verdict_is_a_word(pages: list[published.Page]) -> None:
    """What is marked with a verdict says it in words, not by colour or shape alone."""
    silent = [
        f"{page.address}:{element.line}"
        for page in pages
        for element in page.root.walk()
        if "verdict" in element.classes() and not element.text.strip()
    ]
    assert not silent


def test_words_of_another_script_say_their_language(built_site: Path) -> None:
    """In an English digest, Persian words say that they are; a bare name is isolated at least."""
    languages = {
        language
        for page in published.pages_of(built_site)
        for text, language in _texts(page.root, "")
        if re.search("[\u0600-\u06ff]{3}", text)
    }
    assert languages == {"fa"}


def _texts(element: published.Element, language: str) -> Iterator[tuple[str, str]]:
    own = element.attrs.get("lang", language)
    for child in element.children:
        if isinstance(child, str):
            yield child, own
        elif child.tag != "bdi" or "lang" in child.attrs:
            yield from _texts(child, own)
