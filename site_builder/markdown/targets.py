"""The second half of an inline link: ``(address "title")``."""

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkDestination, parseLinkTitle

_SPACE = re.compile(r"[ \t\n]*")
# Addresses that markdown-it's normalisation, which is slow, leaves as they are: most.
_NORMAL = re.compile(r"(?:https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*)?/[A-Za-z0-9._~/?=&+-]*")


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads, and the offset at which its source ends."""

    href: str
    title: str
    end: int


def parse_target(source: str, start: int, parser: MarkdownIt) -> Target | None:
    """Read ``(address "title")`` at ``start``, or return None where there is none."""
    if not source.startswith("(", start):
        return None
    pos = _skip(source, start + 1)
    href = ""
    found = parseLinkDestination(source, pos, len(source))
    if found.ok:
        href, pos = found.str, found.pos
    title, pos = _parse_title(source, pos)
    if not source.startswith(")", pos):
        return None
    normal = href if _NORMAL.fullmatch(href) else parser.normalizeLink(href)
    return Target(normal, title, pos + 1)


def _parse_title(source: str, start: int) -> tuple[str, int]:
    """Return the title after ``start``, if there is one, and where the white space after it ends.

    White space must stand before a title.
    """
    pos = _skip(source, start)
    if pos == start:
        return "", pos
    found = parseLinkTitle(source, pos, len(source))
    return (found.str, _skip(source, found.pos)) if found.ok else ("", pos)


def _skip(source: str, pos: int) -> int:
    match = _SPACE.match(source, pos)
    return match.end() if match else pos
