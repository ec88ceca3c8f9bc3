"""What an editor wants to say of some words: the file's new bytes, or why there are none.

An edit is judged as a build would judge it, before anybody may write it.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator

from site_builder.anchoring import Showing, Span
from site_builder.annotating.answers import Edit, Given, Refusal, Why
from site_builder.annotating.composing import POSITION, Content, UnknownKeyError, tidied
from site_builder.annotating.desk import ArticleFile, Desk, judge
from site_builder.annotating.editing import Edited, contents, with_changes, with_item
from site_builder.annotating.front_matter import NoSafeChangeError
from site_builder.annotating.ids import fresh_id
from site_builder.annotating.selecting import Pinned
from site_builder.diagnostics import Code, Diagnostic, Severity
from site_builder.model import AnnotationStatus

# What is wrong with a file's characters or its size is known before it is read as YAML.
_OF_THE_TEXT = frozenset(
    {Code.CONTROL_CHARACTER, Code.BIDI_CONTROL, Code.TAG_CHARACTER, Code.FILE_TOO_LARGE}
)
_BY_HAND = (
    "The front matter is written in a way that can't be changed safely here. "
    "Change it in the file itself."
)


def annotate(desk: Desk, article: ArticleFile, pinned: Pinned, given: Given) -> Edit | Refusal:
    """Say something of pinned words: the article's file with one annotation more.

    It stands among the others in the order of the text, or after them where they have another
    order. ``given`` are its keys as an editor typed them, but for the quote. Without ``id`` it gets
    one; a ``prefix``, a ``suffix`` or an ``occurrence`` (``all``, say) goes before what was pinned.
    """
    chosen = {key: given[key] for key in POSITION[1:] if given.get(key)}
    position = {"quote": pinned.quote, **chosen} if chosen else pinned.keys
    others = {key: value for key, value in given.items() if key not in POSITION}
    content = _tidied({**others, **position})
    if isinstance(content, Refusal):
        return content
    ids = [one.id for one in article.article.annotations]
    name = str(
        content.get("id") or fresh_id(pinned.words, {*ids, *_named_by_claims(desk, article)})
    )
    if name in ids:
        return _taken(name)
    written = {"id": name, **content}

    def make() -> Edited:
        return with_item(article.data, written, _index(article, pinned.span))

    return _edit(desk, article, make, ("", name), pinned.span)


def change(desk: Desk, article: ArticleFile, name: str, given: Given) -> Edit | Refusal:
    """Change an annotation: the keys in ``given`` get these values; what is empty goes.

    All other keys stay as they are. An id stays where none is given; with other words
    (``**pinned.position``) an annotation that has none written gets the one that was made of its
    words, so that its address stays.
    """
    now = fields(article, name)
    if isinstance(now, Refusal):
        return now
    content = _tidied({**now, **given})
    if isinstance(content, Refusal):
        return content
    if "id" not in content and ("id" in now or content.get("quote") != now.get("quote")):
        content = {"id": name, **content}
    new = str(content.get("id", name))
    if new != name and new in [one.id for one in article.article.annotations]:
        return _taken(new)

    def make() -> Edited:
        places = list(contents(article.data))
        return with_changes(article.data, places.index(_place(article, name)), content)

    return _edit(desk, article, make, (name, new), None)


def withdraw(desk: Desk, article: ArticleFile, name: str, reason: str) -> Edit | Refusal:
    """Take an annotation back: its mark goes, its address stays, with the reason."""
    status = AnnotationStatus.WITHDRAWN.value
    return change(desk, article, name, {"status": status, "reason": reason})


def fields(article: ArticleFile, name: str) -> Given | Refusal:
    """Return what is written in an annotation: the keys that have a value, with these."""
    place = _place(article, name)
    try:
        found = contents(article.data).get(place)
    except NoSafeChangeError:
        return Refusal(Why.FORM, _BY_HAND)
    if found is None:
        return Refusal(Why.GONE, f"The article has no annotation “{name}” any more.")
    return found


def _place(article: ArticleFile, name: str) -> tuple[int, int]:
    for one in article.article.annotations:
        if one.id == name:
            return one.place.line, one.place.column
    return 0, 0


def _tidied(given: Given) -> Content | Refusal:
    try:
        return tidied(given)
    except UnknownKeyError as unknown:
        return Refusal(Why.PROBLEMS, f"“{unknown}” is no key that an annotation has.")


def _taken(name: str) -> Refusal:
    message = f"The id “{name}” belongs to another annotation of this article. Write another one."
    return Refusal(Why.PROBLEMS, message)


def _named_by_claims(desk: Desk, article: ArticleFile) -> Iterator[str]:
    """Yield the ids that would give a check the address of a claim."""
    prefix = f"{article.article.slug.value}-"
    return (key.removeprefix(prefix) for key in desk.claims if key.startswith(prefix))


def _index(article: ArticleFile, span: Span) -> int:
    """Return which annotation of the list is the first that stands after a part of the text."""
    spans = {one.id: one.spans[0] for one in article.placements if one.spans}
    places = {
        (one.place.line, one.place.column): spans[one.id]
        for one in article.article.annotations
        if one.id in spans
    }
    listed = list(contents(article.data))
    order = [(place.start, -place.end) for at in listed if (place := places.get(at))]
    if order == sorted(order):
        for index, at in enumerate(listed):
            place = places.get(at)
            if place is not None and (place.start, -place.end) > (span.start, -span.end):
                return index
    return len(listed)


def _edit(
    desk: Desk,
    article: ArticleFile,
    make: Callable[[], Edited],
    names: tuple[str, str],
    span: Span | None,
) -> Edit | Refusal:
    """Make new bytes and judge them; ``names`` are the old and the new id of the annotation."""
    try:
        edited = make()
    except NoSafeChangeError as fault:
        return _unsafe(desk, article, fault.data)
    after = judge(desk, article.file, edited.data)
    if isinstance(after, Refusal):
        return _faulty(after.problems)
    own = [one for one in after.problems if edited.first <= one.place.line <= edited.last]
    errors = [one for one in own if one.severity is Severity.ERROR]
    errors += _come_of_it(article, after, own)
    if errors:
        return _faulty(errors)
    if _ids(article, names) != _ids(after, names):
        return _taken(names[1])
    if span is not None and not _stands_at(desk, after, names[1], span):
        message = "With these keys the annotation stands at other words than the selected ones."
        return Refusal(Why.WORDS, message, tuple(own))
    return Edit(article.file, article.data, edited.data, names[1], edited.first, tuple(own))


def _unsafe(desk: Desk, article: ArticleFile, data: bytes) -> Refusal:
    """Say that there is no edit, and why where that can be known: a character, or the size."""
    judged = judge(desk, article.file, data) if data else None
    problems = judged.problems if isinstance(judged, Refusal) else ()
    known = [one for one in problems if one.code in _OF_THE_TEXT]
    return _faulty(known) if known else Refusal(Why.FORM, _BY_HAND)


def _faulty(problems: Collection[Diagnostic]) -> Refusal:
    message = "The annotation can't be written like this."
    return Refusal(Why.PROBLEMS, message, tuple(problems))


def _come_of_it(
    before: ArticleFile, after: ArticleFile, own: Collection[Diagnostic]
) -> Iterator[Diagnostic]:
    """Yield the errors elsewhere in the file of which there are more than there were."""
    counts = Counter(one.code for one in before.problems if one.severity is Severity.ERROR)
    for one in after.problems:
        if one.severity is Severity.ERROR and one not in own:
            counts[one.code] -= 1
            if counts[one.code] < 0:
                yield one


def _ids(article: ArticleFile, names: Collection[str]) -> list[str]:
    return [one.id for one in article.article.annotations if one.id not in names]


def _stands_at(desk: Desk, article: ArticleFile, name: str, span: Span) -> bool:
    """Tell whether an annotation that is shown stands at some words."""
    note = next((one for one in article.article.annotations if one.id == name), None)
    if note is None:
        return False
    if desk.standing.showing(note) is Showing.HIDDEN:
        return True
    spans = (s for one in article.placements if one.id == name for s in one.spans)
    return any(one.start <= span.start and span.end <= one.end for one in spans)
