"""How verdicts look: a tone gives one its glyph, underline and colour.

There are five, so a long scale shares them.
"""

from collections.abc import Mapping
from enum import StrEnum

from site_builder.model.settings import Verdict


class Tone(StrEnum):
    """The five ways in which a verdict is drawn, from best to worst, then off the scale."""

    TICK = "tick"
    HALF = "half"
    WAVE = "wave"
    CROSS = "cross"
    QUESTION = "question"


_KNOWN = {
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
    known = _KNOWN.get(verdict.key)
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
