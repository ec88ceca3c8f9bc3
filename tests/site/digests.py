"""Small digests that tests write for themselves."""

import json
from collections.abc import Mapping
from pathlib import Path

SETTINGS = """\
title: {title}
url: https://small.example
description: {description}
notice: {notice}
verdicts:
  accurate: {{label: {label}, rating: 5, description: {description}}}
kinds:
  satire: {{label: {label}}}
people:
  ab: {{name: {name}}}
"""

ARTICLE = """\
---
title: {title}
date: 2026-02-03
source:
  name: {name}
  url: https://press.example/one
  author: {author}
tags: [{tag}]
summary: {summary}
editor: ab
updated: 2026-02-05
note: {note}
corrections:
  - {{date: 2026-02-04, severity: minor, text: {text}}}
annotations:
  - id: check
    quote: {quote}
    verdict: accurate
    claim_text: {claim}
    fact: {fact}
    note: {note}
    evidence:
      - {{title: {title}, citation: {citation}, quote: {proof}, accessed: 2026-02-03}}
      - title: {title}
        url: https://press.example/one
        kind: secondary
    by: {author}
    reviewer: Somebody else
    checked: 2026-02-04
  - {{id: kind, kind: satire, quote: The words of the article, note: {note}}}
  - {{id: gone, kind: note, quote: Gone, status: withdrawn, reason: {reason}}}
---
The words of the article.

{words}

![{words}](/assets/dot.png "{words}")
"""

CLAIM = """\
---
claim: {claim}
claimants: [{{name: {name}}}]
verdict: accurate
fact: {fact}
by: ab
evidence:
  - {{title: {title}, url: https://proof.example/, kind: primary}}
---
"""

CITING = """\
---
title: An article that cites the claim
date: 2026-02-01
source: {name: The Selm Post, citation: On paper}
annotations:
  - {quote: the claimed words, claim: one}
---
Here are the claimed words.
"""

PAGES = ("about", "methodology", "corrections-policy", "funding", "people", "contact")
PAGE = "---\ntitle: {title}\ndescription: {description}\n---\nWords.\n"
TRUSTED: Mapping[str, str] = {
    f"content/pages/{slug}.md": PAGE.format(title=slug, description=slug) for slug in PAGES[1:]
}
"""The pages that a digest with checks is to have."""
SOURCE = "---\nname: {name}\nfull_name: {full_name}\nowner: {owner}\ncountry: {country}\n---\n"
TOPIC = "---\ntitle: {title}\ndescription: {description}\n---\n"

PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files (path below the root to contents) and return the root."""
    for name, contents in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents.encode() if isinstance(contents, str) else contents)
    return root


def with_words_everywhere(words: str) -> dict[str, str | bytes]:
    """Return a digest that has the words in every place where an editor may write plain text."""
    quoted = json.dumps(words, ensure_ascii=False)

    def filled(template: str) -> str:
        return template.format_map(_Everywhere(quoted, words))

    return {
        "content/site.yaml": filled(SETTINGS),
        "content/articles/one.md": filled(ARTICLE),
        "content/articles/two.md": CITING,
        "content/claims/one.md": filled(CLAIM),
        **{f"content/pages/{slug}.md": filled(PAGE) for slug in PAGES},
        "content/sources/one.md": filled(SOURCE),
        "content/topics/settled.md": filled(TOPIC),
        "content/assets/dot.png": PICTURE,
    }


class _Everywhere(dict[str, str]):
    """Gives the quoted words for every name, and for ``words`` what Markdown must be given."""

    def __init__(self, quoted: str, words: str) -> None:
        markdown = "".join(f"\\{c}" if c in PUNCTUATION else c for c in words)
        super().__init__(words=markdown, note=json.dumps(markdown, ensure_ascii=False))
        self._quoted = quoted

    def __missing__(self, _key: str) -> str:
        return self._quoted


PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def quoted(words: str) -> str:
    """Return the words as a YAML scalar on one line."""
    return json.dumps(words, ensure_ascii=False)
