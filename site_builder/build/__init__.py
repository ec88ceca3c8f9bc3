"""The only place where the stages meet: inputs, stages, the gate, the output.

``build`` publishes all or nothing, ``check`` stops at the gate, ``survey`` lists what there is.
Content that is wrong ends in the report; only what the machine refuses is raised
(``EnvironmentFault``).
"""

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from site_builder.build.collecting import never_take_apart, seldom_collecting
from site_builder.build.explaining import (
    Explanation,
    explain_file,
    explain_other,
    explain_page,
    has_file,
)
from site_builder.build.feeding import write_feeds
from site_builder.build.indexing import index_for_search
from site_builder.build.inputs import InputsChangedError, take_stock
from site_builder.build.live import Live
from site_builder.build.memory import Memory, forgetful, remembering
from site_builder.build.others import beside_pages, write_others
from site_builder.build.pages import (
    Layout,
    Making,
    assemble_site,
    lay_out,
    render_pages,
)
from site_builder.build.picturing import pictures, write_cards
from site_builder.build.reading import Content, Reader, read_content, reader_of
from site_builder.build.request import Problems, Progress, Report, Request, gate, is_of_settings
from site_builder.build.shelf import Shelf
from site_builder.build.showing import Made, State
from site_builder.build.survey import Item, StaleCheck, Survey, survey_of
from site_builder.build.timing import Span, timed
from site_builder.content import FileKind
from site_builder.diagnostics import EnvironmentFault
from site_builder.output import Stage, check_target, locked, stage

__all__ = [
    "Explanation",
    "Item",
    "Live",
    "Made",
    "Progress",
    "Report",
    "Request",
    "Span",
    "StaleCheck",
    "State",
    "Survey",
    "build",
    "check",
    "survey",
]

Seen = TypeVar("Seen")

# Somebody who saves this often while the site is built is a program.
_MOST_ATTEMPTS = 10


def build(request: Request) -> Report:
    """Build the whole site and publish it, if no error stands in the way.

    What is changed while it is built is built too. Raises ``EnvironmentFault`` where the output
    can't be taken, written or exchanged.
    """
    check_target(request.output_folder, request.cache_folder)
    with (
        locked(request.cache_folder),
        remembering(request.cache_folder) as remembered,
        seldom_collecting(),
    ):
        for _ in range(_MOST_ATTEMPTS):
            try:
                return _build(request, remembered)
            except InputsChangedError:
                continue
        raise EnvironmentFault("The content changes faster than it can be built.")


def check(request: Request, paths: Sequence[Path] = ()) -> Report:
    """Find every problem that a build would find before it renders pages; write nothing.

    With ``paths``, the report keeps to the problems of those files and folders, and to those of
    the settings and templates, without which nothing could be said about the files.
    """
    _, problems = _look(request, _lay_out)
    if paths:
        chosen = {os.path.relpath(path.resolve(), request.root.resolve()) for path in paths}
        problems = [p for p in problems if is_of_settings(p) or _below(p.place.path, chosen)]
    return Report.of(problems, request)


def survey(request: Request) -> tuple[Survey, Report]:
    """List what there is with its state, and the problems met on the way."""
    content, problems = _look(request, _read)
    found = survey_of(content, request.now) if content else Survey((), ())
    return found, Report.of(problems, request)


def explain(request: Request, subject: str) -> tuple[Explanation | None, Report]:
    """Say of an address, or of a file's path, what it depends on and what depends on it.

    ``subject`` is an address as the plan has it, or a path relative to the root. None where
    nothing has that name, or where problems keep the site from being planned. Writes nothing.
    """
    found, problems = _look(request, partial(_explained, subject=subject))
    return found, Report.of(problems, request)


def _explained(reader: Reader, problems: Problems, subject: str) -> Explanation | None:
    layout = _lay_out(reader, problems)
    if gate(problems, reader.request):
        return None
    if has_file(layout, reader.inputs, subject):
        known = reader.memory.known_files(reader.request.root)
        return explain_file(layout, reader, subject, known)
    published = reader.memory.published(reader.request)
    for page in layout.plan.pages:
        if page.address == subject:
            return explain_page(layout, reader, page, published)
    return explain_other(layout, reader, subject, published)


def _build(request: Request, remembered: Memory) -> Report:
    """Build once. Raises ``InputsChangedError`` where that was for nothing."""
    identities = remembered.identities(request.root)
    with timed(request.on_span, "taking stock of the files"):
        inputs = take_stock(request.root, identities)
        report = remembered.past(inputs.fingerprint, request)
    if report is None:
        with reader_of(inputs, request, remembered, Shelf()) as (reader, problems):
            report = _publish(reader, problems) if reader else Report.of(problems, request)
        if report.pages and inputs.are_settled(identities):
            remembered.keep_past(inputs.fingerprint, request, report)
    remembered.keep_identities(request.root, identities)
    return report


def _look(
    request: Request, see: Callable[[Reader, Problems], Seen]
) -> tuple[Seen | None, Problems]:
    """Look at the content and write nothing; None where there are no settings to read it by.

    What builds have left in the cache is used. ``see`` may add to the problems.
    """
    with forgetful(request.cache_folder) as remembered, seldom_collecting():
        inputs = take_stock(request.root, remembered.identities(request.root))
        with reader_of(inputs, request, remembered, Shelf()) as (reader, problems):
            try:
                return (see(reader, problems) if reader else None), problems
            except InputsChangedError:
                raise EnvironmentFault("The content is being changed: try again.") from None


def _read(reader: Reader, problems: Problems) -> Content:
    content, faults = read_content(reader)
    problems.extend(faults)
    return content


def _lay_out(reader: Reader, problems: Problems) -> Layout:
    on_span = reader.request.on_span
    with timed(on_span, "reading documents"):
        content = _read(reader, problems)
    with timed(on_span, "joining records"):
        site, faults = assemble_site(content, reader.settings, reader.request)
        problems.extend(faults)
    with timed(on_span, "planning pages"):
        layout, faults = lay_out(site, reader.request.root)
        problems.extend(faults)
    return layout


def _publish(reader: Reader, problems: Problems) -> Report:
    """Make the site beside the published one and let it take its place, if nothing is wrong."""
    request = reader.request
    layout = _lay_out(reader, problems)
    if gate(problems, request):
        return _refused(reader, problems)
    cards = pictures(layout.site, layout.templates, wanted=request.extras)
    with stage(request.output_folder, request.cache_folder, reader.memory) as site:
        with timed(request.on_span, "making pages"):
            making = Making.of(layout, reader, cards.of)
            _write_pages(layout, reader, site, problems, making)
        if gate(problems, request):
            return _refused(reader, problems)
        with timed(request.on_span, "drawing cards"):
            files = write_cards(cards, layout, reader, site)
        reader.pool.rest()
        with timed(request.on_span, "making other files"):
            files += _write_files(layout, reader, site, making)
            making.keep()
        with timed(request.on_span, "indexing for the search"):
            index_for_search(layout, reader, site)
        with timed(request.on_span, "publishing"):
            _require_unchanged(reader)
            site.publish(reader.memory)
    if request.is_last:
        never_take_apart(layout, reader, making)
    pages = len(layout.plan.pages)
    return Report.of(problems, request, pages, files, layout.site.next_change)


def _write_pages(
    layout: Layout, reader: Reader, site: Stage, problems: Problems, making: Making
) -> None:
    beside = beside_pages(layout, making, site)
    for page in render_pages(layout, reader, site, making, beside):
        reader.request.on_span(page.span)
        problems.extend(page.problems)
        if not page.problems:
            site.write(page.path, page.data, page.key, page.digest)


def _refused(reader: Reader, problems: Problems) -> Report:
    """Report what is wrong with files that are still what they were."""
    _require_unchanged(reader)
    return Report.of(problems, reader.request)


def _require_unchanged(reader: Reader) -> None:
    if not reader.inputs.are_what_they_were():
        raise InputsChangedError


def _write_files(layout: Layout, reader: Reader, site: Stage, making: Making) -> int:
    count = write_feeds(layout, reader.memory, site)
    count += write_others(layout, reader.request, making, site)
    assets = {one.file.path: one for one in reader.inputs.of(FileKind.ASSET)}
    for planned in layout.plan.files:
        asset = assets[layout.site.assets[planned.asset].place.path]
        if not site.keep(planned.path, asset.digest):
            site.copy(planned.path, asset.file.location, asset.digest)
        count += 1
    return count


def _below(path: str, chosen: set[str]) -> bool:
    return any(one in (".", path) or path.startswith(f"{one}/") for one in chosen)
