"""Make equal sites of N articles, for ``digest`` and for Hugo, from a seed.

The bodies are the same Markdown to the byte; the front matter says the same in each one's words.
Hugo's templates show what the digest's show: article pages with source box, neighbours, related
articles and contents, paged lists of tags and sources, months, sitemap and robots.txt.
"""

import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, product
from pathlib import Path

HUGO_TEMPLATES = Path(__file__).parent / "hugo"
BEGIN = date(2015, 1, 1)
DAYS = 4000
TAGS = 60
SOURCES = 40
PER_PAGE = 50
# So many articles cite a claim.
CITED = 100
# The annotated sites, and whether their articles have checks of their own.
ANNOTATED = {"annotated": False, "checked": True}
SCALE = "verdicts:\n  right: {label: Right, rating: 5}\n  wrong: {label: Wrong, rating: 1}\n"

SYLLABLES = (
    "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu "
    "ra re ri ro ru sa se si so su ta te ti to tu va ve vi vo vu strin thal gren morst flane"
)
MARKS = ("", "", "", "", "", "", "*{}*", "**{}**", "`{}`", "[{}](https://press.example/{})")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of the corpus: all that either site says about it."""

    number: int
    title: str
    day: date
    source: str
    tags: tuple[str, ...]
    body: str

    @property
    def url(self) -> str:
        """Where the article is said to come from."""
        return f"https://press.example/{self.number}"

    @property
    def name(self) -> str:
        """The name of the article's file, without ending."""
        return f"{self.day.isoformat()}-entry-{self.number}"


def words_of(chance: random.Random) -> list[str]:
    """Return 4,000 made-up words."""
    parts = SYLLABLES.split()
    return ["".join(chance.choices(parts, k=chance.randint(1, 4))) for _ in range(4000)]


class Writer:
    """Writes prose from a vocabulary: the frequent words are frequent, as in real text."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._words = words_of(chance)
        self._weights = list(accumulate(1 / (rank + 8) for rank in range(len(self._words))))

    def sentence(self, length: int) -> str:
        """Return a sentence of about ``length`` words, some of them marked up."""
        words = self._chance.choices(self._words, cum_weights=self._weights, k=length)
        marked = [self._marked(word) for word in words]
        return " ".join(marked).capitalize() + "."

    def _marked(self, word: str) -> str:
        form = self._chance.choice(MARKS) if self._chance.random() < 0.05 else ""
        return form.format(word, word) if form else word

    def title(self) -> str:
        """Return a title of some six words."""
        words = self._chance.choices(self._words, k=self._chance.randint(4, 8))
        return " ".join(words).capitalize()

    def paragraph(self) -> str:
        """Return a paragraph of about seventy words."""
        return " ".join(self.sentence(self._chance.randint(10, 24)) for _ in range(4))

    def body(self) -> str:
        """Return about 500 words with what texts have: headings, a list, a quotation, a table."""
        blocks = [self.paragraph() for _ in range(7)]
        blocks.insert(2, f"## {self.title()}")
        blocks.insert(5, f"## {self.title()}")
        kind = self._chance.randrange(6)
        if kind == 0:
            blocks.insert(4, "\n".join(f"- {self.sentence(8)}" for _ in range(4)))
        elif kind == 1:
            blocks.insert(4, f"> {self.sentence(20)}")
        elif kind == 2:
            rows = "\n".join(f"| {self.title()} | {n * 17} |" for n in range(1, 6))
            blocks.insert(4, f"| Item | Number |\n|---|---:|\n{rows}")
        elif kind == 3:
            blocks[1] += "[^1]"
            blocks.append(f"[^1]: {self.sentence(10)}")
        return "\n\n".join(blocks) + "\n"


def entries(count: int, seed: int) -> Iterator[Entry]:
    """Yield ``count`` articles; the same for the same seed."""
    chance = random.Random(seed)
    writer = Writer(chance)
    tags = [f"tag {word}" for word in writer.title().split() * TAGS][:TAGS]
    tags = [f"{tag} {number}" for number, tag in enumerate(tags, 1)]
    for number in range(1, count + 1):
        day = BEGIN + timedelta(days=chance.randrange(DAYS))
        source = f"Outlet {chance.randint(1, SOURCES)}"
        chosen = tuple(sorted(set(chance.choices(tags, k=chance.randint(2, 5)))))
        yield Entry(number, writer.title(), day, source, chosen, writer.body())


def digest_entry(entry: Entry, annotations: str = "") -> str:
    """Return an article as the digest's editors write it."""
    tags = json.dumps(entry.tags)
    return (
        f"---\ntitle: {entry.title}\ndate: {entry.day}\n"
        f"source:\n  name: {entry.source}\n  url: {entry.url}\ntags: {tags}\n"
        f"{annotations}---\n{entry.body}"
    )


def annotations(entry: Entry, claims: int, *, own: bool) -> str:
    """Return three annotations: two remarks, and a claim that others cite too.

    With ``own`` one remark is a check of the article's own, which has a page of its own.
    """
    proof = f"evidence: [{{title: Register, url: 'https://register.example/{entry.number}'}}]"
    check = f"verdict: wrong, fact: It is not so., {proof}"
    kinds = (
        check if own else "kind: opinion, note: So they hold.",
        "kind: note, note: Said before.",
        f"claim: claim-{entry.number % claims}",
    )
    chosen = zip(quotes(entry.body), kinds, strict=False)
    lines = (f"  - {{id: a{n}, quote: {q}, {kind}}}\n" for n, (q, kind) in enumerate(chosen))
    return "".join(("annotations:\n", *lines))


def quotes(body: str) -> Iterator[str]:
    """Yield runs of four plain words, each of which a text has once."""
    for line in filter(None, body.splitlines()):
        words = line.split() if line[0].isalpha() else []
        for start in range(0, len(words) - 4, 7):
            run = " ".join(words[start : start + 4])
            if run.replace(" ", "").isalpha() and body.count(run) == 1:
                yield run


def claim(number: int) -> str:
    """Return a claim."""
    source = f"https://register.example/claim-{number}"
    return (
        f"---\nclaim: Claim number {number} is so\nverdict: wrong\nfact: It is not.\n"
        f"evidence:\n  - {{title: Register, url: '{source}'}}\n---\nAn explanation.\n"
    )


def hugo_entry(entry: Entry) -> str:
    """Return the same article for Hugo; months and sources are taxonomies there."""
    front = {
        "title": entry.title,
        "date": f"{entry.day}T00:00:00Z",
        "url": f"/{entry.day:%Y/%m}/entry-{entry.number}/",
        "tags": entry.tags,
        "sources": [entry.source],
        "months": [f"{entry.day:%Y-%m}"],
        "source_url": entry.url,
    }
    return json.dumps(front, indent=1) + "\n" + entry.body


def write(folder: Path, count: int, seed: int = 1) -> None:
    """Write the sites ``digest``, ``annotated``, ``checked`` and ``hugo``; what was there goes.

    ``annotated`` is ``digest`` with three annotations in each article, and claims; in ``checked``
    one of the three is a check of the article's own.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(HUGO_TEMPLATES, folder / "hugo")
    settings = f"title: Corpus\nurl: https://corpus.example\nper_page: {PER_PAGE}\n{SCALE}"
    for name in ("digest", *ANNOTATED):
        _write(folder / name / "content/site.yaml", settings)
    for name, number in product(ANNOTATED, range(max(1, count // CITED))):
        _write(folder / f"{name}/content/claims/claim-{number}.md", claim(number))
    for entry in entries(count, seed):
        place = f"content/articles/{entry.day.year}/{entry.name}.md"
        _write(folder / "digest" / place, digest_entry(entry))
        for name, own in ANNOTATED.items():
            cited = annotations(entry, max(1, count // CITED), own=own)
            _write(folder / name / place, digest_entry(entry, cited))
        _write(folder / f"hugo/content/articles/{entry.name}.md", hugo_entry(entry))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
