"""Characters as a terminal can show them: how they look, and how many columns they take."""

import unicodedata

_ZWNJ, _ZWJ = "\u200c", "\u200d"
# Letters and marks by category that show nothing at all (Unicode, Default_Ignorable_Code_Point),
# and the blank Braille pattern.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_MARK_CATEGORIES = frozenset({"Mn", "Me"})


def visible(text: str) -> str:
    """Return the text with every character that shows nothing written as ``⟨U+XXXX⟩``.

    ZWNJ and ZWJ stay: honest Persian and emoji need them, and they move nothing.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(shown, text))


def shown(character: str) -> str:
    """Return one character as a terminal may get it."""
    if character.isprintable() and character not in _BLANK:
        return character
    if character in (_ZWNJ, _ZWJ):
        return character
    if character in _BLANK or unicodedata.category(character) in _HIDDEN_CATEGORIES:
        return f"⟨U+{ord(character):04X}⟩"
    return character


def width(text: str) -> int:
    """Return how many columns a terminal gives to text that is visible (UAX 11)."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if character in (_ZWNJ, _ZWJ) or unicodedata.category(character) in _MARK_CATEGORIES:
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
