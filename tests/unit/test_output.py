"""Publishing is all or nothing, and takes only folders that are ours to take."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from site_builder.diagnostics import EnvironmentFault
from site_builder.output import (
    MARKER,
    Manifest,
    check_target,
    create_file,
    is_unchanged,
    locked,
    move_file,
    name_of,
    replace_file,
    stage,
)

CACHE = Path("/cache/of/nobody")


class Notebook:
    """A ledger in memory."""

    def __init__(self) -> None:
        self.pages: dict[bytes, Manifest] = {}

    def read(self, folder: bytes) -> Manifest | None:
        """Return a manifest."""
        return self.pages.get(folder)

    def write(self, folder: bytes, manifest: Manifest) -> None:
        """Keep a manifest."""
        self.pages[folder] = Manifest(dict(manifest.files), dict(manifest.folders))

    def forget(self, folder: bytes) -> None:
        """Lose a manifest."""
        self.pages.pop(folder, None)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Give a cache folder as a build makes it."""
    folder = tmp_path / "cache"
    folder.mkdir()
    return folder


@pytest.fixture
def ledger() -> Notebook:
    """Give a ledger in which nothing is known."""
    return Notebook()


def publish(output: Path, cache: Path, ledger: Notebook, files: Mapping[str, bytes]) -> list[str]:
    """Publish a site, each file made from its own bytes; return what had to be written."""
    written = []
    with stage(output, cache, ledger) as site:
        for path, data in files.items():
            if not site.keep(path, data):
                site.write(path, data, data)
                written.append(path)
        site.publish(ledger)
    return written


def tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each file below a folder, the marker left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def names(folder: Path) -> set[str]:
    """Return the names of all that lies in a folder."""
    return {file.name for file in folder.iterdir()}


class TestCheckTarget:
    """Which folders are taken."""

    def test_missing_empty_and_dotted_folders_are_taken(self, tmp_path: Path) -> None:
        """A folder without any visible file belongs to nobody else."""
        dotted = tmp_path / "dotted"
        dotted.mkdir()
        (dotted / ".gitkeep").touch()

        check_target(tmp_path / "missing", CACHE)
        check_target(dotted, CACHE)

    def test_a_folder_with_foreign_files_is_refused(self, tmp_path: Path) -> None:
        """Files that another program wrote are never replaced."""
        (tmp_path / "thesis.txt").touch()

        with pytest.raises(EnvironmentFault, match="holds files that this tool has not written"):
            check_target(tmp_path, CACHE)

    def test_a_file_and_a_link_are_refused(self, tmp_path: Path) -> None:
        """Only a real folder can be exchanged."""
        file = tmp_path / "file"
        file.touch()
        link = tmp_path / "link"
        link.symlink_to(tmp_path)

        for path in (file, link):
            with pytest.raises(EnvironmentFault, match="is no folder"):
                check_target(path, CACHE)

    def test_a_mount_point_is_refused(self) -> None:
        """A mount point can't change places with another folder."""
        with pytest.raises(EnvironmentFault, match="mount point"):
            check_target(Path("/proc"), CACHE)

    @pytest.mark.parametrize("output", [".", "cache", "cache/stage", "cache/stage/x"])
    def test_cache_and_site_lie_apart(self, tmp_path: Path, output: str) -> None:
        """A site that moved with its cache, or into its own stage, would be lost."""
        with pytest.raises(EnvironmentFault, match="choose folders that lie apart"):
            check_target(tmp_path / output, tmp_path / "cache")

        check_target(tmp_path / "cache/site", tmp_path / "cache")


class TestStage:
    """What becomes of a stage."""

    def test_a_site_is_published_and_replaced(
        self, tmp_path: Path, cache: Path, ledger: Notebook
    ) -> None:
        """The new site stands alone: nothing of the old one is left."""
        output = tmp_path / "output"

        publish(output, cache, ledger, {"old/page": b"1", "both": b"1"})
        publish(output, cache, ledger, {"new/page": b"2", "both": b"2"})

        assert tree(output) == {"new/page": b"2", "both": b"2"}
        assert names(output) == {"new", "both", MARKER}
        assert names(cache) == {"stage"}

    def test_what_is_there_is_not_written_again(
        self, tmp_path: Path, cache: Path, ledger: Notebook
    ) -> None:
        """Only what is new is written; what lies one or two builds behind is taken over."""
        output = tmp_path / "output"
        rounds = ({"a/b": b"1", "c": b"1"}, {"a/b": b"2", "c": b"1"}, {"a/b": b"1", "c": b"1"})

        written = [publish(output, cache, ledger, files) for files in (*rounds, *rounds[1:])]

        assert written == [["a/b", "c"], ["a/b"], [], [], []]
        assert tree(output) == rounds[2]

    def test_bytes_that_did_not_change_keep_their_file(
        self, tmp_path: Path, cache: Path, ledger: Notebook
    ) -> None:
        """A file that is made from other things, and is the same, keeps its time."""
        output = tmp_path / "output"
        publish(output, cache, ledger, {"page": b"same"})
        first = (output / "page").stat()

        for key in (b"one", b"two", b"three"):
            with stage(output, cache, ledger) as site:
                assert not site.keep("page", key)
                site.write("page", b"same", key)
                site.publish(ledger)

        assert (output / "page").stat().st_ino == first.st_ino
        assert (output / "page").stat().st_mtime_ns == first.st_mtime_ns

    @pytest.mark.parametrize("where", ["output", "cache/stage"])
    @pytest.mark.parametrize("damage", ["change", "add", "remove"])
    def test_what_others_changed_is_mended(
        self, where: str, damage: str, tmp_path: Path, cache: Path, ledger: Notebook
    ) -> None:
        """Whatever was done to either folder, the next site is whole."""
        output = tmp_path / "output"
        for data in (b"1", b"2", b"3"):
            publish(output, cache, ledger, {"a/page": b"same", "b/c/page": b"same", "page": data})
        hurt = tmp_path / where / "a/page"
        if damage == "change":
            hurt.write_bytes(b"other")
        elif damage == "add":
            hurt.with_name("more").write_bytes(b"other")
        else:
            hurt.unlink()

        for data in (b"3", b"4", b"5"):
            files = {"a/page": b"same", "b/c/page": b"same", "page": data}
            publish(output, cache, ledger, files)
            assert tree(output) == files

    def test_a_file_takes_the_place_of_a_folder(
        self, tmp_path: Path, cache: Path, ledger: Notebook
    ) -> None:
        """An address that becomes part of another, or another of it, is in nobody's way."""
        output = tmp_path / "output"
        sites: list[dict[str, bytes]] = [
            {"a/b/c": b"1", "a/d": b"1"},
            {"a": b"2"},
            {"a/b": b"3"},
            {"a/b/c/d": b"4"},
            {"a": b"5"},
        ]
        for files in sites * 2:
            publish(output, cache, ledger, files)
            assert tree(output) == files
            manifest = ledger.read(name_of(output))
            assert manifest is not None
            assert is_unchanged(output, manifest)
            assert manifest.folders == {
                str(path.relative_to(output)): path.stat().st_mtime_ns
                for path in output.rglob("*")
                if path.is_dir()
            }

    def test_what_is_not_published_waits(
        self, tmp_path: Path, cache: Path, ledger: Notebook
    ) -> None:
        """A build that stops leaves the old site, and its work for the next build."""
        output = tmp_path / "output"
        publish(output, cache, ledger, {"index": b"old"})

        with stage(output, cache, ledger) as site:
            site.write("index", b"new", b"new")

        assert tree(output) == {"index": b"old"}
        with stage(output, cache, ledger) as site:
            assert site.keep("index", b"new")

    def test_a_fault_leaves_no_trace(self, tmp_path: Path, cache: Path, ledger: Notebook) -> None:
        """A build that fails leaves the old site byte for byte, and nothing beside it."""
        output = tmp_path / "output"
        publish(output, cache, ledger, {"index": b"old"})

        with pytest.raises(KeyError), stage(output, cache, ledger) as site:
            site.write("index", bytes(ledger.pages[b"none"].folders["index"]), b"new")

        assert tree(output) == {"index": b"old"}
        assert names(cache) == set()

    def test_a_stage_of_which_nothing_is_known_is_cleared(
        self, tmp_path: Path, cache: Path, ledger: Notebook
    ) -> None:
        """What a build that was killed has left behind is never taken for a site."""
        (cache / "stage").mkdir()
        (cache / "stage" / "half").touch()

        publish(tmp_path / "output", cache, ledger, {"index": b"1"})

        assert tree(tmp_path / "output") == {"index": b"1"}

    def test_dotfiles_of_others_are_kept(
        self, tmp_path: Path, cache: Path, ledger: Notebook
    ) -> None:
        """A ``.git`` in the output folder survives every build, and is nobody's business."""
        output = tmp_path / "output"
        publish(output, cache, ledger, {"index": b"1"})
        (output / ".git").mkdir()

        publish(output, cache, ledger, {"index": b"2"})
        publish(output, cache, ledger, {"index": b"2"})

        assert names(output) == {"index", ".git", MARKER}
        manifest = ledger.read(name_of(output))
        assert manifest is not None
        assert is_unchanged(output, manifest)

    def test_dotfiles_survive_a_kill_after_the_exchange(
        self, tmp_path: Path, cache: Path, ledger: Notebook
    ) -> None:
        """What a dead build left in the stage goes back before the stage is cleared."""
        output = tmp_path / "output"
        publish(output, cache, ledger, {"index": b"1"})
        (cache / "stage" / ".git").mkdir(parents=True)

        publish(output, cache, ledger, {"index": b"2"})

        assert ".git" in names(output)

    @pytest.mark.parametrize("path", ["/etc/passwd", "../outside", "a/../../b", ""])
    def test_no_path_leaves_the_site(
        self, path: str, tmp_path: Path, cache: Path, ledger: Notebook
    ) -> None:
        """A path that points outside is a fault of the program, not of the disk."""
        with (
            pytest.raises(ValueError, match="inside"),
            stage(tmp_path / "output", cache, ledger) as site,
        ):
            site.write(path, b"", b"")

    def test_a_name_that_the_disk_refuses_is_one_line(
        self, tmp_path: Path, cache: Path, ledger: Notebook
    ) -> None:
        """The message says what could not be written and why."""
        with (
            pytest.raises(EnvironmentFault, match=r"Can't write .*: the name is too long"),
            stage(tmp_path / "output", cache, ledger) as site,
        ):
            site.write("x" * 300, b"", b"")

    def test_another_file_system_gets_a_hidden_folder(
        self, tmp_path: Path, ledger: Notebook
    ) -> None:
        """The stage lies beside the output where the cache is on another disk."""
        cache = Path("/dev/shm") / f"digest-test-{os.getpid()}"
        cache.mkdir()
        try:
            for data in (b"1", b"2", b"3"):
                publish(tmp_path / "output", cache, ledger, {"index": data})
        finally:
            cache.rmdir()

        assert names(tmp_path) == {"output", ".output.stage"}


class TestLock:
    """One build at a time."""

    def test_a_second_build_is_refused(self, cache: Path) -> None:
        """Two builds never write the same stage."""
        with (
            locked(cache),
            pytest.raises(EnvironmentFault, match="Another build is at work"),
            locked(cache),
        ):
            pass

    def test_the_lock_dies_with_its_process(self, cache: Path) -> None:
        """A build that was killed is in nobody's way."""
        script = (
            "import os, sys, pathlib\n"
            "from site_builder.output import locked\n"
            "with locked(pathlib.Path(sys.argv[1])):\n"
            "    os.kill(os.getpid(), 9)\n"
        )
        subprocess.run([sys.executable, "-c", script, str(cache)], check=False)

        with locked(cache):
            assert (cache / "lock").exists()


class TestFiles:
    """Single files of the content tree."""

    def test_a_new_file_never_overwrites(self, tmp_path: Path) -> None:
        """What is there stays as it is."""
        file = tmp_path / "articles" / "a.md"
        create_file(file, b"first")

        with pytest.raises(EnvironmentFault, match="exists already"):
            create_file(file, b"second")

        assert file.read_bytes() == b"first"

    def test_replacing_keeps_permissions(self, tmp_path: Path) -> None:
        """An edit changes the bytes of a file and nothing else."""
        file = tmp_path / "a.md"
        file.write_bytes(b"old")
        file.chmod(0o640)

        replace_file(file, b"new")

        assert file.read_bytes() == b"new"
        assert file.stat().st_mode & 0o777 == 0o640
        assert names(tmp_path) == {"a.md"}

    def test_moving_never_overwrites(self, tmp_path: Path) -> None:
        """A file that stands at the new place wins."""
        (tmp_path / "a").write_bytes(b"a")
        (tmp_path / "b").write_bytes(b"b")

        with pytest.raises(EnvironmentFault, match="exists already"):
            move_file(tmp_path / "a", tmp_path / "b")
        move_file(tmp_path / "a", tmp_path / "new" / "c")

        assert (tmp_path / "b").read_bytes() == b"b"
        assert (tmp_path / "new" / "c").read_bytes() == b"a"
        assert not (tmp_path / "a").exists()
