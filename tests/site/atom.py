"""Two checkers of feeds: the grammar of Atom, asked by Jing, and the rules in the RFC's text.

Neither knows how the feeds are made. The grammar is the RFC's own (RFC 4287, Appendix B); what it
can't say is written anew here from the text, and each rule names the section that it comes from.
"""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from conftest import NODE_MODULES, ROOT

GRAMMAR = ROOT / "tests/rfc4287.rnc"
# The Nu HTML checker brings Jing, a validator of RELAX NG, under a name of its own.
JAR = NODE_MODULES / "vnu-jar/build/dist/vnu.jar"
JING = "nu.validator.vendor.thaiopensource.relaxng.util.Driver"
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Section 4.1.1 and 4.1.2: how often each child may stand.
ONE, OPTIONAL, SOME, ANY = (1, 1), (0, 1), (1, 10**6), (0, 10**6)
CHILDREN = {
    "feed": {
        "id": ONE,
        "title": ONE,
        "updated": ONE,
        "subtitle": OPTIONAL,
        "rights": OPTIONAL,
        "icon": OPTIONAL,
        "logo": OPTIONAL,
        "generator": OPTIONAL,
        "link": ANY,
        "author": ANY,
        "category": ANY,
        "contributor": ANY,
        "entry": ANY,
    },
    "entry": {
        "id": ONE,
        "title": ONE,
        "updated": ONE,
        "published": OPTIONAL,
        "summary": OPTIONAL,
        "content": OPTIONAL,
        "rights": OPTIONAL,
        "source": OPTIONAL,
        "link": ANY,
        "author": ANY,
        "category": ANY,
        "contributor": ANY,
    },
    "author": {"name": ONE, "uri": OPTIONAL, "email": OPTIONAL},
}
ATTRIBUTES = {
    "link": {"href", "rel", "type", "hreflang", "title", "length"},
    "category": {"term", "scheme", "label"},
    "content": {"type", "src"},
    "title": {"type"},
    "summary": {"type"},
    "subtitle": {"type"},
    "rights": {"type"},
}
RELATIONS = {"self", "alternate", "via", "related", "enclosure"}
# Section 3.3: RFC 3339 with an upper-case T, and a zone.
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
# RFC 3987: what no IRI holds.
NOT_IN_IRI = re.compile(r"[\s<>\"{}|\\^`\x00-\x20\x7f]|%(?![0-9A-Fa-f]{2})")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


def faults_by_the_grammar(feeds: Iterable[Path]) -> list[str]:
    """Return what Jing has to say of some feeds, a line for each fault."""
    java = shutil.which("java") or ""
    command = [java, "-cp", str(JAR), JING, "-c", str(GRAMMAR), *map(str, feeds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode in {0, 1}, done.stderr
    return done.stdout.splitlines()


def faults_of(data: bytes) -> list[str]:
    """Return what is wrong with a feed; it must be well-formed XML (else ``ParseError``)."""
    root = ET.fromstring(data)
    if root.tag != f"{ATOM}feed":
        return [f"the root is {root.tag}"]
    return [*_of_tree(root), *_of_feed(root)]


def _of_tree(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        name = element.tag.removeprefix(ATOM)
        yield from _of_children(element, name)
        yield from _of_attributes(element, name)
        match name:
            case "updated" | "published":
                yield from _of_date(element.text or "")
            case "id" | "uri" | "icon" | "logo":
                yield from _of_iri(element.text or "")
            case "link":
                yield from _of_link(element)
            case "name" if not (element.text or "").strip():
                yield "3.2.1: a person without a name"
            case "content":
                yield from _of_content(element)
            case "title" | "summary" | "subtitle":
                yield from _of_text(element)


def _of_children(element: ET.Element, name: str) -> Iterator[str]:
    allowed = CHILDREN.get(name, {})
    counts = Counter(child.tag.removeprefix(ATOM) for child in element)
    if not allowed and counts:
        yield f"{name} has children: {sorted(counts)}"
        return
    yield from (f"{name} may hold no {child}" for child in counts.keys() - allowed.keys())
    for child, (least, most) in allowed.items():
        if not least <= counts[child] <= most:
            yield f"{name} holds {counts[child]} times {child}"


def _of_attributes(element: ET.Element, name: str) -> Iterator[str]:
    given = set(element.attrib) - {LANG}
    yield from (f"{name} has @{key}" for key in given - ATTRIBUTES.get(name, set()))
    if not LANGUAGE.fullmatch(element.get(LANG, "en")):
        yield f"2: xml:lang {element.get(LANG)}"
    if name == "category" and not element.get("term"):
        yield "4.2.2.1: a category without a term"


def _of_date(text: str) -> Iterator[str]:
    if not DATE.fullmatch(text):
        yield f"3.3: no date: {text}"
        return
    datetime.fromisoformat(text)


def _of_iri(text: str) -> Iterator[str]:
    if NOT_IN_IRI.search(text) or not urlsplit(text).scheme:
        yield f"4.2.6: no absolute IRI: {text!r}"


def _of_link(element: ET.Element) -> Iterator[str]:
    yield from _of_iri(element.get("href", ""))
    relation = element.get("rel", "alternate")
    if relation not in RELATIONS:
        yield f"4.2.7.2: the relation {relation}"
    if not re.fullmatch(r"[\w.+-]+/[\w.+-]+", element.get("type", "text/html")):
        yield f"4.2.7.3: the type {element.get('type')}"


def _of_content(element: ET.Element) -> Iterator[str]:
    if element.get("type") != "html":
        yield f"4.1.3.1: the content's type is {element.get('type')}"
    elif not (element.text or "").strip():
        yield "4.1.3: content that is empty"


def _of_text(element: ET.Element) -> Iterator[str]:
    if element.get("type", "text") not in {"text", "html"}:
        yield f"3.1.1: the type {element.get('type')}"


def _of_feed(root: ET.Element) -> Iterator[str]:
    entries = root.findall(f"{ATOM}entry")
    if root.find(f"{ATOM}author") is None:
        authors = [entry.find(f"{ATOM}author") for entry in entries]
        yield from ("4.1.1: an entry without an author" for author in authors if author is None)
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    yield from (f"4.1.1: the id {key} stands {n} times" for key, n in ids.items() if n > 1)
    for holder in (root, *entries):
        yield from _of_links(holder)
    if not _relations(root, "self"):
        yield "4.1.1: a feed that does not say its own address"
    for entry in entries:
        bare = entry.find(f"{ATOM}content") is None
        if bare and (not _relations(entry, "alternate") or entry.find(f"{ATOM}summary") is None):
            yield "4.1.2: an entry without content needs a link and a summary"


def _of_links(holder: ET.Element) -> Iterator[str]:
    kinds = Counter(
        (link.get("type"), link.get("hreflang")) for link in _relations(holder, "alternate")
    )
    yield from (f"4.1.1, 4.1.2: {n} alternates of {kind}" for kind, n in kinds.items() if n > 1)


def _relations(holder: ET.Element, relation: str) -> list[ET.Element]:
    links = holder.findall(f"{ATOM}link")
    return [link for link in links if link.get("rel", "alternate") == relation]
