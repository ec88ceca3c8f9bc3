"""Texts folded for comparison, with a way back to where each character came from.

What is folded is what an editor cannot see or a keyboard decides: normal form (NFC), white space,
curly and straight quotes, dashes, invisible characters, Arabic and Persian yeh, kaf, tatweel and
digits. Case is kept. Readers never get a folded text.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from site_builder.characters import compose

# Soft hyphen, zero-width characters, bidi controls and isolates, byte order mark, tatweel.
_UNSEEN = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u0640"
_DROPPED = re.compile(f"[{_UNSEEN}]")
# What does not stay one character: more than one space, and what nobody sees.
_RUN = rf"[\s{_UNSEEN}]{{2,}}|[{_UNSEEN}]"
_RUNS = re.compile(_RUN)

# What may change a text of ASCII, and two spaces.
_UNEVEN = "\t\n\v\f\r\x1c\x1d\x1e\x1f"

# Quotes, dashes, spaces; yeh, kaf and digits as Persian and English have them.
_SINGLE: dict[int, str] = {
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f"), '"'),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b"), "'"),
    **dict.fromkeys((*range(0x2010, 0x2016), 0x2212), "-"),
    **dict.fromkeys((0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys((*range(0x09, 0x0E), *range(0x2000, 0x200B)), " "),
    **dict.fromkeys(map(ord, "\u0649\u064a"), "\u06cc"),
    ord("\u0643"): "\u06a9",
    **{0x0660 + digit: str(digit) for digit in range(10)},
    **{0x06F0 + digit: str(digit) for digit in range(10)},
}


class Folded(NamedTuple):
    """A folded text, and where it differs in length from what it was made of.

    Each run says: ``begins[i]`` to ``ends[i]`` of ``text`` were ``starts[i]`` to ``stops[i]`` of
    the original. Between runs a character is a character.
    """

    text: str
    begins: tuple[int, ...]
    ends: tuple[int, ...]
    starts: tuple[int, ...]
    stops: tuple[int, ...]

    def start(self, index: int) -> int:
        """Return the offset in the original at which the folded character ``index`` begins."""
        run = bisect_right(self.begins, index) - 1
        if run < 0:
            return index
        if index < self.ends[run]:
            return self.starts[run]
        return self.stops[run] + index - self.ends[run]

    def stop(self, index: int) -> int:
        """Return the offset in the original at which the folded character before ``index`` ends."""
        run = bisect_left(self.begins, index) - 1
        if run < 0:
            return index
        if index <= self.ends[run]:
            return self.stops[run]
        return self.stops[run] + index - self.ends[run]


def fold(text: str) -> Folded:
    """Fold a text. What folds to one text is the same words to a reader."""
    # From behind two spaces are looked for in a quarter of the time.
    if text.isascii() and text.rfind("  ") < 0 and not any(map(text.__contains__, _UNEVEN)):
        return Folded(text, (), (), (), ())
    pieces: list[str] = []
    runs: list[tuple[int, int, int, int]] = []
    length = last = 0
    for start, stop, folded in _irregular(text):
        pieces += (text[last:start], folded)
        length += start - last
        runs.append((length, length + len(folded), start, stop))
        length += len(folded)
        last = stop
    pieces.append(text[last:])
    begins, ends, starts, stops = zip(*runs, strict=True) if runs else ((), (), (), ())
    return Folded("".join(pieces).translate(_SINGLE), begins, ends, starts, stops)


def folded_text(text: str) -> str:
    """Return what a text folds to, alone."""
    # Most quotes are such words, and for a few of them this is quicker than to fold them.
    is_plain = text.isascii() and text.isprintable() and "  " not in text
    return text if is_plain else fold(text).text


def _irregular(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what does not stay one character for one: offsets, and what it becomes."""
    normal = unicodedata.is_normalized("NFC", text)
    if normal and _DROPPED.search(text):
        normal = unicodedata.is_normalized("NFC", _DROPPED.sub("", text))
    for match in (_RUNS if normal else _runs_and_clusters()).finditer(text):
        found = match[0]
        folded = compose(_DROPPED.sub("", found))
        folded = " " if folded.isspace() else folded
        if folded != found:
            yield match.start(), match.end(), folded


@cache
def _runs_and_clusters() -> re.Pattern[str]:
    """Return what finds each character with all that normalisation may join to it.

    Marks join, and the vowels and finals of Hangul (UAX 15; the Unicode Standard, 3.12).
    """
    codes = range(0x300, 0x20000)
    marks = "".join(chr(code) for code in codes if unicodedata.category(chr(code))[0] == "M")
    joining = rf"(?:[{_UNSEEN}]*[{marks}\u1160-\u11ff])*"
    return re.compile(rf"{_RUN}|[^\s{_UNSEEN}]{joining}")
