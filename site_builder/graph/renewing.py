"""A site with another text of one article, where nothing else of it has changed.

What joins records goes by their front matter and by which notes stand in which order. So where
only a text was edited, the site is the old one but for what shows that text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from site_builder.graph.site import ClaimEntry, Note, Rendered, Site


def renew(site: Site, old: Rendered, new: Rendered) -> Site | None:
    """Put ``new`` in the place of ``old``: the site that ``assemble`` would make.

    None where more may have changed than the text, or where the site does not show the article.
    """
    key = old.article.id.value
    entry = site.entries.get(key)
    if entry is None or entry.article is not old.article or not _differ_in_text_alone(old, new):
        return None
    notes = tuple(
        note._replace(placement=placement)
        for note, placement in zip(entry.notes, new.body.placements, strict=True)
    )
    renewed = entry._replace(article=new.article, body=new.body, prose=new.prose, notes=notes)
    claims = dict(_renewed_claims(site.claims, key, notes))
    return replace(site, entries={**site.entries, key: renewed}, claims={**site.claims, **claims})


def _differ_in_text_alone(old: Rendered, new: Rendered) -> bool:
    return (
        replace(old.article, body=new.article.body) == new.article
        and old.note == new.note
        and old.explanations == new.explanations
        and list(_standing(old)) == list(_standing(new))
    )


def _standing(rendered: Rendered) -> Iterable[tuple[object, ...]]:
    """Yield of each note what others than its article see."""
    for placement in rendered.body.placements:
        yield placement.id, placement.verdict, placement.is_tombstone, placement.words


def _renewed_claims(
    claims: Mapping[str, ClaimEntry], article: str, notes: Iterable[Note]
) -> Iterable[tuple[str, ClaimEntry]]:
    """Yield the claims that appear in an article, with its notes as they are now."""
    renewed = {note.annotation.id: note for note in notes}
    for key in dict.fromkeys(note.claim for note in renewed.values() if note.claim is not None):
        if key in claims:
            appearances = tuple(
                one._replace(note=renewed[one.note.annotation.id]) if one.entry == article else one
                for one in claims[key].appearances
            )
            yield key, replace(claims[key], appearances=appearances)
