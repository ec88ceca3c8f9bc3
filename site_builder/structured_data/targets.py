"""What an annotation is about: words on our page, and the same words at the source.

A selector quotes the text as rendered. Between two blocks of our page stand line ends and notes,
so words that cross blocks are one target for each block: each is found as it is quoted. At the
source a block's border is a space, as in the text that was annotated; what stands around the words
there is known only where our text is the source's own.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from site_builder.anchoring import Quotation
from site_builder.graph import Note
from site_builder.model import Article, Reproduction
from site_builder.structured_data.subject import Subject
from site_builder.structured_data.values import Node, instant_of, node

# How an excerpt marks what it leaves out.
_CUT = "[…]"

_SEVERAL = 2


class _Words(NamedTuple):
    """What a selector quotes. Equal ones select the same places: one is enough."""

    exact: str
    before: str
    after: str


class Targets:
    """What the annotations of one article are about; the article is the subject's page's.

    Of a translation the source does not have the words.
    """

    def __init__(self, subject: Subject) -> None:
        self._article = article = subject.site.entries[subject.page.subject].article
        self._ours = _resource(subject.here, article)
        url = None if article.translation_of else article.source.url
        self._source = None if url is None else _resource(url.value, article)
        self._state = _state(article)

    def of(self, note: Note) -> Iterator[Node]:
        """Yield the words on our page, then those at the source where it has an address."""
        quotations = note.placement.quotations
        for words in _each_once([words for one in quotations for words in _by_blocks(one)]):
            yield _specific(self._ours, words)
        if self._source is not None:
            for words in _each_once([_at_source(one, self._article) for one in quotations]):
                resource = _specific(self._source, words)
                yield resource if self._state is None else {**resource, "state": self._state}


def _each_once(them: list[_Words]) -> Iterable[_Words]:
    return them if len(them) == 1 else dict.fromkeys(them)


def _by_blocks(quotation: Quotation) -> list[_Words]:
    if len(quotation.words) < _SEVERAL:
        return [_Words(words, quotation.before, quotation.after) for words in quotation.words]
    first, *between, last = quotation.words
    return [
        _Words(first, quotation.before, ""),
        *(_Words(words, "", "") for words in between),
        _Words(last, "", quotation.after),
    ]


def _at_source(quotation: Quotation, article: Article) -> _Words:
    exact = " ".join(quotation.words)
    if article.reproduction is Reproduction.ENTRY:
        return _Words(exact, "", "")
    before, after = quotation.before.rpartition(_CUT)[2], quotation.after.partition(_CUT)[0]
    return _Words(exact, before, after)


def _specific(source: Node, words: _Words) -> Node:
    """Point to words in a resource.

    The TextQuoteSelector (section 4.2.4 of the model) has code points, as they are shown.
    """
    selector = {"type": "TextQuoteSelector", "exact": words.exact}
    if words.before:
        selector["prefix"] = words.before
    if words.after:
        selector["suffix"] = words.after
    return {"type": "SpecificResource", "source": source, "selector": selector}


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
