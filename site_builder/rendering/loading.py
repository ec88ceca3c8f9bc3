"""Reads the bundled templates and the digest's own, which override them file by file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.documents import did_you_mean, quoted
from site_builder.rendering.environment import find_faults
from site_builder.rendering.templates import STYLESHEETS, Templates

_STATIC = "static/"
_FOLDER = "templates"
_READ = "It needs the name of a bundled template, or one that names it; other files go to static/."


@dataclass(frozen=True, slots=True)
class _File:
    shown: str
    data: bytes


def bundled_templates() -> Path:
    """Return the folder of the default templates, in a wheel and in an editable install."""
    package = Path(__file__).parent.parent
    packed = package / "_templates"
    return packed if packed.is_dir() else package.parent / _FOLDER


def load_templates(bundled: Path, own: Path | None) -> tuple[Templates, list[Diagnostic]]:
    """Read both folders and find the faults of the digest's own templates.

    The bundled ones have none: they are not looked through at every build, not even where they
    are the digest's own as well. A folder that is missing is an empty one. Raises ``OSError``
    where the bundled folder can't be read, which is a broken installation.
    """
    problems: list[Diagnostic] = []
    files = {name: _File(_shown_bundled(name), path.read_bytes()) for name, path in _walk(bundled)}
    replaced = dict(_read_own(bundled, own, problems))
    templates = _sort({**files, **replaced}, problems)
    for name in sorted(replaced.keys() & templates.sources.keys()):
        problems.extend(find_faults(templates, name))
    return templates, problems


def _shown_bundled(name: str) -> str:
    return f"{_FOLDER}/{name} (bundled)"


def _read_own(
    bundled: Path, own: Path | None, problems: list[Diagnostic]
) -> Iterator[tuple[str, _File]]:
    if own is None or own.resolve() == bundled.resolve():
        return
    root = own.resolve()
    for name, path in _walk(root):
        shown = f"{_FOLDER}/{_printable(name)}"
        fault = _fault_of(root, name, path, shown)
        if fault is not None:
            problems.append(fault)
            continue
        try:
            yield name, _File(shown, path.read_bytes())
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            message = f"This file can't be read: {reason}."
            problems.append(Diagnostic.of(Code.UNREADABLE_FILE, Place(shown), message))


def find_unread(bundled: Path, own: Path, templates: Templates) -> Iterator[Diagnostic]:
    """Warn of own templates that have no bundled one's name, and that no other template names."""
    known = {name for name, _ in _walk(bundled) if not name.startswith(_STATIC)}
    for name, _ in _files(own):
        if _printable(name) == name and name not in known and _is_unread(name, templates):
            message = f"Nothing reads {quoted(name)} at this place."
            hint = did_you_mean(name, known) or _READ
            yield Diagnostic.of(Code.STRAY_FILE, Place(f"{_FOLDER}/{name}"), message, hint)


def _is_unread(name: str, templates: Templates) -> bool:
    if name.startswith(_STATIC) or not name.endswith((".html", ".css")):
        return False
    return not any(name in text for other, text in templates.sources.items() if other != name)


def _fault_of(root: Path, name: str, path: Path, shown: str) -> Diagnostic | None:
    if _printable(name) != name:
        message = "The name of this file is not UTF-8."
        return Diagnostic.of(Code.UNDECODABLE_NAME, Place(shown), message, "Rename the file.")
    if not path.resolve().is_relative_to(root):
        message = "This link leads out of the folder templates/."
        hint = "Copy the file itself into the folder."
        return Diagnostic.of(Code.LINK_LEAVES_ROOT, Place(shown), message, hint)
    return None


def _walk(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the templates and static files of a folder by name."""
    return ((name, path) for name, path in _files(folder) if _is_ours(name))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the regular files of a folder by name; hidden ones, pipes and sockets are left out."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if not any(part.startswith(".") for part in parts) and path.is_file():
            yield "/".join(parts), path


def _is_ours(name: str) -> bool:
    return name.startswith(_STATIC) or name.endswith(".html") or name in STYLESHEETS


def _printable(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _sort(files: Mapping[str, _File], problems: list[Diagnostic]) -> Templates:
    sources = {}
    static = {}
    for name, file in sorted(files.items()):
        if name.startswith(_STATIC):
            static[name.removeprefix(_STATIC)] = file.data
            continue
        try:
            sources[name] = file.data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = file.data.count(b"\n", 0, error.start) + 1
            message = "This template is not UTF-8."
            problems.append(Diagnostic.of(Code.WRONG_ENCODING, Place(file.shown, line), message))
    shown = {name: file.shown for name, file in files.items()}
    return Templates(sources, shown, static, _fingerprint(files))


def _fingerprint(files: Mapping[str, _File]) -> str:
    digest = blake2b(digest_size=16)
    for name, file in sorted(files.items()):
        for part in (name.encode(), file.shown.encode(), file.data):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()
