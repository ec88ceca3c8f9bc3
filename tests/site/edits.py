"""A small digest that knows everything the format has, and what may be done to it."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SETTINGS = """\
title: {title}
url: https://small.example
per_page: {per_page}
permalink: {permalink}
timezone: {timezone}
verdicts:
  {verdicts}
references:
  paper: {reference}
"""
VERDICTS = (
    "right: {label: Right, rating: 5}\n  wrong: {label: Wrong, rating: 1}",
    "right: {label: Right, rating: 5}\n  wrong: {label: Untrue, rating: 1}",
    "wrong: {label: Wrong, rating: 1}\n  right: {label: Right, rating: 5}",
    "right: {label: Right, rating: 5}\n  wrong: {label: Wrong}\n  open: {label: Open}",
)
ARTICLE = """\
---
title: {title}
date: {date}
source: {source}
tags: [{tags}]
draft: {draft}
publish: {publish}
expires: {expires}
{more}annotations:
  - {{id: one, quote: cost forty, {check}}}
---
The bridge cost forty million. {body}

See the [paper] and [about].

![A dot](/assets/dot.svg)
"""
MORE = (
    "",
    "translation_of: a\nlang: fa\n",
    "corrections: [{date: 2026-01-20, text: It was wrong., severity: major}]\n",
    "summary: What it is about.\nupdated: 2026-01-25\neditor: Somebody\n",
    "note: Of a *sort*, see the [paper].\n",
    "reproduction: withdrawn\n",
    "aliases: [/an-older-address/]\n",
)
SOURCES = (
    "{name: Selm Post, url: 'https://post.example/%d'}",
    "{name: Late News, citation: Page %d}",
)
CHECKS = (
    "claim: cost",
    "claim: speed",
    "verdict: wrong, evidence: [{title: A, url: 'https://a.example'}]",
    "kind: note, note: Of a sort.",
)
BODIES = (
    "It was dear.",
    "It was very dear.",
    "It is not safe.",
    "## A heading\n\nIt was dear[^1].\n\n[^1]: So they say.",
    "It *was* dear: see [it](/corrections/).",
    "See [nothing](/nowhere/).",
    "The bridge cost forty too.",
)
CLAIM = (
    "---\nclaim: {text}\nverdict: {verdict}\nreview_by: 2026-02-20\nstatus: {status}\n"
    "fact: {fact}\n{more}---\n{body}\n"
)
CLAIM_MORE = (
    "",
    "related: [speed]\n",
    "claimants: [selm-post, {name: Somebody}]\n",
    "by: Somebody\nchecked: 2026-01-30\n",
    "follow_up: [{date: 2026-01-29, action: Asked., to: selm-post}]\n",
    "corrections: [{date: 2026-01-21, text: It was wrong., severity: minor}]\n",
)
TEXTS = ("Plain words", "Other words", "قیمت پل", "Words & “marks”")
SOURCE = "---\nname: {name}\nkind: {kind}\n---\n{body}\n"
TOPIC = "---\ntitle: {title}\n---\n{body}\n"
PAGE = "---\ntitle: {title}\ndraft: {draft}\n---\n{body}\n"
DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="2"><desc>{text}</desc></svg>\n'
)
TEMPLATES = (
    (
        "article.html",
        '{{% extends "base.html" %}}{{% block content %}}<h1>{text}</h1>{{% endblock %}}',
    ),
    ("parts/footer.html", "{{% macro footer(page) %}}<p>{text}</p>{{% endmacro %}}"),
    ("digest.css", "body {{ font-family: {text} }}\n"),
    ("static/more.txt", "{text}\n"),
    ("page.html", "{text} {{{{ view.nothing }}}}"),
)


@dataclass(frozen=True, slots=True)
class Digest:
    """The folder of the small digest."""

    root: Path

    def write(self, path: str, text: str) -> None:
        """Write a file."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def settings(self, **given: str) -> None:
        """Write site.yaml with other values than the usual ones."""
        usual = {
            "title": "Small",
            "per_page": "2",
            "permalink": "/{year}/{month}/{slug}/",
            "timezone": "UTC",
            "verdicts": VERDICTS[0],
            "reference": "https://paper.example",
        }
        self.write("content/site.yaml", SETTINGS.format(**{**usual, **given}))

    def article(self, name: str, **given: str) -> None:
        """Write an article."""
        usual = {
            "title": f"Entry {name}",
            "date": f"2026-01-{10 + len(name)}",
            "source": SOURCES[0] % len(name),
            "tags": "Trade, C++",
            "draft": "false",
            "publish": "2026-01-01",
            "expires": "2030-01-01",
            "more": MORE[0],
            "check": CHECKS[0],
            "body": BODIES[0],
        }
        self.write(f"content/articles/{name}.md", ARTICLE.format(**{**usual, **given}))

    def claim(self, key: str, **given: str) -> None:
        """Write a claim."""
        usual = {
            "text": TEXTS[0],
            "verdict": "wrong",
            "status": "published",
            "fact": "A fact.",
            "more": CLAIM_MORE[0],
            "body": "An explanation.",
        }
        self.write(f"content/claims/{key}.md", CLAIM.format(**{**usual, **given}))

    def begin(self) -> None:
        """Write the whole digest."""
        self.settings()
        for name in ("a", "bb", "ccc", "dddd"):
            self.article(name)
        self.article("2025/old", check=CHECKS[1], tags="Trade")
        self.claim("cost")
        self.claim("speed", verdict="right")
        self.write(
            "content/sources/selm-post.md",
            SOURCE.format(name="Selm Post", kind="agency", body="A [paper]."),
        )
        self.write("content/topics/trade.md", TOPIC.format(title="Trade", body="On trade."))
        self.write("content/pages/about.md", PAGE.format(title="About", draft="false", body="Us."))
        self.write("content/assets/dot.svg", DOT.format(size=1, text="a"))

    def files(self) -> list[Path]:
        """Return all files of the digest, sorted."""
        found = (self.root / top for top in ("content", "templates"))
        return sorted(path for top in found for path in top.rglob("*") if path.is_file())

    def keep(self, folder: Path) -> None:
        """Copy the digest's sources to a folder."""
        for top in ("content", "templates"):
            if (self.root / top).is_dir():
                shutil.copytree(self.root / top, folder / top)

    def take(self, folder: Path) -> None:
        """Make the digest's sources those of a folder, as a version control system does."""
        for top in ("content", "templates"):
            shutil.rmtree(self.root / top, ignore_errors=True)
        for path in Digest(folder).files():
            self.write(path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8"))


def tree(folder: Path) -> Mapping[str, bytes]:
    """Return the bytes of every file below a folder, and the empty folders."""
    found = sorted(folder.rglob("*"))
    return {
        path.relative_to(folder).as_posix(): b"" if path.is_dir() else path.read_bytes()
        for path in found
        if path.is_file() or not any(path.iterdir())
    }


def change_in_silence(path: Path) -> None:
    """Change a file's bytes and leave its size and its time as they are."""
    state = path.stat()
    data = bytearray(path.read_bytes())
    for old, new in (
        (b"dear", b"cold"),
        (b"cold", b"dear"),
        (b"words", b"birds"),
        (b"fact", b"tale"),
    ):
        if old in data:
            path.write_bytes(bytes(data).replace(old, new))
            break
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
