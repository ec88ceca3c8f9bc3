"""Where a quote may begin and end: never inside a number, a word or what is drawn as one sign.

``8%`` is not in ``18%``, ``2`` not in ``2,500`` and not in ``2020``, ``rose`` not in ``prose``;
``can`` is not in ``can't``, whose meaning is another. Scripts without spaces have no such borders
between their letters.
"""

import re
import unicodedata

from site_builder.anchoring.folding import Folded
from site_builder.markdown import is_unspaced

# Between two digits these are part of one number: 2,500 and 2.5 and 2'500, in any script.
_POINTS = frozenset(".,'\u066b\u066c\u00b7")
# As are these, where a fold has made a plain space of them: 2 500.
_NARROW = ("\u00a0", "\u2007", "\u2009", "\u202f")
_BEFORE_SIGN = frozenset(" ([{\"'")
_NEGATION = re.compile(r"n't(?!\w)")
_JOINER = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_REGIONAL = range(0x1F1E6, 0x1F200)
_TAGS = range(0xE0020, 0xE0080)


class Borders:
    """Knows where words and numbers of a folded text begin and end.

    ``original`` is what was folded: it tells a thousands space from the one between two words.
    """

    def __init__(self, folded: Folded, original: str) -> None:
        self._folded = folded
        self._text = folded.text
        self._original = original

    def enclose(self, start: int, end: int) -> bool:
        """Tell whether a quote may begin and end before these folded characters."""
        text = self._text
        # Most quotes begin and end with a letter beside a space.
        if 0 < start < end < len(text) and text[start - 1] == text[end] == " ":
            first, last = text[start], text[end - 1]
            if first.isalpha() and last.isalpha():
                return True
        return self.is_border(start) and self.is_border(end)

    def is_border(self, index: int) -> bool:
        """Tell whether a quote may begin or end before the folded character ``index``."""
        if not 0 < index < len(self._text):
            return True
        before, after = self._text[index - 1], self._text[index]
        if (before == " " and after.isalpha()) or (after == " " and before.isalpha()):
            return True
        if self._in_number(index):
            return False
        if before == " " or after == " ":
            return True
        if _in_word(before, after) or self._in_negation(index):
            return False
        return (before + after).isascii() or not self._in_sign(index)

    def _at(self, index: int) -> str:
        return self._text[index] if 0 <= index < len(self._text) else " "

    def _in_number(self, index: int) -> bool:
        """Tell whether a number goes on here: 2|.5, 2.|5, -|8."""
        if self._at(index).isdecimal():
            if self._is_sign(index - 1):
                return True
            return self._is_point(index - 1) and self._at(index - 2).isdecimal()
        return (
            self._is_point(index)
            and self._at(index - 1).isdecimal()
            and self._at(index + 1).isdecimal()
        )

    def _is_sign(self, index: int) -> bool:
        return self._at(index) == "-" and self._at(index - 1) in _BEFORE_SIGN

    def _is_point(self, index: int) -> bool:
        character = self._at(index)
        if character == " ":
            start = self._folded.start(index)
            return self._original[start : start + 1] in _NARROW
        return character in _POINTS

    def _in_negation(self, index: int) -> bool:
        """Tell whether an n't goes on here, which turns the meaning of the word before it."""
        return any(_NEGATION.match(self._text, start) for start in (index - 1, index - 2))

    def _in_sign(self, index: int) -> bool:
        """Tell whether both sides are drawn as one: an emoji with its tone, a flag, a family."""
        between = self._original[self._folded.stop(index) : self._folded.start(index)]
        after = ord(self._text[index])
        if _JOINER in between or after in _SKIN_TONES or after in _TAGS:
            return True
        return after in _REGIONAL and self._regionals_before(index) % 2 == 1

    def _regionals_before(self, index: int) -> int:
        start = index
        while start and ord(self._text[start - 1]) in _REGIONAL:
            start -= 1
        return index - start


def _in_word(before: str, after: str) -> bool:
    if before.isalnum() and after.isalnum():
        return not (is_unspaced(before) or is_unspaced(after))
    return unicodedata.category(after)[0] == "M"
