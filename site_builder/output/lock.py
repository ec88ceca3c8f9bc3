"""One build at a time: a lock that dies with its process."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from site_builder.diagnostics import EnvironmentFault
from site_builder.output.faults import disk_faults

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a cache folder, or raise ``EnvironmentFault`` where another build has it.

    The operating system lets go of it when the process ends, however it ends.
    """
    with disk_faults("lock", folder):
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _take(handle)
        except OSError:
            raise EnvironmentFault(
                f"Another build is at work in {folder}: wait for it, or stop it."
            ) from None
        yield
    finally:
        os.close(handle)
