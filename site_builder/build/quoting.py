"""The lines that problems quote, left out of the records that are kept of articles.

Each place in a record would have its own copy of a line: of many articles these took as much room
as all else. Few places are ever part of a problem; those get their lines from the files again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from site_builder.diagnostics import Diagnostic, Place
from site_builder.documents import lines_of
from site_builder.model import Article, Located, MarkdownText, SourceReference


def without_lines(article: Article, body: MarkdownText) -> Article:
    """Leave out the lines of those places that nearly every article has; give it another body."""
    return replace(
        article,
        body=body,
        id=_located(article.id),
        slug=_located(article.slug),
        source=_source(article.source),
    )


def _source(source: SourceReference) -> SourceReference:
    return replace(
        source,
        name=source.name and _located(source.name),
        url=source.url and _located(source.url),
        place=_bare(source.place),
    )


def _located(one: Located[str]) -> Located[str]:
    return Located(one.value, _bare(one.place))


def _bare(place: Place) -> Place:
    return Place(place.path, place.line, place.column, place.length)


def with_lines(problems: Iterable[Diagnostic], root: Path) -> Iterator[Diagnostic]:
    """Give each problem the line that it names, as its file has it now."""
    known: dict[str, list[str]] = {}
    for problem in problems:
        place = problem.place
        # What names a whole file names its first line, where no field can stand.
        if place.excerpt or place.line == 1:
            yield problem
            continue
        if place.path not in known:
            known[place.path] = _lines(root, place.path)
        lines = known[place.path]
        line = lines[place.line - 1] if place.line <= len(lines) else ""
        yield replace(problem, place=place._replace(excerpt=line))


def _lines(root: Path, path: str) -> list[str]:
    try:
        data = (root / path).read_bytes()
    except OSError:
        return []
    return lines_of(path, data)
