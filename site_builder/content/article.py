"""``content/articles/**/*.md`` to articles."""

from functools import partial

from site_builder.characters import compose
from site_builder.content.annotations import decode_annotations
from site_builder.content.keys import default_id, default_slug
from site_builder.content.parts import (
    decode_aliases,
    decode_corrections,
    decode_language,
    report_repeated,
    require_origin,
)
from site_builder.diagnostics import Code, Place
from site_builder.documents import Document, Fields, Reader, Value, quoted, readers
from site_builder.model import (
    Article,
    Located,
    Moment,
    Reproduction,
    Settings,
    SourceReference,
    Tag,
)
from site_builder.model.slugs import is_slug, slugify

# Each tag is a page of its own; nobody files an article under more topics.
_MOST_TAGS = 100

_reproduction = readers.choice(Reproduction.FULL, Reproduction.EXCERPT, Reproduction.WITHDRAWN)
_name = readers.located(readers.name)
_text = readers.located(readers.text)
_url = readers.located(readers.url)
_slug = readers.located(readers.free_slug)


def decode_article(document: Document, settings: Settings) -> Article | None:
    """Make an article of its file, or nothing where something that it needs is missing."""
    fields = document.fields
    moment = readers.moment_in(settings.timezone)
    fields.require("title", "date", "source")
    title = fields.read("title", readers.name)
    date = fields.read("date", moment)
    source = _source(fields, moment)
    slug = _article_slug(fields, document.path)
    lang, direction = decode_language(fields, settings)
    article = partial(
        Article,
        id=fields.read("id", _identifier)
        or Located(default_id(document.path), Place(document.path)),
        place=Place(document.path),
        tags=_tags(fields),
        summary=fields.read("summary", readers.text),
        lang=lang,
        dir=direction,
        draft=fields.read("draft", readers.flag) or False,
        publish=fields.read("publish", moment),
        expires=fields.read("expires", moment),
        updated=fields.read("updated", moment),
        editor=fields.read("editor", readers.name),
        aliases=decode_aliases(fields),
        note=fields.read("note", readers.markdown),
        translation_of=fields.read("translation_of", _text),
        reproduction=fields.read("reproduction", _reproduction) or Reproduction.ENTRY,
        corrections=decode_corrections(fields, moment),
        annotations=decode_annotations(fields, moment, settings),
        body=document.body,
    )
    fields.finish()
    if title is None or date is None or source is None or slug is None:
        return None
    return article(title=title, date=date, source=source, slug=slug)


def _source(fields: Fields, moment: Reader[Moment]) -> SourceReference | None:
    if fields.has_text("source"):
        return _short_source(fields)
    held = fields.mapping("source")
    if held is None:
        return None
    name = held.read("name", _name)
    url = held.read("url", _url)
    source = SourceReference(
        name=name,
        url=url,
        citation=held.read("citation", readers.text),
        archived=held.read("archived", readers.url),
        author=held.read("author", readers.name),
        retrieved=held.read("retrieved", moment),
        place=fields.place_of("source"),
    )
    require_origin(held)
    if not held.has("url"):
        # Without an address there is no host that could tell whose it is.
        held.require("name")
    held.finish()
    return source


def _short_source(fields: Fields) -> SourceReference | None:
    url = fields.read("source", _source_url)
    if url is None:
        return None
    return SourceReference(
        name=None,
        url=url,
        citation=None,
        archived=None,
        author=None,
        retrieved=None,
        place=url.place,
    )


def _source_url(value: Value) -> Located[str] | None:
    if "." in value.text or ":" in value.text:
        return _url(value)
    message = f"{quoted(value.text)} is no address."
    hint = "Write “name” and “url” on lines of their own below “source”, indented."
    value.report(Code.INVALID_URL, message, hint)
    return None


def _article_slug(fields: Fields, path: str) -> Located[str] | None:
    if fields.has("slug"):
        return fields.read("slug", _slug)
    slug = default_slug(path, fields.problems)
    return None if slug is None else Located(slug, Place(path))


def _identifier(value: Value) -> Located[str] | None:
    """Read an article's id: slugs, between them slashes as in a path."""
    found = compose(value.text)
    parts = found.split("/")
    if all(map(is_slug, parts)):
        return Located(found, value.place)
    hint = readers.slug_hint("/".join(filter(None, map(slugify, parts))))
    value.report(Code.INVALID_SLUG, f"{quoted(found)} can't be an id.", hint)
    return None


def _tags(fields: Fields) -> tuple[Tag, ...]:
    found: dict[str, Tag] = {}
    for value in fields.values("tags"):
        if len(found) == _MOST_TAGS:
            message = f"An article has {_MOST_TAGS} tags at most, and more follow from here on."
            value.report(Code.TOO_MANY_TAGS, message, "Keep those that readers will look for.")
            break
        tag = _tag(value)
        if tag is None:
            continue
        # Names that differ more than in spelling are told apart: the site judges their slugs.
        same = " ".join(tag.name.casefold().split())
        if same in found:
            report_repeated(value, tag.name)
        else:
            found[same] = tag
    return tuple(found.values())


def _tag(value: Value) -> Tag | None:
    name = readers.tag(value)
    if name is None:
        return None
    place = value.place
    return Tag(name, place.line, place.column, place.length)
