"""Annotations pinned to the very words: a quote stands at exactly one place, or it is an error.

Everything here is pure and works on the text as rendered. Quotes and text are folded for the
comparison only; what is nearly the same serves messages and never publishes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from site_builder.anchoring.anchored import AnchoredBody, Passage, Placement, Quotation
from site_builder.anchoring.marking import Mark, cut
from site_builder.anchoring.matching import Span, unite
from site_builder.anchoring.passages import to_passages
from site_builder.anchoring.placing import Placed, place
from site_builder.anchoring.quoting import quotation_of
from site_builder.anchoring.remains import keep_annotated
from site_builder.anchoring.standing import Showing, Standing
from site_builder.diagnostics import Diagnostic
from site_builder.markdown import (
    Anchor,
    Layout,
    Parsed,
    count_words,
    lay_out,
    to_marked,
)
from site_builder.model import Article, Reproduction

__all__ = [
    "AnchoredBody",
    "Passage",
    "Placement",
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
    layout = lay_out(parsed)
    placed, problems = place(article.annotations, layout, article.lang)
    showings = [(one, standing.showing(one.annotation)) for one in placed]
    marked = [one for one, showing in showings if showing is Showing.MARKED]
    stones = [one for one, showing in showings if showing is Showing.TOMBSTONE]
    if article.reproduction is Reproduction.WITHDRAWN:
        parsed, marked = keep_annotated(layout, marked, parsed.line)
        stones = [replace(one, spans=()) for one in stones]
        layout = lay_out(parsed)
    return _compose(parsed, layout, _ordered(marked), _ordered(stones), standing), problems


def _ordered(placed: Iterable[Placed]) -> list[Placed]:
    """Return annotations in the order of their references; those without words come last.

    A reference follows the last piece of its span; of spans that end together the inner one's
    comes first.
    """

    def key(one: Placed) -> tuple[bool, int, int]:
        first = one.spans[0] if one.spans else Span(0, 0)
        return not one.spans, first.end, -first.start

    return sorted(placed, key=key)


def _compose(
    parsed: Parsed,
    layout: Layout,
    marked: Sequence[Placed],
    stones: Sequence[Placed],
    standing: Standing,
) -> AnchoredBody:
    pieces = cut([mark for one in marked for mark in _marks(one, standing)])
    anchors = [Anchor(one.spans[0].end, one.annotation.id) for one in marked]
    blocks, footnotes = to_marked(parsed, pieces, anchors)
    notes = _notes(_ordered([*marked, *stones]), layout, len(blocks))
    covered = unite(span for one in marked for span in one.spans)
    return AnchoredBody(
        passages=to_passages(blocks, {top: ids for top, ids in notes.items() if top < len(blocks)}),
        footnotes=footnotes,
        endnotes=tuple(notes.get(len(blocks), ())),
        placements=(
            *(_placement(one, n, layout, standing) for n, one in enumerate(marked, start=1)),
            *(_placement(one, 0, layout, standing) for one in stones),
        ),
        text=layout.text,
        headings=parsed.headings,
        links=parsed.links,
        ids=parsed.ids,
        words=count_words(layout.text),
        covered=count_words(" ".join([layout.text[span.start : span.end] for span in covered])),
    )


def _marks(placed: Placed, standing: Standing) -> Iterable[Mark]:
    verdict = standing.verdict(placed.annotation)
    first = placed.spans[0]
    for span in placed.spans:
        yield Mark(
            id=placed.annotation.id,
            verdict=verdict,
            rank=standing.rank(verdict),
            start=span.start,
            end=span.end,
            is_first=span is first,
        )


def _notes(placed: Iterable[Placed], layout: Layout, end: int) -> Mapping[int, list[str]]:
    """Map top-level blocks to the ids of the notes after them; ``end`` is after the text."""
    notes: dict[int, list[str]] = {}
    for one in placed:
        top = layout.block_at(one.spans[0].end - 1).top if one.spans else end
        notes.setdefault(top, []).append(one.annotation.id)
    return notes


def _placement(placed: Placed, number: int, layout: Layout, standing: Standing) -> Placement:
    return Placement(
        id=placed.annotation.id,
        number=number,
        verdict=standing.verdict(placed.annotation) if number else None,
        spans=placed.spans,
        quotations=tuple([quotation_of(span, layout) for span in placed.spans]),
        is_unique=placed.is_unique,
    )
