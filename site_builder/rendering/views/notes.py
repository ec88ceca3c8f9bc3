"""The notes of an article: what each says, and how many there are of each verdict."""

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from site_builder.anchoring import Placement, Prose
from site_builder.graph import Entry, Note
from site_builder.model import AnnotationStatus, Article, Claim, Reproduction
from site_builder.rendering.views.desk import (
    NOTHING,
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

_PUBLISHED, _DRAFT, _WITHDRAWN = (status.value for status in AnnotationStatus)
_DRAWN = frozenset({"note", "sic", "opinion", "translation", "omission"})
_NOTE = "note"

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
    way = _Way.of(references)
    notes = {note.placement.id: _note(desk, entry, note, way) for note in entry.notes}
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


class _Way(NamedTuple):
    """The references of a text in their order, and the way to the note of each."""

    references: tuple[ReferenceView, ...]
    steps: tuple[StepView, ...]

    @classmethod
    def of(cls, references: References) -> "_Way":
        """Put the references in order."""
        return cls(tuple(references.values()), tuple(map(_step, references.values())))


def _note(desk: Desk, entry: Entry, note: Note, way: _Way) -> NoteView:
    annotation, placement = note.annotation, note.placement
    check = _check(desk, note.claim) if note.claim else _NO_CHECK
    cited = check if annotation.claim else _NO_CHECK
    number = placement.number
    reference = way.references[number - 1] if number else None
    source, archived = _in_source(entry.article, placement)
    return NoteView(
        id=placement.id,
        number=number,
        kind=reference.kind if reference else _kind(desk, annotation.kind),
        verdict=reference.verdict if reference else None,
        status=_status(note, is_draft=cited.is_draft),
        due=note.is_due,
        reason=plain_text(annotation.reason) if annotation.reason else cited.reason,
        fact=plain_text(annotation.fact) if annotation.fact else cited.fact,
        explanation=explanation_of(desk, note.explanation, partial(_other_languages, desk, entry))
        if note.explanation
        else check.explanation,
        evidence=(*evidence_of(annotation.evidence), *cited.evidence),
        review=cited.review or review_of(desk, annotation.review),
        check=check.address,
        source=source,
        archived=archived,
        corrections=check.corrections,
        previous=way.steps[number - 2] if number > 1 else None,
        following=way.steps[number] if 0 < number < len(way.steps) else None,
    )


def _step(reference: ReferenceView) -> StepView:
    return StepView(reference.id, reference.number)


class _CheckView(NamedTuple):
    """What the notes that cite a check have of it; ``review`` is None where there is no check."""

    address: str
    is_draft: bool
    reason: TextView
    fact: TextView
    explanation: ProseView | None
    evidence: tuple[EvidenceView, ...]
    review: ReviewView | None
    corrections: tuple[CorrectionView, ...]


_NO_CHECK = _CheckView("", False, NOTHING, NOTHING, None, (), None, ())


@remembered
def _check(desk: Desk, key: str) -> _CheckView:
    entry = desk.site.claims[key]
    claim = entry.claim
    text = own_text(desk, "")
    return _CheckView(
        address=desk.plan.claims[key],
        is_draft=claim.status is AnnotationStatus.DRAFT,
        reason=own_text(desk, claim.reason) if claim.reason else NOTHING,
        fact=own_text(desk, claim.fact) if claim.fact else NOTHING,
        explanation=None if entry.body is None else opening_of(desk, entry.body),
        evidence=evidence_of(claim.evidence, text.lang, text.dir),
        review=review_of(desk, claim.review),
        corrections=_corrections(desk, claim),
    )


def _status(note: Note, *, is_draft: bool) -> str:
    """Return the status of a note; ``is_draft`` tells that of the check that it cites."""
    if note.placement.is_tombstone:
        return _WITHDRAWN
    return _DRAFT if is_draft or note.annotation.status == _DRAFT else _PUBLISHED


def _in_source(article: Article, placement: Placement) -> tuple[str, str]:
    """Let the source's address and its copy's lead to the words, if they are the source's."""
    if article.reproduction is Reproduction.ENTRY or placement.is_tombstone:
        return "", ""
    url, archived = article.source.url, article.source.archived
    return (
        to_words(url.value, placement) if url else "",
        to_words(archived, placement) if archived else "",
    )


def _corrections(desk: Desk, claim: Claim) -> tuple[CorrectionView, ...]:
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
