"""The content tree as the commands for single files see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from site_builder import config, content
from site_builder.content import ContentFile, FileKind
from site_builder.diagnostics import Code, Diagnostic, Place, Severity
from site_builder.model import Article, Claim, Page, Settings, Source, Topic

Decoded: TypeAlias = tuple[Article | Source | Topic | Claim | Page | None, list[Diagnostic]]

SETTINGS_PATH = "content/site.yaml"


@dataclass(frozen=True, slots=True)
class Tree:
    """A digest: its folder, what site.yaml says, and its files."""

    root: Path
    settings: Settings
    files: tuple[ContentFile, ...]


def open_tree(root: Path) -> tuple[Tree | None, list[Diagnostic]]:
    """List the files of a digest, or say why it can't be read. Other files' faults are ignored."""
    settings, problems = read_settings_of(root)
    if settings is None:
        return None, problems
    files, _ = content.list_files(root)
    return Tree(root, settings, files), []


def read_settings_of(root: Path) -> tuple[Settings | None, list[Diagnostic]]:
    """Read the site.yaml of a folder."""
    file = file_at(root, SETTINGS_PATH, FileKind.SETTINGS)
    if not file.location.is_file():
        message = "This folder has no content/site.yaml, so it is no digest yet."
        hint = "Make one with `digest init`, or say where the digest is with --root."
        return None, [Diagnostic.of(Code.MISSING_SETTINGS, Place(SETTINGS_PATH), message, hint)]
    data, problems = content.load(file)
    if data is None:
        return None, problems
    return config.read_settings(file.path, data, None)


def file_at(root: Path, path: str, kind: FileKind) -> ContentFile:
    """Describe a file of the tree, be it there or not."""
    return ContentFile(path=path, where=str(root.joinpath(*PurePosixPath(path).parts)), kind=kind)


def decode_as(tree: Tree, path: str, kind: FileKind, data: bytes) -> Decoded:
    """Read bytes as a build would read them at ``path``; return the record and the errors."""
    record, problems = content.decode(file_at(tree.root, path, kind), data, tree.settings)
    return record, [problem for problem in problems if problem.severity is Severity.ERROR]


def sources_of(tree: Tree) -> Iterator[Source]:
    """Yield the publishers that can be read."""
    for file in tree.files:
        if file.kind is FileKind.SOURCE:
            data, _ = content.load(file)
            if data is not None:
                record, _ = content.decode(file, data, tree.settings)
                if isinstance(record, Source):
                    yield record
