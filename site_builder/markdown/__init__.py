"""Markdown bodies: safe HTML, canonical text, headings, footnotes, links and pictures.

CommonMark with tables, strikethrough and footnotes; raw HTML is text. A body passes two steps,
``parse`` and ``to_body``; between them tokens may be cut and wrapped, since everything else is
settled by then. Everything here is pure, and no text makes it fail.
"""

from itertools import chain

from site_builder.diagnostics import Diagnostic
from site_builder.markdown.body import Body, Footnote, Heading, Html, Link, Picture
from site_builder.markdown.html import write
from site_builder.markdown.parsed import Context, Parsed, ParsedFootnote
from site_builder.markdown.parsing import parse
from site_builder.markdown.text import canonical_text, count_words, inline_text, text_blocks
from site_builder.model import MarkdownText

__all__ = [
    "Body",
    "Context",
    "Footnote",
    "Heading",
    "Html",
    "Link",
    "Parsed",
    "ParsedFootnote",
    "Picture",
    "canonical_text",
    "inline_text",
    "parse",
    "render",
    "text_blocks",
    "to_body",
]


def render(source: MarkdownText, context: Context) -> tuple[Body, list[Diagnostic]]:
    """Render a body, and tell what is wrong with it; the problems are all warnings but rare ones.

    Places are lines and columns of the file that ``source`` comes from.
    """
    parsed = parse(source, context)
    return to_body(parsed), list(parsed.problems)


def to_body(parsed: Parsed) -> Body:
    """Write settled tokens as HTML and as text. The footnotes' text stands after the body's."""
    footnotes = tuple(
        Footnote(footnote.number, footnote.id, footnote.references, write(footnote.tokens))
        for footnote in parsed.footnotes
    )
    notes = chain.from_iterable(footnote.tokens for footnote in parsed.footnotes)
    text = canonical_text(chain(parsed.tokens, notes))
    return Body(
        content=write(parsed.tokens),
        footnotes=footnotes,
        text=text,
        headings=parsed.headings,
        links=parsed.links,
        ids=parsed.ids,
        words=count_words(text),
    )
