"""Whatever the bytes are, reading ends soon and raises nothing."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.config import read_settings
from site_builder.content import ContentFile, FileKind, decode
from site_builder.diagnostics import Diagnostic, Severity
from site_builder.documents import MAX_BYTES
from site_builder.model import Settings

SECONDS = 5
KINDS = (FileKind.ARTICLE, FileKind.SOURCE, FileKind.TOPIC, FileKind.CLAIM, FileKind.PAGE)
FOLDERS = {kind: f"content/{kind.value}s/a.md" for kind in KINDS}


def site() -> Settings:
    """Return the settings of a small digest."""
    text = (
        b"title: T\nurl: https://d.example\nverdicts: {true: {label: T}}\npeople: {ab: {name: A}}"
    )
    found, problems = read_settings("content/site.yaml", text, None)
    assert found is not None, problems
    return found


SITE = site()

# Words that mean something to one of the readers, put together without any sense.
WORDS = st.sampled_from(
    [
        *("title", "date", "source", "name", "url", "citation", "tags", "summary", "slug", "lang"),
        *("dir", "draft", "publish", "annotations", "id", "kind", "quote", "verdict", "claim"),
        *("note", "evidence", "status", "reason", "check", "withdrawn", "occurrence", "all"),
        *("aliases", "hosts", "corrections", "claimants", "true", "2020-12-20", "..", "~", "null"),
        *("2020-12-20T10:00+99:00", "https://a.example/", "javascript:x", "---", "...", "&a"),
        *("*a", "<<", "!!int", "|", ">", "?", ":", "-", "[", "]", "{", "}", ",", "#", "'", '"'),
        *("\\u202e", "@", "%", "9" * 20),
    ]
)
GLUE = st.sampled_from([" ", ": ", "\n", "\n  ", "\n- ", ", ", "", "\t", "\r\n", "\0", "\ufeff"])
SENTENCES = st.lists(st.tuples(WORDS, GLUE), max_size=60).map(
    lambda pairs: "".join(word + glue for word, glue in pairs)
)
LEAVES = st.one_of(WORDS, st.text(max_size=20))
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=20,
)


def check(kind: FileKind, data: bytes) -> list[Diagnostic]:
    """Decode a file and hold what every answer has to keep."""
    path = FOLDERS[kind]
    record, problems = decode(ContentFile(path, path, kind), data, SITE)
    assert (record is None) == any(p.severity is Severity.ERROR for p in problems)
    for problem in problems:
        place = problem.place
        assert place.path == path
        assert place.line >= 1
        assert 1 <= place.column <= len(place.excerpt) + 1
        assert place.length >= 1
        assert "\n" not in place.excerpt + problem.message + problem.hint
        assert problem.message.endswith((".", "?"))
    return problems


@given(kind=st.sampled_from(KINDS), data=st.binary(max_size=300))
def test_any_bytes_are_answered(kind: FileKind, data: bytes) -> None:
    """Random bytes give problems or a record, never an exception."""
    check(kind, data)
    check(kind, b"---\n" + data + b"\n---\n" + data)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.sampled_from(KINDS), text=SENTENCES)
def test_any_words_are_answered(kind: FileKind, text: str) -> None:
    """Words and signs of front matter in any order give problems or a record."""
    check(kind, f"---\n{text}\n---\nx".encode())


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.sampled_from(KINDS), keys=st.dictionaries(WORDS, VALUES, max_size=12))
def test_any_values_are_answered(kind: FileKind, keys: dict[str, object]) -> None:
    """Well-formed front matter with values of any shape gives problems or a record."""
    lines = [f"{flow(key)}: {flow(value)}" for key, value in keys.items()]
    check(kind, "\n".join(["---", *lines, "---", "x"]).encode("utf-8", "replace"))


@given(data=st.one_of(st.binary(max_size=300), SENTENCES.map(str.encode)))
def test_any_settings_are_answered(data: bytes) -> None:
    """Any bytes as site.yaml give problems or settings."""
    found, problems = read_settings("content/site.yaml", data, None)
    assert (found is None) == any(p.severity is Severity.ERROR for p in problems)


def flow(value: object) -> str:
    """Write a value as YAML between brackets, its texts between quotation marks."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{flow(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def fill(piece: str, head: str = "", tail: str = "") -> bytes:
    """Return front matter of nearly 2 MB made of one piece."""
    count = (MAX_BYTES - 1000) // len(piece.encode())
    return f"---\n{head}{piece * count}{tail}\n---\nx".encode()


BOMB = "\n".join(
    f"{chr(97 + i)}: &{chr(97 + i)} [{', '.join(9 * [f'*{chr(96 + i)}'])}]" for i in range(1, 10)
)
MERGES = "\n".join(f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}" for i in range(1, 60))
QUOTES = "\n".join(f"- {{quote: word {i}, kind: nate, verdict: trve}}" for i in range(9_000))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(fill("["), id="brackets"),
        pytest.param(fill("{"), id="braces"),
        pytest.param(fill("[\n"), id="brackets on lines"),
        pytest.param(fill("- "), id="dashes"),
        pytest.param(fill("? "), id="question marks"),
        pytest.param(fill("a: "), id="colons"),
        pytest.param(fill("a: b\n"), id="one key"),
        pytest.param(fill("a,", "tags: [", "]"), id="one tag"),
        pytest.param(fill("a, ", "tags: [", "]")[:140_000] + b"]\n---\nx", id="many tags"),
        pytest.param(fill("9", "date: "), id="a long number"),
        pytest.param(fill("9", "annotations: [{quote: x, occurrence: ", "}]"), id="an occurrence"),
        pytest.param(fill("x", "title: "), id="a long title"),
        pytest.param(fill("\u200b", "title: "), id="invisible characters"),
        pytest.param(fill("\u200b\u2060", "title: x"), id="invisible pairs"),
        pytest.param(fill("\u0301", "title: x"), id="marks"),
        pytest.param(fill("\u0301\u0327", "tags: [x", "]"), id="marks out of order"),
        pytest.param(fill("a\u0430 ", "tags: ['", "']"), id="mixed words"),
        pytest.param(fill("\u202e"), id="overrides"),
        pytest.param(fill("\u2066", "title: "), id="isolates"),
        pytest.param(fill("\0"), id="NUL"),
        pytest.param(fill("\\u0301", 'title: "', '"'), id="escapes"),
        pytest.param(fill("\\x07", 'title: "', '"'), id="escaped controls"),
        pytest.param(fill("a.", "source: https://", "example/"), id="a long host"),
        pytest.param(fill("%41", "aliases: [/", "]"), id="a long alias"),
        pytest.param(fill("/a", "aliases: [", "]"), id="a deep alias"),
        pytest.param(fill("\n"), id="empty lines"),
        pytest.param(fill(" "), id="spaces"),
        pytest.param(fill("\t"), id="tabs"),
        pytest.param(fill("'"), id="quotation marks"),
        pytest.param(fill("#"), id="a comment"),
        pytest.param(fill("&a "), id="anchors"),
        pytest.param(fill("!a "), id="tags of types"),
        pytest.param(fill("<<<<<<< a\n"), id="conflicts"),
        pytest.param(fill("----\n"), id="nearly fences"),
        pytest.param(fill("x\n  ", "note: |\n  "), id="a long note"),
        pytest.param(b"---\r" + b"\r" * (MAX_BYTES - 10), id="carriage returns"),
        pytest.param(b"\xff" * MAX_BYTES, id="no UTF-8"),
        pytest.param(b"x" * (MAX_BYTES - 1) + b"\xff", id="one bad byte at the end"),
        pytest.param(f"---\na: [x]\n{BOMB}\n---\n".encode(), id="alias bomb"),
        pytest.param(f"---\na0: &a0 {{b: c}}\n{MERGES}\n---\n".encode(), id="merge bomb"),
        pytest.param(f"---\nannotations:\n{QUOTES}\n---\n".encode(), id="wrong annotations"),
        pytest.param(
            "---\n{}\n---\n".format("\n".join(f"title{i}: x" for i in range(24_000))).encode(),
            id="unknown keys",
        ),
    ],
)
def test_no_file_takes_long(data: bytes) -> None:
    """No single file, of whatever kind, keeps the reader busy for five seconds."""
    for kind in (FileKind.ARTICLE, FileKind.CLAIM):
        began = time.process_time()
        assert len(check(kind, data)) <= 101
        assert time.process_time() - began < SECONDS
