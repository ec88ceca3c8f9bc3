"""Watching by looking again and again, where the machine doesn't tell what changes.

watchfiles can poll, too, but takes a file for unchanged if its time is the same to the second: the
second of two quick saves would be lost.
"""

import os
import threading
from collections.abc import Iterable, Iterator, Mapping
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
    """Yield the files in folders, links followed, with what changes when they do."""
    entered: set[tuple[int, int]] = set()
    waiting = [str(folder) for folder in folders]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    stat = entry.stat()
                    if not entry.is_dir():
                        yield entry.path, (stat.st_mtime_ns, stat.st_size, stat.st_ino)
                    elif (stat.st_dev, stat.st_ino) not in entered:
                        entered.add((stat.st_dev, stat.st_ino))
                        waiting.append(entry.path)
        except OSError:
            # It went while it was looked at: the next look shows what has become of it.
            continue
