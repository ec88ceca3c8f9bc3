"""Short bytes that stand for long ones."""

import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

_BYTES = 16


def of_bytes(data: bytes) -> bytes:
    """Return the fingerprint of some bytes."""
    return blake2b(data, digest_size=_BYTES).digest()


def fingerprint(*parts: bytes) -> bytes:
    """Return the fingerprint of several parts; where one ends and the next begins counts."""
    digest = blake2b(digest_size=_BYTES)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


@lru_cache(maxsize=1)
def of_program() -> bytes:
    """Return the fingerprint of all that computes: Python, this program, and every package.

    The program is known by its files' bytes, not by its version: who works on it must not meet
    the results of yesterday's code. Packages are known by their names and versions.
    """
    own = os.fspath(Path(__file__).parent.parent)
    files = sorted(_files(own, ""))
    parts = (part for name, path in files for part in (name.encode(), Path(path).read_bytes()))
    return fingerprint(sys.version.encode(), *sorted(_packages()), *parts)


def _files(folder: str, below: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the path of each file, the name relative and with slashes."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file():
                yield f"{below}{entry.name}", entry.path
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _files(entry.path, f"{below}{entry.name}/")


def _packages() -> Iterator[bytes]:
    for folder in filter(os.path.isdir, sys.path):
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith((".dist-info", ".egg-info")):
                    yield os.fsencode(entry.name)
