"""Diagnostics in their four forms."""

import json
import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.diagnostics import Code, Diagnostic, Place, Replacement
from site_builder.diagnostics.formats import as_github, as_json, as_sarif, as_text, visible

PLACE = Place("content/articles/x.md", 7, 3, 5, "  titel: One")
PROBLEM = Diagnostic.of(
    Code.UNKNOWN_KEY, PLACE, "There is no key “titel”.", "Did you mean “title”?"
)
WARNING = Diagnostic.of(Code.DEAD_LINK, Place("content/pages/a.md"), "This link leads nowhere.")

BLOCK = """\
content/articles/x.md:7:3: error[unknown-key] There is no key “titel”.
 7 |   titel: One
   |   ^^^^^
   help: Did you mean “title”?

1 error in 1 file
"""


def underlined(excerpt: str, column: int, length: int) -> tuple[str, str]:
    """Return the line of a block that shows the excerpt, and the one that underlines it."""
    place = Place("a.md", 1, column, length, excerpt)
    lines = as_text([Diagnostic.of(Code.WRONG_TYPE, place, "No.")], colour=False).split("\n")
    return lines[1].removeprefix(" 1 | "), lines[2].removeprefix("   | ")


def test_block() -> None:
    """A problem is one block: place, code, sentence, the underlined line, what to do; a count."""
    assert as_text([PROBLEM], colour=False) == BLOCK


def test_file_without_line() -> None:
    """A problem of a file as a whole shows no line."""
    text = as_text([WARNING], colour=False)
    assert text.startswith(
        "content/pages/a.md:1:1: warning[dead-link] This link leads nowhere.\n\n"
    )


def test_nothing_to_say() -> None:
    """No problems are no text."""
    assert as_text([], colour=False) == ""
    assert as_github([]) == ""


@pytest.mark.parametrize(
    ("problems", "summary"),
    [
        ([PROBLEM], "1 error in 1 file"),
        ([PROBLEM, PROBLEM], "2 errors in 1 file"),
        ([PROBLEM, WARNING], "1 error and 1 warning in 2 files"),
        ([WARNING, WARNING, PROBLEM, PROBLEM], "2 errors and 2 warnings in 2 files"),
        ([WARNING], "1 warning in 1 file"),
    ],
)
def test_summary(problems: list[Diagnostic], summary: str) -> None:
    """The last line counts errors, warnings and files, and leaves out what there is none of."""
    assert as_text(problems, colour=False).splitlines()[-1] == summary


def test_colour_adds_nothing_else() -> None:
    """The coloured form without its escape sequences is the plain form."""
    coloured = as_text([PROBLEM, WARNING], colour=True)
    assert coloured != as_text([PROBLEM, WARNING], colour=False)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == as_text([PROBLEM, WARNING], colour=False)


@pytest.mark.parametrize(
    ("excerpt", "column", "length", "line", "mark"),
    [
        pytest.param("a: b", 4, 1, "a: b", "   ^", id="plain"),
        pytest.param("\ta: b", 2, 1, "    a: b", "    ^", id="tab before"),
        pytest.param("a\tb", 2, 1, "a   b", " ^^^", id="tab itself"),
        pytest.param("日本: x", 1, 2, "日本: x", "^^^^", id="wide"),
        pytest.param("日本: x", 5, 1, "日本: x", "      ^", id="after wide"),
        pytest.param("e\u0301a: x", 3, 1, "e\u0301a: x", " ^", id="after a combining mark"),
        pytest.param("e\u0301", 2, 1, "e\u0301", " ^", id="a combining mark alone"),
        pytest.param("می\u200cروم x", 8, 1, "می\u200cروم x", "      ^", id="after ZWNJ"),
        pytest.param("a\u202eb", 2, 1, "a⟨U+202E⟩b", " ^^^^^^^^", id="bidi override"),
        pytest.param("a\x1b[2Jb", 6, 1, "a⟨U+001B⟩[2Jb", "            ^", id="escape"),
        pytest.param("title:", 7, 1, "title:", "      ^", id="after the end"),
        pytest.param("title:", 99, 9, "title:", "      ^", id="far after the end"),
    ],
)
def test_underline(excerpt: str, column: int, length: int, line: str, mark: str) -> None:
    """The mark stands under the place as a terminal shows it, whatever the characters."""
    assert underlined(excerpt, column, length) == (line, mark)


def test_long_line() -> None:
    """Of a long line the part around the place is shown, and that it was cut."""
    line, mark = underlined("x" * 5000 + "HERE" + "y" * 5000, 5001, 4)
    assert line.startswith("…x")
    assert line.endswith("y…")
    assert len(line) <= 102
    assert line[mark.index("^") : len(mark)] == "HERE"


def test_long_mark() -> None:
    """A mark that is longer than what is shown ends where the line is cut."""
    line, mark = underlined("x" * 5000, 1, 5000)
    assert len(mark) == 100
    assert line == "x" * 100 + "…"


def test_hint_of_several_lines() -> None:
    """Each line of a longer hint stands below the first."""
    problem = Diagnostic.of(Code.UNKNOWN_KEY, PLACE, "No.", "One\nTwo")
    assert "\n   help: One\n         Two\n" in as_text([problem], colour=False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("a\nb", "a⟨U+000A⟩b"),
        ("soft\u00adhyphen", "soft⟨U+00AD⟩hyphen"),
        ("\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"),
        ("\U000e0041", "⟨U+E0041⟩"),
        ("\u3164", "⟨U+3164⟩"),
        ("\ufffe", "⟨U+FFFE⟩"),
        ("\u2028", "⟨U+2028⟩"),
        ("می\u200cروم", "می\u200cروم"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("no\u00a0break", "no\u00a0break"),
    ],
)
def test_visible(text: str, expected: str) -> None:
    """What nobody sees is shown by its number; what honest text needs stays."""
    assert visible(text) == expected


def test_json() -> None:
    """The JSON form has a version, the counts and every part of a problem."""
    assert json.loads(as_json([PROBLEM, WARNING])) == {
        "version": 1,
        "errors": 1,
        "warnings": 1,
        "diagnostics": [
            {
                "path": "content/articles/x.md",
                "line": 7,
                "column": 3,
                "length": 5,
                "excerpt": "  titel: One",
                "severity": "error",
                "code": "unknown-key",
                "message": "There is no key “titel”.",
                "hint": "Did you mean “title”?",
                "replacement": "",
            },
            {
                "path": "content/pages/a.md",
                "line": 1,
                "column": 1,
                "length": 1,
                "excerpt": "",
                "severity": "warning",
                "code": "dead-link",
                "message": "This link leads nowhere.",
                "hint": "",
                "replacement": "",
            },
        ],
    }


QUOTED = Place("content/articles/x.md", 9, 12, 5, '    quote: "old"')


def replaced(*, in_place: bool) -> Diagnostic:
    """Return a problem with something to paste."""
    problem = Diagnostic.of(Code.QUOTE_NOT_FOUND, QUOTED, "Written otherwise.")
    return replace(problem, replacement=Replacement("quote", '"new: one"', in_place))


def test_json_carries_what_may_be_pasted() -> None:
    """A replacement is the key with its value."""
    (record,) = json.loads(as_json([replaced(in_place=False)]))["diagnostics"]
    assert record["replacement"] == 'quote: "new: one"'


def test_sarif_carries_what_may_be_pasted() -> None:
    """A replacement is a fix of the underlined characters, and none where it goes on elsewhere."""
    (result,) = json.loads(as_sarif([replaced(in_place=True)]))["runs"][0]["results"]
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"] == {"uri": "content/articles/x.md", "uriBaseId": "DIGEST"}
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 9, "startColumn": 12, "endColumn": 17},
            "insertedContent": {"text": '"new: one"'},
        }
    ]
    (result,) = json.loads(as_sarif([replaced(in_place=False)]))["runs"][0]["results"]
    assert "fixes" not in result


def test_github() -> None:
    """A workflow command names file, line and columns; the hint is a line of the message."""
    assert as_github([PROBLEM]) == (
        "::error file=content/articles/x.md,line=7,col=3,endColumn=8,"
        "title=A key that the format does not know [unknown-key]"
        "::There is no key “titel”.%0ADid you mean “title”?\n"
    )


def test_github_escapes() -> None:
    """Nothing of an editor's text ends a property or begins a command of its own."""
    place = Place("content/a,b:c%.md")
    problem = Diagnostic.of(Code.WRONG_TYPE, place, "100%\n::error::x\r")
    assert as_github([problem]) == (
        "::error file=content/a%2Cb%3Ac%25.md,line=1,col=1,endColumn=2,"
        "title=A value of another shape than the key takes [wrong-type]"
        "::100%25%0A::error::x⟨U+000D⟩\n"
    )


def test_sarif() -> None:
    """The SARIF log has a rule for each code, and a result with its region in code points."""
    log = json.loads(as_sarif([PROBLEM]))
    (run,) = log["runs"]
    (result,) = run["results"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    assert [rule["id"] for rule in rules] == [code.id for code in Code]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "unknown-key"
    assert result["level"] == "error"
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "content/articles/x.md", "uriBaseId": "DIGEST"}
    assert location["region"] == {
        "startLine": 7,
        "startColumn": 3,
        "endColumn": 8,
        "snippet": {"text": "  titel: One"},
    }


def test_sarif_path() -> None:
    """A path is a URI in SARIF: what is no plain character is percent-encoded."""
    problem = Diagnostic.of(Code.WRONG_TYPE, Place("content/pages/روش کار.md"), "No.")
    (result,) = json.loads(as_sarif([problem]))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "content/pages/%D8%B1%D9%88%D8%B4%20%DA%A9%D8%A7%D8%B1.md"


@given(
    texts=st.tuples(*[st.text(st.characters(codec="utf-8"))] * 4),
    column=st.integers(1, 300),
    length=st.integers(1, 300),
)
def test_no_form_carries_control_characters(
    texts: tuple[str, str, str, str], column: int, length: int
) -> None:
    """Whatever a file holds, no form has a control character but line ends, nor a bidi one."""
    path, excerpt, message, hint = texts
    place = Place(path, 1, column, length, excerpt)
    problem = Diagnostic.of(Code.WRONG_TYPE, place, message, hint)
    forms = [form([problem]) for form in (as_json, as_github, as_sarif)]
    for form in [as_text([problem], colour=False), *forms]:
        categories = {unicodedata.category(c) for c in form if c not in "\n\u200c\u200d"}
        assert not categories & {"Cc", "Cf", "Cs", "Zl", "Zp"}
