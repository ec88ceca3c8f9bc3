"""What annotations cost a text, in this process; a section of RESULTS.md.

    python bench/anchoring.py

Two stages of articles of 500 words are timed with and without twenty annotations: what anchoring
adds to parsing (``markdown.parse`` and ``anchor``), and all that is done to an article's file
(``read_articles``: decoding, parsing, anchoring, writing). Then, 200 quotes are anchored in a text
of 20,000 words. The runs alternate; times are of the processor.
"""

import random
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from time import process_time

import corpus
from tables import remember_section

from site_builder import content, markdown
from site_builder.anchoring import Standing, anchor
from site_builder.build.collecting import seldom_collecting
from site_builder.build.reading import read_articles
from site_builder.config import read_settings
from site_builder.content import ContentFile, FileKind
from site_builder.markdown import Context
from site_builder.model import Article, Settings

SETTINGS = b"title: T\nurl: https://t.example\nverdicts:\n  so: {label: So, rating: 1}\n"
FILE = ContentFile("content/articles/a.md", "a.md", FileKind.ARTICLE)
CONTEXT = Context(None, "T", {}, annotated=True)
SEEDS = range(1, 9)
ANNOTATIONS = 20
ROUNDS = 200
LONG_BODIES, LONG_ANNOTATIONS, LONG_ROUNDS = 40, 200, 20
STAGES = (
    "`markdown.parse` and `anchor`",
    "all of `read_articles`: decoding, parsing, anchoring, writing down",
)


@dataclass(frozen=True, slots=True)
class Job:
    """An article as it is written and as it is decoded."""

    data: bytes
    article: Article


@dataclass(frozen=True, slots=True)
class Desk:
    """What articles are read with."""

    settings: Settings
    standing: Standing

    def job(self, body: str, annotations: int) -> Job:
        """Return an article with so many annotations."""
        data = document(body, annotations)
        article, problems = content.decode(FILE, data, self.settings)
        if not isinstance(article, Article) or len(article.annotations) != annotations:
            raise SystemExit(f"the corpus is wrong: {problems}")
        return Job(data, article)

    def anchor(self, job: Job) -> None:
        """Parse and anchor an article."""
        body, problems = anchor(
            job.article, markdown.parse(job.article.body, CONTEXT), self.standing
        )
        if problems or len(body.placements) != len(job.article.annotations):
            raise SystemExit(f"a quote does not fit: {problems}")

    def read(self, job: Job) -> None:
        """Do all that is done to an article's file."""
        read_articles(self.settings, {}, self.standing, [(FILE, job.data, [])])


def document(body: str, annotations: int) -> bytes:
    """Return the file of an article."""
    notes = "".join(
        f"  - {{id: a{n}, quote: {quote}, verdict: so, fact: It is, "
        "evidence: [{title: E, url: 'https://e.example'}]}\n"
        for n, quote in enumerate(islice(corpus.quotes(body), annotations))
    )
    head = "title: T\ndate: 2026-01-01\nsource: {name: S, url: 'https://s.example/1'}\n"
    marked = f"annotations:\n{notes}" if notes else ""
    return f"---\n{head}{marked}---\n{body}".encode()


def milliseconds(work: Callable[[Job], None], jobs: Sequence[Job]) -> float:
    """Return what one job takes on average."""
    begin = process_time()
    for job in jobs:
        work(job)
    return (process_time() - begin) * 1000 / len(jobs)


def compare(desk: Desk, bodies: Sequence[str]) -> list[str]:
    """Return a line for each stage: its times without and with annotations, and their ratios."""
    kinds = [[desk.job(body, count) for body in bodies] for count in (0, ANNOTATIONS)]
    lines = []
    for name, work in zip(STAGES, (desk.anchor, desk.read), strict=True):
        rounds = [[milliseconds(work, jobs) for jobs in kinds] for _ in range(ROUNDS)]
        plain, annotated = zip(*rounds, strict=True)
        lines.append(f"| {name} | {_figures(plain, annotated, min)} |")
        lines.append(f"| the same, medians | {_figures(plain, annotated, statistics.median)} |")
    return lines


def _figures(
    plain: Sequence[float], annotated: Sequence[float], middle: Callable[[Sequence[float]], float]
) -> str:
    ratio = middle(annotated) / middle(plain)
    return f"{middle(plain):.2f} | {middle(annotated):.2f} | {ratio:.2f}"


def report(desk: Desk) -> str:
    """Measure everything and return the page about it."""
    bodies = [corpus.Writer(random.Random(seed)).body() for seed in SEEDS]
    words = sum(len(body.split()) for body in bodies) / len(bodies)
    writer = corpus.Writer(random.Random(0))
    text = "\n".join(writer.body().replace("[^1]", "") for _ in range(LONG_BODIES))
    long = desk.job(text, LONG_ANNOTATIONS)
    taken = [milliseconds(desk.anchor, [long]) for _ in range(LONG_ROUNDS)]
    lines = "\n".join(compare(desk, bodies))
    return f"""## What annotations cost a text

`python bench/anchoring.py`: {len(bodies)} articles of {words:.0f} words on average, with
{ANNOTATIONS} annotations each or without; milliseconds of processor time for one article, the least
of {ROUNDS} runs that alternate, and their medians. Objects are collected as seldom as in a build.

| stage | without | with {ANNOTATIONS} | ratio |
|---|---:|---:|---:|
{lines}

To parse a text of {len(text.split()):,} words and to anchor {LONG_ANNOTATIONS} quotes in it takes \
{statistics.median(taken):.0f} ms, the median of {LONG_ROUNDS} runs.
"""


def main() -> None:
    """Measure, print the section and write it."""
    settings, _ = read_settings("content/site.yaml", SETTINGS, None)
    if settings is None:
        raise SystemExit("the settings above are wrong")
    with seldom_collecting():
        text = report(Desk(settings, Standing.of(settings, (), drafts=False)))
    print(text, end="")
    remember_section("anchoring", text)


if __name__ == "__main__":
    main()
