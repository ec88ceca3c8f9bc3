"""What differs between a quote and a passage, and whether a checked claim can bear it.

A person pastes what is called harmless here. So only this is: another case, punctuation, spacing
or hyphen, and in English one slip of the pen in one long word. What is not known to be harmless
is not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, product

from site_builder.anchoring.atoms import Atom, atoms_of, is_date
from site_builder.anchoring.diffs import runs, word_diff
from site_builder.anchoring.slips import is_same_case, is_same_wording, is_slip
from site_builder.anchoring.vocabulary import NEGATING_PREFIXES
from site_builder.anchoring.words import words_of

Pair = tuple[Sequence[Atom], Sequence[Atom]]

# Comparing costs the square of the length.
_MOST_WORDS = 2_000
_SHORTEST_STEM = 2
_MOST_PAIRS = 200


class Difference(StrEnum):
    """What a change may concern, in the order in which messages name it."""

    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    NAME = "name"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Change:
    """How a passage differs from a quote: a diff word by word, and what it concerns."""

    diff: str
    differences: tuple[Difference, ...]

    @property
    def is_harmless(self) -> bool:
        """Tell whether the passage says the same, in the same words."""
        return not self.differences


def compare(quote: str, passage: str, tag: str, *, opens: bool = True) -> Change:
    """Compare a quote with a passage of a text in the language ``tag``.

    ``opens`` tells that the passage begins a sentence, whose first word is capitalised anyway.
    """
    ours, theirs = words_of(quote), words_of(passage)
    if max(len(ours), len(theirs)) > _MOST_WORDS:
        return Change("", (Difference.WORDS,))
    old, new = atoms_of(ours, tag, opens=opens), atoms_of(theirs, tag, opens=opens)
    along = [
        (run.is_equal, old[run.begin : run.end], new[run.their_begin : run.their_end])
        for run in runs(_keys(old), _keys(new))
    ]
    equal, changed = (
        [(a, b) for is_equal, a, b in along if is_equal is wanted] for wanted in (True, False)
    )
    judged = (
        (Difference.NUMBER, _numbers(old) != _numbers(new)),
        (Difference.DATE, _dates(old) != _dates(new)),
        (Difference.NEGATION, _negations(old) != _negations(new) or any(map(_negates, changed))),
        (Difference.NAME, _names_differ(old, new, equal)),
    )
    found = tuple(difference for difference, differs in judged if differs)
    if _other_words_differ(changed, tag, found):
        found += (Difference.WORDS,)
    return Change(word_diff(ours, theirs), found)


def _keys(atoms: Sequence[Atom]) -> list[str]:
    return [atom.key for atom in atoms]


def _numbers(atoms: Sequence[Atom]) -> list[str]:
    return [a.key for i, a in enumerate(atoms) if a.is_number and not is_date(atoms, i)]


def _dates(atoms: Sequence[Atom]) -> list[str]:
    return [
        atom.meaning or atom.key
        for index, atom in enumerate(atoms)
        if atom.meaning or (atom.is_number and is_date(atoms, index))
    ]


def _negations(atoms: Sequence[Atom]) -> list[str]:
    return [atom.key for atom in atoms if atom.is_negation]


def _negates(changed: Pair) -> bool:
    """Tell whether a word has become its opposite: legal, illegal; می‌شود، نمی‌شود."""
    return any(_is_opposite(a.key, b.key) for a, b in islice(product(*changed), _MOST_PAIRS))


def _is_opposite(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    stem = len(longer) - len(shorter)
    if longer.endswith(shorter) and len(shorter) >= _SHORTEST_STEM:
        return longer[:stem] in NEGATING_PREFIXES
    # A compound verb of Persian has its negation inside: برمی‌گردد، برنمی‌گردد.
    return stem == 1 and longer.replace("نمی", "می", 1) == shorter


def _names_differ(ours: Sequence[Atom], theirs: Sequence[Atom], equal: Iterable[Pair]) -> bool:
    """Tell whether a name is on one side only, stands elsewhere, or is one by its case alone."""
    old, new = ([_bare(a.key) for a in atoms if a.is_name] for atoms in (ours, theirs))
    everything = [{_bare(a.key) for a in atoms} for atoms in (ours, theirs)]
    if not (everything[1].issuperset(old) and everything[0].issuperset(new)):
        return True
    if [n for n in old if n in new] != [n for n in new if n in old]:
        return True
    pairs = (pair for a, b in equal for pair in zip(a, b, strict=True))
    return not all(is_same_case(a, b) for a, b in pairs)


def _bare(key: str) -> str:
    return key.removesuffix("'s").replace(".", "")


def _other_words_differ(changed: Iterable[Pair], tag: str, found: Sequence[Difference]) -> bool:
    """Tell whether anything differs but what was found, and but for one slip of the pen."""
    slips = 0
    for ours, theirs in changed:
        a, b = ([atom for atom in side if not _is_told(atom, found)] for side in (ours, theirs))
        if is_same_wording(a, b):
            continue
        if len(a) != 1 or len(b) != 1:
            return True
        if is_slip(a[0], b[0], tag):
            slips += 1
        elif not _is_opposite(a[0].key, b[0].key):
            return True
    return slips > 1


def _is_told(atom: Atom, found: Sequence[Difference]) -> bool:
    """Tell whether a word is one of those that have been found to differ."""
    return (
        (atom.is_number and (Difference.NUMBER in found or Difference.DATE in found))
        or (bool(atom.meaning) and Difference.DATE in found)
        or (atom.is_negation and Difference.NEGATION in found)
        or (atom.is_name and Difference.NAME in found)
    )
