"""Files that every page of a digest shares, under names that change with their content."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import PurePosixPath
from urllib.parse import quote

_FOLDER = "assets"
_HASH_BYTES = 4


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """The stylesheet, fonts and other files of the templates, as they are published.

    ``addresses`` maps a name (``digest.css``, or a path below ``templates/static``) to its
    address; ``contents`` maps a path below the output folder to bytes. ``immutable`` are the
    addresses whose bytes never change: all of them, since their names hold a hash.
    """

    addresses: Mapping[str, str]
    contents: Mapping[str, bytes]

    def address(self, name: str) -> str:
        """Return the percent-encoded address of a file by its name. Raises ``KeyError``."""
        return self.addresses[name]

    @property
    def immutable(self) -> tuple[str, ...]:
        """The addresses that a browser may keep for ever, sorted."""
        return tuple(sorted(self.addresses.values()))


def publish(files: Mapping[str, bytes]) -> StaticFiles:
    """Give each file its hashed name."""
    paths = {name: hashed_path(name, data) for name, data in files.items()}
    return StaticFiles(
        addresses={name: "/" + quote(path) for name, path in paths.items()},
        contents={paths[name]: data for name, data in files.items()},
    )


def hashed_path(name: str, data: bytes) -> str:
    """Return ``assets/NAME.<8 hexadecimal digits>.ENDING`` for a file's name and bytes."""
    path = PurePosixPath(_FOLDER, name)
    digest = blake2b(data, digest_size=_HASH_BYTES).hexdigest()
    return str(path.with_name(f"{path.stem}.{digest}{path.suffix}"))
