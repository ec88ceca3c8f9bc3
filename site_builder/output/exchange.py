"""Two folders change places in one step, where the system can do that."""

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2


def exchange(one: Path, other: Path) -> None:
    """Let two folders of one file system change places. Raises ``OSError``.

    Linux: ``renameat2`` with ``RENAME_EXCHANGE``; macOS: ``renamex_np`` with ``RENAME_SWAP``.
    Elsewhere, and on file systems that know neither, two renames with a moment between them.
    """
    if not _exchange_in_one_step(os.fsencode(one), os.fsencode(other)):
        aside = one.with_name(f"{one.name}.aside")
        other.rename(aside)
        one.rename(other)
        aside.rename(one)


def _exchange_in_one_step(one: bytes, other: bytes) -> bool:
    library = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        rename = ctypes.CDLL(None, use_errno=True).renameat2
        return bool(rename(_AT_FDCWD, one, _AT_FDCWD, other, _RENAME_EXCHANGE) == 0)
    if sys.platform == "darwin":
        rename = ctypes.CDLL(None, use_errno=True).renamex_np
        return bool(rename(one, other, _RENAME_SWAP) == 0)
    return False
