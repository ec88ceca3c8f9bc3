"""What a preview shows is what a build makes of the same files, however they came to be so."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from edits import BODIES, CHECKS, Digest, Editor, bodies, numbers, tree
from hypothesis import Phase, settings
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from site_builder.build import Live, Made, Request, State, build, check, live
from site_builder.build.shelf import Shelved
from site_builder.diagnostics import Code

EDITS = 20
IS_SOAK = settings().max_examples > 1000
NOW = datetime(2026, 2, 1, tzinfo=UTC)


def shown(root: Path) -> Request:
    """Ask for what a preview shows."""
    return Request(root, NOW, drafts=True, future=True, extras=False, preview=True)


def begun(root: Path) -> tuple[Digest, Live]:
    """Write the small digest and begin to keep it up."""
    digest = Digest(root)
    digest.begin()
    return digest, Live(shown(root))


def found(state: State, path: str) -> bytes:
    """Return the bytes of a file that is shown."""
    file = state.find(path)
    assert file is not None
    return file.data if isinstance(file, Made) else file.read_bytes()


def codes(state: State) -> set[Code]:
    """Return what is wrong, apart from the pages that readers look for."""
    return {one.code for one in state.report.diagnostics} - {Code.MISSING_TRUST_PAGE}


class Previewing(Editor):
    """An editor who saves, and after each save the comparison with a build from nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.live = Live(shown(self.digest.root))
        self.before: dict[str, bytes] = {}

    @rule(number=numbers, old=bodies, new=bodies)
    def write_text_alone(self, number: int, old: str, new: str) -> None:
        """Change nothing but the text of an article."""
        articles = sorted((self.digest.root / "content/articles").rglob("*.md"))
        if articles:
            path = articles[number % len(articles)]
            head, fence, text = path.read_text(encoding="utf-8").rpartition("---\n")
            path.write_text(head + fence + text.replace(old, new) + "\n", encoding="utf-8")

    @rule()
    def mend(self) -> None:
        """Write the digest anew."""
        self.digest.begin()

    @invariant()
    def compare(self) -> None:
        """Look at what changed, and at all from nothing."""
        now = dict(tree(self.digest.root / "content")) | {
            f"../templates/{path}": data
            for path, data in tree(self.digest.root / "templates").items()
        }
        paths = {
            path for path in now.keys() | self.before if now.get(path) != self.before.get(path)
        }
        state = self.live.refresh({self.digest.root / "content" / path for path in paths})
        self.before = now
        clean = self.folder / "clean"
        alone = replace(shown(self.digest.root), output=clean / "output", cache=clean / "cache")
        anew = Live(alone).refresh()
        assert anew.report.diagnostics == check(alone).diagnostics
        if _articles(state) == _articles(anew):
            assert state.report == anew.report
            if build(alone).pages:
                self._compare_files(state, clean / "output")
        shutil.rmtree(clean, ignore_errors=True)

    def _compare_files(self, state: State, output: Path) -> None:
        for path, data in tree(output).items():
            if path != ".annotated-digest":
                assert found(state, path) == data, path


def _articles(state: State) -> list[str]:
    site = state.layout.site if state.layout else None
    return [entry.article.place.path for entry in site.entries.values()] if site else []


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_a_site_that_is_kept_up_is_a_site_built_anew() -> None:
    """After every one of many saves: the same bytes, the same problems."""
    run_state_machine_as_test(
        Previewing,
        settings=settings(
            max_examples=100 if IS_SOAK else 8,
            stateful_step_count=EDITS,
            deadline=None,
            phases=(Phase.reuse, Phase.generate),
        ),
    )


def test_another_text_is_taken_in_without_looking_at_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A preview of many articles must answer a save at once."""
    digest, kept = begun(tmp_path)
    kept.refresh()
    for stage in ("read_content", "assemble_site", "lay_out"):
        monkeypatch.delattr(live, stage)
    digest.article("a", body="It was not dear at all.")
    state = kept.refresh({tmp_path / "content/articles/a.md"})
    assert b"It was not dear at all." in found(state, "2026/01/a/index.html")


def test_what_programs_write_aside_costs_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that came and went is no change; one that went which was there is."""
    digest, kept = begun(tmp_path)
    kept.refresh()
    digest.article("a", body="It was not dear at all.")
    aside = tmp_path / "content/articles/sedXb1"
    with monkeypatch.context() as sabotage:
        sabotage.delattr(live, "read_content")
        state = kept.refresh({aside, tmp_path / "content/articles/a.md"})
    assert b"It was not dear at all." in found(state, "2026/01/a/index.html")
    aside.write_text("x", encoding="utf-8")
    assert Code.STRAY_FILE in codes(kept.refresh({aside}))
    aside.unlink()
    assert Code.STRAY_FILE not in codes(kept.refresh({aside}))
    shutil.rmtree(tmp_path / "content/articles")
    state = kept.refresh({tmp_path / "content/articles"})
    assert state.find("2026/01/a/index.html") is None


def test_a_text_with_another_link_is_planned_again(tmp_path: Path) -> None:
    """A dead link shows as it is written, and goes as it is mended."""
    digest, kept = begun(tmp_path)
    kept.refresh()
    path = tmp_path / "content/articles/a.md"
    for body, expected in ((BODIES[5], {Code.DEAD_LINK}), ("Mended.", set())):
        digest.article("a", body=body)
        assert codes(kept.refresh({path})) == expected


def test_a_broken_article_is_shown_as_it_was(tmp_path: Path) -> None:
    """The others go on, and its problems stand in the report."""
    digest, kept = begun(tmp_path)
    kept.refresh()
    path, other = tmp_path / "content/articles/a.md", tmp_path / "content/articles/bb.md"
    path.write_text("---\ntitle: [\n---\n", encoding="utf-8")
    digest.article("bb", body="Another text.")
    for changed in ({path, other}, None):
        state = kept.refresh(changed)
        assert state.report.exit_code == 1
        assert codes(state) == {Code.YAML_SYNTAX}
        assert b"It was dear." in found(state, "2026/01/a/index.html")
        assert b"Another text." in found(state, "2026/01/bb/index.html")
    digest.article("a", body="Mended.")
    state = kept.refresh({path})
    assert not codes(state)
    assert b"Mended." in found(state, "2026/01/a/index.html")


@pytest.mark.parametrize(
    ("path", "text"),
    [("content/site.yaml", "title: [\n"), ("templates/article.html", "{% if %}")],
)
def test_broken_settings_and_templates_leave_the_last_site(
    tmp_path: Path, path: str, text: str
) -> None:
    """It is shown for as long as they are broken, whatever else is saved."""
    digest, kept = begun(tmp_path)
    kept.refresh()
    digest.write(path, text)
    state = kept.refresh({tmp_path / path})
    assert state.report.exit_code == 3
    digest.article("a", body="Later.")
    state = kept.refresh({tmp_path / "content/articles/a.md"})
    assert state.report.exit_code == 3
    assert b"It was dear." in found(state, "2026/01/a/index.html")
    (tmp_path / path).unlink()
    digest.settings()
    state = kept.refresh({tmp_path / path})
    assert not codes(state)
    assert b"Later." in found(state, "2026/01/a/index.html")


def test_a_folder_without_settings_shows_nothing_yet(tmp_path: Path) -> None:
    """There may be one later."""
    kept = Live(shown(tmp_path))
    state = kept.refresh()
    assert state.layout is None
    assert state.find("index.html") is None
    assert [one.code for one in state.report.diagnostics] == [Code.MISSING_SETTINGS]
    Digest(tmp_path).begin()
    assert b"Small" in found(kept.refresh({tmp_path / "content/site.yaml"}), "index.html")


def test_a_state_knows_which_file_a_page_shows(tmp_path: Path) -> None:
    """And where a file is shown: an article on its own page, not on those of its checks."""
    digest, kept = begun(tmp_path)
    digest.article("a", check=CHECKS[2])
    index = kept.refresh().index
    assert index is not None
    for path, address in (
        ("content/articles/a.md", "/2026/01/a/"),
        ("content/claims/cost.md", "/claims/cost/"),
        ("content/sources/selm-post.md", "/sources/selm-post/"),
        ("content/topics/trade.md", "/topics/trade/"),
        ("content/pages/about.md", "/about/"),
    ):
        assert index.addresses[path] == address
        assert index.sources[address] == path
    own = [one for one in index.sources if re.fullmatch(r"/claims/a[^/]*/", one)]
    assert [index.sources[one] for one in own] == ["content/articles/a.md"]
    assert "/sources/late-news/" not in index.sources


def test_a_state_stays_what_it_was(tmp_path: Path) -> None:
    """Who asks it later gets its own pages: never half an old and half a new site."""
    digest, kept = begun(tmp_path)
    old = kept.refresh()
    digest.article("a", body="Later.")
    new = kept.refresh({tmp_path / "content/articles/a.md"})
    assert new.number == old.number + 1
    assert b"Later." in found(new, "2026/01/a/index.html")
    assert b"It was dear." in found(old, "2026/01/a/index.html")


def test_no_round_is_kept_for_the_articles_that_it_read(tmp_path: Path) -> None:
    """However often all is looked at, what was read for it is let go."""
    digest, kept = begun(tmp_path)
    for number, name in enumerate("ab"):
        digest.article(name, title=f"Title {number}")
        state = kept.refresh()
    assert state.layout
    kept_as = [entry.prose for entry in state.layout.site.entries.values()]
    shelves = [one.shelf for one in kept_as if isinstance(one, Shelved)]
    assert len(shelves) == len(kept_as) > 1
    assert all(shelf is shelves[0] for shelf in shelves)
