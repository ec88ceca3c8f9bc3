"""What goes into a body and what stands between its two steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from markdown_it.token import Token

from site_builder.diagnostics import Diagnostic
from site_builder.markdown.body import Heading, Link


class Context(NamedTuple):
    """What a body needs to know of the place where it stands.

    Relative links are resolved against ``base_url``, an absolute http or https address; without
    one they are shown as text. A first heading that equals ``title`` is left out. ``references``
    are offered to every body: label → (address, title), an address of ours beginning with ``/``.
    ``scope`` is a slug that keeps the ids of several bodies on one page apart, and empty for the
    page's own body. In an ``annotated`` one ``[words]{check=id}`` marks the words.
    """

    base_url: str | None
    title: str | None
    references: Mapping[str, tuple[str, str]]
    scope: str = ""
    annotated: bool = False


@dataclass(frozen=True, slots=True)
class ParsedFootnote:
    """A footnote to be: its tokens, and the ids of the references to it."""

    number: int
    id: str
    references: tuple[str, ...]
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A body as tokens of markdown-it, after all that our rules do to them.

    Ids, levels, addresses and pictures are settled; whoever cuts text tokens or puts new ones
    between them changes nothing but the text's wrapping. ``headings`` leaves those inside
    footnotes out; ``ids`` are all. ``line`` is the line of the file on which the text begins.
    """

    tokens: tuple[Token, ...]
    footnotes: tuple[ParsedFootnote, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    ids: frozenset[str]
    problems: tuple[Diagnostic, ...]
    line: int
