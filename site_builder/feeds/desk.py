"""What entries of feeds are made from, and the smallest things that are made from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from site_builder.feeds.feed import Person
from site_builder.feeds.html import NOTHING, Markup, element, joined, link, plain, text
from site_builder.feeds.words import Words
from site_builder.graph import Site
from site_builder.markdown.body import Footnote, Html
from site_builder.model import Claimant, Correction, Evidence, Review
from site_builder.routes import Plan


@dataclass(frozen=True, slots=True)
class Desk:
    """A site, its addresses, and those of its pictures with scheme and host."""

    site: Site
    plan: Plan
    pictures: Mapping[str, str]

    @classmethod
    def of(cls, site: Site, plan: Plan) -> "Desk":
        """Prepare to write the feeds of a site."""
        base_url = site.settings.base_url
        return cls(site, plan, {key: base_url + plan.assets[key] for key in site.assets})

    def whole(self, address: str) -> str:
        """Return an address of ours with scheme and host."""
        return self.site.settings.base_url + address

    def words(self, lang: str) -> Words:
        """Return the words for what is written in a language."""
        return Words(lang, self.site.settings.lang)

    def lasting_id(self, kind: str, key: str) -> str:
        """Name a thing for ever, by the digest's address and the key that no title changes."""
        return uuid5(NAMESPACE_URL, f"{self.site.settings.home}/#{kind}/{key}").urn

    def html(self, html: Html, page: str) -> Markup:
        """Write a body whose page has the address ``page``."""
        return plain(html, self.site.settings.base_url, self.whole(page), self.pictures)


def person(desk: Desk, who: str) -> Person:
    """Return a person of ``site.yaml``, or the name as it was written."""
    known = desk.site.settings.people.get(who)
    return Person(who, "") if known is None else Person(known.name, known.url or "")


def _person_link(desk: Desk, who: str) -> Markup:
    found = person(desk, who)
    return link(found.url, text(found.name))


def source_link(desk: Desk, key: str) -> Markup:
    """Name a publisher; the name leads to its page here."""
    return link(desk.whole(desk.plan.sources[key]), text(desk.site.sources[key].source.name))


def claimants(desk: Desk, words: Words, them: Iterable[Claimant]) -> Markup:
    """Name all who made a claim."""
    return words.listing(
        link(one.url or "", text(one.name or ""))
        if one.source is None
        else source_link(desk, one.source.value)
        for one in them
    )


def host_of(url: str) -> str:
    """Return the host of an address as readers know it: without ``www.``."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def archived_copy(words: Words, address: str | None) -> Markup:
    """Link to an archived copy, if there is one."""
    return link(address, words.gettext("archived copy")) if address else NOTHING


def evidence(words: Words, proofs: Iterable[Evidence]) -> Markup:
    """List proofs; nothing where there are none."""
    items = joined(_proof(words, proof) for proof in proofs)
    return element("ul", items) if items else NOTHING


def _proof(words: Words, proof: Evidence) -> Markup:
    facts = (
        link(proof.url or "", text(proof.title)),
        words.evidence_kind(proof.kind),
        text(proof.citation or ""),
        words.gettext("seen %(date)s", date=words.day(proof.accessed)) if proof.accessed else "",
        archived_copy(words, proof.archived),
    )
    quote = element("blockquote", text(proof.quote)) if proof.quote else NOTHING
    return element("li", joined(map(Markup, facts), " · "), quote)


def signed(desk: Desk, words: Words, review: Review) -> Markup:
    """Say who stands behind a check, and since when."""
    if not review.by and not review.checked:
        return NOTHING
    who = _person_link(desk, review.by) if review.by else NOTHING
    if review.checked is None:
        return words.gettext("Checked by %(who)s.", who=who)
    date = words.day(review.checked)
    if not who:
        return words.gettext("Checked %(date)s.", date=date)
    if not review.reviewer:
        return words.gettext("Checked %(date)s by %(who)s.", date=date, who=who)
    return words.gettext(
        "Checked %(date)s by %(who)s, reviewed by %(reviewer)s.",
        date=date,
        who=who,
        reviewer=_person_link(desk, review.reviewer),
    )


def corrections(words: Words, them: Iterable[Correction]) -> Markup:
    """List corrections; nothing where there are none."""
    items = joined(element("li", _dated(words, one), Markup(" "), text(one.text)) for one in them)
    return element("ul", items) if items else NOTHING


def _dated(words: Words, one: Correction) -> Markup:
    severity = words.severity(one.severity)
    return words.gettext("%(date)s, %(severity)s:", date=words.day(one.date), severity=severity)


def footnotes(desk: Desk, words: Words, them: Iterable[Footnote], page: str) -> Markup:
    """List the footnotes of a text under a heading; nothing where there are none."""
    items = joined(element("li", desk.html(note.content, page)) for note in them)
    return titled(words.gettext("Footnotes"), element("ol", items)) if items else NOTHING


def titled(title: Markup, content: Markup) -> Markup:
    """Put a heading before a part; a part that is empty has none."""
    return joined((element("h2", title), content)) if content else NOTHING
