"""What the form gets and writes by which an editor annotates words of a page.

Requests and answers are JSON objects. A request names the page by its ``address``; an answer that
has ``refused`` says why nothing was done, with the problems of the file as it would be. How a
selection is told is in ``annotating.selecting``.
"""

import asyncio
import json
from collections.abc import Callable, Mapping
from functools import partial

from site_builder.annotating import (
    EVIDENCE_KEYS,
    KEYS,
    ArticleFile,
    Edit,
    Given,
    Refusal,
    Selection,
    Why,
    annotate,
    change,
    desk_at,
    fields,
    pin,
    read,
    withdraw,
    write,
)
from site_builder.annotating import Desk as Judge
from site_builder.diagnostics import EnvironmentFault
from site_builder.model import AnnotationStatus, Settings
from site_builder.preview.building import Builder, Clock
from site_builder.preview.desk import MalformedError, Write
from site_builder.preview.problems import records

Json = dict[str, object]
_Act = Callable[[Judge, ArticleFile, "_Asked"], Json | Refusal]

_EVIDENCE = "evidence"
# What stands for the two forms of a check among the kinds: of its own, or of a claim.
_OWN, _SHARED, _CHECK = "own", "shared", "check"


class _Asked:
    """A request: an object whose members are looked at one by one.

    Raises ``MalformedError`` for a member that is missing, or of another kind.
    """

    def __init__(self, body: bytes) -> None:
        try:
            found = json.loads(body)
        except ValueError:
            raise MalformedError from None
        if not isinstance(found, dict):
            raise MalformedError
        self._found = found

    def text(self, name: str) -> str:
        """Return a text."""
        return _text(self._found.get(name))

    def selection(self) -> Selection:
        """Return what was selected."""
        start, end = self._found.get("start"), self._found.get("end")
        if not isinstance(start, int) or not isinstance(end, int):
            raise MalformedError
        return Selection(start, end, self.text("exact"))

    def given(self) -> Given:
        """Return the keys of an annotation as they were typed."""
        found = self._found.get("given")
        if not isinstance(found, dict) or not found.keys() <= set(KEYS):
            raise MalformedError
        return {key: _proofs(one) if key == _EVIDENCE else _text(one) for key, one in found.items()}


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise MalformedError
    return value


def _proofs(value: object) -> list[dict[str, str]]:
    if not isinstance(value, list):
        raise MalformedError
    return [_proof(one) for one in value]


def _proof(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not value.keys() <= set(EVIDENCE_KEYS):
        raise MalformedError
    return {key: _text(one) for key, one in value.items()}


class Annotator:
    """Answers the form. What a request is judged by is read anew for each."""

    def __init__(self, builder: Builder, clock: Clock, editor: str) -> None:
        self._builder = builder
        self._clock = clock
        self._editor = editor

    @property
    def writes(self) -> Mapping[str, Write]:
        """What pages may ask for."""
        acts: Mapping[str, _Act] = {
            "pin": self._pin,
            "annotation": self._annotation,
            "annotate": _annotate,
            "change": _change,
            "withdraw": _withdraw,
        }
        return {name: partial(self._answer, act) for name, act in acts.items()}

    async def _answer(self, act: _Act, body: bytes) -> bytes:
        """Do what is asked beside the server. Raises ``MalformedError``."""
        asked = _Asked(body)
        found = await asyncio.to_thread(self._done, act, asked)
        answer = self._refused(found) if isinstance(found, Refusal) else found
        return json.dumps(answer).encode()

    def _done(self, act: _Act, asked: _Asked) -> Json | Refusal:
        index = self._builder.shown.state.index
        path = index.sources.get(asked.text("address"), "") if index else ""
        judge = desk_at(self._builder.root)
        if isinstance(judge, Refusal):
            return judge
        article = read(judge, path)
        return article if isinstance(article, Refusal) else act(judge, article, asked)

    def _refused(self, refusal: Refusal) -> Json:
        return {"refused": refusal.message, "problems": records(refusal.problems, self._editor)}

    def _pin(self, judge: Judge, article: ArticleFile, asked: _Asked) -> Json | Refusal:
        pinned = pin(article, asked.selection())
        if isinstance(pinned, Refusal):
            return pinned
        return {
            "words": pinned.words,
            "widened": pinned.is_widened,
            "given": {},
            **self._form(judge, article),
        }

    def _annotation(self, judge: Judge, article: ArticleFile, asked: _Asked) -> Json | Refusal:
        name = asked.text("id")
        given = fields(article, name)
        if isinstance(given, Refusal):
            return given
        words = [" ".join(one.words) for one in article.placements if one.id == name]
        return {
            "words": "".join(words[:1]) or given.get("quote", ""),
            "widened": False,
            "given": given,
            **self._form(judge, article),
        }

    def _form(self, judge: Judge, article: ArticleFile) -> Json:
        settings = judge.settings
        labels = {key: one.label for key, one in settings.verdicts.items()}
        claims = judge.claims.items()
        today = self._clock().astimezone(settings.timezone).date()
        return {
            "fingerprint": article.fingerprint,
            "choices": {
                "kinds": _kinds(settings, has_claims=bool(claims)),
                "verdicts": list(labels.items()),
                "claims": [
                    (key, f"{one.text} ({labels[one.verdict.value]})") for key, one in claims
                ],
                "people": [(key, one.name) for key, one in settings.people.items()],
                "statuses": [
                    ("", "published"),
                    (AnnotationStatus.DRAFT.value, "draft: in the preview alone"),
                ],
                "today": today.isoformat(),
            },
        }


def _kinds(settings: Settings, *, has_claims: bool) -> list[tuple[str, str]]:
    found = [(_OWN, "A check")] if settings.verdicts else []
    if has_claims:
        found.append((_SHARED, "A claim that was checked"))
    others = (one for key, one in settings.kinds.items() if key != _CHECK)
    return found + [(one.key, one.label or one.key.capitalize()) for one in others]


def _as_shown(article: ArticleFile, asked: _Asked) -> Refusal | None:
    """Refuse to change a file that is not any more what the form was made from."""
    if article.fingerprint == asked.text("fingerprint"):
        return None
    message = (
        "The file was changed meanwhile, and nothing was written. "
        "Keep a copy of what you typed, close this, and begin anew."
    )
    return Refusal(Why.CHANGED, message)


def _annotate(judge: Judge, article: ArticleFile, asked: _Asked) -> Json | Refusal:
    refusal = _as_shown(article, asked)
    pinned = refusal or pin(article, asked.selection())
    if isinstance(pinned, Refusal):
        return pinned
    return _written(annotate(judge, article, pinned, asked.given()))


def _change(judge: Judge, article: ArticleFile, asked: _Asked) -> Json | Refusal:
    refusal = _as_shown(article, asked)
    return refusal or _written(change(judge, article, asked.text("id"), asked.given()))


def _withdraw(judge: Judge, article: ArticleFile, asked: _Asked) -> Json | Refusal:
    refusal = _as_shown(article, asked)
    name, reason = asked.text("id"), asked.text("reason")
    return refusal or _written(withdraw(judge, article, name, reason))


def _written(edit: Edit | Refusal) -> Json | Refusal:
    if isinstance(edit, Refusal):
        return edit
    try:
        refusal = write(edit)
    except EnvironmentFault as fault:
        return Refusal(Why.FORM, str(fault))
    return refusal or {"id": edit.id, "line": edit.line}
