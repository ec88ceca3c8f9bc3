"""Which files must be read again: not those that are still what they were when they were read."""

import os
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

# A clock that tells file times may tick as seldom as this (FAT); a file that was changed within
# one tick of being read may change once more without showing it.
_TICK = 2_000_000_000


class Identity(NamedTuple):
    """What a file system says of a file; a change of its bytes changes one of these."""

    size: int
    modified: int
    changed: int
    inode: int


def identity_of(state: os.stat_result) -> Identity:
    """Return the identity of a file by its state."""
    return Identity(state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)


_NOBODY = Identity(0, 0, 0, 0)


class Identities:
    """Fingerprints of files by path and identity.

    ``now`` is the file system's own clock when the build began: what changed within its last tick
    is known by its fingerprint, but not by its identity.
    """

    def __init__(self, now: int, known: Mapping[str, tuple[Identity, bytes]]) -> None:
        self._now = now
        self._known = known
        self._found: dict[str, tuple[Identity, bytes]] = {}

    @property
    def found(self) -> Mapping[str, tuple[Identity, bytes]]:
        """What is known of the files that were asked for: what the next build should know."""
        return self._found

    @property
    def is_new(self) -> bool:
        """Tell whether this is more, or less, than what was known before."""
        return self._found != self._known

    def fingerprint(self, path: str, identity: Identity) -> bytes | None:
        """Return the fingerprint of a file's bytes if it is the file that we know."""
        known = self._known.get(path)
        if known is None or known[0] != identity:
            return None
        self._found[path] = known
        return known[1]

    def remember(self, path: str, identity: Identity, fingerprint: bytes) -> None:
        """Note the fingerprint of a file, whose identity was taken before it was read."""
        self._found[path] = identity if self.is_settled(identity) else _NOBODY, fingerprint

    def is_settled(self, identity: Identity) -> bool:
        """Tell whether a change from now on would show in the identity."""
        return max(identity.modified, identity.changed) < self._now - _TICK


def clock_of(folder: Path) -> int:
    """Return what the time is by the clock of a folder's file system, 0 where it won't say."""
    try:
        with TemporaryFile(dir=folder) as file:
            return os.fstat(file.fileno()).st_mtime_ns
    except OSError:
        return 0
