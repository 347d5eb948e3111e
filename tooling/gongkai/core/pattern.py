"""Regular expressions of the scan, each compiled when a text first asks for it.

To compile all of them takes as long as the rest of a start, and a check of one document needs few. A worker inherits them all
(``compile_all`` runs before a fork), so that they are compiled once for all workers.
"""

from __future__ import annotations

import functools
import os
import re
from typing import Any, cast

_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "split", "pattern", "flags", "groups")


class LazyPattern:
    """A ``re.Pattern`` that does not exist yet; its methods stand in their place as soon as one has been asked for."""

    def __init__(self, written: str, flags: int) -> None:
        self._written, self._flags = written, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._written, self._flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)


_ALL: list[LazyPattern] = []


@functools.cache
def pattern(written: str, flags: int = 0) -> re.Pattern[str]:
    """The regular expression, the same object for the same words."""
    one = LazyPattern(written, flags)
    _ALL.append(one)
    return cast("re.Pattern[str]", one)


def compile_all() -> None:
    """Compile whatever is not compiled yet. Raises re.error where one cannot be."""
    for one in _ALL:
        _ = one.match


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=compile_all)
