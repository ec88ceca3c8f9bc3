"""Save files while ``digest serve`` and ``hugo server`` run, and write down how soon it shows.

    python bench/preview.py [--articles 10000] [--edits 50] [--seed 1]

Both servers run all the time and are edited in turn, so that whatever else the machine does falls
on both. A file is saved in one write; the clock runs from its end until a request for the page gets
the new words (asked every 2 ms), or until Chromium has painted them in a tab that shows the page.
"""

import argparse
import http.client
import os
import platform
import random
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import corpus
from measuring import CACHE, CLOCK, HUGO_VERSION, hugo
from playwright.sync_api import sync_playwright
from tables import remember_section

CHROMIUM_FLAGS = ("--no-sandbox", "--disable-gpu")
PATIENCE = 300
PAUSE = 0.002
STARTS = 3
TITLE = re.compile(r'^(title: |\s*"title": ")(.*?)("?,?)$', re.MULTILINE)
# A tab tells of what it has painted: one frame after it is in the page it is on the screen.
WATCHER = r"""
let last;
const look = () => {
  const found = document.body?.textContent.match(/Mark \d+\./g)?.at(-1);
  if (found && found !== last) {
    last = found;
    requestAnimationFrame(() => setTimeout(() => painted(found, Date.now())));
  }
};
new MutationObserver(look).observe(document, {subtree: true, childList: true, characterData: true});
"""
TEXT = """\
## The preview beside Hugo’s

{articles:,} articles, {edits} edits of each kind, in turn with `hugo server` ({hugo}, without
related articles, pages in memory); {cores} cores, Python {python}. `python bench/preview.py`
repeats it.

| From the save of | until | digest: median | 95 % | most | Hugo: median | 95 % | ratio of medians |
|---|---|---:|---:|---:|---:|---:|---:|
{rows}
| Start, until the first page is served | digest | Hugo |
|---|---:|---:|
| with nothing in the cache | {cold} | {hugo_start} |
| with a warm cache, median of {starts} | {warm} | |

Memory at the end, the most that it was (resident): digest {memory} MiB, Hugo {hugo_memory} MiB.
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: its site, its process and its port."""

    site: Path
    process: "subprocess.Popen[bytes]"
    port: int

    def get(self, address: str) -> bytes:
        """Ask for a page; nothing where nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", address)
            response = connection.getresponse()
            body = response.read()
        except OSError:
            return b""
        finally:
            connection.close()
        return body if response.status == http.HTTPStatus.OK else b""

    def until(self, address: str, words: str) -> float:
        """Ask for a page until it has the words; return when that was."""
        end = time.perf_counter() + PATIENCE
        while words.encode() not in self.get(address):
            if time.perf_counter() > end:
                raise SystemExit(f"{self.site.name} never shows {words} at {address}")
            time.sleep(PAUSE)
        return time.perf_counter()

    @property
    def memory(self) -> float:
        """The most memory that it had, in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@contextmanager
def serving(command: Sequence[str], site: Path, port: int) -> Iterator[Server]:
    """Let a server run while the block does."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield Server(site, process, port)
    finally:
        process.kill()
        process.wait()


def digest_server(site: Path) -> tuple[list[str], int]:
    """Return the command of our preview, and its port."""
    port = free_port()
    words = [sys.executable, "-m", "site_builder", "serve", "--root", str(site)]
    return [*words, "--port", str(port), "--clock", CLOCK], port


def hugo_server(site: Path) -> tuple[list[str], int]:
    """Return the command of Hugo's preview, and its port."""
    port = free_port()
    words = [hugo(), "server", "--source", str(site), "--clock", f"{CLOCK}T00:00:00Z"]
    return [*words, "--port", str(port), "--bind", "127.0.0.1", "--renderToMemory"], port


def start(make: Callable[[Path], tuple[list[str], int]], site: Path) -> float:
    """Return how long a server takes until it serves its first page."""
    command, port = make(site)
    begin = time.perf_counter()
    with serving(command, site, port) as server:
        return server.until("/", "<title>") - begin


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a corpus: its file and its address."""

    path: Path
    address: str


def article_of(site: Path, entry: corpus.Entry) -> Article:
    """Return where an article of either site lies, and where it is served."""
    found = next(site.glob(f"content/articles/**/{entry.name}.md"))
    return Article(found, f"/{entry.day:%Y/%m}/entry-{entry.number}/")


class Edits:
    """What is done to articles; each leaves a mark that no page had before."""

    def __init__(self) -> None:
        self._number = 0

    def mark(self) -> str:
        """Return a new mark."""
        self._number += 1
        return f"Mark {self._number}."

    def text(self, article: Article, mark: str) -> None:
        """Add a paragraph."""
        text = article.path.read_text(encoding="utf-8")
        save(article.path, f"{text}\n{mark}\n")

    def title(self, article: Article, mark: str) -> None:
        """Give the article a title, which all lists show."""
        text = article.path.read_text(encoding="utf-8")
        save(article.path, TITLE.sub(rf"\g<1>{mark}\g<3>", text, count=1))


def save(path: Path, text: str) -> None:
    """Put a file into its place as editors do."""
    aside = path.with_name(f".{path.name}.tmp")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


Times = dict[str, list[float]]


def served(
    servers: Sequence[Server],
    entries: Sequence[corpus.Entry],
    edit: Callable[[Article, str], None],
    marks: Edits,
) -> Times:
    """Edit articles of both sites in turn; return how long each edit took to be served."""
    times: Times = {server.site.name: [] for server in servers}
    for entry in entries:
        for server in servers:
            article = article_of(server.site, entry)
            mark = marks.mark()
            edit(article, mark)
            begin = time.perf_counter()
            times[server.site.name].append(server.until(article.address, mark) - begin)
    return times


def painted(server: Server, entry: corpus.Entry, count: int, marks: Edits) -> list[float]:
    """Edit an article while a tab shows it; return how long each edit took to be seen."""
    article = article_of(server.site, entry)
    times: list[float] = []
    seen: dict[str, float] = {}
    with sync_playwright() as playwright, ExitStack() as opened:
        program = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        opened.callback(browser.close)
        tab = browser.new_page()
        tab.expose_function("painted", lambda mark, at: seen.setdefault(mark, at / 1000))
        tab.add_init_script(WATCHER)
        tab.goto(f"http://127.0.0.1:{server.port}{article.address}")
        tab.wait_for_timeout(1000)
        for _ in range(count):
            mark = marks.mark()
            marks.text(article, mark)
            begin = time.time()
            while mark not in seen:
                tab.wait_for_timeout(5)
                if time.time() - begin > PATIENCE:
                    raise SystemExit(f"{mark} is never painted")
            times.append(seen[mark] - begin)
    return times


def row(what: str, until: str, ours: Sequence[float], theirs: Sequence[float]) -> str:
    """Write a line of the table; of Hugo nothing where it was not measured."""
    median = statistics.median
    times = [median(ours), most_but(ours), max(ours)]
    times += [median(theirs), most_but(theirs)] if theirs else []
    ratio = f"{median(ours) / median(theirs):.3f}" if theirs else ""
    cells = [what, until, *map(milliseconds, times), *[""] * (5 - len(times)), ratio]
    return f"| {' | '.join(cells)} |\n"


def most_but(times: Sequence[float]) -> float:
    """Return what 95 of 100 take at most."""
    return sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]


def milliseconds(seconds: float) -> str:
    """Write a time."""
    return f"{seconds * 1000:,.0f} ms"


def measure(count: int, edits: int, seed: int) -> str:
    """Make a corpus, serve it twice, edit it, and return the section of what that took."""
    folder = CACHE / "preview"
    corpus.write(folder, count, seed)
    sites = folder / "digest", folder / "hugo"
    cold = start(digest_server, sites[0])
    warm = statistics.median(start(digest_server, sites[0]) for _ in range(STARTS))
    hugo_start = start(hugo_server, sites[1])
    print(f"start: cold {cold:.2f} s, warm {warm:.2f} s, Hugo {hugo_start:.2f} s")
    entries = random.Random(seed).sample(list(corpus.entries(count, seed)), 2 * edits + 1)
    marks = Edits()
    with ExitStack() as running:
        servers = [
            running.enter_context(serving(*_with(make, site)))
            for make, site in zip((digest_server, hugo_server), sites, strict=True)
        ]
        for server in servers:
            server.until("/", "<title>")
        rows = ""
        for what, edit, some in (
            ("an article’s text", marks.text, entries[:edits]),
            ("an article’s title", marks.title, entries[edits : 2 * edits]),
        ):
            times = served(servers, some, edit, marks)
            rows += row(what, "its page is served", times["digest"], times["hugo"])
            print(rows.splitlines()[-1])
        rows += row(
            "an article’s text",
            "it is painted in Chromium",
            painted(servers[0], entries[-1], edits, marks),
            (),
        )
        print(rows.splitlines()[-1])
        memory = [f"{server.memory:,.0f}" for server in servers]
    return TEXT.format(
        articles=count,
        edits=edits,
        hugo=HUGO_VERSION,
        cores=os.cpu_count(),
        python=platform.python_version(),
        rows=rows,
        cold=f"{cold:.2f} s",
        warm=f"{warm:.2f} s",
        starts=STARTS,
        hugo_start=f"{hugo_start:.2f} s",
        memory=memory[0],
        hugo_memory=memory[1],
    )


def _with(make: Callable[[Path], tuple[list[str], int]], site: Path) -> tuple[list[str], Path, int]:
    command, port = make(site)
    return command, site, port


def main() -> None:
    """Measure, and write the section."""
    parser = argparse.ArgumentParser(description="digest serve beside hugo server")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--edits", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    remember_section("preview", measure(given.articles, given.edits, given.seed))


if __name__ == "__main__":
    main()
