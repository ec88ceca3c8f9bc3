"""Annotations pinned to the very words: a quote stands at exactly one place, or it is an error.

Everything here is pure and works on the text as rendered. Quotes and text are folded for the
comparison only; what is nearly the same serves messages and never publishes.
"""

import sys
from collections.abc import Iterable, Sequence

from site_builder.anchoring.anchored import (
    OPENING,
    AnchoredBody,
    Outline,
    Passage,
    Placement,
    Prose,
    Quotation,
)
from site_builder.anchoring.marking import cut
from site_builder.anchoring.matching import Span
from site_builder.anchoring.passages import to_passages
from site_builder.anchoring.placing import Placed, place
from site_builder.anchoring.quoting import quotations_of
from site_builder.anchoring.remains import keep_annotated
from site_builder.anchoring.standing import Showing, Standing
from site_builder.diagnostics import Diagnostic
from site_builder.markdown import (
    INLINE_MARK,
    Body,
    Html,
    Layout,
    Parsed,
    Piece,
    count_words,
    lay_out,
    to_body,
    to_marked,
)
from site_builder.model import Article, Reproduction

__all__ = [
    "OPENING",
    "AnchoredBody",
    "Outline",
    "Passage",
    "Placement",
    "Prose",
    "Quotation",
    "Showing",
    "Span",
    "Standing",
    "anchor",
]


def anchor(
    article: Article, parsed: Parsed, standing: Standing
) -> tuple[AnchoredBody, list[Diagnostic]]:
    """Put the marks and the notes of an article's annotations into its parsed body.

    Every annotation is looked for, shown or not. One that does not fit is reported and left out;
    a draft's faults are warnings.
    """
    if _is_plain(article):
        return _unmarked(to_body(parsed)), []
    layout = lay_out(parsed)
    placed, problems = place(article.annotations, layout, article.lang)
    marked: list[Placed] = []
    stones: list[Placed] = []
    for one in placed:
        annotation, _, _ = one
        showing = standing.showing(annotation)
        if showing is Showing.MARKED:
            marked.append(one)
        elif showing is Showing.TOMBSTONE:
            stones.append(one)
    if article.reproduction is Reproduction.WITHDRAWN:
        parsed, marked = keep_annotated(layout, marked, parsed.line)
        stones = [(annotation, (), is_unique) for annotation, _, is_unique in stones]
        layout = lay_out(parsed)
    return _compose(parsed, layout, _ordered(marked), _ordered(stones), standing), problems


def _is_plain(article: Article) -> bool:
    """Tell whether nothing is to be looked for in a text, and nothing left out of it."""
    return (
        not article.annotations
        and INLINE_MARK not in article.body.text
        and article.reproduction is not Reproduction.WITHDRAWN
    )


def _unmarked(body: Body) -> AnchoredBody:
    nothing = Html(("",), ())
    is_empty = body.content == nothing
    return AnchoredBody(
        passages=() if is_empty else (Passage(body.content, (), nothing),),
        footnotes=body.footnotes,
        endnotes=(),
        placements=(),
        text=body.text,
        headings=body.headings,
        links=body.links,
        ids=body.ids,
        words=body.words,
        covered=0,
    )


def _ordered(placed: Iterable[Placed]) -> list[Placed]:
    """Return annotations in the order of their references; those without words come last.

    A reference follows the last piece of its span; of spans that end together the inner one's
    comes first.
    """

    def key(one: Placed) -> tuple[int, int]:
        _, spans, _ = one
        if not spans:
            return sys.maxsize, 0
        start, end = spans[0]
        return end, -start

    return sorted(placed, key=key)


def _compose(
    parsed: Parsed,
    layout: Layout,
    marked: Sequence[Placed],
    stones: Sequence[Placed],
    standing: Standing,
) -> AnchoredBody:
    numbered = [_placement(one, n, layout, standing) for n, one in enumerate(marked, start=1)]
    pieces = cut(numbered, standing)
    body = to_marked(parsed, layout, pieces)
    beside, after = _notes(_ordered([*marked, *stones]) if stones else marked, layout)
    return AnchoredBody(
        passages=to_passages(body, beside),
        footnotes=body.footnotes,
        endnotes=tuple(after),
        placements=(*numbered, *[_placement(one, 0, layout, standing) for one in stones]),
        text=layout.text,
        headings=parsed.headings,
        links=parsed.links,
        ids=parsed.ids,
        words=count_words(layout.text),
        covered=count_words(_covered(layout.text, pieces)),
    )


def _covered(text: str, pieces: Iterable[Piece]) -> str:
    """Return what pieces cover of a text, with a space between those that do not touch."""
    covered: list[str] = []
    border = 0
    for start, end, _, _, _, _ in pieces:
        covered.append(text[start:end] if start == border else f" {text[start:end]}")
        border = end
    return "".join(covered)


def _notes(placed: Iterable[Placed], layout: Layout) -> tuple[dict[int, list[str]], list[str]]:
    """Return the ids of notes: of those that follow a top-level block by its number, and others.

    The others are those of words in footnotes, then those without words.
    """
    beside: dict[int, list[str]] = {}
    after: list[str] = []
    for annotation, spans, _ in placed:
        top = layout.top_at(spans[0].end - 1) if spans else layout.tops
        following = after if top >= layout.tops else beside.setdefault(top, [])
        following.append(annotation.id)
    return beside, after


def _placement(placed: Placed, number: int, layout: Layout, standing: Standing) -> Placement:
    annotation, spans, is_unique = placed
    verdict = standing.verdict(annotation) if number else None
    return Placement(annotation.id, number, verdict, spans, quotations_of(spans, layout), is_unique)
