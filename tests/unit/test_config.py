"""``site.yaml``: every key, every default, every fault."""

import copy
from zoneinfo import ZoneInfo

import pytest

from site_builder.config import BUILT_IN_KINDS, read_settings
from site_builder.diagnostics import Code, Diagnostic, Place, Severity
from site_builder.model import Direction, Kind, NavigationItem, Person, Settings, Verdict

PATH = "content/site.yaml"
NEEDED = "title: T\nurl: https://d.example\n"


def read(text: str, base_url: str | None = None) -> tuple[Settings | None, list[Diagnostic]]:
    """Read settings, the two needed keys being given."""
    return read_settings(PATH, (NEEDED + text).encode(), base_url)


def settings_of(text: str, base_url: str | None = None) -> Settings:
    """Return settings that have no problems."""
    settings, problems = read(text, base_url)
    assert settings is not None, problems
    assert not problems
    return settings


def test_two_keys_are_enough() -> None:
    """A title and an address make a digest; all else has a default that works."""
    assert settings_of("") == Settings(
        place=Place(PATH),
        title="T",
        base_url="https://d.example",
        home="https://d.example",
        lang="en",
        dir=Direction.LTR,
        timezone=ZoneInfo("UTC"),
        description="",
        notice="",
        permalink="/{year}/{month}/{slug}/",
        per_page=50,
        verdicts={},
        kinds={key: Kind(key, "") for key in BUILT_IN_KINDS},
        people={},
        navigation=None,
        references={},
        contact=None,
        index_reproductions=False,
    )


def test_every_key_is_read() -> None:
    """Each key of the format ends in its field."""
    settings = settings_of("""
lang: fa
timezone: Asia/Tehran
description: About it
notice: A demonstration
permalink: /{year}/{month}/{day}/{slug}/
per_page: 20
verdicts:
  accurate: {label: Accurate, rating: 5, description: It is so.}
  unproven: {label: Unproven}
kinds:
  satire: {label: Satire}
  sic: {label: Spelt so}
people:
  ab: {name: A. B., url: https://ab.example/}
navigation:
  - {label: About, url: /about/}
  - {label: Elsewhere, url: https://other.example/}
references: {Method: /methodology/#h-how, Write: mailto:us@d.example}
contact: us@d.example
index_reproductions: true
""")
    assert (settings.lang, settings.dir) == ("fa", Direction.RTL)
    assert settings.timezone == ZoneInfo("Asia/Tehran")
    assert (settings.description, settings.notice) == ("About it", "A demonstration")
    assert settings.permalink == "/{year}/{month}/{day}/{slug}/"
    assert settings.per_page == 20
    assert list(settings.verdicts.values()) == [
        Verdict("accurate", "Accurate", 5, "It is so."),
        Verdict("unproven", "Unproven", None, ""),
    ]
    assert settings.kinds["satire"] == Kind("satire", "Satire")
    assert settings.kinds["sic"] == Kind("sic", "Spelt so")
    assert set(BUILT_IN_KINDS) < set(settings.kinds)
    assert settings.people == {"ab": Person("ab", "A. B.", "https://ab.example/")}
    assert settings.navigation is not None
    about, elsewhere = settings.navigation
    assert isinstance(about, NavigationItem)
    assert (about.label, about.url, about.place.line) == ("About", "/about/", 19)
    assert elsewhere.url == "https://other.example/"
    assert settings.references == {"Method": "/methodology/#h-how", "Write": "mailto:us@d.example"}
    assert settings.contact == "us@d.example"
    assert settings.index_reproductions is True


def test_settings_go_to_other_processes() -> None:
    """Settings can be copied as a whole, as the pool does for its processes."""
    settings = settings_of("timezone: Asia/Tehran\nverdicts: {a: {label: A}}")
    assert copy.deepcopy(settings) == settings


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://d.example/", "https://d.example"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("https://deploy-preview-7--d.netlify.app", "https://deploy-preview-7--d.netlify.app"),
    ],
)
def test_another_address_can_be_given(given: str, kept: str) -> None:
    """The command line's address goes before the file's, without a slash at its end."""
    assert settings_of("", given).base_url == kept


def test_a_bad_address_of_the_command_line_is_refused() -> None:
    """What the command line gives is judged like what stands in the file, and named."""
    settings, (problem,) = read("", "ftp://d.example")
    assert settings is None
    assert (problem.code, problem.place.path) == (Code.INVALID_URL, PATH)
    assert "--base-url" in problem.message


def test_the_direction_can_be_given() -> None:
    """The direction follows the language unless it is given."""
    assert settings_of("lang: en\ndir: rtl").dir is Direction.RTL


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        pytest.param("tilte: x", Code.UNKNOWN_KEY, 3, 1, id="unknown key"),
        pytest.param("title: x", Code.DUPLICATE_KEY, 3, 1, id="key given twice"),
        pytest.param("lang: klingonish", Code.INVALID_LANGUAGE, 3, 7, id="language"),
        pytest.param("dir: up", Code.UNKNOWN_VALUE, 3, 6, id="direction"),
        pytest.param("timezone: Asia/Teheran", Code.UNKNOWN_VALUE, 3, 11, id="zone"),
        pytest.param("timezone: ../passwd", Code.UNKNOWN_VALUE, 3, 11, id="path for a zone"),
        pytest.param("timezone: Asia", Code.UNKNOWN_VALUE, 3, 11, id="folder of zones"),
        pytest.param("per_page: many", Code.INVALID_NUMBER, 3, 11, id="no number"),
        pytest.param("per_page: 0", Code.INVALID_NUMBER, 3, 11, id="nothing on a page"),
        pytest.param("index_reproductions: 2", Code.WRONG_TYPE, 3, 22, id="neither yes nor no"),
        pytest.param("contact: a@b", Code.INVALID_URL, 3, 10, id="no mail address"),
        pytest.param("contact: 'javascript:x'", Code.INVALID_URL, 3, 10, id="scheme of contact"),
        pytest.param("people: [a]", Code.WRONG_TYPE, 3, 9, id="people in a list"),
        pytest.param("people: {a: A. B.}", Code.WRONG_TYPE, 3, 13, id="a name alone"),
        pytest.param("people: {a: {}}", Code.MISSING_KEY, 3, 10, id="no name"),
        pytest.param("people:\n  a:", Code.MISSING_KEY, 4, 3, id="nobody"),
        pytest.param("people: {a: {name: A, nmae: B}}", Code.UNKNOWN_KEY, 3, 23, id="deep key"),
        pytest.param("verdicts: {A B: {label: x}}", Code.INVALID_SLUG, 3, 12, id="verdict's key"),
        pytest.param("verdicts: {feed: {label: x}}", Code.RESERVED_SLUG, 3, 12, id="reserved"),
        pytest.param("verdicts: {note: {label: x}}", Code.RESERVED_SLUG, 3, 12, id="no verdict"),
        pytest.param("verdicts: {a: {rating: 1}}", Code.MISSING_KEY, 3, 12, id="no label"),
        pytest.param(
            "verdicts: {a: {label: x, rating: high}}", Code.INVALID_NUMBER, 3, 34, id="rating"
        ),
        pytest.param("kinds: {A: {label: x}}", Code.INVALID_SLUG, 3, 9, id="kind's key"),
        pytest.param("kinds: [satire]", Code.WRONG_TYPE, 3, 8, id="kinds in a list"),
        pytest.param("navigation: {a: /b/}", Code.WRONG_TYPE, 3, 13, id="menu as mapping"),
        pytest.param("navigation: [/b/]", Code.WRONG_TYPE, 3, 14, id="menu of texts"),
        pytest.param("navigation: [{label: a}]", Code.MISSING_KEY, 3, 14, id="menu without url"),
        pytest.param(
            "navigation: [{label: a, url: 'javascript:b'}]",
            Code.INVALID_URL,
            3,
            30,
            id="menu's scheme",
        ),
        pytest.param("references: {a: b}", Code.INVALID_URL, 3, 17, id="reference"),
        pytest.param("references: {a: }", Code.MISSING_KEY, 3, 14, id="empty reference"),
        pytest.param("permalink: '{slug}/'", Code.INVALID_PERMALINK, 3, 12, id="no slash first"),
        pytest.param("permalink: '/{slug}'", Code.INVALID_PERMALINK, 3, 12, id="no slash last"),
        pytest.param("permalink: '/{year}/'", Code.INVALID_PERMALINK, 3, 12, id="no slug"),
        pytest.param("permalink: '/{yaer}/{slug}/'", Code.INVALID_PERMALINK, 3, 12, id="field"),
        pytest.param("permalink: '//{slug}/'", Code.INVALID_PERMALINK, 3, 12, id="two slashes"),
        pytest.param("permalink: '/../{slug}/'", Code.INVALID_PERMALINK, 3, 12, id="dots"),
        pytest.param("permalink: '/a b/{slug}/'", Code.INVALID_PERMALINK, 3, 12, id="a space"),
        pytest.param("permalink: '/{{slug}}/'", Code.INVALID_PERMALINK, 3, 12, id="braces"),
        pytest.param("permalink: '/{slug!r}/{slug}/'", Code.INVALID_PERMALINK, 3, 12, id="code"),
    ],
)
def test_a_fault_has_its_place(text: str, code: Code, line: int, column: int) -> None:
    """Each fault is one error at its line and column, and there are no settings."""
    settings, (problem,) = read(text)
    assert settings is None
    assert (problem.code, problem.place.line, problem.place.column) == (code, line, column)
    assert problem.place.path == PATH


@pytest.mark.parametrize(
    "url",
    [
        "d.example",
        "ftp://d.example",
        "https://d.example/digest",
        "https://d.example?x=1",
        "https://d.example#top",
        "https://d.example/?",
        "https://me@d.example",
    ],
)
def test_the_address_is_a_host(url: str) -> None:
    """The digest's address is http(s), without path, query, fragment and name."""
    settings, (problem,) = read_settings(PATH, f"title: T\nurl: '{url}'\n".encode(), None)
    assert settings is None
    assert (problem.code, problem.place.line) == (Code.INVALID_URL, 2)


def test_all_faults_come_in_one_run() -> None:
    """A file full of faults is answered with all of them."""
    text = "urk: x\nlang: xx-yy-zz\nper_page: -1\nverdicts: {a: {labl: x}}\n"
    settings, problems = read_settings(PATH, text.encode(), None)
    assert settings is None
    assert sorted((p.place.line, p.code.id) for p in problems) == [
        (1, "missing-key"),
        (1, "missing-key"),
        (1, "unknown-key"),
        (2, "invalid-language"),
        (3, "invalid-number"),
        (4, "missing-key"),
        (4, "unknown-key"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.EMPTY_FRONT_MATTER),
        ("# nothing\n", Code.EMPTY_FRONT_MATTER),
        ("- a\n", Code.NOT_A_MAPPING),
        ("a: b: c\n", Code.YAML_SYNTAX),
        ("a: &x b\n", Code.YAML_FEATURE),
        ("%YAML 1.1\n---\ntitle: T\nurl: https://d.example\n", Code.YAML_FEATURE),
        ("title: T\nurl: https://d.example\n---\nmore: x\n", Code.YAML_FEATURE),
    ],
)
def test_the_file_has_to_be_keys_and_values(text: str, code: Code) -> None:
    """A file that is something else than one mapping is refused."""
    settings, problems = read_settings(PATH, text.encode(), None)
    assert settings is None
    assert problems[0].code is code


def test_a_warning_stops_nothing() -> None:
    """Settings with a doubtful name are taken, with a warning."""
    settings, (problem,) = read_settings(
        PATH, "title: T\u200bT\nurl: https://d.example".encode(), None
    )
    assert settings is not None
    assert problem.severity is Severity.WARNING
