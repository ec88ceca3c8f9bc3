"""What an article is at the clock's time, whether a build shows it, and when that changes."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain

from site_builder.graph.site import Mode, Status
from site_builder.model import Annotation, AnnotationStatus, Article, Claim


def status_of(article: Article, now: datetime) -> Status:
    """Tell what the article is at ``now`` (UTC). Each article has one status.

    What has expired is gone, draft or not. A draft stays one whatever its dates say, since they
    are seldom settled yet: ``--drafts`` alone shows it. The rest waits for ``publish`` and
    ``date``, whichever comes later.
    """
    if article.expires is not None and article.expires.instant <= now:
        return Status.EXPIRED
    if article.draft:
        return Status.DRAFT
    return Status.PUBLISHED if _opening(article) <= now else Status.SCHEDULED


def is_shown(status: Status, mode: Mode) -> bool:
    """Tell whether a build of this mode shows what has this status.

    A preview shows what is going to be published (drafts, scheduled items), never what has been
    taken down: expired items are in no build.
    """
    match status:
        case Status.PUBLISHED:
            return True
        case Status.DRAFT:
            return mode.drafts
        case Status.SCHEDULED:
            return mode.future
        case Status.EXPIRED:
            return False


def shows(status: AnnotationStatus, mode: Mode) -> bool:
    """Tell whether a build of this mode shows an annotation or a claim of this status."""
    return status is not AnnotationStatus.DRAFT or mode.drafts


def is_due(check: Annotation | Claim, now: datetime) -> bool:
    """Tell whether a check should have been reviewed by now; what was withdrawn needs no review.

    A bare date is due from that day on.
    """
    begin = _due(check)
    return begin is not None and begin <= now


def next_change(
    articles: Iterable[Article], checks: Iterable[Annotation | Claim], now: datetime
) -> datetime | None:
    """Find the first instant after ``now`` at which an article or a check is something else.

    ``checks`` are those that are shown.
    """
    changes = chain((_change(a, now) for a in articles), (_due(check) for check in checks))
    return min((c for c in changes if c is not None and c > now), default=None)


def _due(check: Annotation | Claim) -> datetime | None:
    begin = check.review.review_by
    withdrawn = check.status is AnnotationStatus.WITHDRAWN
    return None if begin is None or withdrawn else begin.instant


def _change(article: Article, now: datetime) -> datetime | None:
    status = status_of(article, now)
    if status is Status.EXPIRED:
        return None
    end = article.expires.instant if article.expires is not None else None
    if status is not Status.SCHEDULED:
        return end
    opening = _opening(article)
    return opening if end is None else min(opening, end)


def _opening(article: Article) -> datetime:
    begin = article.date.instant
    return begin if article.publish is None else max(begin, article.publish.instant)
