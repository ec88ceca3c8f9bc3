"""A build makes the views of those pages alone that something has changed for."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from edits import VERDICTS, Digest, tree

from site_builder.build import Request, build, traces
from site_builder.build.memory import remembering
from site_builder.build.viewing import ViewsOf
from site_builder.build.watching import Watch
from site_builder.cache import identities
from site_builder.rendering import View
from site_builder.routes import PlannedPage

Looked = Callable[..., set[str]]
NOW = datetime(2026, 2, 1, tzinfo=UTC)
STAGE = ".cache/digest/stage"
UNUSED = "---\nclaim: Nobody cites this, the {}\nverdict: wrong\nfact: Yes.\n---\n"


@pytest.fixture
def looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Looked:
    """Give what builds the digest of a folder and returns the pages whose views it made."""
    made: set[str] = set()
    make = ViewsOf.make

    def noted(self: ViewsOf, page: PlannedPage) -> tuple[View, set[int]]:
        made.add(page.address)
        return make(self, page)

    monkeypatch.setattr(ViewsOf, "make", noted)
    monkeypatch.setattr(identities, "_TICK", 0)

    def again(request: Request | None = None) -> set[str]:
        made.clear()
        report = build(request or Request(tmp_path, NOW, extras=False))
        assert report.pages
        return set(made)

    Digest(tmp_path).begin()
    assert "/about/" in again()
    return again


def test_nothing_changed(looked_at: Looked, tmp_path: Path) -> None:
    """A file that no page shows has the site built again, and no view made."""
    Digest(tmp_path).write("templates/static/more.txt", "other")
    looked_at()
    Digest(tmp_path).write(
        "content/claims/unused.md", "---\nclaim: No\nverdict: wrong\nfact: Yes.\n---\n"
    )
    assert looked_at() == set()


def test_one_text_changed(looked_at: Looked, tmp_path: Path) -> None:
    """The text of an article is looked at for its own page, and for lists that may show it."""
    Digest(tmp_path).article("bb", body="Other words.")
    made = looked_at()
    assert {"/2026/01/bb/", "/claims/cost/"} <= made
    assert not {"/about/", "/claims/speed/", "/2025/01/old/"} & made


def test_one_claim_changed(looked_at: Looked, tmp_path: Path) -> None:
    """A claim is looked at for the articles that cite it, and for no others."""
    Digest(tmp_path).claim("speed", verdict="right", fact="Another fact.")
    made = looked_at()
    (old,) = (address for address in made if address.endswith("/old/"))
    assert {"/claims/speed/", "/claims/", old} <= made
    assert not {"/about/", "/2026/01/a/", "/2026/01/bb/"} & made


def test_lines_of_lists_are_made_for_what_changed(
    looked_at: Looked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old list gives all other lines, but none where it is not what was written."""
    made: set[str] = set()
    apart = Watch.apart

    def noted(self: Watch, make: "partial[bytes]") -> tuple[bytes, set[int]]:
        made.add(make.args[-1])
        return apart(self, make)

    monkeypatch.setattr(Watch, "apart", noted)
    Digest(tmp_path).claim("speed", verdict="right", fact="Another fact.")
    looked_at()
    assert made == {"speed", "2025/old"}

    made.clear()
    for folder in ("output", ".cache/digest/stage"):
        with (tmp_path / folder / "data/articles.json").open("ab") as file:
            file.write(b" ")
    Digest(tmp_path).claim("speed", verdict="wrong", fact="No fact.")
    looked_at()
    assert {"speed", "2025/old", "a", "bb", "ccc"} <= made


@pytest.mark.parametrize("folders", [("output",), (STAGE,), ("output", STAGE)])
@pytest.mark.parametrize("damage", ["silent", "longer", "shorter", "other", "gone", "swapped"])
def test_no_line_is_taken_from_what_others_wrote(
    damage: str, folders: tuple[str, ...], looked_at: Looked, tmp_path: Path
) -> None:
    """Whatever was done to the lists, in either folder, the next ones are whole."""
    for verdict in ("right", "wrong"):
        Digest(tmp_path).claim("speed", verdict=verdict)
        looked_at()
    for folder in folders:
        _hurt(damage, tmp_path / folder / "data/articles.json", "Entry a")
        _hurt(damage, tmp_path / folder / "data/claims.json", "Plain words")

    Digest(tmp_path).claim("speed", verdict="right", fact="Another fact.")
    looked_at()
    clean = Request(tmp_path, NOW, tmp_path / "clean/output", tmp_path / "clean/cache")
    build(replace(clean, extras=False))
    assert tree(tmp_path / "output") == tree(tmp_path / "clean/output")


def _hurt(damage: str, path: Path, words: str) -> None:
    data = path.read_bytes()
    assert words.encode() in data
    match damage:
        case "silent":
            state = path.stat()
            with path.open("r+b") as file:
                file.write(data.replace(words.encode(), words.upper().encode()))
            os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
        case "longer":
            path.write_bytes(data.replace(words.encode(), b"More words"))
        case "shorter":
            os.truncate(path, len(data) // 2)
        case "other":
            path.write_bytes(b"{}")
        case "gone":
            path.unlink()
        case "swapped":
            lines = data.split(b"\n")
            path.write_bytes(b"\n".join([*lines[:-6], lines[-5], lines[-6], *lines[-4:]]))


@pytest.mark.parametrize("lost", ["files 1", "rest", ""])
def test_traces_lie_in_pieces(
    lost: str, looked_at: Looked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what a lost piece tells of nothing is known, and it is kept again."""
    monkeypatch.setattr(traces, "_MOST_FILES", 7)
    Digest(tmp_path).write("content/claims/unused.md", UNUSED.format("first"))
    looked_at()
    request = Request(tmp_path, NOW, extras=False)
    with remembering(request.cache_folder) as memory:
        memory.store.forget(memory.key_of(request, b"trace", lost.encode()))

    Digest(tmp_path).write("content/claims/unused.md", UNUSED.format("other"))
    made = looked_at()
    assert len(made) == 7 if lost == "files 1" else "/about/" in made
    Digest(tmp_path).write("content/claims/unused.md", UNUSED.format("third"))
    assert looked_at() == set()


def test_settings_are_everywhere(looked_at: Looked, tmp_path: Path) -> None:
    """Other settings have every view made."""
    Digest(tmp_path).settings(verdicts=VERDICTS[1])
    assert {"/about/", "/2026/01/a/", "/", "/claims/"} <= looked_at()


def test_time_passes(looked_at: Looked, tmp_path: Path) -> None:
    """A check that falls due is looked at again, without an edit."""
    made = looked_at(Request(tmp_path, NOW.replace(month=3), extras=False))
    assert {"/claims/cost/", "/2026/01/a/"} <= made
    assert "/about/" not in made
