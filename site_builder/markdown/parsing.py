"""The first step: from Markdown to tokens in which everything is settled but their wrapping."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from itertools import chain

from markdown_it.common.utils import normalizeReference
from markdown_it.token import Token
from markdown_it.utils import EnvType

from site_builder.diagnostics import Code, Diagnostic
from site_builder.markdown.blocks import settle_blocks, without_title
from site_builder.markdown.definitions import Definition, split_definitions
from site_builder.markdown.gathering import Gathering
from site_builder.markdown.parsed import Context, Parsed
from site_builder.markdown.parser import NESTING, parser
from site_builder.markdown.unread import report_unread_marks
from site_builder.model import MarkdownText

# What the parser stops at. The worst shapes take some 50 µs a sign: so many are read in a few
# seconds, and a text of 2 MB in lines and paragraphs has no more of them.
_SIGNS = "\n*_`[]<>!|~^&\\"
_MOST_SIGNS = 40_000

_CONTAINERS = frozenset({"blockquote_open", "list_item_open", "footnote_reference_open"})


def parse(source: MarkdownText, context: Context) -> Parsed:
    """Parse a body: its tokens, and all that is known of it before it is written.

    A text that would take minutes is not read: it is an error, and an empty body.
    """
    signs = sum(map(source.text.count, _SIGNS)) if len(source.text) > _MOST_SIGNS else 0
    if signs > _MOST_SIGNS:
        return _refuse(source, context, signs)
    return _parse(source, context)


def parse_plain(paragraphs: Iterable[str], line: int) -> Parsed:
    """Make paragraphs of plain text, as if they were a body that begins on ``line``."""
    tokens: list[Token] = []
    for text in paragraphs:
        children = [Token("text", "", 0, content=text)]
        tokens += (
            Token("paragraph_open", "p", 1, block=True),
            Token("inline", "", 0, content=text, children=children),
            Token("paragraph_close", "p", -1, block=True),
        )
    return Parsed(tuple(tokens), (), (), (), frozenset(), (), line)


def _refuse(source: MarkdownText, context: Context, signs: int) -> Parsed:
    message = f"The text has {signs:,} lines and signs of markup; it may have {_MOST_SIGNS:,}."
    hint = "Divide it, or put what is data rather than text into a file in content/assets."
    problem = Diagnostic.of(Code.TOO_MUCH_MARKUP, source.place, message, hint)
    nothing = _parse(MarkdownText("", source.place), context)
    return replace(nothing, problems=(problem,))


def _parse(source: MarkdownText, context: Context) -> Parsed:
    env: EnvType = {
        "offered": _offered(tuple(context.references.items())),
        "annotated": context.annotated,
    }
    everything = parser().parse(source.text, env)
    tokens, definitions = split_definitions(everything) if "footnotes" in env else (everything, [])
    texts = {definition.label: definition.tokens for definition in reversed(definitions)}
    gathering = Gathering(source, context, texts)
    tokens = settle_blocks(without_title(tokens, context.title), gathering)
    headings = tuple(gathering.headings)
    # Footnotes are added while those before them are settled.
    for footnote in gathering.footnotes:
        footnote.tokens = settle_blocks(footnote.tokens, gathering)
    _warn_of_depth(everything, gathering)
    _warn_of_references(env, gathering)
    _warn_of_definitions(definitions, gathering)
    notes = chain.from_iterable(footnote.tokens for footnote in gathering.footnotes)
    report_unread_marks(source.text, chain(tokens, notes), gathering)
    return Parsed(
        tuple(tokens),
        tuple(footnote.finish() for footnote in gathering.footnotes),
        headings,
        tuple(gathering.links),
        gathering.ids,
        tuple(gathering.problems),
        source.place.line,
    )


@lru_cache(maxsize=16)
def _offered(references: tuple[tuple[str, tuple[str, str]], ...]) -> dict[str, dict[str, str]]:
    """Return references as markdown-it keeps a text's own. All bodies share one set or two."""
    offered: dict[str, dict[str, str]] = {}
    for label, (url, title) in references:
        reference = {"href": parser().normalizeLink(url), "title": title}
        offered.setdefault(normalizeReference(label), reference)
    return offered


def _warn_of_depth(tokens: Iterable[Token], gathering: Gathering) -> None:
    """Note each container that was too deep for what it holds to be read."""
    for token in tokens:
        if token.level >= NESTING - 1 and token.type in _CONTAINERS and token.map:
            place = gathering.places.line(token.map[0], "")
            message = "The text is nested too deeply here; what lies deeper is left out."
            gathering.warn(Code.NESTED_TOO_DEEPLY, place, message)
            return


def _warn_of_references(env: EnvType, gathering: Gathering) -> None:
    """Note references without a footnote, and characters that entities smuggle in."""
    for missing in env.get("missing", ()):
        place = gathering.places.inline(missing.block, missing.at)
        message = f"The footnote “[^{missing.label}]” has no text, so readers get it as written."
        hint = f"Its text stands in a paragraph that begins with “[^{missing.label}]: ”."
        gathering.warn(Code.UNDEFINED_FOOTNOTE, place, message, hint)
    for smuggled in env.get("smuggled", ()):
        place = gathering.places.inline(smuggled.block, smuggled.at)
        gathering.warn_smuggled(smuggled.fault.code, place, smuggled.fault.name)


def _warn_of_definitions(definitions: Iterable[Definition], gathering: Gathering) -> None:
    """Note texts of footnotes that nothing refers to, or that another text stands before."""
    seen: set[str] = set()
    referred = gathering.labels
    for definition in definitions:
        label = definition.label
        hint = ""
        if label not in referred:
            hint = f"Refer to it by “[^{label}]”, or take it away."
        elif label in seen:
            hint = "There is one before it with the same name; give it another."
        if hint:
            place = gathering.places.line(definition.line, f"[^{label}]:")
            message = f"No reader gets this text of the footnote “[^{label}]”."
            gathering.warn(Code.UNUSED_FOOTNOTE, place, message, hint)
        seen.add(label)
