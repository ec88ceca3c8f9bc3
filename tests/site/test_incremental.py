"""Whatever was done to a digest, building it again gives what building it from nothing gives.

Bytes and diagnostics are compared after every edit, with a cache that has seen all the edits
before, and was damaged at times.
"""

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from edits import Editor, numbers, tree
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from site_builder.build import Report, Request, build, memory, traces
from site_builder.cache import identities

EDITS = 20
IS_SOAK = settings().max_examples > 1000
NOW = datetime(2026, 2, 1, tzinfo=UTC)


def built(request: Request, program: bytes) -> Report:
    """Build with the code of a certain version of the program."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "of_program", lambda: program)
        # The tests' edits follow each other faster than a careful clock could tell.
        patch.setattr(identities, "_TICK", 0)
        # Small digests have pieces, too.
        patch.setattr(traces, "_MOST_FILES", 7)
        return build(request)


class Editing(Editor):
    """An editor, a machine with its own will, and after each step the comparison."""

    def __init__(self) -> None:
        super().__init__()
        self.request = Request(self.digest.root, NOW, extras=False)
        self.program = b"1"
        self.published: dict[str, bytes] = {}

    # what else may happen

    @rule(days=st.integers(-40, 90))
    def pass_time(self, days: int) -> None:
        """Let the clock go on, or back."""
        self.request = replace(self.request, now=self.request.now + timedelta(days=days))

    @rule(drafts=st.booleans(), future=st.booleans(), strict=st.booleans())
    def ask_otherwise(self, drafts: bool, future: bool, strict: bool) -> None:
        """Ask for another site of the same content."""
        self.request = replace(self.request, drafts=drafts, future=future, strict=strict)

    @rule(program=st.sampled_from((b"1", b"2")))
    def change_program(self, program: bytes) -> None:
        """Upgrade the tool, or go back to the older one."""
        self.program = program

    @rule(number=numbers, folder=st.sampled_from(("output", ".cache/digest/stage")))
    def meddle(self, number: int, folder: str) -> None:
        """Change, remove or add a file where only the tool should."""
        files = sorted(p for p in (self.digest.root / folder).rglob("*") if p.is_file())
        if files:
            path = files[number % len(files)]
            act: Callable[[], object] = (
                path.unlink,
                lambda: path.write_bytes(b"other"),
                lambda: path.with_name("other").write_bytes(b"other"),
            )[number % 3]
            if path.name != ".annotated-digest":
                act()
                self.published = dict(tree(self.digest.root / "output"))

    @rule(number=numbers)
    def damage_cache(self, number: int) -> None:
        """Flip bits in the cache's file, cut it short or take it away."""
        path = self.digest.root / ".cache/digest/store.sqlite"
        if not path.exists():
            return
        data = bytearray(path.read_bytes())
        chance = random.Random(number)
        if number % 3 == 0:
            path.unlink()
        elif number % 3 == 1:
            path.write_bytes(data[: chance.randrange(len(data))])
        else:
            for _ in range(50):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            path.write_bytes(data)

    @rule(is_kept=st.booleans())
    def restore_cache(self, is_kept: bool) -> None:
        """Put the cache's file aside, or bring back what was put aside, as a host does."""
        path, aside = self.digest.root / ".cache/digest/store.sqlite", self.folder / "aside"
        if is_kept and path.exists():
            shutil.copyfile(path, aside)
        elif aside.exists():
            shutil.copyfile(aside, path)

    # what must hold

    @invariant()
    def compare(self) -> None:
        """Build from nothing and with all that is remembered."""
        clean = self.folder / "clean"
        alone = replace(self.request, output=clean / "output", cache=clean / "cache")
        expected = built(alone, self.program)
        report = built(self.request, self.program)
        assert report == expected
        if report.pages:
            self.published = dict(tree(clean / "output"))
        output = self.digest.root / "output"
        assert (tree(output) if output.exists() else {}) == self.published
        shutil.rmtree(clean)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_building_again_is_building_anew() -> None:
    """After every one of many edits: the same bytes, the same report."""
    run_state_machine_as_test(
        Editing,
        settings=settings(
            max_examples=100 if IS_SOAK else 10,
            stateful_step_count=EDITS,
            deadline=None,
            phases=(Phase.reuse, Phase.generate),
        ),
    )
