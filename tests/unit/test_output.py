"""Publishing is all or nothing, and takes only folders that are ours to take."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.diagnostics import EnvironmentFault
from site_builder.output import (
    MARKER,
    check_target,
    create_file,
    locked,
    move_file,
    replace_file,
    stage,
)

CACHE = Path("/cache/of/nobody")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Give a cache folder as a build makes it."""
    folder = tmp_path / "cache"
    folder.mkdir()
    return folder


def publish(output: Path, cache: Path, **files: bytes) -> None:
    """Publish a site of a few files at the top of its folder."""
    with stage(output, cache) as site:
        for name, data in files.items():
            site.write(name, data)
        site.publish()


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

    def test_a_site_is_published_and_replaced(self, tmp_path: Path, cache: Path) -> None:
        """The new site stands alone: nothing of the old one is left."""
        output = tmp_path / "output"

        publish(output, cache, old=b"1")
        publish(output, cache, new=b"2")

        assert names(output) == {"new", MARKER}
        assert names(cache) == set()

    def test_what_is_not_published_leaves_no_trace(self, tmp_path: Path, cache: Path) -> None:
        """A build that stops leaves the old site byte for byte."""
        output = tmp_path / "output"
        publish(output, cache, index=b"old")

        with stage(output, cache) as site:
            site.write("index", b"new")

        assert (output / "index").read_bytes() == b"old"
        assert names(cache) == set()

    def test_dotfiles_of_others_are_kept(self, tmp_path: Path, cache: Path) -> None:
        """A ``.git`` in the output folder survives every build."""
        output = tmp_path / "output"
        publish(output, cache, index=b"1")
        (output / ".git").mkdir()

        publish(output, cache, index=b"2")

        assert names(output) == {"index", ".git", MARKER}

    def test_dotfiles_survive_a_kill_after_the_exchange(self, tmp_path: Path, cache: Path) -> None:
        """What a dead build left in the stage goes back before the stage is cleared."""
        output = tmp_path / "output"
        publish(output, cache, index=b"1")
        (cache / "stage" / ".git").mkdir(parents=True)

        publish(output, cache, index=b"2")

        assert ".git" in names(output)

    @pytest.mark.parametrize("path", ["/etc/passwd", "../outside", "a/../../b", ""])
    def test_no_path_leaves_the_site(self, path: str, tmp_path: Path, cache: Path) -> None:
        """A path that points outside is a fault of the program, not of the disk."""
        with stage(tmp_path / "output", cache) as site, pytest.raises(ValueError, match="inside"):
            site.write(path, b"")

    def test_a_name_that_the_disk_refuses_is_one_line(self, tmp_path: Path, cache: Path) -> None:
        """The message says what could not be written and why."""
        with (
            stage(tmp_path / "output", cache) as site,
            pytest.raises(EnvironmentFault, match=r"Can't write .*: the name is too long"),
        ):
            site.write("x" * 300, b"")

    def test_another_file_system_gets_a_hidden_folder(self, tmp_path: Path) -> None:
        """The stage lies beside the output where the cache is on another disk."""
        cache = Path("/dev/shm") / f"digest-test-{os.getpid()}"
        cache.mkdir()
        try:
            with stage(tmp_path / "output", cache) as site:
                site.write("index", b"1")
                beside = names(tmp_path)
                site.publish()
        finally:
            cache.rmdir()

        assert beside == {".output.stage"}
        assert names(tmp_path) == {"output"}


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
