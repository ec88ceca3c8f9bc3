"""What editors ask for and what they get: new bytes of a file, or why not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from site_builder.content import ContentFile
from site_builder.diagnostics import Diagnostic

Proof: TypeAlias = Mapping[str, str]
"""One piece of evidence: a key of FORMAT's evidence → its value as typed."""

Given: TypeAlias = Mapping[str, str | Sequence[Proof]]
"""Keys of an annotation with their values as an editor typed them; ``evidence`` is a list.

What is empty, or nothing but white space, counts as not given.
"""


class Why(Enum):
    """Why nothing can be written."""

    GONE = "gone"
    """There is no such article, or it has no such annotation."""

    CHANGED = "changed"
    """The file, or the text, is not what the editor had before the eyes: look at it anew."""

    WORDS = "words"
    """These words can't be annotated."""

    PROBLEMS = "problems"
    """What ``digest check`` would show stands in the way: ``Refusal.problems``."""

    FORM = "form"
    """The file is written in a way that only a person should change."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing can be written, and nothing was: why, in a sentence for an editor.

    ``problems`` are those of the annotation, at their places in the file as it would be; or, where
    the article was broken before, those of the article as it is.
    """

    why: Why
    message: str
    problems: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """A file's new bytes: checked, and not yet written.

    ``before`` are the bytes that it was made from. ``id`` is the annotation's; its item stands in
    ``line`` of the new file. ``warnings`` are about the annotation.
    """

    file: ContentFile
    before: bytes
    data: bytes
    id: str
    line: int
    warnings: tuple[Diagnostic, ...]
