"""A preview in a process of its own, and what it says and shows."""

import http.client
import os
import queue
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from conftest import ROOT

CLOCK = "2026-11-18T12:00:00Z"
PATIENCE = 60.0

ARTICLE = """\
---
title: {title}
date: 2026-02-03
source: {{name: Selm Post, url: 'https://post.example/{title}'}}
{more}---
{body}
"""
SETTINGS = """\
title: Small
url: https://small.example
permalink: /{slug}/
verdicts:
  right: {label: Right, rating: 5}
  wrong: {label: Wrong, rating: 1}
"""


class Preview:
    """A preview that runs: the digest's folder, its address, and the lines it writes."""

    def __init__(self, root: Path, process: "subprocess.Popen[str]") -> None:
        self.root = root
        self.process = process
        self.lines: queue.Queue[str] = queue.Queue()
        self.seen: list[str] = []
        self.early: tuple[str, ...] = ()
        self._port = 0
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout:
            for line in self.process.stdout:
                self.lines.put(line.rstrip("\n"))

    def line(self, pattern: str) -> "re.Match[str]":
        """Wait for a line; those before it are gone, but ``seen``."""
        until = time.monotonic() + PATIENCE
        while True:
            line = self.lines.get(timeout=max(until - time.monotonic(), 0.01))
            self.seen.append(line)
            if found := re.search(pattern, line):
                return found

    def builds(self) -> int:
        """Return how many builds it has told of since it was asked last."""
        while not self.lines.empty():
            self.seen.append(self.lines.get())
        count = sum(bool(re.match(BUILD, line)) for line in self.seen)
        self.seen.clear()
        return count

    def close(self) -> None:
        """Read to the end what it had to say."""
        self._reading.join()

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._port

    def started(self) -> "Preview":
        """Wait until it has built for the first time."""
        self._port = int(self.line(r"http://[^/]*:(\d+)/ shows the site")[1])
        self.line(BUILD)
        self.early = tuple(self.seen)
        self.seen.clear()
        return self

    @property
    def url(self) -> str:
        """The address of the front page, without the slash."""
        return f"http://127.0.0.1:{self.port}"

    def get(
        self, address: str, headers: Mapping[str, str] | None = None, method: str = "GET"
    ) -> tuple[int, bytes]:
        """Ask for an address: the status and the bytes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, address, headers={"Accept": "text/html", **(headers or {})})
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def await_page(self, address: str, wanted: str) -> bytes:
        """Ask for a page until it says what is wanted."""
        until = time.monotonic() + PATIENCE
        while True:
            page = self.get(address)[1]
            if wanted.encode() in page:
                return page
            assert time.monotonic() < until, f"{address} never says {wanted}"

    def write(self, name: str, body: str, more: str = "") -> None:
        """Write an article."""
        article(self.root, name, body, more)


BUILD = r"^\d\d:\d\d:\d\d  "


def article(root: Path, name: str, body: str, more: str = "") -> None:
    """Write an article, as editors do: aside, and then into its place."""
    path = root / "content/articles" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{name}.tmp")
    aside.write_text(ARTICLE.format(title=name.title(), body=body, more=more), encoding="utf-8")
    aside.replace(path)


def small(root: Path, articles: int = 3) -> Path:
    """Write a small digest."""
    root.joinpath("content").mkdir(parents=True)
    root.joinpath("content/site.yaml").write_text(SETTINGS, encoding="utf-8")
    for number in range(articles):
        article(root, f"article-{number}", f"The bridge cost {number} million.")
    return root


def own(root: Path) -> Path:
    """Copy the project's own digest."""
    for name in ("content", "templates"):
        shutil.copytree(ROOT / name, root / name)
    return root


@contextmanager
def previewed(
    root: Path,
    *options: str,
    env: Mapping[str, str] | None = None,
    port: tuple[str, ...] | None = None,
) -> Iterator[Preview]:
    """Preview a digest while the block runs, on a port that is free if none is given."""
    command = [sys.executable, "-m", "site_builder", "serve", "--root", str(root), *options]
    command += ("--port", str(free_port())) if port is None else port
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": "1", "PYTHONUNBUFFERED": "1", "EDITOR": "", **(env or {})},
    )
    preview = Preview(root, process)
    try:
        yield preview.started()
    finally:
        process.kill()
        process.wait()
        preview.close()


def free_port() -> int:
    """Return a port that nobody has."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
