"""One annotation more in a file, or one changed: all else stays, byte for byte."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from site_builder.annotating.composing import EVIDENCE_KEYS, KEYS, Content, tidied
from site_builder.annotating.editing import contents, with_changes, with_item
from site_builder.annotating.front_matter import NoSafeChangeError

NOTE: Content = {"id": "new", "kind": "note", "quote": "some words", "note": "So it is."}
LINES = ["- id: new", "  kind: note", "  quote: some words", "  note: So it is."]

TWO = "  - id: a\n    note: |\n      one\n\n  - id: b\n    note: |\n      two\n"
SHORT = "  - title: S\n    citation: C\n  - title: T\n    citation: D\n"
BRACES = "{id: new, kind: note, quote: some words, note: So it is.}"


def parsed(data: bytes) -> tuple[Any, str]:
    """Read a file by another way than the product: PyYAML with strings alone, and the body."""
    text = re.sub("\r\n|\r", "\n", data.decode("utf-8-sig"))
    _, front, body = re.split(r"^---[ \t]*\n", text, maxsplit=2, flags=re.MULTILINE)
    return yaml.BaseLoader(front).get_single_data(), body


def added(front: str, index: int = 0, content: Content = NOTE) -> str:
    """Add an annotation to some front matter, and return that."""
    data = with_item(f"---\n{front}---\nBody".encode(), content, index).data.decode()
    assert data.startswith("---\n")
    assert data.endswith("---\nBody")
    return data[4 : -len("---\nBody")]


def block(*lines: str, indent: int = 2) -> str:
    """Write lines with an indentation."""
    return "".join(f"{' ' * indent}{line}\n" if line else "\n" for line in lines)


@pytest.mark.parametrize(
    ("front", "index", "expected"),
    [
        pytest.param("title: x\n", 0, f"title: x\nannotations:\n{block(*LINES)}", id="no key"),
        pytest.param(
            "title: x\n# end\n",
            0,
            f"title: x\n# end\nannotations:\n{block(*LINES)}",
            id="at the end",
        ),
        pytest.param(
            "tags:\n- a\ntitle: x\n",
            0,
            f"tags:\n- a\ntitle: x\nannotations:\n{block(*LINES, indent=0)}",
            id="as the file indents",
        ),
        pytest.param(
            "annotations:\ntitle: x\n", 0, f"annotations:\n{block(*LINES)}title: x\n", id="no value"
        ),
        pytest.param(
            "annotations: # those\ntitle: x\n",
            0,
            f"annotations: # those\n{block(*LINES)}title: x\n",
            id="no value but a comment",
        ),
        pytest.param(
            "annotations: ~  # none\n", 0, f"annotations:  # none\n{block(*LINES)}", id="nothing"
        ),
        pytest.param("annotations: []\n", 0, f"annotations:\n{block(*LINES)}", id="an empty list"),
        pytest.param(
            "annotations: [ ] # none\n",
            0,
            f"annotations: # none\n{block(*LINES)}",
            id="an empty list and a comment",
        ),
        pytest.param(
            "annotations:\n  - id: a\n    note: b\nz: y\n",
            1,
            f"annotations:\n  - id: a\n    note: b\n{block(*LINES)}z: y\n",
            id="after the last",
        ),
        pytest.param(
            "annotations:\n  # all of them\n  - id: a\n",
            0,
            f"annotations:\n  # all of them\n{block(*LINES)}  - id: a\n",
            id="before the first",
        ),
        pytest.param(
            "annotations:\n  - id: a # one\n    # by: ab\n\n  # the second\n  - id: b\n",
            1,
            "annotations:\n  - id: a # one\n    # by: ab\n\n"
            f"{block(*LINES)}\n  # the second\n  - id: b\n",
            id="between comments and blank lines",
        ),
        pytest.param(
            f"annotations:\n{TWO}\nz: y\n",
            2,
            f"annotations:\n{TWO}\n{block(*LINES)}\nz: y\n",
            id="after a literal block",
        ),
        pytest.param(
            "annotations:\n  - id: a\n    note: |+\n      one\n\nz: y\n",
            1,
            f"annotations:\n  - id: a\n    note: |+\n      one\n\n{block(*LINES)}z: y\n",
            id="after a block that keeps its end",
        ),
        pytest.param(
            "annotations:\n-   id: a\n    by:\n",
            1,
            "annotations:\n-   id: a\n    by:\n"
            "-   id: new\n    kind: note\n    quote: some words\n    note: So it is.\n",
            id="wide dashes",
        ),
        pytest.param(
            "annotations: [{id: a}]\n",
            1,
            f"annotations: [{{id: a}}, {BRACES}]\n",
            id="in brackets",
        ),
        pytest.param(
            "annotations: [\n  {id: a}, # one\n  {id: b},\n]\n",
            1,
            f"annotations: [\n  {{id: a}},\n  {BRACES}, # one\n  {{id: b}},\n]\n",
            id="in brackets on lines",
        ),
        pytest.param(
            "annotations:\n  - {id: a}\n  - {id: b}\n",
            0,
            f"annotations:\n{block(*LINES)}  - {{id: a}}\n  - {{id: b}}\n",
            id="items in braces",
        ),
    ],
)
def test_an_annotation_more(front: str, index: int, expected: str) -> None:
    """It stands where it belongs, in the file's own way of writing lists."""
    assert added(front, index) == expected


@pytest.mark.parametrize(
    "front",
    [
        "{title: x}\n",
        "annotations: [\n  # none yet\n]\n",
        "annotations: none\n",
        "annotations: {id: a}\n",
        "annotations:\n  - words\n  - id: a\n",
        "annotations: &all\n  - id: a\n",
        "title: x\n...\n",
        "title: [x\n",
        "",
    ],
)
def test_some_files_are_left_to_persons(front: str) -> None:
    """What can't be changed safely is not changed."""
    with pytest.raises(NoSafeChangeError):
        added(front)


@pytest.mark.parametrize(
    ("key", "value", "written"),
    [
        ("fact", "So it is.", "So it is."),
        ("fact", "Over 20%, “he” said (twice) – so", "Over 20%, “he” said (twice) – so"),
        ("fact", "2020", '"2020"'),
        ("fact", "2020-01-02", '"2020-01-02"'),
        ("fact", "12:30", '"12:30"'),
        ("fact", "1.10", '"1.10"'),
        ("fact", "No", '"No"'),
        ("fact", "null", '"null"'),
        ("fact", "no doubt", "no doubt"),
        ("fact", "It is: so", '"It is: so"'),
        ("fact", "so:", '"so:"'),
        ("fact", "a:b #c#d", '"a:b #c#d"'),
        ("fact", "C# and a#b", "C# and a#b"),
        ("fact", "-8%", '"-8%"'),
        ("fact", '"Yes", he said', "'\"Yes\", he said'"),
        ("fact", '\'tis "so"', "'''tis \"so\"'"),
        ("fact", "@home", '"@home"'),
        ("fact", "soft\u00adhyphen", '"soft\\U000000ADhyphen"'),
        ("fact", "  two\n lines ", "two lines"),
        ("fact", "ده\u200cها خانه", "ده\u200cها خانه"),
        ("fact", "20\u00a0%", "20\u00a0%"),
        ("fact", "👩\u200d👩\u200d👧 here", "👩\u200d👩\u200d👧 here"),
        ("checked", "2020-01-02", "2020-01-02"),
        ("occurrence", "2", "2"),
        ("note", "one\r\n\r\n> *two*\r\n", "|\n      one\n\n      > *two*"),
        ("note", "\n    code\nafter", "|2\n          code\n      after"),
        ("note", "- a\n\t- b: # c", "|\n      - a\n      \t- b: # c"),
        ("note", "a\u2028b", '"a\\U00002028b"'),
        ("note", "a\n\u2028b", '"a\\n\\U00002028b"'),
        (
            "fact",
            "words: " * 20,
            f">-\n      {'words: ' * 14}words:\n      {('words: ' * 5).strip()}",
        ),
        ("fact", "x" * 200, "x" * 200),
    ],
)
def test_values_are_written_as_editors_do(key: str, value: str, written: str) -> None:
    """Plain, but where somebody could take them for something else; long prose is folded."""
    content = tidied({"id": "new", key: value})
    front = added("title: x\n", 0, content)
    assert front == f"title: x\nannotations:\n  - id: new\n    {key}: {written}\n"


ITEM = (
    "annotations:\n"
    "  # first\n"
    "  - id: a # its name\n"
    "    quote: >-\n"
    "      over twenty\n"
    "      per cent\n"
    "    verdict: 'wrong'\n"
    "    note: |  # long\n"
    "      # Heading\n"
    "\n"
    "      text\n"
    "    evidence:\n"
    "    - title: One # 1\n"
    "      url: https://a.example/\n"
    "    - {title: Two, url: https://b.example/, kind: primary}\n"
    "    - title: Three\n"
    "      citation: Letter\n"
    "    by: ab\n"
    "  - {id: b, kind: note, quote: words, note: So., evidence: [{title: T, citation: C}]}\n"
    "z: y\n"
)
PROOFS: list[Mapping[str, str]] = [
    {"title": "One", "url": "https://a.example/"},
    {"title": "Two", "url": "https://b.example/", "kind": "primary"},
    {"title": "Three", "citation": "Letter"},
]


def changed(index: int, keys: Mapping[str, Any], front: str = ITEM) -> str:
    """Change keys of an annotation, and return the front matter."""
    data = f"---\n{front}---\nBody".encode()
    now = list(contents(data).values())[index]
    edited = with_changes(data, index, tidied({**now, **keys})).data.decode()
    assert edited.endswith("---\nBody")
    return edited[4 : -len("---\nBody")]


@pytest.mark.parametrize(
    ("index", "keys", "old", "new"),
    [
        (0, {}, "", ""),
        (0, {"quote": "over  twenty per cent"}, "", ""),
        (0, {"verdict": "right"}, "'wrong'", "right"),
        (0, {"quote": "less"}, ">-\n      over twenty\n      per cent\n", "less\n"),
        (0, {"note": "Short."}, "|  # long\n      # Heading\n\n      text\n", "Short.  # long\n"),
        (0, {"note": "a\nb"}, "      # Heading\n\n      text\n", "      a\n      b\n"),
        (0, {"verdict": "x: " * 50}, "'wrong'", None),
        (0, {"id": "c"}, "id: a", "id: c"),
        (0, {"verdict": ""}, "    verdict: 'wrong'\n", ""),
        (0, {"note": "", "fact": "F"}, None, None),
        (0, {"fact": "So."}, "    note: |", "    fact: So.\n    note: |"),
        (
            0,
            {"status": "withdrawn", "reason": "No."},
            "    by: ab\n",
            "    by: ab\n    status: withdrawn\n    reason: No.\n",
        ),
        (
            0,
            {"evidence": [*PROOFS, {"title": "Four", "citation": "Map"}]},
            "      citation: Letter\n",
            "      citation: Letter\n    - title: Four\n      citation: Map\n",
        ),
        (
            0,
            {"evidence": [PROOFS[0], {**PROOFS[1], "kind": "secondary"}, PROOFS[2]]},
            "primary",
            "secondary",
        ),
        (
            0,
            {"evidence": [PROOFS[0], PROOFS[2]]},
            "    - {title: Two, url: https://b.example/, kind: primary}\n",
            "",
        ),
        (
            0,
            {"evidence": PROOFS[:2]},
            "    - title: Three\n      citation: Letter\n",
            "",
        ),
        (
            0,
            {"evidence": [PROOFS[0], {"title": "Two", "citation": "Box"}, PROOFS[2]]},
            "Two, url: https://b.example/, kind: primary",
            "Two, citation: Box",
        ),
        (1, {"note": "It, then."}, "note: So.", 'note: "It, then."'),
        (1, {"note": "one\ntwo"}, "note: So.", 'note: "one\\ntwo"'),
        (1, {"kind": ""}, ", kind: note", ""),
        (1, {"id": ""}, "{id: b, kind", "{kind"),
        (1, {"id": "", "kind": ""}, "{id: b, kind: note, quote", "{quote"),
        (1, {"by": "ab"}, "citation: C}]}", "citation: C}], by: ab}"),
        (1, {"evidence": []}, ", evidence: [{title: T, citation: C}]", ""),
        (1, {"fact": "F", "by": "ab"}, "words, note", "words, fact: F, note"),
        (
            1,
            {"evidence": [{"title": "T", "citation": "C"}, {"title": "U", "citation": "D"}]},
            "citation: C}]",
            "citation: C}, {title: U, citation: D}]",
        ),
        (
            1,
            {"evidence": [{"title": "T", "url": "https://c.example/"}]},
            "{title: T, citation: C}",
            "{title: T, url: https://c.example/}",
        ),
    ],
)
def test_keys_change(index: int, keys: Mapping[str, Any], old: str | None, new: str | None) -> None:
    """What changes is written anew; what stays has the bytes that it had."""
    if old is None:
        with pytest.raises(NoSafeChangeError):
            changed(index, keys)
        return
    front = changed(index, keys)
    if new is not None:
        expected = ITEM.replace(old, new) if old else ITEM
        if keys.get("by") and "fact" in keys:
            expected = expected.replace("citation: C}]}", "citation: C}], by: ab}")
        assert front == expected
    assert parsed(f"---\n{front}---\n".encode())[0]["z"] == "y"


@pytest.mark.parametrize(
    ("front", "keys", "expected"),
    [
        (
            "annotations:\n- quote: a b\n  by:  # who\n  reason:\n",
            {"by": "ab", "id": "a-b"},
            "annotations:\n- quote: a b\n  id: a-b\n  by: ab  # who\n  reason:\n",
        ),
        (
            "annotations:\n- id: a\n  quote: b\n",
            {"id": ""},
            "annotations:\n- quote: b\n",
        ),
        (
            "annotations:\n- id: a\n  evidence:\n  by: ab\n",
            {"evidence": [{"title": "S", "citation": "C"}, {"title": "T", "citation": "D"}]},
            f"annotations:\n- id: a\n  evidence:\n{SHORT}  by: ab\n",
        ),
        (
            "annotations:\n- id: a\n  fact:\n    below\n  by: ab\n",
            {"fact": "other"},
            "annotations:\n- id: a\n  fact:\n    other\n  by: ab\n",
        ),
        (
            "annotations: [{id: a, evidence: []}]\n",
            {"evidence": PROOFS[2:]},
            "annotations: [{id: a, evidence: [{title: Three, citation: Letter}]}]\n",
        ),
    ],
)
def test_odd_places(front: str, keys: Mapping[str, Any], expected: str) -> None:
    """Keys without values, values below their keys, a first key that goes."""
    assert changed(0, keys, front) == expected


# Random files.

SIGNS = st.sampled_from(
    (
        *(
            "word",
            "2020",
            "8%",
            "a: b",
            "#c",
            "it's",
            '"so"',
            "می\u200cشود",
            "۲۰",
            "👍🏽",
            "—",
            "{x}",
        ),
        *("[y],", "- z", "&a", "*b*", "!", "%", "@", "`c`", "\\n", "~", "null", "no", ":"),
        *("\u00a0", "e\u0301"),
    )
)
TEXTS = st.lists(SIGNS, min_size=1, max_size=8).map(" ".join)
LONG = st.lists(SIGNS, min_size=20, max_size=60).map(" ".join)
PROSE = st.lists(st.one_of(TEXTS, st.just(""), TEXTS.map("   {}".format)), min_size=1, max_size=5)
VALUES: Mapping[str, st.SearchStrategy[Any]] = {key: st.one_of(TEXTS, LONG) for key in KEYS} | {
    "note": PROSE.map("\n".join),
    "evidence": st.lists(
        st.fixed_dictionaries({"title": TEXTS}, optional=dict.fromkeys(EVIDENCE_KEYS[1:], TEXTS)),
        max_size=3,
    ),
}


@st.composite
def givens(draw: st.DrawFn) -> Content:
    """Draw what an editor might give."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, min_size=1))
    content = tidied({key: draw(VALUES[key]) for key in keys})
    assume(content)
    return content


ITEMS = st.sampled_from(
    [
        "- id: a{n}\n  quote: words  # said\n",
        "- id: a{n}\n  note: |\n    long\n\n    # no comment\n\n",
        "- quote: >-\n    folded\n    words\n  # by: ab\n  id: a{n}\n",
        "- {{id: a{n}, note: 'x, y'}}\n",
        "- id: a{n}\n  evidence:\n  - title: x\n    url:\n",
        "- id: a{n}\n  evidence: [{{title: x}}, {{title: y}}]\n  note: |+\n    kept\n\n",
        '-\n  id: a{n}\n  fact: "one\n    two"\n',
        "- note: one\n    two\n  id: a{n}\n",
    ]
)
FLOWS = st.sampled_from(["{{id: a{n}}}", '{{id: a{n}, note: "x", evidence: [{{title: t}}]}}'])
OTHERS = st.sampled_from(
    (
        *(
            "tags: [a, b] # two",
            "tags:\n- a",
            "note: |\n  a\n\n",
            "# comment",
            "summary: >-\n  b\n",
        ),
        *("date:   2020-01-01", "source:\n    url: https://a.example/"),
    )
)
BETWEEN = st.sampled_from(["", "", "# a comment\n", "\n", "\n# a comment\n\n"])


@st.composite
def lists(draw: st.DrawFn, forms: Sequence[str]) -> str:
    """Draw a list of annotations, in one of some styles, with its key."""
    form = draw(st.sampled_from(forms))
    comment = draw(st.sampled_from(["", "  # those"]))
    count = draw(st.integers(1, 4))
    if form == "none":
        return ""
    if form == "null":
        return f"annotations:{draw(st.sampled_from(['', ' ~', ' null']))}{comment}\n"
    if form == "empty":
        return f"annotations: []{comment}\n"
    if form == "flow":
        parts = [draw(FLOWS).format(n=n) for n in range(count)]
        joint = draw(st.sampled_from([", ", ",\n  ", " ,"]))
        begin, end = draw(st.sampled_from([("", ""), ("\n  ", "\n"), ("\n  ", ",\n"), (" ", " ,")]))
        return f"annotations: [{begin}{joint.join(parts)}{end}]{comment}\n"
    indent = " " * draw(st.sampled_from([0, 1, 2, 4]))
    text = "".join(draw(ITEMS).format(n=n) + draw(BETWEEN) for n in range(count))
    lines = [f"{indent}{line}" if line.strip() else line for line in text.splitlines(keepends=True)]
    return f"annotations:{comment}\n{''.join(lines)}"


@st.composite
def files(draw: st.DrawFn, forms: Sequence[str]) -> bytes:
    """Draw a file with front matter, and annotations in one of some styles."""
    others = draw(st.lists(OTHERS, unique_by=lambda line: line[:4]))
    keys = [f"{line}\n{draw(BETWEEN)}" for line in ("title: 'x'", *others)]
    keys.insert(draw(st.integers(0, len(keys))), draw(lists(forms)))
    fence = f"---{draw(st.sampled_from(['', ' ', chr(9)]))}\n"
    body = draw(
        st.sampled_from(["", "Body", "Body\n", "\n\nBody\n---\nmore", "annotations:\n  - a\n"])
    )
    text = f"{fence}{''.join(keys)}---\n{body}"
    end = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return (mark + text.replace("\n", end)).encode()


@given(files(["none", "null", "empty", "flow", "block", "block"]), givens(), st.data())
def test_random_files_keep_all_else(data: bytes, content: Content, draw: st.DataObject) -> None:
    """The file says what it said and the annotation; nothing but that was written into it."""
    before, body = parsed(data)
    old = before.get("annotations") or []
    old = [] if old in ("~", "null") else old
    index = draw.draw(st.integers(0, len(old)))
    edited = with_item(data, content, index)
    after, same_body = parsed(edited.data)
    assert same_body == body
    new = after["annotations"].pop(index)
    assert after == {**before, "annotations": old}
    assert tidied(new) == content
    assert _is_insertion(data, edited.data, is_empty=not old and "annotations" in before)
    lines = edited.data.splitlines()[edited.first - 1 : edited.last]
    assert next(iter(content)).encode() in lines[0]


def _is_insertion(old: bytes, new: bytes, *, is_empty: bool) -> bool:
    """Tell whether new bytes were put at one place; of an empty list its sign goes."""
    if is_empty:
        old = re.sub(rb"^(annotations:)(?: \[\]| ~| null)", rb"\1", old, flags=re.MULTILINE)
        old = re.sub(rb"(?<=\r)(annotations:)(?: \[\]| ~| null)", rb"\1", old)
    begin = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    end = len(old) - begin
    return end == 0 or new.endswith(old[begin:])


@given(files(["flow", "block"]), givens(), st.data())
def test_random_changes_keep_all_else(data: bytes, content: Content, draw: st.DataObject) -> None:
    """Of a list all other annotations stay; of a file all other keys, the body, every comment."""
    now = list(contents(data).values())
    index = draw.draw(st.integers(0, len(now) - 1))
    key = draw.draw(st.sampled_from(sorted(now[index])))
    content = tidied({key: now[index][key], **content})
    try:
        edited = with_changes(data, index, content)
    except NoSafeChangeError:
        # A comment would go.
        assert b"#" in data
        return
    (before, body), (after, same_body) = parsed(data), parsed(edited.data)
    new = after["annotations"][index]
    before["annotations"][index] = new
    assert after == before
    assert same_body == body
    assert tidied(new) == content
    assert edited.data.count(b"# a comment") == data.count(b"# a comment")


@given(files(["flow", "block"]), st.data())
def test_nothing_changed_is_nothing_written(data: bytes, draw: st.DataObject) -> None:
    """An annotation that says what it said leaves every byte."""
    now = list(contents(data).values())
    index = draw.draw(st.integers(0, len(now) - 1))
    assert with_changes(data, index, now[index]).data == data
