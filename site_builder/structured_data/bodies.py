"""What an annotation says: its verdict or kind, what is true, the explanation, where more is."""

from collections.abc import Iterator

from site_builder.graph import ClaimEntry, Note
from site_builder.language import Language
from site_builder.model import Direction
from site_builder.structured_data.subject import Subject
from site_builder.structured_data.values import Node

CHECK = "check"
_COMMENTING = "commenting"
# Motivations of the model, section 3.3.5; what it has no word for is a comment.
_MOTIVATIONS = {
    CHECK: "assessing",
    "note": "describing",
    "opinion": "classifying",
    "translation": "describing",
}


def motivation_of(kind: str) -> str:
    """Return why an annotation of a kind was made, in the model's words."""
    return _MOTIVATIONS.get(kind, _COMMENTING)


def bodies_of(subject: Subject, note: Note) -> Iterator[Node]:
    """Yield the bodies of an annotation."""
    annotation = note.annotation
    check = subject.site.claims.get(note.claim) if note.claim is not None else None
    if check is None:
        yield {"type": "TextualBody", "purpose": "tagging", "value": annotation.kind}
    else:
        settings = subject.site.settings
        yield _text("assessing", check.verdict.label, settings.lang, settings.dir)
    fact = annotation.fact if check is None else check.claim.fact
    if fact is not None:
        spoken = _language_of(subject, check)
        yield _text(_COMMENTING, fact, spoken.tag, spoken.dir)
    if note.explanation is not None:
        purpose = _COMMENTING if check is not None else motivation_of(annotation.kind)
        own = subject.language
        yield _text(purpose, note.explanation.text, own.tag, own.dir)
    yield from _links(subject, note, check)


def _language_of(subject: Subject, check: ClaimEntry | None) -> Language:
    """Return the language of a fact: the digest's for a claim with a file, else the page's."""
    shared = check is not None and check.article is None
    return Language.of(subject.site.settings.lang) if shared else subject.language


def _links(subject: Subject, note: Note, check: ClaimEntry | None) -> Iterator[Node]:
    """Yield where more is said: on the page of a check, or in the evidence of another note."""
    if check is not None:
        yield _link(subject.url(subject.plan.claims[check.claim.key]))
        return
    for proof in note.annotation.evidence:
        if proof.url is not None:
            yield _link(proof.url)


def _text(purpose: str, text: str, lang: str, direction: Direction) -> Node:
    return {
        "type": "TextualBody",
        "purpose": purpose,
        "value": text,
        "format": "text/plain",
        "language": lang,
        "textDirection": direction.value,
    }


def _link(url: str) -> Node:
    return {"type": "SpecificResource", "purpose": "linking", "source": url}
