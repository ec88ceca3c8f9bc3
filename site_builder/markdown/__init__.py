"""Markdown bodies: safe HTML, canonical text, headings, footnotes, links and pictures.

CommonMark with tables, strikethrough and footnotes; raw HTML is text. A body passes two steps,
``parse`` and ``to_body`` or ``to_marked``, which cuts and wraps the text; everything else is
settled by then. Everything here is pure, and no text makes it fail.
"""

from collections.abc import Iterable
from itertools import chain

from site_builder.diagnostics import Diagnostic
from site_builder.markdown.body import (
    Body,
    Footnote,
    Gap,
    Heading,
    Html,
    Link,
    NoteReference,
    Picture,
)
from site_builder.markdown.brackets import INLINE_MARK
from site_builder.markdown.html import Part, write, write_paragraph
from site_builder.markdown.layout import InlineMark, Layout, TextBlock, lay_out
from site_builder.markdown.marked import Marked
from site_builder.markdown.parsed import Context, Parsed, ParsedFootnote
from site_builder.markdown.parsing import parse, parse_plain
from site_builder.markdown.plain import is_one_line
from site_builder.markdown.text import (
    canonical_text,
    count_words,
    inline_text,
    is_unspaced,
    text_blocks,
)
from site_builder.markdown.weaving import Piece, weave
from site_builder.model import MarkdownText

__all__ = [
    "INLINE_MARK",
    "Body",
    "Context",
    "Footnote",
    "Gap",
    "Heading",
    "Html",
    "InlineMark",
    "Layout",
    "Link",
    "Marked",
    "NoteReference",
    "Parsed",
    "ParsedFootnote",
    "Picture",
    "Piece",
    "TextBlock",
    "canonical_text",
    "count_words",
    "inline_text",
    "is_unspaced",
    "lay_out",
    "parse",
    "parse_plain",
    "render",
    "text_blocks",
    "to_body",
    "to_marked",
]


def render(source: MarkdownText, context: Context) -> tuple[Body, list[Diagnostic]]:
    """Render a body, and tell what is wrong with it; the problems are all warnings but rare ones.

    Places are lines and columns of the file that ``source`` comes from.
    """
    if is_one_line(source.text):
        return _body_of_line(source.text.rstrip("\n")), []
    parsed = parse(source, context)
    return to_body(parsed), list(parsed.problems)


def _body_of_line(text: str) -> Body:
    """Make a body of a paragraph that is written on one line without markup."""
    html = Html((write_paragraph(text),), ())
    return Body(html, (), text, (), (), frozenset(), count_words(text))


def to_body(parsed: Parsed) -> Body:
    """Write settled tokens as HTML and as text. The footnotes' text stands after the body's."""
    notes = chain.from_iterable(footnote.tokens for footnote in parsed.footnotes)
    text = canonical_text(chain(parsed.tokens, notes))
    return Body(
        content=write(parsed.tokens),
        footnotes=_footnotes(parsed, [note.tokens for note in parsed.footnotes]),
        text=text,
        headings=parsed.headings,
        links=parsed.links,
        ids=parsed.ids,
        words=count_words(text),
    )


def to_marked(parsed: Parsed, layout: Layout, pieces: Iterable[Piece]) -> Marked:
    """Put marks and references to notes into a body.

    ``layout`` is that of ``parsed``; for ``pieces`` see ``weave``.
    """
    tokens = weave(layout, pieces)
    end = len(parsed.tokens)
    contents: list[Part] = []
    for note in parsed.footnotes:
        contents.append(tokens[end : end + len(note.tokens)])
        end += len(note.tokens)
    return Marked(layout, tokens, _footnotes(parsed, contents))


def _footnotes(parsed: Parsed, contents: Iterable[Part]) -> tuple[Footnote, ...]:
    return tuple(
        [
            Footnote(note.number, note.id, note.references, write(content))
            for note, content in zip(parsed.footnotes, contents, strict=True)
        ]
    )
