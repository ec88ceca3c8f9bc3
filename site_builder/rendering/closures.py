"""Which templates a template is made of: all that it extends, includes and imports."""

from collections.abc import Mapping
from hashlib import blake2b

from jinja2 import meta

from site_builder.rendering.environment import parse
from site_builder.rendering.templates import STYLESHEETS, Templates

_DIGEST_BYTES = 16


def closures_of(templates: Templates) -> Mapping[str, tuple[str, ...]]:
    """Return, for each template of a page, the names of all that it is made of, itself too.

    A template that works out the name of a part may have any. Raises Jinja's own error where a
    template can't be parsed.
    """
    names = [name for name in templates.sources if name not in STYLESHEETS]
    parts = {name: _parts(templates, name) for name in names}
    return {name: tuple(_closure(name, parts)) for name in names}


def fingerprint_closures(templates: Templates) -> Mapping[str, str]:
    """Return, for each template of a page, what stands for its text and that of all its parts."""
    return {name: _fingerprint(templates, all_) for name, all_ in closures_of(templates).items()}


def _parts(templates: Templates, name: str) -> set[str]:
    found = set(meta.find_referenced_templates(parse(templates, name)))
    known = {part for part in found if part is not None}
    return known if known == found else set(templates.sources)


def _closure(name: str, parts: Mapping[str, set[str]]) -> list[str]:
    reached = [name]
    for one in reached:
        reached += (part for part in sorted(parts.get(one, ())) if part not in reached)
    return sorted(reached)


def _fingerprint(templates: Templates, names: tuple[str, ...]) -> str:
    digest = blake2b(digest_size=_DIGEST_BYTES)
    for name in names:
        for text in (name, templates.sources.get(name, "")):
            data = text.encode()
            digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
