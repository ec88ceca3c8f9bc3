"""A claim as an entry of a feed: the verdict, what is true, the proof, where it was made."""

from site_builder.feeds.desk import (
    Desk,
    claimants,
    corrections,
    evidence,
    footnotes,
    person,
    signed,
    source_link,
    titled,
)
from site_builder.feeds.feed import NEVER, FeedEntry
from site_builder.feeds.html import NOTHING, Markup, element, joined, link, text
from site_builder.feeds.words import Words
from site_builder.graph import Appearance, ClaimEntry
from site_builder.language import Language


def claim_entry(desk: Desk, key: str) -> FeedEntry:
    """Return the entry of a claim, given by its key."""
    entry = desk.site.claims[key]
    claim = entry.claim
    moment = desk.site.checked[key]
    return FeedEntry(
        id=desk.lasting_id("claim", key),
        title=claim_title(desk, entry),
        address=desk.whole(desk.plan.claims[key]),
        lang=entry.lang,
        published=None,
        updated=NEVER if moment is None else moment.instant,
        author=person(desk, claim.review.by) if claim.review.by else None,
        origin="",
        original="",
        archived="",
        topics=(),
        summary=claim.fact or "",
        content=_content(desk, desk.words(entry.lang), entry),
    )


def claim_title(desk: Desk, entry: ClaimEntry) -> str:
    """Return a claim together with its verdict: alone it might be believed."""
    if entry.is_withdrawn:
        return entry.claim.text
    message = Language.of(desk.words(entry.lang).lang).gettext("“%(claim)s”: %(verdict)s")
    return message % {"claim": entry.claim.text, "verdict": entry.verdict.label}


def _content(desk: Desk, words: Words, entry: ClaimEntry) -> Markup:
    claim = entry.claim
    changes = titled(
        words.gettext("Corrections to this check"), corrections(words, claim.corrections)
    )
    if entry.is_withdrawn:
        reason = (words.gettext("This check was withdrawn."), text(claim.reason or ""))
        return joined((element("p", joined(reason, " ")), changes))
    finding = (element("strong", text(entry.verdict.label)), text(claim.fact or ""))
    return joined(
        (
            element("p", joined(finding, " ")),
            _made(desk, words, entry),
            _explanation(desk, words, entry),
            titled(words.gettext("Evidence"), evidence(words, claim.evidence)),
            titled(words.gettext("Where it appeared"), _appearances(desk, words, entry)),
            changes,
            _paragraph(signed(desk, words, claim.review)),
        )
    )


def _explanation(desk: Desk, words: Words, entry: ClaimEntry) -> Markup:
    """Explain the verdict; what an article says of its own checks stands on its page, too."""
    if entry.body is None:
        return NOTHING
    plan = desk.plan
    page = plan.articles[entry.article] if entry.article else plan.claims[entry.claim.key]
    content = desk.html(entry.body.content, page)
    notes = footnotes(desk, words, entry.body.footnotes, page)
    return joined((titled(words.gettext("What we found"), content), notes))


def _paragraph(content: Markup) -> Markup:
    return element("p", content) if content else NOTHING


def _made(desk: Desk, words: Words, entry: ClaimEntry) -> Markup:
    """Say who made the claim, and since when."""
    if not entry.claimants:
        return NOTHING
    who = claimants(desk, words, entry.claimants)
    if entry.since is None:
        return element("p", words.gettext("Claimed by %(who)s", who=who))
    date = words.day(entry.since)
    return element("p", words.gettext("Claimed by %(who)s, first on %(date)s", who=who, date=date))


def _appearances(desk: Desk, words: Words, entry: ClaimEntry) -> Markup:
    items = joined(_appearance(desk, words, one) for one in entry.appearances)
    return element("ul", items) if items else NOTHING


def _appearance(desk: Desk, words: Words, one: Appearance) -> Markup:
    entry = desk.site.entries[one.entry]
    anchor = f"{desk.whole(desk.plan.articles[one.entry])}#note-{one.note.placement.id}"
    source = source_link(desk, entry.source)
    title = link(anchor, text(entry.article.title))
    return element("li", joined((title, source, words.day(entry.article.date)), " · "))
