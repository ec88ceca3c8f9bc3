"""What is delivered: the wheel works in any folder, and a checkout can be built with its lock."""

import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock")


def run(*command: str | Path, cwd: Path) -> str:
    """Run a program in a folder; return what it printed."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        list(map(str, command)), cwd=cwd, capture_output=True, text=True, env=env, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel and the source archive, made from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    """Return the wheel."""
    (found,) = dist.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the programs of a new environment into which the wheel was installed.

    Its dependencies are those of the running environment, by way of a path file, so that no
    registry is asked.
    """
    env = tmp_path_factory.mktemp("env")
    run(sys.executable, "-m", "venv", env, cwd=env)
    (packages,) = env.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    run(env / "bin/python", "-m", "pip", "install", "--no-deps", "--no-index", wheel, cwd=env)
    return env / "bin"


def test_the_wheel_holds_what_it_needs(wheel: Path) -> None:
    """Code, types, catalogues, templates, the font and both licences; no tests, no content."""
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "site_builder/py.typed",
        "site_builder/_templates/article.html",
        "site_builder/_templates/static/newsreader-display.woff2",
        "site_builder/language/locale/fa/digest.po",
    ):
        assert wanted in names
    assert [name for name in names if name.endswith("licenses/LICENSE")]
    assert [name for name in names if name.endswith("newsreader-OFL.txt")]
    assert {name.split("/")[0].partition("-")[0] for name in names} == {
        "site_builder",
        "annotated_digest",
    }


def test_the_wheel_holds_all_templates(wheel: Path) -> None:
    """Every file of ``templates/`` is in the wheel, byte for byte."""
    archive = zipfile.ZipFile(wheel)
    for path in filter(Path.is_file, (ROOT / "templates").rglob("*")):
        name = path.relative_to(ROOT / "templates").as_posix()
        assert archive.read(f"site_builder/_templates/{name}") == path.read_bytes()


def test_the_source_archive_can_be_tested(dist: Path) -> None:
    """The source archive has code, templates, tests and documents."""
    (archive,) = dist.glob("*.tar.gz")
    with tarfile.open(archive) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "tests/conftest.py"} <= names
    assert "templates/static/newsreader-display.woff2" in names


def test_the_wheel_begins_and_builds_a_digest(installed: Path, tmp_path: Path) -> None:
    """In another folder ``digest init`` makes a digest and ``digest build`` builds it, strictly."""
    digest = installed / "digest"
    run(digest, "init", "d", cwd=tmp_path)
    run(digest, "build", "--root", "d", "--strict", cwd=tmp_path)
    assert (tmp_path / "d/output/index.html").is_file()
    assert list((tmp_path / "d/output").rglob("*.css"))
    assert run(installed / "python", "-m", "site_builder", "--version", cwd=tmp_path)


def test_the_installed_code_is_the_wheel_s(installed: Path, tmp_path: Path) -> None:
    """The test above ran what was installed, not the checkout."""
    where = "import site_builder; print(site_builder.__file__)"
    assert str(installed.parent) in run(installed / "python", "-c", where, cwd=tmp_path)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_everything(lock: str) -> None:
    """Each line of a lock is one version with hashes; no address, no path, no option."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    bare = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE))
    for line in filter(str.strip, bare.splitlines()):
        assert re.fullmatch(r"[a-z0-9.-]+==\S+(\s+--hash=sha256:[0-9a-f]{64})+\s*", line), line


def test_the_locks_agree() -> None:
    """A package in both locks has one version."""
    first, second = (
        dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / lock).read_text(), re.MULTILINE))
        for lock in LOCKS
    )
    assert {name: second[name] for name in first.keys() & second.keys()} == {
        name: first[name] for name in first.keys() & second.keys()
    }


def test_the_npm_lock_names_no_registry() -> None:
    """The lock of the test packages has versions and hashes, and no address of a download."""
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in text
    assert '"resolved"' not in text


def test_what_is_made_is_ignored() -> None:
    """Nothing that a build, a test or an installation leaves behind can be committed."""
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    for made in ("output", ".cache", ".venv", "node_modules"):
        assert f"/{made}/" in ignored


@pytest.mark.tool("git")
def test_no_file_names_a_place_of_one_machine() -> None:
    """No file of the project names a home folder or the folder it was written in."""
    listed = run("git", "ls-files", "-z", cwd=ROOT).split("\0")
    here = re.escape(str(ROOT).encode())
    local = re.compile(rb"/(?:home|Users)/\w+/|(?<![\w./*}>-])" + here + b"/")
    files = [ROOT / name for name in filter(None, listed)]
    assert not [f.name for f in files if f.is_file() and local.search(f.read_bytes())]
