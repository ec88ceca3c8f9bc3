"""Characters that deceive: controls, reordering, invisible and look-alike ones.

Everything here is pure and takes text as it was decoded. Clean text costs one compiled search.
The rules follow UAX 9 (bidi), UTS 39 (mixed scripts) and UTS 51 (emoji flags); honest Persian,
Indic and emoji joiners pass.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from site_builder.diagnostics import Code

__all__ = ["Fault", "compose", "forbidden", "has_visible", "invisible", "mixed_scripts"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A place in a text that should not be there.

    ``offset`` and ``length`` are code points of the text; ``name`` says what it is, such as
    ``U+202E RIGHT-TO-LEFT OVERRIDE``, or for a word which scripts it mixes.
    """

    offset: int
    length: int
    code: Code
    name: str


_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_CONTROL_ASTRAL = "".join(
    f"{chr(plane << 16 | 0xFFFE)}-{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17)
)
_REORDERING = "\u202a-\u202e"
_ISOLATES = "\u2066-\u2069"
_TAGS = "\U000e0000-\U000e007f"

# A set that says what is clean, negated, finds every suspect and every character above U+FFFF in
# one fast table look-up; the second search is only for texts that have such characters.
_CLEAN_ASCII = re.compile("[\t\n\r -~]*")
_SUSPECT = "[^\t\n\r -~\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd]"
_FORBIDDEN = re.compile(f"[{_CONTROL}{_CONTROL_ASTRAL}{_REORDERING}{_ISOLATES}{_TAGS}]")

# UTS 51, ED-14a: a black flag, a region's subdivision in tag letters, and the cancel tag.
_FLAG = (
    "\U0001f3f4[\U000e0061-\U000e007a]{2}[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,3}"
    "\U000e007f"
)
_PIECE = re.compile(
    f"(?P<flag>{_FLAG})"
    f"|(?P<control>[{_CONTROL}{_CONTROL_ASTRAL}])(?P=control)*"
    f"|(?P<reordering>[{_REORDERING}])"
    f"|(?P<tags>[{_TAGS}]+)"
    f"|(?P<isolate>[{_ISOLATES}])"
    "|(?P<end>[\n\r\u2029])"
)
_CODES = {
    "control": Code.CONTROL_CHARACTER,
    "reordering": Code.BIDI_CONTROL,
    "tags": Code.TAG_CHARACTER,
    "isolate": Code.BIDI_CONTROL,
}
_POP_ISOLATE = "\u2069"


def forbidden(text: str) -> Iterator[Fault]:
    """Find what no text of a digest may hold, in the order of the text but for open isolates.

    These are controls other than tab and line ends, noncharacters, lone surrogates, bidi
    overrides and embeddings, isolates that are not closed within their line (found at its end)
    or that close nothing, and tag characters outside emoji flags. Equal controls in a row are
    one fault.
    """
    if _CLEAN_ASCII.fullmatch(text):
        return
    suspect = _suspect().search(text)
    if suspect and _FORBIDDEN.search(text, suspect.start()):
        yield from _faults(text)


@cache
def _suspect() -> re.Pattern[str]:
    """Make the table, which takes a while, for the first text that is not ASCII alone."""
    return re.compile(_SUSPECT)


def _faults(text: str) -> Iterator[Fault]:
    opened: list[re.Match[str]] = []
    for match in _PIECE.finditer(text):
        kind = match.lastgroup
        if kind == "isolate":
            if match[0] != _POP_ISOLATE:
                opened.append(match)
            elif opened:
                opened.pop()
            else:
                yield _fault(match)
        elif kind == "end":
            yield from map(_fault, opened)
            opened.clear()
        elif kind != "flag":
            yield _fault(match)
    yield from map(_fault, opened)


def _fault(match: re.Match[str]) -> Fault:
    code = _CODES[match.lastgroup or ""]
    return Fault(match.start(), len(match[0]), code, name_of(match[0][0]))


# Formal aliases of controls that editors meet; Unicode gives controls no names of their own.
_ALIASES = {
    "\x00": "NULL",
    "\x08": "BACKSPACE",
    "\t": "CHARACTER TABULATION",
    "\n": "LINE FEED",
    "\x0b": "VERTICAL TAB",
    "\x0c": "FORM FEED",
    "\r": "CARRIAGE RETURN",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
    "\ufeff": "BYTE ORDER MARK",
}
_CATEGORIES = {"Cc": "CONTROL CHARACTER", "Cs": "LONE SURROGATE", "Cn": "NOT A CHARACTER"}


def name_of(character: str) -> str:
    """Return the name of a character as Unicode writes it: ``U+00AD SOFT HYPHEN``."""
    kind = _CATEGORIES.get(unicodedata.category(character), "UNNAMED CHARACTER")
    name = _ALIASES.get(character) or unicodedata.name(character, kind)
    return f"U+{ord(character):04X} {name}"


_JOINERS = "\u200c\u200d"
_SELECTORS = "\ufe00-\ufe0f"
_IDEOGRAPHIC_SELECTORS = "\U000e0100-\U000e01ef"
_MONGOLIAN = "\u180b-\u180f"
_NEVER_SEEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u200b\u200e\u200f\u2028\u2029\u2060-\u206f\u2800"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
)
_INVISIBLE = re.compile(
    f"(?P<never>[{_NEVER_SEEN}])(?P=never)*"
    f"|(?P<context>[{_JOINERS}{_SELECTORS}{_MONGOLIAN}{_IDEOGRAPHIC_SELECTORS}])"
)
_UNSEEN = re.compile(f"[{_NEVER_SEEN}{_JOINERS}{_SELECTORS}{_MONGOLIAN}{_IDEOGRAPHIC_SELECTORS}]")


def invisible(text: str) -> Iterator[Fault]:
    """Find characters of a title, name or key that nobody sees, in the order of the text.

    A joiner (ZWNJ, ZWJ) is fine after something visible, a ZWNJ if something visible follows
    too; a variation selector is fine after a character that has variants. Directional marks and
    isolates, harmless in running text, count here: two names must not differ by them alone.
    """
    if text.isascii():
        return
    for match in _INVISIBLE.finditer(text):
        if match["never"] or not _joins(text, match.start()):
            code = Code.INVISIBLE_CHARACTER
            yield Fault(match.start(), len(match[0]), code, name_of(match[0][0]))


def _joins(text: str, offset: int) -> bool:
    """Say whether the joiner or selector at the offset does its work between its neighbours."""
    character = text[offset]
    before, after = text[max(offset - 1, 0) : offset], text[offset + 1 : offset + 2]
    if character == "\u200c":
        # An Indic vowel killer may end a word with a ZWNJ.
        return _seen(before) and (_seen(after) or unicodedata.category(before) == "Mn")
    if character == "\u200d":
        return _seen(before) or before == "\ufe0f"
    if "\u180b" <= character <= "\u180f":
        return "\u1800" <= before <= "\u18af" and _seen(before)
    if character > "\uffff":
        return before >= "\u3400" and _seen(before)
    # No letter of the alphabets below U+1000 has variants; digits, signs and emoji do.
    return _seen(before) and not (before.isalpha() and before < "\u1000")


def _seen(character: str) -> bool:
    return character != "" and not character.isspace() and not _UNSEEN.match(character)


_PRINTING_ASCII = re.compile("[!-~]")
_BLANK_CATEGORIES = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Mn", "Me"})


def has_visible(text: str) -> bool:
    """Say whether a reader sees at least one character of the text."""
    if _PRINTING_ASCII.search(text):
        return True
    return any(
        unicodedata.category(character) not in _BLANK_CATEGORIES and not _UNSEEN.match(character)
        for character in text
    )


# Words with no letter of these blocks can't mix look-alike scripts; nor can those that keep to
# the plain letters of one of them.
_WORD = re.compile(f"[\\w\u0300-\u036f{_JOINERS}]+")
_MAY_MIX = re.compile(
    "[\u0370-\u052f\u0531-\u058f\u10a0-\u10ff\u13a0-\u13ff\u1400-\u167f\u1c80-\u1cbf\u1d00-\u1dbf"
    "\u1f00-\u1fff\u2126\u2c00-\u2dff\ua4d0-\ua4ff\ua640-\ua69f\uab30-\uabbf"
    "\U00010280-\U0001034f\U00010400-\U0001057f\U000118a0-\U000118ff]",
)
_MARKS_AND_DIGITS = f"0-9_\u0300-\u036f{_JOINERS}"
_PLAIN = re.compile(
    f"[\u0400-\u052f{_MARKS_AND_DIGITS}]+|[\u0370-\u03ff\u1f00-\u1fff{_MARKS_AND_DIGITS}]+"
    f"|[\u0531-\u058f{_MARKS_AND_DIGITS}]+|[\u10a0-\u10ff{_MARKS_AND_DIGITS}]+"
)
# Units of measurement: micro and ohm are Greek letters among Latin ones.
_UNIT = re.compile("\u03bc[A-Za-z]{1,2}|[kMGTm][\u03a9\u2126]")
# The alphabets whose letters are taken for each other (UTS 39, confusables). Han, kana, Hangul,
# Arabic, Hebrew and the Indic scripts stand beside Latin honestly: "PDF" with a Persian plural.
_LOOK_ALIKE = (
    "Latin",
    "Greek",
    "Cyrillic",
    "Armenian",
    "Cherokee",
    "Georgian",
    "Coptic",
    "Glagolitic",
    "Canadian_Aboriginal",
    "Lisu",
    "Deseret",
    "Osage",
    "Carian",
    "Lycian",
    "Lydian",
    "Old_Italic",
    "Gothic",
    "Elbasan",
    "Warang_Citi",
)


def mixed_scripts(text: str) -> Iterator[Fault]:
    """Find words that mix scripts whose letters look alike, such as Latin with Cyrillic.

    The fault covers the word; its name lists the scripts in the order of a fixed table:
    ``Latin and Cyrillic``.
    """
    if text.isascii() or not _MAY_MIX.search(text):
        return
    for match in _WORD.finditer(text):
        word = match[0]
        if _MAY_MIX.search(word) and not (_PLAIN.fullmatch(word) or _UNIT.fullmatch(word)):
            scripts = _scripts(word)
            if len(scripts) > 1:
                names = " and ".join(scripts)
                yield Fault(match.start(), len(word), Code.MIXED_SCRIPTS, names)


@lru_cache(maxsize=1024)
def _scripts(word: str) -> tuple[str, ...]:
    # A heavy package for a rare case: most digests never hold such a word.
    import regex

    return tuple(
        name.replace("_", " ")
        for name in _LOOK_ALIKE
        if regex.search(rf"\p{{Script={name}}}", word)
    )


# UAX 15, section 13: text in use has no more than thirty marks in a row. Sorting longer runs
# takes quadratic time, which a hostile file could use to stop a build.
_LONGEST_STACK = 30
_STACK = re.compile(rf"[^\w\s!-~]{{{_LONGEST_STACK + 1}}}")
_STACK_PIECE = re.compile(
    rf"[\w\s!-~]+[^\w\s!-~]{{0,{_LONGEST_STACK}}}|[^\w\s!-~]{{1,{_LONGEST_STACK}}}",
)


def signs_of(text: str) -> list[str]:
    """Cut a text into what a reader takes for one sign each (UAX #29)."""
    import regex

    return [str(sign) for sign in regex.findall(r"\X", text)]


def compose(text: str, form: Literal["NFC", "NFKC"] = "NFC") -> str:
    """Return the text in a normal form, in linear time.

    Runs of over thirty marks are taken in pieces, each of them in the form.
    """
    if text.isascii():
        return text
    if not _STACK.search(text):
        return unicodedata.normalize(form, text)
    pieces = (match[0] for match in _STACK_PIECE.finditer(text))
    return "".join(unicodedata.normalize(form, piece) for piece in pieces)
