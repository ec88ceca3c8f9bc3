"""The parts of the preview by themselves: names, addresses, watching, building, sweeping."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from served import article, small

from site_builder.build import Request, State
from site_builder.diagnostics import Code, Diagnostic, EnvironmentFault, Place
from site_builder.preview.building import Builder, Shown
from site_builder.preview.editors import EDITORS, address_of, form_of_command, with_root
from site_builder.preview.finding import Found, Moved, find, nearest
from site_builder.preview.hosts import address_of as host_address
from site_builder.preview.hosts import is_known, is_loopback, is_own, may_write
from site_builder.preview.pages import LastGood, with_script
from site_builder.preview.problems import records
from site_builder.preview.traffic import Traffic
from site_builder.preview.watching import Watch

NOW = datetime(2026, 2, 10, tzinfo=UTC)
EVERYWHERE = str(IPv4Address(0))
PATIENCE = 30


class TestHosts:
    """Who is answered."""

    @pytest.mark.parametrize(
        ("host", "listening", "known"),
        [
            ("localhost", "127.0.0.1", True),
            ("LOCALHOST:8000", "127.0.0.1", True),
            ("127.0.0.1:8000", "127.0.0.1", True),
            ("127.8.8.8", "127.0.0.1", True),
            ("[::1]:8000", "127.0.0.1", True),
            ("[::1]", "::1", True),
            ("::1", "::1", True),
            ("[::1]x", "127.0.0.1", False),
            ("[::1%lo]", "127.0.0.1", False),
            ("192.168.1.2:8000", "127.0.0.1", False),
            ("192.168.1.2:8000", EVERYWHERE, True),
            ("192.168.1.2", "192.168.1.2", True),
            ("desk.example:8000", "desk.example", True),
            ("evil.example", EVERYWHERE, False),
            ("localhost:80;", "127.0.0.1", False),
            ("localhost:٨٠", "127.0.0.1", False),
            ("", "127.0.0.1", False),
            (None, "127.0.0.1", False),
        ],
    )
    def test_a_name_of_this_machine(self, host: str | None, listening: str, *, known: bool) -> None:
        """Names of ours, loopback by number, and any number where others may come."""
        assert is_known(host, listening) is known

    def test_loopback(self) -> None:
        """What only this machine can reach."""
        assert is_loopback("127.0.0.1")
        assert is_loopback("::1")
        assert is_loopback("localhost")
        assert not is_loopback(EVERYWHERE)
        assert not is_loopback("desk.example")

    def test_an_origin(self) -> None:
        """Host and port are those that were asked; nobody's is not ours."""
        assert is_own("http://localhost:8000", "localhost:8000")
        assert not is_own("http://localhost:8001", "localhost:8000")
        assert not is_own("https://localhost:8000", "localhost:8000")
        assert not is_own(None, "localhost:8000")
        assert not is_own("http://None", None)

    def test_writing(self) -> None:
        """Origin and token, both of them."""
        headers = {"Host": "localhost", "Origin": "http://localhost", "Digest-Token": "right"}
        assert may_write(headers, "right")
        assert not may_write(headers, "wrong")
        assert not may_write(headers | {"Digest-Token": "ri\u0161ht"}, "right")
        assert not may_write(headers | {"Origin": "http://evil.example"}, "right")
        assert not may_write({"Host": "localhost", "Origin": "http://localhost"}, "right")

    def test_the_address_to_look_at(self) -> None:
        """What listens everywhere is looked at by loopback."""
        assert host_address("127.0.0.1", 8000) == "http://127.0.0.1:8000/"
        assert host_address(EVERYWHERE, 8000) == "http://127.0.0.1:8000/"
        assert host_address("::1", 8000) == "http://[::1]:8000/"
        assert host_address("desk.example", 80) == "http://desk.example:80/"


class TestEditors:
    """Addresses that open a file at its line."""

    @pytest.mark.parametrize(
        ("command", "name"),
        [
            ("code --wait", "vscode"),
            ("/usr/local/bin/subl -n -w", "sublime"),
            ("cursor", "cursor"),
            ("pycharm", "pycharm"),
        ],
    )
    def test_of_a_command(self, command: str, name: str) -> None:
        """Known by the name of the program."""
        assert form_of_command(command) == EDITORS[name]

    @pytest.mark.parametrize("command", ["vim", "emacs -nw", "", "  "])
    def test_of_no_address(self, command: str) -> None:
        """Editors in a terminal have none."""
        assert form_of_command(command) == ""

    def test_a_place(self) -> None:
        """Path, line and column, percent-encoded; what looks like a field in a path is none."""
        form = with_root("my://open?f={path}&l={line}&c={column}", Path("/a b"))
        place = Place("content/{line} é.md", 3, 7)
        assert (
            address_of(form, place) == "my://open?f=/a%20b/content/%7Bline%7D%20%C3%A9.md&l=3&c=7"
        )


class TestProblems:
    """Problems in pieces."""

    def test_an_excerpt(self) -> None:
        """What is underlined stands by itself; what fools a reader is shown by its number."""
        place = Place("content/a.md", 2, 5, 3, "a b one\u202e two")
        problem = Diagnostic.of(Code.UNKNOWN_KEY, place, "Message.", "Hint\nof two lines.")
        (record,) = records([problem], "")
        assert (record["before"], record["marked"], record["after"]) == (
            "a b ",
            "one",
            "⟨U+202E⟩ two",
        )
        assert record["hint"] == "Hint\nof two lines."
        assert record["edit"] == ""

    def test_a_long_line(self) -> None:
        """A window on it, with the place in it."""
        place = Place("content/a.md", 2, 501, 3, "x" * 500 + "one" + "y" * 500)
        (record,) = records([Diagnostic.of(Code.UNKNOWN_KEY, place, "M.")], "")
        assert record["before"] == "…" + "x" * 60
        assert record["marked"] == "one"
        assert record["after"] == "y" * 137 + "…"


class TestPages:
    """What is sent."""

    def test_the_script(self) -> None:
        """At the end of the head, with values that can't leave their attribute."""
        page = with_script(b"<head><title>x</title></head><body></head>", {"near": '"><b>'})
        script = (
            b'<script type="module" src="/-/preview.js" data-near="&quot;&gt;&lt;b&gt;"></script>\n'
        )
        assert page == b"<head><title>x</title>" + script + b"</head><body></head>"

    def test_the_last_good_ones(self) -> None:
        """As many as there is room for; the oldest goes first."""
        kept = LastGood()
        kept.keep("a", b"1")
        kept.keep("b", b"2")
        kept.keep("a", b"3")
        assert (kept.get("a"), kept.get("b")) == (b"3", b"2")
        kept.keep("big", bytes(31_999_999))
        assert kept.get("b") is None
        assert kept.get("a") == b"3"


def begun(root: Path, told: list[Shown], now: datetime = NOW) -> Builder:
    """Build a digest for the first time."""
    request = Request(root, now, drafts=True, future=True, extras=False, preview=True)
    builder = Builder(request, lambda: now, told.append, Traffic())
    builder.begin()
    return builder


class TestFinding:
    """What an address leads to."""

    @pytest.fixture
    def state(self, tmp_path: Path) -> State:
        """Return the state of a small digest with an alias and a name of another script."""
        root = small(tmp_path)
        article(root, "bridge", "A bridge.", "aliases: [/old/bridge/]\nslug: پل\n")
        return begun(root, []).shown.state

    def test_a_page(self, state: State) -> None:
        """By its address, encoded or not."""
        assert isinstance(find(state, "/article-1/"), Found)
        assert isinstance(find(state, "/article-1/index.html"), Found)
        assert isinstance(find(state, "/%D9%BE%D9%84/"), Found)
        assert isinstance(find(state, "/"), Found)

    def test_elsewhere(self, state: State) -> None:
        """Older addresses, and those without their slash, lead on."""
        assert find(state, "/article-1") == Moved("/article-1/")
        assert find(state, "/old/bridge/") == Moved("/%D9%BE%D9%84/")

    @pytest.mark.parametrize(
        "address",
        ["/nothing/", "//article-1/", "/../x", "/article-1//", "//evil.example", "/%00", "/%ff"],
    )
    def test_nothing(self, state: State, address: str) -> None:
        """What is no file of the plan leads nowhere, least of all to another host."""
        assert find(state, address) is None

    def test_what_is_near(self, state: State) -> None:
        """Pages whose last part reads alike."""
        assert nearest(state, "/2026/artcle-1/")[0] == "/article-1/"
        assert nearest(state, "/zzzzzz/") == []


@contextmanager
def watched(root: Path, *, polling: bool) -> Iterator["queue.Queue[frozenset[Path] | None]"]:
    """Watch a folder while the block runs."""
    told: queue.Queue[frozenset[Path] | None] = queue.Queue()
    watch = Watch(root, told.put, polling=polling)
    thread = threading.Thread(target=watch.run)
    thread.start()
    assert watch.begun.wait(PATIENCE)
    yield told
    watch.end()
    thread.join(PATIENCE)
    assert not thread.is_alive()


def await_change(told: "queue.Queue[frozenset[Path] | None]", *paths: Path) -> None:
    """Wait until a change of one of some files is told."""
    while not (told.get(timeout=PATIENCE) or frozenset()).intersection(paths):
        pass


@pytest.mark.parametrize("polling", [False, True])
class TestWatching:
    """What is told of changes."""

    def test_files(self, tmp_path: Path, *, polling: bool) -> None:
        """Those that change, appear, move and go, in folders that are new, too."""
        root = small(tmp_path)
        first = root / "content/articles/article-1.md"
        with watched(root, polling=polling) as told:
            first.write_text("Changed.", encoding="utf-8")
            await_change(told, first)
            first.write_text("Again, of as many signs.", encoding="utf-8")
            await_change(told, first)
            other = root / "content/articles/new/other.md"
            other.parent.mkdir()
            other.write_text("New.", encoding="utf-8")
            # Of a new folder it may be told before it is watched: then all of it is looked at.
            await_change(told, other, other.parent)
            other.unlink()
            await_change(told, other)

    def test_links_that_lead_nowhere(self, tmp_path: Path, *, polling: bool) -> None:
        """They hide none of the files beside them."""
        root = small(tmp_path)
        folder = root / "content/articles"
        for number in range(20):
            (folder / f"link-{number}.md").symlink_to(root / "nothing")
        with watched(root, polling=polling) as told:
            (folder / "article-1.md").write_text("Changed.", encoding="utf-8")
            assert told.get(timeout=PATIENCE) == frozenset({folder / "article-1.md"})

    def test_what_is_left_aside(self, tmp_path: Path, *, polling: bool) -> None:
        """Locks and copies of editors are nobody's business."""
        root = small(tmp_path)
        with watched(root, polling=polling) as told:
            for name in (".a.md.swp", "a.md~", "4913", "#a.md#", ".git"):
                (root / "content/articles" / name).write_text("x", encoding="utf-8")
            last = root / "content/articles/last.md"
            last.write_text("x", encoding="utf-8")
            assert told.get(timeout=PATIENCE) == frozenset({last})

    def test_folders_that_come_and_go(self, tmp_path: Path, *, polling: bool) -> None:
        """Templates may appear later, and the content may be exchanged as a whole."""
        root = small(tmp_path)
        with watched(root, polling=polling) as told:
            (root / "templates").mkdir()
            assert told.get(timeout=PATIENCE) is None
            template = root / "templates/page.html"
            template.write_text("x", encoding="utf-8")
            await_change(told, template)
            (root / "content").rename(root / "content-of-before")
            small(root / "other")
            (root / "other/content").rename(root / "content")
            while told.get(timeout=PATIENCE) is not None:
                pass
            path = root / "content/articles/article-2.md"
            path.write_text("x", encoding="utf-8")
            await_change(told, path)


class TestBuilding:
    """What is told of builds."""

    def test_what_was_saved(self, tmp_path: Path) -> None:
        """Each file with its path and the address of its page."""
        told: list[Shown] = []
        root = small(tmp_path)
        builder = begun(root, told)
        threading.Thread(target=builder.run, daemon=True).start()
        article(root, "article-1", "Changed.")
        builder.touch(frozenset({root / "content/articles/article-1.md"}))
        shown = awaited(told, 2)
        builder.end()
        assert [(one.path, one.address) for one in shown.saved] == [
            ("content/articles/article-1.md", "/article-1/")
        ]
        assert [one.number for one in told] == [1, 2]

    def test_a_bug_ends_nothing(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is told with its traceback, the last state stays, and the next build is as any."""
        told: list[Shown] = []
        root = small(tmp_path)
        builder = begun(root, told)
        threading.Thread(target=builder.run, daemon=True).start()
        with monkeypatch.context() as sabotage:
            sabotage.setattr("site_builder.build.live.read_article", None)
            sabotage.setattr("site_builder.build.live.take_stock", None)
            builder.touch(frozenset({root / "content/articles/article-1.md"}))
            shown = awaited(told, 2)
        assert "TypeError" in shown.trouble
        assert shown.state is told[0].state
        article(root, "article-1", "Changed.")
        builder.touch(None)
        shown = awaited(told, 3)
        builder.end()
        assert shown.trouble == ""
        found = find(shown.state, "/article-1/")
        assert isinstance(found, Found)
        assert b"Changed." in found.data

    def test_a_bug_in_what_is_done_between(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Where the sweep fails, builds go on."""
        told: list[Shown] = []
        root = small(tmp_path)
        builder = begun(root, told)
        with monkeypatch.context() as sabotage:
            sabotage.setattr(State, "faults_of", None)
            threading.Thread(target=builder.run, daemon=True).start()
            until = time.monotonic() + PATIENCE
            while "TypeError" not in told[-1].trouble:
                assert time.monotonic() < until
                time.sleep(0.005)
        builder.touch(None)
        assert not awaited(told, 2).trouble
        builder.end()

    def test_a_machine_that_refuses(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """At first it is raised; later it is told, and tried again."""
        told: list[Shown] = []
        root = small(tmp_path)
        fault = EnvironmentFault("The disk is gone.")
        with monkeypatch.context() as sabotage:
            sabotage.setattr("site_builder.build.live.take_stock", _raising(fault))
            with pytest.raises(EnvironmentFault):
                begun(root, [])
        builder = begun(root, told)
        threading.Thread(target=builder.run, daemon=True).start()
        with monkeypatch.context() as sabotage:
            sabotage.setattr("site_builder.build.live.take_stock", _raising(fault))
            builder.touch(None)
            assert awaited(told, 2).trouble == "The disk is gone."
        while told[-1].trouble:
            time.sleep(0.01)
        builder.end()

    def test_the_moment_of_an_item(self, tmp_path: Path) -> None:
        """What is scheduled is shown as published when its time has come, without a change."""
        told: list[Shown] = []
        root = small(tmp_path)
        article(root, "later", "Later.", "publish: 2026-02-10T12:00Z\n")
        times = iter([NOW, NOW])
        request = Request(root, NOW, drafts=True, future=True, extras=False, preview=True)
        after = NOW + timedelta(hours=13)
        builder = Builder(request, lambda: next(times, after), told.append, Traffic())
        builder.begin()
        assert told[0].state.report.next_change == NOW + timedelta(hours=12)
        threading.Thread(target=builder.run, daemon=True).start()
        builder.touch(frozenset())
        shown = awaited(told, 2)
        builder.end()
        assert shown.state.report.next_change is None

    def test_a_fault_that_nobody_met(self, tmp_path: Path) -> None:
        """After a change of templates all pages are made, and what is wrong is told."""
        told: list[Shown] = []
        root = small(tmp_path)
        builder = begun(root, told)
        threading.Thread(target=builder.run, daemon=True).start()
        template = root / "templates/article.html"
        template.parent.mkdir()
        template.write_text("{% if view.title.text == 'Article-2' %}{{ view.titel }}{% endif %}")
        builder.touch(frozenset({template}))
        until = time.monotonic() + PATIENCE
        while not told[-1].errors:
            assert time.monotonic() < until
            time.sleep(0.005)
        assert told[-1].number == 2
        assert {one.code for one in told[-1].problems} >= {Code.TEMPLATE_ERROR}
        template.unlink()
        builder.touch(frozenset({template}))
        assert not awaited(told, 3).errors
        builder.end()


def awaited(told: list[Shown], number: int) -> Shown:
    """Wait for a build by its number; return what is told of it."""
    until = time.monotonic() + PATIENCE
    while not told or told[-1].number < number:
        assert time.monotonic() < until
        time.sleep(0.005)
    return next(one for one in told if one.number == number)


def _raising(fault: Exception) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise fault

    return fail
