"""The layers of ``site_builder``, read from its syntax: the table that ARCHITECTURE.md explains.

Imports for typing and imports inside functions count like all others.
"""

import ast
import re
import statistics
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "site_builder"
MODULES = sorted(PACKAGE.rglob("*.py"))

LEVELS: Mapping[str, int] = {
    "diagnostics": 0,
    "model": 1,
    "characters": 1,
    "documents": 1,
    "output": 1,
    "cache": 1,
    "language": 1,
    "config": 2,
    "content": 3,
    "markdown": 3,
    "anchoring": 4,
    "graph": 5,
    "routes": 6,
    "rendering": 7,
    "hosting": 7,
    "search": 7,
    "cards": 7,
    "feeds": 7,
    "open_data": 7,
    "structured_data": 7,
    "build": 8,
    "annotating": 9,
    "preview": 10,
    "cli": 11,
    "__main__": 12,
}

BESIDE: frozenset[tuple[str, str]] = frozenset(
    {
        ("language", "model"),
        ("documents", "characters"),
        ("documents", "model"),
        ("feeds", "open_data"),
    }
)
"""Who may import whom on its own level."""

OWNERS: Mapping[str, str] = {
    "yaml": "documents",
    "frontmatter": "documents",
    "markdown_it": "markdown",
    "mdit_py_plugins": "markdown",
    "jinja2": "rendering",
    "markupsafe": "rendering",
    "babel": "language",
    "jdatetime": "language",
    "rapidfuzz": "anchoring",
    "regex": "characters",
    "imagesize": "content",
    "click": "cli",
    "rich": "cli",
    "livereload": "preview",
    "tornado": "preview",
    "watchfiles": "preview",
    "pagefind": "search",
    "PIL": "cards",
    "sqlite3": "cache",
    "msgspec": "cache",
}

HEAVY = {
    "babel",
    "jdatetime",
    "rapidfuzz",
    "regex",
    "rich",
    "imagesize",
    "livereload",
    "tornado",
    "watchfiles",
    "pagefind",
    "PIL",
}
"""Imported where they are used, so that ``digest check`` starts at once."""

READERS = {
    "content",
    "config",
    "rendering",
    "cache",
    "output",
    "language",
    "search",
    "build",
    "preview",
    "cli",
}
WRITERS = {"output", "cache"}

READING = {"open", "read_text", "read_bytes", "iterdir", "glob", "rglob", "scandir", "walk"}
WRITING = {"write_text", "write_bytes", "mkdir", "makedirs", "unlink", "rmdir", "rmtree", "rename"}
AMBIENT = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "localtime"),
    ("os", "environ"),
    ("os", "getenv"),
    ("os", "getcwd"),
    ("Path", "cwd"),
    ("Path", "home"),
    ("locale", "getlocale"),
}


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def part_of(path: Path) -> str:
    """Return the part of the program (a row of the table) that a module belongs to."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def name_of(path: Path) -> str:
    """Return the dotted name of a module."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the dotted name of all that a module imports, with the line."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            module = node.module or ""
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a module, methods and inner ones included."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def own_imports(path: Path) -> Iterator[tuple[str, int]]:
    """Yield what a module imports of this program, with the line."""
    for name, line in imports_of(path):
        if name.split(".")[0] == "site_builder":
            yield name, line


def complaints(path: Path) -> Iterator[str]:
    """Yield every import of a module that goes up or sideways."""
    own = part_of(path)
    for name, line in own_imports(path):
        other = name.split(".")[1]
        if other not in LEVELS or other == own:
            continue
        down = LEVELS[other] < LEVELS[own]
        if not down and (own, other) not in BESIDE:
            yield f"{path.relative_to(PACKAGE)}:{line}: {own} imports {other}"


def test_every_part_has_its_row() -> None:
    """Each module and package of the program stands in the table."""
    parts = {part_of(path) for path in MODULES} - {"__init__"}
    assert parts <= LEVELS.keys()


def test_imports_go_down() -> None:
    """No part imports one above it, or beside it but where the table says so."""
    assert not [line for path in MODULES for line in complaints(path)]


def test_imports_make_no_circle() -> None:
    """No module imports itself by way of others."""
    names = {name_of(path) for path in MODULES}
    graph = {name_of(path): set(_modules_imported(path, names)) for path in MODULES}
    while leaves := {name for name, needs in graph.items() if not needs}:
        graph = {name: needs - leaves for name, needs in graph.items() if name not in leaves}
    assert not graph


def _modules_imported(path: Path, names: set[str]) -> Iterator[str]:
    own = name_of(path)
    for name, _ in own_imports(path):
        module = name if name in names else name.rpartition(".")[0]
        if module in names - {own, "site_builder"}:
            yield module


@pytest.mark.parametrize("package", sorted(OWNERS))
def test_a_package_has_one_owner(package: str) -> None:
    """Each third-party package is imported in the part that owns it, and in no other."""
    users = {
        part_of(p) for p in MODULES for name, _ in imports_of(p) if name.split(".")[0] == package
    }
    assert users <= {OWNERS[package]}


def test_no_package_is_without_owner() -> None:
    """Whatever is neither ours nor of the standard library stands in the list of owners."""
    known = sys.stdlib_module_names | OWNERS.keys() | {"site_builder"}
    strange = {name.split(".")[0] for path in MODULES for name, _ in imports_of(path)} - known
    assert not strange


def test_heavy_packages_are_imported_late() -> None:
    """What is slow to import is imported inside the function that needs it."""
    early = [
        f"{path.relative_to(PACKAGE)}: {alias.name}"
        for path in MODULES
        for node in tree_of(path).body
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name.split(".")[0] in HEAVY
    ]
    assert not early


def called_names(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the last name of everything a module calls, with the line."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name, node.lineno
                case _:
                    pass


def calls_outside(names: set[str], allowed: set[str]) -> list[str]:
    """Return the places outside the ``allowed`` parts that call one of the ``names``."""
    return [
        f"{path.relative_to(PACKAGE)}:{line}: {name}"
        for path in MODULES
        if part_of(path) not in allowed
        for name, line in called_names(path)
        if name in names
    ]


def test_only_readers_read() -> None:
    """Files and folders are opened and listed in the parts that the table marks."""
    assert not calls_outside(READING, READERS)


def test_only_output_and_cache_write() -> None:
    """Nothing else makes, changes or removes a file."""
    assert not calls_outside(WRITING, WRITERS)


def test_only_the_command_line_prints() -> None:
    """Every word to a terminal goes through ``cli``."""
    assert not calls_outside({"print", "echo", "secho"}, {"cli"})


def test_nothing_is_looked_up_in_the_surroundings() -> None:
    """The clock, the environment and the working folder are arguments everywhere but in ``cli``."""
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}: {node.value.id}.{node.attr}"
        for path in MODULES
        if part_of(path) != "cli"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if (node.value.id, node.attr) in AMBIENT
    ]
    assert not found


def test_no_state_is_shared() -> None:
    """No module holds a container that functions fill, and none says ``global``."""
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Global | ast.Nonlocal)
    ]
    found += [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in MODULES
        for node in tree_of(path).body
        if isinstance(node, ast.Assign | ast.AnnAssign) and _is_empty_container(node.value)
    ]
    assert not found


def _is_empty_container(value: ast.expr | None) -> bool:
    match value:
        case ast.List(elts=[]) | ast.Dict(keys=[]):
            return True
        case ast.Call(func=ast.Name(id="list" | "dict" | "set" | "defaultdict"), args=[]):
            return True
        case _:
            return False


def test_records_are_frozen() -> None:
    """Every dataclass is frozen, and slotted but for views, of which each page makes many anew."""
    loose = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}: {node.name}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
        for decorator in node.decorator_list
        if "dataclass" in ast.unparse(decorator)
        and not _wanted(path) <= set(re.findall(r"\w+=True", ast.unparse(decorator)))
    ]
    assert not loose


def _wanted(path: Path) -> set[str]:
    is_view = path.is_relative_to(PACKAGE / "rendering/views")
    return {"frozen=True"} if is_view else {"frozen=True", "slots=True"}


def test_modules_are_short() -> None:
    """A module of more than 400 lines becomes a package."""
    long = [p.name for p in MODULES if p.read_text(encoding="utf-8").count("\n") > 400]
    assert not long


def test_functions_are_short() -> None:
    """No function has more than 50 lines, and half of them have at most 8."""
    lengths = {
        f"{path.relative_to(PACKAGE)}:{f.lineno} {f.name}": (f.end_lineno or f.lineno)
        - f.lineno
        + 1
        for path in MODULES
        for f in functions_of(path)
    }
    assert not {name: length for name, length in lengths.items() if length > 50}
    assert statistics.median(lengths.values()) <= 8


def test_nothing_is_waved_through() -> None:
    """No line silences a tool or leaves work for later."""
    silenced = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:)|\b(TODO|FIXME|XXX)\b")
    found = [
        f"{path.relative_to(PACKAGE)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if silenced.search(line)
    ]
    assert not found


def test_names_say_what_things_are() -> None:
    """No drawer for odds and ends, no class named after a vague doer."""
    drawers = {"utils", "util", "helpers", "core", "base", "common", "misc"}
    doers = re.compile(r"(Manager|Handler|Processor|Util|Helper)$")
    classes = [
        node.name
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and doers.search(node.name)
    ]
    assert not {path.stem for path in MODULES} & drawers
    assert not classes
