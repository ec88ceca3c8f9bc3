"""The files that a build reads, each with the fingerprint of its bytes."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from site_builder import content
from site_builder.build.request import Problems
from site_builder.cache import (
    Identities,
    Identity,
    encoded,
    fingerprint,
    identity_of,
    of_bytes,
)
from site_builder.content import ContentFile, FileKind

_TEMPLATES = "templates"
# Bytes. What finds no room is read twice.
_MOST_HELD = 64 << 20


class InputsChangedError(Exception):
    """A file is not any more what it was when the build began."""


class Input(NamedTuple):
    """A file of the content tree.

    ``digest`` is the fingerprint of its bytes; where they can't be read, of the reason, which
    ``problems`` say. ``held`` has the bytes if they were read, until they are asked for, where
    there was room for them: all files together may be more than that.
    """

    file: ContentFile
    identity: Identity | None
    digest: bytes
    held: list[bytes]
    problems: Problems

    @property
    def size(self) -> int:
        """How many bytes there are to work through."""
        return 0 if self.identity is None else self.identity.size

    def load(self) -> tuple[bytes | None, Problems]:
        """Return the bytes, read now if they are not at hand, or what is wrong.

        Raises ``InputsChangedError`` where they are not what the digest says.
        """
        if self.held:
            return self.held.pop(), []
        if self.problems:
            return None, self.problems
        data, problems = content.load(self.file)
        if _digest(data, problems) != self.digest:
            raise InputsChangedError
        return data, problems


@dataclass(frozen=True, slots=True)
class Inputs:
    """The content tree, and the state of the folder with the digest's own templates.

    ``files`` are in the order of their paths; ``problems`` are what has no place in the tree.
    """

    root: Path
    files: tuple[Input, ...]
    problems: Problems
    templates: tuple[tuple[str, Identity], ...]

    def of(self, *kinds: FileKind) -> list[Input]:
        """Return the files of some kinds."""
        return [one for one in self.files if one.file.kind in kinds]

    @property
    def fingerprint(self) -> bytes:
        """What stands for all of it: equal inputs make equal sites."""
        parts = (part for one in self.files for part in (one.file.path.encode(), one.digest))
        return fingerprint(encoded((self.problems, self.templates)), *parts)

    def are_settled(self, identities: Identities) -> bool:
        """Tell whether the templates' times are old enough to tell two states of them apart."""
        return all(identities.is_settled(identity) for _, identity in self.templates)

    def are_what_they_were(self) -> bool:
        """Tell whether nothing in the content or the templates has changed since."""
        listed, problems = content.list_files(self.root)
        return (
            problems == self.problems
            and len(listed) == len(self.files)
            and all(
                file == one.file and _identity(file.where) == one.identity
                for file, one in zip(listed, self.files, strict=True)
            )
            and _templates(self.root) == self.templates
        )


def take_stock(root: Path, identities: Identities) -> Inputs:
    """List the content, and read what is not known already by its identity."""
    templates = _templates(root)
    listed, problems = content.list_files(root)
    files = tuple(_inputs(listed, identities))
    return Inputs(root, files, problems, templates)


def _inputs(listed: Iterable[ContentFile], identities: Identities) -> Iterator[Input]:
    room = _MOST_HELD
    for file in listed:
        one = _input(file, identities)
        room -= sum(map(len, one.held))
        yield one if room > 0 else one._replace(held=[])


def _input(file: ContentFile, identities: Identities) -> Input:
    identity = _identity(file.where)
    known = None if identity is None else identities.fingerprint(file.path, identity)
    if known is not None:
        return Input(file, identity, known, [], [])
    if file.kind is FileKind.ASSET:
        asset, problems = content.read_asset(file)
        data, digest = None, bytes.fromhex(asset.digest) if asset else _digest(None, problems)
    else:
        data, problems = content.load(file)
        digest = _digest(data, problems)
    if identity is not None and not problems:
        identities.remember(file.path, identity, digest)
    return Input(file, identity, digest, [] if data is None else [data], problems)


def _digest(data: bytes | None, problems: Problems) -> bytes:
    return fingerprint(encoded(problems)) if data is None else of_bytes(data)


def _identity(location: str) -> Identity | None:
    try:
        return identity_of(os.lstat(location))
    except OSError:
        return None


def _templates(root: Path) -> tuple[tuple[str, Identity], ...]:
    """Note all that lies in the folder of templates, and where its links lead."""
    folder = root / _TEMPLATES
    return tuple(sorted(_states(folder, root))) if folder.is_dir() else ()


def _states(folder: Path, root: Path) -> Iterator[tuple[str, Identity]]:
    for path in folder.rglob("*"):
        name = os.fsencode(path.relative_to(root)).decode("utf-8", "backslashreplace")
        for state in (path.lstat, path.stat):
            try:
                yield name, identity_of(state())
            except OSError:
                yield name, Identity(0, 0, 0, 0)
