"""What to tell an editor whose quote or mark does not fit."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from site_builder.anchoring.changes import Change, Difference, compare
from site_builder.anchoring.contexts import settle, words_beside
from site_builder.anchoring.matching import MOST_PLACES, Searched, Span, parts_of
from site_builder.anchoring.nearest import Passage, Passages
from site_builder.diagnostics import Code, Diagnostic, Replacement
from site_builder.documents import as_scalar, did_you_mean, is_on_one_line, quoted
from site_builder.markdown import InlineMark, Layout
from site_builder.model import Annotation, Located

# Nobody reads more: what takes time is found out for so many problems of a file ...
_MOST_EXPLAINED = 100
# ... and what is listed has at most so many lines.
_MOST_LISTED = 10
_MOST_SETTLED = 50
_MOST_NAMES = 500

_SENTENCE_ENDS = frozenset(".!?:\u061f\u06d4\u3002\"'\u201c\u201d\u00ab")
_WHAT_DIFFERS = {
    Difference.NUMBER: "a number differs",
    Difference.DATE: "a date differs",
    Difference.NEGATION: "a negation came or went",
    Difference.NAME: "a name differs",
    Difference.WORDS: "words differ",
}
_REVIEW = "Check the new words as you checked the old; then copy them, or withdraw the note."
_COPY = "Copy the words from the text as readers see it; if they are gone, withdraw the note."
_PASTE = "Only the spelling differs. Paste this line, which `digest check --suggest` prints too:"


class Patience:
    """How many more problems of a file are worth the time that explaining them takes."""

    __slots__ = ("_left",)

    def __init__(self, times: int = _MOST_EXPLAINED) -> None:
        self._left = times

    def lasts(self) -> bool:
        """Tell whether one more problem is to be explained, and count it."""
        self._left -= 1
        return self._left >= 0


class Scene(NamedTuple):
    """A text in which quotes do not fit: how it lies in its file, and what to look it up with."""

    layout: Layout
    lang: str
    searched: Searched
    passages: Passages
    patience: Patience

    @classmethod
    def of(cls, layout: Layout, lang: str) -> "Scene":
        """Prepare to look up words of a text."""
        return cls(layout, lang, Searched(layout.text), Passages(layout.text), Patience())

    @property
    def in_haste(self) -> "Scene":
        """The same text for problems that nobody will read."""
        return self._replace(patience=Patience(0))

    def line(self, span: Span) -> str:
        """Name the line or lines of the file on which words stand."""
        first, last = self.layout.line_of(span.start), self.layout.line_of(span.end - 1)
        return f"line {first}" if first == last else f"lines {first} to {last}"


@dataclass(frozen=True, slots=True)
class _Part:
    """One end of ``first … last``, or a whole quote, and the passage that is nearest to it."""

    passage: Passage
    words: str
    change: Change


def not_found(quote: Located[str], scene: Scene) -> Diagnostic:
    """Say that the words of a quote are not in the text, and what is nearest to them."""
    if scene.searched.is_exhausted:
        message = "There are too many quotes of too frequent words to look for all of them."
        hint = "Quote longer passages, or mark the words in the text: [words]{check=id}."
        return Diagnostic.of(Code.QUOTE_NOT_FOUND, quote.place, message, hint)
    texts = parts_of(quote.value)
    found = [_part(text, scene) for text in texts] if scene.patience.lasts() else [None]
    parts = [part for part in found if part is not None]
    if len(parts) < len(found):
        return _orphan(quote, texts, found)
    differences = {difference for part in parts for difference in part.change.differences}
    if differences:
        return _changed(quote, parts, sorted(differences, key=list(Difference).index), scene)
    return _harmless(quote, parts, scene)


def too_often(quote: Located[str]) -> Diagnostic:
    """Say that nobody can mean one of so many places, nor all of them."""
    message = f"The words {quoted(quote.value)} stand in the text {MOST_PLACES:,} times or more."
    hint = "Quote a longer passage, of which there is one."
    return Diagnostic.of(Code.QUOTE_AMBIGUOUS, quote.place, message, hint)


def _part(text: str, scene: Scene) -> _Part | None:
    passage = scene.passages.nearest(text)
    if passage is None:
        return None
    words = " ".join(scene.layout.text[passage.start : passage.end].split())
    opens = _opens_sentence(scene.layout, passage.start)
    return _Part(passage, words, compare(text, words, scene.lang, opens=opens))


def _opens_sentence(layout: Layout, start: int) -> bool:
    before = layout.text[max(start - 2, 0) : start].rstrip()[-1:]
    return before in _SENTENCE_ENDS or start <= layout.block_at(start)[0]


def _orphan(quote: Located[str], texts: Sequence[str], found: Sequence[_Part | None]) -> Diagnostic:
    """Say that the words, or one end of them, are not even nearly there."""
    message = f"The text does not have the words {quoted(quote.value)}, nor any that are near."
    if len(found) > 1 and any(found):
        end = "first" if found[0] is None else "last"
        text = texts[0] if found[0] is None else texts[-1]
        message = f"The text does not have {quoted(text)}, the {end} words of this quote."
    return Diagnostic.of(Code.QUOTE_NOT_FOUND, quote.place, message, _COPY)


def _lines(parts: Sequence[_Part], scene: Scene) -> str:
    starts, ends = zip(*((part.passage.start, part.passage.end) for part in parts), strict=True)
    return scene.line(Span(min(starts), max(ends)))


def _diff(parts: Iterable[_Part]) -> str:
    return " … ".join(part.change.diff for part in parts)


def _changed(
    quote: Located[str], parts: Sequence[_Part], differences: Sequence[Difference], scene: Scene
) -> Diagnostic:
    """Say that the article says another thing by now: nothing is offered to accept."""
    what = [_WHAT_DIFFERS[difference] for difference in differences]
    listed = " and ".join(filter(None, (", ".join(what[:-1]), what[-1])))
    where = _lines(parts, scene)
    message = f"In {where} {listed}, so the checked claim has changed: review it."
    hint = f"{_diff(parts)}\n{_REVIEW}"
    return Diagnostic.of(Code.QUOTE_CHANGED, quote.place, message, hint)


def _harmless(quote: Located[str], parts: Sequence[_Part], scene: Scene) -> Diagnostic:
    """Say that the words are written otherwise in the text, and offer them."""
    words = " … ".join(part.words for part in parts)
    where = _lines(parts, scene)
    if not scene.searched.find(words):
        message = f"The ends of this quote stand in {where}, but not in this order."
        return Diagnostic.of(Code.QUOTE_NOT_FOUND, quote.place, message, _COPY)
    message = f"The text has these words, written otherwise, in {where}."
    in_place = is_on_one_line(quote.value, quote.place)
    replacement = Replacement("quote", as_scalar(words), in_place)
    hint = f"{_diff(parts)}\n{_PASTE}\n{replacement.line}"
    problem = Diagnostic.of(Code.QUOTE_NOT_FOUND, quote.place, message, hint)
    return replace(problem, replacement=replacement)


def ambiguous(quote: Located[str], spans: Sequence[Span], scene: Scene) -> Diagnostic:
    """Say that the words stand at several places, and what settles which is meant."""
    message = f"The words {quoted(quote.value)} stand in the text {_times(spans)}."
    head = "Add what stands beside the line that you mean, or “occurrence: all”:"
    hint = _listed(head, _settling(spans, scene), scene, spans)
    return Diagnostic.of(Code.QUOTE_AMBIGUOUS, quote.place, message, hint)


def _times(spans: Sequence[Span]) -> str:
    return {1: "once", 2: "twice"}.get(len(spans), f"{len(spans)} times")


def _settling(spans: Sequence[Span], scene: Scene) -> list[str]:
    """Return for each of the first places what settles it: words, or else its number."""
    numbered = [f"occurrence: {number}" for number in range(1, min(len(spans), _MOST_LISTED) + 1)]
    if len(spans) > _MOST_SETTLED or not scene.patience.lasts():
        return numbered
    contexts = settle(scene.layout.text, [(span.start, span.end) for span in spans])
    return [
        number if context is None else f"{context.key}: {as_scalar(context.words)}"
        for number, context in zip(numbered, contexts, strict=False)
    ]


def no_such_occurrence(
    quote: Located[str], occurrence: int, spans: Sequence[Span], scene: Scene
) -> Diagnostic:
    """Say that the words stand at fewer places than ``occurrence``."""
    message = f"The words stand in the text {_times(spans)}, so none is “occurrence: {occurrence}”."
    head = "These are all:"
    numbered = [f"occurrence: {number}" for number in range(1, min(len(spans), _MOST_LISTED) + 1)]
    hint = _listed(head, numbered, scene, spans)
    return Diagnostic.of(Code.OCCURRENCE_OUT_OF_RANGE, quote.place, message, hint)


def context_not_found(
    quote: Located[str], prefix: str, suffix: str, spans: Sequence[Span], scene: Scene
) -> Diagnostic:
    """Say that the words stand in the text, but nowhere between this prefix and this suffix."""
    sides = {key: words for key, words in (("prefix", prefix), ("suffix", suffix)) if words}
    is_worth_it = scene.patience.lasts()
    wrong = {
        key: words
        for key, words in sides.items()
        if is_worth_it and not scene.searched.find(quote.value, **{key: words})
    }
    where = " and ".join(
        f"{'after' if key == 'prefix' else 'before'} {quoted(words)}"
        for key, words in (wrong or sides).items()
    )
    message = f"The words stand in the text, but never {where}."
    beside = [_beside(span, wrong or sides, scene) for span in spans[:_MOST_LISTED]]
    hint = _listed("This is what stands there:", beside, scene, spans)
    return Diagnostic.of(Code.CONTEXT_NOT_FOUND, quote.place, message, hint)


def _beside(span: Span, sides: Mapping[str, str], scene: Scene) -> str:
    """Return as many words on each of the sides of a place as were expected there."""
    found = {
        key: words_beside(scene.layout.text, (span.start, span.end), key, len(words.split()))
        for key, words in sides.items()
    }
    return ", ".join(f"{key}: {as_scalar(words)}" for key, words in found.items())


def _listed(head: str, lines: Sequence[str], scene: Scene, spans: Sequence[Span]) -> str:
    """List what there is to say of places, each with its line."""
    shown = [f"{scene.line(span)}: {line}" for span, line in zip(spans, lines, strict=False)]
    rest = len(spans) - len(shown)
    return "\n".join((head, *shown, *([f"and {rest} more"] if rest else [])))


def unknown_mark(mark: InlineMark, known: Collection[str], scene: Scene) -> Diagnostic:
    """Say that no annotation has the id of an inline mark."""
    message = f"No annotation of this article has the id {quoted(mark.id)}."
    is_worth_it = len(known) <= _MOST_NAMES and scene.patience.lasts()
    hint = did_you_mean(mark.id, sorted(known)) if is_worth_it else ""
    hint = hint or f"Add an annotation with “id: {mark.id}” and without a quote."
    return Diagnostic.of(Code.UNKNOWN_MARK, mark.place, message, hint)


def repeated_mark(mark: InlineMark, first: InlineMark) -> Diagnostic:
    """Say that an inline mark stands in the text already."""
    message = f"The mark {quoted(mark.id)} stands in line {first.place.line} already."
    hint = "Give this one an annotation of its own; or quote the words with “occurrence: all”."
    return Diagnostic.of(Code.REPEATED_MARK, mark.place, message, hint)


def no_place(annotation: Annotation) -> Diagnostic:
    """Say that an annotation has neither a quote nor an inline mark."""
    message = f"Nothing says which words the annotation {quoted(annotation.id)} is about."
    hint = f"Add a “quote”, or mark the words in the text: [words]{{check={annotation.id}}}."
    return Diagnostic.of(Code.NO_PLACE, annotation.place, message, hint)


def no_words(mark: InlineMark) -> Diagnostic:
    """Say that an inline mark stands around nothing that is text."""
    message = f"The mark {quoted(mark.id)} holds no words."
    hint = f"Put the words that it is about between its brackets: [words]{{check={mark.id}}}."
    return Diagnostic.of(Code.NO_PLACE, mark.place, message, hint)


def mark_and_quote(quote: Located[str], mark: InlineMark) -> Diagnostic:
    """Say that an annotation has a quote and an inline mark."""
    message = f"This annotation has a quote, and its words are marked in line {mark.place.line}."
    hint = f"Delete the “quote”, or “{{check={mark.id}}}” with its brackets."
    return Diagnostic.of(Code.MARK_AND_QUOTE, quote.place, message, hint)
