"""The command line as an editor meets it: what it prints, where, and with which exit code."""

import json
import os
import pty
import re
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import killed_on_failure, run_digest

SITE = "title: A digest\nurl: https://digest.example\nverdicts: {accurate: {label: Accurate}}\n"
ARTICLE = """\
---
title: {title}
date: {date}
source: {{name: Post, citation: On paper}}
{more}---
The text.
"""
CLOCK = ("--clock", "2026-11-18")
INTERRUPT = b"\x03"


def write(root: Path, path: str, text: str) -> Path:
    """Write a file below a folder."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def write_article(root: Path, name: str, title: str = "One", more: str = "") -> Path:
    """Write an article of 2026."""
    date = "2027-05-01" if "future" in name else "2026-05-01"
    text = ARTICLE.format(title=title, date=date, more=more)
    return write(root, f"content/articles/{name}.md", text)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a digest with one article."""
    write(tmp_path, "content/site.yaml", SITE)
    write_article(tmp_path, "one")
    return tmp_path


def tree(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# In a session of its own, a process takes the first terminal that it opens for its own: only
# then does Ctrl-C interrupt it.
TAKE_TERMINAL = """\
import os, sys
os.close(os.open(os.ttyname(0), os.O_RDWR))
os.execv(sys.executable, [sys.executable, "-m", "site_builder", *sys.argv[1:]])
"""


def on_terminal(
    *arguments: str | Path, typed: str = "", env: dict[str, str] | None = None
) -> tuple[int, str]:
    """Run the command line on a terminal; return its exit code and what is on the screen.

    What is ``typed`` stands ready for the first question.
    """
    ours, theirs = pty.openpty()
    with (
        subprocess.Popen(
            [sys.executable, "-c", TAKE_TERMINAL, *map(str, arguments)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm", **(env or {})},
            start_new_session=True,
        ) as process,
        killed_on_failure(process),
    ):
        os.close(theirs)
        screen = b"".join(_talk(ours, typed.encode()))
    os.close(ours)
    return process.returncode, screen.decode().replace("\r\n", "\n")


def _talk(terminal: int, typed: bytes) -> Iterator[bytes]:
    screen = b""  # a question may come in two pieces
    answered = False
    for chunk in _read_terminal(terminal):
        yield chunk
        screen += chunk
        if not answered and b": " in screen:
            os.write(terminal, typed)
            answered = True
        elif answered and not chunk and typed == INTERRUPT:
            # Python is deaf to an interrupt just before it begins to read: press it again.
            os.write(terminal, typed)


def _read_terminal(terminal: int) -> Iterator[bytes]:
    """Yield what is printed, and nothing whenever ten seconds have passed without a word."""
    while True:
        if not select.select([terminal], [], [], 10)[0]:
            yield b""
            continue
        try:
            chunk = os.read(terminal, 4096)
        except OSError:  # how Linux says that the other end has gone
            return
        if not chunk:
            return
        yield chunk


class TestEnds:
    """How the program ends."""

    def test_version(self) -> None:
        """It says its version."""
        done = run_digest("--version")
        assert (done.returncode, done.stderr) == (0, "")
        assert re.fullmatch(r"digest \d+\.\d+\.\d+\n", done.stdout)

    def test_help_explains_the_exit_codes(self) -> None:
        """Help names every exit code."""
        done = run_digest("--help")
        assert done.returncode == 0
        assert re.findall(r"\b(\d+)\b", done.stdout.partition("Exit codes:")[2]) == [
            "0", "1", "2", "3", "4", "130",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "arguments",
        [
            ["bild"],
            ["build", "--nonsense"],
            ["build", "--jobs", "0"],
            ["build", "--format", "xml"],
            ["build", "--root", "/nowhere/at/all"],
            ["check", "/nowhere/at/all.md"],
            ["list", "nothing"],
            ["completion", "csh"],
            ["templates", "nothing"],
            ["move"],
        ],
        ids=" ".join,
    )
    def test_wrong_usage(self, arguments: list[str]) -> None:
        """Wrong usage is exit code 2 and one plain message."""
        done = run_digest(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert "Error: " in done.stderr
        assert "Traceback" not in done.stderr

    def test_fine(self, root: Path) -> None:
        """A build without problems is exit code 0, one line on standard output, nothing else."""
        done = run_digest("build", "--root", root, *CLOCK)
        assert (done.returncode, done.stderr) == (0, "")
        assert re.fullmatch(rf"\d+ pages and \d+ other files in {root}/output\.\n", done.stdout)

    def test_problems_in_content(self, root: Path) -> None:
        """A problem in content is exit code 1, shown on standard error; nothing is written."""
        write_article(root, "two", more="sumary: x\n")
        done = run_digest("build", "--root", root, *CLOCK)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("content/articles/two.md:5:1: error[unknown-key] ")
        assert done.stderr.endswith("\n\n1 error in 1 file\n")
        assert not (root / "output").exists()

    @pytest.mark.parametrize(
        ("path", "text"),
        [
            ("content/site.yaml", "titel: x\n"),
            ("templates/home.html", "{{ view.titel }}"),
            ("templates/extra.html", "{% if %}"),
        ],
    )
    def test_fault_in_settings_or_template(self, root: Path, path: str, text: str) -> None:
        """A fault in site.yaml or in a template is exit code 3, placed in that file."""
        write(root, path, text)
        done = run_digest("build", "--root", root, *CLOCK)
        assert (done.returncode, done.stdout) == (3, "")
        assert f"{path}:1:" in done.stderr
        assert "Traceback" not in done.stderr

    def test_no_digest(self, tmp_path: Path) -> None:
        """A folder that is no digest is a fault in settings."""
        done = run_digest("build", "--root", tmp_path)
        assert done.returncode == 3
        assert done.stderr.startswith("content/site.yaml:1:1: error[missing-settings] ")

    def test_machine_refuses(self, root: Path) -> None:
        """An output folder that is not ours is exit code 4, one line, and is left alone."""
        write(root, "output/precious.txt", "x")
        done = run_digest("build", "--root", root, *CLOCK)
        assert (done.returncode, done.stdout) == (4, "")
        assert re.fullmatch(r"digest: .* holds files .*\n", done.stderr)
        assert tree(root / "output") == {"precious.txt": b"x"}

    def test_warnings(self, root: Path) -> None:
        """A warning is exit code 0, and 1 where ``--strict`` makes an error of it."""
        write_article(root, "two", more="tags: [a, a]\n")
        fine = run_digest("check", "--root", root, *CLOCK)
        strict = run_digest("check", "--strict", "--root", root, *CLOCK)
        assert (fine.returncode, strict.returncode) == (0, 1)
        assert ": warning[repeated-value] " in fine.stderr
        assert ": error[repeated-value] " in strict.stderr

    def test_interrupt(self, root: Path) -> None:
        """Ctrl-C is exit code 130, without a traceback."""
        for number in range(500):
            write_article(root, f"a{number}", more="sumary: x\n")
        command = [sys.executable, "-m", "site_builder", "check", "--root", str(root), *CLOCK]
        with (
            subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process,
            killed_on_failure(process),
        ):
            assert process.stderr is not None
            # The program waits for us now: a pipe does not hold so many problems.
            start = process.stderr.read(1)
            process.send_signal(signal.SIGINT)
            rest = process.stderr.read()
        assert process.returncode == 130
        assert "Traceback" not in start + rest

    def test_interrupted_question(self, root: Path) -> None:
        """Ctrl-C at a question is exit code 130, and writes nothing."""
        before = tree(root)
        code, _ = on_terminal("new", "page", "--root", root, typed=INTERRUPT.decode())
        assert code == 130
        assert tree(root) == before

    def test_standard_output_that_refuses(self, root: Path, tmp_path: Path) -> None:
        """A result that can't be written is exit code 4 and one line."""
        command = [sys.executable, "-m", "site_builder", "list", "--root", str(root), *CLOCK]
        with (tmp_path / "content/site.yaml").open() as closed:
            done = subprocess.run(
                command, stdout=closed, stderr=subprocess.PIPE, text=True, check=False
            )
        assert done.returncode == 4
        assert re.fullmatch(r"digest: Can't write the result: .*\n", done.stderr)

    def test_reader_that_has_gone(self, root: Path) -> None:
        """A pipe that nobody reads any more is no fault."""
        command = [sys.executable, "-m", "site_builder", "list", "--root", str(root), *CLOCK]
        with (
            subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            ) as process,
            killed_on_failure(process),
        ):
            assert process.stdout is not None
            process.stdout.close()
            assert process.stderr is not None
            stderr = process.stderr.read()
        assert (process.returncode, stderr) == (0, "")

    def test_fault_of_ours(self, root: Path) -> None:
        """A fault of the program itself ends in a traceback and asks for a report."""
        sabotage = (
            "import sys, site_builder.content as content\n"
            "from site_builder.cli import main\n"
            "content.list_files = None\n"
            "main()\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", sabotage, "check", "--root", str(root)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert done.stderr.startswith("Traceback ")
        assert "Please report it" in done.stderr

    def test_port_in_use(self, root: Path) -> None:
        """A port that is taken is exit code 4 and a plain message."""
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            done = run_digest("serve", "--port", str(port), "--root", root, *CLOCK)
        assert done.returncode == 4
        assert f"digest: Port {port} can't be used: " in done.stderr
        assert "Traceback" not in done.stderr


class TestQuestions:
    """What ``digest new`` asks on a terminal."""

    @pytest.mark.parametrize(
        ("kind", "typed", "path"),
        [
            (
                "article",
                "A title\n\nPage 3\nThe Post\n2026-05-02\n",
                "articles/2026/2026-05-02-a-title.md",
            ),
            ("claim", "A title\nnonsense\naccurate\nIt is so.\n", "claims/a-title.md"),
            ("source", "A title\nhttps://post.example/\n", "sources/a-title.md"),
            ("topic", "A title\n\n", "topics/a-title.md"),
            ("page", "A title\nWhat it is\n", "pages/a-title.md"),
        ],
    )
    def test_questions(self, root: Path, kind: str, typed: str, path: str) -> None:
        """What no option says is asked, and a wrong choice is asked again."""
        code, screen = on_terminal("new", kind, "--root", root, *clock_of(kind), typed=typed)
        assert code == 0, screen
        assert screen.endswith(f"content/{path}\n")
        assert run_digest("check", "--root", root, *CLOCK).returncode == 0


def clock_of(kind: str) -> tuple[str, ...]:
    """Return the clock for the kind of file that takes one."""
    return CLOCK if kind == "article" else ()


class TestForms:
    """Problems in their forms, and the terminal."""

    @pytest.fixture
    def broken(self, root: Path) -> Path:
        """Give a digest with one problem."""
        write_article(root, "two", more="sumary: x\n")
        return root

    def test_json(self, broken: Path) -> None:
        """JSON goes to standard error like every form, also where there is no problem."""
        done = run_digest("check", "--format", "json", "--root", broken, *CLOCK)
        assert (done.returncode, done.stdout) == (1, "")
        (problem,) = json.loads(done.stderr)["diagnostics"]
        assert (problem["path"], problem["line"]) == ("content/articles/two.md", 5)
        (broken / "content/articles/two.md").unlink()
        done = run_digest("check", "--format", "json", "--root", broken, *CLOCK)
        assert (done.returncode, done.stdout) == (0, "No problems.\n")
        assert json.loads(done.stderr)["errors"] == 0

    def test_github(self, broken: Path) -> None:
        """GitHub gets one command a problem."""
        done = run_digest("check", "--format", "github", "--root", broken, *CLOCK)
        assert done.stderr.startswith("::error file=content/articles/two.md,line=5,col=1,")
        assert done.stderr.count("\n") == 1

    def test_sarif(self, broken: Path) -> None:
        """SARIF is one log."""
        done = run_digest("check", "--format", "sarif", "--root", broken, *CLOCK)
        assert len(json.loads(done.stderr)["runs"][0]["results"]) == 1

    def test_colour_on_a_terminal_only(self, broken: Path) -> None:
        """There is colour on a terminal, none where NO_COLOR or a dumb terminal forbids it."""
        arguments = ("check", "--root", broken, *CLOCK)
        _, coloured = on_terminal(*arguments, env={"NO_COLOR": ""})
        _, forbidden = on_terminal(*arguments, env={"NO_COLOR": "1"})
        _, dumb = on_terminal(*arguments, env={"NO_COLOR": "", "TERM": "dumb"})
        assert "\x1b[1;31merror[unknown-key]\x1b[0m" in coloured
        assert " error[unknown-key] " in forbidden
        assert "\x1b" not in dumb

    def test_no_escape_in_a_pipe(self, broken: Path) -> None:
        """A pipe gets neither colour nor progress."""
        done = run_digest("build", "--root", broken, *CLOCK, env={"NO_COLOR": ""})
        assert "\x1b" not in done.stderr
        assert done.stderr.startswith("content/")

    def test_progress_on_a_terminal(self, root: Path) -> None:
        """A terminal sees how far the build is."""
        code, screen = on_terminal("build", "--root", root, *CLOCK)
        assert code == 0
        assert "Rendering pages" in screen

    def test_terminal_that_lacks_characters(self, root: Path) -> None:
        """A message that a terminal can't show in full is shown all the same."""
        write_article(root, "two", more="قیمت: x\n")
        env = {"PYTHONIOENCODING": "latin-1:strict", "PYTHONUTF8": "0"}
        done = run_digest("check", "--root", root, *CLOCK, env=env)
        assert done.returncode == 1
        assert "\\u0642" in done.stderr


class TestCheck:
    """``digest check``."""

    def test_writes_nothing(self, root: Path) -> None:
        """A check leaves no file behind."""
        before = tree(root)
        assert run_digest("check", "--root", root, *CLOCK).returncode == 0
        assert tree(root) == before

    def test_paths(self, root: Path) -> None:
        """With paths, only the problems of these files and folders are shown."""
        write_article(root, "two", more="sumary: x\n")
        write_article(root, "deep/three", more="sumary: x\n")
        articles = root / "content/articles"
        for path, shown in (
            (articles / "one.md", 0),
            (articles / "two.md", 1),
            (articles / "deep", 1),
            (articles, 2),
        ):
            done = run_digest("check", path, "--root", root, *CLOCK)
            assert done.stderr.count("error[unknown-key]") == shown
            assert done.returncode == min(shown, 1)

    def test_the_root_is_found_from_a_path(self, root: Path) -> None:
        """A path says which digest is meant."""
        done = run_digest("check", root / "content/articles/one.md", *CLOCK)
        assert (done.returncode, done.stdout) == (0, "No problems.\n")

    def test_paths_outside(self, root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
        """A path that is not in the digest is wrong usage."""
        other = write(tmp_path_factory.mktemp("other"), "x.md", "")
        done = run_digest("check", other, "--root", root)
        assert done.returncode == 2
        assert "is not in the digest" in done.stderr


class TestSuggest:
    """``digest check --suggest`` prints quotes that are merely written otherwise."""

    MORE = """\
annotations:
  - {id: a, quote: the two counties' ministries, kind: note, note: So.}
  - id: b
    quote: the cooperation,
      which grew by 20%
    kind: note
    note: So.
  - {id: c, quote: which grew by 25%, kind: note, note: So.}
  - {id: d, quote: nothing of the kind was said, kind: note, note: So.}
"""
    TEXT = "Of the two countries' ministries and the co-operation, which grew by 20%.\n"
    SUGGESTED = """\
content/articles/quoted.md:6
    quote: "the two countries' ministries"
content/articles/quoted.md:8
    quote: "the co-operation, which grew by 20%"
"""

    @pytest.fixture
    def quoting(self, root: Path) -> Path:
        """Give a digest with an article whose quotes don't fit."""
        article = write_article(root, "quoted", more=self.MORE)
        article.write_text(article.read_text(encoding="utf-8") + self.TEXT, encoding="utf-8")
        return root

    def test_prints_what_may_be_pasted(self, quoting: Path) -> None:
        """Standard output has place and line for each, and nothing for a claim that changed."""
        done = run_digest("check", "--suggest", "--root", quoting, *CLOCK)
        assert done.returncode == 1
        assert done.stdout == self.SUGGESTED
        assert done.stderr.count("error[quote-not-found]") == 3
        assert done.stderr.count("error[quote-changed]") == 1

    def test_prints_nothing_unasked(self, quoting: Path) -> None:
        """Without the flag standard output stays empty; the problems are the same."""
        asked = run_digest("check", "--suggest", "--root", quoting, *CLOCK)
        done = run_digest("check", "--root", quoting, *CLOCK)
        assert done.stdout == ""
        assert done.stderr == asked.stderr

    def test_says_the_same_in_every_process(self, quoting: Path) -> None:
        """What is near and what is listed first does not hang on a hash."""
        done = [
            run_digest("check", "--root", quoting, *CLOCK, env={"PYTHONHASHSEED": seed})
            for seed in ("1", "2")
        ]
        assert done[0].stderr == done[1].stderr

    def test_pasted_lines_fit(self, quoting: Path) -> None:
        """With the lines pasted only what needs a review is left."""
        file = quoting / "content/articles/quoted.md"
        text = file.read_text(encoding="utf-8")
        old = "quote: the cooperation,\n      which grew by 20%"
        assert old in text
        first, second = (line.strip() for line in self.SUGGESTED.splitlines()[1::2])
        text = text.replace(old, second).replace("quote: the two counties' ministries", first)
        file.write_text(text, encoding="utf-8")
        done = run_digest("check", "--suggest", "--root", quoting, *CLOCK)
        assert done.stdout == ""
        assert re.findall(r"error\[(.+?)\]", done.stderr) == ["quote-changed", "quote-not-found"]

    def test_machines_get_it_unasked(self, quoting: Path) -> None:
        """JSON carries each line, SARIF a fix where the quote ends on its line."""
        done = run_digest("check", "--format", "json", "--root", quoting, *CLOCK)
        found = [problem["replacement"] for problem in json.loads(done.stderr)["diagnostics"]]
        assert [f"    {line}" for line in found if line] == self.SUGGESTED.splitlines()[1::2]
        done = run_digest("check", "--format", "sarif", "--root", quoting, *CLOCK)
        (run,) = json.loads(done.stderr)["runs"]
        assert [bool(result.get("fixes")) for result in run["results"]] == [True, *[False] * 3]

    def test_nothing_to_suggest(self, root: Path) -> None:
        """A digest without problems has nothing to print."""
        assert run_digest("check", "--suggest", "--root", root, *CLOCK).stdout == "No problems.\n"


class TestClock:
    """The time that a command goes by."""

    @pytest.mark.parametrize(
        ("options", "env", "status"),
        [
            pytest.param(["--clock", "2027-04-30"], {}, "scheduled", id="before"),
            pytest.param(["--clock", "2027-05-01"], {}, "published", id="midnight"),
            pytest.param(["--clock", "2027-05-01T03:29+03:30"], {}, "scheduled", id="zone"),
            pytest.param([], {"SOURCE_DATE_EPOCH": "0"}, "scheduled", id="epoch"),
            pytest.param([], {"SOURCE_DATE_EPOCH": "1900000000"}, "published", id="later epoch"),
            pytest.param(
                ["--clock", "2027-05-02"], {"SOURCE_DATE_EPOCH": "0"}, "published", id="both"
            ),
        ],
    )
    def test_clock(self, root: Path, options: list[str], env: dict[str, str], status: str) -> None:
        """``--clock`` goes before SOURCE_DATE_EPOCH; what it does not say is midnight in UTC."""
        write_article(root, "future")
        done = run_digest("list", "--json", "--root", root, *options, env=env)
        statuses = {Path(item["path"]).stem: item["status"] for item in json.loads(done.stdout)}
        assert statuses["future"] == status

    def test_clock_is_in_the_digests_zone(self, root: Path) -> None:
        """A clock without a zone is in the zone of site.yaml."""
        write(root, "content/site.yaml", SITE + "timezone: Asia/Tehran\n")
        write_article(root, "future")
        done = run_digest("list", "scheduled", "--root", root, "--clock", "2027-05-01")
        assert (done.returncode, done.stdout) == (0, "")

    @pytest.mark.parametrize(
        ("options", "env"),
        [
            (["--clock", "yesterday"], {}),
            (["--clock", "2026-02-30"], {}),
            ([], {"SOURCE_DATE_EPOCH": "soon"}),
            ([], {"SOURCE_DATE_EPOCH": "9" * 30}),
        ],
    )
    def test_no_date(self, root: Path, options: list[str], env: dict[str, str]) -> None:
        """A clock that is no date is wrong usage."""
        done = run_digest("check", "--root", root, *options, env=env)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.count("\n") <= 4


class TestList:
    """``digest list``."""

    @pytest.fixture
    def mixed(self, root: Path) -> Path:
        """Give a digest with an item of each state."""
        write_article(root, "draft", "A draft", more="draft: true\n")
        write_article(root, "future", "Later")
        write_article(root, "gone", "Gone", more="expires: 2026-06-01\n")
        write(root, "content/pages/about.md", "---\ntitle: About\n---\n")
        return root

    @pytest.mark.parametrize(
        ("which", "expected"),
        [
            ([], "draft,future,gone,one,about"),
            (["all"], "draft,future,gone,one,about"),
            (["drafts"], "draft"),
            (["scheduled"], "future"),
            (["expired"], "gone"),
        ],
    )
    def test_states(self, mixed: Path, which: list[str], expected: str) -> None:
        """Items are listed by state, articles before pages, in the order of their paths."""
        done = run_digest("list", *which, "--root", mixed, *CLOCK)
        assert (done.returncode, done.stderr) == (0, "")
        assert ",".join(re.findall(r"(\w+)\.md", done.stdout)) == expected

    def test_line(self, mixed: Path) -> None:
        """A line has state, date, path and title."""
        done = run_digest("list", "drafts", "--root", mixed, *CLOCK)
        assert done.stdout == "draft      2026-05-01  content/articles/draft.md  A draft\n"

    def test_json(self, mixed: Path) -> None:
        """JSON has every date as it was written."""
        done = run_digest("list", "expired", "--json", "--root", mixed, *CLOCK)
        assert json.loads(done.stdout) == [
            {
                "path": "content/articles/gone.md",
                "title": "Gone",
                "status": "expired",
                "date": "2026-05-01",
                "publish": None,
                "expires": "2026-06-01",
            }
        ]

    @pytest.fixture
    def reviewed(self, root: Path) -> Path:
        """Give a digest with checks that have a date of review, some of them past."""
        checks = "annotations:\n" + "".join(
            f"  - {{id: {key}, quote: text, review_by: {day}, by: A. B., {more}}}\n"
            for key, day, more in (
                ("late", "2026-11-17", "kind: note, note: x"),
                ("today", "2026-11-18", "verdict: accurate, fact: x"),
                ("tomorrow", "2026-11-19", "verdict: accurate, fact: x"),
                ("draft", "2026-01-01", "verdict: accurate, fact: x, status: draft"),
                ("gone", "2026-01-01", "verdict: accurate, status: withdrawn, reason: x"),
            )
        )
        write_article(root, "one", more=f"{checks}  - {{id: cites, quote: text, claim: c}}\n")
        write_article(root, "draft", more=f"draft: true\n{checks}")
        claim = "---\nclaim: It is so\nverdict: accurate\nfact: x\nreview_by: 2026-06-01\n---\n"
        write(root, "content/claims/c.md", claim)
        return root

    def test_stale(self, reviewed: Path) -> None:
        """What is past its date of review and published, the longest wait first."""
        done = run_digest("list", "stale", "--root", reviewed, *CLOCK)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.splitlines() == [
            "2026-06-01  content/claims/c.md:1  c  It is so",
            "2026-11-17  content/articles/one.md:6  late  text",
            "2026-11-18  content/articles/one.md:7  today  text",
        ]

    def test_stale_as_json(self, reviewed: Path) -> None:
        """Each has what an editor needs to share the work out."""
        done = run_digest("list", "stale", "--json", "--root", reviewed, *CLOCK)
        found = json.loads(done.stdout)
        assert [check["id"] for check in found] == ["c", "late", "today"]
        assert found[-1] == {
            "path": "content/articles/one.md",
            "line": 7,
            "id": "today",
            "text": "text",
            "verdict": "accurate",
            "by": "A. B.",
            "reviewer": None,
            "checked": None,
            "review_by": "2026-11-18",
        }

    def test_nothing_stale(self, root: Path) -> None:
        """No line, and an empty list."""
        done = run_digest("list", "stale", "--root", root, *CLOCK)
        assert (done.returncode, done.stdout) == (0, "")
        done = run_digest("list", "stale", "--json", "--root", root, *CLOCK)
        assert json.loads(done.stdout) == []

    def test_broken_items(self, mixed: Path) -> None:
        """What can't be read is told on standard error, the rest is listed."""
        write_article(mixed, "broken", more="sumary: x\n")
        done = run_digest("list", "drafts", "--root", mixed, *CLOCK)
        assert done.returncode == 1
        assert "unknown-key" in done.stderr
        assert "A draft" in done.stdout


class TestInit:
    """``digest init``."""

    def test_builds_without_a_warning(self, tmp_path: Path) -> None:
        """The new digest builds strictly, and has an article, a source, a claim and a page."""
        folder = tmp_path / "a digest"
        made = run_digest("init", folder)
        built = run_digest("build", "--strict", "--root", folder)
        assert (made.returncode, made.stderr) == (0, "")
        assert (built.returncode, built.stderr) == (0, "")
        site = tree(folder / "output")
        assert {
            "2024/05/bridge-reopens/index.html",
            "sources/harbour-post/index.html",
            "claims/longest-bridge/index.html",
            "about/index.html",
        } <= site.keys()

    def test_takes_a_folder_with_git_in_it(self, tmp_path: Path) -> None:
        """A folder that holds dotfiles only is as good as empty."""
        write(tmp_path, ".git/config", "x")
        assert run_digest("init", tmp_path).returncode == 0
        assert (tmp_path / ".git/config").read_text() == "x"

    @pytest.mark.parametrize("name", ["notes.txt", ".gitignore"])
    def test_refuses_a_folder_in_use(self, tmp_path: Path, name: str) -> None:
        """A folder with anything in it is refused and left alone."""
        write(tmp_path, name, "x")
        done = run_digest("init", tmp_path)
        assert (done.returncode, done.stdout) == (4, "")
        assert done.stderr == f"digest: {tmp_path} is not empty: nothing was written.\n"
        assert tree(tmp_path) == {name: b"x"}

    def test_refuses_a_file(self, tmp_path: Path) -> None:
        """A file is no folder."""
        file = write(tmp_path, "x", "x")
        done = run_digest("init", file)
        assert done.returncode == 4
        assert "Traceback" not in done.stderr


class TestDescriptions:
    """``digest templates`` and ``digest completion``."""

    def test_templates(self) -> None:
        """Every template is listed with the fields of its view."""
        done = run_digest("templates")
        assert (done.returncode, done.stderr) == (0, "")
        for name in ("home.html", "404.html", "verdicts.css"):
            assert f"\n{name}: view is " in f"\n{done.stdout}"

    @pytest.mark.parametrize("name", ["article", "article.html"])
    def test_one_template(self, name: str) -> None:
        """One template is described with all records that it can reach."""
        done = run_digest("templates", name)
        assert done.stdout.startswith("article.html: view is ArticleView\n")
        assert "\nFrame\n" in done.stdout
        assert "home.html" not in done.stdout

    @pytest.mark.parametrize(
        ("shell", "word"),
        [("bash", "complete "), ("zsh", "#compdef digest"), ("fish", "complete ")],
    )
    def test_completion(self, shell: str, word: str) -> None:
        """The script of a shell asks this program by the name of its variable."""
        done = run_digest("completion", shell)
        assert (done.returncode, done.stderr) == (0, "")
        assert word in done.stdout
        assert "_DIGEST_COMPLETE" in done.stdout

    def test_completion_answers(self) -> None:
        """What the scripts ask is answered."""
        env = {"_DIGEST_COMPLETE": "bash_complete", "COMP_WORDS": "digest ch", "COMP_CWORD": "1"}
        assert run_digest(env=env).stdout == "plain,check\n"
