"""What lies in a site's folder: for each file what it was made from, and how to know it again."""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol


class Published(NamedTuple):
    """A file of a site: the key of what it was made from, and the fingerprint of its bytes.

    Size, time and inode tell whether it is still the file that was written. (The time at which
    it was changed otherwise is no part of this: sharing a file between two folders changes it.)
    """

    key: bytes
    digest: bytes
    size: int
    modified: int
    inode: int

    def is_at(self, location: str) -> bool:
        """Tell whether the file lies at a place, unchanged."""
        try:
            state = os.lstat(location)
        except OSError:
            return False
        return (state.st_size, state.st_mtime_ns, state.st_ino) == self[2:]


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files of a site by their paths, and the times of the folders below it."""

    files: Mapping[str, Published]
    folders: Mapping[str, int]


class Ledger(Protocol):
    """Keeps the manifests of folders, by the folders' own names for themselves."""

    def read(self, folder: bytes) -> Manifest | None:
        """Return the manifest of a folder; None where nothing is known of it."""

    def write(self, folder: bytes, manifest: Manifest) -> None:
        """Keep the manifest of a folder, whatever becomes of this process."""

    def forget(self, folder: bytes) -> None:
        """Let nothing be known of a folder, whatever becomes of this process."""


def name_of(folder: Path) -> bytes:
    """Return the name that a folder keeps when it changes its place."""
    state = folder.stat()
    return f"folder {state.st_dev} {state.st_ino}".encode()


def manifest_of(
    folder: Path, files: Mapping[str, Published], known: Mapping[str, int], touched: Iterable[str]
) -> Manifest:
    """Return the manifest of a folder that has just been written.

    ``known`` are the times of the folders below it before that, ``touched`` those in which
    anything may have changed since.
    """
    home = f"{folder}{os.sep}"
    folders = dict(known)
    for path in touched:
        folders.pop(path, None)
        with suppress(FileNotFoundError, NotADirectoryError):
            state = os.lstat(home + path)
            if stat.S_ISDIR(state.st_mode):
                folders[path] = state.st_mtime_ns
    return Manifest(files, folders)


def parents_of(path: str) -> Iterator[str]:
    """Yield the folders below the site in which a file lies, the innermost first."""
    while (cut := path.rfind("/")) > 0:
        path = path[:cut]
        yield path


def is_unchanged(folder: Path, manifest: Manifest) -> bool:
    """Tell whether a folder holds all files of its manifest and no others.

    Files at the top whose names begin with a dot may be there: others keep them (``.git``, say).
    """
    home = f"{folder}{os.sep}"
    try:
        names = {one.name for one in folder.iterdir() if not one.name.startswith(".")}
        times = all(os.lstat(home + p).st_mtime_ns == t for p, t in manifest.folders.items())
    except OSError:
        return False
    known = {path.partition("/")[0] for path in manifest.files}
    visible = {name for name in known if not name.startswith(".")}
    return (
        times
        and names == visible
        and all(file.is_at(home + path) for path, file in manifest.files.items())
    )
