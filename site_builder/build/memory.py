"""What is remembered from build to build, and who keeps it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from site_builder.build.request import Report, Request
from site_builder.cache import (
    Codec,
    Identities,
    Identity,
    Store,
    clock_of,
    encoded,
    fingerprint,
    of_bytes,
    of_program,
    store,
)
from site_builder.output import Manifest, is_unchanged, name_of

Item = TypeVar("Item")
Value = TypeVar("Value")

_IDENTITIES = Codec(dict[str, tuple[Identity, bytes]])
_MANIFESTS = Codec(Manifest)
_PAST = b"past"

# So many values are asked for in one go: each of them takes memory until it is read.
_AT_A_TIME = 200


@dataclass(frozen=True, slots=True)
class Past:
    """A build that was published.

    ``inputs`` and ``site`` stand for all that was read and all that was written; ``since`` is the
    clock by which it was made.
    """

    inputs: bytes
    site: bytes
    since: datetime
    report: Report

    def holds_at(self, now: datetime) -> bool:
        """Tell whether a build at this time would be the same."""
        until = self.report.next_change
        return self.since <= now and (until is None or now < until)


_PASTS = Codec(Past)


def _always(_value: object) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Memory:
    """A store of values, of which each is known by all that it depends on.

    ``program`` stands for all code; it is part of every key of what it computes. ``now`` is the
    time by the cache's file system. As a ``Ledger`` it keeps the
    manifests of sites.
    """

    store: Store
    program: bytes
    now: int

    def key(self, *parts: bytes) -> bytes:
        """Return the key of something that is computed from these parts."""
        return fingerprint(self.program, *parts)

    def recall(
        self,
        items: Sequence[Item],
        key_of: Callable[[Item], bytes],
        read: Callable[[bytes], Value | None],
        make: Callable[[list[Item]], Iterable[bytes]],
        fits: Callable[[Value], bool] = _always,
    ) -> Iterator[Value]:
        """Yield the value of each item: as it is remembered, or made now.

        ``read`` gives None for what is no value; ``fits`` tells whether it is the value still.
        ``make`` is called once, with the items that have none, and gives the bytes of one value
        after the other.
        """
        keys = [key_of(item) for item in items]
        known = self._look_up(keys, read, fits)
        found = list(known)
        missing = [item for item, value in zip(items, found, strict=True) if value is None]
        made = iter(make(missing)) if missing else iter(())
        for key, value in zip(keys, found, strict=True):
            yield self._new(key, next(made), read) if value is None else value

    def _look_up(
        self,
        keys: Sequence[bytes],
        read: Callable[[bytes], Value | None],
        fits: Callable[[Value], bool],
    ) -> Iterator[Value | None]:
        """Yield the value of each key that there is, and that is the value still."""
        for start in range(0, len(keys), _AT_A_TIME):
            for data in self.store.get_some(keys[start : start + _AT_A_TIME]):
                value = None if data is None else read(data)
                yield value if value is not None and fits(value) else None

    def _new(self, key: bytes, data: bytes, read: Callable[[bytes], Value | None]) -> Value:
        self.store.put(key, data)
        value = read(data)
        if value is None:
            raise ValueError("a value that was just made can't be read")
        return value

    def lay_down(self, digest: bytes, data: bytes) -> None:
        """Keep something that is known by its own fingerprint."""
        self.store.put(digest, data)

    def reserve(self, digest: bytes) -> None:
        """Keep what lies there for later builds, whether or not this one takes it up."""
        self.store.reserve(digest)

    def take_up(self, digest: bytes) -> bytes | None:
        """Return what was laid down; None where it is lost."""
        return self.store.get(digest)

    def read(self, folder: bytes) -> Manifest | None:
        """Return the manifest of a folder; None where nothing is known of it."""
        data = self.store.get(_manifest_key(folder))
        return None if data is None else _MANIFESTS.decode(data)

    def write(self, folder: bytes, manifest: Manifest) -> None:
        """Keep the manifest of a folder, whatever becomes of this process."""
        self.store.put(_manifest_key(folder), _MANIFESTS.encode(manifest))
        self.store.commit()

    def forget(self, folder: bytes) -> None:
        """Let nothing be known of a folder, whatever becomes of this process."""
        self.store.forget(_manifest_key(folder))

    def past(self, inputs: bytes, request: Request) -> Report | None:
        """Return the report of the last build, if this one would be the same.

        That is so for the same inputs, the same request, a clock that has passed no date, and an
        output in which nothing has changed since.
        """
        data = self.store.get(self.key_of(request, _PAST))
        past = None if data is None else _PASTS.decode(data)
        if past is None or past.inputs != inputs or not past.holds_at(request.now):
            return None
        written = self._published(request)
        if written is None or of_bytes(written) != past.site:
            return None
        manifest = _MANIFESTS.decode(written)
        is_same = manifest is not None and is_unchanged(request.output_folder, manifest)
        return past.report if is_same else None

    def keep_past(self, inputs: bytes, request: Request, report: Report) -> None:
        """Keep how a build ended that was published."""
        written = self._published(request)
        if written is not None:
            past = Past(inputs, of_bytes(written), request.now, report)
            self.store.put(self.key_of(request, _PAST), _PASTS.encode(past))

    def published(self, request: Request) -> Manifest | None:
        """Return the manifest of what is published, as far as it is known."""
        written = self._published(request)
        return None if written is None else _MANIFESTS.decode(written)

    def _published(self, request: Request) -> bytes | None:
        output = request.output_folder
        return self.store.get(_manifest_key(name_of(output))) if output.is_dir() else None

    def key_of(self, request: Request, *parts: bytes) -> bytes:
        """Return the key of something that the builds of one request leave to each other."""
        asked = (
            str(request.root.resolve()),
            str(request.output_folder.resolve()),
            request.base_url,
            request.drafts,
            request.future,
            request.noindex,
            request.strict,
            request.extras,
            request.preview,
        )
        return self.key(encoded(asked), *parts)

    def identities(self, root: Path) -> Identities:
        """Return what is known of the files of a digest since they were read last."""
        data = self.store.get(_files_key(root))
        return Identities(self.now, {} if data is None else _IDENTITIES.decode(data) or {})

    def known_files(self, root: Path) -> dict[str, bytes]:
        """Return the fingerprints of a digest's files as the last build left them."""
        data = self.store.get(_files_key(root))
        known = None if data is None else _IDENTITIES.decode(data)
        return {path: digest for path, (_, digest) in (known or {}).items()}

    def keep_identities(self, root: Path, identities: Identities) -> None:
        """Keep what is known of the files of a digest now."""
        if identities.is_new:
            self.store.put(_files_key(root), _IDENTITIES.encode(dict(identities.found)))


@dataclass(frozen=True, slots=True)
class LiveMemory(Memory):
    """A memory whose values are at hand as long as the process lives.

    ``given`` are those of the round before, ``used`` those that this one asked for; ``laid`` is
    what was laid down in any round. It serves when its store is closed, and any thread.
    """

    given: Mapping[bytes, Any]
    used: dict[bytes, Any]
    laid: dict[bytes, bytes]
    folder: Path

    @classmethod
    def over(
        cls, memory: Memory, given: Mapping[bytes, Any], laid: dict[bytes, bytes], folder: Path
    ) -> "LiveMemory":
        """Begin a round over another memory, whose store is in a folder."""
        return cls(memory.store, memory.program, memory.now, given, {}, laid, folder)

    def lay_down(self, digest: bytes, data: bytes) -> None:
        """Keep something that is known by its own fingerprint."""
        super(LiveMemory, self).lay_down(digest, data)
        self.laid[digest] = data

    def take_up(self, digest: bytes) -> bytes | None:
        """Return what was laid down; None where it is lost."""
        if digest in self.laid:
            return self.laid[digest]
        with store(self.folder, is_kept=False) as opened:
            return opened.get(digest)

    def take_in(self, digests: Collection[bytes]) -> None:
        """Have all of these at hand, and what was laid down else no more."""
        missing = [digest for digest in digests if digest not in self.laid]
        with store(self.folder, is_kept=False) as opened:
            for start in range(0, len(missing), _AT_A_TIME):
                some = missing[start : start + _AT_A_TIME]
                found = zip(some, opened.get_some(some), strict=True)
                self.laid.update((digest, data) for digest, data in found if data is not None)
        for digest in self.laid.keys() - set(digests):
            del self.laid[digest]

    def _look_up(
        self,
        keys: Sequence[bytes],
        read: Callable[[bytes], Value | None],
        fits: Callable[[Value], bool],
    ) -> Iterator[Value | None]:
        given: dict[bytes, Value | None] = {key: self.given.get(key) for key in keys}
        missing = [key for key, value in given.items() if value is None or not fits(value)]
        found = super(LiveMemory, self)._look_up(missing, read, fits)
        given.update(zip(missing, found, strict=True))
        self.used.update((key, value) for key, value in given.items() if value is not None)
        return (given[key] for key in keys)

    def _new(self, key: bytes, data: bytes, read: Callable[[bytes], Value | None]) -> Value:
        value = super(LiveMemory, self)._new(key, data, read)
        self.used[key] = value
        return value


def _manifest_key(folder: bytes) -> bytes:
    return fingerprint(b"manifest", folder)


def _files_key(root: Path) -> bytes:
    return fingerprint(b"files", encoded(str(root.resolve())))


@contextmanager
def remembering(folder: Path) -> Iterator[Memory]:
    """Open the memory of a cache folder."""
    with store(folder) as opened:
        yield Memory(opened, of_program(), clock_of(folder))


@contextmanager
def forgetful(folder: Path) -> Iterator[Memory]:
    """Open the memory of a cache folder to look things up; nothing new is kept."""
    with store(folder, is_kept=False) as opened:
        yield Memory(opened, of_program(), 0)
