"""Which folders a site may take."""

from pathlib import Path

from site_builder.diagnostics import EnvironmentFault
from site_builder.output.faults import disk_faults

MARKER = ".annotated-digest"
STAGE = "stage"
MARKER_TEXT = b"This folder is made by `digest build` and replaced by the next one.\n"


def check_target(output: Path, cache: Path) -> None:
    """Refuse, by ``EnvironmentFault``, a folder that is not ours to replace.

    A folder that is missing, empty or holds only dotfiles is taken, one with our marker is
    replaced; any other, a file, a link and a mount point are refused, and so is a folder that
    holds the cache or the stage, since neither can move with it.
    """
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise EnvironmentFault(f"{output} is no folder: the site can't be written there.")
    if output.is_mount():
        raise EnvironmentFault(f"{output} is a mount point and can't be exchanged: use one below.")
    with disk_faults("look into", output):
        names = {file.name for file in output.iterdir()} if output.exists() else set()
    if MARKER not in names and any(not name.startswith(".") for name in names):
        raise EnvironmentFault(
            f"{output} holds files that this tool has not written: "
            "empty it, or choose another folder with --output."
        )
    home, site = cache.resolve(), output.resolve()
    if home.is_relative_to(site) or site.is_relative_to(home / STAGE):
        raise EnvironmentFault(
            f"The site can't be written to {output} with the cache at {cache}: "
            "choose folders that lie apart with --output and --cache."
        )
