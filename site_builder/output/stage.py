"""Publishing all or nothing: a site is made beside the published one, then takes its place.

The two folders change places in one step, so the older one becomes the stage of the next build,
which writes only what is not there already. Files that both have are shared as hard links. A
stage lies in the cache folder where that is on the same file system, else in a hidden folder
beside the output. A kill at any moment leaves the old site or the new one, and a stage of which
nothing is known: the next build clears it away.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from site_builder.output.exchange import exchange
from site_builder.output.faults import disk_faults
from site_builder.output.manifest import (
    Ledger,
    Manifest,
    Published,
    is_unchanged,
    manifest_of,
    name_of,
    parents_of,
)
from site_builder.output.target import MARKER, MARKER_TEXT, STAGE, check_target

_DIGEST_BYTES = 16
# Windows would write other line ends without being told not to.
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_NOTHING = Manifest({}, {})


class Stage:
    """A site in the making. What is written here is nobody's to see before ``publish``.

    It begins with the files of ``spare``, which lie in its folder; those of ``published`` were
    written into the output.
    """

    def __init__(self, folder: Path, output: Path, spare: Manifest, published: Manifest) -> None:
        self._folder = folder
        self._output = output
        self._files = dict(spare.files)
        self._folders = spare.folders
        self._shared = published.files
        self._made = {""}
        self._touched: set[str] = set()
        self._is_new = not spare.files
        self._wanted: set[str] = set()
        self._is_published = False

    def keep(self, path: str, key: bytes) -> bool:
        """Take over a file that was made from the same things, if there is one."""
        here, there = self._files.get(path), self._shared.get(path)
        kept = here is not None and here.key == key
        if not kept and there is not None and there.key == key:
            kept = self._share(path, there)
        if kept:
            self._wanted.add(path)
        return kept

    def read(self, path: str, digest: bytes) -> bytes | None:
        """Return the bytes of a file of an older site by their ``digest_of``, if it has them."""
        for folder, files in ((self._output, self._shared), (self._folder, self._files)):
            if path in files and files[path].digest == digest:
                with suppress(OSError):
                    data = (folder / path).read_bytes()
                    if digest_of(data) == digest:
                        return data
        return None

    def write(self, path: str, data: bytes, key: bytes, digest: bytes | None = None) -> None:
        """Write one file; ``path`` is relative, with slashes, and stays inside the site.

        A file that has these bytes already keeps them, and its time. ``key`` stands for what it
        was made from; ``digest`` is ``digest_of`` the bytes, where it is known. Raises
        ``EnvironmentFault`` when the disk refuses, at the latest when the file is closed.
        """
        digest = digest or digest_of(data)
        if self._keep_bytes(path, digest, key):
            return
        with self._place_for(path) as target:
            self._note(path, _write_new(target, data), key, digest)

    def copy(self, path: str, original: Path, key: bytes) -> None:
        """Write one file with the bytes of another, however many there are."""
        with self._place_for(path) as target:
            shutil.copyfile(original, target)
            self._note(path, Path(target).stat(), key, key)

    def _keep_bytes(self, path: str, digest: bytes, key: bytes) -> bool:
        here, there = self._files.get(path), self._shared.get(path)
        lies_here = here is not None and here.digest == digest
        if not lies_here and (
            there is None or there.digest != digest or not self._share(path, there)
        ):
            return False
        self._files[path] = self._files[path]._replace(key=key)
        self._wanted.add(path)
        return True

    def _share(self, path: str, file: Published) -> bool:
        """Let the stage have the output's file too, if it is still as we wrote it.

        Some file systems can't do that.
        """
        if not file.is_at(f"{self._output}{os.sep}{path}"):
            return False
        with self._place_for(path) as target:
            try:
                os.link(f"{self._output}{os.sep}{path}", target, follow_symlinks=False)
            except OSError:
                return False
            self._files[path] = file
        return True

    def _note(self, path: str, state: os.stat_result, key: bytes, digest: bytes) -> None:
        self._files[path] = Published(key, digest, state.st_size, state.st_mtime_ns, state.st_ino)
        self._wanted.add(path)

    @contextmanager
    def _place_for(self, path: str) -> Iterator[str]:
        if not path or path.startswith("/") or ".." in path.split("/"):
            raise ValueError(f"not a path inside the site: {path!r}")
        target = f"{self._folder}{os.sep}{path}"
        with disk_faults("write", f"{self._output}{os.sep}{path}"):
            self._make_way(path, target)
            yield target

    def _make_way(self, path: str, target: str) -> None:
        """Make the folders of a file, and remove what lies in its way."""
        if self._files.pop(path, None):
            Path(target).unlink()
        elif (path in self._made or not self._is_new) and Path(target).is_dir():
            self._drop([known for known in self._files if known.startswith(f"{path}/")])
        home = path.rpartition("/")[0]
        if home not in self._made:
            for parent in parents_of(path):
                if self._files.pop(parent, None):
                    (self._folder / parent).unlink()
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            self._made.update(parents_of(path))
            self._touched.update(parents_of(path))

    def fingerprint(self, paths: Iterable[str]) -> bytes:
        """Return what stands for some of the files that were written: their paths and bytes."""
        digest = blake2b(digest_size=_DIGEST_BYTES)
        for path in sorted(paths):
            digest.update(f"{path}\0".encode())
            digest.update(self._files[path].digest)
        return digest.digest()

    def settle(self) -> Path:
        """Remove what an older site left and nobody wrote again; return the folder, to be read."""
        with disk_faults("clear", self._folder):
            self._drop([path for path in self._files if path not in self._wanted])
        return self._folder

    def publish(self, ledger: Ledger) -> None:
        """Put the finished site in the place of the old one, in one step."""
        self.write(MARKER, MARKER_TEXT, MARKER_TEXT)
        with disk_faults("replace", self._output):
            self.settle()
            self._register(ledger)
            if self._output.exists():
                exchange(self._folder, self._output)
                _carry_dotfiles(self._folder, self._output, self._own_dotfiles())
            else:
                self._output.parent.mkdir(parents=True, exist_ok=True)
                self._folder.rename(self._output)
        self._is_published = True

    def close(self, ledger: Ledger) -> None:
        """Let the next build go on with what was written and not published."""
        if not self._is_published:
            with disk_faults("look into", self._folder):
                self._register(ledger)

    def _register(self, ledger: Ledger) -> None:
        manifest = manifest_of(self._folder, self._files, self._folders, self._touched)
        ledger.write(name_of(self._folder), manifest)

    def _own_dotfiles(self) -> Iterator[str]:
        """Yield those of our files with a dot that lie unchanged in what was the output."""
        for path, file in self._shared.items():
            if path.startswith(".") and file.is_at(f"{self._folder}{os.sep}{path}"):
                yield path

    def _drop(self, paths: list[str]) -> None:
        """Remove files, and the folders that are empty without them."""
        for path in paths:
            del self._files[path]
            (self._folder / path).unlink()
        folders = {parent for path in paths for parent in parents_of(path)}
        self._touched.update(folders)
        for folder in sorted(folders, reverse=True):
            with suppress(OSError):
                (self._folder / folder).rmdir()
                self._made.discard(folder)


def _write_new(path: str, data: bytes) -> os.stat_result:
    """Write a file where there is none, by the system's own calls: a site has many files."""
    file = os.open(path, _NEW_FILE, 0o666)
    try:
        while data:
            data = data[os.write(file, data) :]
        return os.fstat(file)
    finally:
        os.close(file)


def digest_of(data: bytes) -> bytes:
    """Return what stands for the bytes of a file."""
    return blake2b(data, digest_size=_DIGEST_BYTES).digest()


@contextmanager
def stage(output: Path, cache: Path, ledger: Ledger) -> Iterator[Stage]:
    """Give a stage for ``output`` that holds what is left of an older site.

    The caller holds the lock of ``cache``. What is not published when it ends without a fault
    waits for the next build; after a fault the stage is cleared away.
    """
    check_target(output, cache)
    folder = _stage_folder(output, cache)
    with disk_faults("clear", folder):
        spare = _spare(folder, output, ledger)
        published = ledger.read(name_of(output)) if output.is_dir() else None
    made = Stage(folder, output, spare, published or _NOTHING)
    try:
        yield made
    except BaseException:
        with suppress(OSError):
            _clear(folder)
        raise
    made.close(ledger)


def _spare(folder: Path, output: Path, ledger: Ledger) -> Manifest:
    """Prepare the stage: empty, or with the files of an older site if all of them are sound.

    From here on nothing is known of it until it is complete.
    """
    if folder.is_dir() and not folder.is_symlink():
        manifest = ledger.read(name_of(folder)) or _NOTHING
        ledger.forget(name_of(folder))
        if output.is_dir():
            _carry_dotfiles(folder, output, manifest.files)
        if manifest.files and is_unchanged(folder, manifest):
            return manifest
    _clear(folder)
    folder.mkdir(parents=True)
    return _NOTHING


def _stage_folder(output: Path, cache: Path) -> Path:
    home = output.parent
    while not home.exists():
        home = home.parent
    with disk_faults("look into", home):
        if cache.stat().st_dev == home.stat().st_dev:
            return cache / STAGE
    return output.with_name(f".{output.name}.stage")


def _clear(folder: Path) -> None:
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)


def _carry_dotfiles(old: Path, new: Path, ours: Iterable[str]) -> None:
    """Take along what others keep in the output folder under a dot (``.git``, say)."""
    known = {MARKER, *(path.partition("/")[0] for path in ours)}
    for file in old.iterdir():
        kept = new / file.name
        if file.name.startswith(".") and file.name not in known and not kept.exists():
            file.rename(kept)
