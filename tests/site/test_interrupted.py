"""Whatever ends a build, the site is the old one or the new one, and the next build mends all."""

import contextlib
import errno
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest
from conftest import run_digest
from edits import BODIES, TEXTS, Digest, tree
from hypothesis import settings

from site_builder.build import Request, build
from site_builder.diagnostics import EnvironmentFault
from site_builder.output import locked

KILLS = 400 if settings().max_examples > 1000 else 40
stages = import_module("site_builder.output.stage")
NOW = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    """Give a digest that has been built several times, so that there are two folders of it."""
    digest = Digest(tmp_path / "digest")
    digest.begin()
    request = Request(digest.root, NOW, extras=False)
    for body in BODIES[:2]:
        digest.article("a", body=body)
        build(request)
    return request


def edit(request: Request, number: int) -> None:
    """Change much of a digest: every page of it, as all show its title."""
    digest = Digest(request.root)
    digest.settings(title=f"Number {number}")
    digest.article("a", title=TEXTS[number % 3], body=BODIES[number % 3])
    digest.article(f"new{number % 2}")
    (digest.root / f"content/articles/new{(number + 1) % 2}.md").unlink(missing_ok=True)


def clean(request: Request, folder: Path) -> Mapping[str, bytes]:
    """Return what building from nothing gives."""
    build(replace(request, output=folder / "output", cache=folder / "cache"))
    found = tree(folder / "output")
    shutil.rmtree(folder)
    return found


def built_in_a_process(request: Request) -> int:
    """Begin to build in a process of its own; return its number."""
    process = os.fork()
    if process == 0:
        try:
            build(request)
        finally:
            os._exit(0)
    return process


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_a_kill_leaves_the_old_site_or_the_new_one(request_: Request, tmp_path: Path) -> None:
    """A build that is killed leaves a whole site, and nothing in the next one's way."""
    chance = random.Random(7)
    old = tree(request_.output_folder)
    longest = 0.2
    seen = {"old": 0, "new": 0}
    for number in range(KILLS):
        edit(request_, number)
        new = clean(request_, tmp_path / "clean")
        process = built_in_a_process(request_)
        time.sleep(chance.uniform(0, longest))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)

        left = tree(request_.output_folder)
        assert left in (old, new)
        seen["new" if left == new else "old"] += 1
        # About half of the kills shall come before the exchange, however fast the machine is.
        longest *= 0.8 if left == new else 1.25

        build(request_)
        assert tree(request_.output_folder) == new
        assert {path.name for path in request_.root.iterdir()} <= {"content", "output", ".cache"}
        assert {path.name for path in request_.cache_folder.iterdir()} <= {
            "lock",
            "stage",
            "store.sqlite",
            "store.sqlite-journal",
        }
        old = new
    assert min(seen.values()) > 0


class Disk:
    """Lets the n-th change that a build makes fail."""

    def __init__(self, patch: pytest.MonkeyPatch, after: int) -> None:
        self.left = after
        for owner, name in (
            (Path, "mkdir"),
            (Path, "unlink"),
            (Path, "rename"),
            (Path, "rmdir"),
            (os, "link"),
            (os, "write"),
            (shutil, "copyfile"),
            (stages, "exchange"),
        ):
            patch.setattr(owner, name, self._counted(getattr(owner, name)))

    def _counted(self, call: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object, **options: object) -> object:
            self._count()
            return call(*arguments, **options)

        return counted

    def _count(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise OSError(errno.EIO, "Input/output error")


def test_whatever_the_disk_refuses_the_old_site_stays(request_: Request, tmp_path: Path) -> None:
    """The n-th change fails, for every n until there is none left; then the site is the new one."""
    shutil.rmtree(request_.cache_folder / "stage")
    build(request_)
    old = tree(request_.output_folder)
    edit(request_, 1)
    new = clean(request_, tmp_path / "clean")
    for number in range(1, 10_000):
        with pytest.MonkeyPatch.context() as patch:
            disk = Disk(patch, number)
            with contextlib.suppress(EnvironmentFault):
                build(request_)
        if disk.left > 0:
            break
        # What fails after the exchange, or in clearing up, comes too late to do harm.
        assert tree(request_.output_folder) in (old, new)
    assert number > 20
    assert tree(request_.output_folder) == new


def run(program: str, *arguments: str | Path) -> bool:
    """Run one of the system's programs; tell whether it was content."""
    path = shutil.which(program) or program
    done = subprocess.run([path, *arguments], check=False, stderr=subprocess.DEVNULL)
    return done.returncode == 0


def fill(path: Path) -> None:
    """Fill a disk by one file."""
    with path.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(1000))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk on which a site has room, and two of them have not."""
    folder = tmp_path / "disk"
    folder.mkdir()
    assert run("mount", "-t", "tmpfs", "-o", "size=3m", "none", folder)
    yield folder
    run("umount", "-l", folder)


@pytest.mark.tool("root")
@pytest.mark.parametrize("cache", ["disk/cache", "cache"])
def test_a_full_disk_leaves_the_old_site(cache: str, small_disk: Path, tmp_path: Path) -> None:
    """A disk that is full ends the build with one line and exit code 4."""
    digest = Digest(tmp_path / "digest")
    digest.begin()
    flags = ("--root", digest.root, "--output", small_disk / "output", "--cache", tmp_path / cache)
    assert run_digest("build", *flags).returncode == 0
    old = tree(small_disk / "output")
    fill(small_disk / "ballast")

    digest.settings(title="Another title")
    done = run_digest("build", *flags)

    assert done.returncode == 4
    assert done.stderr.count("\n") == 1
    assert "the disk is full" in done.stderr
    assert tree(small_disk / "output") == old
    (small_disk / "ballast").unlink()
    assert run_digest("build", *flags).returncode == 0
    assert tree(small_disk / "output") != old


@pytest.mark.tool("root")
def test_a_disk_that_can_only_be_read_keeps_its_site(small_disk: Path, tmp_path: Path) -> None:
    """An output that can't be written ends the build with one line and exit code 4."""
    digest = Digest(tmp_path / "digest")
    digest.begin()
    flags = ("--root", digest.root, "--output", small_disk / "output")
    assert run_digest("build", *flags).returncode == 0
    old = tree(small_disk / "output")
    assert run("mount", "-o", "remount,ro", small_disk)

    digest.settings(title="Another title")
    done = run_digest("build", *flags)

    assert done.returncode == 4
    assert done.stderr.count("\n") == 1
    assert tree(small_disk / "output") == old


def test_an_edit_during_a_build_is_built(request_: Request, tmp_path: Path) -> None:
    """Who saves while the site is made finds that in the site."""
    edit(request_, 1)
    edited: list[bool] = []

    def save(_stage: str, _done: int, _of: int) -> None:
        if not edited:
            edit(request_, 2)
            edited.append(True)

    build(replace(request_, on_progress=save))

    assert tree(request_.output_folder) == clean(request_, tmp_path / "clean")


def test_a_digest_that_never_rests_is_refused(request_: Request) -> None:
    """A program that writes all the time does not keep the build at work for ever."""
    old = tree(request_.output_folder)
    numbers = iter(range(1000))

    def save(_stage: str, _done: int, _of: int) -> None:
        edit(request_, next(numbers))

    edit(request_, 1)
    with pytest.raises(EnvironmentFault, match="changes faster"):
        build(replace(request_, on_progress=save))

    assert tree(request_.output_folder) == old


def test_an_interrupt_leaves_the_old_site(request_: Request) -> None:
    """Ctrl-C in the middle of a build changes nothing, and the next build is none the worse."""
    old = tree(request_.output_folder)
    edit(request_, 1)

    def interrupt(stage: str, done: int, _of: int) -> None:
        if stage == "Rendering pages" and done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(replace(request_, on_progress=interrupt))

    assert tree(request_.output_folder) == old
    build(request_)
    assert tree(request_.output_folder) != old


def test_of_two_builds_at_once_one_is_refused(request_: Request) -> None:
    """Nobody waits for another's build, and nobody disturbs it."""
    old = tree(request_.output_folder)
    edit(request_, 1)

    with (
        locked(request_.cache_folder),
        pytest.raises(EnvironmentFault, match="Another build is at work"),
    ):
        build(request_)

    assert tree(request_.output_folder) == old
