"""What is read to take stock is kept for those who need it, as far as there is room."""

from pathlib import Path

import pytest

from site_builder.build.inputs import InputsChangedError, take_stock
from site_builder.cache import Identities

TEXTS = {"a": b"---\n", "b": b"--------\n", "c": b"-\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write three articles."""
    folder = tmp_path / "content/articles"
    folder.mkdir(parents=True)
    for name, text in TEXTS.items():
        (folder / f"{name}.md").write_bytes(text)
    return tmp_path


@pytest.mark.parametrize(("most", "held"), [(100, 3), (15, 2), (5, 1), (0, 0)])
def test_no_more_is_held_than_there_is_room_for(
    root: Path, most: int, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What found no room is read again when it is asked for, and is the same."""
    monkeypatch.setattr("site_builder.build.inputs._MOST_HELD", most)
    inputs = take_stock(root, Identities(0, {}))
    assert sum(len(one.held) for one in inputs.files) == held
    assert [one.load() for one in inputs.files] == [(text, []) for text in TEXTS.values()]


def test_what_has_changed_since_is_no_input_any_more(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that was not held is not taken for what it was."""
    monkeypatch.setattr("site_builder.build.inputs._MOST_HELD", 0)
    inputs = take_stock(root, Identities(0, {}))
    (root / "content/articles/b.md").write_bytes(b"other")
    with pytest.raises(InputsChangedError):
        inputs.files[1].load()
