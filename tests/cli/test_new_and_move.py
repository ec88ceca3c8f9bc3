"""``digest new`` and ``digest move``: files that an editor would have written."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import run_digest

SITE = """\
title: A digest
url: https://digest.example
timezone: Asia/Tehran
verdicts: {accurate: {label: Accurate}, unproven: {label: Unproven}}
"""
SOURCE = "---\nname: IRNA\nhosts: [irna.example]\n---\n"
CLOCK = ("--clock", "2026-11-18")
URL = "https://en.irna.example/news/1"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Give a digest without articles."""
    (tmp_path / "content/sources").mkdir(parents=True)
    (tmp_path / "content/site.yaml").write_text(SITE)
    (tmp_path / "content/sources/irna.md").write_text(SOURCE)
    return tmp_path


def new(root: Path, *arguments: str, code: int = 0) -> str:
    """Run ``digest new``; return what it says."""
    done = run_digest("new", *arguments, "--root", root)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr if code else done.stdout


def text_of(root: Path, path: str) -> str:
    """Return the text of a file."""
    return (root / path).read_text(encoding="utf-8")


class TestArticle:
    """``digest new article``."""

    def test_from_an_address(self, root: Path) -> None:
        """The publisher comes from the address's host, the date of retrieval from the clock."""
        url = "https://irna.example/news/1?a=b#c"
        said = new(
            root, "article", "--title", "Trade: up by 20%", "--url", url, "--date", "2026-11-02",
            "--tag", "trade", "--tag", "C#", *CLOCK,
        )  # fmt: skip
        path = "content/articles/2026/2026-11-02-trade-up-by-20.md"
        assert said == f"{path}\n"
        assert text_of(root, path) == (
            "---\n"
            "id: 2026-11-02-trade-up-by-20\n"
            'title: "Trade: up by 20%"\n'
            "date: 2026-11-02\n"
            "source:\n"
            "  name: IRNA\n"
            f'  url: "{url}"\n'
            "  retrieved: 2026-11-18\n"
            'tags: [trade, "C#"]\n'
            "---\n"
            "\n"
        )

    def test_from_an_unknown_host(self, root: Path) -> None:
        """A host that no source has is the publisher's name."""
        new(root, "article", "--title", "One", "--url", "https://www.post.example/1", *CLOCK)
        assert "  name: post.example\n" in text_of(root, "content/articles/2026/2026-11-18-one.md")

    def test_named_source(self, root: Path) -> None:
        """A publisher that is named goes before the host."""
        new(root, "article", "--title", "One", "--url", URL, "--source", "The Post", *CLOCK)
        assert "  name: The Post\n" in text_of(root, "content/articles/2026/2026-11-18-one.md")

    def test_without_an_address(self, root: Path) -> None:
        """Print and broadcast have a citation, and nothing was retrieved."""
        new(
            root, "article", "--title", "One", "--citation", "Page 3", "--source", "IRNA",
            "--draft", *CLOCK,
        )  # fmt: skip
        text = text_of(root, "content/articles/2026/2026-11-18-one.md")
        assert "source:\n  name: IRNA\n  citation: Page 3\ndraft: true\n---\n" in text

    def test_the_day_is_the_digests(self, root: Path) -> None:
        """Today is a day in the digest's time zone."""
        arguments = ("article", "--title", "One", "--url", URL)
        new(root, *arguments, "--clock", "2026-11-17T21:00Z")
        assert "  retrieved: 2026-11-18\n" in text_of(
            root, "content/articles/2026/2026-11-18-one.md"
        )

    def test_other_scripts(self, root: Path) -> None:
        """Titles of any script name a file."""
        said = new(root, "article", "--title", "قیمت نفت", "--url", URL, *CLOCK)
        assert said == "content/articles/2026/2026-11-18-قیمت-نفت.md\n"

    def test_result_is_good(self, root: Path) -> None:
        """What was written has no problem."""
        new(root, "article", "--title", "“A” & <b>: 'c' # d", "--url", URL, *CLOCK)
        done = run_digest("check", "--strict", "--root", root, *CLOCK)
        assert (done.returncode, done.stderr) == (0, "")

    @pytest.mark.parametrize(
        "arguments",
        [
            pytest.param(["--url", URL], id="no title"),
            pytest.param(["--title", " \u200b ", "--url", URL], id="nothing to see"),
            pytest.param(["--title", "One"], id="no address"),
            pytest.param(["--title", "One", "--citation", "Page 3"], id="no publisher"),
            pytest.param(["--title", "One", "--url", URL, "--date", "2026-02-30"], id="date"),
            pytest.param(["--title", "?!", "--url", URL], id="no slug"),
            pytest.param(["--title", "Index", "--url", URL], id="reserved"),
            pytest.param(["--title", "One", "--url", URL, "--slug", "../x"], id="path as slug"),
            pytest.param(["--title", "One", "--url", URL, "--slug", "One"], id="capital"),
        ],
    )
    def test_wrong_usage(self, root: Path, arguments: Sequence[str]) -> None:
        """Without a terminal nothing is asked: what is missing or wrong is exit code 2."""
        assert "Error: " in new(root, "article", *arguments, *CLOCK, code=2)
        assert not (root / "content/articles").exists()

    def test_what_a_build_would_refuse(self, root: Path) -> None:
        """A file that would have an error is not written; the error is shown."""
        said = new(root, "article", "--title", "One", "--url", "javascript:x", *CLOCK, code=1)
        assert "error[invalid-url]" in said
        assert said.endswith("Nothing was written.\n")
        assert not (root / "content/articles").exists()

    def test_never_overwrites(self, root: Path) -> None:
        """A file that is there stays as it is."""
        arguments = ("article", "--title", "One", "--url", URL, *CLOCK)
        path = new(root, *arguments).strip()
        (root / path).write_text("mine")
        said = new(root, *arguments, code=4)
        assert said.count("\n") == 1
        assert "exists already" in said
        assert text_of(root, path) == "mine"

    def test_no_digest(self, tmp_path: Path) -> None:
        """Outside a digest there is nothing to add to."""
        assert "missing-settings" in new(tmp_path, "article", "--title", "One", code=3)


class TestOthers:
    """The other kinds of ``digest new``."""

    @pytest.mark.parametrize(
        ("arguments", "path", "text"),
        [
            (
                ["source", "--name", "Post", "--url", "https://www.post.example/"],
                "content/sources/post.md",
                "---\nname: Post\nurl: https://www.post.example/\nhosts: [post.example]\n---\n\n",
            ),
            (
                ["source", "--title", "Radio One"],
                "content/sources/radio-one.md",
                "---\nname: Radio One\n---\n\n",
            ),
            (
                ["topic", "--title", "C#", "--description", "A language"],
                "content/topics/c-sharp.md",
                '---\ntitle: "C#"\ndescription: A language\n---\n\n',
            ),
            (
                ["page", "--title", "About us", "--slug", "about"],
                "content/pages/about.md",
                "---\ntitle: About us\n---\n\n",
            ),
            (
                ["claim", "--claim", "It rains", "--verdict", "accurate", "--fact", "It did."],
                "content/claims/it-rains.md",
                "---\nclaim: It rains\nverdict: accurate\nfact: It did.\n---\n\n",
            ),
            (
                ["claim", "--title", "It", "--verdict", "unproven", "--fact", "No.", "--draft"],
                "content/claims/it.md",
                "---\nclaim: It\nverdict: unproven\nfact: No.\nstatus: draft\n---\n\n",
            ),
        ],
    )
    def test_kinds(self, root: Path, arguments: Sequence[str], path: str, text: str) -> None:
        """Each kind has its folder, its keys and a name from its title."""
        assert new(root, *arguments) == f"{path}\n"
        assert text_of(root, path) == text
        assert run_digest("check", "--root", root).returncode == 0

    def test_unknown_verdict(self, root: Path) -> None:
        """A verdict is one of the scale."""
        said = new(root, "claim", "--title", "It", "--verdict", "false", "--fact", "No.", code=2)
        assert "accurate, unproven" in said

    def test_never_overwrites(self, root: Path) -> None:
        """A source that is there stays as it is."""
        assert "exists already" in new(root, "source", "--name", "IRNA", code=4)
        assert text_of(root, "content/sources/irna.md") == SOURCE


ARTICLE = "---\r\n# A remark.\r\ntitle:   One\r\ndate: 2026-05-01\r\nsource: {name: Post, \
citation: Page 3}\r\n---\r\nText,  \r\n\r\nas it is\t\n"


@pytest.fixture
def article(root: Path) -> Path:
    """Give an article with forms of its own: remarks, CRLF, spaces."""
    file = root / "content/articles/2026/2026-05-01-one.md"
    file.parent.mkdir(parents=True)
    file.write_bytes(ARTICLE.encode())
    return file


def move(root: Path, old: str | Path, new: str, code: int = 0) -> str:
    """Run ``digest move``; return what it says."""
    done = run_digest("move", old, root / "content" / new, "--root", root)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr if code else done.stdout


class TestMove:
    """``digest move``."""

    def test_another_name(self, root: Path, article: Path) -> None:
        """The old address and the old id stay, and so does every other byte."""
        said = move(root, article, "articles/2026/2026-05-01-two.md")
        assert said == (
            "content/articles/2026/2026-05-01-one.md is now "
            "content/articles/2026/2026-05-01-two.md.\n"
            "Its id is still 2026/2026-05-01-one.\n"
            "/2026/05/one/ leads to /2026/05/two/.\n"
        )
        moved = article.with_name("2026-05-01-two.md").read_bytes().decode()
        added = 'id: 2026/2026-05-01-one\r\naliases: ["/2026/05/one/"]\r\n'
        assert moved == ARTICLE.replace("---\r\nText", f"{added}---\r\nText")
        assert not article.exists()

    def test_the_old_address_redirects(self, root: Path, article: Path) -> None:
        """After the move the site leads from the old address to the new one."""
        move(root, article, "articles/2026/2026-05-01-two.md")
        done = run_digest("build", "--strict", "--root", root, *CLOCK)
        assert done.returncode == 0, done.stderr
        redirects = (root / "output/_redirects").read_text().split("\n")
        assert any(line.split()[:2] == ["/2026/05/one/", "/2026/05/two/"] for line in redirects)

    def test_another_folder(self, root: Path, article: Path) -> None:
        """Folders mean nothing: the address is the same, only the id needs keeping."""
        (root / "content/articles/old").mkdir()
        said = move(root, article, "articles/old")
        assert said.endswith("2026-05-01-one.md.\nIts id is still 2026/2026-05-01-one.\n")
        moved = (root / "content/articles/old" / article.name).read_bytes().decode()
        assert moved == ARTICLE.replace("---\r\nText", "id: 2026/2026-05-01-one\r\n---\r\nText")

    def test_what_needs_no_change(self, root: Path) -> None:
        """A file with an id and a slug of its own moves without a change."""
        file = root / "content/articles/a.md"
        file.parent.mkdir()
        file.write_text(ARTICLE.replace("\r\n", "\n").replace("title", "id: x\nslug: y\ntitle"))
        before = file.read_bytes()
        move(root, file, "articles/b.md")
        assert (root / "content/articles/b.md").read_bytes() == before

    def test_again(self, root: Path, article: Path) -> None:
        """A second move keeps both older addresses."""
        move(root, article, "articles/2026/2026-05-01-two.md")
        move(root, article.with_name("2026-05-01-two.md"), "articles/2026/2026-05-01-three.md")
        text = article.with_name("2026-05-01-three.md").read_text()
        assert 'aliases: ["/2026/05/two/", "/2026/05/one/"]\n' in text
        assert text.count("id: ") == 1

    def test_there_and_back(self, root: Path, article: Path) -> None:
        """An older address that is the page's own again is no alias any more."""
        move(root, article, "articles/2026/2026-05-01-two.md")
        move(root, article.with_name("2026-05-01-two.md"), f"articles/2026/{article.name}")
        assert 'aliases: ["/2026/05/two/"]\n' in article.read_text()
        done = run_digest("check", "--strict", "--root", root, *CLOCK)
        assert (done.returncode, done.stderr) == (0, "")

    def test_page(self, root: Path) -> None:
        """A page keeps its address too."""
        file = root / "content/pages/about.md"
        file.parent.mkdir()
        file.write_text("---\ntitle: About\naliases:\n  - /old/\n---\nUs.\n")
        said = move(root, file, "pages/about-us.md")
        assert said.endswith("/about/ leads to /about-us/.\n")
        assert (root / "content/pages/about-us.md").read_text() == (
            '---\ntitle: About\naliases:\n  - "/about/"\n  - /old/\n---\nUs.\n'
        )

    @pytest.mark.parametrize(
        "new",
        ["pages/one.md", "articles/one.txt", "../one.md", "articles/index.md", "articles/?.md"],
    )
    def test_no_place_for_it(self, root: Path, article: Path, new: str) -> None:
        """A place where it could not be read is wrong usage."""
        assert "Error: " in move(root, article, new, code=2)
        assert article.read_bytes() == ARTICLE.encode()

    def test_never_overwrites(self, root: Path, article: Path) -> None:
        """A file that is there stays as it is, and so does the one that was to be moved."""
        other = article.with_name("other.md")
        other.write_text("mine")
        assert "exists already" in move(root, article, "articles/2026/other.md", code=4)
        assert (other.read_text(), article.read_bytes()) == ("mine", ARTICLE.encode())

    def test_keys_are_no_addresses(self, root: Path) -> None:
        """A source's name is its key: it is not moved."""
        said = move(root, root / "content/sources/irna.md", "sources/other.md", code=2)
        assert "can't be moved" in said

    def test_broken_file(self, root: Path, article: Path) -> None:
        """A file that can't be read is not moved; its problems are shown."""
        article.write_text("---\ntitle: One\n---\n")
        assert "missing-key" in move(root, article, "articles/two.md", code=1)
        assert article.exists()

    def test_unusual_front_matter(self, root: Path, article: Path) -> None:
        """Front matter that can't be changed safely is left to the editor."""
        article.write_text(
            "---\n{title: One, date: 2026-05-01, source: {name: Post, citation: Page}}\n---\n"
        )
        before = article.read_bytes()
        assert "by hand" in move(root, article, "articles/two.md", code=2)
        assert article.read_bytes() == before
