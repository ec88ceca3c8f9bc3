"""Where the prose of articles lies until a page shows it: it would fill the memory.

It is known by its own fingerprint, so what is found is what was put there. What the store has lost
is made again from the article's file.
"""

from collections.abc import Callable
from dataclasses import dataclass

from site_builder.anchoring import Prose
from site_builder.build.inputs import InputsChangedError
from site_builder.build.memory import Memory
from site_builder.build.readings import PROSE
from site_builder.cache import of_bytes


class Shelf:
    """The prose of articles in a memory, from when it is opened.

    Whoever reads again and again opens one shelf again and again: else what was read long ago
    would keep all that was read with it.
    """

    def __init__(self) -> None:
        self._memory: Memory
        self._again: Callable[[str], bytes]

    def open(self, memory: Memory, again: Callable[[str], bytes]) -> None:
        """Use a memory from now on; ``again`` makes the prose of an article by its path."""
        self._memory = memory
        self._again = again

    def put(self, digest: bytes, prose: bytes) -> None:
        """Lay down prose that was just made; a broken article has none."""
        if digest:
            self._memory.lay_down(digest, prose)

    def place(self, path: str, digest: bytes) -> "Shelved":
        """Say where the prose of an article lies."""
        if digest:
            self._memory.reserve(digest)
        return Shelved(digest, path, self)

    def fetch(self, one: "Shelved") -> bytes:
        """Return prose as bytes. Raises ``InputsChangedError`` where nothing gives it any more."""
        data = self._memory.take_up(one.digest)
        if data is None:
            data = self._again(one.path)
            if of_bytes(data) != one.digest:
                raise InputsChangedError
        return data


@dataclass(frozen=True, slots=True)
class Shelved:
    """The prose of one article, which lies on a shelf."""

    digest: bytes
    path: str
    shelf: Shelf

    def __call__(self) -> Prose:
        """Return the prose. Raises ``InputsChangedError`` where nothing gives it any more."""
        prose = PROSE.decode(self.shelf.fetch(self))
        if prose is None:
            raise ValueError("prose that is whole can't be read")
        return prose
