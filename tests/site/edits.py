"""A small digest that knows everything the format has, and what may be done to it."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

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


names = st.sampled_from(("a", "bb", "ccc", "dddd", "2025/old", "new", "2025/new"))
texts = st.sampled_from(TEXTS)
bodies = st.sampled_from(BODIES)
numbers = st.integers(0, 10_000)


class Editor(RuleBasedStateMachine):
    """An editor and a machine with its own will, and the digest that they change."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="digest-edits-"))
        self.digest = Digest(self.folder / "digest")
        self.kept: list[Path] = []

    def teardown(self) -> None:
        """Remove everything."""
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self) -> None:
        """Write the digest."""
        self.digest.begin()

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

    def _some(self, number: int) -> Path:
        files = self.digest.files()
        if not files:
            self.digest.begin()
            files = self.digest.files()
        return files[number % len(files)]
