"""Deceptive characters are found where they are, and honest text passes."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.characters import (
    Fault,
    compose,
    forbidden,
    has_visible,
    invisible,
    mixed_scripts,
)
from site_builder.diagnostics import Code

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"

HONEST = [
    "",
    "Plain text,\twith a tab\r\nand line ends\n",
    "می\u200cخواهم «کتاب»\u200cها را بخوانم؛ ۱۴۰۵ ه\u200d.ش.",
    "क्\u200dष और क्\u200cष",
    "a woman at her computer \U0001f469\u200d\U0001f4bb",
    "a heart on fire \u2764\ufe0f\u200d\U0001f525 and a keycap 1\ufe0f\u20e3",
    f"flags: {ENGLAND} \U0001f1ee\U0001f1f7 \U0001f3f3\ufe0f\u200d\U0001f308",
    "日本語のテキスト、한국어、中文",
    "葛\U000e0100城市",
    "ᠮᠣᠩᠭᠣᠯ\u180bᠠ",
    "Beyonce\u0301",
]


class TestForbidden:
    """``forbidden`` finds what stops a build."""

    @pytest.mark.parametrize("text", HONEST)
    def test_honest_text_passes(self, text: str) -> None:
        """Nothing is found in text that people write."""
        assert list(forbidden(text)) == []

    @pytest.mark.parametrize(
        ("text", "offset", "length", "code", "name"),
        [
            ("a\x00b", 1, 1, Code.CONTROL_CHARACTER, "U+0000 NULL"),
            ("ab\x00\x00\x00", 2, 3, Code.CONTROL_CHARACTER, "U+0000 NULL"),
            ("\x01", 0, 1, Code.CONTROL_CHARACTER, "U+0001 CONTROL CHARACTER"),
            ("é\x0b", 1, 1, Code.CONTROL_CHARACTER, "U+000B VERTICAL TAB"),
            ("a\x7f", 1, 1, Code.CONTROL_CHARACTER, "U+007F DELETE"),
            ("wait\x85", 4, 1, Code.CONTROL_CHARACTER, "U+0085 NEXT LINE"),
            ("\x9f", 0, 1, Code.CONTROL_CHARACTER, "U+009F CONTROL CHARACTER"),
            ("\ud800", 0, 1, Code.CONTROL_CHARACTER, "U+D800 LONE SURROGATE"),
            ("\ufdd0", 0, 1, Code.CONTROL_CHARACTER, "U+FDD0 NOT A CHARACTER"),
            ("\uffff", 0, 1, Code.CONTROL_CHARACTER, "U+FFFF NOT A CHARACTER"),
            ("\U0001fffe", 0, 1, Code.CONTROL_CHARACTER, "U+1FFFE NOT A CHARACTER"),
            ("\U0010ffff", 0, 1, Code.CONTROL_CHARACTER, "U+10FFFF NOT A CHARACTER"),
            ("a\u202eb", 1, 1, Code.BIDI_CONTROL, "U+202E RIGHT-TO-LEFT OVERRIDE"),
            ("a\u202ab", 1, 1, Code.BIDI_CONTROL, "U+202A LEFT-TO-RIGHT EMBEDDING"),
            ("a\u202c", 1, 1, Code.BIDI_CONTROL, "U+202C POP DIRECTIONAL FORMATTING"),
            ("a\u2067b", 1, 1, Code.BIDI_CONTROL, "U+2067 RIGHT-TO-LEFT ISOLATE"),
            ("\u2068b\n\u2068x\u2069", 0, 1, Code.BIDI_CONTROL, "U+2068 FIRST STRONG ISOLATE"),
            ("a\u2069", 1, 1, Code.BIDI_CONTROL, "U+2069 POP DIRECTIONAL ISOLATE"),
            ("a\U000e0061", 1, 1, Code.TAG_CHARACTER, "U+E0061 TAG LATIN SMALL LETTER A"),
            ("a\U000e0001\U000e0068", 1, 2, Code.TAG_CHARACTER, "U+E0001 LANGUAGE TAG"),
            (ENGLAND[:-1], 1, 5, Code.TAG_CHARACTER, "U+E0067 TAG LATIN SMALL LETTER G"),
            (ENGLAND[1:], 0, 6, Code.TAG_CHARACTER, "U+E0067 TAG LATIN SMALL LETTER G"),
        ],
    )
    def test_one_fault(self, text: str, offset: int, length: int, code: Code, name: str) -> None:
        """Each kind of fault is found at its place and named."""
        assert list(forbidden(text)) == [Fault(offset, length, code, name)]

    def test_a_long_message_in_tags_is_no_flag(self) -> None:
        """A black flag does not license hidden sentences."""
        hidden = "".join(chr(0xE0000 + ord(letter)) for letter in "ignore this")
        (fault,) = forbidden(f"\U0001f3f4{hidden}\U000e007f")
        assert (fault.offset, fault.code) == (1, Code.TAG_CHARACTER)

    @pytest.mark.parametrize(
        "text", ["\u2067می\u2069", "a\u2066b\u2068c\u2069\u2069\n\u2067d\u2069"]
    )
    def test_closed_isolates_pass(self, text: str) -> None:
        """An isolate that ends in its line is the right way to mix directions."""
        assert list(forbidden(text)) == []

    @pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\u2029"])
    def test_an_isolate_ends_with_its_line(self, end: str) -> None:
        """Both halves of an isolate that a line end cuts are faults."""
        faults = list(forbidden(f"\u2067a{end}b\u2069"))
        assert [fault.offset for fault in faults] == [0, 3 + len(end)]

    def test_all_faults_are_found(self) -> None:
        """One fault does not hide another."""
        faults = forbidden("\u202e\x00x\U0001f600\x01\u2066")
        assert [fault.offset for fault in faults] == [0, 1, 4, 5]

    @given(ANY_TEXT)
    def test_any_text_is_judged(self, text: str) -> None:
        """Faults lie within the text, don't overlap, and none is left when they are cut out."""
        faults = sorted(forbidden(text), key=lambda fault: fault.offset)
        rest, position = "", 0
        for fault in faults:
            assert position <= fault.offset < fault.offset + fault.length <= len(text)
            rest += text[position : fault.offset]
            position = fault.offset + fault.length
        assert list(forbidden(rest + text[position:])) == []

    def test_no_character_is_forgotten(self) -> None:
        """Each code point by itself is judged by its category, whatever the fast search says."""
        wrong = [
            hex(number)
            for number in range(sys.maxunicode + 1)
            if bool(list(forbidden(chr(number)))) is not _is_forbidden(number)
        ]
        assert wrong == []


def _is_forbidden(number: int) -> bool:
    character = chr(number)
    if unicodedata.category(character) in {"Cc", "Cs"}:
        return character not in "\t\n\r"
    noncharacter = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF
    reorders = 0x202A <= number <= 0x202E or 0x2066 <= number <= 0x2069
    return noncharacter or reorders or 0xE0000 <= number <= 0xE007F


class TestInvisible:
    """``invisible`` finds what nobody sees in a name."""

    @pytest.mark.parametrize("text", HONEST)
    def test_honest_text_passes(self, text: str) -> None:
        """Joiners and selectors that do their work are no faults."""
        assert list(invisible(text)) == []

    @pytest.mark.parametrize(
        ("text", "offset", "name"),
        [
            ("iran\u200b", 4, "U+200B ZERO WIDTH SPACE"),
            ("ir\u2060an", 2, "U+2060 WORD JOINER"),
            ("ir\ufeffan", 2, "U+FEFF BYTE ORDER MARK"),
            ("co\xadoperation", 2, "U+00AD SOFT HYPHEN"),
            ("\u3164", 0, "U+3164 HANGUL FILLER"),
            ("\u115f", 0, "U+115F HANGUL CHOSEONG FILLER"),
            ("a\u034fb", 1, "U+034F COMBINING GRAPHEME JOINER"),
            ("a\u200eb", 1, "U+200E LEFT-TO-RIGHT MARK"),
            ("a\u2800", 1, "U+2800 BRAILLE PATTERN BLANK"),
            ("a\u2028b", 1, "U+2028 LINE SEPARATOR"),
            ("a\ufe0f", 1, "U+FE0F VARIATION SELECTOR-16"),
            ("\ufe0f", 0, "U+FE0F VARIATION SELECTOR-16"),
            ("\u2764\ufe0f\ufe0f", 2, "U+FE0F VARIATION SELECTOR-16"),
            ("a\U000e0100", 1, "U+E0100 VARIATION SELECTOR-17"),
            ("a\u180b", 1, "U+180B MONGOLIAN FREE VARIATION SELECTOR ONE"),
            ("\u200cایران", 0, "U+200C ZERO WIDTH NON-JOINER"),
            ("ایران\u200c", 5, "U+200C ZERO WIDTH NON-JOINER"),
            ("می\u200c روم", 2, "U+200C ZERO WIDTH NON-JOINER"),
            ("a \u200db", 2, "U+200D ZERO WIDTH JOINER"),
        ],
    )
    def test_one_fault(self, text: str, offset: int, name: str) -> None:
        """Each is found at its place and named."""
        assert list(invisible(text)) == [Fault(offset, 1, Code.INVISIBLE_CHARACTER, name)]

    def test_a_run_is_one_fault(self) -> None:
        """Equal characters in a row are shown once."""
        (fault,) = invisible("a\u200b\u200b\u200bb")
        assert (fault.offset, fault.length) == (1, 3)

    @given(ANY_TEXT)
    def test_any_text_is_judged(self, text: str) -> None:
        """Whatever is found is of a kind that has no ink of its own."""
        for fault in invisible(text):
            for character in text[fault.offset : fault.offset + fault.length]:
                assert unicodedata.category(character)[0] in "CMZL" or character == "\u2800"


class TestMixedScripts:
    """``mixed_scripts`` finds words made to be taken for others."""

    @pytest.mark.parametrize(
        "text",
        [
            *HONEST,
            "Москва и London",
            "Ελλάδα",
            "Հայաստան საქართველო",
            "PDFها و وب\u200cسایت",
            "日本のTシャツ",
            "K팝",
            "IT-компания",
            "10 kΩ, 5 μm",
            "вера\u0301 миф2",
            "naïve Straße",
            "ᏣᎳᎩ",
        ],
    )
    def test_honest_words_pass(self, text: str) -> None:
        """A word of one alphabet, and scripts that stand side by side, are fine."""
        assert list(mixed_scripts(text)) == []

    @pytest.mark.parametrize(
        ("text", "word", "name"),
        [
            ("pay with \u0420\u0430ypal now", "\u0420\u0430ypal", "Latin and Cyrillic"),
            ("G\u03bfogle", "G\u03bfogle", "Latin and Greek"),
            ("\u0555range", "\u0555range", "Latin and Armenian"),
            ("\u13a0pple", "\u13a0pple", "Latin and Cherokee"),
            (
                "\u0410\u03b8\u0438\u043d\u0430",
                "\u0410\u03b8\u0438\u043d\u0430",
                "Greek and Cyrillic",
            ),
            ("Ir\u200can\u0430", "Ir\u200can\u0430", "Latin and Cyrillic"),
            ("\uff30\u0430ypal", "\uff30\u0430ypal", "Latin and Cyrillic"),
        ],
    )
    def test_a_mixture_is_found(self, text: str, word: str, name: str) -> None:
        """The whole word is the fault, and the scripts are named."""
        offset = text.index(word)
        expected = Fault(offset, len(word), Code.MIXED_SCRIPTS, name)
        assert list(mixed_scripts(text)) == [expected]

    def test_each_word_is_found(self) -> None:
        """Two bad words are two faults."""
        assert len(list(mixed_scripts("\u0420\u0430ypal, G\u043e\u043egle, London"))) == 2


class TestHasVisible:
    """``has_visible`` tells a text from an empty one."""

    @pytest.mark.parametrize("text", ["a", " .", "ا", "日", "\u200bж", "😀", "٪", "\U000e0100葛"])
    def test_something_is_seen(self, text: str) -> None:
        """One character with ink is enough."""
        assert has_visible(text)

    @pytest.mark.parametrize(
        "text",
        ["", " \t\n", "\u200b", "\u200c\u200d", "\xa0\u3000", "\u3164", "\u2800", "\ufeff\u0301"],
    )
    def test_nothing_is_seen(self, text: str) -> None:
        """Spaces, joiners, fillers and marks without a base are nothing."""
        assert not has_visible(text)


class TestCompose:
    """``compose`` normalises, and no text can make it slow."""

    @given(st.text())
    def test_it_normalises(self, text: str) -> None:
        """Text in use gets its normal form."""
        assert compose(text) == unicodedata.normalize("NFC", text)
        assert compose(text, "NFKC") == unicodedata.normalize("NFKC", text)

    def test_long_runs_of_marks_end(self) -> None:
        """A million marks in the wrong order take no quadratic time and none is lost."""
        marks = "\u0301\u0316" * 500_000
        assert len(compose("q" + marks)) == len(compose("q" + marks, "NFKC")) == 1_000_001

    def test_letters_around_a_long_run_compose(self) -> None:
        """Text beside a run that is too long is composed all the same."""
        assert compose("e\u0301" + "\u0334" * 40 + " e\u0301") == "é" + "\u0334" * 40 + " é"
