"""The parts of a wording that can make a difference, and what each of them is.

Full stops, commas, brackets and hyphens make none and are left out; between two numbers they do.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from site_builder.anchoring.vocabulary import calendar_words, negations, number_words
from site_builder.anchoring.words import Words

# Signs that a copy may lose without another meaning. A question mark or a quotation mark is none.
_HARMLESS = frozenset(".,;:!-()[]{}'_\u060c\u061b\u3001\u3002")
# Between two numbers these make one of them, or a range.
_JOINTS = frozenset("-:")
_SENTENCE_ENDS = frozenset(".!?\u061f\u06d4\u3002")
_PERCENT = frozenset("%\u066a")
_COMPOUND = re.compile(r"(?<!\d)-|-(?!\d)")
_DATE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}")


@dataclass(frozen=True, slots=True)
class Atom:
    """One part of a wording: as folded, and ``key``, its form for comparison.

    ``meaning`` says which month or weekday it names, if any. ``opens`` tells that a sentence may
    begin with it.
    """

    text: str
    key: str
    meaning: str
    is_number: bool
    is_negation: bool
    is_name: bool
    opens: bool


def atoms_of(words: Words, tag: str, *, opens: bool) -> tuple[Atom, ...]:
    """Return the parts of a wording in the language ``tag``; ``opens``: it begins a sentence."""
    found: list[Atom] = []
    for text in _texts(words):
        if text in _HARMLESS:
            opens = opens or text in _SENTENCE_ENDS
        elif text in _PERCENT and found and found[-1].is_number:
            found[-1] = _atom(found[-1].text + text, tag, opens=found[-1].opens)
        else:
            found.append(_atom(text, tag, opens=opens))
            opens = text in _SENTENCE_ENDS or (opens and not text[0].isalnum())
    return tuple(found)


def _texts(words: Words) -> Iterator[str]:
    """Yield words and signs, compounds in their parts."""
    texts = [words.slice(index, index + 1) for index in range(len(words))]
    for index, text in enumerate(texts):
        if text in _JOINTS and _is_between_numbers(texts, index):
            yield f"{text}#"
        elif text in _HARMLESS or text[0] == "-":
            yield text
        else:
            yield from filter(None, _COMPOUND.split(text))


def _is_between_numbers(texts: Sequence[str], index: int) -> bool:
    is_inside = 0 < index < len(texts) - 1
    return is_inside and _has_digit(texts[index - 1]) and _has_digit(texts[index + 1])


def _atom(text: str, tag: str, *, opens: bool) -> Atom:
    key = text.casefold()
    meaning = calendar_words(tag).get(text.rstrip("."), "")
    is_number = _has_digit(text) or key in number_words(tag) or text[0] in _JOINTS
    return Atom(
        text=text,
        key=key,
        meaning=meaning,
        is_number=is_number,
        is_negation=_negates(key, tag),
        is_name=not (meaning or is_number) and _is_name(text, tag, opens=opens),
        opens=opens,
    )


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _negates(key: str, tag: str) -> bool:
    known = negations(tag)
    return key in known or key.endswith("n't") or not known.isdisjoint(key.split("'")[:-1])


def _is_name(text: str, tag: str, *, opens: bool) -> bool:
    """Tell whether a word is capitalised where others are not. In German all nouns are."""
    if any(map(str.isupper, text[1:])):
        return True
    is_noun_case = tag.partition("-")[0] == "de"
    return text[0].isupper() and not opens and not is_noun_case


def is_date(atoms: Sequence[Atom], index: int) -> bool:
    """Tell whether a number is part of a date: beside a month, or written as one."""
    if _DATE.fullmatch(atoms[index].text):
        return True
    around = (*atoms[max(index - 1, 0) : index], *atoms[index + 1 : index + 2])
    return any(atom.meaning for atom in around)
