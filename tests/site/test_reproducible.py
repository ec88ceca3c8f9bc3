"""The same content gives the same bytes, wherever and however it is built."""

import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from conftest import CLOCK, ROOT, run_digest


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a machine may do differently: environment, umask, processes, the order of files."""

    env: Mapping[str, str] = field(default_factory=dict)
    umask: int = 0o022
    jobs: int = 1
    backwards: bool = False


ELSEWHERE = {
    "zone": Surroundings(env={"TZ": "Asia/Kathmandu"}),
    "language": Surroundings(env={"LC_ALL": "C", "LANG": "C"}),
    "Turkish": Surroundings(env={"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "fa"}),
    "hash seed": Surroundings(env={"PYTHONHASHSEED": "4711"}),
    "umask": Surroundings(umask=0o077),
    "processes": Surroundings(jobs=2),
    "order of files": Surroundings(backwards=True),
    "all": Surroundings(
        {"TZ": "America/Adak", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, 0o027, jobs=2, backwards=True
    ),
}


def bytes_of(site: Path) -> dict[str, str]:
    """Return a hash of every file of a site by its path, the search index left out.

    Its program writes the same index in other bytes each time.
    """
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file() and "pagefind" not in path.parts
    }


def _copied(folder: Path, *, backwards: bool) -> Path:
    files = sorted((ROOT / "content").rglob("*"), reverse=backwards)
    for path in filter(Path.is_file, files):
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (0, 1_000_000_000 if backwards else 1_500_000_000))
    return folder


def built(folder: Path, how: Surroundings) -> dict[str, str]:
    """Build the project's own digest in a folder of its own; return its bytes."""
    root = _copied(folder, backwards=how.backwards)
    env = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", **how.env}
    options = ("--root", root, "--clock", CLOCK, "--jobs", str(how.jobs))
    done = run_digest("build", *options, env=env, umask=how.umask)
    assert done.returncode == 0, done.stderr
    return bytes_of(root / "output")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the bytes of a build in ordinary surroundings."""
    return built(tmp_path_factory.mktemp("here"), Surroundings())


@pytest.mark.parametrize("name", ELSEWHERE)
def test_surroundings_leave_no_trace(here: dict[str, str], tmp_path: Path, name: str) -> None:
    """Another folder, zone, language, umask, hash seed or number of processes changes no byte."""
    elsewhere = built(tmp_path / "a folder with spaces", ELSEWHERE[name])
    assert elsewhere == here


def test_a_locale_that_spells_names_otherwise_is_refused(tmp_path: Path) -> None:
    """Where file names can't be UTF-8 nothing is built, and one line says what to do."""
    root = _copied(tmp_path, backwards=False)
    done = run_digest("build", "--root", root, env={"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert done.returncode == 4
    assert "PYTHONUTF8=1" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (root / "output").exists()


def test_a_second_build_changes_nothing(tmp_path: Path) -> None:
    """Building again, with what the first build left in the cache, gives the same bytes."""
    first = built(tmp_path, Surroundings())
    assert built(tmp_path, Surroundings()) == first


def test_the_clock_counts_only_where_something_is_due(here: dict[str, str], tmp_path: Path) -> None:
    """A build ten years later shows the same pages, as long as nothing was scheduled or expires."""
    root = _copied(tmp_path, backwards=False)
    done = run_digest("build", "--root", root, "--clock", "2036-11-18")
    assert done.returncode == 0, done.stderr
    later = bytes_of(root / "output")
    assert here.keys() <= later.keys()
