"""The only place where the stages meet: inputs, stages, the gate, the output.

``build`` publishes all or nothing, ``check`` stops at the gate, ``survey`` lists what there is.
Content that is wrong ends in the report; only what the machine refuses is raised
(``EnvironmentFault``).
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from site_builder.build.pages import (
    Layout,
    assemble_site,
    lay_out,
    other_files,
    render_pages,
)
from site_builder.build.pool import Workers, workers
from site_builder.build.reading import Content, Files, load_files, read_content, read_settings
from site_builder.build.request import Problems, Progress, Report, Request, gate, is_of_settings
from site_builder.build.survey import Item, items_of
from site_builder.model import Settings
from site_builder.output import Stage, check_target, locked, stage

__all__ = ["Item", "Progress", "Report", "Request", "build", "check", "survey"]


@dataclass(frozen=True, slots=True)
class _Inputs:
    """What every command begins with: the files, the settings and somebody to do the work."""

    request: Request
    files: Files
    settings: Settings
    pool: Workers


def build(request: Request) -> Report:
    """Build the whole site and publish it, if no error stands in the way.

    Raises ``EnvironmentFault`` where the output can't be taken, written or exchanged.
    """
    check_target(request.output_folder, request.cache_folder)
    with locked(request.cache_folder), _inputs(request) as (inputs, problems):
        if inputs is None:
            return Report.of(problems, request)
        layout = _lay_out(inputs, problems)
        if gate(problems, request):
            return Report.of(problems, request)
        with stage(request.output_folder, request.cache_folder) as site:
            pages = _write_pages(layout, inputs, site, problems)
            if gate(problems, request):
                return Report.of(problems, request)
            files = _write_files(layout, inputs, site)
            site.publish()
        return Report.of(problems, request, pages, files, layout.site.next_change)


def check(request: Request, paths: Sequence[Path] = ()) -> Report:
    """Find every problem that a build would find before it renders pages; write nothing.

    With ``paths``, the report keeps to the problems of those files and folders, and to those of
    the settings and templates, without which nothing could be said about the files.
    """
    with _inputs(request) as (inputs, problems):
        if inputs is not None:
            _lay_out(inputs, problems)
    if paths:
        chosen = {os.path.relpath(path.resolve(), request.root.resolve()) for path in paths}
        problems = [p for p in problems if is_of_settings(p) or _below(p.place.path, chosen)]
    return Report.of(problems, request)


def survey(request: Request) -> tuple[tuple[Item, ...], Report]:
    """List all articles and pages with their state, and the problems met on the way."""
    with _inputs(request) as (inputs, problems):
        items = items_of(_read(inputs, problems), request.now) if inputs else ()
    return items, Report.of(problems, request)


@contextmanager
def _inputs(request: Request) -> Iterator[tuple[_Inputs | None, Problems]]:
    files, problems = load_files(request.root)
    settings, faults = read_settings(files, request)
    problems.extend(faults)
    with workers(request.jobs, files.article_bytes) as pool:
        inputs = _Inputs(request, files, settings, pool) if settings else None
        yield inputs, problems


def _read(inputs: _Inputs, problems: Problems) -> Content:
    content, faults = read_content(inputs.files, inputs.settings, inputs.pool, inputs.request)
    problems.extend(faults)
    return content


def _lay_out(inputs: _Inputs, problems: Problems) -> Layout:
    content = _read(inputs, problems)
    site, faults = assemble_site(content, inputs.settings, inputs.request)
    problems.extend(faults)
    layout, faults = lay_out(site, inputs.request.root)
    problems.extend(faults)
    return layout


def _write_pages(layout: Layout, inputs: _Inputs, site: Stage, problems: Problems) -> int:
    for path, data, faults in render_pages(layout, inputs.pool, inputs.request):
        problems.extend(faults)
        site.write(path, data)
    return len(layout.plan.pages)


def _write_files(layout: Layout, inputs: _Inputs, site: Stage) -> int:
    count = 0
    for path, data in other_files(layout):
        site.write(path, data)
        count += 1
    locations = {file.path: file.location for file in inputs.files.assets}
    for planned in layout.plan.files:
        site.copy(planned.path, locations[layout.site.assets[planned.asset].place.path])
        count += 1
    return count


def _below(path: str, chosen: set[str]) -> bool:
    return any(one in (".", path) or path.startswith(f"{one}/") for one in chosen)
