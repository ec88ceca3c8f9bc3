"""The content tree: its files, and the records that they hold.

``list_files`` and ``load`` touch the disk; ``decode`` is pure and may run in any process.
"""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from site_builder.content.article import decode_article
from site_builder.content.claim import decode_claim
from site_builder.content.described import decode_page, decode_source, decode_topic
from site_builder.content.files import ContentFile, FileKind, is_left_aside, list_files
from site_builder.content.reading import load, read_asset
from site_builder.diagnostics import Code, Diagnostic, Severity
from site_builder.documents import Document, read_document
from site_builder.model import Article, Claim, Page, Settings, Source, Topic

__all__ = [
    "ContentFile",
    "FileKind",
    "Record",
    "decode",
    "is_left_aside",
    "list_files",
    "load",
    "read_asset",
]

Record: TypeAlias = Article | Source | Topic | Claim | Page

_DECODERS: Mapping[FileKind, Callable[[Document, Settings], Record | None]] = {
    FileKind.ARTICLE: decode_article,
    FileKind.SOURCE: decode_source,
    FileKind.TOPIC: decode_topic,
    FileKind.CLAIM: decode_claim,
    FileKind.PAGE: decode_page,
}

# Nobody mends more in one go, and a hostile file could have a hundred thousand.
_MOST_PROBLEMS = 100


def decode(
    file: ContentFile, data: bytes, settings: Settings
) -> tuple[Record | None, list[Diagnostic]]:
    """Make a record of a file's bytes, and list everything that is wrong with them.

    There is no record where anything is an error. ``file`` is no asset and not ``site.yaml``.
    """
    document, problems = read_document(file.path, data)
    record = None if document is None else _DECODERS[file.kind](document, settings)
    if any(problem.severity is Severity.ERROR for problem in problems):
        record = None
    return record, _limited(problems)


def _limited(problems: list[Diagnostic]) -> list[Diagnostic]:
    if len(problems) <= _MOST_PROBLEMS:
        return problems
    last = problems[_MOST_PROBLEMS]
    more = len(problems) - _MOST_PROBLEMS
    message = f"The file has {more} more problems from here on."
    note = Diagnostic.of(Code.TOO_MANY_PROBLEMS, last.place, message, "Mend the others first.")
    return [*problems[:_MOST_PROBLEMS], note]
