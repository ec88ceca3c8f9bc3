"""Requests that nobody honest sends: nothing leaks or is written, and the preview lives on."""

import itertools
import json
import re
import socket
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from served import Preview, previewed, small

KEPT_BACK = "kept-back-7719"
OWN_SETTINGS = b"permalink: /{slug}/"
# Seconds until a server that says nothing is taken for one that waits for more.
SILENCE = 0.5

UPS = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..\\", "..%5c", "%252e%252e%252f", "..;/", "....//")
TARGETS = ("secret.txt", "digest/content/site.yaml", "digest/.git/config", "digest/.env")
PLAIN = (
    "/content/site.yaml",
    "/content/articles/article-1.md",
    "/.git/config",
    "/.git/HEAD",
    "/.env",
    "/.cache/digest",
    "/templates/digest.css",
    "//content/site.yaml",
    "/./.env",
    "/content/.hidden.md",
    "/article-1/../content/site.yaml",
    "/article-1/index.html/../../.env",
    "/%00/etc/passwd",
    "/article-1/%00",
    "/article-1/index.html%00.txt",
    "/file:///etc/passwd",
    "/-/../answering.py",
    "/-/answering.py",
    "/-/..%2fanswering.py",
    "/-/__init__.py",
    "/-/browser/preview.js",
    "/-/%70review.js/../desk.py",
    "/c:/windows/win.ini",
    "/\\\\host\\share",
    "/%ff%fe",
    "/%",
    "/%zz",
    "/?../../secret.txt",
    "/article-1/?path=../../secret.txt",
    "/linked.txt",
    "/assets/linked.txt",
    "http://evil.example/content/site.yaml",
    "file:///etc/passwd",
    "*",
    "secret.txt",
    "../secret.txt",
    "",
)
HOSTS = (
    "evil.example",
    "evil.example:{port}",
    "127.0.0.1.evil.example",
    "127.0.0.1.evil.example:{port}",
    "localhost.evil.example",
    "evil-localhost",
    "localhost:{port}.evil.example",
    "localhost@evil.example",
    "127.0.0.1@evil.example:{port}",
    "[::1].evil.example",
    "[::1",
    "0.0.0.0:{port}",
    "169.254.169.254",
    "192.168.0.1:{port}",
    "10.0.0.1",
    "[fe80::1%25lo]",
    "2130706433",
    "0x7f.1",
    "127.1",
    "",
    "localhost,evil.example",
    "localhost evil.example",
)
ORIGINS = (
    "http://evil.example",
    "http://localhost",
    "http://127.0.0.1",
    "https://127.0.0.1:{port}",
    "http://127.0.0.1:{port}.evil.example",
    "http://evil.example:{port}",
    "http://localhost:{port}",
    "null",
    "file://",
    "",
)
METHODS = (
    "POST",
    "PUT",
    "DELETE",
    "PATCH",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "MKCOL",
    "MOVE",
    "FORGET",
    "get",
)
MALFORMED = (
    b"\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET /\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.0\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: nonsense\r\n\r\n",
    b"GET / HTTP/1.1\r\n Host: localhost\r\n\r\n",
    b"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: local\x00host\r\n\r\n",
    b"GET /\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"{}" * 200,
)
OVERSIZED = (
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
    b"POST /-/write/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n",
    b"POST /-/write/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n"
    + b"a" * 2_000_000,
)
SLOW = (
    b"G",
    b"GET / HT",
    b"GET / HTTP/1.1\r\nHost: localh",
    b"POST /-/write/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{",
)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Return a preview of a digest that has secrets in it and beside it."""
    home = tmp_path_factory.mktemp("home")
    root = small(home / "digest")
    for path in ("secret.txt", "digest/.git/config", "digest/.git/HEAD", "digest/.env"):
        (home / path).parent.mkdir(exist_ok=True)
        (home / path).write_text(KEPT_BACK, encoding="utf-8")
    root.joinpath("content/.hidden.md").write_text(KEPT_BACK, encoding="utf-8")
    root.joinpath("content/assets").mkdir()
    root.joinpath("content/assets/linked.txt").symlink_to(home / "secret.txt")
    with previewed(root) as running:
        yield running


def ask(preview: Preview, request: bytes) -> bytes:
    """Send bytes and return all that comes, until the other side ends or falls silent."""
    answer = b""
    with socket.create_connection(("127.0.0.1", preview.port), timeout=SILENCE) as connection:
        with suppress(OSError):
            connection.sendall(request)
        with suppress(OSError):
            while data := connection.recv(65536):
                answer += data
    return answer


def request(
    target: str, method: str = "GET", host: str = "localhost", headers: str = "", body: str = ""
) -> bytes:
    """Write a request, as it is given and no better."""
    length = f"Content-Length: {len(body)}\r\n" if body else ""
    lines = f"{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers}{length}"
    return f"{lines}\r\n{body}".encode("utf-8", "surrogateescape")


def status(answer: bytes) -> int:
    """Return the status of an answer; 0 where there is none."""
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    return int(found[1]) if found else 0


def tree(root: Path) -> dict[str, tuple[bytes, int]]:
    """Return the files of a digest with their bytes and times, but for the cache."""
    files = (path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def hostile(preview: Preview) -> Iterator[tuple[bytes, set[int]]]:
    """Yield requests, each with the statuses that it may get."""
    climbs = [f"/{up * depth}{end}" for up in UPS for depth in (1, 2, 3) for end in TARGETS]
    for target in (*climbs, *PLAIN):
        yield request(target), {0, 200, 302, 400, 404} if "?" in target else {0, 400, 404}
    for host in HOSTS:
        yield request("/", host=host.format(port=preview.port)), {0, 400, 421}
    for method in METHODS:
        yield request("/", method), {0, 400, 405}
    for origin in ORIGINS:
        headers = f"Origin: {origin.format(port=preview.port)}\r\n"
        own = f"127.0.0.1:{preview.port}"
        upgrade = (
            f"{headers}Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        )
        plain = request("/livereload", host=own, headers=upgrade)
        yield plain.replace(b"Connection: close", b"Connection: Upgrade"), {403}
        json_of = f"{headers}Content-Type: application/json\r\nDigest-Token: guessed\r\n"
        yield request("/-/write/annotate", "POST", own, json_of, "{}"), {403}
    for raw in (*MALFORMED, *OVERSIZED):
        yield raw, {0, 400, 404, 405, 413, 414, 421, 431}


def test_nothing_leaks_and_nothing_is_written(preview: Preview) -> None:
    """Some two hundred requests, each refused or answered with nothing that is not published."""
    before = tree(preview.root)
    with ExitStack() as waiting:
        for begin in SLOW:
            connection = socket.create_connection(("127.0.0.1", preview.port))
            waiting.enter_context(connection).sendall(begin)
        requests = list(hostile(preview))
        for sent, allowed in requests:
            answer = ask(preview, sent)
            assert status(answer) in allowed, (sent[:200], answer[:300])
            assert KEPT_BACK.encode() not in answer
            assert OWN_SETTINGS not in answer
            assert b"Traceback" not in answer
        assert len(requests) >= 200
        assert preview.get("/article-1/")[0] == 200
    assert tree(preview.root) == before
    assert preview.process.poll() is None


def test_a_page_of_ours_may_listen(preview: Preview) -> None:
    """By its Origin, which is the host that it was got from; nonsense that it says ends nothing."""
    host = f"127.0.0.1:{preview.port}"
    headers = (
        f"Origin: http://{host}\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    )
    upgrade = request("/livereload", host=host, headers=headers)
    upgrade = upgrade.replace(b"Connection: close", b"Connection: Upgrade")
    nonsense = (b"[]", b"{", b'{"command": 1}', b"\xff\xfe", b'{"command": "info"}' * 3000, b"null")
    for frame in nonsense:
        mask = bytes(4)
        length = bytes([0x80 | len(frame)]) if len(frame) < 126 else b"\xfe"
        length += len(frame).to_bytes(2, "big") if len(frame) >= 126 else b""
        answer = ask(preview, upgrade + b"\x81" + length + mask + frame)
        assert status(answer) == 101
    assert preview.get("/article-1/")[0] == 200


def test_who_may_write(preview: Preview) -> None:
    """The guard asks for Origin, token and JSON; behind it there is nothing but what has a name."""
    page = preview.get("/article-1/")[1].decode()
    found = re.search('data-token="([^"]+)"', page)
    assert found is not None
    host = f"127.0.0.1:{preview.port}"
    origin = f"Origin: http://{host}\r\n"
    token = f"Digest-Token: {found[1]}\r\n"
    kind = "Content-Type: application/json\r\n"

    def write(headers: str, name: str = "nothing") -> int:
        sent = request(f"/-/write/{name}", "POST", host, headers, json.dumps({}))
        return status(ask(preview, sent))

    assert write(origin + token + kind) == 404
    assert write(token + kind) == 403
    assert write(origin + kind) == 403
    assert write(f"Origin: http://evil.example\r\n{token}{kind}") == 403
    assert write(origin + token + "Content-Type: text/plain\r\n") == 415
    assert status(ask(preview, request("/-/write/nothing", "GET", host))) == 405


def test_every_answer_has_the_headers(preview: Preview) -> None:
    """Pages, files, errors and refusals alike: not stored, not guessed, not framed."""
    for target, host in itertools.product(
        ("/", "/feed.xml", "/nothing/", "/-/x"), ("localhost", "x")
    ):
        answer = ask(preview, request(target, host=host)).partition(b"\r\n\r\n")[0].decode().lower()
        assert "cache-control: no-store" in answer
        assert "x-content-type-options: nosniff" in answer
        assert "referrer-policy: no-referrer" in answer
        assert "default-src 'none'" in answer
        assert "frame-ancestors 'none'" in answer
        assert "unsafe" not in answer
        assert "server:" not in answer


def test_a_head_has_no_body(preview: Preview) -> None:
    """HEAD gets what GET gets, without the bytes."""
    head = ask(preview, request("/article-1/", "HEAD"))
    got = ask(preview, request("/article-1/"))
    assert head.endswith(b"\r\n\r\n")
    assert head.partition(b"\r\n\r\n")[0].count(b"\n") == got.partition(b"\r\n\r\n")[0].count(b"\n")
