"""What the digest knows, as data for other programs: articles, claims, when something is due.

A file names its version and its JSON Schema, which lies beside it. In a version keys may be added;
none goes away or changes its meaning.
"""

from collections.abc import Callable, Iterator
from functools import partial

from site_builder.graph import Site
from site_builder.open_data.annotations import annotations_of
from site_builder.open_data.articles import articles_data
from site_builder.open_data.claims import claims_data
from site_builder.open_data.schemas import schemas
from site_builder.open_data.values import Json, LineOf, document, given, last_lines
from site_builder.routes import DataKind, Plan

__all__ = [
    "Json",
    "LineOf",
    "annotations_of",
    "at_once",
    "document",
    "files",
    "given",
    "last_lines",
    "lists",
]

VERSION = 1


def files(site: Site, plan: Plan) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield the path and the bytes of each file of the open data that is no list of records."""
    yield plan.data[DataKind.NEXT].path, partial(_next, site, plan)
    for kind, schema in schemas(VERSION).items():
        yield plan.data[kind].path, partial(document, schema)


def lists(site: Site, plan: Plan) -> Iterator[tuple[str, Callable[[LineOf], bytes]]]:
    """Yield the path of each list of records, and what makes its bytes of its records' lines.

    The records are the last list of the document. The line of each looks at nothing of the site
    and the plan but what is looked at while it is made.
    """
    yield plan.data[DataKind.ARTICLES].path, partial(_articles, site, plan)
    yield plan.data[DataKind.CLAIMS].path, partial(_claims, site, plan)


def at_once(_key: str, make: Callable[[], bytes]) -> bytes:
    """Return the line of a record, made now."""
    return make()


def _articles(site: Site, plan: Plan, line_of: LineOf) -> bytes:
    head = _head(site, plan, DataKind.ARTICLES_SCHEMA)
    return document(head, articles_data(site, plan, line_of))


def _claims(site: Site, plan: Plan, line_of: LineOf) -> bytes:
    return document(_head(site, plan, DataKind.CLAIMS_SCHEMA), claims_data(site, plan, line_of))


def _head(site: Site, plan: Plan, schema: DataKind) -> dict[str, Json]:
    settings = site.settings
    return {
        "$schema": settings.base_url + plan.data[schema].address,
        "version": VERSION,
        "digest": {
            "title": settings.title,
            "url": f"{settings.base_url}/",
            "lang": settings.lang,
        },
    }


def _next(site: Site, plan: Plan) -> bytes:
    """Say when the digest is to be built again because an item appears or goes, null for never."""
    due = site.next_change
    head = _head(site, plan, DataKind.NEXT_SCHEMA)
    return document({**head, "next": None if due is None else f"{due:%Y-%m-%dT%H:%M:%SZ}"})
