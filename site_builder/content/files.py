"""What lies in the content tree: which files are read as what, and what has no place there.

The walk never opens a file and follows no link out of the root. Paths that diagnostics and records
hold are relative to the root, with slashes, and printable.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from site_builder.characters import forbidden, name_of
from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.documents import did_you_mean, quoted


class FileKind(StrEnum):
    """What a file of the content tree holds."""

    ARTICLE = "article"
    SOURCE = "source"
    TOPIC = "topic"
    CLAIM = "claim"
    PAGE = "page"
    ASSET = "asset"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A file to read: its path relative to the root, where it is on the disk, what it holds."""

    path: str
    where: str
    kind: FileKind

    @property
    def location(self) -> Path:
        """Where it is on the disk. There are many files: most are asked for by ``where``."""
        return Path(self.where)


CONTENT = "content"
SETTINGS = "site.yaml"
MARKDOWN = ".md"

_FOLDERS = {
    "articles": FileKind.ARTICLE,
    "sources": FileKind.SOURCE,
    "topics": FileKind.TOPIC,
    "claims": FileKind.CLAIM,
    "pages": FileKind.PAGE,
    "assets": FileKind.ASSET,
}
_DEEP = frozenset({FileKind.ARTICLE, FileKind.ASSET})

# Copies and locks that editors, office programs and file managers leave beside files.
_LEFT_BEHIND = (".bak", ".orig", ".rej", ".tmp", ".swp", ".swo", ".swx", "~")
_SYSTEM_FILES = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX", "Icon\r"})

Found = ContentFile | Diagnostic


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder on the walk: on the disk, as its path is printed, and what its files hold."""

    location: str
    path: str
    kind: FileKind | None


@dataclass(frozen=True, slots=True)
class _Bounds:
    """How far links may lead; ``linked`` are the real folders that a link has led to."""

    root: str
    content: str
    linked: set[str]

    def reads_already(self, real: str) -> bool:
        """Tell whether a folder is part of the content, holds it, or was linked before."""
        return (
            real in self.linked or _is_within(real, self.content) or _is_within(self.content, real)
        )


def list_files(root: Path) -> tuple[tuple[ContentFile, ...], list[Diagnostic]]:
    """List the files of ``root/content`` in the order of their paths.

    A folder without content gives nothing: whoever needs ``site.yaml`` misses it.
    """
    content = root / CONTENT
    if not os.path.lexists(content):
        return (), []
    real_root = os.path.realpath(root)
    real = os.path.realpath(content)
    if not _is_within(real, real_root):
        return (), [_leaves_root(CONTENT)]
    bounds = _Bounds(real_root, real, set())
    files, problems = [], []
    for found in _walk(_Folder(str(content), CONTENT, None), bounds):
        if isinstance(found, ContentFile):
            files.append(found)
        else:
            problems.append(found)
    return tuple(sorted(files, key=lambda file: file.path)), problems


def _walk(folder: _Folder, bounds: _Bounds) -> Iterator[Found]:
    try:
        with os.scandir(folder.location) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except OSError as fault:
        yield unreadable(folder.path, fault)
        return
    for entry in listed:
        if is_left_aside(entry.name):
            continue
        problem = _name_problem(folder.path, entry.name)
        if problem is not None:
            yield problem
        else:
            yield from _visit(entry, folder, bounds)


def _visit(entry: os.DirEntry[str], folder: _Folder, bounds: _Bounds) -> Iterator[Found]:
    path = f"{folder.path}/{entry.name}"
    if entry.is_symlink():
        yield from _follow(entry, folder, path, bounds)
    elif entry.is_dir(follow_symlinks=False):
        yield from _enter(entry.name, _Folder(entry.path, path, folder.kind), bounds)
    elif entry.is_file(follow_symlinks=False):
        yield _sort(entry.name, folder, path, entry.path)
    else:
        yield no_file(path)


def _follow(
    entry: os.DirEntry[str], folder: _Folder, path: str, bounds: _Bounds
) -> Iterator[Found]:
    """Take the target of a link for what it points to, if that is within the root."""
    real = os.path.realpath(entry.path)
    if not _is_within(real, bounds.root):
        yield _leaves_root(path)
        return
    try:
        mode = entry.stat().st_mode
    except OSError:
        message = "The link leads to nothing that could be read."
        yield Diagnostic.of(Code.UNREADABLE_FILE, Place(path), message, "Remove or repair it.")
        return
    if stat.S_ISREG(mode):
        yield _sort(entry.name, folder, path, real)
    elif not stat.S_ISDIR(mode):
        yield no_file(path)
    elif bounds.reads_already(real):
        message = "The link leads to a folder that is read already."
        yield Diagnostic.of(Code.UNREADABLE_FILE, Place(path), message, "Remove the link.")
    else:
        bounds.linked.add(real)
        yield from _enter(entry.name, _Folder(real, path, folder.kind), bounds)


def _enter(name: str, folder: _Folder, bounds: _Bounds) -> Iterator[Found]:
    """Walk a folder, if anything in it can be read."""
    if folder.path.count("/") > 1:
        if folder.kind in _DEEP:
            yield from _walk(folder, bounds)
        else:
            yield _stray(folder.path, "Files of this kind lie side by side, in no folders.")
    elif name in _FOLDERS:
        yield from _walk(_Folder(folder.location, folder.path, _FOLDERS[name]), bounds)
    else:
        known = ", ".join(_FOLDERS)
        hint = did_you_mean(name, _FOLDERS) or f"The folders of the content are {known}."
        yield _stray(folder.path, hint)


def _sort(name: str, folder: _Folder, path: str, location: str) -> Found:
    """Say what a file holds, or that it is stray."""
    kind = folder.kind
    if kind is None:
        if name == SETTINGS:
            return ContentFile(path, location, FileKind.SETTINGS)
        return _stray(path, did_you_mean(name, (SETTINGS,)) or "Move it into one of the folders.")
    if kind is FileKind.ASSET or (name.endswith(MARKDOWN) and name != MARKDOWN):
        return ContentFile(path, location, kind)
    hint = "Articles and descriptions end in .md; other files belong into content/assets."
    return _stray(path, hint)


def is_left_aside(name: str) -> bool:
    """Tell whether a file or folder of this name is none of the content: hidden, or a copy."""
    return (
        name.startswith((".", "~$"))
        or name.endswith(_LEFT_BEHIND)
        or (name.startswith("#") and name.endswith("#"))
        or name in _SYSTEM_FILES
    )


def _name_problem(folder: str, name: str) -> Diagnostic | None:
    """Refuse a name that is no UTF-8, or that could not be printed."""
    if name.isascii() and name.isprintable():
        return None
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        message = "The file's name is not UTF-8."
        return Diagnostic.of(
            Code.UNDECODABLE_NAME, Place(f"{folder}/{_printable(name)}"), message, "Rename it."
        )
    fault = next(forbidden(name.translate(_LINES)), None)
    if fault is None:
        return None
    message = f"The file's name holds the character {name_of(name[fault.offset])}."
    return Diagnostic.of(fault.code, Place(f"{folder}/{_printable(name)}"), message, "Rename it.")


# Tabs and ends of lines, which texts may have, and names not.
_LINES = {9: 1, 10: 1, 13: 1}


def _printable(name: str) -> str:
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _is_within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def _leaves_root(path: str) -> Diagnostic:
    message = "The link leads out of the digest's folder."
    hint = "Copy what it points to into the content."
    return Diagnostic.of(Code.LINK_LEAVES_ROOT, Place(path), message, hint)


def _stray(path: str, hint: str) -> Diagnostic:
    name = quoted(path.rpartition("/")[2])
    message = f"Nothing reads {name} at this place."
    return Diagnostic.of(Code.STRAY_FILE, Place(path), message, hint)


def no_file(path: str) -> Diagnostic:
    """Say that something in the content tree is never opened."""
    message = "This is a pipe, a socket or a device, and no file."
    return Diagnostic.of(Code.NOT_A_FILE, Place(path), message, "Remove it from the content.")


def unreadable(path: str, fault: OSError) -> Diagnostic:
    """Say that the machine does not let a file or folder be read."""
    message = f"This can't be read: {fault.strerror or 'unknown reason'}."
    hint = "Look at its permissions."
    return Diagnostic.of(Code.UNREADABLE_FILE, Place(path), message, hint)
