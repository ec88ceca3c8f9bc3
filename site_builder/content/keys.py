"""Keys, ids and slugs that come from a file's name."""

import re

from site_builder.characters import compose
from site_builder.content.files import MARKDOWN
from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.documents import quoted
from site_builder.model.slugs import is_reserved, is_slug, slugify

_ARTICLES = "content/articles/"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[-_ ]|$)")


def file_key(path: str, problems: list[Diagnostic]) -> str | None:
    """Return the key that a file's name gives, which has to be a free slug."""
    stem = _stem(path)
    if not is_slug(stem):
        near = slugify(stem)
        message = f"The file's name is the key, and {quoted(stem)} is no slug."
        hint = f"Rename the file to {near}{MARKDOWN}." if near else "Rename the file."
        problems.append(Diagnostic.of(Code.INVALID_SLUG, Place(path), message, hint))
        return None
    if is_reserved(stem):
        problems.append(_reserved(path, stem, "Rename the file."))
        return None
    return stem


def default_slug(path: str, problems: list[Diagnostic]) -> str | None:
    """Return the slug of an article from its file's name less a leading date."""
    stem = _stem(path)
    slug = slugify(_DATE.sub("", stem, count=1))
    hint = "Rename the file, or give the article a “slug”."
    if not slug:
        message = f"The file's name, {quoted(stem)}, leaves nothing for the article's address."
        problems.append(Diagnostic.of(Code.INVALID_SLUG, Place(path), message, hint))
        return None
    if is_reserved(slug):
        problems.append(_reserved(path, slug, hint))
        return None
    return slug


def default_id(path: str) -> str:
    """Return the lasting name of an article: its path below ``articles`` without its ending."""
    return compose(path.removeprefix(_ARTICLES).removesuffix(MARKDOWN))


def _stem(path: str) -> str:
    return compose(path.rpartition("/")[2].removesuffix(MARKDOWN))


def _reserved(path: str, slug: str, hint: str) -> Diagnostic:
    message = f"The digest keeps the name {quoted(slug)} for itself."
    return Diagnostic.of(Code.RESERVED_SLUG, Place(path), message, hint)
