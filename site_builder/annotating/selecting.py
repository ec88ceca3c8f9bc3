r"""From words that somebody selected in a page to the quote that stands at exactly these words.

**What a browser sends.** The text of a page is that of its blocks, in the order of the document::

    #text > .passage > .prose
    #text > .passage > .footnotes > ol > li

without what stands in a ``figcaption`` or in a ``p.back``. Notes, headings of the digest's own and
the numbers of references are not in it. In that text white space doesn't count, for it differs
between a page and its source: ``start`` is the number of code points before the selection, and
``end`` the number before its end, all without those that JavaScript's ``\s`` matches::

    const visible = (text) => [...text.replace(/\s+/gu, "")].length;

``exact`` is the selected text, made of the same blocks; its white space is of no account. It is
compared with the words at that place, so that a page which is older than its file is found out.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.anchoring import Span
from site_builder.anchoring.borders import Borders
from site_builder.anchoring.contexts import settle
from site_builder.anchoring.folding import Folded, fold
from site_builder.anchoring.matching import MOST_PLACES, Searched
from site_builder.anchoring.words import words_of
from site_builder.annotating.answers import Refusal, Why
from site_builder.annotating.desk import ArticleFile
from site_builder.model import Reproduction

# What JavaScript's \s matches (ECMA-262, WhiteSpace and LineTerminator).
_UNCOUNTED = re.compile("[\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]")
# What nobody sees, and no word is spelt with: a quote is found without it.
_UNSEEN = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)

# Longer quotes are told by their first and last words ...
_LONG = 30
# ... of which there are so many, and more where these stand elsewhere, too.
_ENDS = range(5, 13)
# Of so many places the words around each are compared; one of more is told by its number.
_MOST_SETTLED = 200


@dataclass(frozen=True, slots=True)
class Selection:
    """What a browser sends of a selection: see the module."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Pinned:
    """Words of an article, and the keys of an annotation that stands at them and nowhere else.

    ``words`` are all words of the span, on one line; ``is_widened`` tells that they are more than
    was selected: a word or a number is never cut. Of ``prefix``, ``suffix`` and
    ``occurrence`` at most one is given.
    """

    span: Span
    words: str
    is_widened: bool
    quote: str
    prefix: str = ""
    suffix: str = ""
    occurrence: str = ""

    @property
    def position(self) -> dict[str, str]:
        """The keys that say where an annotation stands; those that it needs not are empty."""
        return {
            "quote": self.quote,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "occurrence": self.occurrence,
        }

    @property
    def keys(self) -> dict[str, str]:
        """Those of them that are needed."""
        return {key: value for key, value in self.position.items() if value}


def pin(article: ArticleFile, selection: Selection) -> Pinned | Refusal:
    """Return the quote for a selection in an article's page.

    The selection loses the white space at its ends and grows to the borders of words and numbers.
    """
    if article.article.reproduction is Reproduction.WITHDRAWN:
        message = "This text was withdrawn: nothing new is said of its words."
        return Refusal(Why.WORDS, message)
    span = span_of(article.text, selection)
    return span if isinstance(span, Refusal) else pin_span(article.text, span)


def span_of(text: str, selection: Selection) -> Span | Refusal:
    """Return the offsets of a selection, as the browser counts it, in the canonical text."""
    exact = _UNCOUNTED.sub("", selection.exact)
    if not exact:
        return _nothing()
    counted = [at for at, sign in enumerate(text) if not _UNCOUNTED.match(sign)]
    is_inside = 0 <= selection.start < selection.end <= len(counted)
    if is_inside:
        span = Span(counted[selection.start], counted[selection.end - 1] + 1)
        if _UNCOUNTED.sub("", text[span.start : span.end]) == exact:
            return span
    message = (
        "The text is not any more what the page shows. Wait for the new page, and select anew."
    )
    return Refusal(Why.CHANGED, message)


def pin_span(text: str, span: Span) -> Pinned | Refusal:
    """Return the quote that ``digest build`` finds at exactly this part of a canonical text.

    The part is widened as ``pin`` says. What comes back was looked for, and found.
    """
    folded = fold(text)
    target = _widened(text, folded, span)
    if target is None:
        return _nothing()
    searched = Searched(text)
    words = _written(text[target.start : target.end])
    is_widened = fold(text[span.start : span.end]).text.strip() != fold(words).text.strip()
    short = next((q for q in _ends(words) if searched.find(q) == (target,)), words)
    keys = _keys(text, short, target, searched)
    if keys is not None:
        return Pinned(target, words, is_widened, **keys)
    message = "These words stand too often in the text to be told apart. Select more of them."
    return Refusal(Why.WORDS, message)


def _nothing() -> Refusal:
    return Refusal(Why.WORDS, "Select words: there is no letter and no digit in the selection.")


def _widened(text: str, folded: Folded, span: Span) -> Span | None:
    """Return the words that a span touches, none of them cut; None where there are none."""
    begin, end = _folded_span(folded, span)
    while begin < end and folded.text[begin] == " ":
        begin += 1
    while begin < end and folded.text[end - 1] == " ":
        end -= 1
    borders = Borders(folded, text)
    while not borders.is_border(begin):
        begin -= 1
    while not borders.is_border(end):
        end += 1
    if not any(map(str.isalnum, folded.text[begin:end])):
        return None
    return Span(folded.start(begin), folded.stop(end))


def _folded_span(folded: Folded, span: Span) -> tuple[int, int]:
    """Return where the folded characters are that a span of the original has any part of."""
    indexes = range(len(folded.text))
    begin = bisect_right(indexes, span.start, key=lambda index: folded.stop(index + 1))
    return begin, max(begin, bisect_left(indexes, span.end, key=folded.start))


def _written(text: str) -> str:
    """Return words as an editor would write them: on one line, without what nobody sees."""
    return " ".join(_UNSEEN.sub("", text).split())


def _ends(words: str) -> Iterator[str]:
    """Yield ``first words … last words``, ever more of them, if there are many."""
    parts = words_of(words)
    spelt = [at for at, key in enumerate(parts.keys) if any(map(str.isalnum, key))]
    if len(spelt) > _LONG:
        for count in _ENDS:
            first = parts.written(0, spelt[count - 1] + 1)
            yield f"{first} … {parts.written(spelt[-count], len(parts))}"


def _keys(text: str, quote: str, target: Span, searched: Searched) -> dict[str, str] | None:
    """Return what tells a place from the others of a quote; None where it isn't among them."""
    places = searched.find(quote)
    if target not in places or len(places) == MOST_PLACES:
        return None
    if len(places) == 1:
        return {"quote": quote}
    index = places.index(target)
    context = settle(text, places)[index] if len(places) <= _MOST_SETTLED else None
    if context is not None:
        beside = {context.key: _written(context.words)}
        if searched.find(quote, **beside) == (target,):
            return {"quote": quote, **beside}
    return {"quote": quote, "occurrence": str(index + 1)}
