"""Single files of the content tree, as ``digest new`` and ``digest move`` write them.

Beside them, a folder for what another program writes.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from site_builder.diagnostics import EnvironmentFault
from site_builder.output.faults import disk_faults


def create_file(path: Path, data: bytes) -> None:
    """Write a new file and its folders. A file that is there already is an ``EnvironmentFault``."""
    with disk_faults("write", path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            raise EnvironmentFault(f"{path} exists already: nothing was written.") from None
        except OSError:
            path.unlink(missing_ok=True)
            raise


def write_file(path: Path, data: bytes) -> None:
    """Write a file that anybody may make again, whatever was there."""
    with disk_faults("write", path), path.open("wb") as file:
        file.write(data)


def replace_file(path: Path, data: bytes) -> None:
    """Put new bytes in the place of a file's old ones, in one step and with its permissions."""
    with disk_faults("write", path):
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        aside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            aside.chmod(path.stat().st_mode & 0o7777)
            aside.replace(path)
        except OSError:
            aside.unlink(missing_ok=True)
            raise


def move_file(old: Path, new: Path) -> None:
    """Rename a file, never over another one: that is an ``EnvironmentFault``."""
    with disk_faults("move", old):
        new.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old, new)
        except FileExistsError:
            raise EnvironmentFault(f"{new} exists already: nothing was moved.") from None
        old.unlink()


@contextmanager
def scratch(folder: Path) -> Iterator[Path]:
    """Give an empty folder, below ``folder``, for another program to write in.

    Both go with the block, and so does what killed builds left. Their programs may still be
    writing, so that nobody gets the same folder twice.
    """
    with disk_faults("write in", folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        empty = Path(tempfile.mkdtemp(dir=folder))
    try:
        yield empty
    finally:
        shutil.rmtree(folder, ignore_errors=True)
