"""Four marks that readers and search engines go by, on three pages."""

import json
import shutil
import subprocess
from pathlib import Path

import host
import published
import pytest
from conftest import NODE_MODULES, ROOT, build, chromium

WANTED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
Report = dict[str, dict[str, dict[str, float | None]]]
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic --disable-background-networking"


@pytest.mark.tool("chromium", "node", "lighthouse")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", ["home", "article", "topic"])
def test_lighthouse_gives_full_marks(built_site: Path, tmp_path: Path, kind: str) -> None:
    """Performance is 95 or better, accessibility, best practices and SEO are 100."""
    address = published.one_of_each(built_site)[kind].address
    # Lighthouse fetches robots.txt from within the page, which the site's own policy forbids.
    with host.serving(tmp_path / "site", lenient=True) as url:
        build(ROOT, tmp_path / "site", ("--base-url", url))
        marks, failed = _best(url + address, tmp_path / "report.json")
    assert all(marks[name] >= least for name, least in WANTED.items()), (marks, failed)


def _best(url: str, file: Path) -> tuple[dict[str, int], list[str]]:
    """Return the marks of the quickest of three visits: a busy machine must not cost a mark."""
    for _ in range(3):
        report = _report(url, file)
        marks = {name: round((c["score"] or 0) * 100) for name, c in report["categories"].items()}
        if marks["performance"] >= WANTED["performance"]:
            break
    failed = [
        f"{a['id']}: {a['title']}"
        for a in report["audits"].values()
        if (score := a["score"]) is not None and score < 0.9
    ]
    return marks, failed


def _report(url: str, file: Path) -> Report:
    cli = NODE_MODULES / "lighthouse/cli/index.js"
    options = (f"--only-categories={','.join(WANTED)}", "--output=json", f"--output-path={file}")
    done = subprocess.run(
        [shutil.which("node") or "", str(cli), url, *options, "--quiet", f"--chrome-flags={FLAGS}"],
        capture_output=True,
        text=True,
        env={"CHROME_PATH": chromium() or "", "PATH": "/usr/bin:/bin", "HOME": str(file.parent)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    report: Report = json.loads(file.read_text(encoding="utf-8"))
    return report
