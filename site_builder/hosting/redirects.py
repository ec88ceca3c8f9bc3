"""Older addresses, as Netlify's ``_redirects`` has them: one rule a line, the first fit counts.

A rule stands in no page's way: the host looks for a file first.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from site_builder.diagnostics import Code, Diagnostic, Place
from site_builder.routes import Redirect

MOST_RULES = 9_000
"""Near 10,000 the rules may be too much for a deploy (Netlify, redirects)."""

Pattern = tuple[str, str]
"""The beginnings of an older and of a newer address; what follows is the same."""


def redirects_file(redirects: Sequence[Redirect]) -> str:
    """Write the rules; where they are too many, patterns stand for as many as they can."""
    singles, patterns = shorten(redirects)
    rules = (f"{one.old} {one.new} 301\n" for one in singles)
    wide = (f"{old}* {new}:splat 301\n" for old, new in patterns)
    return "".join(("# Older addresses of pages.\n", *rules, *wide))


def check_redirects(redirects: Sequence[Redirect], settings: Place) -> Iterator[Diagnostic]:
    """Warn of more rules than the host takes; ``settings`` is where that is shown."""
    singles, patterns = shorten(redirects)
    rules = len(singles) + len(patterns)
    if rules > MOST_RULES:
        message = f"The digest has {rules:,} older addresses that no pattern stands for."
        hint = f"Netlify takes some {MOST_RULES:,} rules: remove the aliases that nobody follows."
        yield Diagnostic.of(Code.TOO_MANY_REDIRECTS, settings, message, hint)


def shorten(redirects: Sequence[Redirect]) -> tuple[list[Redirect], list[Pattern]]:
    """Let patterns stand for redirects, the fewest that make the rules few enough.

    A redirect is left to the patterns only if the first that fits it leads where it does: so all
    of them lead where they did.
    """
    singles, patterns = list(redirects), list[Pattern]()
    candidates = _candidates(redirects) if len(redirects) > MOST_RULES else []
    taken = 1
    while len(singles) + len(patterns) > MOST_RULES and len(patterns) < len(candidates):
        patterns = sorted(candidates[:taken], key=lambda pattern: (-len(pattern[0]), pattern))
        singles = [one for one in redirects if _lead(one.old, patterns) != one.new]
        taken *= 2
    return singles, patterns


def _candidates(redirects: Sequence[Redirect]) -> list[Pattern]:
    """Return the patterns that fit several redirects, the most useful first.

    Of those that begin alike only one can be first. One that fits every address is none.
    """
    counts = Counter(pattern for one in redirects if (pattern := _pattern(one)) is not None)
    best: dict[str, Pattern] = {}
    for pattern, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count > 1:
            best.setdefault(pattern[0], pattern)
    return list(best.values())


def _pattern(redirect: Redirect) -> Pattern | None:
    """Take the parts away that both addresses end with, the slash at their ends among them."""
    old, new = redirect.old.split("/"), redirect.new.split("/")
    shared = 0
    while shared < min(len(old), len(new)) and old[-1 - shared] == new[-1 - shared]:
        shared += 1
    begin, end = "/".join(old[:-shared]), "/".join(new[:-shared])
    return (f"{begin}/", f"{end}/") if shared > 1 and begin else None


def _lead(old: str, patterns: Sequence[Pattern]) -> str:
    """Return where the first pattern that fits an address leads; nowhere without one."""
    for begin, end in patterns:
        if old.startswith(begin):
            return end + old.removeprefix(begin)
    return ""
