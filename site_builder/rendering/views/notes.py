"""The notes of an article: what each says, and how many there are of each verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.anchoring import Prose
from site_builder.graph import Entry, Note
from site_builder.model import AnnotationStatus, Claim, Reproduction
from site_builder.rendering.views.desk import (
    Desk,
    claim_link,
    correction_of,
    evidence_of,
    own_text,
    plain_text,
    remembered,
    review_of,
    text_of,
)
from site_builder.rendering.views.markup import (
    References,
    explanation_of,
    footnotes_of,
    opening_of,
    runs_of,
)
from site_builder.rendering.views.records import (
    CorrectionView,
    EvidenceView,
    FootnoteView,
    KindView,
    ProseView,
    ReferenceView,
    ReviewView,
    RunView,
    StepView,
    TextView,
    VerdictView,
)
from site_builder.rendering.views.verdicts import verdict_view
from site_builder.routes import to_words

_DRAWN = frozenset({"note", "sic", "opinion", "translation", "omission"})
_NOTE = "note"
_NOTHING = plain_text("")

# Whoever reads that all is covered must find it so.
_NEARLY_ALL = 0.99


class NoteView(NamedTuple):
    """An annotation: the words are marked in the text, and this is what the digest says of them.

    ``number`` is that of its reference, and 0 for what was withdrawn: of that there is only the
    ``reason``. ``status`` is ``published``, ``draft`` or ``withdrawn``; ``due`` says that the date
    for looking again has passed. ``fact`` may be empty. ``explanation`` is the note's own text,
    else the beginning of the check that it cites; ``check`` is that one's address, and
    ``corrections`` are what was changed in it, newest first. ``source`` and ``archived`` lead to
    the very words on the publisher's page and in its copy, where the text is the publisher's.
    ``previous`` and ``following`` are the notes before and after.
    """

    id: str
    number: int
    kind: KindView
    verdict: VerdictView | None
    status: str
    due: bool
    reason: TextView
    fact: TextView
    explanation: ProseView | None
    evidence: tuple[EvidenceView, ...]
    review: ReviewView
    check: str
    source: str
    archived: str
    corrections: tuple[CorrectionView, ...]
    previous: StepView | None
    following: StepView | None


class PassageView(NamedTuple):
    """A part of a text: an annotated block with the headings before it, its notes, what follows.

    ``block`` is empty where the text begins unmarked; ``rest`` are the unmarked blocks.
    """

    block: tuple[RunView, ...]
    notes: tuple[NoteView, ...]
    rest: tuple[RunView, ...]


class AnnotatedView(NamedTuple):
    """A text with its notes; ``endnotes`` are those that stand after it."""

    passages: tuple[PassageView, ...]
    footnotes: tuple[FootnoteView, ...]
    endnotes: tuple[NoteView, ...]
    lang: str
    dir: str


class TallyRowView(NamedTuple):
    """A verdict and the notes that give it."""

    verdict: VerdictView
    references: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class TallyView:
    """The annotations of a text, tombstones aside, by verdict, the most serious first.

    ``others`` are no checks. ``coverage`` is the share of the words that are marked (0 to 1), and 0
    where nothing but the marked words is shown.
    """

    count: int
    verdicts: tuple[TallyRowView, ...]
    others: tuple[StepView, ...]
    coverage: float


def references_of(desk: Desk, entry: Entry) -> dict[str, ReferenceView]:
    """Return the references in an article's text by the ids of its annotations, in their order."""
    return {
        note.placement.id: _reference(desk, note)
        for note in entry.notes
        if not note.placement.is_tombstone
    }


def _reference(desk: Desk, note: Note) -> ReferenceView:
    given = note.placement.verdict
    return ReferenceView(
        id=note.placement.id,
        number=note.placement.number,
        kind=_kind(desk, note.annotation.kind),
        verdict=None if given is None else verdict_view(desk, given),
    )


@remembered
def _kind(desk: Desk, key: str) -> KindView:
    label = own_text(desk, desk.site.settings.kinds[key].label)
    return KindView(key, label, key if key in _DRAWN else _NOTE)


def annotated_view(desk: Desk, entry: Entry, prose: Prose, references: References) -> AnnotatedView:
    """Return the body of an article with its notes, each after the block that it belongs to."""
    article = entry.article
    text = text_of(desk, "", article.lang, article.dir)
    order = tuple(references.values())
    notes = {note.placement.id: _note(desk, entry, note, order) for note in entry.notes}
    passages = (
        PassageView(
            block=runs_of(desk, passage.head, references),
            notes=tuple(notes[key] for key in passage.notes),
            rest=runs_of(desk, passage.rest, references),
        )
        for passage in prose.passages
    )
    return AnnotatedView(
        passages=tuple(passages),
        footnotes=footnotes_of(desk, prose.footnotes, references),
        endnotes=tuple(notes[key] for key in prose.endnotes),
        lang=text.lang,
        dir=text.dir,
    )


def _other_languages(desk: Desk, entry: Entry) -> tuple[str, ...]:
    """Return the languages in which an article, or its publisher, may be quoted beside its own."""
    versions = desk.site.translations.get(entry.article.id.value, ())
    publisher = desk.site.sources[entry.source].source
    return (entry.article.lang, *(one.lang for one in versions), *publisher.languages)


def _note(desk: Desk, entry: Entry, note: Note, order: Sequence[ReferenceView]) -> NoteView:
    annotation = note.annotation
    claim = desk.site.claims[note.claim].claim if note.claim else None
    cited = claim if annotation.claim else None
    review = cited.review if cited else annotation.review
    number = note.placement.number
    source = entry.article.source
    return NoteView(
        id=note.placement.id,
        number=number,
        kind=_kind(desk, annotation.kind),
        verdict=order[number - 1].verdict if number else None,
        status=_status(note, cited).value,
        due=note.is_due,
        reason=_own_or(desk, annotation.reason, cited.reason if cited else None),
        fact=_own_or(desk, annotation.fact, cited.fact if cited else None),
        explanation=_explanation(desk, entry, note),
        evidence=(*evidence_of(annotation.evidence), *_evidence(desk, cited)),
        review=review_of(desk, review),
        check=desk.plan.claims[note.claim] if note.claim else "",
        source=_in_source(entry, note, source.url.value if source.url else None),
        archived=_in_source(entry, note, source.archived),
        corrections=_corrections(desk, claim),
        previous=_step(order[number - 2]) if number > 1 else None,
        following=_step(order[number]) if 0 < number < len(order) else None,
    )


def _step(reference: ReferenceView) -> StepView:
    return StepView(reference.id, reference.number)


def _status(note: Note, cited: Claim | None) -> AnnotationStatus:
    if note.placement.is_tombstone:
        return AnnotationStatus.WITHDRAWN
    draft = AnnotationStatus.DRAFT
    is_draft = note.annotation.status is draft or (cited is not None and cited.status is draft)
    return draft if is_draft else AnnotationStatus.PUBLISHED


def _own_or(desk: Desk, own: str | None, cited: str | None) -> TextView:
    """Return what the annotation says itself, in the page's language, or else what it cites."""
    if own:
        return plain_text(own)
    return own_text(desk, cited) if cited else _NOTHING


def _in_source(entry: Entry, note: Note, address: str | None) -> str:
    """Let an address lead to the words, if they are the source's and are still marked."""
    own = entry.article.reproduction is Reproduction.ENTRY
    return (
        ""
        if own or note.placement.is_tombstone or not address
        else to_words(address, note.placement)
    )


def _explanation(desk: Desk, entry: Entry, note: Note) -> ProseView | None:
    if note.explanation is not None:
        return explanation_of(desk, note.explanation, _other_languages(desk, entry))
    cited = desk.site.claims[note.claim].body if note.claim else None
    return None if cited is None else opening_of(desk, cited)


def _evidence(desk: Desk, cited: Claim | None) -> tuple[EvidenceView, ...]:
    if cited is None:
        return ()
    text = own_text(desk, "")
    return evidence_of(cited.evidence, text.lang, text.dir)


def _corrections(desk: Desk, claim: Claim | None) -> tuple[CorrectionView, ...]:
    if claim is None:
        return ()
    subject = claim_link(desk, claim.key)
    newest = sorted(claim.corrections, key=lambda one: one.date.instant, reverse=True)
    return tuple(correction_of(correction, subject) for correction in newest)


def tally_of(desk: Desk, entry: Entry, references: References) -> TallyView:
    """Count the annotations of an article by verdict."""
    given: dict[str, list[StepView]] = {}
    for one in references.values():
        given.setdefault(one.verdict.key if one.verdict else "", []).append(_step(one))
    return TallyView(
        count=len(references),
        verdicts=tuple(
            TallyRowView(verdict_view(desk, key), tuple(given[key]))
            for key in desk.site.settings.seriousness
            if key in given
        ),
        others=tuple(given.get("", ())),
        coverage=_coverage(entry),
    )


def _coverage(entry: Entry) -> float:
    body = entry.body
    if entry.article.reproduction is Reproduction.WITHDRAWN or not body.words:
        return 0.0
    share = body.covered / body.words
    return share if share == 1 else min(share, _NEARLY_ALL)


def glyphs_of(references: References) -> tuple[str, ...]:
    """Return the drawings that an article's kinds of notes need, verdicts aside, each once."""
    plain = {one.kind.glyph for one in references.values() if one.verdict is None}
    return tuple(sorted(plain | ({_NOTE} if plain else set())))
