"""What a rule says about a place, and what the reader of a report sees of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.pickling import pickled_by_position

Progress = Callable[[int, int], None]  # told how many of how many are done


class Severity(StrEnum):
    """``error`` blocks; ``warning`` shows; ``audit`` is for the books and never blocks (promise 5)."""

    ERROR = "error"
    WARNING = "warning"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Text:
    """One message in both languages; offices read Chinese, engineers may ask for English."""

    zh: str
    en: str

    def fill(self, **values: object) -> Text:
        return Text(self.zh.format(**values), self.en.format(**values))

    def in_language(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file: path relative to the root, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1


@pickled_by_position
@dataclass(frozen=True, slots=True)
class At:
    """A key path such as ``review.final.by`` in a file; whoever reports it finds the line."""

    path: str
    key: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule yields: where (a key path inside the subject or in a file, or a place), what is wrong, what to do.

    ``severity`` is given only where one finding of a rule weighs less than the rule itself. ``paste`` are lines to put into the
    file, as they are, where that is a remedy.
    """

    at: str | Place | At
    message: Text
    remedy: Text
    severity: Severity | None = None
    paste: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding with all a report needs: the rule that made it, its severity, its clause and its place.

    ``commit`` is the full name of the commit in which the place lies, where that is not the state being checked.
    """

    code: str
    severity: Severity
    clause: str
    place: Place
    message: Text
    remedy: Text
    commit: str = ""
    paste: tuple[str, ...] = ()


class CannotRun(Exception):
    """The tool could not do its work (exit code 2); the text is one clear line for the user."""

    exitcode = 2

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)  # both, so that it survives the way back from a worker
        self.text = Text(zh, en)
