"""The annotations of an article, judged as far as one file allows.

Whether their words stand in the text is a question for a later stage. A draft's faults are
warnings, and a draft that can't be read is left out.
"""

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from site_builder.content.parts import (
    NOBODY,
    check_reason,
    decode_evidence,
    decode_review,
    decode_verdict,
    lower,
    status,
)
from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.documents import Fields, Reader, Value, quoted, readers
from site_builder.model import Annotation, AnnotationStatus, Located, Moment, Settings
from site_builder.model.slugs import slugify

# Each is looked for in the whole text; a list of this length is a mishap.
_MOST = 1_000
_WORDS_OF_AN_ID = 6
CHECK = "check"
_NOTE = "note"
_ALL = "all"
_MOST_PLACES = 10_000

_REVIEW = frozenset({"by", "reviewer", "checked", "review_by"})
_KEYS = _REVIEW | {
    *("id", "status", "kind", "quote", "prefix", "suffix", "occurrence"),
    *("verdict", "claim", "claim_text", "fact", "note", "evidence", "reason"),
}

_slug = readers.located(readers.slug)
_number = readers.number(1, _MOST_PLACES)


class _Begun(NamedTuple):
    """An annotation of which only the status, the quote and the id have been read.

    ``given`` are the keys that it gives a value.
    """

    fields: Fields
    given: set[str]
    place: Place
    status: AnnotationStatus
    quote: Located[str] | None
    id: str | None


def decode_annotations(
    fields: Fields, moment: Reader[Moment], settings: Settings
) -> tuple[Annotation, ...]:
    """Read the list of annotations; those that lack what they need are reported and left out."""
    begun = [_begin(item) for item in _first(fields)]
    taken = _given_ids(begun)
    annotations = []
    for item in begun:
        start = len(fields.problems)
        identifier = item.id or _default_id(item, taken)
        annotation = _decode(item, identifier or "", moment, settings)
        if item.status is AnnotationStatus.DRAFT:
            lower(fields.problems, start)
        if identifier is not None:
            annotations.append(annotation)
    return tuple(annotations)


def _first(fields: Fields) -> list[Fields]:
    """Return so many of the list as an article may have; those after them are one problem."""
    items = list(fields.mappings("annotations"))
    for item in items[_MOST : _MOST + 1]:
        message = (
            f"“{item.path}”: An article has {_MOST:,} annotations at most,"
            " and more follow from here on."
        )
        hint = "Keep those that readers will look for."
        problem = Diagnostic.of(Code.TOO_MANY_ANNOTATIONS, item.place, message, hint)
        fields.problems.append(problem)
    return items[:_MOST]


def _begin(fields: Fields) -> _Begun:
    start = len(fields.problems)
    given = fields.valued()
    state = fields.read("status", status)
    begun = _Begun(
        fields=fields,
        given=given,
        place=fields.place,
        status=state or AnnotationStatus.PUBLISHED,
        quote=fields.read("quote", _quote),
        id=fields.read("id", readers.slug),
    )
    if begun.status is AnnotationStatus.DRAFT:
        lower(fields.problems, start)
    return begun


def _given_ids(begun: list[_Begun]) -> set[str]:
    """Collect the ids that are written: they come first, for links may hold them already."""
    given: dict[str, Fields] = {}
    for item in begun:
        if item.id is None:
            continue
        first = given.setdefault(item.id, item.fields)
        if first is not item.fields:
            start = len(item.fields.problems)
            line = first.place_of("id").line
            message = f"The id {quoted(item.id)} belongs to the annotation in line {line} already."
            item.fields.report("id", Code.DUPLICATE_ID, message, "Write another one.")
            if item.status is AnnotationStatus.DRAFT:
                lower(item.fields.problems, start)
    return set(given)


def _default_id(item: _Begun, taken: set[str]) -> str | None:
    """Make an id of the quote's first words, and take it."""
    if "id" in item.given or ("quote" in item.given) != (item.quote is not None):
        return None
    words = item.quote.value.split()[:_WORDS_OF_AN_ID] if item.quote is not None else ()
    slug = slugify(" ".join(words))
    if not slug:
        message = f"“{item.fields.path}.id” is missing, and there are no words to make it of."
        item.fields.report("id", Code.MISSING_KEY, message, "Give it an “id” or a “quote”.")
        return None
    identifier = next(name for name in _numbered(slug) if name not in taken)
    taken.add(identifier)
    return identifier


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    yield from (f"{slug}-{number}" for number in count(2))


def _decode(
    item: _Begun, identifier: str, moment: Reader[Moment], settings: Settings
) -> Annotation:
    fields, given = item.fields, item.given
    annotation = Annotation(
        id=identifier,
        place=item.place,
        kind=_kind(item, settings),
        quote=item.quote,
        prefix=fields.read("prefix", readers.text),
        suffix=fields.read("suffix", readers.text),
        occurrence=_occurrence(fields) if "occurrence" in given else None,
        verdict=decode_verdict(fields, settings) if "verdict" in given else None,
        claim=fields.read("claim", _slug),
        claim_text=fields.read("claim_text", readers.name),
        fact=fields.read("fact", readers.text),
        note=fields.read("note", readers.markdown),
        evidence=decode_evidence(fields, moment) if "evidence" in given else (),
        review=NOBODY if given.isdisjoint(_REVIEW) else decode_review(fields, moment, settings),
        status=item.status,
        reason=fields.read("reason", readers.text),
    )
    if "quote" not in given:
        _check_position(item)
    _check_verdict(item, annotation.kind)
    if "reason" in given or item.status is AnnotationStatus.WITHDRAWN:
        check_reason(fields, item.status)
    fields.finish(_KEYS)
    return annotation


def _kind(item: _Begun, settings: Settings) -> str:
    """Read the kind: that of whatever has, or seems to want, a verdict is a check."""
    given = item.given
    if "kind" in given:
        reader = readers.known_key(
            settings.kinds, Code.UNKNOWN_KIND, "is no kind of annotation that this digest has"
        )
        kind = item.fields.read("kind", reader)
        if kind is not None:
            return kind
    return CHECK if "verdict" in given or "claim" in given or "fact" in given else _NOTE


def _check_position(item: _Begun) -> None:
    fields = item.fields
    for key in ("prefix", "suffix", "occurrence"):
        if key in item.given:
            message = f"“{fields.path}.{key}” says which of several quotes is meant; there is none."
            fields.report(key, Code.CONFLICTING_KEYS, message, "Add the “quote”, or delete this.")


def _check_verdict(item: _Begun, kind: str) -> None:
    """Demand of a check either a claim or a verdict that rests on something."""
    fields = item.fields
    if kind != CHECK:
        for key in ("verdict", "claim", "claim_text"):
            if key in item.given:
                message = f"“{fields.path}.{key}” belongs to checks, and this is a {kind}."
                fields.report(key, Code.CONFLICTING_KEYS, message, "Delete it, or the “kind”.")
    elif "claim" in item.given:
        for key in ("verdict", "claim_text"):
            if key in item.given:
                message = (
                    f"“{fields.path}.{key}” can't stand beside “claim”: the claim's file says it."
                )
                fields.report(key, Code.CONFLICTING_KEYS, message, "Delete one of the two.")
    else:
        _check_ground(item)


def _check_ground(item: _Begun) -> None:
    """Demand a verdict; one that was withdrawn needs no ground any more, but still has a page."""
    fields = item.fields
    if "verdict" not in item.given:
        message = f"“{fields.path}” is a check without a verdict."
        hint = "Add a “verdict”, or the “claim” that has it; or say “kind: note”."
        fields.report("verdict", Code.LOCAL_CHECK_VERDICT, message, hint)
    elif item.status is not AnnotationStatus.WITHDRAWN and item.given.isdisjoint(
        ("fact", "note", "evidence")
    ):
        message = f"“{fields.path}.verdict” rests on nothing."
        hint = "Add “evidence”, a “fact” or a “note” that explains it."
        fields.report("verdict", Code.UNSUPPORTED_VERDICT, message, hint)


def _quote(value: Value) -> Located[str] | None:
    text = value.text
    if any(map(str.isalnum, text)):
        return Located(text, value.place)
    value.report(Code.EMPTY_TEXT, "a quote needs at least one letter or digit.")
    return None


def _occurrence(fields: Fields) -> int | str | None:
    if fields.read("occurrence", readers.text) == _ALL:
        return _ALL
    return fields.read("occurrence", _number)
