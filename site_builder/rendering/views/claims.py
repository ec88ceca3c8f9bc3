"""Claims: the list of all, the page of one, and the page of a verdict."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from site_builder.graph import Appearance, ClaimEntry
from site_builder.model import FollowUp
from site_builder.rendering.views.desk import (
    NOTHING,
    Desk,
    article_link,
    claim_fact,
    claim_text,
    claimant_links,
    correction_of,
    describe,
    evidence_of,
    index_address,
    moment_of,
    note_address,
    own_text,
    perhaps,
    plain_link,
    review_of,
    source_link,
    spoken,
    text_of,
    topic_links,
)
from site_builder.rendering.views.elsewhere import from_elsewhere
from site_builder.rendering.views.filters import FiltersView, filters_of
from site_builder.rendering.views.frame import View, frame_of
from site_builder.rendering.views.items import (
    claim_items,
    is_numbered,
    item_of,
    pager_of,
    shown_part,
    verdicts_of_claims,
)
from site_builder.rendering.views.markup import own_prose, prose_of
from site_builder.rendering.views.records import (
    ChipView,
    ClaimItemView,
    CorrectionView,
    EvidenceView,
    LinkView,
    MomentView,
    PagerView,
    ProseView,
    ReviewView,
    TextView,
    VerdictView,
)
from site_builder.rendering.views.verdicts import tallies_of, tones_of, verdict_view
from site_builder.routes import PageKind, to_words

MOST_BLOCKS = 3
MOST_OTHERS = 4


@dataclass(frozen=True, slots=True)
class ClaimsView(View):
    """All checked claims, newest check first.

    On a numbered page ``verdicts`` is empty and ``count`` 0: it says nothing that changes.
    ``filters`` are about the claims of this page.
    """

    claims: tuple[ClaimItemView, ...]
    filters: FiltersView | None
    count: int
    verdicts: tuple[ChipView, ...]
    pager: PagerView | None


class AppearanceView(NamedTuple):
    """Where a claim was made: the article, its publisher, the words in their surroundings.

    ``words`` are the text's own, block by block; an empty block stands for several that are left
    out. ``here`` is the address of the note in our copy, ``url`` and ``archived`` lead to the same
    words at the source and in its archived copy. ``fact`` is what the article's note adds.
    ``source_key`` is the publisher's. ``status`` is the article's, as in a list.
    """

    title: LinkView
    source: LinkView
    source_key: str
    kind: str
    date: MomentView
    before: str
    words: tuple[str, ...]
    after: str
    lang: str
    dir: str
    here: str
    url: str
    archived: str
    citation: str
    fact: TextView
    status: str


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """What was done after a check: ``action`` and ``result`` as written; ``to`` may be empty."""

    date: MomentView
    action: str
    to: LinkView
    result: str


@dataclass(frozen=True, slots=True)
class ClaimView(View):
    """A claim, its verdict, the proof, and where it was made.

    ``status`` is ``published``, ``draft`` or ``withdrawn``; ``reason`` says why it was withdrawn,
    ``due`` that the date for looking again has passed. ``article`` is the one that makes the check
    itself: ``related`` are others that it makes, and ``corrections`` those of its page. It is None
    for a claim that any article may cite. ``topics`` are those of the articles that make the claim;
    ``topic_keys`` are theirs, in the same order.
    """

    title: TextView
    description: str
    index: str
    article: LinkView | None
    status: str
    reason: str
    due: bool
    verdict: VerdictView
    fact: TextView
    claimants: tuple[LinkView, ...]
    since: MomentView | None
    review: ReviewView
    explanation: ProseView
    evidence: tuple[EvidenceView, ...]
    appearances: tuple[AppearanceView, ...]
    articles: int
    topics: tuple[LinkView, ...]
    topic_keys: tuple[str, ...]
    follow_up: tuple[FollowUpView, ...]
    related: tuple[ClaimItemView, ...]
    corrections: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class VerdictPageView(View):
    """A verdict, what it means, and its claims. ``others`` are the rest of the scale.

    ``count`` is 0 on a numbered page, which says nothing that changes. ``filters`` are about the
    claims of this page.
    """

    verdict: VerdictView
    meaning: TextView
    index: str
    claims: tuple[ClaimItemView, ...]
    filters: FiltersView | None
    count: int
    others: tuple[VerdictView, ...]
    pager: PagerView | None


def claims_cited(desk: Desk, keys: Iterable[str]) -> list[str]:
    """Return the claims that articles, given by id, cite or make: those cited most often first.

    Of equals the one comes first that comes first in the articles, in their order. What was
    withdrawn has a tombstone in place of a note.
    """
    entries = desk.site.entries
    cited = Counter(
        note.claim
        for key in keys
        for note in entries[key].notes
        if note.claim is not None and not note.placement.is_tombstone
    )
    return sorted(cited, key=lambda claim: -cited[claim])


def claims_view(desk: Desk) -> ClaimsView:
    """Make the view of the list of claims."""
    keys = shown_part(desk, desk.site.checks)
    claims = claim_items(desk, keys)
    verdicts = () if is_numbered(desk) else _tallies(desk)
    shown = (*verdicts_of_claims(claims), *(chip.verdict for chip in verdicts))
    return ClaimsView(
        page=frame_of(desk, tones_of(shown)),
        claims=claims,
        filters=filters_of(desk, keys),
        count=0 if is_numbered(desk) else len(desk.site.checks),
        verdicts=verdicts,
        pager=pager_of(desk.page.paging),
    )


def _tallies(desk: Desk) -> tuple[ChipView, ...]:
    return tallies_of(desk, (key for key, claims in desk.site.verdicts.items() for _ in claims))


def verdict_page_view(desk: Desk) -> VerdictPageView:
    """Make the view of the verdict that is the page's subject."""
    scale = desk.site.settings.verdicts
    verdict = scale[desk.page.subject]
    keys = desk.site.verdicts.get(verdict.key, ())
    shown = shown_part(desk, keys)
    views = [verdict_view(desk, key) for key in scale]
    return VerdictPageView(
        page=frame_of(desk, tones_of(views)),
        verdict=verdict_view(desk, verdict.key),
        meaning=own_text(desk, verdict.description),
        index=index_address(desk, PageKind.CLAIMS),
        claims=claim_items(desk, shown),
        filters=filters_of(desk, shown),
        count=0 if is_numbered(desk) else len(keys),
        others=tuple(view for view in views if view.key != verdict.key),
        pager=pager_of(desk.page.paging),
    )


def claim_view(desk: Desk) -> ClaimView:
    """Make the view of the claim that is the page's subject."""
    entry = desk.site.claims[desk.page.subject]
    claim = entry.claim
    verdict = verdict_view(desk, entry.verdict.key)
    related = claim_items(desk, _related(desk, entry))
    topics = _topics(desk, entry)
    return ClaimView(
        page=frame_of(desk, tones_of(_drawn(entry, verdict, related)), entry.status),
        title=claim_text(desk, entry),
        description=describe(_summary(entry)),
        index=index_address(desk, PageKind.CLAIMS),
        article=None if entry.article is None else article_link(desk, entry.article),
        status=claim.status.value,
        reason=claim.reason or "",
        due=entry.is_due,
        verdict=verdict,
        fact=claim_fact(desk, entry),
        claimants=claimant_links(desk, entry.claimants),
        since=perhaps(entry.since),
        review=review_of(desk, claim.review),
        explanation=_explanation(desk, entry),
        evidence=evidence_of(claim.evidence),
        appearances=tuple(_appearance(desk, each) for each in entry.appearances),
        articles=len({each.entry for each in entry.appearances}),
        topics=topic_links(desk, topics),
        topic_keys=topics,
        follow_up=tuple(_follow_up(desk, each) for each in claim.follow_up),
        related=related,
        corrections=tuple(_corrections(desk, entry)),
    )


def _topics(desk: Desk, entry: ClaimEntry) -> tuple[str, ...]:
    entries = (desk.site.entries[appearance.entry] for appearance in entry.appearances)
    return tuple(dict.fromkeys(topic for each in entries for topic in each.topics))


def _explanation(desk: Desk, entry: ClaimEntry) -> ProseView:
    """Return what explains the verdict; an article's own check speaks as its article's page."""
    if entry.article is None or entry.body is None:
        return own_prose(desk, entry.body)
    body = from_elsewhere(entry.body, desk.plan.articles[entry.article])
    return prose_of(desk, body, desk.lang)


def _summary(entry: ClaimEntry) -> str:
    claim = entry.claim
    if entry.is_withdrawn:
        return claim.reason or claim.text
    return claim.fact or (entry.body.text if entry.body else "") or claim.text


def _drawn(
    entry: ClaimEntry, verdict: VerdictView, related: Iterable[ClaimItemView]
) -> Iterator[VerdictView]:
    if not entry.is_withdrawn:
        yield verdict
    yield from verdicts_of_claims(related)


def _corrections(desk: Desk, entry: ClaimEntry) -> Iterator[CorrectionView]:
    here, corrections = plain_link("", desk.page.address), entry.claim.corrections
    if entry.article is not None:
        here = article_link(desk, entry.article)
        corrections = desk.site.entries[entry.article].article.corrections
    return (correction_of(correction, here) for correction in corrections)


def _related(desk: Desk, entry: ClaimEntry) -> Iterable[str]:
    if entry.article is None:
        return entry.related
    return _others(desk, entry.article, entry.claim.key)


def _others(desk: Desk, article: str, key: str) -> Iterator[str]:
    """Yield further checks that an article makes itself: those after this one, then the first."""
    notes = desk.site.entries[article].notes
    own = [note.claim for note in notes if note.annotation.claim is None and note.claim is not None]
    here = own.index(key)
    others = (*own[here + 1 :], *own[:here])
    return islice((key for key in others if not desk.site.claims[key].is_withdrawn), MOST_OTHERS)


def _appearance(desk: Desk, appearance: Appearance) -> AppearanceView:
    entry, item = desk.site.entries[appearance.entry], item_of(desk, appearance.entry)
    annotation, place = appearance.note.annotation, appearance.note.placement
    article = entry.article
    url, archived = article.source.url, article.source.archived
    own = annotation.fact if annotation.claim is not None else None
    return AppearanceView(
        title=item.title,
        source=item.source,
        source_key=entry.source,
        kind=item.kind,
        date=item.date,
        before=place.before,
        words=_abridged(place.words),
        after=place.after,
        lang=item.title.lang,
        dir=item.title.dir,
        here=note_address(item.title, annotation.id),
        url="" if url is None else to_words(url.value, place),
        archived="" if archived is None else to_words(archived, place),
        citation=article.source.citation or "",
        fact=text_of(desk, own, spoken(article.lang, desk.site)) if own else NOTHING,
        status=item.status,
    )


def _abridged(blocks: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out the middle of what goes over many blocks."""
    return blocks if len(blocks) <= MOST_BLOCKS else (blocks[0], "", blocks[-1])


def _follow_up(desk: Desk, step: FollowUp) -> FollowUpView:
    whom = step.to or ""
    known = whom in desk.site.sources
    to = source_link(desk, whom) if known else plain_link(whom, "")
    return FollowUpView(moment_of(step.date), step.action, to, step.result or "")
