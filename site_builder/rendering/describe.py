"""What each template sees, read from the views themselves."""

import inspect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import get_args, get_type_hints

from site_builder.rendering.templates import STYLESHEETS
from site_builder.rendering.views import VIEWS, StylesheetView

_MODULE = re.compile(r"\b(?:\w+\.)+(?=\w)")


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """A field of a record, or a property: its name and its type as Python writes it."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class RecordDescription:
    """A record that a template sees; ``about`` is its docstring, indentation gone."""

    name: str
    about: str
    fields: tuple[FieldDescription, ...]


@dataclass(frozen=True, slots=True)
class ViewDescription:
    """A template, the record that is its ``view``, and the records that this one is made of."""

    template: str
    view: RecordDescription
    records: tuple[RecordDescription, ...]


def describe_views() -> tuple[ViewDescription, ...]:
    """Describe the view of every page's template and of the stylesheets."""
    pages = tuple(_view(f"{kind.value}.html", view) for kind, view in VIEWS.items())
    return pages + tuple(_view(name, StylesheetView) for name in STYLESHEETS)


def _view(template: str, view: type) -> ViewDescription:
    first, *others = (_record(record) for record in _reachable(view))
    return ViewDescription(template, first, tuple(others))


def _record(record: type) -> RecordDescription:
    described = (FieldDescription(name, _written(hint)) for name, hint in _members(record).items())
    return RecordDescription(record.__name__, inspect.getdoc(record) or "", tuple(described))


def _reachable(view: type) -> list[type]:
    """Return a record and all records in its fields, each once, nearest first."""
    found = [view]
    for record in found:
        inner = (one for hint in _members(record).values() for one in _records_in(hint))
        found.extend(one for one in dict.fromkeys(inner) if one not in found)
    return found


def _members(record: type) -> dict[str, object]:
    """Return the types of the fields, in their order, then of the public properties."""
    hints = get_type_hints(record)
    members = {name: hints[name] for name in _fields(record)}
    for name, value in inspect.getmembers(record, lambda one: isinstance(one, property)):
        if not name.startswith("_"):
            members[name] = get_type_hints(value.fget)["return"]
    return members


def _fields(record: type) -> Sequence[str]:
    """Return the names of the fields of a record of either kind; nothing else has any."""
    if is_dataclass(record):
        return [field.name for field in fields(record)]
    names: Sequence[str] = getattr(record, "_fields", ())
    return names


def _records_in(hint: object) -> Iterator[type]:
    if isinstance(hint, type) and _fields(hint):
        yield hint
    for part in get_args(hint):
        yield from _records_in(part)


def _written(hint: object) -> str:
    return _MODULE.sub("", inspect.formatannotation(hint))
