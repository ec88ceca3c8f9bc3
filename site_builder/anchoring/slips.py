"""Which differences between two wordings are none, or a slip of the pen."""

from collections.abc import Sequence

from site_builder.anchoring.atoms import Atom
from site_builder.anchoring.vocabulary import ACRONYMS, LOOK_ALIKES, RISKY_PARTS

_SHORTEST = 6
# Short words with these endings are a letter apart by the dozen: stated, started; taking, talking.
_DENSE_ENDINGS = ("ed", "ing", "es", "er", "ers")
_SHORTEST_DENSE = 8
_JOINTS = dict.fromkeys(map(ord, "-.,:'"))


def is_same_wording(ours: Sequence[Atom], theirs: Sequence[Atom]) -> bool:
    """Tell whether two wordings differ in spacing, hyphens and apostrophes alone."""
    everything = (*ours, *theirs)
    if any(atom.is_number or atom.is_negation for atom in everything):
        return False
    if _joined(ours) != _joined(theirs):
        return False
    if len(ours) == len(theirs) == 1:
        is_same = is_same_case(ours[0], theirs[0])
        return is_same and _is_same_apostrophe(ours[0].key, theirs[0].key)
    return not any(len(a.key) == 1 or "'" in a.key or a.key in RISKY_PARTS for a in everything)


def _joined(atoms: Sequence[Atom]) -> str:
    return "".join(atom.key.translate(_JOINTS) for atom in atoms)


def _is_same_apostrophe(one: str, other: str) -> bool:
    """Tell whether at most the apostrophe of a genitive is missing: its, it's."""
    longer, shorter = sorted((one, other), key=len, reverse=True)
    if "'" not in longer:
        return True
    return longer.endswith("'s") and longer.replace("'", "") == shorter.replace(".", "")


def is_same_case(one: Atom, other: Atom) -> bool:
    """Tell whether two words of the same letters name the same: us and US do not."""
    return one.key.translate(_JOINTS) not in ACRONYMS or one.text.isupper() == other.text.isupper()


def is_slip(one: Atom, other: Atom, tag: str) -> bool:
    """Tell whether one word is the other misspelt, as far as that can be known.

    Only of English is it known which words are a letter apart. A letter put for another nearly
    always makes another word (adapted, adopted); so an inserted, a missing or two transposed ones
    count alone, in lower case, and never at the ends.
    """
    if tag.partition("-")[0] != "en" or any(map(_weighs, (one, other))):
        return False
    longer, shorter = sorted((one.key, other.key), key=lambda key: (-len(key), key))
    if longer[0] != shorter[0] or longer[-1] != shorter[-1] or not _is_long(shorter, longer):
        return False
    if frozenset((longer, shorter)) in LOOK_ALIKES or _is_other_person(longer, shorter):
        return False
    return _is_letter_more(longer, shorter) or _is_transposed(longer, shorter)


def _weighs(atom: Atom) -> bool:
    """Tell whether a word is one of those in which no slip is harmless."""
    plain = atom.text.isascii() and atom.text.isalpha() and atom.text.islower()
    return not plain or atom.is_number or atom.is_negation or atom.is_name or bool(atom.meaning)


def _is_long(shorter: str, longer: str) -> bool:
    is_dense = shorter.endswith(_DENSE_ENDINGS) or longer.endswith(_DENSE_ENDINGS)
    return len(shorter) >= (_SHORTEST_DENSE if is_dense else _SHORTEST)


def _is_other_person(longer: str, shorter: str) -> bool:
    """Tell whether a person is made of a deed or of another: provides, providers; refugee."""
    return (longer.endswith("rs") and longer[:-2] == shorter[:-1]) or (
        longer.endswith("ee") and longer[:-1] == shorter
    )


def _is_letter_more(longer: str, shorter: str) -> bool:
    if len(longer) != len(shorter) + 1:
        return False
    at = _first_difference(longer, shorter)
    return longer[at + 1 :] == shorter[at:]


def _is_transposed(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    at = _first_difference(one, other)
    return (one[at : at + 2], one[at + 2 :]) == (other[at : at + 2][::-1], other[at + 2 :])


def _first_difference(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
