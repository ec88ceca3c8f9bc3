"""Files on disk: the site as a whole, all or nothing, and single files that never half exist."""

from site_builder.output.files import create_file, move_file, replace_file, scratch, write_file
from site_builder.output.lock import locked
from site_builder.output.manifest import Ledger, Manifest, Published, is_unchanged, name_of
from site_builder.output.stage import Stage, digest_of, stage
from site_builder.output.target import MARKER, check_target

__all__ = [
    "MARKER",
    "Ledger",
    "Manifest",
    "Published",
    "Stage",
    "check_target",
    "create_file",
    "digest_of",
    "is_unchanged",
    "locked",
    "move_file",
    "name_of",
    "replace_file",
    "scratch",
    "stage",
    "write_file",
]
