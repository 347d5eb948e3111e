"""What a run has to say, before it takes a form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gongkai.core.characters import shown
from gongkai.core.findings import Diagnostic, Severity, Text

if TYPE_CHECKING:  # a report of what did not change has no need of the checker
    from gongkai.gate.check import Verdict


@dataclass(frozen=True, slots=True)
class Report:
    """What a run has to say. ``outcome`` is the last line: what was, or was not, done; ``books``: what is overdue is shown, too.

    Names and words from files are escaped where they could not be shown as they are, or would make a line of their own.
    """

    diagnostics: tuple[Diagnostic, ...]
    checked: int
    signatures_required: bool
    roster_digest: str
    outcome: Text
    lang: str = "zh"
    books: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "diagnostics", tuple(_printable(d) for d in self.diagnostics))
        object.__setattr__(self, "outcome", _shown(self.outcome))

    def count(self, severity: Severity) -> int:
        return sum(1 for d in self.diagnostics if d.severity is severity)


def _printable(d: Diagnostic) -> Diagnostic:
    place = replace(d.place, path=shown(d.place.path))
    paste = tuple(map(shown, d.paste))
    return replace(d, place=place, message=_shown(d.message), remedy=_shown(d.remedy), paste=paste)


def _shown(text: Text) -> Text:
    return Text(shown(text.zh), shown(text.en))


def report_of(verdict: Verdict, outcome: Text, lang: str = "zh") -> Report:
    """The report of a check; ``outcome`` says what came of it."""
    required = verdict.county is None or verdict.county.signatures_required
    return Report(verdict.diagnostics, verdict.checked, required, verdict.roster_digest, outcome, lang)
