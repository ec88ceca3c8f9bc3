"""What twenty annotations cost an article of 500 words, in this process.

    python bench/anchoring.py

Two stages are timed: what anchoring adds to parsing (``markdown.parse`` and ``anchor``), and
all that is done to an article's file (``read_articles``: decoding, parsing, anchoring, writing).
"""

import random
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from time import process_time

import corpus

from site_builder import content, markdown
from site_builder.anchoring import Standing, anchor
from site_builder.build.reading import read_articles
from site_builder.config import read_settings
from site_builder.content import ContentFile, FileKind
from site_builder.markdown import Context
from site_builder.model import Article

SETTINGS = b"title: T\nurl: https://t.example\nverdicts:\n  so: {label: So, rating: 1}\n"
ANNOTATIONS = 20
ROUNDS = 60


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


def least_ms(work: Callable[[], object]) -> float:
    """Return how many milliseconds of this process something takes, when nothing disturbs it."""
    times = []
    for _ in range(ROUNDS):
        begin = process_time()
        work()
        times.append(process_time() - begin)
    return min(times) * 1000


def main() -> None:
    """Time both stages with and without annotations, and print them."""
    settings, _ = read_settings("content/site.yaml", SETTINGS, None)
    if settings is None:
        raise SystemExit("the settings above are wrong")
    standing = Standing.of(settings, (), drafts=False)
    file = ContentFile("content/articles/a.md", Path("a.md"), FileKind.ARTICLE)
    body = corpus.Writer(random.Random(3)).body()
    print(f"{len(body.split())} words")
    rows: dict[int, tuple[float, float]] = {}
    for count in (0, ANNOTATIONS):
        data = document(body, count)
        article, problems = content.decode(file, data, settings)
        if not isinstance(article, Article) or len(article.annotations) != count:
            raise SystemExit(f"the corpus is wrong: {problems}")
        context = Context(None, "T", {}, annotated=True)

        def stage(article: Article = article, context: Context = context) -> None:
            anchor(article, markdown.parse(article.body, context), standing)

        def reading(data: bytes = data) -> None:
            read_articles(settings, {}, standing, [(file, data, [])])

        rows[count] = least_ms(stage), least_ms(reading)
        anchored, everything = rows[count]
        print(f"{count:3} annotations: parse, anchor {anchored:.2f} ms, all {everything:.2f} ms")
    ratios = [rows[ANNOTATIONS][n] / rows[0][n] for n in (0, 1)]
    print(f"ratio: parse, anchor {ratios[0]:.2f}, all {ratios[1]:.2f}")


if __name__ == "__main__":
    main()
