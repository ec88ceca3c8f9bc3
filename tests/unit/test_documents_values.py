"""Readers of values: dates, addresses, numbers, slugs, names, lists and mappings."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from site_builder.diagnostics import Code, Diagnostic, Severity
from site_builder.documents import Fields, Reader, Value, read_document, readers
from site_builder.model import Direction, Located

TEHRAN = ZoneInfo("Asia/Tehran")


def fields_of(text: str) -> Fields:
    """Return the fields of a front matter that has no problems."""
    document, problems = read_document("content/articles/a.md", f"---\n{text}\n---\n".encode())
    assert document is not None, problems
    return document.fields


def read(value: str, reader: Reader[object]) -> tuple[object, list[Diagnostic]]:
    """Read one value of the key ``key``."""
    fields = fields_of(f"key: {value}")
    return fields.read("key", reader), fields.problems


@pytest.mark.parametrize(
    ("text", "day", "clock", "instant"),
    [
        ("2020-12-20", date(2020, 12, 20), None, datetime(2020, 12, 19, 20, 30, tzinfo=UTC)),
        (
            "2020-12-20T14:05",
            date(2020, 12, 20),
            time(14, 5),
            datetime(2020, 12, 20, 10, 35, tzinfo=UTC),
        ),
        (
            "2020-12-20 14:05:06",
            date(2020, 12, 20),
            time(14, 5, 6),
            datetime(2020, 12, 20, 10, 35, 6, tzinfo=UTC),
        ),
        (
            "2020-12-20T14:05Z",
            date(2020, 12, 20),
            time(14, 5),
            datetime(2020, 12, 20, 14, 5, tzinfo=UTC),
        ),
        (
            "2020-12-20 23:59:59.123+02:00",
            date(2020, 12, 20),
            time(23, 59, 59),
            datetime(2020, 12, 20, 21, 59, 59, tzinfo=UTC),
        ),
        (
            "2020-12-20 00:00 -0330",
            date(2020, 12, 20),
            time(0, 0),
            datetime(2020, 12, 20, 3, 30, tzinfo=UTC),
        ),
        ("2020-02-29", date(2020, 2, 29), None, datetime(2020, 2, 28, 20, 30, tzinfo=UTC)),
        (
            "9999-12-31T23:59:59Z",
            date(9999, 12, 31),
            time(23, 59, 59),
            datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
        ),
    ],
)
def test_all_forms_of_a_date_are_read(
    text: str, day: date, clock: time | None, instant: datetime
) -> None:
    """Day and clock stay as written; the instant is in the zone given, or in the digest's."""
    fields = fields_of(f"key: {text}")
    moment = fields.read("key", readers.moment_in(TEHRAN))
    assert moment is not None, fields.problems
    assert (moment.day, moment.clock, moment.instant) == (day, clock, instant)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-02-30", "no day 30 in 2026-02"),
        ("2026-13-01", "no month 13"),
        ("2026-00-10", "no month 00"),
        ("2026-01-00", "no day 00"),
        ("0999-01-01", "between 1000 and 9999"),
        ("2026-01-01T24:00", "no time 24:00"),
        ("2026-01-01 10:61", "no time 10:61"),
        ("2026-01-01 10:00:60", "no time 10:00:60"),
        ("2026-01-01T10:00+99:00", "No time zone"),
        ("2026-01-01T10:00+01:60", "No time zone"),
        ("9999-12-31T23:00-05:00", "too late"),
        ("2026-1-1", "“2026-01-01”"),
        ("2026/01/02", "“2026-01-02”"),
        ("20260101", "Write a date as"),
        ("yesterday", "Write a date as"),
        ("1 Jan 2026", "Write a date as"),
        ("۲۰۲۶-۰۱-۰۱", "Write a date as"),
        ("2026-01-01T10", "Write a date as"),
        ("10000-01-01", "Write a date as"),
        ("9" * 5000, "Write a date as"),
    ],
)
def test_what_is_no_date_is_explained(text: str, words: str) -> None:
    """An impossible or unreadable date is an error that says why, or how dates are written."""
    moment, (problem,) = read(f'"{text}"', readers.moment_in(UTC))
    assert moment is None
    assert problem.code is Code.INVALID_DATE
    assert words in f"{problem.message} {problem.hint}"


@pytest.mark.parametrize(
    "text",
    [
        "https://en.irna.ir/news/84155027/Iran-Russia-ties-stronger",
        "http://example.org",
        "HTTPS://Example.ORG/",
        "https://example.org:8443/a?b=c&d=%20#e",
        "https://web.archive.org/web/2020/https://en.irna.ir/news/84155027/",
        "https://ru.wikipedia.org/wiki/Россия",
        "https://пример.рф/путь",
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://हिन्दी.example/",
        "http://127.0.0.1:8000/",
        "http://[::1]/",
        "http://localhost:8000",
        "https://a_b.example/",
        "https://example.org./",
    ],
)
def test_good_addresses_are_kept_as_written(text: str) -> None:
    """Any http or https address with a host is taken, and none is rewritten."""
    assert read(f'"{text}"', readers.url) == (text, [])


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.org/",
        "mailto:a@example.org",
        "view-source:https://example.org",
        "//example.org/",
        "/path",
        "example.org/path",
        "https:example.org",
        "https:/example.org",
        "https://",
        "https:///path",
        "https://?q",
        "https://user@example.org/",
        "https://user:pass@example.org/",
        "https://example.org\\@evil.example/",
        "https://exa mple.org/",
        "https://example.org/a b",
        "https://example.org/\\ta",
        "https://example.org/<script>",
        "https://example.org/\u200b",
        "https://exa%6dple.org/",
        "https://-example.org/",
        "https://a..b/",
        "https://.example.org/",
        "https://example.org:/",
        "https://example.org:99999/",
        "https://example.org:0/",
        "https://example.org:port/",
        "https://https://example.org/",
        "https://999.1.2.3/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://[::zz]/",
        "https://[::1/",
        "https://xn--\u00e9/",
        "https://xn--a-\u00e9.example/",
        "https://\uff45xample.org/",
        "https://" + "a" * 64 + ".example/",
        "https://" + "a." * 200 + "example/",
        "https://exa\u2100mple.org/",
    ],
)
def test_bad_addresses_are_refused(text: str) -> None:
    """Other schemes, missing hosts, credentials and broken addresses are errors."""
    escaped = text.replace("\\", "\\\\").replace("\\\\t", "\\t")
    found, problems = read(f'"{escaped}"', readers.url)
    assert found is None
    assert [problem.code for problem in problems] == [Code.INVALID_URL]


@pytest.mark.parametrize(
    "text",
    [
        "https://\u0440\u0430ypal.example/",
        "https://xn--ypal-43d9g.example/",
        "https://g\u03bf\u03bfgle.example",
    ],
)
def test_hosts_that_mix_scripts_are_warned_about(text: str) -> None:
    """A host's word that mixes look-alike letters is a warning, in punycode too."""
    found, (problem,) = read(f'"{text}"', readers.url)
    assert found == text
    assert (problem.code, problem.severity) == (Code.MIXED_SCRIPTS, Severity.WARNING)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("/old/", "/old/"),
        ("/2020/12/old", "/2020/12/old/"),
        ("/a%20b/", "/a b/"),
        ("/%D8%B3%D9%84%D8%A7%D9%85", "/سلام/"),
        ("/cafe\u0301", "/caf\u00e9/"),
        ("/news/1.html", "/news/1.html"),
        ("/news/1.html/", "/news/1.html/"),
        ("/v1.2/old", "/v1.2/old/"),
    ],
)
def test_own_addresses_are_decoded(text: str, address: str) -> None:
    """An address of ours becomes a path in NFC; only a file's name keeps no slash at its end."""
    found, problems = read(f'"{text}"', readers.own_address)
    assert (found, problems) == (address, [])


@pytest.mark.parametrize(
    "text",
    [
        "old",
        "https://digest.example/old/",
        "//evil.example/",
        "/",
        "/../etc/",
        "/a/%2e%2e/b",
        "/a//b/",
        "/./a/",
        "/a?b",
        "/a#b",
        "/a%3Fb",
        "/a%00b",
        "/a%0Ab",
        "/a%",
        "/a%zz",
        "/a%ff",
        "/*",
        "/:slug/",
        "/a\\\\b/",
        "/a%5Cb",
        "/" + "a" * 300,
        "/%E2%80%AE",
    ],
)
def test_bad_own_addresses_are_refused(text: str) -> None:
    """An alias can neither leave the digest nor stand for other pages."""
    found, problems = read(f'"{text}"', readers.own_address)
    assert found is None
    assert [problem.code for problem in problems] == [Code.INVALID_ADDRESS]


@pytest.mark.parametrize(
    ("reader", "text", "value"),
    [
        (readers.flag, "true", True),
        (readers.flag, "Yes", True),
        (readers.flag, "no", False),
        (readers.flag, "off", False),
        (readers.number(1, 99), "50", 50),
        (readers.number(1, 99), "'050'", 50),
        (readers.choice(*Direction), "rtl", Direction.RTL),
        (readers.slug, "two-words", "two-words"),
        (readers.slug, "cafe\u0301", "caf\u00e9"),
        (readers.host, "EN.irna.ir", "en.irna.ir"),
        (readers.link, "/about/#h-x", "/about/#h-x"),
        (readers.name, "|\n  two\n  lines", "two lines"),
        (readers.name, "می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_values_become_what_they_mean(reader: Reader[object], text: str, value: object) -> None:
    """A value of the right form is read without a word."""
    assert read(text, reader) == (value, [])


@pytest.mark.parametrize(
    ("reader", "text", "code"),
    [
        (readers.flag, "maybe", Code.WRONG_TYPE),
        (readers.flag, "1", Code.WRONG_TYPE),
        (readers.flag, "[true]", Code.WRONG_TYPE),
        (readers.number(1, 99), "0", Code.INVALID_NUMBER),
        (readers.number(1, 99), "100", Code.INVALID_NUMBER),
        (readers.number(1, 99), "1.5", Code.INVALID_NUMBER),
        (readers.number(1, 99), "+5", Code.INVALID_NUMBER),
        (readers.number(1, 99), "\u0665", Code.INVALID_NUMBER),
        (readers.number(1, 99), "9" * 5000, Code.INVALID_NUMBER),
        (readers.choice(*Direction), "left", Code.UNKNOWN_VALUE),
        (readers.slug, "Two Words", Code.INVALID_SLUG),
        (readers.slug, "..", Code.INVALID_SLUG),
        (readers.slug, "a/b", Code.INVALID_SLUG),
        (readers.free_slug, "index", Code.RESERVED_SLUG),
        (readers.host, "https://irna.ir/", Code.INVALID_URL),
        (readers.host, "irna.ir/news", Code.INVALID_URL),
        (readers.host, "irna ir", Code.INVALID_URL),
        (readers.link, "//x.example/", Code.INVALID_URL),
        (readers.link, "javascript:x", Code.INVALID_URL),
        (readers.text, "{a: b}", Code.WRONG_TYPE),
    ],
)
def test_other_values_are_refused(reader: Reader[object], text: str, code: Code) -> None:
    """A value of another form is one error at its place, and read as not given."""
    found, (problem,) = read(text, reader)
    assert found is None
    assert (problem.code, problem.place.line, problem.place.column) == (code, 2, 6)
    assert "“key”" in problem.message


@pytest.mark.parametrize(
    ("value", "hint"), [("Two Words", "“two-words”"), ("LTR", "“ltr”"), ("right", "ltr, rtl")]
)
def test_a_hint_says_what_would_do(value: str, hint: str) -> None:
    """The hint offers the nearest value, or all of them."""
    reader: Callable[[Value], object] = readers.slug
    if value != "Two Words":
        reader = readers.choice(*Direction)
    _, (problem,) = read(value, reader)
    assert hint in problem.hint


def test_invisible_characters_of_names_are_shown() -> None:
    """A name with a character that nobody sees is taken with a warning at that character."""
    found, (problem,) = read("two\u200bwords", readers.name)
    assert found == "two\u200bwords"
    assert (problem.code, problem.place.column) == (Code.INVISIBLE_CHARACTER, 9)
    assert "U+200B" in problem.message


def test_mixed_scripts_of_tags_are_shown() -> None:
    """A tag's word that mixes look-alike scripts is taken with a warning."""
    found, (problem,) = read("\u041coskva news", readers.tag)
    assert found == "\u041coskva news"
    assert problem.code is Code.MIXED_SCRIPTS


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("note: |\n  first\n  second", 3, 3),
        ("note: >-\n\n    first", 3, 1),
        ("note: plain words", 2, 7),
        ("note: 'quoted words'", 2, 8),
    ],
)
def test_markdown_has_the_place_of_its_first_character(text: str, line: int, column: int) -> None:
    """Lines of a Markdown value can be counted from the place where it begins."""
    markdown = fields_of(text).read("note", readers.markdown)
    assert markdown is not None
    assert (markdown.place.line, markdown.place.column) == (line, column)


def test_messages_name_the_key_by_its_full_path() -> None:
    """Keys in mappings and lists are named from the top, counting from 1."""
    fields = fields_of("source: {url: x}\nlist:\n  - {}\n  - {url: y, odd: z}\n  - [a]\n  -\n  - t")
    source = fields.mapping("source")
    assert source is not None
    source.read("url", readers.url)
    for item in fields.mappings("list"):
        item.require("name")
        item.read("url", readers.url)
        item.finish()
    assert [(p.place.line, p.message.split("”")[0]) for p in fields.problems] == [
        (2, "“source.url"),
        (4, "“list[1].name"),
        (5, "“list[2].name"),
        (5, "“list[2].url"),
        (5, "“list[2].odd"),
        (6, "“list[3]"),
        (7, "“list[4]"),
        (8, "“list[5]"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "excerpt"),
    [
        ("a: b", 1, "---"),
        ("a: b\nkey:", 3, "key:"),
        ("a: b\nkey: ~ # later", 3, "key: ~ # later"),
    ],
)
def test_a_missing_key_has_a_place(text: str, line: int, excerpt: str) -> None:
    """A key that is missing is reported at the fence, one without a value where it stands."""
    fields = fields_of(text)
    fields.require("key")
    (problem,) = fields.problems
    assert (problem.code, problem.place.line, problem.place.excerpt) == (
        Code.MISSING_KEY,
        line,
        excerpt,
    )


def test_a_key_missing_in_a_mapping_is_missed_there() -> None:
    """What a mapping lacks is reported at the key that holds it."""
    fields = fields_of("a: b\nsource:\n  name: x")
    source = fields.mapping("source")
    assert source is not None
    source.require("url")
    assert fields.problems[0].place.line == 3
    assert "“source.url”" in fields.problems[0].message


@pytest.mark.parametrize("value", ['""', '" "', '"\u200b"', '"\\u00a0"', '"\u200f\u200e"'])
def test_a_needed_text_has_something_to_see(value: str) -> None:
    """A needed text with nothing visible in it is an error."""
    fields = fields_of(f"key: {value}")
    fields.require("key")
    assert [problem.code for problem in fields.problems] == [Code.EMPTY_TEXT]


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("tilte", "title"),
        ("Title", "title"),
        ("review-by", "review_by"),
        ("reviewBy", "review_by"),
        ("xyz", ""),
        ("y" * 1000, ""),
    ],
)
def test_unknown_keys_get_the_nearest_known_one(key: str, hint: str) -> None:
    """An unknown key is an error with the nearest key, case, hyphens and underscores aside."""
    fields = fields_of(f"{key}: x")
    for known in ("title", "review_by", "date"):
        fields.read(known, readers.text)
    fields.finish()
    (problem,) = fields.problems
    assert problem.code is Code.UNKNOWN_KEY
    assert problem.hint == (f"Did you mean “{hint}”?" if hint else "")


@pytest.mark.parametrize(
    ("text", "hint"), [("key: iran, russia", "[iran, russia]"), ("key: {a: b}", "")]
)
def test_a_list_is_a_list(text: str, hint: str) -> None:
    """A single value where a list is wanted is an error that shows how the list is written."""
    fields = fields_of(text)
    assert fields.read_all("key", readers.text) == ()
    (problem,) = fields.problems
    assert problem.code is Code.WRONG_TYPE
    assert hint in problem.hint


def test_located_values_keep_their_place() -> None:
    """A value can be read together with its place."""
    found = fields_of("a: b\nkey: value").read("key", readers.located(readers.text))
    assert isinstance(found, Located)
    assert (found.value, found.place.line, found.place.length) == ("value", 3, 5)
