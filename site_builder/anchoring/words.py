"""A text as the words and signs that it is made of, folded for comparison.

An amount keeps its signs (``-8%``, ``$2,500``), a compound its hyphens and a word its apostrophes;
other punctuation stands alone. Scripts that write no spaces give a word for each character.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.anchoring.folding import Folded, fold
from site_builder.markdown import is_unspaced

# Whatever is neither white space nor one of these is part of a word: letters, digits, their
# marks, emoji.
_PUNCTUATION = (
    r"\x00-/:-@\[-`{-\x7f\xa1-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u2010-\u2027\u2030-\u205e"
    r"\u20a0-\u20cf\u060c\u061b\u061f\u066a\u066d\u06d4\u0964\u0965\u2e00-\u2e7f\u3001-\u3003"
    r"\u3008-\u3020\u30fb\ufd3e\ufd3f\ufdfc\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_LETTER = rf"[^\s{_PUNCTUATION}]"
CURRENCY = r"$\xa2-\xa5\u20a0-\u20cf\ufdfc"
_WORD = re.compile(
    rf"(?:(?<![^\s([{{\"'])[-+\xb1~<>])?[{CURRENCY}]?\d(?:(?:{_LETTER})|[-.,:/'&@](?={_LETTER}))*[%\u066a]?"
    rf"|{_LETTER}(?:(?:{_LETTER})|[-.,:/'&@](?={_LETTER}))*[%\u066a]?"
    r"|\S"
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, in its order.

    ``begins`` and ``ends`` are offsets in ``folded.text``, ``keys`` the words without their case.
    """

    text: str
    folded: Folded
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    keys: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def slice(self, first: int, last: int) -> str:
        """Return the folded text of the words from ``first`` to before ``last``."""
        return self.folded.text[self.begins[first] : self.ends[last - 1]] if first < last else ""

    def written(self, first: int, last: int) -> str:
        """Return these words as they were written, on one line."""
        if first >= last:
            return ""
        start, end = self.span(first, last)
        return " ".join(self.text[start:end].split())

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where these words begin and end in the text as it was written."""
        return self.folded.start(self.begins[first]), self.folded.stop(self.ends[last - 1])


def words_of(text: str) -> Words:
    """Divide a text into words."""
    folded = fold(text)
    spans = list(_spans(folded.text))
    keys = tuple(folded.text[begin:end].casefold() for begin, end in spans)
    begins, ends = zip(*spans, strict=True) if spans else ((), ())
    return Words(text, folded, begins, ends, keys)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text):
        if match[0].isascii() or not any(map(is_unspaced, match[0])):
            yield match.span()
        else:
            yield from _characters(match[0], match.start())


def _characters(word: str, offset: int) -> Iterator[tuple[int, int]]:
    """Yield each character of a word with the marks on it; what writes spaces stays together."""
    start = 0
    for index in range(1, len(word) + 1):
        if index == len(word) or (
            unicodedata.category(word[index])[0] != "M"
            and (is_unspaced(word[index]) or is_unspaced(word[index - 1]))
        ):
            yield offset + start, offset + index
            start = index
