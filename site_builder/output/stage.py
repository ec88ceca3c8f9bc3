"""Publishing all or nothing: a site is written beside the published one, then takes its place.

The stage lies in the cache folder where that is on the same file system, else in a hidden folder
beside the output. A kill at any moment leaves the old site or the new one, and at the most a
stage that the next build clears away.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from site_builder.diagnostics import EnvironmentFault
from site_builder.output.exchange import exchange
from site_builder.output.faults import disk_faults

MARKER = ".annotated-digest"
_STAGE = "stage"
_MARKER_TEXT = b"This folder is made by `digest build` and replaced by the next one.\n"


def check_target(output: Path, cache: Path) -> None:
    """Refuse, by ``EnvironmentFault``, a folder that is not ours to replace.

    A folder that is missing, empty or holds only dotfiles is taken, one with our marker is
    replaced; any other, a file, a link and a mount point are refused, and so is a folder that
    holds the cache or the stage, since neither can move with it.
    """
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise EnvironmentFault(f"{output} is no folder: the site can't be written there.")
    if output.is_mount():
        raise EnvironmentFault(f"{output} is a mount point and can't be exchanged: use one below.")
    with disk_faults("look into", output):
        names = {file.name for file in output.iterdir()} if output.exists() else set()
    if MARKER not in names and any(not name.startswith(".") for name in names):
        raise EnvironmentFault(
            f"{output} holds files that this tool has not written: "
            "empty it, or choose another folder with --output."
        )
    home, site = cache.resolve(), output.resolve()
    if home.is_relative_to(site) or site.is_relative_to(home / _STAGE):
        raise EnvironmentFault(
            f"The site can't be written to {output} with the cache at {cache}: "
            "choose folders that lie apart with --output and --cache."
        )


class Stage:
    """A site in the making. What is written here is nobody's to see before ``publish``."""

    def __init__(self, folder: Path, output: Path) -> None:
        self._folder = folder
        self._output = output
        self._made = {folder}

    def write(self, path: str, data: bytes) -> None:
        """Write one file; ``path`` is relative, with slashes, and stays inside the site.

        Raises ``EnvironmentFault`` when the disk refuses, at the latest when the file is closed.
        """
        with self._place_for(path) as target, target.open("xb") as file:
            file.write(data)

    def copy(self, path: str, original: Path) -> None:
        """Write one file with the bytes of another, however many there are."""
        with self._place_for(path) as target:
            shutil.copyfile(original, target)

    @contextmanager
    def _place_for(self, path: str) -> Iterator[Path]:
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts:
            raise ValueError(f"not a path inside the site: {path!r}")
        target = self._folder.joinpath(*parts)
        with disk_faults("write", self._output / path):
            if target.parent not in self._made:
                target.parent.mkdir(parents=True, exist_ok=True)
                self._made.add(target.parent)
            yield target

    def publish(self) -> None:
        """Put the finished site in the place of the old one, in one step."""
        self.write(MARKER, _MARKER_TEXT)
        with disk_faults("replace", self._output):
            if self._output.exists():
                exchange(self._folder, self._output)
                _carry_dotfiles(self._folder, self._output)
            else:
                self._output.parent.mkdir(parents=True, exist_ok=True)
                self._folder.rename(self._output)


@contextmanager
def stage(output: Path, cache: Path) -> Iterator[Stage]:
    """Give a stage for ``output``; what is not published when it ends is thrown away.

    The caller holds the lock of ``cache``, so a stage that lies there is a dead build's.
    """
    check_target(output, cache)
    folder = _stage_folder(output, cache)
    with disk_faults("clear", folder):
        _clear(folder, output)
        folder.mkdir(parents=True)
    try:
        yield Stage(folder, output)
    finally:
        with disk_faults("clear", folder):
            _clear(folder, output)


def _stage_folder(output: Path, cache: Path) -> Path:
    home = output.parent
    while not home.exists():
        home = home.parent
    with disk_faults("look into", home):
        if cache.stat().st_dev == home.stat().st_dev:
            return cache / _STAGE
    return output.with_name(f".{output.name}.stage")


def _clear(folder: Path, output: Path) -> None:
    if folder.exists():
        if output.is_dir():
            _carry_dotfiles(folder, output)
        shutil.rmtree(folder)


def _carry_dotfiles(old: Path, new: Path) -> None:
    """Take along what others keep in the output folder under a dot (``.git``, say)."""
    for file in old.iterdir():
        kept = new / file.name
        if file.name.startswith(".") and file.name != MARKER and not kept.exists():
            file.rename(kept)
