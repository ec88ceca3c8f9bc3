"""Words, dates and digits are those of the language, and tags are judged by BCP 47."""

import re
import subprocess
import sys
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.language import (
    DayStyle,
    Language,
    canonical_tag,
    direction,
    has_catalogue,
)
from site_builder.model import Direction

NOVEMBER = date(2026, 11, 18)


class TestTags:
    """Tags are canonical or refused."""

    @pytest.mark.parametrize(
        ("tag", "canonical"),
        [
            ("en", "en"),
            ("EN", "en"),
            ("fa", "fa"),
            ("en-gb", "en-GB"),
            ("ZH-hANT-tw", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("de-1996", "de-1996"),
            ("sl-rozaj-biske", "sl-rozaj-biske"),
            ("zh-yue", "zh-yue"),
            ("fa-AF-u-CA-persian", "fa-AF-u-ca-persian"),
            ("en-x-Pirate", "en-x-pirate"),
            ("grc", "grc"),
            ("azb", "azb"),
        ],
    )
    def test_known_tags(self, tag: str, canonical: str) -> None:
        """A known tag gets the letter case that RFC 5646 recommends."""
        assert canonical_tag(tag) == canonical

    @pytest.mark.parametrize(
        "tag",
        [
            "",
            "english",
            "en_US",
            "en-",
            "-en",
            "en--US",
            "xx",
            "en-UK",
            "en-Xxxx",
            "x-private",
            "i-klingon",
            "de-1996-1996",
            "en-a-bbb-a-ccc",
            "fa\u200c",
            "\u212ao",
            "en US",
            "en\n",
        ],
    )
    def test_no_tags(self, tag: str) -> None:
        """What is malformed, repeated or unknown is no tag."""
        assert canonical_tag(tag) is None

    @given(st.text(max_size=30) | st.from_regex(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}"))
    def test_any_text_is_judged(self, tag: str) -> None:
        """No text is too strange, and a canonical tag stays as it is."""
        canonical = canonical_tag(tag)
        assert canonical is None or canonical_tag(canonical) == canonical

    @pytest.mark.parametrize(
        "tag", ["fa", "ar-EG", "he", "ur", "yi", "ar-arz", "ckb", "az-Arab", "pa-PK", "fa-AF", "dv"]
    )
    def test_right_to_left(self, tag: str) -> None:
        """The script decides: the tag's own, the region's usual one, or the language's."""
        assert direction(tag) is Direction.RTL

    @pytest.mark.parametrize(
        "tag", ["en", "ru", "ja", "az", "pa", "fa-Latn", "ks-Deva", "tlh", "zh-yue"]
    )
    def test_left_to_right(self, tag: str) -> None:
        """All others run from left to right."""
        assert direction(tag) is Direction.LTR

    @pytest.mark.parametrize(
        ("tag", "locale"),
        [
            ("en", "en_US"),
            ("fa", "fa_IR"),
            ("fa-AF", "fa_AF"),
            ("de", "de_DE"),
            ("pt-BR", "pt_BR"),
            ("zh-Hant", "zh_TW"),
            ("ckb", "ckb_IQ"),
            ("es-419", "es_419"),
            ("qaa", ""),
        ],
    )
    def test_territory(self, tag: str, locale: str) -> None:
        """A language without a territory gets the one where most speak it, if that is known."""
        assert Language.of(tag).territorial == locale

    @pytest.mark.parametrize(
        ("tag", "delivered"), [("en", True), ("fa-AF", True), ("de", False), ("fan", False)]
    )
    def test_has_catalogue(self, tag: str, delivered: bool) -> None:
        """English and Persian are delivered, with all their variants."""
        assert has_catalogue(tag) is delivered


class TestDates:
    """Days, months and times are written as readers of the language expect."""

    @pytest.mark.parametrize(
        ("tag", "style", "written"),
        [
            ("en", "full", "18 Nov. 2026"),
            ("en", "short", "18 Nov."),
            ("en", "long", "Wednesday 18 November 2026"),
            ("en-US", "full", "18 Nov. 2026"),
            ("fa", "full", "۲۷ آبان ۱۴۰۵"),
            ("fa", "short", "۲۷ آبان"),
            ("fa", "long", "چهارشنبه ۲۷ آبان ۱۴۰۵"),
            ("de", "full", "18.11.2026"),
            ("de", "short", "18. Nov."),
            ("de", "long", "Mittwoch, 18. November 2026"),
            ("fr-CA", "long", "mercredi 18 novembre 2026"),
            ("mr", "short", "१८ नोव्हें"),
            ("tlh", "full", "18 Nov 2026"),
        ],
    )
    def test_day(self, tag: str, style: DayStyle, written: str) -> None:
        """Each style has its form in each language."""
        assert Language.of(tag).day(NOVEMBER, style) == written

    @pytest.mark.parametrize(
        ("day", "written"),
        [
            (date(2021, 3, 20), "۳۰ اسفند ۱۳۹۹"),
            (date(2021, 3, 21), "۱ فروردین ۱۴۰۰"),
            (date(2026, 3, 20), "۲۹ اسفند ۱۴۰۴"),
            (date(2020, 12, 20), "۳۰ آذر ۱۳۹۹"),
            (date(1979, 2, 11), "۲۲ بهمن ۱۳۵۷"),
            (date(1000, 1, 1), "۱۱ دی ۳۷۸"),
            (date(9999, 12, 31), "۱۰ دی ۹۳۷۸"),
        ],
    )
    def test_solar_hijri(self, day: date, written: str) -> None:
        """Leap years end on 30 Esfand, and the format's first and last years have their days."""
        assert Language.of("fa").day(day) == written

    @pytest.mark.parametrize(
        ("month", "short"),
        [
            (1, "1 Jan."),
            (3, "1 March"),
            (5, "1 May"),
            (6, "1 June"),
            (9, "1 Sept."),
            (12, "1 Dec."),
        ],
    )
    def test_english_months(self, month: int, short: str) -> None:
        """Short names of months stay whole."""
        assert Language.of("en").day(date(2026, month, 1), "short") == short

    @given(
        st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["en", "fa", "de", "ar", "th", "tlh"])
    )
    def test_every_day_can_be_written(self, day: date, tag: str) -> None:
        """No date of the format is too early or too late for any style."""
        language = Language.of(tag)
        styles: tuple[DayStyle, ...] = ("full", "short", "long")
        assert all(language.day(day, style) for style in styles)

    @pytest.mark.parametrize(
        ("tag", "parts"),
        [
            ("en", ["Wednesday", "January 2026", "January", "2026", "14:05"]),
            ("fa", ["چهارشنبه", "ژانویهٔ ۲۰۲۶", "ژانویه", "۲۰۲۶", "۱۴:۰۵"]),
            ("de", ["Mittwoch", "Januar 2026", "Januar", "2026", "14:05"]),
            ("fr", ["mercredi", "janvier 2026", "janvier", "2026", "14:05"]),
            ("ne", ["बुधबार", "२०२६ जनवरी", "जनवरी", "२०२६", "१४:०५"]),
        ],
    )
    def test_parts(self, tag: str, parts: list[str]) -> None:
        """Months as units are Gregorian in every language; digits are the language's own."""
        language = Language.of(tag)
        assert parts == [
            language.weekday(NOVEMBER),
            language.month(2026, 1),
            language.month_name(1),
            language.year(2026),
            language.clock(time(14, 5, 59)),
        ]


class TestNumbers:
    """Numbers have the digits and signs of the language."""

    @pytest.mark.parametrize(
        ("tag", "number", "written"),
        [
            ("en", 0, "0"),
            ("en", 1234.5, "1,234.5"),
            ("fa", 1234.5, "۱٬۲۳۴٫۵"),
            ("fa", 8.4, "۸٫۴"),
            ("de", 1234.5, "1.234,5"),
            ("ar-EG", 12, "١٢"),
            ("bn", 12, "১২"),
        ],
    )
    def test_number(self, tag: str, number: float, written: str) -> None:
        """Grouping and decimal signs too."""
        assert Language.of(tag).number(number) == written

    @pytest.mark.parametrize(("tag", "written"), [("en", "34%"), ("fa", "۳۴٪"), ("de", "34\xa0%")])
    def test_percent(self, tag: str, written: str) -> None:
        """A share is written in whole per cent."""
        assert Language.of(tag).percent(0.342) == written


class TestPhrases:
    """Lists and names are phrases of the language."""

    @pytest.mark.parametrize(
        ("tag", "items", "phrase"),
        [
            ("en", [], ""),
            ("en", ["a"], "a"),
            ("en", ["a", "b"], "a and b"),
            ("en", ["a", "b", "c"], "a, b and c"),
            ("fa", ["الف", "ب"], "الف و ب"),
            ("fa", ["الف", "ب", "پ"], "الف، ب و پ"),
            ("de", ["a", "b", "c"], "a, b und c"),
        ],
    )
    def test_listing(self, tag: str, items: list[str], phrase: str) -> None:
        """The last item is joined by a word."""
        assert Language.of(tag).listing(items) == phrase

    @pytest.mark.parametrize(
        ("tag", "named", "name"),
        [
            ("en", "fa", "Persian"),
            ("fa", "en", "انگلیسی"),
            ("de", "pt-BR", "Portugiesisch (Brasilien)"),
            ("en", "tlh", "Klingon"),
            ("en", "qaa", "qaa"),
        ],
    )
    def test_language_name(self, tag: str, named: str, name: str) -> None:
        """A language without a name is called by its tag."""
        assert Language.of(tag).language_name(named) == name


class TestMessages:
    """Words come from the catalogue of the language."""

    def test_persian(self) -> None:
        """Persian messages are translated."""
        assert Language.of("fa-AF").gettext("Articles") == "نوشته‌ها"

    @pytest.mark.parametrize("tag", ["en-GB", "de"])
    def test_english(self, tag: str) -> None:
        """English says what templates say, to readers of other languages too."""
        language = Language.of(tag)
        assert language.gettext("Articles") == "Articles"
        assert language.pgettext("part of speech", "Articles") == "Articles"

    @pytest.mark.parametrize(("n", "form"), [(0, "s"), (1, ""), (2, "s")])
    def test_plurals(self, n: int, form: str) -> None:
        """A count takes its form, known to the catalogue or not."""
        language = Language.of("en")
        assert language.ngettext("%(num)s source", "%(num)s sources", n) == f"%(num)s source{form}"
        assert language.npgettext("zoology", "cat", "cats", n) == f"cat{form}"


class TestLanguage:
    """A ``Language`` is a small value."""

    def test_equal_tags_are_one_object(self) -> None:
        """A language is made once."""
        assert Language.of("fa") is Language.of("fa")

    def test_nothing_heavy_is_loaded_for_usual_tags(self) -> None:
        """Checking a digest in English or Persian loads neither Babel nor jdatetime."""
        code = (
            "import sys\n"
            "from site_builder.language import Language, canonical_tag\n"
            "assert canonical_tag('fa') and Language.of('en')\n"
            "print(sorted({'babel', 'jdatetime', 'regex'} & set(sys.modules)))"
        )
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, text=True
        )
        assert run.stdout.strip() == "[]"

    def test_digits_are_whole_systems(self) -> None:
        """No language of CLDR writes a number in digits of two systems."""
        tags = [
            "adlm",
            "ar-EG",
            "bn",
            "ccp",
            "ckb",
            "dz",
            "ff-Adlm",
            "fa",
            "mni-Mtei",
            "mr",
            "my",
            "nqo",
            "sat",
        ]
        written = [Language.of(tag).year(1234567890) for tag in tags if canonical_tag(tag)]
        assert all(re.fullmatch(r"\d{10}", text) and not text.isascii() for text in written)


@pytest.mark.parametrize(
    ("tag", "name", "meaning"),
    [
        ("en", "October", "month 10"),
        ("en", "Oct", "month 10"),
        ("en", "Sept", "month 9"),
        ("en", "Monday", "weekday 0"),
        ("en", "Mehr", "month 7 of the Solar Hijri calendar"),
        ("fa", "اکتبر", "month 10"),
        ("fa", "مهر", "month 7 of the Solar Hijri calendar"),
        ("fr", "octobre", "month 10"),
        ("fr", "oct", "month 10"),
        ("ru", "октября", "month 10"),
        ("ru", "октябрь", "month 10"),
        ("de-AT", "Jänner", "month 1"),
        ("en", "may", None),
        ("de", "Mo", None),
    ],
)
def test_names_of_the_calendar(tag: str, name: str, meaning: str | None) -> None:
    """Months and weekdays are known by every name that a text has for them."""
    assert Language.of(tag).calendar_names().get(name) == meaning


def test_one_language_does_not_take_the_names_of_another() -> None:
    """A month is named in its own language, whichever others were asked before."""
    for tag in ("zh", "mr", "ne", "ko", "en"):
        assert Language.of(tag).calendar_names()
        assert Language.of(tag).month_name(1)
    assert [Language.of(tag).month_name(1) for tag in ("zh", "mr", "ne")] == [
        "一月",
        "जानेवारी",
        "जनवरी",
    ]
