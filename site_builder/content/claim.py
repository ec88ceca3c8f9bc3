"""``content/claims/<key>.md`` to claims."""

from collections.abc import Iterator
from functools import partial

from site_builder.characters import has_visible
from site_builder.content.keys import file_key
from site_builder.content.parts import (
    check_reason,
    decode_corrections,
    decode_evidence,
    decode_review,
    decode_verdict,
    lower,
    status,
)
from site_builder.diagnostics import Code, Place
from site_builder.documents import Document, Fields, Reader, Value, readers
from site_builder.model import (
    AnnotationStatus,
    Claim,
    Claimant,
    FollowUp,
    Moment,
    Settings,
)

_slug = readers.located(readers.slug)


def decode_claim(document: Document, settings: Settings) -> Claim | None:
    """Make a claim of its file; of a draft all faults are warnings."""
    fields = document.fields
    start = len(fields.problems)
    state = fields.read("status", status) or AnnotationStatus.PUBLISHED
    claim = _decode(document, state, settings)
    if state is AnnotationStatus.DRAFT:
        lower(fields.problems, start)
    return claim


def _decode(document: Document, state: AnnotationStatus, settings: Settings) -> Claim | None:
    fields = document.fields
    moment = readers.moment_in(settings.timezone)
    fields.require("claim", "verdict")
    key = file_key(document.path, fields.problems)
    text = fields.read("claim", readers.name)
    verdict = decode_verdict(fields, settings)
    claim = partial(
        Claim,
        place=Place(document.path),
        claimants=tuple(_claimants(fields)),
        fact=fields.read("fact", readers.text),
        evidence=decode_evidence(fields, moment),
        review=decode_review(fields, moment, settings),
        status=state,
        reason=fields.read("reason", readers.text),
        related=fields.read_all("related", _slug),
        corrections=decode_corrections(fields, moment),
        follow_up=tuple(_follow_up(fields, moment)),
        body=document.body,
    )
    _check_ground(document, state)
    check_reason(fields, state)
    fields.finish()
    if key is None or text is None or verdict is None:
        return None
    return claim(key=key, text=text, verdict=verdict)


def _claimants(fields: Fields) -> Iterator[Claimant]:
    for item in fields.items("claimants"):
        if isinstance(item, Value):
            source = _slug(item)
            if source is not None:
                yield Claimant(source, None, None)
            continue
        item.require("name")
        name = item.read("name", readers.name)
        url = item.read("url", readers.url)
        item.finish()
        if name is not None:
            yield Claimant(None, name, url)


def _follow_up(fields: Fields, moment: Reader[Moment]) -> Iterator[FollowUp]:
    for item in fields.mappings("follow_up"):
        item.require("date", "action")
        date = item.read("date", moment)
        action = item.read("action", readers.name)
        to = item.read("to", readers.name)
        result = item.read("result", readers.name)
        item.finish()
        if date is not None and action is not None:
            yield FollowUp(date, action, to, result)


def _check_ground(document: Document, state: AnnotationStatus) -> None:
    """Demand a proof or an explanation for a verdict that readers see."""
    fields = document.fields
    explained = fields.has("fact") or fields.has("evidence") or has_visible(document.body.text)
    if state is not AnnotationStatus.WITHDRAWN and not explained:
        message = "The verdict rests on nothing."
        hint = "Add “evidence”, a “fact”, or an explanation below the front matter."
        fields.report("verdict", Code.UNSUPPORTED_VERDICT, message, hint)
