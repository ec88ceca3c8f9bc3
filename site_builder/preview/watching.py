"""What changes in the folders of a digest, told as soon as it has come to rest."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from site_builder.content import is_left_aside
from site_builder.preview.polling import poll

FOLDERS = ("content", "templates")

Tell = Callable[[frozenset[Path] | None], None]
"""Called with the files that changed, appeared or went; with None if it may be any."""

# Milliseconds: so long nothing else must change before a change is told, ...
_STEP = 10
# ... so long a burst may keep it back, ...
_LONGEST_BURST = 2_000
# ... and so often it is looked whether a folder has come, gone, or given its place to another.
_LOOK = 500


class Watch:
    """Watches a digest until ``end``. ``begun`` is set as soon as nothing can be missed."""

    def __init__(self, root: Path, tell: Tell, *, polling: bool) -> None:
        self._folders = tuple(root / name for name in FOLDERS)
        self._root = root
        self._tell = tell
        self._is_polling = polling
        self._ended = threading.Event()
        self.begun = threading.Event()

    def end(self) -> None:
        """Let the watching end."""
        self._ended.set()

    def run(self) -> None:
        """Watch the folders that are there; begin anew where they are not what they were."""
        while not self._ended.is_set():
            watched = self._identities()
            for changes in self._changes(watched):
                told = frozenset(path for path in changes if self._is_of_interest(path))
                if told:
                    self._tell(told)
                if self._identities() != watched:
                    break

    def _changes(self, folders: Iterable[Path]) -> Iterator[frozenset[Path]]:
        """Yield what changes, by polling where the machine doesn't tell."""
        if not self._is_polling:
            try:
                yield from self._told(folders)
            except (OSError, RuntimeError):
                # Most likely it watches as many files as it can.
                self._is_polling = True
        if self._is_polling:
            changes = poll(folders, self._ended)
            next(changes)
            self._begin()
            yield from changes

    def _told(self, folders: Iterable[Path]) -> Iterator[frozenset[Path]]:
        import watchfiles

        rounds = watchfiles.watch(
            *folders,
            watch_filter=None,
            step=_STEP,
            debounce=_LONGEST_BURST,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
            raise_interrupt=False,
            force_polling=False,
            stop_event=_Stop(self._ended, self._begin),
        )
        for changes in rounds:
            yield frozenset(Path(path) for _, path in changes)

    def _begin(self) -> None:
        """Note that a watch has begun; between two of them anything may have happened."""
        if self.begun.is_set():
            self._tell(None)
        self.begun.set()

    def _identities(self) -> Mapping[Path, tuple[int, int]]:
        """Return which folders are there, and which they are."""
        found = {}
        for folder in self._folders:
            try:
                stat = folder.stat()
            except OSError:
                continue
            found[folder] = (stat.st_dev, stat.st_ino)
        return found

    def _is_of_interest(self, path: Path) -> bool:
        is_below = path.is_relative_to(self._root)
        parts = path.relative_to(self._root).parts if is_below else (path.name,)
        # Vim tries a folder out by files like “4913”.
        return not any(map(is_left_aside, parts)) and not parts[-1].isdecimal()


class _Stop:
    """What a watch asks whether to end: for the first time when it has begun."""

    def __init__(self, ended: threading.Event, on_begin: Callable[[], None]) -> None:
        self._ended = ended
        self._on_begin: Callable[[], None] | None = on_begin

    def is_set(self) -> bool:
        """Tell whether the watch is to end."""
        if self._on_begin is not None:
            begin, self._on_begin = self._on_begin, None
            begin()
        return self._ended.is_set()
