"""Small digests and every byte of what they become.

``pytest tests/golden --update-golden`` writes the expected trees anew; read the difference before
it goes in. Each digest has a stylesheet of its own, so that the pages do not change with the look.
"""

import difflib
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, build

HERE = Path(__file__).parent
NAMES = sorted(path.name for path in HERE.iterdir() if (path / "content").is_dir())
MADE_BY_OTHERS = ("pagefind/", "assets/cards/")
BUNDLED = ROOT / "templates/static"


def tree_of(site: Path) -> dict[str, bytes]:
    """Return the files of a site by path; what is bundled or made by other programs is left out."""
    bundled = {path.read_bytes() for path in BUNDLED.iterdir()}
    files = {p.relative_to(site).as_posix(): p for p in site.rglob("*") if p.is_file()}
    files = {name: path for name, path in files.items() if not name.startswith(MADE_BY_OTHERS)}
    found = {name: path.read_bytes() for name, path in sorted(files.items())}
    return {name: data for name, data in found.items() if data not in bundled}


def difference(name: str, expected: bytes, found: bytes) -> str:
    """Return the difference of two texts as editors of patches know it."""
    before, after = (d.decode("utf-8", "replace").splitlines() for d in (expected, found))
    return "\n".join(difflib.unified_diff(before, after, f"expected/{name}", name, lineterm=""))


@pytest.mark.parametrize("name", NAMES)
def test_a_digest_becomes_these_bytes(name: str, tmp_path: Path, *, update_golden: bool) -> None:
    """The digest becomes exactly the expected tree; a failure shows the first file that differs."""
    root = shutil.copytree(HERE / name, tmp_path / name)
    found = tree_of(build(root, tmp_path / "output"))
    folder = HERE / name / "expected"
    if update_golden:
        shutil.rmtree(folder, ignore_errors=True)
        for path, data in found.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    expected = tree_of(folder)
    assert sorted(found) == sorted(expected)
    changed = [path for path in found if found[path] != expected[path]]
    if changed:
        first = changed[0]
        pytest.fail(difference(first, expected[first], found[first]), pytrace=False)
