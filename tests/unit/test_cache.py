"""Whatever becomes of the cache's file, a value that was put is found, or none is."""

import json
import random
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from site_builder.cache import (
    Codec,
    Identities,
    Identity,
    encoded,
    fingerprint,
    in_json,
    of_program,
    store,
)
from site_builder.rendering.views import VIEWS

VALUES = {fingerprint(bytes([n])): bytes([n]) * 700 * n for n in range(1, 60)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a cache folder with some values."""
    with store(tmp_path) as opened:
        for key, value in VALUES.items():
            opened.put(key, value)
    return tmp_path


def found(folder: Path) -> dict[bytes, bytes]:
    """Return what the store still has of the values, once they were all asked for."""
    with store(folder) as opened:
        pairs = ((key, opened.get(key)) for key in VALUES)
        return {key: value for key, value in pairs if value is not None}


def takes_values(folder: Path) -> bool:
    """Tell whether a value that is put is found by the next build."""
    with store(folder) as opened:
        opened.put(b"new", b"value")
    with store(folder) as opened:
        return opened.get(b"new") == b"value"


def test_what_is_put_is_found(folder: Path) -> None:
    """Values survive their process."""
    assert found(folder) == VALUES


@pytest.mark.parametrize("seed", range(40))
def test_flipped_bits_are_a_miss(seed: int, folder: Path) -> None:
    """A value that has changed on the disk, or its key, is none."""
    chance = random.Random(seed)
    path = folder / "store.sqlite"
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 5, 200])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)

    assert found(folder).items() <= VALUES.items()
    assert found(folder).items() <= VALUES.items()


@pytest.mark.parametrize("shift", range(0, 130, 7))
def test_a_broken_schema_is_a_miss(shift: int, folder: Path) -> None:
    """SQLite quotes what is damaged; what is quoted need not be text."""
    path = folder / "store.sqlite"
    data = bytearray(path.read_bytes())
    data[data.index(b"CREATE TABLE entries") + shift] = 0xFF
    path.write_bytes(data)

    with store(folder, is_kept=False) as opened:
        assert opened.get(next(iter(VALUES))) in (None, *VALUES.values())
    assert found(folder).items() <= VALUES.items()
    assert takes_values(folder)


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.5, 0.9, 0.999])
def test_a_file_cut_short_is_a_miss(share: float, folder: Path) -> None:
    """A store that was copied half is forgotten, and takes values again."""
    path = folder / "store.sqlite"
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])

    assert found(folder).items() <= VALUES.items()
    found(folder)
    assert takes_values(folder)


def test_a_foreign_file_is_replaced(tmp_path: Path) -> None:
    """What is no store makes way for one."""
    (tmp_path / "store.sqlite").write_bytes(b"GIF89a" * 1000)
    (tmp_path / "store.sqlite-journal").write_bytes(b"GIF89a" * 1000)

    assert takes_values(tmp_path)


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA user_version = 2",
        "CREATE TABLE more (text)",
        "CREATE TRIGGER late AFTER INSERT ON entries BEGIN DELETE FROM entries; END",
        "DROP TABLE uses",
    ],
)
def test_another_version_is_replaced(statement: str, folder: Path) -> None:
    """A store of a newer program, or one that somebody has worked on, is not read."""
    connection = sqlite3.connect(folder / "store.sqlite")
    connection.execute(statement)
    connection.commit()
    connection.close()

    assert found(folder) == {}
    assert takes_values(folder)


@pytest.mark.parametrize("most_bytes", [1 << 30, 1000])
@pytest.mark.parametrize("value", ["text", b"\0", 1.5, 2**63 - 1, -1])
@pytest.mark.parametrize("change", ["UPDATE uses SET generation = ?", "UPDATE uses SET size = ?"])
def test_numbers_that_are_none_break_nothing(
    change: str, value: object, most_bytes: int, folder: Path
) -> None:
    """Bits that flip in what is noted of a value's use can make anything of it."""
    connection = sqlite3.connect(folder / "store.sqlite")
    connection.execute(change, (value,))
    connection.commit()
    connection.close()

    with store(folder, most_bytes) as opened:
        opened.put(b"new", b"value")
    assert found(folder).items() <= VALUES.items()
    assert takes_values(folder)


def test_a_value_under_another_key_is_a_miss(folder: Path) -> None:
    """A row that says that it is another's is not believed."""
    one, other = list(VALUES)[:2]
    connection = sqlite3.connect(folder / "store.sqlite")
    connection.execute(
        "UPDATE entries SET data = (SELECT data FROM entries WHERE key = ?) WHERE key = ?",
        (one, other),
    )
    connection.commit()
    connection.close()

    assert found(folder) == {key: value for key, value in VALUES.items() if key != other}


def test_a_folder_in_its_place_makes_it_forgetful(tmp_path: Path) -> None:
    """Where there can be no store, nothing is found and nothing fails."""
    (tmp_path / "store.sqlite").mkdir()

    with store(tmp_path) as opened:
        opened.put(b"key", b"value")
        opened.forget(b"other")

        assert opened.get(b"key") is None


def test_a_store_that_another_uses_makes_it_forgetful(folder: Path) -> None:
    """Nobody waits for the cache."""
    connection = sqlite3.connect(folder / "store.sqlite")
    connection.execute("BEGIN EXCLUSIVE")

    assert found(folder) == {}
    connection.close()
    assert found(folder) == VALUES


def test_it_keeps_within_its_bounds(tmp_path: Path) -> None:
    """What was not used for longest goes first; what this build used stays."""
    for number in range(30):
        with store(tmp_path, most_bytes=100_000) as opened:
            opened.get(b"always")
            opened.put(b"always" if number == 0 else bytes([number]), bytes(10_000))

    with store(tmp_path) as opened:
        left = [number for number in range(30) if opened.get(bytes([number]))]
        assert opened.get(b"always")
    assert left == list(range(left[0], 30))
    assert 7 <= len(left) <= 10
    assert (tmp_path / "store.sqlite").stat().st_size < 300_000


def test_what_is_reserved_stays_without_being_looked_at(tmp_path: Path) -> None:
    """It counts as used."""
    for number in range(30):
        with store(tmp_path, most_bytes=100_000) as opened:
            opened.reserve(b"kept")
            opened.put(b"kept" if number == 0 else bytes([number]), bytes(10_000))

    with store(tmp_path) as opened:
        assert opened.get(b"kept") == bytes(10_000)
        assert opened.get(bytes([1])) is None


def test_the_program_is_known_by_its_code() -> None:
    """The fingerprint is the same each time, and not that of nothing."""
    assert of_program() == of_program() != fingerprint()


def test_where_parts_end_counts() -> None:
    """Two lists of parts that join to the same bytes have two fingerprints."""
    assert fingerprint(b"ab", b"c") != fingerprint(b"a", b"bc")


def test_html_is_not_its_text() -> None:
    """A text that is HTML and one that is not make different pages."""
    assert encoded(Markup("<b>")) != encoded("<b>")


@pytest.mark.parametrize("view", VIEWS.values())
def test_equal_bytes_mean_equal_views(view: type) -> None:
    """What a view holds is known by where it stands: no field may be one record or another."""
    assert Codec(view).decode(b"") is None


@dataclass(frozen=True, slots=True)
class Page:
    """A record with HTML in it."""

    html: Markup
    text: str


def test_html_is_read_as_html() -> None:
    """What is HTML is so again in another process, and what is text stays text."""
    page = Page(Markup("<b>"), "<b>")

    read = Codec(Page).decode(encoded(page))

    assert read is not None
    assert read == page
    assert type(read.html) is Markup
    assert type(read.text) is str


@pytest.mark.parametrize("html", ["<b>", ["str", "<b>"], ["Markup"], ["Markup", 1], None])
def test_text_is_not_read_as_html(html: object) -> None:
    """Nothing becomes HTML that was not written as such."""
    assert Codec(Page).decode(encoded({"html": html, "text": ""})) is None


@dataclass(frozen=True, slots=True)
class One:
    """A record."""

    text: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another record that looks the same."""

    text: str


@dataclass(frozen=True, slots=True)
class Either:
    """A record that may hold either."""

    part: One | Other


def test_a_field_of_two_kinds_is_refused() -> None:
    """Where bytes would not tell what they are, there is no codec."""
    with pytest.raises(TypeError):
        Codec(Either)


@pytest.mark.parametrize("data", [b"", b"\x81", b"\x81\xa4text\x01", b"\xc1", b"\x81\xa1x\xa1y"])
def test_bytes_of_another_type_are_no_value(data: bytes) -> None:
    """What can't be a record is None, not a record and not a failure."""
    assert Codec(One).decode(data) is None


def test_a_young_file_is_read_again() -> None:
    """Within one tick of its clock a file may change and not show it."""
    old, young = Identity(1, 0, 0, 1), Identity(1, 9_000_000_000, 9_000_000_000, 2)
    seen = Identities(10_000_000_000, {})
    seen.remember("old", old, b"1")
    seen.remember("young", young, b"2")

    later = Identities(20_000_000_000, seen.found)

    assert later.fingerprint("old", old) == b"1"
    assert later.fingerprint("young", young) is None
    assert later.fingerprint("old", old._replace(inode=2)) is None


_PLAIN = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text()
_VALUES = st.recursive(_PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(_VALUES)
def test_json_is_what_python_writes(value: object) -> None:
    """Values are written to the byte as the standard library writes them in UTF-8."""
    assert in_json(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def test_html_is_a_text_in_json() -> None:
    """What is HTML is a text as any other; what is no plain value is refused."""
    assert in_json({"a": Markup("<b>")}) == b'{"a":"<b>"}'
    with pytest.raises(TypeError):
        in_json(object())
