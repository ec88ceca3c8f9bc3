"""A site that is kept up in memory while its files change: what a preview shows.

A state is what a build of the same files would make, but for this: a page is made when somebody
asks for it, and an article that is broken is shown as it was when it was last whole. Nothing is
written but what the cache remembers.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from site_builder import content
from site_builder.anchoring import Outline, Standing
from site_builder.build.collecting import never_look_through_again, seldom_collecting
from site_builder.build.inputs import Inputs, InputsChangedError, take_stock
from site_builder.build.memory import LiveMemory, Memory, forgetful, remembering
from site_builder.build.pages import Layout, assemble_site, lay_out
from site_builder.build.reading import (
    References,
    read_article,
    read_content,
    reader_of,
    references_of,
    standing_of,
)
from site_builder.build.request import EXIT_SETTINGS, Problems, Report, Request
from site_builder.build.shelf import Shelf
from site_builder.build.showing import Index, State
from site_builder.content import ContentFile, FileKind
from site_builder.diagnostics import EnvironmentFault
from site_builder.graph import Rendered, Site, renew
from site_builder.model import Settings
from site_builder.output import locked

# Somebody who saves this often while the site is read is a program.
_MOST_ATTEMPTS = 10
_CONTENT = "content/"


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read, what was joined of it, and what is wrong with it stage by stage.

    ``files`` are those of the articles, ``articles`` what they were when they were last whole,
    both by path.
    """

    inputs: Inputs
    settings: Settings
    references: References
    standing: Standing
    files: Mapping[str, ContentFile]
    articles: Mapping[str, Rendered]
    site: Site
    reading: Problems
    joining: Problems
    planning: Problems


class Live:
    """Keeps a site up. ``refresh`` is for one thread at a time, what it returns for any."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._at_hand: Mapping[bytes, Any] = {}
        self._articles: Mapping[str, Rendered] = {}
        self._prose: dict[bytes, bytes] = {}
        self._shelf = Shelf()
        # Takes the prose in that lies in the cache; None where all of it is at hand.
        self._pending: LiveMemory | None = None
        # What the state was made of; None where it shows something older.
        self._read: _Read | None = None
        self._state = State(0, request, Report.of([], request))

    def refresh(self, changed: Collection[Path] | None = None) -> State:
        """Look at what changed, and return the state that comes of it.

        ``changed`` are the files of which somebody knows that they changed, appeared or went: no
        others are looked at where that is enough. None to look at everything. Raises
        ``EnvironmentFault`` where the content changes faster than it can be read.
        """
        with seldom_collecting():
            if changed is None or not self._renew(changed):
                self._look_at_all()
                never_look_through_again()
        return self._state

    def take_in(self) -> None:
        """Have the text of every article at hand, so that no page needs the cache any more.

        To be called when there is time, by the thread that calls ``refresh``.
        """
        pending, self._pending = self._pending, None
        if pending is not None:
            pending.take_in({one.prose.digest for one in self._articles.values()})

    def _look_at_all(self) -> None:
        for _ in range(_MOST_ATTEMPTS):
            with suppress(InputsChangedError), self._memory() as memory:
                self._read_all(memory)
                self._at_hand, self._pending = memory.used, memory
                return
        raise EnvironmentFault("The content changes faster than it can be read.")

    @contextmanager
    def _memory(self) -> Iterator[LiveMemory]:
        """Open the cache: at first to keep what is read, if no build is at work in it."""
        folder = self._request.cache_folder
        with ExitStack() as opened:
            is_ours = not self._at_hand and _take(folder, opened)
            memory = opened.enter_context((remembering if is_ours else forgetful)(folder))
            yield LiveMemory.over(memory, self._at_hand, self._prose, folder)

    def _read_all(self, memory: Memory) -> None:
        identities = memory.identities(self._request.root)
        inputs = take_stock(self._request.root, identities)
        with reader_of(inputs, self._request, memory, self._shelf) as (reader, problems):
            if reader is None:
                self._show_old(Report.of(problems, self._request))
                return
            found, faults = read_content(reader)
        files = {one.file.path: one.file for one in inputs.of(FileKind.ARTICLE)}
        self._articles = dict(self._whole(files, found.articles))
        found = replace(found, articles=tuple(self._articles.values()))
        site, joining = assemble_site(found, reader.settings, self._request)
        memory.keep_identities(self._request.root, identities)
        read = _Read(
            inputs=inputs,
            settings=reader.settings,
            references=references_of(reader),
            standing=standing_of(reader, found.described),
            files=files,
            articles=self._articles,
            site=site,
            reading=[*problems, *faults],
            joining=joining,
            planning=[],
        )
        self._lay_out(read)

    def _whole(
        self, files: Iterable[str], found: Iterable[Rendered]
    ) -> Iterator[tuple[str, Rendered]]:
        """Yield each article as it is, or as it was when it was last whole."""
        new = {one.article.place.path: one for one in found}
        for path in files:
            article, old = new.get(path), self._articles.get(path)
            if article is None or (old is not None and old.article is article.article):
                article = old
            if article is not None:
                yield path, article

    def _lay_out(self, read: _Read) -> None:
        layout, planning = lay_out(read.site, self._request.root)
        self._show(replace(read, planning=planning), layout, Index(layout, read.inputs))

    def _show(self, read: _Read, layout: Layout, index: Index | None) -> None:
        problems = [*read.reading, *read.joining, *read.planning]
        report = Report.of(problems, self._request, next_change=read.site.next_change)
        if report.exit_code == EXIT_SETTINGS:
            self._show_old(report)
        else:
            self._read = read
            self._state = State(self._state.number + 1, self._request, report, layout, index)

    def _show_old(self, report: Report) -> None:
        """Show the last good site where settings or templates are broken."""
        old = self._state
        self._read = None
        self._state = State(old.number + 1, self._request, report, old.layout, old.index)

    def _renew(self, changed: Collection[Path]) -> bool:
        """Take in what was edited, if that is nothing but the texts of articles."""
        before, state = self._read, self._state
        if before is None or state.layout is None:
            return False
        read = _edited(before, changed, self._request.root)
        if read is None:
            return False
        self._articles = read.articles
        if _need_no_plan(before, read):
            self._show(read, replace(state.layout, site=read.site), state.index)
        else:
            self._lay_out(read)
        return True


def _edited(read: _Read, changed: Iterable[Path], root: Path) -> _Read | None:
    """Read some articles again; None where it is not all about the texts of articles."""
    for location in changed:
        path = os.path.relpath(location, root).replace(os.sep, "/")
        file = read.files.get(path)
        if file is None and _has_passed_by(path, location, read.inputs):
            continue
        if file is None or not file.location.is_file():
            return None
        reading = read_article(
            (file, *content.load(file)), read.settings, read.references, read.standing
        )
        others = (problem for problem in read.reading if problem.place.path != path)
        read = replace(read, reading=[*others, *reading.problems])
        if reading.value is not None:
            old, new = read.articles.get(path), reading.value.rendered
            site = old and renew(read.site, old, new)
            if not site:
                return None
            read = replace(read, site=site, articles={**read.articles, path: new})
    return read


def _has_passed_by(path: str, location: Path, inputs: Inputs) -> bool:
    """Tell whether something came and went that no build has seen: what programs write aside."""
    if not path.startswith(_CONTENT) or os.path.lexists(location):
        return False
    seen = (one.file.path for one in inputs.files)
    is_seen = any(one == path or one.startswith(f"{path}/") for one in seen)
    return not is_seen and all(one.place.path != path for one in inputs.problems)


def _need_no_plan(before: _Read, after: _Read) -> bool:
    """Tell whether a plan, and what is wrong with it, holds for other texts of some articles."""
    edited = {
        path: article
        for path, article in after.articles.items()
        if article is not before.articles[path]
    }
    return not any(problem.place.path in edited for problem in before.planning) and all(
        _led(before.articles[path].body) == _led(article.body) for path, article in edited.items()
    )


def _led(body: Outline) -> tuple[object, ...]:
    """Return what a plan and other pages see of a body: where it leads, and where it is led to."""
    links = [link.target for link in body.links]
    return body.ids, links, [picture.target for picture in body.pictures]


def _take(folder: Path, opened: ExitStack) -> bool:
    """Take the lock of the cache until the stack is closed, if no build has it."""
    try:
        opened.enter_context(locked(folder))
    except EnvironmentFault:
        return False
    return True
