"""``digest explain`` and ``digest build --profile``."""

import json
from pathlib import Path

import pytest
from conftest import run_digest
from edits import Digest

CLOCK = ("--clock", "2026-02-01")


@pytest.fixture
def digest_folder(tmp_path: Path) -> Digest:
    """Give a small digest that was built."""
    digest = Digest(tmp_path)
    digest.begin()
    done = run_digest("build", "--root", tmp_path, *CLOCK)
    assert done.returncode == 0, done.stderr
    return digest


def explained(digest: Digest, subject: str) -> list[str]:
    """Return the lines that explain something."""
    done = run_digest("explain", "--root", digest.root, *CLOCK, subject)
    assert done.returncode == 0, done.stderr
    return [line.strip() for line in done.stdout.splitlines()]


def test_a_page_is_made_of_its_files_and_templates(digest_folder: Digest) -> None:
    """What a page shows, and what it is written by, stands in the list."""
    lines = explained(digest_folder, "/claims/cost/")

    assert lines[:2] == ["/claims/cost/", "It is as it was last built."]
    assert {"content/claims/cost.md", "content/articles/a.md", "content/sources/selm-post.md"} <= {
        *lines
    }
    assert "templates/claim.html (bundled)" in lines
    assert "content/claims/speed.md" not in lines


def test_a_file_makes_pages(digest_folder: Digest) -> None:
    """Of a file, the pages that show it are listed."""
    lines = explained(digest_folder, "content/claims/cost.md")

    assert lines[1] == "It is as it was last built."
    assert {"/claims/cost/", "/2026/01/a/", "/"} <= {*lines}
    assert "/about/" not in lines


def test_a_template_makes_pages(digest_folder: Digest) -> None:
    """Of a template, the pages that are written by it are listed."""
    lines = explained(digest_folder, "templates/claim.html (bundled)")

    assert [line for line in lines if line.startswith("/")] == ["/claims/cost/", "/claims/speed/"]


def test_what_has_changed_is_named(digest_folder: Digest) -> None:
    """After an edit the reason stands first; after the next build it is gone."""
    digest_folder.article("a", title="Another title")

    for address in ("/2026/01/a/", "/claims/cost/"):
        assert explained(digest_folder, address)[1:3] == [
            "What it shows has changed.",
            "It looks at content/articles/a.md, which has changed.",
        ]
    changed = explained(digest_folder, "content/articles/a.md")
    assert changed[1] == "It is new, or has changed since the last build."
    assert explained(digest_folder, "/about/")[1] == "It is as it was last built."

    digest_folder.write("templates/page.html", "{{ view.title.text }}")
    assert explained(digest_folder, "/about/")[1] == "A template has changed."

    run_digest("build", "--root", digest_folder.root, *CLOCK)
    assert explained(digest_folder, "/2026/01/a/")[1] == "It is as it was last built."
    assert explained(digest_folder, "/about/")[1] == "It is as it was last built."
    assert explained(digest_folder, "content/articles/a.md")[1] == "It is as it was last built."


def test_feeds_and_data_are_made_of_files_too(digest_folder: Digest) -> None:
    """What a feed or a file of data tells of stands in the list, and whether it has changed."""
    others = ("/feed.xml", "/claims/feed.xml", "/data/articles.json")
    annotations = "/2026/01/a/annotations.jsonld"
    for address in (*others, annotations):
        lines = explained(digest_folder, address)
        assert lines[:2] == [address, "It is as it was last built."]
        assert "content/articles/a.md" in lines
    assert "content/articles/bb.md" in explained(digest_folder, "/feed.xml")
    assert "content/articles/bb.md" not in explained(digest_folder, annotations)

    digest_folder.article("a", title="Another title")
    assert explained(digest_folder, "/feed.xml")[1] == "What it says has changed."
    assert explained(digest_folder, annotations)[1] == "What it says has changed."
    assert explained(digest_folder, "/robots.txt")[1] == "It is as it was last built."


def test_nothing_is_written(digest_folder: Digest) -> None:
    """Whoever asks changes nothing, and may ask before the first build."""
    store = digest_folder.root / ".cache/digest/store.sqlite"
    digest_folder.article("a", title="Another title")
    before = store.read_bytes()
    explained(digest_folder, "/2026/01/a/")
    assert store.read_bytes() == before

    store.unlink()
    assert explained(digest_folder, "/2026/01/a/")[1] == "It was not published yet."
    assert not store.exists()


def test_what_nobody_knows_is_wrong_usage(digest_folder: Digest) -> None:
    """An address that no page has, and a path that no file has, are refused."""
    for subject in ("/nowhere/", "content/nothing.md"):
        done = run_digest("explain", "--root", digest_folder.root, subject)
        assert done.returncode == 2
        assert subject in done.stderr


def test_problems_go_before_explanations(digest_folder: Digest) -> None:
    """A digest that can't be built can't be explained."""
    digest_folder.write("content/articles/a.md", "nothing")

    done = run_digest("explain", "--root", digest_folder.root, "/")

    assert done.returncode == 1
    assert "content/articles/a.md" in done.stderr


def test_a_profile_shows_and_writes_what_took_how_long(digest_folder: Digest) -> None:
    """Stages, templates and documents are listed; the trace has them all."""
    digest_folder.article("a", title="Another title")

    done = run_digest("build", "--root", digest_folder.root, *CLOCK, "--profile")

    assert done.returncode == 0, done.stderr
    for words in ("Stages:", "reading documents", "article.html", "content/articles/a.md"):
        assert words in done.stdout
    trace = json.loads((digest_folder.root / ".cache/digest/profile.json").read_bytes())
    names = {event["name"] for event in trace["traceEvents"]}
    assert {"publishing", "content/articles/a.md", "2026/01/a/index.html"} <= names
    assert all(event["dur"] >= 0 for event in trace["traceEvents"])
