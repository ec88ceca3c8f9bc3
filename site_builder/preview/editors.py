"""Addresses that open a file at its line in the editor of whoever looks at the preview."""

import re
from pathlib import Path, PurePath
from urllib.parse import quote

from site_builder.diagnostics import Place

_FILE = "file{path}:{line}:{column}"
_OPEN = "open?url=file://{path}&line={line}&column={column}"
_JETBRAINS = "open?file={path}&line={line}&column={column}"

EDITORS = {
    "vscode": f"vscode://{_FILE}",
    "vscode-insiders": f"vscode-insiders://{_FILE}",
    "vscodium": f"vscodium://{_FILE}",
    "cursor": f"cursor://{_FILE}",
    "windsurf": f"windsurf://{_FILE}",
    "zed": f"zed://{_FILE}",
    "idea": f"idea://{_JETBRAINS}",
    "pycharm": f"pycharm://{_JETBRAINS}",
    "phpstorm": f"phpstorm://{_JETBRAINS}",
    "webstorm": f"webstorm://{_JETBRAINS}",
    "sublime": f"subl://{_OPEN}",
    "textmate": f"txmt://{_OPEN}",
    "macvim": f"mvim://{_OPEN}",
    "bbedit": f"x-bbedit://{_OPEN}",
}
"""The editors that have an address for it, each with its form."""

DEFAULT = EDITORS["vscode"]

_FIELD = re.compile(r"\{(path|line|column)\}")
_COMMANDS = {
    "code": "vscode",
    "code-insiders": "vscode-insiders",
    "codium": "vscodium",
    "subl": "sublime",
    "mate": "textmate",
    "mvim": "macvim",
}


def form_of_command(command: str) -> str:
    """Return the form for the editor that a command like ``code --wait`` starts, or nothing."""
    name = PurePath(next(iter(command.split()), "")).name
    return EDITORS.get(_COMMANDS.get(name, name), "")


def with_root(form: str, root: Path) -> str:
    """Return a form for paths below a root."""
    return form.replace("{path}", f"{quote(root.as_posix())}/{{path}}")


def address_of(form: str, place: Place) -> str:
    """Return the address that opens a file at a place."""
    known = {"path": quote(place.path), "line": str(place.line), "column": str(place.column)}
    return _FIELD.sub(lambda field: known[field[1]], form)
