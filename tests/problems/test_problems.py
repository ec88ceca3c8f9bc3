"""One folder for each diagnostic code: what an editor did, and what the digest answers.

A folder holds ``content/`` (and ``templates/``), or a recipe ``make.toml`` for what git can't
hold, and ``expected.txt``. Where it has no site.yaml of its own it gets a small one.
"""

import json
import os
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import CLOCK, run_digest

from site_builder.diagnostics import Code

HERE = Path(__file__).parent
CODES = sorted(code.id for code in Code)
SETTINGS = """\
title: Verbatim
url: https://digest.example
verdicts:
  accurate: {label: Accurate, rating: 5}
"""

Recipe = dict[str, Any]


def recipe_of(case: Path) -> Recipe:
    """Return the recipe of a case, empty where it has none."""
    file = case / "make.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def make_file(root: Path, what: Recipe) -> None:
    """Make one file of a recipe: text in some encoding, bytes, a link or a pipe."""
    name = bytes.fromhex(what["name_hex"]) if "name_hex" in what else what["path"].encode()
    path = Path(os.fsdecode(os.fsencode(root) + b"/" + name))
    path.parent.mkdir(parents=True, exist_ok=True)
    if "link" in what:
        path.symlink_to(what["link"])
    elif "pipe" in what:
        os.mkfifo(path)
    elif "hex" in what:
        path.write_bytes(bytes.fromhex(what["hex"]))
    else:
        times = range(1, what.get("times", 1) + 1)
        lines = (what["text"].replace("NUMBER", str(number)) for number in times)
        text = "".join((what.get("head", ""), *lines, what.get("tail", "")))
        path.write_bytes(text.encode(what.get("encoding", "utf-8")))


def lay_out(case: Path, root: Path) -> Recipe:
    """Copy a case into ``root``, make what its recipe says; return the recipe."""
    recipe = recipe_of(case)
    shutil.copytree(case, root, ignore=shutil.ignore_patterns("expected.txt", "make.toml"))
    for what in recipe.get("file", []):
        make_file(root, what)
    settings = root / "content/site.yaml"
    if not settings.exists() and "bare" not in recipe:
        settings.parent.mkdir(exist_ok=True)
        settings.write_text(SETTINGS, encoding="utf-8")
    return recipe


def transcript(case: Path, root: Path) -> str:
    """Run a case; return the command, all it printed, and how it ended."""
    recipe = lay_out(case, root)
    command = recipe.get("command", "check")
    done = run_digest(command, "--root", root, "--clock", CLOCK)
    said = done.stdout + done.stderr
    shown = said.encode("utf-8", "backslashreplace").decode()
    return f"$ digest {command}\n{shown.replace(str(root), 'ROOT')}exit {done.returncode}\n"


@pytest.mark.parametrize("code", CODES)
def test_each_code_is_explained_where_it_happens(
    code: str, tmp_path: Path, *, update_golden: bool
) -> None:
    """The digest says, word for word, what is expected; the code itself is among it."""
    case = HERE / code
    said = transcript(case, tmp_path / "digest")
    expected = case / "expected.txt"
    if update_golden:
        expected.write_text(said, encoding="utf-8")
    assert f"[{code}]" in said
    assert said == expected.read_text(encoding="utf-8")


def test_no_folder_is_left_over() -> None:
    """Each folder belongs to a code that there is."""
    folders = {path.name for path in HERE.iterdir() if path.is_dir()} - {"__pycache__"}
    assert folders == set(CODES)


BROKEN: tuple[tuple[str, str, int, int, str], ...] = (
    ("title: [Bridge]", "wrong-type", 2, 8, "title"),
    ("title: Bridge\nsumary: Open", "unknown-key", 3, 1, "sumary"),
    ("title: Bridge\ntitle: Bridge", "duplicate-key", 3, 1, "title"),
    ("title: ''", "empty-text", 2, 8, "title"),
    ("title: Bridge\ntags: traffic, bridges", "wrong-type", 3, 7, "tags"),
    ("title: Bridge\ntags: [traffic, {a: b}]", "wrong-type", 3, 17, "tags[2]"),
    ("title: Bridge\ndraft: perhaps", "wrong-type", 3, 8, "draft"),
    ("title: Bridge\nlang: englisch", "invalid-language", 3, 7, "englisch"),
    ("title: Bridge\nslug: The Bridge", "invalid-slug", 3, 7, "slug"),
    ("title: Bridge\nslug: index", "reserved-slug", 3, 7, "index"),
    ("title: Bridge\npublish: 2026-02-30", "invalid-date", 3, 10, "publish"),
    ("title: Bridge\nreproduction: ful", "unknown-value", 3, 15, "reproduction"),
    ("title: &a Bridge", "yaml-feature", 2, 8, ""),
    ("title: Bridge: open", "yaml-syntax", 2, 14, ""),
    ("title: Bridge\naliases: [old]", "invalid-address", 3, 11, "aliases[1]"),
    ("title: Bridge\nautor: M. Lind", "unknown-key", 3, 1, "autor"),
    ("title: Bridge\ncorrections:\n  - {date: 2026-02-04}", "missing-key", 4, 5, "corrections[1]"),
    (
        "title: Bridge\nannotations:\n  - {quote: Words, verdict: acurate, fact: So.}",
        "unknown-verdict",
        4,
        29,
        "acurate",
    ),
    ("title: Bri\u202edge", "bidi-control", 2, 11, ""),
    ("title: Bridge\n- Bridge", "yaml-syntax", 3, 1, ""),
)
REST = "date: 2026-02-03\nsource: {name: Ostrel TV, citation: Evening news}"


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a digest of twenty articles, each with one thing wrong."""
    root = tmp_path_factory.mktemp("broken")
    folder = root / "content/articles"
    folder.mkdir(parents=True)
    (root / "content/site.yaml").write_text(SETTINGS, encoding="utf-8")
    for number, (front, *_) in enumerate(BROKEN, 1):
        text = f"---\n{front}\n{REST}\n---\nWords.\n"
        (folder / f"{number:02}.md").write_text(text, encoding="utf-8")
    return root


Found = set[tuple[str, int, int, str]]
EXPECTED: Found = {
    (f"content/articles/{number:02}.md", line, column, code)
    for number, (_, code, line, column, _) in enumerate(BROKEN, 1)
}


def said_about(root: Path, form: str) -> str:
    """Return what ``digest check`` says in one of its forms."""
    done = run_digest("check", "--root", root, "--format", form)
    assert done.returncode == 1
    return done.stderr + done.stdout


def test_twenty_broken_files_in_text(broken: Path) -> None:
    """One run names each file with line, column, code, the key, and the line underlined there."""
    lines = said_about(broken, "text").splitlines()
    for number, (_, code, line, column, words) in enumerate(BROKEN, 1):
        head = f"content/articles/{number:02}.md:{line}:{column}: error[{code}] "
        (at,) = [i for i, text in enumerate(lines) if text.startswith(head)]
        assert words in lines[at]
        block = lines[at + 1 : at + 4]
        (under,) = [text for text in block if set(text.strip(" |")) == {"^"}]
        source = block[block.index(under) - 1]
        assert under.index("^") - under.index("|") == column + 1
        assert source.index("|") == under.index("|")


def test_twenty_broken_files_in_json(broken: Path) -> None:
    """The same as data, one problem a file."""
    report = json.loads(said_about(broken, "json"))
    problems = report["diagnostics"]
    assert {(p["path"], p["line"], p["column"], p["code"]) for p in problems} == EXPECTED
    assert len(problems) == len(BROKEN)


def test_twenty_broken_files_for_github(broken: Path) -> None:
    """The same as commands of a workflow, which mark the lines of a change."""
    lines = said_about(broken, "github").splitlines()
    assert len(lines) == len(BROKEN)
    for path, line, column, code in EXPECTED:
        start = f"::error file={path},line={line},col={column},"
        assert [text for text in lines if text.startswith(start) and code in text], start


def test_twenty_broken_files_in_sarif(broken: Path) -> None:
    """The same in SARIF 2.1.0, with a rule for each code."""
    log = json.loads(said_about(broken, "sarif"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    found: Found = set()
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        path = place["artifactLocation"]["uri"]
        found.add((path, region["startLine"], region["startColumn"], result["ruleId"]))
    assert found == EXPECTED
    assert {code for *_, code in found} <= rules
