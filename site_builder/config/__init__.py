"""``content/site.yaml`` to one frozen record, every default filled in."""

from functools import partial
from zoneinfo import ZoneInfo

from site_builder.config.languages import language
from site_builder.config.permalinks import DEFAULT, permalink
from site_builder.config.values import base_address, contact, reference, timezone
from site_builder.diagnostics import Code, Diagnostic, Place, Severity
from site_builder.documents import (
    Fields,
    Value,
    given_value,
    read_settings_file,
    readers,
)
from site_builder.language import direction
from site_builder.model import Direction, Kind, NavigationItem, Person, Settings, Verdict

__all__ = ["BUILT_IN_KINDS", "language", "read_settings"]

BUILT_IN_KINDS = ("check", "note", "sic", "opinion", "translation", "omission")
"""The kinds of annotation that every digest has."""

_NO_VERDICTS = frozenset({"all", "note"})
"""What an article's page says of marks and of its filter where no verdict is meant."""

_LANGUAGE = "en"
_PER_PAGE = 50
_MOST_PER_PAGE = 1000
_HIGHEST_RATING = 100


def read_settings(
    path: str, data: bytes, base_url: str | None
) -> tuple[Settings | None, list[Diagnostic]]:
    """Read ``site.yaml``; ``base_url`` goes before the address that stands there.

    There are no settings where anything in the file is an error.
    """
    fields, problems = read_settings_file(path, data)
    if fields is None:
        return None, problems
    given = _given_address(base_url, path, problems)
    settings = _settings(fields, path, given)
    fields.finish()
    broken = any(problem.severity is Severity.ERROR for problem in problems)
    return None if broken else settings, problems


def _given_address(base_url: str | None, path: str, problems: list[Diagnostic]) -> str | None:
    """Read the address of the command line as if it stood in the file."""
    if base_url is None:
        return None
    return base_address(given_value("--base-url", base_url, path, problems))


def _settings(fields: Fields, path: str, base_url: str | None) -> Settings | None:
    fields.require("title", "url")
    title = fields.read("title", readers.name)
    address = fields.read("url", base_address)
    lang = fields.read("lang", language) or _LANGUAGE
    settings = partial(
        Settings,
        place=Place(path),
        lang=lang,
        dir=fields.read("dir", readers.choice(*Direction)) or direction(lang),
        timezone=fields.read("timezone", timezone) or ZoneInfo("UTC"),
        description=fields.read("description", readers.name) or "",
        notice=fields.read("notice", readers.text) or "",
        permalink=fields.read("permalink", permalink) or DEFAULT,
        per_page=fields.read("per_page", readers.number(1, _MOST_PER_PAGE)) or _PER_PAGE,
        verdicts=_verdicts(fields),
        kinds=_kinds(fields),
        people=_people(fields),
        navigation=_navigation(fields),
        references=_references(fields),
        contact=fields.read("contact", contact),
        index_reproductions=fields.read("index_reproductions", readers.flag) or False,
    )
    if title is None or address is None:
        return None
    return settings(title=title, base_url=base_url or address, home=address)


def _verdicts(fields: Fields) -> dict[str, Verdict]:
    verdicts = {}
    for name, member in fields.members("verdicts"):
        key = _verdict_key(name)
        member.require("label")
        label = member.read("label", readers.name)
        rating = member.read("rating", readers.number(0, _HIGHEST_RATING))
        description = member.read("description", readers.text) or ""
        member.finish()
        if key is not None and label is not None:
            verdicts[key] = Verdict(key, label, rating, description)
    return verdicts


def _verdict_key(name: Value) -> str | None:
    key = readers.free_slug(name)
    if key in _NO_VERDICTS:
        name.report(Code.RESERVED_SLUG, f"the digest keeps the name “{key}” for itself.")
        return None
    return key


def _kinds(fields: Fields) -> dict[str, Kind]:
    kinds = {key: Kind(key, "") for key in BUILT_IN_KINDS}
    for name, member in fields.members("kinds"):
        key = readers.slug(name)
        member.require("label")
        label = member.read("label", readers.name)
        member.finish()
        if key is not None and label is not None:
            kinds[key] = Kind(key, label)
    return kinds


def _people(fields: Fields) -> dict[str, Person]:
    people = {}
    for value, member in fields.members("people"):
        key = readers.slug(value)
        member.require("name")
        name = member.read("name", readers.name)
        url = member.read("url", readers.url)
        member.finish()
        if key is not None and name is not None:
            people[key] = Person(key, name, url)
    return people


def _navigation(fields: Fields) -> tuple[NavigationItem, ...] | None:
    if not fields.has("navigation"):
        return None
    return tuple(
        item
        for member in fields.mappings("navigation")
        if (item := _navigation_item(member)) is not None
    )


def _navigation_item(fields: Fields) -> NavigationItem | None:
    fields.require("label", "url")
    label = fields.read("label", readers.name)
    url = fields.read("url", readers.link)
    fields.finish()
    if label is None or url is None:
        return None
    return NavigationItem(label, url, fields.place)


def _references(fields: Fields) -> dict[str, str]:
    held = fields.mapping("references")
    if held is None:
        return {}
    found = {name.scalar.value: held.read(name.scalar.value, reference) for name in held.given()}
    return {label: url for label, url in found.items() if url is not None}
