"""What ``digest new`` and ``digest move`` write is what the reader reads."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.characters import compose as nfc
from site_builder.characters import has_visible
from site_builder.cli.editing import add_alias, add_key, remove_item
from site_builder.cli.front_matter import compose
from site_builder.diagnostics import Place
from site_builder.documents import Document, as_scalar, read_document

# What an editor can type into a title: no control characters, nothing that is refused anyway.
TITLES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Cn", "Zl", "Zp"]),
    min_size=1,
).map(lambda text: " ".join(nfc(text).split()))


def read_back(data: bytes) -> Document:
    """Read a file that must have no problem."""
    document, problems = read_document("content/articles/x.md", data)
    assert document is not None
    assert not problems
    return document


@given(title=TITLES.filter(has_visible))
@example("no")
@example("null")
@example("~")
@example("12:30")
@example("0123")
@example("2020-12-20")
@example("- a")
@example("a: b")
@example("a #b")
@example("a:")
@example("'single' and \"double\"")
@example("back\\slash \\n \\x41")
@example("---")
@example("{a} [b], *c &d !e |f >g %h @i `j")
@example("قیمت نفت: ۸٪ بالا رفت")
@example("می\u200cروند 👩\u200d🔬")
@example("C# and C++")
@example("<<")
@example("=")
def test_titles_come_back(title: str) -> None:
    """Any title, tag and name is read as it was written, character by character."""
    data = compose({"title": title, "tags": [title, "x", title], "source": {"name": title}})
    fields = read_back(data).fields
    source = fields.mapping("source")
    assert source is not None
    assert fields.read("title", lambda value: value.text) == title
    assert [value.text for value in fields.values("tags")] == [title, "x", title]
    assert source.read("name", lambda value: value.text) == title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran and Russia", "Iran and Russia"),
        ("2020-12-20", "2020-12-20"),
        ("https://irna.example/a/b", "https://irna.example/a/b"),
        ("قیمت نفت", "قیمت نفت"),
        ("Trade: up", '"Trade: up"'),
        ("null", '"null"'),
        ('He said "no"', '"He said \\"no\\""'),
        ("a\u202eb", '"a\\U0000202Eb"'),
        ("می\u200cروند", '"می\u200cروند"'),
    ],
)
def test_quoting(text: str, expected: str) -> None:
    """A text is plain where that is safe, and in quotes where it is not."""
    assert as_scalar(text) == expected


FRONT = "---\ntitle: One  # a remark\n{}tags: [a]\n---\nThe text.\n---\naliases: no\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("aliases: [/x/]\n", "aliases: [/old/, /x/]\n", id="flow"),
        pytest.param("aliases: [\n  /x/,\n]\n", "aliases: [/old/, \n  /x/,\n]\n", id="flow lines"),
        pytest.param("aliases:\n  - /x/\n", "aliases:\n  - /old/\n  - /x/\n", id="block"),
        pytest.param("aliases:\n- /x/\n", "aliases:\n- /old/\n- /x/\n", id="block, flush"),
        pytest.param(
            "aliases: # old ones\n  # more\n  - /x/\n",
            "aliases: # old ones\n  - /old/\n  # more\n  - /x/\n",
            id="remarks",
        ),
        pytest.param("aliases:\n", "aliases: [/old/]\n", id="nothing"),
        pytest.param("aliases: ~ # none\n", "aliases: [/old/]  # none\n", id="null"),
        pytest.param("aliases: []\n", "aliases: [/old/]\n", id="empty list"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_alias_joins_the_others(before: str, after: str, ends: str, mark: str) -> None:
    """The new address is put first, and every other byte stays."""
    text = mark + FRONT.format(before).replace("\n", ends)
    assert add_alias(text, "/old/") == mark + FRONT.format(after).replace("\n", ends)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_first_alias_is_the_last_key(ends: str) -> None:
    """Without the key it is added at the end of the front matter."""
    text = FRONT.format("").replace("\n", ends)
    expected = FRONT.format("").replace("---\nThe", "aliases: [/old/]\n---\nThe")
    assert add_alias(text, "/old/") == expected.replace("\n", ends)


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        pytest.param("a: [x, y]\n", (1, 5, 1), "a: [y]\n", id="first"),
        pytest.param("a: [x, y]\n", (1, 8, 1), "a: [x]\n", id="last"),
        pytest.param("a: [x, y, z]\n", (1, 8, 1), "a: [x, z]\n", id="middle"),
        pytest.param('a: [ "x" ]\n', (1, 6, 3), "a: [  ]\n", id="only"),
        pytest.param("a:\r\n  - x\r\n  - y # z\r\n", (3, 5, 1), "a:\r\n  - x\r\n", id="line"),
        pytest.param("a:\n- x\n- y\n", (2, 3, 1), "a:\n- y\n", id="first line"),
    ],
)
def test_an_item_is_removed(text: str, place: tuple[int, int, int], expected: str) -> None:
    """An item goes with its comma or its line."""
    assert remove_item(text, Place("x.md", *place)) == expected


def test_a_key_is_added_at_the_end() -> None:
    """A key goes before the closing fence."""
    assert add_key("---\na: 1\n---\n---\n", "id", "x") == "---\na: 1\nid: x\n---\n---\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("no front matter", id="no fence"),
        pytest.param("---\na: 1\n", id="unclosed"),
        pytest.param("---\naliases: /x/\n---\n", id="no list"),
        pytest.param('---\naliases: "a"\n---\n', id="quoted"),
    ],
)
def test_strange_forms_are_left_to_the_editor(text: str) -> None:
    """What is in no form that is known is not touched."""
    assert add_alias(text, "/old/") is None
