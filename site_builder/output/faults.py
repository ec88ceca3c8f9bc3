"""One sentence for what an operating system says."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from site_builder.diagnostics import EnvironmentFault

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EACCES: "permission is missing",
    errno.EPERM: "permission is missing",
    errno.EROFS: "the disk can only be read",
    errno.EIO: "the disk reports a fault",
    errno.EMFILE: "too many files are open",
    errno.ENAMETOOLONG: "the name is too long for this disk",
}


@contextmanager
def disk_faults(doing: str, path: Path | str) -> Iterator[None]:
    """Turn an ``OSError`` into an ``EnvironmentFault`` that says what failed, and why."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()
        raise EnvironmentFault(f"Can't {doing} {Path(path)}: {reason}.") from error
