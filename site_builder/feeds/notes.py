"""The annotations of an article as a list that is read after its text."""

from site_builder.feeds.desk import Desk, corrections, evidence, signed, titled
from site_builder.feeds.html import NOTHING, Markup, element, joined, link, text
from site_builder.feeds.words import Words
from site_builder.graph import Entry, Note
from site_builder.model import Claim

_DOT = " · "


def annotations(desk: Desk, words: Words, entry: Entry, page: str) -> Markup:
    """List what the digest says of the words of an article; nothing where it says nothing.

    ``page`` is the address of the article's page, on which each note has its place.
    """
    items = joined(element("li", _note(desk, words, entry, note, page)) for note in entry.notes)
    if not items:
        return NOTHING
    unchecked = element("p", words.gettext("Unmarked text has not been checked."))
    return titled(words.gettext("Annotations"), joined((unchecked, element("ol", items))))


def _note(desk: Desk, words: Words, entry: Entry, note: Note, page: str) -> Markup:
    anchor = f"{desk.whole(page)}#note-{note.placement.id}"
    if note.placement.is_tombstone:
        return element("p", _withdrawn(desk, words, note, anchor))
    annotation = note.annotation
    claim = desk.site.claims[note.claim].claim if note.claim else None
    cited = claim if annotation.claim else None
    fact = annotation.fact or (cited.fact if cited else None) or ""
    explanation = note.explanation.content if note.explanation else None
    return joined(
        (
            _quote(words, entry, note),
            element("p", joined((element("strong", _finding(desk, words, note)), text(fact)), " ")),
            desk.html(explanation, page) if explanation else NOTHING,
            evidence(words, annotation.evidence),
            corrections(words, claim.corrections) if claim else NOTHING,
            element("p", _more(desk, words, note, cited, anchor)),
        )
    )


def _withdrawn(desk: Desk, words: Words, note: Note, anchor: str) -> Markup:
    claim = desk.site.claims[note.claim].claim if note.claim else None
    reason = note.annotation.reason or (claim.reason if claim else None) or ""
    return joined((link(anchor, words.gettext("A note was withdrawn.")), text(reason)), " ")


def _quote(words: Words, entry: Entry, note: Note) -> Markup:
    given = note.annotation.quote
    quoted = given.value if given else " ".join(note.placement.words)
    article = entry.article
    foreign = article.lang != words.lang
    language = {"lang": article.lang, "dir": article.dir.value} if foreign else {}
    return element("blockquote", text(quoted), **language) if quoted else NOTHING


def _finding(desk: Desk, words: Words, note: Note) -> Markup:
    """Return the verdict, or the kind of what is no check."""
    settings = desk.site.settings
    if note.placement.verdict is not None:
        return text(settings.verdicts[note.placement.verdict].label)
    return words.kind(settings.kinds[note.annotation.kind])


def _more(desk: Desk, words: Words, note: Note, cited: Claim | None, anchor: str) -> Markup:
    review = note.annotation.review if cited is None else cited.review
    full = desk.whole(desk.plan.claims[note.claim]) if note.claim else ""
    return joined(
        (
            signed(desk, words, review),
            link(full, words.gettext("Full check")) if full else NOTHING,
            link(anchor, words.gettext("In the article")),
        ),
        _DOT,
    )
