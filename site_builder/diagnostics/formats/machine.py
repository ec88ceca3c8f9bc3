"""Diagnostics for programs: JSON of our own, commands of GitHub Actions, SARIF 2.1.0.

JSON escapes every character outside ASCII, so nothing in it acts on a terminal or a log.
"""

import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from site_builder.diagnostics import Code, Diagnostic, Replacement, Severity
from site_builder.diagnostics.formats.visible import visible

_VERSION = 1
_TOOL = "annotated-digest"
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "DIGEST"


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Return one object: ``version`` (1), ``errors``, ``warnings`` and ``diagnostics``.

    Each of these has ``path``, ``line``, ``column``, ``length``, ``excerpt``, ``severity``,
    ``code``, ``message``, ``hint`` and ``replacement`` (``key: value``, or nothing). Lines and
    columns count from 1, columns and lengths in code points. ``version`` rises when a key changes
    its meaning or goes; new keys leave it alone.
    """
    errors = sum(one.severity is Severity.ERROR for one in diagnostics)
    return _dumped(
        {
            "version": _VERSION,
            "errors": errors,
            "warnings": len(diagnostics) - errors,
            "diagnostics": [_record(one) for one in diagnostics],
        }
    )


def _record(diagnostic: Diagnostic) -> dict[str, str | int]:
    place = diagnostic.place
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "length": place.length,
        "excerpt": place.excerpt,
        "severity": diagnostic.severity.value,
        "code": diagnostic.code.id,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "replacement": diagnostic.replacement.line if diagnostic.replacement else "",
    }


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a workflow command for each problem, which GitHub shows beside the line."""
    return "".join(f"{_command(one)}\n" for one in diagnostics)


def _command(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    properties = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.column + place.length),
        "title": f"{diagnostic.code.title} [{diagnostic.code.id}]",
    }
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{diagnostic.severity} {listed}::{_data(_with_hint(diagnostic))}"


def _data(text: str) -> str:
    """Escape as the runner reads it back (actions/toolkit, ``command.ts``)."""
    lines = "\n".join(map(visible, text.replace("%", "%25").split("\n")))
    return lines.replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _with_hint(diagnostic: Diagnostic) -> str:
    return "\n".join(part for part in (diagnostic.message, diagnostic.hint) if part)


def as_sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a SARIF 2.1.0 log with one run; its rules are all codes, in their order."""
    codes = list(Code)
    driver = {"name": _TOOL, "rules": [_rule(code) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder of the digest."}}},
        "results": [_result(one, codes.index(one.code)) for one in diagnostics],
    }
    return _dumped({"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: Code) -> dict[str, object]:
    return {
        "id": code.id,
        "shortDescription": {"text": f"{code.title}."},
        "help": {"text": f"{code.title}. The manual says more under “{code.id}”."},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(diagnostic: Diagnostic, rule: int) -> dict[str, object]:
    place = diagnostic.place
    artifact = {"uri": quote(place.path, errors="replace"), "uriBaseId": _ROOT}
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + place.length,
    }
    shown = {"artifactLocation": artifact, "region": {**region, "snippet": {"text": place.excerpt}}}
    result: dict[str, object] = {
        "ruleId": diagnostic.code.id,
        "ruleIndex": rule,
        "level": diagnostic.severity.value,
        "message": {"text": _with_hint(diagnostic)},
        "locations": [{"physicalLocation": shown}],
    }
    if diagnostic.replacement and diagnostic.replacement.is_in_place:
        result["fixes"] = [_fix(diagnostic.replacement, artifact, region)]
    return result


def _fix(
    replacement: Replacement, artifact: Mapping[str, str], region: Mapping[str, int]
) -> dict[str, object]:
    inserted = {"deletedRegion": region, "insertedContent": {"text": replacement.value}}
    return {
        "description": {"text": f"Write “{replacement.line}”."},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": [inserted]}],
    }


def _dumped(value: object) -> str:
    # DEL is the one control character that JSON may carry as it is.
    return json.dumps(value, indent=2).replace("\x7f", "\\u007f") + "\n"
