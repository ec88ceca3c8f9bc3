"""``digest serve`` in a process of its own: it shows what is saved, and lives on."""

import asyncio
import json
import re
import signal
import socket
import threading
from ipaddress import IPv4Address
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import build, run_digest
from served import BUILD, CLOCK, Preview, article, own, previewed, small
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

SCRIPT = re.compile(rb'<script type="module" src="/-/preview\.js"[^>]*></script>\n')
EVERYWHERE = str(IPv4Address(0))
POLICY = b'<meta http-equiv="Content-Security-Policy" content="script-src \'none\'">\n'


def test_pages_are_those_that_a_build_makes(tmp_path: Path) -> None:
    """All files have the bytes of a build with drafts, but for the script and what lets it run."""
    root = own(tmp_path / "digest")
    output = build(root, tmp_path / "output", ("--drafts", "--future", "--no-extras"))
    with previewed(root, "--clock", CLOCK) as preview:
        for file in sorted(output.rglob("*")):
            path = file.relative_to(output).as_posix()
            if not file.is_file() or path.startswith(".") or path in {"_headers", "_redirects"}:
                continue
            status, data = preview.get(f"/{quote(path)}")
            expected = file.read_bytes()
            if path.endswith(".html"):
                assert SCRIPT.search(data)
                data, expected = SCRIPT.sub(b"", data), expected.replace(POLICY, b"")
            assert (status, data) == (200, expected), path
    assert not (root / "output").exists()


def test_what_is_saved_is_shown(tmp_path: Path) -> None:
    """A text, a new article, one that is gone, a template that appears; each save is a build."""
    with previewed(small(tmp_path)) as preview:
        preview.await_page("/article-1/", "1 million")
        preview.write("article-1", "It cost more.")
        preview.await_page("/article-1/", "It cost more.")
        preview.write("article-9", "A new one.")
        preview.await_page("/article-9/", "A new one.")
        preview.await_page("/", "Article-9")
        (tmp_path / "content/articles/article-9.md").unlink()
        preview.await_page("/article-9/", "Nothing at this address")
        assert preview.get("/article-9/")[0] == 404
        (tmp_path / "templates").mkdir()
        (tmp_path / "templates/page.html").write_text("{{", encoding="utf-8")
        preview.line(r"^templates/page\.html:1")
        preview.await_page("/article-1/", "It cost more.")


def test_a_broken_article_keeps_its_last_good_page(tmp_path: Path) -> None:
    """Its problem is told, and others go on; when it is mended it is shown."""
    with previewed(small(tmp_path)) as preview:
        preview.await_page("/article-1/", "1 million")
        preview.write("article-1", "Broken.", "colour: red\n")
        preview.line(r"content/articles/article-1\.md:5:1: error\[unknown-key\]")
        assert b"1 million" in preview.get("/article-1/")[1]
        preview.write("article-2", "Others go on.")
        preview.await_page("/article-2/", "Others go on.")
        preview.write("article-1", "Mended.")
        preview.await_page("/article-1/", "Mended.")


@pytest.mark.parametrize("polling", ["", "true"])
def test_a_burst_is_one_build_or_two(tmp_path: Path, polling: str) -> None:
    """Fifty files written one after the other, as by a change of branches; by polling, too."""
    root = small(tmp_path, articles=50)
    with previewed(root, env={"WATCHFILES_FORCE_POLLING": polling}) as preview:
        preview.builds()
        for number in range(50):
            article(root, f"article-{number}", f"Version two of {number}.")
        for number in (0, 25, 49):
            preview.await_page(f"/article-{number}/", f"Version two of {number}.")
        preview.line(BUILD)
        assert preview.builds() in {1, 2}


def test_requests_during_builds_see_whole_pages(tmp_path: Path) -> None:
    """A thousand of them: each page is whole and of one version."""
    root = small(tmp_path)
    with previewed(root) as preview:
        ended = threading.Event()

        def save() -> None:
            number = 0
            while not ended.wait(0.01):
                number += 1
                article(
                    root, "article-1", f"First {number}.\n\n{'Word. ' * 5000}\n\nLast {number}."
                )

        saving = threading.Thread(target=save)
        saving.start()
        try:
            preview.await_page("/article-1/", "Last")
            versions = set()
            for _ in range(1000):
                status, page = preview.get("/article-1/")
                first, last = re.findall(rb"(?:First|Last) (\d+)", page.partition(b"<main")[2])
                assert status == 200
                assert page.endswith(b"</html>\n")
                assert first == last
                versions.add(first)
        finally:
            ended.set()
            saving.join()
        assert len(versions) > 5


async def heard(preview: Preview) -> list[dict[str, str]]:
    """Listen as a page does; return the problems that it is told of."""
    request = HTTPRequest(
        f"ws://127.0.0.1:{preview.port}/livereload", headers={"Origin": preview.url}
    )
    page = await websocket_connect(request)
    for command in (
        {"command": "hello", "protocols": ["http://livereload.com/protocols/official-7"]},
        {"command": "info", "url": preview.url},
    ):
        await page.write_message(json.dumps(command))
    assert json.loads(await page.read_message() or "")["command"] == "hello"
    message = json.loads(await page.read_message() or "")
    page.close()
    problems: list[dict[str, str]] = message["problems"]
    return problems


class TestPorts:
    """Which port is taken."""

    def test_the_first_that_is_free(self, tmp_path: Path) -> None:
        """Where nothing is said, the one after those that are taken."""
        with previewed(small(tmp_path), port=()) as preview:
            assert 8000 <= preview.port < 8100

    def test_one_that_is_taken(self, tmp_path: Path) -> None:
        """A given port that is taken is an error."""
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            done = run_digest("serve", "--port", str(port), "--root", small(tmp_path))
        assert done.returncode == 4
        assert f"Port {port} can't be used" in done.stderr


@pytest.mark.parametrize("editor", ["ed", "my://x", "{path}"])
def test_an_editor_without_an_address(tmp_path: Path, editor: str) -> None:
    """What is neither a known name nor an address with a path is wrong usage."""
    done = run_digest("serve", "--editor", editor, "--root", small(tmp_path))
    assert done.returncode == 2
    assert "This is none of vscode, " in done.stderr


def test_an_editor_of_ones_own(tmp_path: Path) -> None:
    """Its address is what problems lead to."""
    root = small(tmp_path)
    article(root, "article-1", "Broken.", "colour: red\n")
    with previewed(root, "--editor", "my://open?{path}#{line}") as preview:
        (problem,) = asyncio.run(heard(preview))
    assert problem["edit"] == f"my://open?{root}/content/articles/article-1.md#5"


def test_an_interrupt_ends_it(tmp_path: Path) -> None:
    """Ctrl-C is how it ends, and no failure."""
    with previewed(small(tmp_path)) as preview:
        preview.process.send_signal(signal.SIGINT)
        assert preview.process.wait(timeout=20) == 0
        assert not preview.builds()


def test_others_are_warned_of(tmp_path: Path) -> None:
    """Who listens beyond this machine is told what that means; links into files are left out."""
    with previewed(small(tmp_path), "--host", EVERYWHERE) as preview:
        assert preview.get("/")[0] == 200
        assert any(
            f"Whoever can reach this machine at {EVERYWHERE}" in line for line in preview.early
        )
        assert b'data-token=""' in preview.get("/article-1/")[1]
        headers = {
            "Content-Type": "application/json",
            "Digest-Token": "",
            "Origin": preview.url,
        }
        assert preview.get("/-/write/pin", headers, "POST")[0] == 403
