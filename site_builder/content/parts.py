"""Parts that several records have: evidence, corrections, reviews, aliases, language."""

from site_builder.config import language
from site_builder.diagnostics import Code, Diagnostic
from site_builder.documents import Fields, Reader, Value, quoted, readers
from site_builder.language import direction
from site_builder.model import (
    Alias,
    AnnotationStatus,
    Correction,
    CorrectionSeverity,
    Direction,
    Evidence,
    EvidenceKind,
    Located,
    Moment,
    Review,
    Settings,
)

status = readers.choice(*AnnotationStatus)
"""Reads whether an annotation or a claim is published, a draft or withdrawn."""

_severity = readers.choice(*CorrectionSeverity)
_evidence_kind = readers.choice(*EvidenceKind)
_direction = readers.choice(*Direction)
NOBODY = Review(None, None, None, None)


def decode_evidence(fields: Fields, moment: Reader[Moment]) -> tuple[Evidence, ...]:
    """Read the list of proofs; one that lacks what it needs is reported and left out."""
    if fields.lacks("evidence"):
        return ()
    found = (_one_evidence(item, moment) for item in fields.mappings("evidence"))
    return tuple(item for item in found if item is not None)


def _one_evidence(fields: Fields, moment: Reader[Moment]) -> Evidence | None:
    fields.require("title")
    title = fields.read("title", readers.name)
    url = fields.read("url", readers.url)
    citation = fields.read("citation", readers.text)
    archived = fields.read("archived", readers.url)
    accessed = fields.read("accessed", moment)
    kind = fields.read("kind", _evidence_kind)
    quote = fields.read("quote", readers.text)
    require_origin(fields)
    fields.finish()
    if title is None or (url is None and citation is None):
        return None
    return Evidence(title, url, citation, archived, accessed, kind, quote)


def require_origin(fields: Fields) -> None:
    """Report a source or a proof that has neither an address nor a citation."""
    if not fields.has("url") and not fields.has("citation"):
        message = f"“{fields.path}” has neither “url” nor “citation”."
        hint = "Give its address, or a citation for what is in print or was broadcast."
        fields.report("url", Code.MISSING_KEY, message, hint)


def decode_corrections(fields: Fields, moment: Reader[Moment]) -> tuple[Correction, ...]:
    """Read the list of corrections; one that lacks what it needs is reported and left out."""
    if fields.lacks("corrections"):
        return ()
    found = (_one_correction(item, moment) for item in fields.mappings("corrections"))
    return tuple(item for item in found if item is not None)


def _one_correction(fields: Fields, moment: Reader[Moment]) -> Correction | None:
    fields.require("date", "text")
    date = fields.read("date", moment)
    text = fields.read("text", readers.text)
    severity = fields.read("severity", _severity) or CorrectionSeverity.MINOR
    fields.finish()
    if date is None or text is None:
        return None
    return Correction(date, text, severity, fields.place)


def decode_review(fields: Fields, moment: Reader[Moment], settings: Settings) -> Review:
    """Read who checked and reviewed, and when; nobody reviews what is their own."""
    if fields.lacks("by", "reviewer", "checked", "review_by"):
        return NOBODY
    by = fields.read("by", readers.name)
    reviewer = fields.read("reviewer", readers.name)
    if (
        by is not None
        and reviewer is not None
        and _person(by, settings) == _person(reviewer, settings)
    ):
        message = f"The reviewer, “{reviewer}”, is the author of the check."
        hint = "Somebody else has to review it; leave “reviewer” out until then."
        fields.report("reviewer", Code.SAME_PERSON, message, hint)
    return Review(by, reviewer, fields.read("checked", moment), fields.read("review_by", moment))


def _person(name: str, settings: Settings) -> str:
    """Return what tells two persons apart: a key of ``people`` stands for its name."""
    person = settings.people.get(name)
    return " ".join((person.name if person else name).casefold().split())


def decode_verdict(fields: Fields, settings: Settings) -> Located[str] | None:
    """Read a key of the verdict scale."""
    if fields.lacks("verdict"):
        return None
    reader = readers.known_key(
        settings.verdicts, Code.UNKNOWN_VERDICT, "is no verdict of site.yaml's scale"
    )
    return fields.read("verdict", readers.located(reader))


def check_reason(fields: Fields, state: AnnotationStatus) -> None:
    """Demand a reason for what is withdrawn, and for nothing else."""
    if state is AnnotationStatus.WITHDRAWN:
        fields.require("reason")
    elif fields.has("reason"):
        message = "A “reason” is given, but nothing is withdrawn."
        hint = "Add “status: withdrawn”, or delete the reason."
        fields.report("reason", Code.CONFLICTING_KEYS, message, hint)


def lower(problems: list[Diagnostic], start: int) -> None:
    """Make warnings of the problems from an index on: those of a draft stop nothing."""
    problems[start:] = [problem.lowered() for problem in problems[start:]]


def decode_aliases(fields: Fields) -> tuple[Alias, ...]:
    """Read the older addresses of a page, each once."""
    if fields.lacks("aliases"):
        return ()
    found: dict[str, Alias] = {}
    for value in fields.values("aliases"):
        address = readers.own_address(value)
        if address in found:
            report_repeated(value, address)
        elif address is not None:
            found[address] = Alias(address, value.place)
    return tuple(found.values())


def report_repeated(value: Value, text: str) -> None:
    """Warn of what stands in a list already."""
    value.report(Code.REPEATED_VALUE, f"{quoted(text)} stands in the list already.", "Delete one.")


def decode_language(fields: Fields, settings: Settings) -> tuple[str, Direction]:
    """Read a text's language and direction: site.yaml's, unless the text says otherwise."""
    lang = fields.read("lang", language)
    dir_ = fields.read("dir", _direction)
    if lang is None:
        return settings.lang, dir_ or settings.dir
    return lang, dir_ or direction(lang)
