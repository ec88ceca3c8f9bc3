"""Files on disk: the site as a whole, all or nothing, and single files that never half exist."""

from site_builder.output.files import create_file, move_file, replace_file
from site_builder.output.lock import locked
from site_builder.output.stage import MARKER, Stage, check_target, stage

__all__ = [
    "MARKER",
    "Stage",
    "check_target",
    "create_file",
    "locked",
    "move_file",
    "replace_file",
    "stage",
]
