"""Reports that programs read: JSON of our own, annotations for GitHub, SARIF for everything that shows findings."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from gongkai import __version__
from gongkai.core.findings import Diagnostic, Severity
from gongkai.reporting.report import Report

_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.AUDIT: "note"}


def as_json(report: Report) -> str:
    """Everything there is; keys are stable."""
    findings = [
        {
            "code": d.code,
            "severity": d.severity.value,
            "clause": d.clause,
            "path": d.place.path,
            "line": d.place.line,
            "column": d.place.column,
            "commit": d.commit,
            "message": d.message.in_language(report.lang),
            "remedy": d.remedy.in_language(report.lang),
            "paste": "\n".join(d.paste),
        }
        for d in report.diagnostics
    ]
    whole = {
        "version": 1,
        "checked": report.checked,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "signatures": "required" if report.signatures_required else "optional",
        "roster": report.roster_digest,
        "outcome": report.outcome.in_language(report.lang),
        "findings": findings,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def as_github(report: Report) -> str:
    """Workflow commands, one a finding: GitHub shows them beside the lines of the change."""
    lines = []
    for d in _shown(report):
        place = {"file": d.place.path, "line": str(d.place.line), "col": str(d.place.column), "title": d.code}
        properties = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in place.items())
        lines.append(f"::{_LEVELS[d.severity]} {properties}::{_escaped(_message(d, report.lang))}")
    lines.append(_escaped(report.outcome.in_language(report.lang)))
    return "\n".join(lines) + "\n"


def _escaped(text: str, also: str = "") -> str:
    for character in "%\r\n" + also:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def as_sarif(report: Report) -> str:
    """SARIF 2.1.0, for platforms and editors; books (audit) are left out."""
    from gongkai.rules import RULES  # noqa: PLC0415 - loads all rules, which the other formats have no need of

    found = _shown(report)
    rules = [
        {
            "id": code,
            "shortDescription": {"text": RULES[code].name.in_language(report.lang)},
            "help": {"text": f"gongkai explain {code}; {RULES[code].clause}"},
        }
        for code in sorted({d.code for d in found})
        if code in RULES
    ]
    results = [
        {
            "ruleId": d.code,
            "level": _LEVELS[d.severity],
            "message": {"text": _message(d, report.lang)},
            "locations": [{"physicalLocation": _location(d)}],
        }
        for d in found
    ]
    driver = {"name": "gongkai", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "results": results, "columnKind": "unicodeCodePoints"}
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _location(d: Diagnostic) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": quote(d.place.path), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": d.place.line, "startColumn": d.place.column},
    }


def _shown(report: Report) -> list[Diagnostic]:
    return [d for d in report.diagnostics if d.severity is not Severity.AUDIT or report.books]


def _message(d: Diagnostic, lang: str) -> str:
    """Return what is wrong, what to do, and on what it rests, in one text."""
    commit = f"[{d.commit[:12]}] " if d.commit else ""
    basis = "" if d.clause == "design" else f"（依据 {d.clause}）" if lang == "zh" else f" (basis {d.clause})"
    return "\n".join([f"{commit}{d.message.in_language(lang)} → {d.remedy.in_language(lang)}{basis}", *d.paste])
