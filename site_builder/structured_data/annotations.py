"""The annotations of an article as data, by the W3C's Web Annotation Data Model (2017).

One collection for each annotated article, with one page of annotations in it. What was withdrawn
is not there.
"""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from site_builder.cache import in_json
from site_builder.graph import Note, Site
from site_builder.routes import PageKind, Plan, PlannedPage
from site_builder.structured_data.bodies import Bodies, motivation_of
from site_builder.structured_data.subject import Subject
from site_builder.structured_data.targets import Targets
from site_builder.structured_data.values import Node, instant_of, node

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def annotated_pages(plan: Plan) -> Iterator[PlannedPage]:
    """Yield the pages of the articles that have a file of annotations beside them."""
    yield from (page for page in plan.pages if is_annotated(plan, page))


def is_annotated(plan: Plan, page: PlannedPage) -> bool:
    """Tell whether a page is an article's that has a file of annotations beside it."""
    return page.kind is PageKind.ARTICLE and page.subject in plan.annotations


def annotation_file(site: Site, plan: Plan, page: PlannedPage) -> bytes:
    """Return the file of annotations beside the page of an article."""
    return in_json(collection_of(Subject(site, plan, page))) + b"\n"


def collection_of(subject: Subject) -> Node:
    """Return the annotations of the article that is the page's subject."""
    entry = subject.site.entries[subject.page.subject]
    url = subject.url(subject.plan.annotations[subject.page.subject].address)
    notes = [note for note in entry.notes if not note.placement.is_tombstone]
    frame = _Frame(subject.here, _digest(subject.site), Targets(subject), Bodies(subject))
    items = [_annotation(subject, note, frame) for note in notes]
    page = f"{url}#page"
    return {
        "@context": _CONTEXT,
        "id": url,
        "type": "AnnotationCollection",
        "label": entry.article.title,
        "creator": frame.digest,
        "total": len(items),
        "first": {
            "id": page,
            "type": "AnnotationPage",
            "partOf": url,
            "startIndex": 0,
            "items": items,
        },
        "last": page,
    }


class _Frame(NamedTuple):
    """What all annotations of a page share: its address, the digest, what they say of what."""

    here: str
    digest: Node
    targets: Targets
    bodies: Bodies


def _annotation(subject: Subject, note: Note, frame: _Frame) -> Node:
    claim = subject.site.claims.get(note.claim) if note.claim is not None else None
    review = note.annotation.review if claim is None else claim.claim.review
    return node(
        {
            "id": f"{frame.here}#note-{quote(note.annotation.id)}",
            "type": "Annotation",
            "motivation": motivation_of(note.annotation.kind),
            "created": instant_of(review.checked) if review.checked else None,
            "creator": frame.digest if review.by is None else _person(subject.site, review.by),
            "body": list(frame.bodies.of(note, claim)),
            "target": list(frame.targets.of(note)),
        }
    )


def _person(site: Site, who: str) -> Node:
    """Return the person who has written an annotation."""
    person = site.settings.people.get(who)
    if person is None:
        return {"type": "Person", "name": who}
    return node({"id": person.url, "type": "Person", "name": person.name})


def _digest(site: Site) -> Node:
    settings = site.settings
    return {"id": f"{settings.base_url}/", "type": "Organization", "name": settings.title}
