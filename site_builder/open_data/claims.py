"""The checked claims of the digest as data: the verdict, the proof, where each was made."""

from collections.abc import Iterator
from functools import partial

from site_builder.cache import in_json
from site_builder.graph import ClaimEntry, Site
from site_builder.model import Claimant, FollowUp, Settings, Verdict
from site_builder.open_data.annotations import evidence_data
from site_builder.open_data.articles import corrections_data
from site_builder.open_data.values import Json, LineOf, Member, given, when
from site_builder.routes import Plan


def claims_data(site: Site, plan: Plan, line_of: LineOf) -> Iterator[Member]:
    """Yield the scale of verdicts and the claims, by their keys."""
    yield "verdicts", (in_json(_verdict(one)) for one in site.settings.verdicts.values())
    yield "claims", (line_of(key, partial(_claim, site, plan, key)) for key in site.claims)


def _verdict(verdict: Verdict) -> Json:
    return given(
        {
            "key": verdict.key,
            "label": verdict.label,
            "rating": verdict.rating,
            "description": verdict.description,
        }
    )


def _claim(site: Site, plan: Plan, key: str) -> bytes:
    entry = site.claims[key]
    claim, review = entry.claim, entry.claim.review
    data = given(
        {
            "key": key,
            "url": site.settings.base_url + plan.claims[key],
            "claim": claim.text,
            "lang": entry.lang,
            "status": claim.status.value,
            "reason": claim.reason,
            "verdict": None if entry.is_withdrawn else entry.verdict.key,
            "fact": claim.fact,
            "text": entry.body.text if entry.body else None,
            "claimants": [_claimant(one) for one in entry.claimants],
            "since": when(entry.since),
            "checked": when(review.checked),
            "review_by": when(review.review_by),
            "by": _person(site.settings, review.by),
            "reviewer": _person(site.settings, review.reviewer),
            "evidence": evidence_data(claim.evidence),
            "appearances": list(_appearances(site, plan, entry)),
            "related": [*entry.related],
            "corrections": corrections_data(claim.corrections),
            "follow_up": [_follow_up(step) for step in claim.follow_up],
        }
    )
    return in_json(data)


def _claimant(claimant: Claimant) -> Json:
    if claimant.source is not None:
        return {"source": claimant.source.value}
    return given({"name": claimant.name, "url": claimant.url})


def _person(settings: Settings, who: str | None) -> str | None:
    known = settings.people.get(who or "")
    return who if known is None else known.name


def _appearances(site: Site, plan: Plan, entry: ClaimEntry) -> Iterator[Json]:
    for one in entry.appearances:
        note = one.note.placement.id
        url = f"{site.settings.base_url}{plan.articles[one.entry]}#note-{note}"
        yield {"article": one.entry, "annotation": note, "url": url}


def _follow_up(step: FollowUp) -> Json:
    return given(
        {"date": when(step.date), "action": step.action, "to": step.to, "result": step.result}
    )
