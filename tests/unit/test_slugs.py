"""Slugs follow the content format to the letter, for every script."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.slugs import RESERVED, is_reserved, is_slug, slugify

Form = Literal["NFC", "NFD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD")
ANY_TEXT = st.text(st.characters(codec="utf-8"))
LONG_TEXT = st.text(
    st.sampled_from("ab -+#\u0301\u0345\u093f\u200cßİقی葛ｶﾞ\U0001e900\U0001e944"),
    min_size=60,
    max_size=200,
)


class TestSlugify:
    """``slugify`` makes the last part of an address."""

    @pytest.mark.parametrize(
        ("text", "slug"),
        [
            ("C", "c"),
            ("C#", "c-sharp"),
            ("C++", "c-plus-plus"),
            ("C++ and C#", "c-plus-plus-and-c-sharp"),
            ("c#5", "c-sharp-5"),
            ("a+b", "a-plus-b"),
            ("1+1", "1-1"),
            ("# heading", "heading"),
            ("\uff23\uff0b\uff0b", "c-plus-plus"),
            ("Канал+", "канал-plus"),
            ("e\u0301#", "é-sharp"),
            ("Trade grew by 20%", "trade-grew-by-20"),
            ("Iran–Russia  ties…", "iran-russia-ties"),
            ("--a__b--", "a-b"),
            ("Straße", "strasse"),
            ("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
            ("x\u00b2", "x2"),
            ("\u2163", "iv"),
            ("ﬁnal", "final"),
            ("می\u200cرود", "می-رود"),
            ("بازرگانی ۱۴۰۵", "بازرگانی-۱۴۰۵"),
            ("हिन्दी समाचार", "हिन्दी-समाचार"),
            ("ภาษาไทย", "ภาษาไทย"),
            ("東京タワー", "東京タワー"),
            ("ﾄｳｷｮｳ", "トウキョウ"),
            ("葛\U000e0100城", "葛城"),
            ("\u2764\ufe0f love", "love"),
            ("1\ufe0f\u20e3 first", "1\u20e3-first"),
            ("co\xadoperation", "co-operation"),
            ("..", ""),
            ("../../etc/passwd", "etc-passwd"),
            ("\u3164\u115f", ""),
            ("- \u0301", ""),
            ("😀", ""),
            ("", ""),
        ],
    )
    def test_rule(self, text: str, slug: str) -> None:
        """Each rule of the format has its case."""
        assert slugify(text) == slug

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Iran", "IRAN"),
            ("Caf\u00e9", "cafe\u0301"),
            ("\uff49\uff52\uff41\uff4e", "iran"),
            ("foreign  trade", "Foreign Trade"),
            ("葛\U000e0100城", "葛城"),
        ],
    )
    def test_one_topic(self, one: str, other: str) -> None:
        """Case, spacing, width and normal form make no difference."""
        assert slugify(one) == slugify(other)

    @pytest.mark.parametrize(
        ("text", "slug"),
        [
            ("x" * 100, "x" * 80),
            ("word " * 20, "-".join(["word"] * 16)),
            ("a" * 70 + " " + "b" * 30, "a" * 70),
            ("a" * 40 + " " + "b" * 60, "a" * 40 + "-" + "b" * 39),
            ("a" * 80 + " b", "a" * 80),
            ("a" * 79 + "x\u0301\u0302", "a" * 79),
            ("a" * 78 + "q\u0301 b", "a" * 78 + "q\u0301"),
            ("\U0001e922" * 70, "\U0001e922" * 60),
            ("葛" * 90, "葛" * 80),
        ],
    )
    def test_length(self, text: str, slug: str) -> None:
        """A long slug is cut at a near hyphen, else before a letter, and fits a file system."""
        assert slugify(text) == slug

    @given(ANY_TEXT | LONG_TEXT)
    def test_a_slug_is_a_slug(self, text: str) -> None:
        """Whatever comes in, what comes out stays as it is."""
        slug = slugify(text)
        assert slugify(slug) == slug
        assert is_slug(slug) is (slug != "")

    @given(ANY_TEXT | LONG_TEXT)
    def test_what_a_slug_is_made_of(self, text: str) -> None:
        """Letters, marks, digits and single hyphens; short; normal; no mark without a base."""
        slug = slugify(text)
        assert len(slug) <= 80
        assert len(slug.encode()) <= 240
        assert unicodedata.is_normalized("NFKC", slug)
        assert slug == slug.strip("-")
        assert "--" not in slug
        assert {unicodedata.category(c)[0] for c in slug if c != "-"} <= set("LMN")
        assert not any(unicodedata.category(word[0])[0] == "M" for word in slug.split("-") if word)

    @given(ANY_TEXT | LONG_TEXT, st.sampled_from(FORMS))
    def test_normal_forms_agree(self, text: str, form: Form) -> None:
        """A name typed on another system gives the same slug."""
        assert slugify(unicodedata.normalize(form, text)) == slugify(text)

    def test_hostile_length(self) -> None:
        """A million marks in the wrong order are cut before they cost time."""
        assert len(slugify("q" + "\u0301\u0316" * 500_000)) == 80


class TestIsSlug:
    """``is_slug`` judges keys and ids as written."""

    @pytest.mark.parametrize(
        "text", ["iran", "iran-russia-trade-2020", "c-sharp", "می-رود", "۱۴۰۵"]
    )
    def test_slugs(self, text: str) -> None:
        """What ``slugify`` would leave alone is one."""
        assert is_slug(text)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "-",
            "Iran",
            "a b",
            "a--b",
            "-a",
            "a-",
            "a_b",
            "..",
            "a/b",
            "c#",
            "می\u200cرود",
            "x" * 81,
        ],
    )
    def test_no_slugs(self, text: str) -> None:
        """All else is none."""
        assert not is_slug(text)


class TestReserved:
    """``is_reserved`` keeps names that would hide something else."""

    @pytest.mark.parametrize(
        "slug",
        ["index", "feed", "page", "data", "assets", "pagefind", "con", "com1", "lpt9", "nul"],
    )
    def test_reserved(self, slug: str) -> None:
        """The digest's own names and Windows' devices are reserved."""
        assert is_reserved(slug)

    @pytest.mark.parametrize("slug", ["indexes", "feeds", "pages", "console", "com10", "iran"])
    def test_free(self, slug: str) -> None:
        """Longer words that begin alike are free."""
        assert not is_reserved(slug)

    def test_reserved_words_are_slugs(self) -> None:
        """A reserved word that no slug can be would protect nothing."""
        assert all(is_slug(word) for word in RESERVED)
