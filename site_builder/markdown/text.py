"""The canonical text of a body: what a reader sees, in the order of the tokens.

Text, code and breaks count; a line break, a cell's border and a block's border are one space;
footnote references and pictures are nothing.
"""

import re
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

_PIECES = frozenset({"text", "code_inline"})
_BREAKS = frozenset({"softbreak", "hardbreak"})
_CODE_BLOCKS = frozenset({"fence", "code_block"})

# Scripts without spaces between words: Thai, Lao, Tibetan, Myanmar, Khmer, New Tai Lue, Tai Tham,
# kana with their extensions, and Han in all planes.
_UNSPACED = re.compile(
    "[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e81-\u0eae\u0eb0-\u0ebd\u0ec0-\u0ec4\u0edc-\u0edf"
    "\u0f40-\u0fbc\u1000-\u109f\u1780-\u17b3\u1980-\u19df\u1a20-\u1a54\ua9e0-\ua9ff\uaa60-\uaa7f"
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U0001aff0-\U0001b16f\U00020000-\U0003ffff]"
)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
# A text of ASCII with one letter for all letters and digits and a space for all white space, as
# texts know it: bytes know less. What is neither goes.
_ASCII_SHAPE = bytes(ord(" " if chr(code).isspace() else "a") for code in range(128)).ljust(256)
_ASCII_SIGNS = bytes(
    code for code in range(128) if not (chr(code).isalnum() or chr(code).isspace())
)


def text_blocks(tokens: Iterable[Token]) -> Iterator[tuple[Token, str]]:
    """Yield each block token that holds text (``inline``, ``fence``, ``code_block``) with it."""
    for token in tokens:
        text = text_of(token)
        if text is not None:
            yield token, text


def text_of(token: Token) -> str | None:
    """Return the canonical text of one block token, or None where it holds nothing visible."""
    if token.type == "inline":
        text = inline_text(token.children or ())
    elif token.type in _CODE_BLOCKS:
        text = token.content.strip("\n")
    else:
        return None
    return text if text.strip() else None


def length_of(token: Token) -> int:
    """Return how much of the text an inline token is."""
    if token.type in _PIECES:
        return len(token.content)
    return 1 if token.type in _BREAKS else 0


def inline_text(tokens: Iterable[Token]) -> str:
    """Return the canonical text of inline tokens."""
    return "".join(
        [
            token.content if token.type in _PIECES else " "
            for token in tokens
            if token.type in _PIECES or token.type in _BREAKS
        ]
    )


def canonical_text(tokens: Iterable[Token]) -> str:
    """Return the canonical text of block tokens."""
    return " ".join([text for _, text in text_blocks(tokens)])


def is_unspaced(character: str) -> bool:
    """Tell whether a character belongs to a script that writes no spaces between words."""
    return not character.isascii() and _UNSPACED.match(character) is not None


def count_words(text: str) -> int:
    """Count words that hold a letter or digit, and characters of scripts that write no spaces."""
    if text.isascii():
        # What holds nothing but signs is no word any more, and each other begins after a space.
        return b" ".join((b"", text.encode().translate(_ASCII_SHAPE, _ASCII_SIGNS))).count(b" a")
    spaced, characters = _UNSPACED.subn(" ", text)
    words = spaced.split()
    marks = [word for word in words if not word.isalnum() and not _LETTER_OR_DIGIT.search(word)]
    return characters + len(words) - len(marks)
