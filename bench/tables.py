"""What was measured, as data and as the page that people read."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

MEASURED = Path(__file__).parent / "measured.json"
RESULTS = Path(__file__).parent / "RESULTS.md"

COLD_HEAD = """\
| articles | program | pages | wall | CPU | memory | ours to theirs: wall | CPU | memory |
|---:|---|---:|---:|---:|---:|---:|---:|---:|
"""
AGAIN_HEAD = """\
| articles | change | wall | CPU | to Hugo: wall | to Hugo without related articles |
|---:|---|---:|---:|---:|---:|
"""
NOTES_HEAD = """\
| articles | site | pages | wall | CPU | to the same without: wall | CPU | wall, for each page |
|---:|---|---:|---:|---:|---:|---:|---:|
"""
GROWTH_HEAD = """\
| articles | wall | for each article | memory | time grew | where articles grew |
|---:|---:|---:|---:|---:|---:|
"""
TEXT = """\
# Builds beside Hugo

Medians of builds in turn; {machine}. `make bench` repeats it and writes this page,
`bench/run.py --articles 100000` adds a larger corpus, `bench/preview.py` and `bench/anchoring.py`
write their sections at its end; `bench/corpus.py` says what the sites hold,
`bench/measuring.py` how it is measured, `bench/measured.json` has the numbers.

The machine is not ours alone: seconds vary with what else it does, ratios less.

## From nothing

{cold}
## Again

Each line is one edit and one build of a fresh process, published. Hugo makes all again each time.
The annotated corpus has three annotations an article, and claims that 100 articles cite; Hugo’s
has neither.

{again}
## What annotations cost

From nothing, three annotations in each article: in “annotated” two remarks and a claim that 100
articles cite, in “checked” one of the remarks is a check of the article’s own, which has a page of
its own.

{notes}
## Growth

{growth}
{sections}"""
SECTIONS = ("preview", "anchoring")


@dataclass(frozen=True, slots=True)
class Row:
    """What a program took for a corpus from nothing: medians, the highest memory in MiB, pages.

    One that made no page was stopped, and would have taken more.
    """

    program: str
    wall: float
    cpu: float
    memory: float
    pages: int


@dataclass(frozen=True, slots=True)
class Change:
    """What a build took after a change: medians."""

    name: str
    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Corpus:
    """All that was measured with one corpus, in so many runs.

    ``cold`` has our row first, then Hugo's; ``annotated`` are our builds of its annotated sites;
    ``again`` ends with Hugo's builds.
    """

    articles: int
    runs: int
    cold: tuple[Row, ...]
    annotated: tuple[Row, ...]
    again: tuple[Change, ...]


def remember(found: Iterable[Corpus], machine: str) -> None:
    """Add what was measured to what is known, and write the page."""
    data = _measured()
    known = {one.articles: one for one in _corpora(data)} | {one.articles: one for one in found}
    corpora = [asdict(known[articles]) for articles in sorted(known)]
    _write({**data, "machine": machine, "corpora": corpora})


def remember_section(name: str, text: str) -> None:
    """Add a section that another program has measured, and write the page."""
    data = _measured()
    _write({**data, "sections": {**data.get("sections", {}), name: text}})


def _measured() -> dict[str, Any]:
    return json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.exists() else {}


def _write(data: dict[str, Any]) -> None:
    MEASURED.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    RESULTS.write_text(_page(data), encoding="utf-8")


def _corpora(data: dict[str, Any]) -> Iterator[Corpus]:
    for one in data.get("corpora", ()):
        yield Corpus(
            one["articles"],
            one["runs"],
            tuple(Row(**row) for row in one["cold"]),
            tuple(Row(**row) for row in one["annotated"]),
            tuple(Change(**change) for change in one["again"]),
        )


def _page(data: dict[str, Any]) -> str:
    corpora = list(_corpora(data))
    sections = data.get("sections", {})
    return TEXT.format(
        machine=data.get("machine", "nothing was measured yet"),
        cold=COLD_HEAD + "".join(map(_cold, corpora)),
        again=AGAIN_HEAD + "".join(_again(one) for one in corpora if one.again),
        notes=NOTES_HEAD + "".join(map(_notes, corpora)),
        growth=GROWTH_HEAD + "".join(_growth(corpora)),
        sections="\n".join(sections[name] for name in SECTIONS if name in sections),
    )


def _cold(one: Corpus) -> str:
    first, *others = one.cold
    ratios = ("| | | |", *(_ratios(first, other) for other in others))
    return "".join(
        f"| {one.articles:,} | {row.program} | {_pages(row)} | {_more(row)}{row.wall:.2f} s "
        f"| {_more(row)}{row.cpu:.2f} s | {_more(row)}{row.memory:.0f} MiB {ratio}\n"
        for row, ratio in zip(one.cold, ratios, strict=True)
    )


def _pages(row: Row) -> str:
    return f"{row.pages:,}" if row.pages else "stopped"


def _more(row: Row) -> str:
    return "" if row.pages else "over "


def _ratios(first: Row, other: Row) -> str:
    pairs = ((first.wall, other.wall), (first.cpu, other.cpu), (first.memory, other.memory))
    less = "" if other.pages else "under "
    return "".join(f"| {less}{ours / theirs:.2f} " for ours, theirs in pairs) + "|"


def _again(one: Corpus) -> str:
    full, plain = one.again[-2:]
    return "".join(
        f"| {one.articles:,} | {change.name} | {change.wall:.2f} s | {change.cpu:.2f} s "
        f"| {change.wall / full.wall:.2f} | {change.wall / plain.wall:.2f} |\n"
        for change in one.again
    )


def _notes(one: Corpus) -> str:
    plain = one.cold[0]
    return "".join(
        f"| {one.articles:,} | {row.program} | {row.pages:,} | {row.wall:.2f} s | {row.cpu:.2f} s "
        f"| {row.wall / plain.wall:.2f} | {row.cpu / plain.cpu:.2f} "
        f"| {row.wall / plain.wall * plain.pages / row.pages:.2f} |\n"
        for row in one.annotated
    )


def _growth(corpora: Sequence[Corpus]) -> Iterator[str]:
    grown = ("| | |", *(_grown(*pair) for pair in pairwise(corpora)))
    for one, growth in zip(corpora, grown, strict=True):
        row = one.cold[0]
        yield (
            f"| {one.articles:,} | {row.wall:.1f} s | {row.wall / one.articles * 1000:.2f} ms "
            f"| {row.memory:.0f} MiB {growth}\n"
        )


def _grown(small: Corpus, large: Corpus) -> str:
    times = large.cold[0].wall / small.cold[0].wall
    return f"| {times:.1f} times | {large.articles / small.articles:.0f} times |"
