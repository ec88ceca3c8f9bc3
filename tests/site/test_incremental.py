"""Whatever was done to a digest, building it again gives what building it from nothing gives.

Bytes and diagnostics are compared after every edit, with a cache that has seen all the edits
before, and was damaged at times.
"""

import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from edits import (
    BODIES,
    CHECKS,
    CLAIM_MORE,
    DOT,
    MORE,
    PAGE,
    SOURCE,
    SOURCES,
    TEMPLATES,
    TEXTS,
    TOPIC,
    VERDICTS,
    Digest,
    change_in_silence,
    tree,
)
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from site_builder.build import Report, Request, build, memory
from site_builder.cache import identities

EDITS = 20
IS_SOAK = settings().max_examples > 1000
NOW = datetime(2026, 2, 1, tzinfo=UTC)

names = st.sampled_from(("a", "bb", "ccc", "dddd", "2025/old", "new", "2025/new"))
texts = st.sampled_from(TEXTS)
bodies = st.sampled_from(BODIES)
numbers = st.integers(0, 10_000)


def built(request: Request, program: bytes) -> Report:
    """Build with the code of a certain version of the program."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(memory, "of_program", lambda: program)
        # The tests' edits follow each other faster than a careful clock could tell.
        patch.setattr(identities, "_TICK", 0)
        return build(request)


class Editing(RuleBasedStateMachine):
    """An editor, a machine with its own will, and after each step the comparison."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="digest-edits-"))
        self.digest = Digest(self.folder / "digest")
        self.request = Request(self.digest.root, NOW, extras=False)
        self.program = b"1"
        self.published: dict[str, bytes] = {}
        self.kept: list[Path] = []

    def teardown(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        """Write the digest."""
        self.digest.begin()

    # what editors do

    @rule(name=names, body=bodies, check=st.sampled_from(CHECKS))
    def write_body(self, name: str, body: str, check: str) -> None:
        """Write an article, or a new one, with another text and another check."""
        self.digest.article(name, body=body, check=check)

    @rule(name=names, title=texts, tags=st.sampled_from(("Trade", "C++", "trade, Harbour", "C")))
    def write_title(self, name: str, title: str, tags: str) -> None:
        """Change what lists show of an article, and the lists that show it."""
        self.digest.article(name, title=title, tags=tags)

    @rule(
        name=names,
        date=st.sampled_from(("2025-12-31", "2026-01-12", "2026-01-12T09:30")),
        source=st.sampled_from(SOURCES),
    )
    def write_date(self, name: str, date: str, source: str) -> None:
        """Move an article in time, and to another publisher."""
        self.digest.article(name, date=date, source=source % len(name))

    @rule(
        name=names,
        draft=st.booleans(),
        publish=st.sampled_from(("2026-01-01", "2026-03-01")),
        expires=st.sampled_from(("2030-01-01", "2026-04-01")),
    )
    def write_times(self, name: str, draft: bool, publish: str, expires: str) -> None:
        """Make an article a draft, schedule it, let it expire."""
        self.digest.article(name, draft=str(draft).lower(), publish=publish, expires=expires)

    @rule(name=names, more=st.sampled_from(MORE))
    def write_more(self, name: str, more: str) -> None:
        """Correct an article, make it a translation of another, say more about it."""
        self.digest.article(name, more=more)

    @rule(key=st.sampled_from(("cost", "speed")), more=st.sampled_from(CLAIM_MORE))
    def write_claim_more(self, key: str, more: str) -> None:
        """Say more about a claim: who made it, what was done, what it has to do with others."""
        self.digest.claim(key, more=more)

    @rule(
        key=st.sampled_from(("cost", "speed", "more")),
        text=texts,
        verdict=st.sampled_from(("right", "wrong", "open")),
        status=st.sampled_from(("published", "draft", "withdrawn\nreason: Mistaken.")),
        body=bodies,
    )
    def write_claim(self, key: str, text: str, verdict: str, status: str, body: str) -> None:
        """Change what a claim says, and what it is worth."""
        self.digest.claim(key, text=text, verdict=verdict, status=status, body=body)

    @rule(name=texts, kind=st.sampled_from(("agency", "newspaper")), body=bodies)
    def write_source(self, name: str, kind: str, body: str) -> None:
        """Change a source."""
        text = SOURCE.format(name=name, kind=kind, body=body)
        self.digest.write("content/sources/selm-post.md", text)

    @rule(key=st.sampled_from(("trade", "c", "harbour")), title=texts, body=bodies)
    def write_topic(self, key: str, title: str, body: str) -> None:
        """Change a topic."""
        self.digest.write(f"content/topics/{key}.md", TOPIC.format(title=title, body=body))

    @rule(key=st.sampled_from(("about", "paper")), title=texts, draft=st.booleans(), body=bodies)
    def write_page(self, key: str, title: str, draft: bool, body: str) -> None:
        """Change a page, whose title all articles may link by."""
        text = PAGE.format(title=title, draft=str(draft).lower(), body=body)
        self.digest.write(f"content/pages/{key}.md", text)

    @rule(
        verdicts=st.sampled_from(VERDICTS),
        title=texts,
        per_page=st.integers(1, 3),
        permalink=st.sampled_from(("/{year}/{month}/{slug}/", "/{slug}/", "/{year}/{slug}/")),
        timezone=st.sampled_from(("UTC", "Asia/Tehran")),
        reference=st.sampled_from(("https://paper.example", "https://other.example")),
    )
    def write_settings(self, **given: object) -> None:
        """Change the settings."""
        self.digest.settings(**{key: str(value) for key, value in given.items()})

    @rule(size=st.integers(1, 2), text=texts, name=st.sampled_from(("dot.svg", "other.svg")))
    def write_asset(self, size: int, text: str, name: str) -> None:
        """Change a picture, with its dimensions or without, or add one."""
        self.digest.write(f"content/assets/{name}", DOT.format(size=size, text=text))

    @rule(template=st.sampled_from(TEMPLATES), text=texts)
    def write_template(self, template: tuple[str, str], text: str) -> None:
        """Put an own template, or part of one, or a stylesheet, over the bundled one."""
        self.digest.write(f"templates/{template[0]}", template[1].format(text=text))

    @rule(template=st.sampled_from(TEMPLATES))
    def remove_template(self, template: tuple[str, str]) -> None:
        """Take an own template away."""
        (self.digest.root / "templates" / template[0]).unlink(missing_ok=True)

    @rule(number=numbers)
    def break_file(self, number: int) -> None:
        """Spoil a file."""
        path = self._some(number)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])

    @rule(number=numbers)
    def remove_file(self, number: int) -> None:
        """Remove a file."""
        self._some(number).unlink()

    @rule(number=numbers, name=st.sampled_from(("moved.md", "a.md", ".hidden.md", "stray.txt")))
    def rename_file(self, number: int, name: str) -> None:
        """Give a file another name, perhaps another's."""
        path = self._some(number)
        path.rename(path.with_name(name))

    @rule(one=numbers, other=numbers)
    def swap_files(self, one: int, other: int) -> None:
        """Let two files change places."""
        first, second = self._some(one), self._some(other)
        aside = self.folder / "aside"
        first.rename(aside)
        if second.exists():
            second.rename(first)
        aside.rename(second)

    @rule(number=numbers)
    def touch_file(self, number: int) -> None:
        """Write the same bytes again."""
        path = self._some(number)
        path.write_bytes(path.read_bytes())

    @rule(number=numbers)
    def change_in_silence(self, number: int) -> None:
        """Change a file and leave its size and its time as they were."""
        change_in_silence(self._some(number))

    @rule()
    def keep_state(self) -> None:
        """Remember how everything is."""
        folder = self.folder / f"kept-{len(self.kept)}"
        self.digest.keep(folder)
        self.kept.append(folder)

    @precondition(lambda self: self.kept)
    @rule(number=numbers)
    def go_back(self, number: int) -> None:
        """Bring back how everything was."""
        self.digest.take(self.kept[number % len(self.kept)])

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

    def _some(self, number: int) -> Path:
        files = self.digest.files()
        if not files:
            self.digest.begin()
            files = self.digest.files()
        return files[number % len(files)]


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
