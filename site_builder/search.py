"""The index that the search page asks: made by Pagefind, which an extra of this package brings.

Facts about Pagefind 1.5: it indexes what templates mark with ``data-pagefind-body``; it makes an
index for each language of a site, of which a page can ask only that of its own language, unless
it is told one language for all; the bytes of its files of filters differ from run to run.
"""

import subprocess
from pathlib import Path

from site_builder.diagnostics import EnvironmentFault

# What the search page has no use for: Pagefind's own pages, their styles and their scripts.
_OTHERS = ("pagefind-component-ui.", "pagefind-highlight.", "pagefind-modular-ui.", "pagefind-ui.")


def find_program() -> Path | None:
    """Return the program that makes an index; None where the extra is not installed."""
    try:
        from pagefind.service import get_executable
    except ImportError:
        return None
    return get_executable()


def make_index(program: Path, site: Path, folder: Path, language: str) -> tuple[str, ...]:
    """Index a site into an empty folder; return the names of the files there that are needed.

    All pages go by the rules of one language, the digest's, so that its search page finds those
    in other languages too. Raises ``EnvironmentFault`` where the program fails.
    """
    options = ("--site", site, "--output-path", folder, "--silent")
    command = [str(program), *map(str, options), "--force-language", language.partition("-")[0]]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        raise EnvironmentFault(f"{program} can't be run: {error.strerror}.") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise EnvironmentFault(f"The search index could not be made: {said}")
    files = (path for path in folder.rglob("*") if path.is_file())
    names = (path.relative_to(folder).as_posix() for path in files)
    return tuple(sorted(name for name in names if not name.startswith(_OTHERS)))
