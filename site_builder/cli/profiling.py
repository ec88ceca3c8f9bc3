"""``digest build --profile``: what took how long."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from site_builder.build import Span
from site_builder.cli.terminal import say
from site_builder.diagnostics.formats import visible
from site_builder.output import write_file

_TRACE = "profile.json"
_SLOWEST = 10


def show_profile(spans: Sequence[Span], cache: Path) -> None:
    """Show the times of stages, templates and the slowest documents; write all as a trace.

    The trace has Chrome's form, which Perfetto, speedscope and browsers open.
    """
    say("\n".join(_lines(spans)))
    path = cache / _TRACE
    write_file(path, json.dumps({"traceEvents": list(_events(spans))}).encode())
    say(f"All of it as a trace: {path}")


def _lines(spans: Sequence[Span]) -> Iterator[str]:
    yield "Stages:"
    yield from (_line(span.seconds, span.name) for span in spans if span.kind == "stage")
    templates: dict[str, list[float]] = defaultdict(list)
    for span in spans:
        if span.template:
            templates[span.template].append(span.seconds)
    yield from _some("Templates:", ((sum(s), f"{n}, {len(s)} pages") for n, s in templates.items()))
    documents = ((s.seconds, visible(s.name)) for s in spans if s.kind == "document")
    yield from _some("Slowest documents:", documents)


def _some(title: str, timed: Iterable[tuple[float, str]]) -> Iterator[str]:
    longest = sorted(timed, reverse=True)[:_SLOWEST]
    if longest:
        yield title
        yield from (_line(seconds, name) for seconds, name in longest)


def _line(seconds: float, name: str) -> str:
    return f"{seconds * 1000:10,.1f} ms  {name}"


def _events(spans: Sequence[Span]) -> Iterator[object]:
    first = min((span.begin for span in spans), default=0)
    for span in spans:
        yield {
            "ph": "X",
            "cat": span.kind,
            "name": span.name,
            "ts": (span.begin - first) * 1e6,
            "dur": span.seconds * 1e6,
            "pid": 1,
            "tid": span.process,
        }
