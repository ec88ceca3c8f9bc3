"""Bytes to fields and body: sizes, encodings, fences, places."""

import pytest

from site_builder.diagnostics import Code, Diagnostic
from site_builder.documents import MAX_BYTES, read_document, read_settings_file, readers

PATH = "content/articles/a.md"


def problems_of(data: bytes) -> list[Diagnostic]:
    """Return the problems of a file that nobody asks for keys."""
    return read_document(PATH, data)[1]


def found(data: bytes) -> list[tuple[Code, int, int, int]]:
    """Return code, line, column and length of each problem."""
    return [(p.code, p.place.line, p.place.column, p.place.length) for p in problems_of(data)]


def body_of(data: bytes) -> tuple[str, int]:
    """Return the body and the line of its first character."""
    document, problems = read_document(PATH, data)
    assert document is not None, problems
    return document.body.text, document.body.place.line


@pytest.mark.parametrize(
    ("data", "body", "line"),
    [
        pytest.param(b"---\na: b\n---\ntext\n", "text\n", 4, id="plain"),
        pytest.param(b"---\na: b\n---\n\n\n    code\n", "\n\n    code\n", 4, id="kept whole"),
        pytest.param(b"---\na: b\n---", "", 3, id="no body"),
        pytest.param(b"---\na: b\n---\n", "", 4, id="empty body"),
        pytest.param(b"--- \na: b\n---\t\nx", "x", 4, id="white space after the dashes"),
        pytest.param(b"---\na: b\n---\nx\n---\ny\n", "x\n---\ny\n", 4, id="a rule in the body"),
        pytest.param(b"---\na: b\n---\nx\n----\n", "x\n----\n", 4, id="a heading in the body"),
        pytest.param(b"---\r\na: b\r\n---\r\nx\r\ny", "x\ny", 4, id="CRLF"),
        pytest.param(b"---\ra: b\r---\rx", "x", 4, id="CR alone"),
        pytest.param(b"\xef\xbb\xbf---\na: b\n---\nx", "x", 4, id="byte order mark"),
        pytest.param(b"---\na: |\n  x\n  ---\n---\ny", "y", 6, id="indented dashes are no fence"),
    ],
)
def test_the_body_is_kept_whole(data: bytes, body: str, line: int) -> None:
    """The body comes as it is written, with the line of the file on which it begins."""
    assert body_of(data) == (body, line)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"", (Code.NO_FRONT_MATTER, 1, 1, 1), id="nothing"),
        pytest.param(b"text\n---\na: b\n---\n", (Code.NO_FRONT_MATTER, 1, 1, 4), id="text first"),
        pytest.param(b"\n---\na: b\n---\n", (Code.NO_FRONT_MATTER, 1, 1, 1), id="empty line"),
        pytest.param(b"----\na: b\n----\n", (Code.NO_FRONT_MATTER, 1, 1, 4), id="four dashes"),
        pytest.param(b"---\na: b\n", (Code.UNCLOSED_FRONT_MATTER, 1, 1, 3), id="unclosed"),
        pytest.param(b"---", (Code.UNCLOSED_FRONT_MATTER, 1, 1, 3), id="a fence alone"),
        pytest.param(b"---\n---\n", (Code.EMPTY_FRONT_MATTER, 1, 1, 3), id="empty"),
        pytest.param(b"---\n# no\n\n---\n", (Code.EMPTY_FRONT_MATTER, 1, 1, 3), id="a comment"),
        pytest.param(b"---\n- a\n- b\n---\n", (Code.NOT_A_MAPPING, 2, 1, 3), id="a list"),
        pytest.param(b"---\nhello\n---\n", (Code.NOT_A_MAPPING, 2, 1, 5), id="a text"),
    ],
)
def test_front_matter_has_to_be_there(data: bytes, expected: tuple[Code, int, int, int]) -> None:
    """Front matter that is missing, unclosed, empty or no mapping is one problem with its place."""
    assert found(data) == [expected]


@pytest.mark.parametrize("dashes", ["----", "\u2014", "--", "...", "  ---", "+++"])
def test_a_near_fence_is_named(dashes: str) -> None:
    """An unclosed block says which line looks as if it was meant to close it."""
    (problem,) = problems_of(f"---\na: b\n{dashes}\ntext\n".encode())
    assert problem.code is Code.UNCLOSED_FRONT_MATTER
    assert "line 3" in problem.hint


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param("---\na: b\n---\n".encode("utf-16"), "UTF-16", id="UTF-16"),
        pytest.param("---\na: b\n---\n".encode("utf-16-le"), "UTF-16", id="UTF-16 without mark"),
        pytest.param(b"\xfe\xff\x00-", "UTF-16", id="UTF-16, big end first"),
        pytest.param("---\na: b\n---\n".encode("utf-32"), "UTF-32", id="UTF-32"),
        pytest.param("---\na: b\n---\n".encode("utf-32-be"), "UTF-32", id="UTF-32 without mark"),
        pytest.param("---\na: café\n---\n".encode("cp1252"), "Windows-1252", id="Latin"),
        pytest.param("---\na: Россия\n---\n".encode("cp1251"), "Windows-1251", id="Cyrillic"),
    ],
)
def test_other_encodings_are_named(data: bytes, words: str) -> None:
    """A file in another encoding is refused, and the encoding is named where it can be told."""
    (problem,) = problems_of(data)
    assert problem.code is Code.WRONG_ENCODING
    assert words in problem.message


def test_a_bad_byte_has_its_place() -> None:
    """A byte that is no UTF-8 is found by line and column, in a file that begins well."""
    (problem,) = problems_of("---\na: ö\nbö: c".encode() + b"\xff d\n---\n")
    assert (problem.place.line, problem.place.column) == (3, 6)
    assert problem.place.excerpt == "bö: c\ufffd d"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a: b\0c", (Code.CONTROL_CHARACTER, 2, 5, 1), id="NUL"),
        pytest.param("a: b\x1bc", (Code.CONTROL_CHARACTER, 2, 5, 1), id="escape"),
        pytest.param("a: b\x85c", (Code.CONTROL_CHARACTER, 2, 5, 1), id="next line"),
        pytest.param("a: b\ufffec", (Code.CONTROL_CHARACTER, 2, 5, 1), id="noncharacter"),
        pytest.param("a: b\ufeffc", (Code.CONTROL_CHARACTER, 2, 5, 1), id="a second mark"),
        pytest.param("a: b\u202ec", (Code.BIDI_CONTROL, 2, 5, 1), id="override"),
        pytest.param("a: b\u2067c", (Code.BIDI_CONTROL, 2, 5, 1), id="open isolate"),
        pytest.param("a: b\U000e0041c", (Code.TAG_CHARACTER, 2, 5, 1), id="tag character"),
        pytest.param('a: "b\\0c"', (Code.CONTROL_CHARACTER, 2, 4, 6), id="escaped NUL"),
        pytest.param('a: "\\u202e"', (Code.BIDI_CONTROL, 2, 4, 8), id="escaped override"),
        pytest.param('"\\u0007": b', (Code.CONTROL_CHARACTER, 2, 1, 8), id="in a key"),
    ],
)
def test_no_character_deceives(text: str, expected: tuple[Code, int, int, int]) -> None:
    """Characters that no text may hold are found where they stand, written or as escapes."""
    assert found(f"---\n{text}\n---\n".encode()) == [expected]


def test_reading_goes_on_behind_a_bad_character() -> None:
    """A forbidden character hides no other problem of the file, before or behind the fence."""
    data = "---\na: b\0c\na: d\n---\n\nx\u202ey\n".encode()
    assert [(code, line) for code, line, _, _ in found(data)] == [
        (Code.CONTROL_CHARACTER, 2),
        (Code.BIDI_CONTROL, 6),
        (Code.DUPLICATE_KEY, 3),
    ]


def test_a_binary_file_is_told_once() -> None:
    """A file full of control characters ends after a few of them."""
    data = b"---\na: b\n---\n" + b"\x01\x02" * 5000
    assert 10 < len(problems_of(data)) < 30


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(
            "---\n<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> main\n---\n", [2, 6], id="keys"
        ),
        pytest.param("---\na: b\n---\nx\n=======\ny\n>>>>>>> main\n", [7], id="a rest of one"),
        pytest.param(
            "---\na: b\n---\n<<<<<<< a\n||||||| b\n=======\n>>>>>>> c", [4, 5, 7], id="three"
        ),
    ],
)
def test_conflicts_of_git_are_found(text: str, lines: list[int]) -> None:
    """The lines that git leaves in a conflict are reported, and nothing that follows from them."""
    assert [(p.code, p.place.line) for p in problems_of(text.encode())] == [
        (Code.CONFLICT_MARKER, line) for line in lines
    ]


@pytest.mark.parametrize("text", ["Title\n=======\n", ">>>>>>>> quoted\n", "a <<<<<<< b\n"])
def test_markdown_is_no_conflict(text: str) -> None:
    """A heading's underline and the like are no conflict."""
    assert not found(f"---\na: b\n---\n{text}".encode())


def test_two_megabytes_are_read_and_no_more() -> None:
    """The limit is 2 MB to the byte."""
    head = b"---\na: b\n---\n"
    assert not found(head + b"x" * (MAX_BYTES - len(head)))
    assert found(head + b"x" * (MAX_BYTES - len(head) + 1)) == [(Code.FILE_TOO_LARGE, 1, 1, 1)]


@pytest.mark.parametrize(
    ("text", "line", "column", "length", "excerpt"),
    [
        pytest.param("a: b\nkey: wert\n", 3, 6, 4, "key: wert", id="plain"),
        pytest.param("a: b\nkey: 'wert'\n", 3, 6, 6, "key: 'wert'", id="quoted"),
        pytest.param("😀: 😀\nkey:   wert # c\n", 3, 8, 4, "key:   wert # c", id="astral"),
        pytest.param("{a: 😀, key: wert}\n", 2, 13, 4, "{a: 😀, key: wert}", id="flow"),
        pytest.param("key: a\n  b\n", 2, 6, 1, "key: a", id="several lines"),
        pytest.param("a: 'x\u2028y'\nkey: wert\n", 3, 6, 4, "key: wert", id="line separator"),
        pytest.param(f"a: {'x' * 30_000}\nkey: wert\n", 3, 6, 4, "key: wert", id="far away"),
    ],
)
def test_places_are_those_of_the_file(
    text: str, line: int, column: int, length: int, excerpt: str
) -> None:
    """A value's place has the file's line, the column in code points, and the whole line."""
    document, _ = read_document(PATH, f"---\n{text}---\n".encode())
    assert document is not None
    place = document.fields.place_of("key")
    assert (place.line, place.column, place.length, place.excerpt) == (
        line,
        column,
        length,
        excerpt,
    )


def test_settings_may_begin_with_a_fence() -> None:
    """A file of YAML alone is read from its first line, with or without dashes above it."""
    for text in (b"key: value\n", b"---\nkey: value\n"):
        fields, problems = read_settings_file("content/site.yaml", text)
        assert fields is not None
        assert fields.read("key", readers.text) == "value"
        assert not problems
