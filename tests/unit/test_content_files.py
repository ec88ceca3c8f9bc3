"""The walk through the content tree, and the bytes of its files."""

import contextlib
import os
import socket
import struct
import zlib
from hashlib import blake2b
from pathlib import Path

import pytest

from site_builder.content import ContentFile, FileKind, list_files, load, read_asset
from site_builder.diagnostics import Code, Severity
from site_builder.documents import MAX_BYTES

TREE = (
    "site.yaml",
    "articles/a.md",
    "articles/2020/12/b.md",
    "articles/سلام.md",
    "sources/s.md",
    "topics/t.md",
    "claims/c.md",
    "pages/p.md",
    "assets/x.png",
    "assets/deep/y.pdf",
)


def plant(root: Path, *paths: str) -> Path:
    """Make empty files below ``root/content``."""
    for path in paths:
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return root


def listed(root: Path) -> dict[str, FileKind]:
    """Return the kinds of the files that were found, by their paths below content."""
    return {file.path.removeprefix("content/"): file.kind for file in list_files(root)[0]}


def doubts(root: Path) -> list[tuple[Code, str]]:
    """Return codes and paths of the problems of a walk."""
    return [(p.code, p.place.path.removeprefix("content/")) for p in list_files(root)[1]]


def test_each_folder_has_its_kind(tmp_path: Path) -> None:
    """Articles and assets lie in folders of any depth, the others side by side."""
    root = plant(tmp_path, *TREE)
    assert listed(root) == {
        "site.yaml": FileKind.SETTINGS,
        "articles/a.md": FileKind.ARTICLE,
        "articles/2020/12/b.md": FileKind.ARTICLE,
        "articles/سلام.md": FileKind.ARTICLE,
        "sources/s.md": FileKind.SOURCE,
        "topics/t.md": FileKind.TOPIC,
        "claims/c.md": FileKind.CLAIM,
        "pages/p.md": FileKind.PAGE,
        "assets/x.png": FileKind.ASSET,
        "assets/deep/y.pdf": FileKind.ASSET,
    }
    assert not doubts(root)


def test_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    """The order is that of the paths, whatever the file system's is."""
    root = plant(tmp_path, "articles/b.md", "articles/a/z.md", "articles/a.md", "articles/B.md")
    paths = [file.path for file in list_files(root)[0]]
    assert paths == sorted(paths)


def test_no_content_is_no_fault(tmp_path: Path) -> None:
    """A folder without content gives nothing; what is missing is said where it is missed."""
    assert list_files(tmp_path) == ((), [])


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.md",
        ".#lock.md",
        "a.md~",
        "#a.md#",
        "~$a.md",
        "a.md.bak",
        "a.md.orig",
        ".a.md.swp",
        "Thumbs.db",
        ".DS_Store",
        ".git/config",
    ],
)
def test_what_editors_leave_behind_is_ignored(tmp_path: Path, name: str) -> None:
    """Hidden files, copies and locks are passed over without a word."""
    root = plant(tmp_path, f"articles/{name}", f"assets/{name}", name)
    assert list_files(root) == ((), [])


@pytest.mark.parametrize(
    ("path", "stray", "hint"),
    [
        ("notes.txt", "notes.txt", "folders"),
        ("site.yml", "site.yml", "site.yaml"),
        ("article/a.md", "article", "articles"),
        ("drafts/a.md", "drafts", "articles, sources"),
        ("articles/a.txt", "articles/a.txt", ".md"),
        ("articles/a.MD", "articles/a.MD", ".md"),
        ("sources/uk/a.md", "sources/uk", "side by side"),
        ("a.md", "a.md", "folders"),
    ],
)
def test_what_nothing_reads_is_a_warning(tmp_path: Path, path: str, stray: str, hint: str) -> None:
    """A file at a place where nothing reads it is named, with what to do."""
    files, (problem,) = list_files(plant(tmp_path, path))
    assert not files
    assert (problem.code, problem.severity) == (Code.STRAY_FILE, Severity.WARNING)
    assert problem.place.path == f"content/{stray}"
    assert hint in problem.hint


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    """Pipes and sockets are errors, wherever they lie, and nothing waits for them."""
    root = plant(tmp_path, "articles/a.md", "assets/a.png")
    os.mkfifo(root / "content/articles/pipe.md")
    os.mkfifo(root / "content/assets/pipe.png")
    (root / "content/pages").symlink_to(root / "content/assets/pipe.png")
    with socket.socket(socket.AF_UNIX) as listener, contextlib.chdir(root / "content"):
        listener.bind("site.yaml")
    assert doubts(root) == [
        (Code.NOT_A_FILE, "articles/pipe.md"),
        (Code.NOT_A_FILE, "assets/pipe.png"),
        (Code.NOT_A_FILE, "pages"),
        (Code.NOT_A_FILE, "site.yaml"),
    ]


def test_a_pipe_in_a_files_place_is_not_waited_for(tmp_path: Path) -> None:
    """A file that has become a pipe, a folder or a link since the walk is a problem."""
    pipe, folder, link = tmp_path / "p.md", tmp_path / "f.md", tmp_path / "l.md"
    os.mkfifo(pipe)
    folder.mkdir()
    link.symlink_to("/etc/hostname")
    for location, code in (
        (pipe, Code.NOT_A_FILE),
        (folder, Code.UNREADABLE_FILE),
        (link, Code.UNREADABLE_FILE),
        (tmp_path / "gone.md", Code.UNREADABLE_FILE),
    ):
        file = ContentFile("content/articles/a.md", str(location), FileKind.ARTICLE)
        data, (problem,) = load(file)
        assert (data, problem.code) == (None, code)
        asset, (problem,) = read_asset(file)
        assert (asset, problem.code) == (None, code)


def test_links_within_the_root_are_followed(tmp_path: Path) -> None:
    """A link to a file or a folder elsewhere in the root is what it points to."""
    root = plant(tmp_path, "articles/a.md")
    (root / "shared/deep").mkdir(parents=True)
    (root / "shared/deep/x.png").write_bytes(b"x")
    (root / "content/assets").symlink_to(root / "shared")
    (root / "content/articles/b.md").symlink_to("a.md")
    assert list(listed(root)) == ["articles/a.md", "articles/b.md", "assets/deep/x.png"]
    assert not doubts(root)
    linked = list_files(root)[0][2]
    assert load(linked) == (b"x", [])


def test_links_out_of_the_root_are_refused(tmp_path: Path) -> None:
    """A link that leaves the root is an error, and nothing behind it is read."""
    root = plant(tmp_path / "root", "articles/a.md")
    plant(tmp_path / "other", "articles/secret.md")
    articles = root / "content/articles"
    (articles / "file.md").symlink_to(tmp_path / "other/content/articles/secret.md")
    (articles / "folder").symlink_to(tmp_path / "other")
    (articles / "up.md").symlink_to("../../../other/content/articles/secret.md")
    (articles / "root-2").symlink_to(tmp_path / "root-2")
    (articles / "twice.md").symlink_to("file.md")
    assert doubts(root) == [
        (Code.LINK_LEAVES_ROOT, f"articles/{name}")
        for name in ("file.md", "folder", "root-2", "twice.md", "up.md")
    ]
    assert list(listed(root)) == ["articles/a.md"]


def test_content_itself_may_not_be_elsewhere(tmp_path: Path) -> None:
    """A content folder that is a link out of the root is refused as a whole."""
    plant(tmp_path / "other", "articles/a.md")
    root = tmp_path / "root"
    root.mkdir()
    (root / "content").symlink_to(tmp_path / "other/content")
    assert doubts(root) == [(Code.LINK_LEAVES_ROOT, "content")]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    """Links to folders that are read already, and links that lead nowhere, are errors."""
    root = plant(tmp_path, "articles/a.md", "articles/deep/b.md")
    articles = root / "content/articles"
    (articles / "deep/up").symlink_to(articles)
    (articles / "root").symlink_to(root)
    (articles / "self.md").symlink_to("self.md")
    (articles / "gone.md").symlink_to("nothing.md")
    for name in ("one", "two"):
        (root / name).mkdir()
        (root / name / "other").symlink_to(root / {"one": "two", "two": "one"}[name])
        (articles / name).symlink_to(root / name)
    codes = {code for code, _ in doubts(root)}
    assert codes == {Code.UNREADABLE_FILE}
    assert list(listed(root)) == ["articles/a.md", "articles/deep/b.md"]


@pytest.mark.parametrize(
    ("name", "code", "shown"),
    [
        (b"caf\xe9.md", Code.UNDECODABLE_NAME, "caf\\xe9.md"),
        (b"two\nlines.md", Code.CONTROL_CHARACTER, "two\\nlines.md"),
        (b"bell\x07.md", Code.CONTROL_CHARACTER, "bell\\x07.md"),
        ("over\u202eride.md".encode(), Code.BIDI_CONTROL, "over\\u202eride.md"),
    ],
)
def test_names_that_cannot_be_printed_are_refused(
    tmp_path: Path, name: bytes, code: Code, shown: str
) -> None:
    """A name that is no UTF-8, or holds controls, is an error whose path can be printed."""
    root = plant(tmp_path, "articles/a.md", "assets/b.png")
    for folder in ("articles", "assets"):
        Path(os.fsdecode(os.fsencode(root / "content" / folder) + b"/" + name)).touch()
    assert doubts(root) == [(code, f"articles/{shown}"), (code, f"assets/{shown}")]


def test_a_refused_name_is_explained(tmp_path: Path) -> None:
    """The message says which character it is, also where texts may have it."""
    root = plant(tmp_path, "articles/a.md")
    (root / "content/articles/two\nlines.md").touch()
    _, (problem,) = list_files(root)
    assert "the character U+000A LINE FEED" in problem.message


def test_bytes_are_read_up_to_the_limit(tmp_path: Path) -> None:
    """A text of 2 MB is read, a longer one is refused without being read."""
    location = tmp_path / "a.md"
    file = ContentFile("content/articles/a.md", str(location), FileKind.ARTICLE)
    location.write_bytes(b"x" * MAX_BYTES)
    assert load(file) == (b"x" * MAX_BYTES, [])
    os.truncate(location, MAX_BYTES + 1)
    data, (problem,) = load(file)
    assert (data, problem.code) == (None, Code.FILE_TOO_LARGE)


def png(width: int, height: int) -> bytes:
    """Return a picture without its pixels."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n\0\0\0\r" + header + struct.pack(">I", zlib.crc32(header))


@pytest.mark.parametrize(
    ("name", "data", "size"),
    [
        pytest.param("a.png", png(640, 480), (640, 480), id="png"),
        pytest.param("a.PNG", png(1, 2), (1, 2), id="capitals"),
        pytest.param("a.gif", b"GIF89a\x03\x00\x04\x00", (3, 4), id="gif"),
        pytest.param("a.svg", b'<svg width="10" height="20.4">', (10, 20), id="svg"),
        pytest.param("a.svg", b'<?xml?><!-- --><svg viewBox="0 0 30 40.5"/>', (30, 40), id="box"),
        pytest.param(
            "a.svg", b'<svg viewBox="0,0,5,6"><rect width="1" height="2"/>', (5, 6), id="inner"
        ),
        pytest.param(
            "a.svg", b'<svg width="100%" height="9" viewBox="0 0 7 8">', (7, 8), id="per cent"
        ),
    ],
)
def test_pictures_have_their_size(
    tmp_path: Path, name: str, data: bytes, size: tuple[int, int]
) -> None:
    """A picture's width and height are those with which it is shown."""
    location = tmp_path / name
    location.write_bytes(data)
    asset, problems = read_asset(
        ContentFile(f"content/assets/d/{name}", str(location), FileKind.ASSET)
    )
    assert asset is not None
    assert not problems
    assert (asset.path, asset.place.path) == (f"d/{name}", f"content/assets/d/{name}")
    assert (asset.width, asset.height) == size
    assert asset.size == len(data)
    assert asset.digest == blake2b(data, digest_size=16).hexdigest()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", b""),
        ("a.png", b"no picture"),
        ("a.png", png(0, 0)),
        ("a.png", png(2**31, 5)),
        ("a.jpg", b"\xff\xd8\xff"),
        ("a.png", b"P5 " + b"9" * 100_000),
        ("a.svg", b"<html>"),
        ("a.svg", b"<svg>"),
        ("a.webp", b"RIFF\0\0\0\0WEBPVP9 "),
    ],
)
def test_broken_pictures_are_warned_about(tmp_path: Path, name: str, data: bytes) -> None:
    """A picture whose size can't be found is an asset all the same."""
    location = tmp_path / name
    location.write_bytes(data)
    asset, (problem,) = read_asset(
        ContentFile(f"content/assets/{name}", str(location), FileKind.ASSET)
    )
    assert asset is not None
    assert (asset.width, asset.height) == (None, None)
    assert (problem.code, problem.severity) == (Code.UNREADABLE_PICTURE, Severity.WARNING)


def test_other_files_have_no_size_in_pixels(tmp_path: Path) -> None:
    """A file that is no picture is not measured."""
    location = tmp_path / "a.pdf"
    location.write_bytes(png(3, 4))
    asset, problems = read_asset(ContentFile("content/assets/a.pdf", str(location), FileKind.ASSET))
    assert asset is not None
    assert (asset.width, asset.height, problems) == (None, None, [])
