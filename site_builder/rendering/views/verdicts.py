"""Verdicts as readers see them: their tone, their order, and how often each was given.

The scale is the digest's own. Whatever its tone, the verdict's word stands beside it.
"""

from collections import Counter
from collections.abc import Iterable

from site_builder.graph import Entry
from site_builder.model import Tone, tone_of
from site_builder.rendering.views.desk import Desk, own_text, remembered
from site_builder.rendering.views.records import ChipView, VerdictView


@remembered
def verdict_view(desk: Desk, key: str) -> VerdictView:
    """Return a verdict of the scale, by its key, with its tone and the address of its page."""
    scale = desk.site.settings.verdicts
    return VerdictView(
        key=key,
        label=own_text(desk, scale[key].label),
        tone=tone_of(scale[key], scale).value,
        address=desk.plan.verdicts.get(key, ""),
    )


def verdicts_of(entry: Entry) -> list[str]:
    """Return the key of each check's verdict in an article, in the order of its notes."""
    return [verdict for note in entry.notes if (verdict := note.placement.verdict) is not None]


def chips_of(desk: Desk, keys: Iterable[str]) -> tuple[ChipView, ...]:
    """Count verdicts, given by their keys, and leave out those that were never given."""
    counts = Counter(keys)
    return tuple(
        ChipView(verdict_view(desk, key), counts[key], counts[key] / counts.total())
        for key in desk.site.settings.seriousness
        if counts[key]
    )


def tallies_of(desk: Desk, keys: Iterable[str]) -> tuple[ChipView, ...]:
    """Count verdicts in the order of the scale, also those that were never given."""
    counts = Counter(keys)
    total = counts.total() or 1
    return tuple(
        ChipView(verdict_view(desk, key), counts[key], counts[key] / total)
        for key in desk.site.settings.verdicts
    )


def tones_of(verdicts: Iterable[VerdictView]) -> tuple[str, ...]:
    """Return the tones that some verdicts need, each once, in the order of ``Tone``."""
    used = {verdict.tone for verdict in verdicts}
    return tuple(tone.value for tone in Tone if tone.value in used)
