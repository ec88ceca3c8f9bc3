"""What carries a digest to its host: deploy settings, build cache, workflows."""

import json
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import published
import pytest
import yaml
from conftest import ROOT, build, run_digest

WORKFLOWS = (ROOT / ".github/workflows/publish-due.yml", ROOT / "docs/github-pages.yml")
PAST, FUTURE = "2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z"


def steps_of(workflow: Path) -> list[dict[str, Any]]:
    """Return the steps of a workflow's one job."""
    (job,) = yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"].values()
    steps: list[dict[str, Any]] = job["steps"]
    return steps


def script_of(workflow: Path, name: str) -> str:
    """Return what a step runs."""
    (script,) = (step["run"] for step in steps_of(workflow) if step.get("name") == name)
    assert isinstance(script, str)
    return script


class Host(ThreadingHTTPServer):
    """A host with one file, which notes the calls of its build hook."""

    def __init__(self, following: str | None) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.following = following
        self.calls: list[str] = []

    @property
    def address(self) -> str:
        """Where it is, without a slash."""
        return f"http://127.0.0.1:{self.server_port}"


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Host)
        data = json.dumps({"next": self.server.following}).encode()
        self.send_response(200 if self.path == "/data/next.json" else 404)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self) -> None:
        assert isinstance(self.server, Host)
        self.server.calls.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_request(self, *_: object) -> None:
        return


@contextmanager
def hosting(following: str | None) -> Iterator[Host]:
    """Serve while the block runs."""
    with Host(following) as host:
        thread = threading.Thread(target=host.serve_forever, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            host.shutdown()
            thread.join()


def run_script(script: str, env: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run a step as GitHub does."""
    command = [shutil.which("bash") or "bash", "-e", "-o", "pipefail", "-c", script]
    path = {"PATH": "/usr/local/bin:/usr/bin:/bin"}
    return subprocess.run(
        command, env={**path, **env}, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.tool("jq", "curl")
@pytest.mark.parametrize(
    ("following", "calls"), [(PAST, ["/hook"]), (FUTURE, []), (None, [])], ids=str
)
def test_the_hook_is_called_when_something_is_due(following: str | None, calls: list[str]) -> None:
    """Once when the moment has passed; not before, and not where nothing is scheduled."""
    script = script_of(WORKFLOWS[0], "Call the build hook if something is due")
    with hosting(following) as host:
        env = {"DIGEST_URL": host.address, "BUILD_HOOK": f"{host.address}/hook"}
        done = run_script(script, env)
        assert done.returncode == 0, done.stderr
        assert host.calls == calls


@pytest.mark.tool("jq", "curl")
def test_a_host_that_does_not_answer_is_a_failure() -> None:
    """Somebody has to learn that nothing is looked at any more."""
    script = script_of(WORKFLOWS[0], "Call the build hook if something is due")
    with hosting(PAST) as host:
        env = {"DIGEST_URL": f"{host.address}/nowhere", "BUILD_HOOK": f"{host.address}/hook"}
        assert run_script(script, env).returncode
        assert not host.calls


@pytest.mark.tool("jq", "curl")
@pytest.mark.parametrize(
    ("event", "following", "due"),
    [("push", FUTURE, "true"), ("schedule", FUTURE, "false"), ("schedule", PAST, "true")],
)
def test_pages_are_built_when_something_is_due(
    event: str, following: str, due: str, tmp_path: Path
) -> None:
    """On every push, and of the hours only those at which an item is due."""
    script = script_of(WORKFLOWS[1], "Look whether anything is due")
    output = tmp_path / "output"
    with hosting(following) as host:
        env = {"DIGEST_URL": host.address, "EVENT": event, "GITHUB_OUTPUT": str(output)}
        assert run_script(script, env).returncode == 0
    assert output.read_text() == f"due={due}\n"


def test_older_addresses_become_pages(tmp_path: Path) -> None:
    """Where a host knows no redirects a page at the older address leads to the newer one."""
    site = build(ROOT, tmp_path / "output")
    moved = published.redirects(site)
    script = script_of(WORKFLOWS[1], "Make a page of each older address")
    subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True)
    assert moved
    for old, new in moved.items():
        page = published.served(site, published.HERE + old)
        assert page is not None
        root = published.parse(page.read_text(encoding="utf-8"))
        assert [link.attrs["href"] for link in root.all("a")] == [new]
        assert f"0; url={new}" in [e.attrs.get("content") for e in root.all("meta")]


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_do_little(workflow: Path) -> None:
    """Each says what it may do; secrets reach a step by its environment, not by its text."""
    text = workflow.read_text(encoding="utf-8")
    permissions = yaml.safe_load(text)["permissions"]
    assert permissions.get("contents", "none") in {"read", "none"}
    for step in steps_of(workflow):
        assert "${{" not in step.get("run", "")


CACHE = """
const plugin = require(process.argv[1]);
const said = [];
const answer = (name) => async (path) => {
  said.push([name, path]);
  if (process.argv[2] === "broken") throw new Error("no cache");
  return process.argv[2] === "full";
};
const utils = { cache: { restore: answer("restore"), save: answer("save") } };
(async () => {
  await plugin.onPreBuild({ utils });
  await plugin.onPostBuild({ utils });
  console.log(JSON.stringify(said));
})();
"""


@pytest.mark.tool("node")
@pytest.mark.parametrize("state", ["full", "empty", "broken"])
def test_the_build_cache_holds_the_store(state: str, tmp_path: Path) -> None:
    """The plugin brings back and keeps what a build remembers, and stops none where it can't."""
    plugin = ROOT / "netlify/build-cache/index.js"
    node = shutil.which("node") or "node"
    done = subprocess.run(
        [node, "-e", CACHE, str(plugin), state], capture_output=True, text=True, check=True
    )
    calls = json.loads(done.stdout.splitlines()[-1])
    (stored,) = {path for _, path in calls}
    assert [name for name, _ in calls] == ["restore", "save"]
    shutil.copytree(ROOT / "tests/golden/minimal", tmp_path, dirs_exist_ok=True)
    assert run_digest("build", "--root", tmp_path).returncode == 0
    assert (tmp_path / stored).is_file()


def test_netlify_builds_by_the_same_command() -> None:
    """Each context says its own address; all but the published site ask not to be listed."""
    settings = tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))
    commands = {name: context["command"] for name, context in settings["context"].items()}
    assert commands.keys() == {"production", "deploy-preview", "branch-deploy"}
    for name, command in commands.items():
        assert command.startswith("make site DIGEST=")
        assert ("--noindex" in command) is (name != "production")
        assert "--base-url=$" in command
    (plugin,) = settings["plugins"]
    folder = ROOT / plugin["package"].lstrip("/")
    manifest = yaml.safe_load((folder / "manifest.yml").read_text(encoding="utf-8"))
    assert manifest["name"]


def test_a_preview_asks_not_to_be_listed(tmp_path: Path) -> None:
    """By a header for all that it holds; drafts and scheduled entries make a preview, too."""
    root = shutil.copytree(ROOT / "tests/golden/minimal", tmp_path / "digest")
    for flags in ((), ("--noindex",), ("--drafts",), ("--future",)):
        site = build(root, tmp_path / "output", flags)
        headers = published.headers_for(published.headers(site), "/feed.xml")
        assert headers.get("X-Robots-Tag") == ("noindex" if flags else None)
