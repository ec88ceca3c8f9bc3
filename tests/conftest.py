"""What all tests share: the tools of this machine, the command line, and one built site.

A test that needs a program beside Python says so: ``@pytest.mark.tool("chromium")``. Where the
program is absent the test is left out, and the run ends with the names of what it left out; with
``CI`` set an absent program is a failure.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import AnyStr

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent
NODE_MODULES = ROOT / "node_modules"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CLOCK = "2026-11-18T12:00:00Z"

# A shell that starts the tests in the background lets them ignore an interrupt, and so all programs
# that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile(
    "usual", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("soak", settings.get_profile("usual"), max_examples=20_000)
settings.load_profile("usual")


def chromium() -> str | None:
    """Return the path of this machine's Chromium or Chrome."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def _npm(path: str) -> Callable[[], bool]:
    return (NODE_MODULES / path).exists


TOOLS: Mapping[str, Callable[[], bool]] = {
    "chromium": lambda: chromium() is not None,
    "java": lambda: shutil.which("java") is not None,
    "node": lambda: shutil.which("node") is not None,
    "git": lambda: shutil.which("git") is not None,
    # Who may mount a small disk; Linux alone lets root do so by this program.
    "root": lambda: hasattr(os, "geteuid") and os.geteuid() == 0 and bool(shutil.which("mount")),
    "curl": lambda: shutil.which("curl") is not None,
    "jq": lambda: shutil.which("jq") is not None,
    "vnu": _npm("vnu-jar/build/dist/vnu.jar"),
    "axe": _npm("axe-core/axe.min.js"),
    "annotator": _npm("@apache-annotator/dom/lib/index.js"),
    "commonmark-spec": _npm("commonmark-spec/spec.txt"),
    "lighthouse": _npm("lighthouse/cli/index.js"),
    "jsonfeed-schema": _npm("jsonfeed-schema/schema-v1.1.json"),
}

_left_out = pytest.StashKey[dict[str, list[str]]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run rewrite the expected texts and trees, for somebody to read the difference."""
    parser.addoption(
        "--update-golden", action="store_true", help="write what is, instead of comparing with it"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Declare the markers of this file."""
    config.addinivalue_line("markers", "soak: does much more of the same under `make soak`")
    config.addinivalue_line("markers", "tool(*names): programs that the test needs beside Python")
    config.stash[_left_out] = {}


def _absent(item: pytest.Item) -> list[str]:
    names = [name for marker in item.iter_markers("tool") for name in marker.args]
    return sorted({name for name in names if not TOOLS[name]()})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests whose programs are absent, and remember them (not in CI)."""
    if os.environ.get("CI"):
        return
    gone = {item: absent for item in items if (absent := _absent(item))}
    for item, absent in gone.items():
        config.stash[_left_out].setdefault(" and ".join(absent), []).append(item.nodeid)
    config.hook.pytest_deselected(items=list(gone))
    items[:] = [item for item in items if item not in gone]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Let a test whose program is absent fail; only CI comes here with one."""
    if absent := _absent(item):
        pytest.fail(f"not on this machine: {', '.join(absent)}", pytrace=False)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Name the tests that were left out, each with the program that it lacked."""
    for absent, names in sorted(config.stash[_left_out].items()):
        terminalreporter.write_line(f"left out, for want of {absent}: {len(names)}")
        for name in sorted({name.split("[")[0] for name in names}):
            terminalreporter.write_line(f"  {name}")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Tell whether this run writes the expected texts instead of comparing with them."""
    return bool(request.config.getoption("--update-golden"))


Digest = Callable[..., "subprocess.CompletedProcess[str]"]


def run_digest(
    *arguments: str | Path, env: Mapping[str, str] | None = None, umask: int = -1
) -> "subprocess.CompletedProcess[str]":
    """Run ``python -m site_builder`` as an editor would, in a process of its own."""
    command = [sys.executable, "-m", "site_builder", *map(str, arguments)]
    bare = {k: v for k, v in os.environ.items() if k not in {"CI", "SOURCE_DATE_EPOCH"}}
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        stdin=subprocess.DEVNULL,
        env={**bare, "NO_COLOR": "1", **(env or {})},
        umask=umask,
        timeout=110,
        check=False,
    )


@contextmanager
def killed_on_failure(process: "subprocess.Popen[AnyStr]") -> Iterator[None]:
    """Kill a process when the block fails: else its end would be waited for without limit."""
    try:
        yield
    except BaseException:
        process.kill()
        raise


@pytest.fixture(scope="session")
def digest() -> Digest:
    """Return the function that runs the command line."""
    return run_digest


def build(root: Path, output: Path, options: Sequence[str] = ()) -> Path:
    """Build the digest at ``root`` into ``output``, strictly; the cache lies beside it."""
    cache = output.with_name(f"{output.name}.cache")
    clock = () if "--clock" in options else ("--clock", CLOCK)
    done = run_digest(
        "build", "--strict", "--root", root, "--output", output, "--cache", cache, *clock, *options
    )
    assert done.returncode == 0, done.stderr
    return output


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the project's own digest, built once for all tests, with its drafts left out."""
    return build(ROOT, tmp_path_factory.mktemp("site") / "output")


@pytest.fixture(scope="session")
def persian_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a digest that is Persian throughout."""
    folder = tmp_path_factory.mktemp("persian")
    shutil.copytree(ROOT / "tests/golden/rtl/content", folder / "content")
    return build(folder, folder / "output")


@pytest.fixture(scope="session")
def noted_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a digest in which words are annotated in every way."""
    folder = tmp_path_factory.mktemp("noted")
    shutil.copytree(ROOT / "tests/golden/notes/content", folder / "content")
    return build(folder, folder / "output")
