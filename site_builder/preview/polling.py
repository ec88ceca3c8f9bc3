"""Watching by looking again and again, where the machine doesn't tell what changes.

watchfiles can poll, too, but takes a file for unchanged if its time is the same to the second: the
second of two quick saves would be lost.
"""

import os
import stat
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter

# Seconds between two looks, ...
_PAUSE = 0.25
# ... and how many times longer a pause is than a look.
_SHARE = 5

_Identity = tuple[int, int, int]


def poll(folders: Iterable[Path], ended: threading.Event) -> Iterator[frozenset[Path]]:
    """Yield what changed in folders between one look and the next, until ``ended``.

    What is yielded first is nothing: from there on no change is missed.
    """
    known = dict(_files(folders))
    yield frozenset()
    pause = _PAUSE
    while not ended.wait(pause):
        begin = perf_counter()
        seen = dict(_files(folders))
        pause = max(_PAUSE, _SHARE * (perf_counter() - begin))
        yield frozenset(map(Path, _differing(known, seen)))
        known = seen


def _differing(one: Mapping[str, _Identity], other: Mapping[str, _Identity]) -> Iterator[str]:
    return (path for path in {*one, *other} if one.get(path) != other.get(path))


def _files(folders: Iterable[Path]) -> Iterator[tuple[str, _Identity]]:
    """Yield the files in folders, links followed, with what changes when they do.

    What goes while it is looked at, and links that lead nowhere, are not there.
    """
    entered: set[tuple[int, int]] = set()
    waiting = [str(folder) for folder in folders]
    while waiting:
        for path in _entries(waiting.pop()):
            try:
                found = Path(path).stat()
            except OSError:
                continue
            if not stat.S_ISDIR(found.st_mode):
                yield path, (found.st_mtime_ns, found.st_size, found.st_ino)
            elif (found.st_dev, found.st_ino) not in entered:
                entered.add((found.st_dev, found.st_ino))
                waiting.append(path)


def _entries(folder: str) -> Sequence[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.path for entry in entries]
    except OSError:
        return ()
