"""The pattern from which the addresses of articles are made."""

import re
from collections.abc import Iterator

from site_builder.diagnostics import Code
from site_builder.documents import Value, did_you_mean, quoted

DEFAULT = "/{year}/{month}/{slug}/"

_FIELDS = ("year", "month", "day", "slug")
_FIELD = re.compile(r"\{([^{}]*)\}")
_PLAIN = re.compile(r"[\w.~-]*")


def permalink(value: Value) -> str | None:
    """Read a permalink pattern: an address of ours with {year}, {month}, {day} and {slug}."""
    problems = list(_problems(value.text))
    for message, hint in problems:
        value.report(Code.INVALID_PERMALINK, message, hint)
    return None if problems else value.text


def _problems(pattern: str) -> Iterator[tuple[str, str]]:
    if not (pattern.startswith("/") and pattern.endswith("/")):
        yield f"{quoted(pattern)} has to begin and to end with a slash.", ""
    elif "//" in pattern:
        yield f"{quoted(pattern)} has two slashes in a row.", ""
    if "{slug}" not in pattern:
        hint = "Without it, all articles of one day would have one address."
        yield f"{quoted(pattern)} has no {{slug}}.", hint
    for field in _FIELD.findall(pattern):
        if field not in _FIELDS:
            hint = did_you_mean(field, _FIELDS) or "There are {year}, {month}, {day} and {slug}."
            yield f"There is no field {{{field}}}.", hint
    for part in _FIELD.sub("", pattern).split("/"):
        if not _PLAIN.fullmatch(part) or part in (".", ".."):
            yield (
                f"{quoted(part)} can't be a part of an address.",
                "Use letters, digits and hyphens.",
            )
