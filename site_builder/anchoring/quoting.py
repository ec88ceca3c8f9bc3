"""The words of a span, and what stands around them."""

from collections.abc import Iterable, Sequence

from site_builder.anchoring.anchored import Quotation
from site_builder.anchoring.matching import Span
from site_builder.characters import signs_of
from site_builder.markdown import Layout

_CONTEXT = 32


def quotations_of(spans: Sequence[Span], layout: Layout) -> tuple[Quotation, ...]:
    """Return the words of spans block by block, with what is around them in their blocks."""
    # Nearly all annotations have one span.
    if len(spans) == 1:
        return (_quotation_of(spans[0], layout),)
    return tuple([_quotation_of(span, layout) for span in spans])


def _quotation_of(span: Span, layout: Layout) -> Quotation:
    start, end = span
    text = layout.text
    first, last, _ = layout.block_at(start)
    words: tuple[str, ...] = (text[start:end],)
    if end > last:
        _, last, _ = layout.block_at(end - 1)
        words = tuple(layout.words(start, end))
    return Quotation(words, _last_words(text, first, start), _first_words(text, end, last))


def _last_words(text: str, begin: int, end: int) -> str:
    """Return the end of a part of a text: whole words, where spaces tell words apart."""
    start = end - _CONTEXT
    if start <= begin:
        return text[begin:end]
    space = text.find(" ", start - 1, end - 1)
    if space >= 0:
        return text[space + 1 : end]
    signs = signs_of(text[max(start - _CONTEXT, begin) : end])
    return "".join(reversed(list(_few(reversed(signs)))))


def _first_words(text: str, begin: int, end: int) -> str:
    """Return the beginning of a part of a text, as ``_last_words`` does the end."""
    stop = begin + _CONTEXT
    if stop >= end:
        return text[begin:end]
    space = text.rfind(" ", begin + 1, stop + 1)
    if space >= 0:
        return text[begin:space]
    return "".join(_few(signs_of(text[begin : min(stop + _CONTEXT, end)])))


def _few(signs: Iterable[str]) -> Iterable[str]:
    """Yield visible signs, none of them cut, as far as there is room for them."""
    room = _CONTEXT
    for sign in signs:
        room -= len(sign)
        if room < 0:
            return
        yield sign
