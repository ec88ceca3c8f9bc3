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
    own = Path(__file__).parent.parent
    files = (part for path in _files(own) for part in (path, (own / path).read_bytes()))
    parts = (part if isinstance(part, bytes) else part.encode() for part in files)
    return fingerprint(sys.version.encode(), *sorted(_packages()), *parts)


def _files(folder: Path) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in found if "__pycache__" not in path)


def _packages() -> Iterator[bytes]:
    for folder in filter(os.path.isdir, sys.path):
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith((".dist-info", ".egg-info")):
                    yield os.fsencode(entry.name)
