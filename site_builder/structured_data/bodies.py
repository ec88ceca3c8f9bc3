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


class Bodies:
    """What the annotations of one page say; the page is the subject's."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._own = subject.language
        self._digest = Language.of(subject.site.settings.lang)

    def of(self, note: Note, check: ClaimEntry | None) -> Iterator[Node]:
        """Yield the bodies of an annotation, given with the check that it cites or is."""
        annotation, own = note.annotation, self._own
        if check is None:
            yield {"type": "TextualBody", "purpose": "tagging", "value": annotation.kind}
        else:
            settings = self._subject.site.settings
            yield _text("assessing", check.verdict.label, settings.lang, settings.dir)
        fact = annotation.fact if check is None else check.claim.fact
        if fact is not None:
            # The fact of a claim that has a file is in the digest's language.
            is_shared = check is not None and check.article is None
            spoken = self._digest if is_shared else own
            yield _text(_COMMENTING, fact, spoken.tag, spoken.dir)
        if note.explanation is not None:
            purpose = _COMMENTING if check is not None else motivation_of(annotation.kind)
            yield _text(purpose, note.explanation.text, own.tag, own.dir)
        yield from self._links(note, check)

    def _links(self, note: Note, check: ClaimEntry | None) -> Iterator[Node]:
        """Yield where more is said: on the page of a check, or in the evidence of another note."""
        if check is not None:
            yield _link(self._subject.url(self._subject.plan.claims[check.claim.key]))
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
