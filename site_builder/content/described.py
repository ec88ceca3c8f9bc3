"""Sources, topics and pages: files that describe one thing."""

from functools import partial

from site_builder.config import language
from site_builder.content.keys import file_key
from site_builder.content.parts import decode_aliases, decode_language
from site_builder.diagnostics import Place
from site_builder.documents import Document, Fields, readers
from site_builder.model import Located, Page, Settings, Source, Topic

_name = readers.located(readers.name)
_tag = readers.located(readers.tag)
_host = readers.located(readers.host)
_slug = readers.located(readers.free_slug)


def decode_source(document: Document, _settings: Settings) -> Source | None:
    """Make a publisher of ``content/sources/<key>.md``."""
    fields = document.fields
    fields.require("name")
    key = file_key(document.path, fields.problems)
    name = fields.read("name", readers.name)
    source = partial(
        Source,
        place=Place(document.path),
        full_name=fields.read("full_name", readers.name),
        url=fields.read("url", readers.url),
        hosts=fields.read_all("hosts", _host),
        aliases=fields.read_all("aliases", _name),
        kind=fields.read("kind", readers.name),
        owner=fields.read("owner", readers.name),
        country=fields.read("country", readers.name),
        languages=fields.read_all("languages", language),
        body=document.body,
    )
    fields.finish()
    if key is None or name is None:
        return None
    return source(key=key, name=name)


def decode_topic(document: Document, _settings: Settings) -> Topic | None:
    """Make what ``content/topics/<key>.md`` says about a tag."""
    fields = document.fields
    key = file_key(document.path, fields.problems)
    topic = partial(
        Topic,
        place=Place(document.path),
        title=fields.read("title", readers.name),
        description=fields.read("description", readers.text),
        aliases=fields.read_all("aliases", _tag),
        body=document.body,
    )
    fields.finish()
    return None if key is None else topic(key=key)


def decode_page(document: Document, settings: Settings) -> Page | None:
    """Make a page of the digest itself of ``content/pages/<slug>.md``."""
    fields = document.fields
    fields.require("title")
    slug = _page_slug(fields, document.path)
    title = fields.read("title", readers.name)
    lang, direction = decode_language(fields, settings)
    page = partial(
        Page,
        place=Place(document.path),
        description=fields.read("description", readers.text),
        lang=lang,
        dir=direction,
        draft=fields.read("draft", readers.flag) or False,
        aliases=decode_aliases(fields),
        body=document.body,
    )
    fields.finish()
    if slug is None or title is None:
        return None
    return page(slug=slug, title=title)


def _page_slug(fields: Fields, path: str) -> Located[str] | None:
    if fields.has("slug"):
        return fields.read("slug", _slug)
    key = file_key(path, fields.problems)
    return None if key is None else Located(key, Place(path))
