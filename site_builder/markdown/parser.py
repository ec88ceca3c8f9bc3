"""The parser: markdown-it with the rules that the format promises, and no others."""

import re
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline import autolink as read_autolink
from markdown_it.rules_inline import entity as read_entity
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from site_builder.characters import Fault, forbidden
from site_builder.markdown import brackets, plain

NESTING = 100
"""How deep blocks may nest; markdown-it leaves out what lies deeper."""

_REPLACEMENT = "\ufffd"

# The characters at which some rule of ours may begin; all others are text at once.
_MARKS = re.compile(r"[\n\\`~*_\[\]!^<&]")


@dataclass(frozen=True, slots=True)
class Smuggled:
    """A character that no text may hold, written as an entity: where in which inline block."""

    block: Token
    at: tuple[int, int]
    fault: Fault


@cache
def commonmark_parser() -> MarkdownIt:
    """Return the parser of plain CommonMark, raw HTML included, with our rules for brackets."""
    return _configured(html=True)


@cache
def parser() -> MarkdownIt:
    """Return the parser of bodies: CommonMark, tables, strikethrough and footnotes.

    Raw HTML is text. Links of all schemes become tokens; which of them readers get is decided
    later. ``env["offered"]`` are references that the text's own definitions outrank.
    """
    configured = _configured(html=False)
    configured.enable(["table", "strikethrough"])
    configured.use(footnote_plugin, inline=False, move_to_end=False)
    configured.disable("footnote_ref")
    configured.inline.ruler.at("entity", _entity)
    configured.core.ruler.after("block", "offered", _offer_references)
    return configured


def _configured(*, html: bool) -> MarkdownIt:
    configured = MarkdownIt("commonmark", {"html": html, "maxNesting": NESTING})
    configured.inline.terminator_re = _MARKS
    configured.inline.ruler.at("autolink", _autolink)
    brackets.install(configured, notes=not html)
    plain.install(configured)
    # A method of the instance outranks the one of its class, which knows a few bad schemes only.
    vars(configured)["validateLink"] = _accept
    return configured


def _accept(url: str) -> bool:
    """Let every address pass: a link that is refused here could not be shown as its text."""
    return isinstance(url, str)


def _offer_references(state: StateCore) -> None:
    own = state.env.setdefault("references", {})
    for label, reference in state.env.get("offered", {}).items():
        own.setdefault(label, reference)


def _autolink(state: StateInline, silent: bool) -> bool:
    """Run markdown-it's rule, and note where the link stands."""
    start = state.pos
    found = read_autolink(state, silent)
    if found and not silent:
        state.tokens[-3].meta = {"at": (start, state.pos)}
    return found


def _entity(state: StateInline, silent: bool) -> bool:
    """Run markdown-it's rule, and let no character in that a text may not hold."""
    start = state.pos
    found = read_entity(state, silent)
    if found and not silent:
        token = state.tokens[-1]
        fault = next(forbidden(token.content), None)
        if fault:
            token.content = _REPLACEMENT
            smuggled = Smuggled(state.env["block"], (start, state.pos), fault)
            state.env.setdefault("smuggled", []).append(smuggled)
    return found
