"""The JSON Schemas of the open data (draft 2020-12): what each key means, and which are needed."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from site_builder.model import (
    AnnotationStatus,
    CorrectionSeverity,
    EvidenceKind,
    Reproduction,
)
from site_builder.open_data.values import Json
from site_builder.routes import DataKind

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schemas(version: int) -> Mapping[DataKind, dict[str, Json]]:
    """Return the schema of each file."""
    return {
        DataKind.ARTICLES_SCHEMA: _document(
            version,
            "The articles of a digest, newest first, and what is said of their words",
            {
                "topics": _list(_TOPIC, "the topics that articles name"),
                "sources": _list(_SOURCE, "the publishers of the articles"),
                "articles": _list(_ARTICLE, "the articles"),
            },
        ),
        DataKind.CLAIMS_SCHEMA: _document(
            version,
            "The claims that a digest has checked, with verdict and evidence",
            {
                "verdicts": _list(_VERDICT, "the scale, from best to worst, then those off it"),
                "claims": _list(_CLAIM, "the claims, by their keys"),
            },
        ),
        DataKind.NEXT_SCHEMA: _document(
            version,
            "When a digest has to be built again",
            {
                "next": {
                    "type": ["string", "null"],
                    "format": "date-time",
                    "description": "when the next item appears, goes or falls due; null for never",
                }
            },
        ),
    }


def _document(version: int, title: str, members: dict[str, Json]) -> dict[str, Json]:
    properties: dict[str, Json] = {
        "$schema": _url("this schema"),
        "version": {"const": version, "description": "of the format"},
        "digest": _DIGEST,
        **members,
    }
    return {
        "$schema": DRAFT,
        "title": title,
        "type": "object",
        "required": [*properties],
        "properties": properties,
    }


def _text(description: str) -> Json:
    return {"type": "string", "description": description}


def _url(description: str) -> Json:
    return {"type": "string", "format": "uri", "description": description}


def _moment(description: str) -> Json:
    return {
        "type": "string",
        "pattern": r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ)?$",
        "description": f"{description}: a day, or an instant in UTC",
    }


def _whole(description: str) -> Json:
    return {"type": "integer", "description": description}


def _one_of(values: Iterable[StrEnum], description: str) -> Json:
    return {"enum": [value.value for value in values], "description": description}


def _list(items: Json, description: str) -> Json:
    return {"type": "array", "items": items, "description": description}


def _object(needed: dict[str, Json], other: dict[str, Json], description: str = "") -> Json:
    schema: dict[str, Json] = {
        "type": "object",
        "required": [*needed],
        "properties": {**needed, **other},
    }
    return {**schema, "description": description} if description else schema


_DIGEST = _object(
    {
        "title": _text("the digest's name"),
        "url": _url("its front page"),
        "lang": _text("its language (BCP 47)"),
    },
    {},
    "whose data it is",
)
_TOPIC = _object(
    {"key": _text("its lasting name"), "name": _text("as readers see it"), "url": _url("its page")},
    {},
)
_SOURCE = _object(
    {
        "key": _text("its lasting name"),
        "name": _text("as readers see it"),
        "url": _url("its page here"),
    },
    {
        "full_name": _text("the long form of its name"),
        "site": _url("its own site"),
        "kind": _text("what kind of publisher it is, in the digest's words"),
        "owner": _text("who owns it"),
        "country": _text("where it is at home"),
        "languages": _list(_text("a language (BCP 47)"), "the languages that it publishes in"),
    },
)
_CORRECTION = _object(
    {
        "date": _moment("when it was made"),
        "severity": _one_of(CorrectionSeverity, "how much it changes"),
        "text": _text("what was wrong, and what is right"),
    },
    {},
)
_EVIDENCE = _object(
    {"title": _text("what it is")},
    {
        "url": _url("where it is"),
        "citation": _text("where to find what has no address"),
        "archived": _url("a copy"),
        "accessed": _moment("when it was seen"),
        "kind": _one_of(EvidenceKind, "how near it is to the thing itself"),
        "quote": _text("the words that matter"),
    },
)
_ANNOTATION = _object(
    {
        "id": _text("its name in the article"),
        "url": _url("the note on the article's page"),
        "kind": _text("check, note, sic, opinion, translation, omission, or one of the digest's"),
        "status": _one_of(AnnotationStatus, "of what was withdrawn only the reason remains"),
    },
    {
        "number": _whole("of its reference in the text, from 1"),
        "reason": _text("why it was withdrawn"),
        "quote": _text("the words that it is about"),
        "prefix": _text("what stands before them in their paragraph"),
        "suffix": _text("what stands after them"),
        "verdict": _text("a key of the scale in claims.json"),
        "claim": _text("the key in claims.json of the claim that is checked"),
        "fact": _text("what is true, in one line"),
        "text": _text("the explanation, as plain text"),
        "evidence": _list(_EVIDENCE, "what it rests on"),
        "checked": _moment("when it was checked"),
    },
)
_ORIGIN = _object(
    {"key": _text("a key of sources")},
    {
        "url": _url("where the source published it"),
        "citation": _text("where to find what has no address"),
        "archived": _url("a copy"),
        "author": _text("who wrote it"),
        "retrieved": _moment("when it was read"),
    },
    "where the article comes from",
)
_ARTICLE = _object(
    {
        "id": _text("its lasting name"),
        "url": _url("its page here"),
        "title": _text("as the source has it"),
        "lang": _text("its language (BCP 47)"),
        "date": _moment("when the source published it"),
        "changed": _moment("when it was last revised or corrected here"),
        "status": {
            "enum": ["published", "draft", "scheduled"],
            "description": "the last two in previews only",
        },
        "reproduction": _one_of(Reproduction, "how much of the source's text is shown"),
        "source": _ORIGIN,
    },
    {
        "topics": _list(_text("a key of topics"), "what it is about"),
        "summary": _text("a sentence about it"),
        "translations": _list(_text("an id of articles"), "the same article in other languages"),
        "corrections": _list(_CORRECTION, "what was corrected in it"),
        "annotations": _list(_ANNOTATION, "in the order of the text; withdrawn ones last"),
    },
)
_VERDICT = _object(
    {"key": _text("its lasting name"), "label": _text("as readers see it")},
    {
        "rating": _whole("its place on the scale, higher is better; none for one off the scale"),
        "description": _text("what it means"),
    },
)
_CLAIMANT = _object(
    {},
    {
        "source": _text("a key of sources in articles.json, or else a name is given"),
        "name": _text("who it is"),
        "url": _url("a page about them"),
    },
)
_APPEARANCE = _object(
    {
        "article": _text("an id in articles.json"),
        "annotation": _text("the id of the annotation there"),
        "url": _url("the note on the article's page"),
    },
    {},
)
_FOLLOW_UP = _object(
    {"date": _moment("when it was done"), "action": _text("what was done")},
    {
        "to": _text("whom it was done to: a key of sources, or a name"),
        "result": _text("what came of it"),
    },
)
_CLAIM = _object(
    {
        "key": _text("its lasting name; that of an article's own check has a number sign in it"),
        "url": _url("its page"),
        "claim": _text("what is claimed"),
        "lang": _text("in which language (BCP 47)"),
        "status": _one_of(AnnotationStatus, "of what was withdrawn there is no verdict"),
    },
    {
        "reason": _text("why it was withdrawn"),
        "verdict": _text("a key of verdicts"),
        "fact": _text("what is true, in one line"),
        "text": _text("the explanation, as plain text"),
        "claimants": _list(_CLAIMANT, "who says so"),
        "since": _moment("the date of the first article that says so"),
        "checked": _moment("when it was last checked"),
        "review_by": _moment("when it is to be looked at again"),
        "by": _text("who checked it"),
        "reviewer": _text("who reviewed the check"),
        "evidence": _list(_EVIDENCE, "what the verdict rests on"),
        "appearances": _list(_APPEARANCE, "where it was made, newest first"),
        "related": _list(_text("a key of claims"), "claims near this one"),
        "corrections": _list(_CORRECTION, "what was corrected in the check"),
        "follow_up": _list(_FOLLOW_UP, "what was done after the check"),
    },
)
