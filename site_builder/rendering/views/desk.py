"""What the view of one page is made from, and the smallest things that are made from it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from site_builder.graph import ClaimEntry, Site
from site_builder.language import direction, has_catalogue
from site_builder.model import (
    Claimant,
    Correction,
    Direction,
    Evidence,
    Moment,
    Review,
)
from site_builder.rendering.static import StaticFiles
from site_builder.rendering.views.records import (
    CorrectionView,
    EvidenceView,
    LinkView,
    MomentView,
    ReviewView,
    TextView,
)
from site_builder.routes import PageKind, Plan, PlannedPage

DESCRIPTION = 200
CLAIM = 240


T = TypeVar("T")
Picture = Callable[[PlannedPage], str]
"""Gives the address of the picture for those who share a page, empty where it has none."""


class Memo:
    """What was made for earlier pages: by the function that makes it, the key and the language."""

    def __init__(self) -> None:
        self._values: dict[tuple[Callable[..., Any], str, str], Any] = {}

    def once(self, make: Callable[["Desk", str], T], desk: "Desk", key: str) -> T:
        """Return what ``make`` makes, made now or earlier."""
        place = make, key, desk.lang
        if place not in self._values:
            self._values[place] = make(desk, key)
        value: T = self._values[place]
        return value


@dataclass(frozen=True, slots=True)
class Desk:
    """A page to be made: the site, its addresses, and the language that the page speaks.

    ``data`` is what the page says to programs, None for nothing. ``scripts`` lets every page run
    scripts, as the preview's must. ``picture`` gives the address of a page's
    picture for those who share it, or nothing. ``memo`` is shared by all pages
    of a site.
    """

    site: Site
    plan: Plan
    static: StaticFiles
    page: PlannedPage
    lang: str
    data: Mapping[str, object] | None
    scripts: bool
    picture: Picture
    memo: Memo


def no_picture(_page: PlannedPage) -> str:
    """Give no page a picture."""
    return ""


def remembered(make: Callable[[Desk, str], T]) -> Callable[[Desk, str], T]:
    """Let a function of a desk and a key make a thing once, however many pages show it.

    Pages that share an object also take it to another process as one. The function may look at
    everything of the desk but the page.
    """

    @wraps(make)
    def once(desk: Desk, key: str) -> T:
        return desk.memo.once(make, desk, key)

    return once


def spoken(lang: str, site: Site) -> str:
    """Choose the language of a page's own words: its content's, if we have a catalogue for it."""
    return lang if has_catalogue(lang) else site.settings.lang


def text_of(desk: Desk, text: str, lang: str, direct: Direction | None = None) -> TextView:
    """Say in which language a text is, unless it is the page's own."""
    own = direction(desk.lang)
    direct = direct or direction(lang)
    if lang == desk.lang:
        return TextView(text, "", "" if direct is own else direct.value)
    return TextView(text, lang, direct.value)


def plain_text(text: str) -> TextView:
    """Return a text whose language is the page's as far as we know."""
    return TextView(text, "", "")


NOTHING = plain_text("")


def own_text(desk: Desk, text: str) -> TextView:
    """Return a text in the digest's language, as ``site.yaml`` has them."""
    return text_of(desk, text, desk.site.settings.lang, desk.site.settings.dir)


def moment_of(moment: Moment) -> MomentView:
    """Return a date for readers."""
    return MomentView(moment.day, moment.clock, moment.iso)


def perhaps(moment: Moment | None) -> MomentView | None:
    """Return a date for readers, where there is one."""
    return None if moment is None else moment_of(moment)


def plain_link(label: str, address: str) -> LinkView:
    """Return a name that may be in any language."""
    return LinkView(label, address, "", "")


@remembered
def article_link(desk: Desk, key: str) -> LinkView:
    """Return the title of an article, in its language, and its address."""
    article = desk.site.entries[key].article
    title = text_of(desk, article.title, article.lang, article.dir)
    return LinkView(title.text, desk.plan.articles[key], title.lang, title.dir)


def note_address(article: LinkView, annotation: str) -> str:
    """Return the address of a note in an article, by its id."""
    return f"{article.address}#note-{quote(annotation)}"


@remembered
def source_link(desk: Desk, key: str) -> LinkView:
    """Return a publisher's name and address."""
    return plain_link(desk.site.sources[key].source.name, desk.plan.sources[key])


@remembered
def topic_link(desk: Desk, key: str) -> LinkView:
    """Return a topic's name and address."""
    return plain_link(desk.site.topics[key].name, desk.plan.topics[key])


def topic_links(desk: Desk, keys: Iterable[str]) -> tuple[LinkView, ...]:
    """Return the names and addresses of topics, in their order."""
    return tuple(topic_link(desk, key) for key in keys)


@remembered
def claim_link(desk: Desk, key: str) -> LinkView:
    """Return a claim in its own words, and its address."""
    text = claim_text(desk, desk.site.claims[key])
    return LinkView(text.text, desk.plan.claims[key], text.lang, text.dir)


def claim_text(desk: Desk, entry: ClaimEntry) -> TextView:
    """Return what is claimed, in its language; a long quotation is cut."""
    return text_of(desk, shorten(entry.claim.text, CLAIM), entry.lang, entry.dir)


def claim_fact(desk: Desk, entry: ClaimEntry) -> TextView:
    """Return what is true, in the language of the check's page."""
    return text_of(desk, entry.claim.fact or "", spoken(entry.lang, desk.site))


@remembered
def page_link(desk: Desk, slug: str) -> LinkView | None:
    """Return the title and address of a page of the digest, where it has one of that slug."""
    entry = desk.site.pages.get(slug)
    if entry is None:
        return None
    title = text_of(desk, entry.page.title, entry.page.lang, entry.page.dir)
    return LinkView(title.text, desk.plan.pages_by_slug[slug], title.lang, title.dir)


def index_address(desk: Desk, kind: PageKind) -> str:
    """Return the address of a list, empty where this site has none of that kind."""
    return desk.plan.indexes.get(kind, "")


def canonical(desk: Desk, address: str) -> str:
    """Return an address of ours with scheme and host."""
    return desk.site.settings.base_url + address


def person_link(desk: Desk, who: str | None) -> LinkView | None:
    """Return a person of ``site.yaml``, or the name as it was written."""
    if who is None:
        return None
    person = desk.site.settings.people.get(who)
    return plain_link(who, "") if person is None else plain_link(person.name, person.url or "")


def claimant_link(desk: Desk, claimant: Claimant) -> LinkView:
    """Return who says so: a publisher with its page, or a name."""
    if claimant.source is not None:
        return source_link(desk, claimant.source.value)
    return plain_link(claimant.name or "", claimant.url or "")


def claimant_links(desk: Desk, claimants: Iterable[Claimant]) -> tuple[LinkView, ...]:
    """Return all who say so, in their order."""
    return tuple(claimant_link(desk, claimant) for claimant in claimants)


def host_of(url: str) -> str:
    """Return the host of an address as readers know it: without ``www.``."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def report_address(desk: Desk) -> str:
    """Return where a reader reports an error on this page, empty where the digest says nothing.

    A mail's subject names the page.
    """
    contact = desk.site.settings.contact
    if contact is None:
        return desk.plan.pages_by_slug.get("contact", "")
    if contact.startswith(("http:", "https:")):
        return contact
    subject = quote(canonical(desk, desk.page.address), safe="")
    return f"mailto:{contact.removeprefix('mailto:')}?subject={subject}"


def evidence_of(
    proofs: Iterable[Evidence], lang: str = "", direct: str = ""
) -> tuple[EvidenceView, ...]:
    """Return proofs for readers, in their order; their words have a language where it is known."""
    return tuple(
        EvidenceView(
            title=plain_link(proof.title, proof.url or ""),
            citation=proof.citation or "",
            archived=proof.archived or "",
            accessed=perhaps(proof.accessed),
            kind="" if proof.kind is None else proof.kind.value,
            quote=proof.quote or "",
            lang=lang,
            dir=direct,
        )
        for proof in proofs
    )


_NOBODY = ReviewView(None, None, None, None)


def review_of(desk: Desk, review: Review) -> ReviewView:
    """Return who stands behind a check."""
    if not (review.by or review.reviewer or review.checked or review.review_by):
        return _NOBODY
    return ReviewView(
        by=person_link(desk, review.by),
        reviewer=person_link(desk, review.reviewer),
        checked=perhaps(review.checked),
        review_by=perhaps(review.review_by),
    )


def correction_of(correction: Correction, subject: LinkView) -> CorrectionView:
    """Return a correction of ``subject`` for readers."""
    return CorrectionView(
        date=moment_of(correction.date),
        text=correction.text,
        severity=correction.severity.value,
        subject=subject,
    )


def shorten(text: str, limit: int) -> str:
    """Cut a text to ``limit`` characters: after a whole word where there are words."""
    text = text.strip()
    if len(text) <= limit:
        return text
    head = text[:limit]
    words = head.rpartition(" ")[0]
    return f"{(words if len(words) > limit // 2 else head).rstrip(' ,;:–—-')}…"


def describe(text: str) -> str:
    """Cut a text to what a search engine shows of a page's description."""
    return shorten(text, DESCRIPTION)
