"""A host for a published site on this machine's loopback: files, its headers, its 404 page."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from os import PathLike
from pathlib import Path

import published

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


class _Handler(SimpleHTTPRequestHandler):
    """Answers as the site's host would: with ``_headers``, and with ``404.html`` for the rest."""

    protocol_version = "HTTP/1.1"

    def guess_type(self, path: str | PathLike[str]) -> str:
        given = self._rules().get("Content-Type")
        return given or TYPES.get(Path(path).suffix) or super().guess_type(path)

    def _rules(self) -> dict[str, str]:
        rules = published.headers(Path(self.directory))
        return published.headers_for(rules, self.path.partition("?")[0])

    def end_headers(self) -> None:
        for name, value in self._rules().items():
            if name != "Content-Type":
                self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(body)

    def log_request(self, *_: object) -> None:
        return


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a folder while the block runs; gives the address it is served at, without a slash."""
    answer = partial(_Handler, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), answer)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
