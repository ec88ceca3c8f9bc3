"""Prose lies in the store until a page shows it; what is lost is made again, or missed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from site_builder.anchoring import Prose
from site_builder.build.inputs import InputsChangedError
from site_builder.build.memory import LiveMemory, Memory, forgetful, remembering
from site_builder.build.readings import PROSE
from site_builder.build.shelf import Shelf
from site_builder.cache import of_bytes

WRITTEN = Prose((), (), ("n",), ())
DATA = PROSE.encode(WRITTEN)
DIGEST = of_bytes(DATA)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    """Give an empty memory."""
    with remembering(tmp_path) as opened:
        yield opened


def shelf_of(memory: Memory, again: Callable[[str], bytes]) -> Shelf:
    """Open a shelf."""
    shelf = Shelf()
    shelf.open(memory, again)
    return shelf


def never(path: str) -> bytes:
    """Refuse to make anything."""
    raise AssertionError(path)


def test_what_was_laid_down_is_found(memory: Memory) -> None:
    """It comes from the store, as it was."""
    shelf = shelf_of(memory, never)
    shelf.put(DIGEST, DATA)
    assert shelf.place("a.md", DIGEST)() == WRITTEN


def test_what_is_lost_is_made_again(memory: Memory) -> None:
    """The article's file is asked then."""
    assert shelf_of(memory, {"a.md": DATA}.__getitem__).place("a.md", DIGEST)() == WRITTEN


def test_other_prose_is_never_taken_for_it(memory: Memory) -> None:
    """An article that has changed since has other prose."""
    other = PROSE.encode(Prose((), (), (), ()))
    with pytest.raises(InputsChangedError):
        shelf_of(memory, {"a.md": other}.__getitem__).place("a.md", DIGEST)()


def test_a_broken_article_lays_nothing_down(memory: Memory) -> None:
    """It has no prose."""
    shelf = shelf_of(memory, never)
    shelf.put(b"", b"")
    assert memory.store.get(b"") is None


def test_a_preview_needs_no_cache_once_it_has_taken_all_in(tmp_path: Path) -> None:
    """What lies in the store is found when its first connection is closed, and when it is gone."""
    held: dict[bytes, bytes] = {}
    with remembering(tmp_path) as opened:
        shelf_of(opened, never).put(DIGEST, DATA)
    with forgetful(tmp_path) as opened:
        live = LiveMemory.over(opened, {}, held, tmp_path)
        shelved = shelf_of(live, never).place("a.md", DIGEST)
    assert shelved() == WRITTEN
    assert not held
    live.take_in({DIGEST})
    (tmp_path / "store.sqlite").unlink()
    assert shelved() == WRITTEN
    live.take_in(set())
    assert not held
