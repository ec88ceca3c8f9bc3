"""Values by fingerprint in one SQLite file; the only user of sqlite3.

Whatever is wrong with the file makes it empty, or makes it forgetful for this build: never a
failure, and never a value that was not put there. Every value carries a checksum over itself and
its key. A killed process loses what it put, not what lay there.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")

_NAME = "store.sqlite"
_VERSION = 1
_SCHEMA = (
    "CREATE TABLE entries (key BLOB PRIMARY KEY, data BLOB NOT NULL)",
    """CREATE TABLE uses (key BLOB PRIMARY KEY, generation INTEGER NOT NULL, size INTEGER NOT NULL)
    WITHOUT ROWID""",
)
# There is no power cut to survive, since all of it can be made again; a killed process leaves a
# journal, by which the next one undoes what was half done.
_SETTINGS = (
    "PRAGMA page_size = 8192",
    "PRAGMA auto_vacuum = INCREMENTAL",
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = OFF",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
_GET = "SELECT key, data FROM entries WHERE key IN ({})"
_PUT = "INSERT OR REPLACE INTO entries VALUES (?, ?)"
_USE = "INSERT OR REPLACE INTO uses VALUES (?, ?, ?)"
_FORGET = "DELETE FROM entries WHERE key = ?"
_CHECKSUM = 16
# Python can't decode some messages of SQLite's, which quote what is damaged.
_FAULTS = sqlite3.Error, UnicodeDecodeError
# Whoever looks something up is through before so many seconds have passed.
_PATIENCE = 0.5
# Values that this build has not used go, longest unused first, when all take more than this.
_MOST_BYTES = 1 << 30
_MOST_BUILDS = 1 << 32
# So many builds may pass before a value's use is written down again.
_LAZY = 16


class Store:
    """Values by fingerprint. What is put is kept when the store is closed."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection | None,
        most_bytes: int,
        *,
        is_kept: bool = True,
    ) -> None:
        self._path = path
        self._is_kept = is_kept
        self._connection = connection
        self._most_bytes = most_bytes
        self._used: set[bytes] = set()
        # None as long as nothing was put.
        self._number: int | None = None

    def get(self, key: bytes) -> bytes | None:
        """Return the value of a key; None where there is none, or none that is whole."""
        return self.get_some([key])[0]

    def get_some(self, keys: Sequence[bytes]) -> list[bytes | None]:
        """Return the values of some keys, a few hundred at most, as ``get`` does: in one go."""
        query = _GET.format(",".join("?" * len(keys)))
        rows = self._try(lambda connection: connection.execute(query, keys).fetchall())
        found = dict(rows or ())
        return [self._whole(key, found.get(key)) for key in keys]

    def _whole(self, key: bytes, stored: object) -> bytes | None:
        if not isinstance(stored, bytes):
            return None
        value = stored[_CHECKSUM:]
        if stored[:_CHECKSUM] != _seal(key, value):
            return None
        self._used.add(key)
        return value

    def reserve(self, key: bytes) -> None:
        """Count a value as used without looking at it."""
        self._used.add(key)

    def put(self, key: bytes, value: bytes) -> None:
        """Remember a value, in a store that is kept."""
        if not self._is_kept:
            return
        data = _seal(key, value) + value
        self._try(lambda connection: self._insert(connection, key, data))

    def _insert(self, connection: sqlite3.Connection, key: bytes, data: bytes) -> None:
        connection.execute(_PUT, (key, data))
        connection.execute(_USE, (key, self._generation(connection), len(data)))

    def _generation(self, connection: sqlite3.Connection) -> int:
        """Return the number of the builds that put something, this one among them."""
        if self._number is None:
            last = connection.execute("SELECT max(generation) FROM uses").fetchone()[0]
            if not isinstance(last, int | None) or (last or 0) > _MOST_BUILDS:
                raise sqlite3.DatabaseError("not a number of builds")
            self._number = (last or 0) + 1
        return self._number

    def forget(self, key: bytes) -> None:
        """Let a value be forgotten now, whatever becomes of this process."""
        if self._is_kept:
            self._try(lambda connection: connection.execute(_FORGET, (key,)))
            self.commit()

    def commit(self) -> None:
        """Keep what was put so far, whatever becomes of this process."""
        self._try(sqlite3.Connection.commit)

    def close(self) -> None:
        """Keep what was put, and make room."""
        if self._number is not None:
            self._try(self._note_uses)
            self._try(self._make_room)
        self.commit()
        self._try(sqlite3.Connection.close)

    def _try(self, work: Callable[[sqlite3.Connection], Result]) -> Result | None:
        """Do something; after its first fault everything is a miss and nothing is kept."""
        if self._connection is None:
            return None
        try:
            return work(self._connection)
        except _FAULTS as error:
            with suppress(*_FAULTS):
                self._connection.close()
            self._connection = None
            if self._is_kept and _is_broken(error):
                _remove(self._path)
            return None

    def _note_uses(self, connection: sqlite3.Connection) -> None:
        generation = self._generation(connection)
        old = connection.execute(
            "SELECT key, size FROM uses WHERE generation < ?", (generation - _LAZY,)
        )
        renewed = [(key, generation, size) for key, size in old if key in self._used]
        connection.executemany(_USE, renewed)

    def _make_room(self, connection: sqlite3.Connection) -> None:
        total = connection.execute("SELECT sum(size) FROM uses").fetchone()[0] or 0
        if total <= self._most_bytes:
            return
        excess = total - self._most_bytes * 3 // 4
        gone = list(self._oldest(connection, excess))
        connection.executemany("DELETE FROM entries WHERE key = ?", gone)
        connection.executemany("DELETE FROM uses WHERE key = ?", gone)
        connection.commit()
        connection.execute("PRAGMA incremental_vacuum").fetchall()

    def _oldest(self, connection: sqlite3.Connection, excess: int) -> Iterator[tuple[bytes]]:
        """Yield keys of values that this build did not need, the longest unused first."""
        older = connection.execute(
            "SELECT key, size FROM uses WHERE generation < ? ORDER BY generation",
            (self._generation(connection),),
        )
        for key, size in older:
            if excess <= 0:
                return
            if not isinstance(size, int):
                raise sqlite3.DatabaseError("not a number of bytes")
            if key not in self._used:
                excess -= size
                yield (key,)


def _seal(key: bytes, value: bytes) -> bytes:
    """Return the checksum of a value under a key, which has 64 bytes at most."""
    return blake2b(value, digest_size=_CHECKSUM, key=key).digest()


@contextmanager
def store(folder: Path, most_bytes: int = _MOST_BYTES, *, is_kept: bool = True) -> Iterator[Store]:
    """Open the store of a cache folder, which must be there; a file that is no store goes.

    One that another process is using is left alone: nothing is found then, and nothing kept. Where
    it is not to be kept, a file that is there is looked into, and nothing is changed.
    """
    path = folder / _NAME
    opened = Store(path, _open(path) if is_kept else _look_into(path), most_bytes, is_kept=is_kept)
    try:
        yield opened
    finally:
        opened.close()


def _open(path: Path) -> sqlite3.Connection | None:
    try:
        return _connect(path)
    except _FAULTS as error:
        if not _is_broken(error):
            return None
    try:
        _remove(path)
        return _connect(path)
    except (OSError, *_FAULTS):
        return None


def _look_into(path: Path) -> sqlite3.Connection | None:
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=0, uri=True)
    except (sqlite3.Error, ValueError):
        return None
    return connection


def _is_broken(error: Exception) -> bool:
    """Tell a file that is no store from one that another process uses, or that a disk refuses."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL}


def _remove(path: Path) -> None:
    for ending in ("", "-journal", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + ending).unlink()


def _connect(path: Path) -> sqlite3.Connection:
    """Open a store, or make one. Raises one of ``_FAULTS`` where there is something else."""
    connection = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        for setting in _SETTINGS:
            connection.execute(setting).fetchall()
        _claim(connection)
    except _FAULTS:
        connection.close()
        raise
    return connection


def _claim(connection: sqlite3.Connection) -> None:
    """Make an empty file a store; refuse what is none of this version."""
    found = tuple(sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master") if sql)
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if not found and not version:
        for statement in (*_SCHEMA, f"PRAGMA user_version = {_VERSION}"):
            connection.execute(statement)
        connection.commit()
    elif found != _SCHEMA or version != _VERSION:
        raise sqlite3.DatabaseError("not a store of this version")
