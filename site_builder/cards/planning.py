"""Which pages have a card, and what it says."""

from collections import Counter
from collections.abc import Iterator

from site_builder.cards.card import Card, Finding
from site_builder.cards.face import Face
from site_builder.graph import ClaimEntry, Entry, Site
from site_builder.model import tone_of
from site_builder.routes import PageKind, PlannedPage

_MOST_FINDINGS = 3


def card_of(site: Site, page: PlannedPage, face: Face) -> Card | None:
    """Return the card of an article's or a claim's page, if the font has all its letters."""
    card = _card(site, page)
    return card if card is not None and face.covers(card.texts()) else None


def _card(site: Site, page: PlannedPage) -> Card | None:
    match page.kind:
        case PageKind.CLAIM:
            return _of_claim(site, site.claims[page.subject])
        case PageKind.ARTICLE:
            return _of_article(site, site.entries[page.subject])
        case _:
            return None


def _of_claim(site: Site, entry: ClaimEntry) -> Card | None:
    if entry.is_withdrawn:
        return None
    scale = site.settings.verdicts
    finding = Finding(entry.verdict.label, tone_of(entry.verdict, scale), 0)
    by = " · ".join(_claimants(site, entry))
    return Card(site.settings.title, by, f"“{entry.claim.text}”", (finding,))


def _claimants(site: Site, entry: ClaimEntry) -> Iterator[str]:
    for claimant in entry.claimants:
        known = claimant.source
        yield site.sources[known.value].source.name if known is not None else claimant.name or ""


def _of_article(site: Site, entry: Entry) -> Card | None:
    """Return the card of an article with checks: the gravest findings, as many as there is room."""
    scale = site.settings.verdicts
    counts = Counter(v for note in entry.notes if (v := note.placement.verdict) is not None)
    given = [scale[key] for key in site.settings.seriousness if counts[key]][:_MOST_FINDINGS]
    if not given:
        return None
    findings = (Finding(each.label, tone_of(each, scale), counts[each.key]) for each in given)
    by = site.sources[entry.source].source.name
    return Card(site.settings.title, by, entry.article.title, tuple(findings))
