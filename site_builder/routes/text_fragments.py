"""Addresses that lead to words of another site's page (URL Fragment Text Directives, WICG).

A browser that knows them scrolls to the words and marks them; any other one opens the page. A
term must lie within one block and begin and end with words; the first match wins.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote

from site_builder.anchoring import Placement

# A longer quote is named by its ends: the less is compared, the less a page may differ from ours
# in quotation marks and the like. Two blocks are never one term.
_MOST_WORDS = 10
_WORDS_OF_AN_END = 5
# Fewer words stand on a page more often than in our text, in its menus for example, and case and
# accents count for nothing there: so many words around them, like those of equal quotes, tell
# which are meant.
_FEW_WORDS = 2
_WORDS_AROUND = 3

# Of most terms nothing but the spaces between words must be encoded.
_is_plain = re.compile("[A-Za-z0-9_.~ ]*").fullmatch


def to_words(address: str, placement: Placement) -> str:
    """Let an address lead to the words of an annotation.

    An address that leads to a part of its page already stays as it is, as does one of words that
    are gone.
    """
    page, _, fragment = address.partition("#")
    terms = ",".join(_terms(placement))
    return f"{page}#:~:text={terms}" if terms and not fragment else address


def _terms(placement: Placement) -> Iterator[str]:
    """Yield ``prefix-``, ``start``, ``end`` and ``-suffix``, as far as they are needed."""
    blocks = [words for block in placement.words if (words := block.split())]
    if not blocks:
        return
    first, last = blocks[0], blocks[-1]
    is_telling = placement.is_unique and sum(map(len, blocks)) > _FEW_WORDS
    if not is_telling and (before := placement.before.split()):
        yield f"{_term(before[-_WORDS_AROUND:])}-"
    if len(blocks) == 1 and len(first) <= _MOST_WORDS:
        yield _term(first)
    else:
        yield _term(first[:_WORDS_OF_AN_END])
        yield _term(last[-_WORDS_OF_AN_END:])
    if not is_telling and (after := placement.after.split()):
        yield f"-{_term(after[:_WORDS_AROUND])}"


def _term(words: list[str]) -> str:
    """Encode a term: hyphens, too, since they tell what a term is."""
    text = " ".join(words)
    if _is_plain(text):
        return text.replace(" ", "%20")
    return quote(text, safe="").replace("-", "%2D")
