"""The words of a span, and what stands around them."""

from collections.abc import Iterable

from site_builder.anchoring.anchored import Quotation
from site_builder.anchoring.matching import Span
from site_builder.characters import signs_of
from site_builder.markdown import Layout

_CONTEXT = 32


def quotation_of(span: Span, layout: Layout) -> Quotation:
    """Return the words of a span block by block, with what is around them in their blocks."""
    text, (start, end) = layout.text, span
    first = last = layout.block_at(start)
    words: tuple[str, ...] = (text[start:end],)
    if end > first.end:
        last = layout.block_at(end - 1)
        words = tuple(layout.words(start, end))
    return Quotation(
        words, _last_words(text[first.start : start]), _first_words(text[end : last.end])
    )


def _last_words(text: str) -> str:
    """Return the end of a text: whole words, where words are told apart by spaces."""
    if len(text) <= _CONTEXT:
        return text
    end = text[-_CONTEXT:]
    if text[-_CONTEXT - 1] == " ":
        return end
    return end.partition(" ")[2] or "".join(reversed(list(_few(_signs_from_end(text)))))


def _signs_from_end(text: str) -> Iterable[str]:
    return reversed(signs_of(text[-2 * _CONTEXT :]))


def _first_words(text: str) -> str:
    """Return the beginning of a text, as ``_last_words`` does its end."""
    if len(text) <= _CONTEXT:
        return text
    begin = text[:_CONTEXT]
    if text[_CONTEXT] == " ":
        return begin
    return begin.rpartition(" ")[0] or "".join(_few(signs_of(text[: 2 * _CONTEXT])))


def _few(signs: Iterable[str]) -> Iterable[str]:
    """Yield visible signs, none of them cut, as far as there is room for them."""
    room = _CONTEXT
    for sign in signs:
        room -= len(sign)
        if room < 0:
            return
        yield sign
