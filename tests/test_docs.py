"""The documents say what is so: each code, command, key and make target that there is."""

import re
import tomllib
from pathlib import Path

import pytest
from conftest import ROOT, run_digest

from site_builder.diagnostics import Code
from site_builder.routes.plan import PageKind

MANUAL = ROOT / "docs/manual.md"
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
COMMANDS = (
    "build",
    "check",
    "serve",
    "new",
    "move",
    "list",
    "init",
    "templates",
    "explain",
    "completion",
)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)", re.DOTALL)


def text_of(path: Path) -> str:
    """Return the text of a document."""
    return path.read_text(encoding="utf-8")


def fragments_of(path: Path) -> set[str]:
    """Return the fragments that the headings of a document make."""
    headings = re.findall(r"^#+ (.+)$", text_of(path), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_manual_explains_each_code() -> None:
    """Every diagnostic code has a section of its own, and no section lacks its code."""
    sections = re.findall(r"^### `([a-z0-9-]+)`$", text_of(MANUAL), re.MULTILINE)
    assert len(sections) == len(set(sections))
    assert set(sections) == {code.id for code in Code}


def test_the_manual_says_which_codes_warn() -> None:
    """A section says *Warning* where its code is one, and only there."""
    sections = re.split(r"^### ", text_of(MANUAL), flags=re.MULTILINE)[1:]
    said = {section.split("`")[1] for section in sections if "*Warning" in section}
    assert said == {code.id for code in Code if code.severity == "warning"}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_manual_explains_each_command(command: str) -> None:
    """Every command stands in the manual, with all its options."""
    manual = text_of(MANUAL)
    assert f"digest {command}" in manual
    help_text = run_digest(command, "--help")
    assert help_text.returncode == 0
    options = set(re.findall(r"(--[a-z][a-z-]*)", help_text.stdout))
    assert not {option for option in options - {"--help"} if option not in manual}


def test_no_command_is_left_out() -> None:
    """The list above is what the program offers."""
    listed = run_digest("--help").stdout.partition("Commands:")[2]
    assert set(re.findall(r"^  ([a-z]+)", listed, re.MULTILINE)) == set(COMMANDS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_hold(document: Path) -> None:
    """A link to a file of the project finds it, and a fragment its heading."""
    dead = []
    for target in LINK.findall(text_of(document)):
        name, _, fragment = target.partition("#")
        if re.match(r"[a-z]+:|/", target):
            continue
        file = document.parent / name if name else document
        known = file.exists() and (not fragment or fragment in fragments_of(file))
        if not known:
            dead.append(target)
    assert not dead


def test_the_architecture_is_short_and_names_every_part() -> None:
    """ARCHITECTURE.md has at most 150 lines and a row for each part of the program."""
    text = text_of(ROOT / "ARCHITECTURE.md")
    parts = {path.stem for path in (ROOT / "site_builder").iterdir() if path.stem[0] != "_"}
    rows = set(re.findall(r"^\| \d+ \| `(\w+)`", text, re.MULTILINE))
    assert text.count("\n") <= 150
    assert {part for part in parts if part != "py"} == rows


def test_documents_name_targets_that_exist() -> None:
    """Every ``make`` target of the documents is one of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    for document in DOCUMENTS:
        named = set(re.findall(r"(?:^    |`)make ([a-z]+)", text_of(document), re.MULTILINE))
        assert named <= targets, document.name


def test_the_changelog_knows_the_version() -> None:
    """The version of the package has an entry in the changelog."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        version = tomllib.load(file)["project"]["version"]
    assert re.search(rf"^## {re.escape(version)}", text_of(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert version in run_digest("--version").stdout


def test_each_kind_of_page_has_its_template() -> None:
    """The templates that the manual speaks of are there, one for each kind of page."""
    missing = [kind for kind in PageKind if not (ROOT / f"templates/{kind}.html").is_file()]
    assert not missing
