"""What an annotation is about: words on our page, and the same words at the source.

A selector quotes the text as rendered. Between two blocks of our page stand line ends and notes,
so words that cross blocks are one target for each block: each is found as it is quoted. At the
source a block's border is a space, as in the text that was annotated; what stands around the words
there is known only where our text is the source's own.
"""

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.anchoring import Quotation
from site_builder.graph import Note
from site_builder.model import Article, Reproduction
from site_builder.structured_data.subject import Subject
from site_builder.structured_data.values import Node, instant_of, node

# How an excerpt marks what it leaves out.
_CUT = "[…]"


class _Words(NamedTuple):
    """What a selector quotes. Equal ones select the same places: one is enough."""

    exact: str
    before: str
    after: str


def targets_of(subject: Subject, note: Note) -> Iterator[Node]:
    """Yield the words on our page, then those at the source where it has an address.

    Of a translation the source does not have the words.
    """
    article = subject.site.entries[subject.page.subject].article
    quotations = note.placement.quotations
    ours = _resource(subject.here, article)
    for words in dict.fromkeys(words for one in quotations for words in _by_blocks(one)):
        yield {"type": "SpecificResource", "source": ours, "selector": _selector(words)}
    url = article.source.url
    if url is not None and article.translation_of is None:
        source, state = _resource(url.value, article), _state(article)
        for words in dict.fromkeys(_at_source(one, article) for one in quotations):
            yield node(
                {
                    "type": "SpecificResource",
                    "source": source,
                    "selector": _selector(words),
                    "state": state,
                }
            )


def _by_blocks(quotation: Quotation) -> Iterator[_Words]:
    last = len(quotation.words) - 1
    for index, words in enumerate(quotation.words):
        before = "" if index else quotation.before
        after = quotation.after if index == last else ""
        yield _Words(words, before, after)


def _at_source(quotation: Quotation, article: Article) -> _Words:
    exact = " ".join(quotation.words)
    if article.reproduction is Reproduction.ENTRY:
        return _Words(exact, "", "")
    before, after = quotation.before.rpartition(_CUT)[2], quotation.after.partition(_CUT)[0]
    return _Words(exact, before, after)


def _selector(words: _Words) -> Node:
    """Make a TextQuoteSelector (section 4.2.4 of the model): code points, as they are shown."""
    return node(
        {
            "type": "TextQuoteSelector",
            "exact": words.exact,
            "prefix": words.before,
            "suffix": words.after,
        }
    )


def _resource(url: str, article: Article) -> Node:
    return {
        "id": url,
        "type": "Text",
        "format": "text/html",
        "language": article.lang,
        "textDirection": article.dir.value,
    }


def _state(article: Article) -> Node | None:
    """Return when the source was read, and the copy of it as it was then."""
    source = article.source
    read = instant_of(source.retrieved) if source.retrieved else None
    if read is None and source.archived is None:
        return None
    return node({"type": "TimeState", "sourceDate": read, "cached": source.archived})
