"""The bundled templates with real views: every page of a site that has a bit of everything."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import time
from functools import partial
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from records import (
    SETTINGS,
    article,
    build,
    cites,
    claim,
    mode,
    moment,
    page,
    rendered,
    source,
    topic,
)

from site_builder.anchoring import Standing
from site_builder.diagnostics import Place
from site_builder.graph import Rendered, Site
from site_builder.markdown.body import Body, Footnote, Heading, Html
from site_builder.model import (
    AnnotationStatus,
    Claim,
    Claimant,
    Direction,
    Evidence,
    EvidenceKind,
    FollowUp,
    Located,
    MarkdownText,
    Person,
    Reproduction,
    Review,
    Source,
)
from site_builder.rendering import (
    bundled_templates,
    load_templates,
    make_views,
    render_page,
    static_files,
)
from site_builder.routes import PageKind, make_plan
from site_builder.structured_data import describe

Pages = Mapping[str, tuple[PageKind, str]]

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 * 7 }}\u202bאב'
PLACE = Place("content/articles/a.md")
NOTE = Footnote(1, "fn-a", ("fn-ref-a",), Html(("<p>A note.</p>",), ()))
LONG = Body(
    content=Html(('<h2 id="h-1">One</h2><p>Text.<a id="fn-ref-a" href="#fn-a">1</a></p>',), ()),
    footnotes=(NOTE,),
    text="Text.",
    headings=tuple(Heading(2, "h-1", HOSTILE) for _ in range(3)),
    links=(),
    ids=frozenset({"h-1", "fn-ref-a", "fn-a"}),
    words=900,
)
PLAIN = Body(Html(("<p>A remark.</p>",), ()), (), "A remark.", (), (), frozenset(), 2)
REVIEW = Review("ab", HOSTILE, moment("2026-01-05"), moment("2027-01-05"))
EVIDENCE = (
    Evidence(
        HOSTILE,
        "https://proof.example/a?b=c&d=e",
        None,
        "https://archive.example/1",
        moment("2026-01-04"),
        EvidenceKind.PRIMARY,
        HOSTILE,
    ),
    Evidence("A book", None, HOSTILE, None, None, EvidenceKind.SECONDARY, None),
)


def a_site(lang: str) -> Site:
    """Make a site in which every optional thing is there at least once, and missing once."""
    settings = replace(
        SETTINGS,
        title=f"Digest {HOSTILE}",
        lang=lang,
        dir=Direction.RTL if lang == "fa" else Direction.LTR,
        description=HOSTILE,
        notice=HOSTILE,
        per_page=3,
        people={"ab": Person("ab", HOSTILE, "https://ab.example/")},
        contact="desk@digest.example",
    )
    site, _ = build(
        [*_articles(lang), *(article(f"more-{n}", tags=["trade"]) for n in range(9))],
        settings=settings,
        shown=mode(drafts=True, future=True),
        sources=[_publisher(), source("bare", "Bare")],
        topics=[topic("trade", HOSTILE, ["commerce"]), topic("idle", "Idle")],
        claims=list(_claims()),
        pages=[page(slug) for slug in ("methodology", "corrections-policy", "about")],
        bodies={
            "content/claims/c.md": LONG,
            "content/pages/about.md": LONG,
            "content/sources/irna.md": PLAIN,
            "content/topics/trade.md": PLAIN,
        },
    )
    return site


def _articles(lang: str) -> Iterator[Rendered]:
    local = cites("c")._replace(
        id="local",
        claim=None,
        verdict=Located("unproven", PLACE),
        fact=HOSTILE,
        evidence=EVIDENCE,
        review=REVIEW,
    )
    full = article(
        "a",
        date="2025-12-20",
        tags=["trade", "customs"],
        annotations=[cites("c"), local, cites("gone")._replace(id="g")],
        corrections=["2026-01-03"],
        lang=lang,
    )
    reference = replace(
        full.source,
        author=HOSTILE,
        citation=HOSTILE,
        archived="https://archive.example/a",
        retrieved=moment("2025-12-21"),
    )
    yield rendered(
        replace(
            full,
            title=HOSTILE,
            summary=HOSTILE,
            source=reference,
            updated=moment("2026-02-01"),
            editor="ab",
            note=MarkdownText("A remark.", PLACE),
            reproduction=Reproduction.EXCERPT,
        ),
        LONG,
        PLAIN,
        Standing.of(SETTINGS, _claims(), drafts=True),
    )
    other = article("b", lang="en" if lang == "fa" else "fa", translation_of="a", tags=["trade"])
    yield rendered(replace(other, reproduction=Reproduction.WITHDRAWN), LONG)
    yield rendered(article("draft", draft=True, tags=["customs"], date="2025-10-01"), PLAIN)
    yield rendered(article("later", date="2099-01-01"), PLAIN)


def _publisher() -> Source:
    return replace(
        source("irna", full_name=HOSTILE, aliases=["The agency"]),
        url="https://irna.example/",
        kind=HOSTILE,
        owner=HOSTILE,
        country=HOSTILE,
        languages=("en", "fa"),
    )


def _claims() -> Iterator[Claim]:
    steps = (
        FollowUp(moment("2026-01-06"), "asked-for-correction", "irna", "none"),
        FollowUp(moment("2026-01-07"), HOSTILE, HOSTILE, HOSTILE),
    )
    yield replace(
        claim("c", related=["d"], corrections=["2026-01-08"]),
        text=HOSTILE,
        claimants=(Claimant(None, HOSTILE, None), Claimant(Located("irna", PLACE), None, None)),
        fact=HOSTILE,
        evidence=EVIDENCE,
        review=REVIEW,
        follow_up=steps,
    )
    yield claim("d")
    yield replace(claim("gone", status=AnnotationStatus.WITHDRAWN), reason=HOSTILE)


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a page: its tag and its attributes."""

    tag: str
    attrs: Mapping[str, str]


class _Reader(HTMLParser):
    """Reads a page's elements, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}))


def elements_of(html: str) -> list[Element]:
    """Return a page's elements, in order."""
    reader = _Reader()
    reader.feed(html)
    return reader.elements


@pytest.fixture(scope="module", params=["en", "fa"])
def pages(request: pytest.FixtureRequest) -> Pages:
    """Return the kind and the HTML of every page of a site, by address, in two languages."""
    site = a_site(request.param)
    plan, _ = make_plan(site)
    templates, problems = load_templates(bundled_templates(), None)
    static, faults = static_files(templates, site.settings)
    assert problems + faults == []
    rendered = {}
    for planned in plan.pages:
        view = next(make_views(site, plan, static, [planned], partial(describe, site, plan)))
        data, problems = render_page(templates, f"{planned.kind.value}.html", view)
        assert problems == []
        rendered[planned.address] = (planned.kind, data.decode())
    return rendered


def test_every_kind_is_rendered(pages: Pages) -> None:
    """The site has a page of each kind, and numbered ones."""
    assert {kind for kind, _ in pages.values()} == set(PageKind)
    assert any("/page/1/" in address for address in pages)


def test_markup_of_an_editor_is_text(pages: Pages) -> None:
    """No element, attribute or expression comes from a title, a name or any other text."""
    for kind, html in pages.values():
        elements = elements_of(html)
        scripts = [e.attrs.get("type") for e in elements if e.tag == "script"]
        own = ["module"] if kind is PageKind.SEARCH else []
        assert scripts in (own, [*own, "application/ld+json"])
        assert not [e for e in elements if any(name.startswith("on") for name in e.attrs)]
        assert "49" not in re.sub(r"[0-9a-f]{8}", "", html)


def test_no_page_holds_a_style(pages: Pages) -> None:
    """The pages' policy allows no inline style."""
    for _, html in pages.values():
        elements = elements_of(html)
        assert not [e for e in elements if "style" in e.attrs or e.tag == "style"]


def test_ids_are_unique_and_references_meet(pages: Pages) -> None:
    """An id stands once; labels and links within a page find theirs."""
    for address, (_, html) in pages.items():
        elements = elements_of(html)
        ids = Counter(e.attrs["id"] for e in elements if "id" in e.attrs)
        assert not [name for name, count in ids.items() if count > 1], address
        labels = {e.attrs["aria-labelledby"] for e in elements if "aria-labelledby" in e.attrs}
        fragments = {
            e.attrs["href"][1:] for e in elements if e.attrs.get("href", "").startswith("#")
        }
        assert labels | fragments <= ids.keys(), address


def test_headings_have_no_gaps(pages: Pages) -> None:
    """A page has one first heading, and no level is left out on the way down."""
    for address, (_, html) in pages.items():
        levels = [int(e.tag[1]) for e in elements_of(html) if re.fullmatch(r"h[1-6]", e.tag)]
        assert levels.count(1) == 1, address
        steps = pairwise(levels)
        assert all(after <= before + 1 for before, after in steps), (address, levels)


def test_links_lead_to_pages_of_the_plan(pages: Pages) -> None:
    """An address of ours is one that is built, or a feed."""
    for address, (_, html) in pages.items():
        links = {e.attrs["href"] for e in elements_of(html) if e.tag == "a"}
        ours = {link.partition("#")[0] for link in links if link.startswith("/")}
        data = {f"{address}annotations.jsonld", *(one for one in ours if "feed." in one)}
        assert ours <= pages.keys() | data, address


def test_glyphs_that_are_drawn_are_there(pages: Pages) -> None:
    """A page carries the glyphs that it uses, and no others."""
    for address, (_, html) in pages.items():
        elements = elements_of(html)
        used = {e.attrs["href"][1:] for e in elements if e.tag == "use"}
        assert used == {e.attrs["id"] for e in elements if e.tag == "symbol"}, address


def test_pages_say_their_language_and_their_place(pages: Pages) -> None:
    """Language, direction, title, description, and the address for search engines."""
    for address, (kind, html) in pages.items():
        elements = elements_of(html)
        root = next(e for e in elements if e.tag == "html")
        assert root.attrs["dir"] == ("rtl" if root.attrs["lang"] == "fa" else "ltr")
        canonical = [e.attrs["href"] for e in elements if e.attrs.get("rel") == "canonical"]
        missing = kind is PageKind.NOT_FOUND
        assert canonical == ([] if missing else [f"https://digest.example{address}"])
        assert ('<meta name="robots" content="noindex">' in html) or not missing
        assert next(e for e in elements if e.attrs.get("name") == "description").attrs["content"]


def test_what_was_withdrawn_has_no_verdict(pages: Pages) -> None:
    """The page of a withdrawn claim says why, and shows neither verdict nor mark."""
    _, html = pages["/claims/gone/"]
    assert "data-verdict" not in html.partition("<main")[2].partition("</main>")[0]


def test_persons_are_links_where_they_have_a_page(pages: Pages) -> None:
    """A person of ``site.yaml`` leads to the address given there."""
    assert 'href="https://ab.example/"' in pages["/claims/c/"][1]


def test_times_of_day_are_shown() -> None:
    """A date with a time has both, for readers and for machines."""
    clock = moment("2026-01-02")._replace(clock=time(14, 5))
    site, _ = build([replace(article("a"), date=clock)])
    plan, _ = make_plan(site)
    templates, _ = load_templates(bundled_templates(), None)
    static, _ = static_files(templates, site.settings)
    planned = next(p for p in plan.pages if p.kind is PageKind.ARTICLE)
    data, _ = render_page(
        templates,
        "article.html",
        next(make_views(site, plan, static, [planned], partial(describe, site, plan))),
    )
    assert '<time datetime="2026-01-02T14:05">2 Jan. 2026, 14:05</time>' in data.decode()
