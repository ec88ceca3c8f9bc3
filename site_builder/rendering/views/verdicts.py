"""Verdicts as readers see them: their tone, their order, and how often each was given.

The scale is the digest's own. A tone gives a verdict its glyph, underline and colour; there are
five, so a long scale shares them. Whatever the tone, the verdict's word stands beside it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum

from site_builder.graph import Entry
from site_builder.model import Verdict
from site_builder.rendering.views.desk import Desk, own_text
from site_builder.rendering.views.records import ChipView, VerdictView


class Tone(StrEnum):
    """The five ways in which a verdict is drawn, from best to worst, then off the scale."""

    TICK = "tick"
    HALF = "half"
    WAVE = "wave"
    CROSS = "cross"
    QUESTION = "question"


KNOWN = {
    "accurate": Tone.TICK,
    "correct": Tone.TICK,
    "true": Tone.TICK,
    "half-true": Tone.HALF,
    "missing-context": Tone.HALF,
    "mostly-accurate": Tone.HALF,
    "mostly-true": Tone.HALF,
    "needs-context": Tone.HALF,
    "partly-true": Tone.HALF,
    "exaggerated": Tone.WAVE,
    "misleading": Tone.WAVE,
    "mostly-false": Tone.WAVE,
    "fabricated": Tone.CROSS,
    "false": Tone.CROSS,
    "inaccurate": Tone.CROSS,
    "incorrect": Tone.CROSS,
    "unproven": Tone.QUESTION,
    "unsupported": Tone.QUESTION,
    "unverified": Tone.QUESTION,
}


def tone_of(verdict: Verdict, scale: Mapping[str, Verdict]) -> Tone:
    """Choose a verdict's tone: by its name, else by its place on the scale.

    Where nothing is rated, and there is more than one verdict, the order of the list counts.
    """
    known = KNOWN.get(verdict.key)
    if known is not None:
        return known
    rated = [each.rating for each in scale.values() if each.rating is not None]
    if verdict.rating is not None:
        return _tone_at(verdict.rating, min(rated), max(rated))
    if rated or len(scale) == 1:
        return Tone.QUESTION
    last = len(scale) - 1
    return _tone_at(last - list(scale).index(verdict.key), 0, last)


def _tone_at(rating: int, worst: int, best: int) -> Tone:
    place = 1.0 if best == worst else (rating - worst) / (best - worst)
    steps = ((0.8, Tone.TICK), (0.45, Tone.HALF), (0.2, Tone.WAVE))
    return next((tone for least, tone in steps if place >= least), Tone.CROSS)


def verdict_view(desk: Desk, verdict: Verdict) -> VerdictView:
    """Return a verdict with its tone and the address of its page."""
    return VerdictView(
        key=verdict.key,
        label=own_text(desk, verdict.label),
        tone=tone_of(verdict, desk.site.settings.verdicts).value,
        address=desk.plan.verdicts.get(verdict.key, ""),
    )


def verdicts_of(entry: Entry) -> list[str]:
    """Return the key of each check's verdict in an article, in the order of its notes."""
    found = (note.placement.verdict for note in entry.notes)
    return [verdict for verdict in found if verdict is not None]


def chips_of(desk: Desk, keys: Iterable[str]) -> tuple[ChipView, ...]:
    """Count verdicts, given by their keys, and leave out those that were never given."""
    counts = Counter(keys)
    scale = desk.site.settings.verdicts
    return tuple(
        ChipView(verdict_view(desk, scale[key]), counts[key], counts[key] / counts.total())
        for key in desk.site.settings.seriousness
        if counts[key]
    )


def tallies_of(desk: Desk, keys: Iterable[str]) -> tuple[ChipView, ...]:
    """Count verdicts in the order of the scale, also those that were never given."""
    counts = Counter(keys)
    total = counts.total() or 1
    return tuple(
        ChipView(verdict_view(desk, verdict), counts[verdict.key], counts[verdict.key] / total)
        for verdict in desk.site.settings.verdicts.values()
    )


def tones_of(verdicts: Iterable[VerdictView]) -> tuple[str, ...]:
    """Return the tones that some verdicts need, each once, in the order of ``Tone``."""
    used = {verdict.tone for verdict in verdicts}
    return tuple(tone.value for tone in Tone if tone.value in used)
