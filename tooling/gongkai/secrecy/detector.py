"""A detector: one thing to look for, the rule that refuses it, and how it is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.core.findings import Text
from gongkai.secrecy.heads import Head
from gongkai.secrecy.labelled import Labelled
from gongkai.secrecy.page import Page


def any_value(value: str) -> bool:
    return True


@dataclass(frozen=True, slots=True, eq=False)
class Detector:
    """One thing to look for, under the rule ``code``.

    It is found by its writing, by its head, or both. By its writing: each alternative of ``pattern``, a regular expression over one
    folded line, has one group: what leaks, and what is masked; ``finds`` yields such values of a line with their offsets, and ``tells``, where it
    takes grammar, of a line of a page where what leaks begins and ends; one of ``words`` has to stand in a line that is worth trying; ``holds``
    has the last word on a value of the pattern (letters and digits alone). A repetition without bound begins in one place only (a look
    behind) or gives nothing back (``++``), so that no text takes longer than it is long. By its head: ``discloses`` says of a value with
    one of ``heads`` whether it is what the head announces, and not masked. Numbers without words are found in ``identities``.

    ``hard``: no waiver excuses it. ``confirmed``: a waiver does, once the leader has confirmed that one by itself. ``own``: an
    office's own contact passes. ``warns``: it is shown and does not block. ``blank``: it is something left to fill in, not
    something to delete. ``form``: an attachment may hold it, because that is where forms are. ``contact``: it may stand in the
    contact block of an organisation. ``spaced``: its words are known with blanks between their characters as well.
    """

    name: str
    code: str
    kind: Text
    pattern: str = ""
    tells: Callable[[Page, int], Iterator[tuple[int, int]]] | None = None
    words: tuple[str, ...] = ()
    heads: tuple[Head, ...] = ()
    discloses: Callable[[Labelled], bool] | None = None
    hard: bool = False
    confirmed: bool = False
    own: bool = False
    warns: bool = False
    blank: bool = False
    form: bool = False
    contact: bool = False
    spaced: bool = False
    holds: Callable[[str], bool] = any_value
    finds: Callable[[str], Iterator[tuple[str, int]]] | None = None


def alternatives(*patterns: str) -> str:
    return "|".join(patterns)
