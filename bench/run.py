"""Build the same articles with ``digest`` and with Hugo, and write down what it costs.

    python bench/run.py [--articles 1000 10000] [--runs 3] [--seed 1]

A cold build has no output and no cache of either program (the machine's own file cache is warm);
what lay there is moved away and deleted in the end.
The runs of the programs alternate; the tables show medians. Memory is measured in a run of its
own: the proportional set sizes of all processes of the build, added up 50 times a second, at their
highest. Of a corpus of more than 10,000 articles there is one run, of cold builds of the plain
site. Hugo's with related articles would take hours: it is stopped after five minutes.
"""

import argparse
import os
import platform
import shutil
import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import again
import corpus
from measuring import (
    ASIDE,
    CACHE,
    HUGO_VERSION,
    Cost,
    Program,
    checked,
    memory,
    ours,
    put_aside,
    stopped,
    theirs,
    timed,
    timed_again,
    with_folder,
)
from tables import RESULTS, Change, Corpus, Row, remember

LARGE = 10_000
# Seconds.
LONGEST = 300
CLAIM = "one claim edited, of the annotated corpus"


def measure(articles: int, runs: int, seed: int) -> Corpus:
    """Make a corpus, build it in every way, and return what that took."""
    folder = CACHE / str(articles)
    put_aside(folder)
    corpus.write(folder, articles, seed)
    full, plain = theirs()
    if articles > LARGE:
        first, *others = cold((ours(), plain), folder, articles, 1)
        cost, peak = stopped(full, folder / full.folder, LONGEST)
        row = Row(full.name, cost.wall, cost.cpu, peak, 0)
        return Corpus(articles, 1, (first, row, *others), (), ())
    annotated = tuple(with_folder(ours(), name) for name in corpus.ANNOTATED)
    rows = cold((ours(), full, plain, *annotated), folder, articles, runs)
    return Corpus(articles, runs, tuple(rows[:3]), tuple(rows[3:]), edited(folder, articles, runs))


def cold(programs: Sequence[Program], folder: Path, articles: int, runs: int) -> list[Row]:
    """Build from nothing ``runs`` times with each program, in turn."""
    costs: dict[str, list[Cost]] = {program.name: [] for program in programs}
    for number in range(runs):
        for program in programs:
            cost = timed(program, folder / program.folder)
            costs[program.name].append(cost)
            print(f"{articles} articles, run {number + 1}: {program.name} {cost.wall:.2f} s")
    return [
        Row(
            program.name,
            statistics.median(cost.wall for cost in costs[program.name]),
            statistics.median(cost.cpu for cost in costs[program.name]),
            memory(program, folder / program.folder),
            checked(program, folder / program.folder, articles),
        )
        for program in programs
    ]


def edited(folder: Path, articles: int, runs: int) -> tuple[Change, ...]:
    """Change the sites of a corpus in many ways, in turn; Hugo's come last."""
    digest, annotated = ours(), with_folder(ours(), "annotated")
    hugos = theirs()
    for program in (digest, annotated):
        # What lies one build behind is made by the build that follows another of the same site.
        for one in (program, replace(program, command=_drafts(program)), program):
            timed_again(one, folder / program.folder)
    costs: dict[str, list[Cost]] = {}

    def note(name: str, program: Program, change: Callable[[Path], None]) -> None:
        change(folder / program.folder)
        costs.setdefault(name, []).append(timed_again(program, folder / program.folder))
        print(f"{articles} articles, {name}: {costs[name][-1].wall:.2f} s")

    for _ in range(runs):
        # A template may be as young as the clock is coarse: the build after its edit knows more.
        timed_again(digest, folder / digest.folder)
        for name, change in again.CHANGES.items():
            note(name, digest, change)
        note(CLAIM, annotated, again.claim)
        for program in hugos:
            note(program.name, program, again.body)
    for program in hugos:
        costs[program.name] = costs.pop(program.name)
    return tuple(
        Change(
            name,
            statistics.median(cost.wall for cost in found),
            statistics.median(cost.cpu for cost in found),
        )
        for name, found in costs.items()
    )


def _drafts(program: Program) -> Callable[[Path], list[str]]:
    return lambda site: [*program.command(site), "--drafts"]


def main() -> None:
    """Read the arguments, measure, and write the page."""
    parser = argparse.ArgumentParser(description="digest beside Hugo")
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, LARGE])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, Hugo {HUGO_VERSION}"
    try:
        remember((measure(n, given.runs, given.seed) for n in given.articles), machine)
    finally:
        shutil.rmtree(ASIDE, ignore_errors=True)
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
