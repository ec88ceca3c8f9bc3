"""YAML: what is refused, and what the parser says in an editor's words."""

import re

import pytest

from site_builder.diagnostics import Code, Diagnostic
from site_builder.documents import read_document, readers

JARGON = re.compile(r"scalar|mapping values|block|flow|token|node|stream|YAML|scanner|str\b|dict")


def problems_of(text: str) -> list[Diagnostic]:
    """Return the problems of a front matter; its first line is the file's second."""
    return read_document("content/articles/a.md", f"---\n{text}\n---\n".encode())[1]


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        pytest.param("a: B: C", 2, 5, "colon", id="a colon in a value"),
        pytest.param("a: “x”: y", 2, 7, "colon", id="a colon behind curly quotes"),
        pytest.param("a: b\n  c: d", 3, 3, "belongs to nothing", id="a key below a value"),
        pytest.param('a: "b\nc: d', 2, 4, "never closed", id="an open quotation mark"),
        pytest.param("a: 'b", 2, 4, "never closed", id="an open apostrophe"),
        pytest.param('a: "b" c', 2, 8, "ended", id="text behind quotation marks"),
        pytest.param("a: 'it's'", 2, 8, "ended", id="an apostrophe in single quotes"),
        pytest.param("a: [b] c", 2, 8, "ended", id="text behind a list"),
        pytest.param("a: b\nfoo\nc: d", 3, 1, "no colon", id="no colon"),
        pytest.param("a: b\nfoo", 3, 1, "no colon", id="no colon in the last line"),
        pytest.param("a: - b", 2, 4, "list can't begin", id="an item beside its key"),
        pytest.param("s:\n  n: a\n u: b", 4, 2, "line up", id="crooked keys"),
        pytest.param("  a: b\nc: d", 3, 1, "line up", id="a first key too far in"),
        pytest.param("a: b\n- c", 3, 1, "line up", id="an item among keys"),
        pytest.param("a:\n  - b\n  c: d", 4, 3, "line up", id="a key among items"),
        pytest.param("a: [b, c\nd: e", 2, 4, "not closed", id="an open list"),
        pytest.param("a: {b: c", 2, 4, "not closed", id="an open brace"),
        pytest.param("a: [b, , c]", 2, 8, "can't begin with ,", id="two commas"),
        pytest.param("a: ]", 2, 4, "can't begin with ]", id="a closing bracket"),
        pytest.param("a: @b", 2, 4, "can't begin with @", id="an at sign"),
        pytest.param("a: `b", 2, 4, "can't begin with `", id="a grave accent"),
        pytest.param("a: %b", 2, 4, "can't begin with %", id="a per cent sign"),
        pytest.param("\ta: b", 2, 1, "tab", id="a tab before a key"),
        pytest.param("a:\n\tb: c", 3, 1, "tab", id="a tab for indentation"),
        pytest.param("a: b\n\n\tc: d", 4, 1, "tab", id="a tab behind a value"),
        pytest.param("a: |\n \tb\n  c", 3, 2, "tab", id="a tab in a block"),
        pytest.param('a: "\\q"', 2, 5, "backslash", id="an unknown escape"),
        pytest.param('a: "\\ud800"', 2, 7, "backslash", id="half a character"),
        pytest.param("a: * b", 2, 4, "begin with *", id="a star"),
        pytest.param("a: & b", 2, 4, "begin with &", id="an ampersand"),
        pytest.param("a: !x! y", 2, 4, "begin with !", id="an exclamation mark"),
        pytest.param("a: | text", 2, 6, "nothing can stand", id="text beside a bar"),
        pytest.param("a: ? b", 2, 4, "question mark", id="a question mark"),
        pytest.param(": b", 2, 1, "without a key", id="no key"),
    ],
)
def test_broken_yaml_is_explained(text: str, line: int, column: int, words: str) -> None:
    """A slip in YAML is one problem at its place, in words that need no knowledge of YAML."""
    (problem,) = problems_of(text)
    assert problem.code is Code.YAML_SYNTAX
    assert (problem.place.line, problem.place.column) == (line, column), problem
    assert words in problem.message
    assert not JARGON.search(problem.message + problem.hint)


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        pytest.param("a: &x b", 2, 4, id="anchor"),
        pytest.param("a: &x {b: c}", 2, 4, id="anchor of a mapping"),
        pytest.param("&x a: b", 2, 1, id="anchor of a key"),
        pytest.param("a: *x", 2, 4, id="alias"),
        pytest.param("a: b\n<<: {c: d}", 3, 1, id="merge key"),
        pytest.param("a: !!int 3", 2, 4, id="type tag"),
        pytest.param("a: !!python/object:os.system x", 2, 4, id="python's own tag"),
        pytest.param("a: ! b", 2, 4, id="bare exclamation mark"),
        pytest.param("a: !!set {b}", 2, 4, id="tag of a mapping"),
        pytest.param("a: b\n...\n--- c", 4, 1, id="second document"),
        pytest.param("? [a]\n: b", 2, 3, id="a list for a key"),
        pytest.param("a: {{ x }}", 2, 5, id="a template's braces"),
    ],
)
def test_features_without_use_are_refused(text: str, line: int, column: int) -> None:
    """Anchors, aliases, merge keys, tags, further documents and odd keys are errors."""
    problem = problems_of(text)[0]
    assert problem.code is Code.YAML_FEATURE
    assert (problem.place.line, problem.place.column) == (line, column), problem


@pytest.mark.parametrize("key", ["<<", "=", "null", "~", "true", "1", "2020-01-01", "a b"])
def test_a_quoted_key_is_a_key(key: str) -> None:
    """Every text in quotation marks can be a key; nothing of YAML's own is seen in it."""
    document, problems = read_document("a.md", f'---\n"{key}": x\n---\n'.encode())
    assert document is not None
    assert not problems
    assert document.fields.read(key, readers.text) == "x"


def test_each_feature_is_found() -> None:
    """What is refused stops nothing: a file's further problems are found in the same run."""
    text = "a: &x b\nc: *x\nd: !!str e\na: f"
    assert [(p.code, p.place.line) for p in problems_of(text)] == [
        (Code.YAML_FEATURE, 2),
        (Code.YAML_FEATURE, 3),
        (Code.YAML_FEATURE, 4),
        (Code.DUPLICATE_KEY, 5),
    ]


def test_keys_given_twice_are_found_at_every_level() -> None:
    """The second of two equal keys is reported, with the line of the first."""
    problems = problems_of("a: b\ns: {n: 1, n: 2}\nl:\n  - x: 1\n    'x': 2\n\"a\": c")
    assert [(p.code, p.place.line, p.place.column) for p in problems] == [
        (Code.DUPLICATE_KEY, 3, 11),
        (Code.DUPLICATE_KEY, 6, 5),
        (Code.DUPLICATE_KEY, 7, 1),
    ]
    assert "line 2" in problems[2].message


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 50 + "]" * 50,
        "a: " + "{b: " * 50 + "}" * 50,
        "- " * 50 + "a",
        "\n".join(" " * level + "a:" for level in range(50)),
    ],
)
def test_depth_has_an_end(text: str) -> None:
    """Lists and mappings can't stand in each other without end."""
    (problem,) = problems_of(text)
    assert problem.code is Code.YAML_TOO_DEEP


def test_honest_depth_is_fine() -> None:
    """The deepest that the format needs, evidence in an annotation, is far from the limit."""
    assert not problems_of("annotations: [{evidence: [{title: a, more: [{b: [c]}]}]}]")


@pytest.mark.parametrize(
    "value",
    ["no", "on", "12:30", "0123", "1.10", "0x1F", "1_000", "1e3", ".inf", "2020-01-01", "0b1", "="],
)
def test_a_plain_value_stays_as_written(value: str) -> None:
    """A value is a string unless the schema asks for something else."""
    document, _ = read_document("a.md", f"---\na: {value}\n---\n".encode())
    assert document is not None
    assert document.fields.read("a", readers.text) == value


@pytest.mark.parametrize("value", ["", "~", "null", " # nothing", '""', "'  '"])
def test_nothing_means_not_given(value: str) -> None:
    """Nothing, ``~`` and ``null`` are not given, and an optional text needs something in it."""
    document, problems = read_document("a.md", f"---\na: {value}\n---\n".encode())
    assert document is not None
    assert document.fields.read("a", readers.text) is None
    assert not problems


@pytest.mark.parametrize("value", ['"null"', "'~'", "Null", "NULL", "nil"])
def test_the_word_null_can_be_written(value: str) -> None:
    """In quotation marks ``null`` is a text, and so is what only looks like it."""
    document, _ = read_document("a.md", f"---\na: {value}\n---\n".encode())
    assert document is not None
    assert document.fields.read("a", readers.text) == value.strip("\"'")


def test_too_many_values_are_refused() -> None:
    """A file of nothing but values is refused before anything is made of them."""
    (problem,) = problems_of("a: [" + "b," * 60_000 + "]")
    assert problem.code is Code.FILE_TOO_LARGE
