"""What a run has to say, before it takes a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.findings import Diagnostic, Severity, Text

if TYPE_CHECKING:  # a report of what did not change has no need of the checker
    from gongkai.checker import Verdict


@dataclass(frozen=True, slots=True)
class Report:
    """What a run has to say. ``outcome`` is the last line: what was, or was not, done; ``books``: what is overdue is shown, too."""

    diagnostics: tuple[Diagnostic, ...]
    checked: int
    signatures_required: bool
    roster_digest: str
    outcome: Text
    lang: str = "zh"
    books: bool = False

    def count(self, severity: Severity) -> int:
        return sum(1 for d in self.diagnostics if d.severity is severity)


def report_of(verdict: Verdict, outcome: Text, lang: str = "zh") -> Report:
    """The report of a check; ``outcome`` says what came of it."""
    required = verdict.county is None or verdict.county.signatures_required
    return Report(verdict.diagnostics, verdict.checked, required, verdict.roster_digest, outcome, lang)
