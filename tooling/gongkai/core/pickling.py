"""Records that travel between processes by the thousand."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import fields
from itertools import repeat
from typing import Any, TypeVar

T = TypeVar("T")


def pickled_by_position(record: type[T]) -> type[T]:
    """Have the instances of a frozen dataclass with slots pickled by position.

    What Python does by itself, looking up every field by its name on both sides, takes a twentieth of a whole build more.
    """
    names = [field.name for field in fields(record)]  # type: ignore[arg-type]
    assert len(names) > 1, "attrgetter gives a single value as it is"
    values: Callable[[T], tuple[Any, ...]] = operator.attrgetter(*names)
    # A frozen instance is filled through its slots, as its own constructor does, and without a word for each of them.
    fill = [getattr(record, name).__set__ for name in names]

    def state(self: T) -> tuple[Any, ...]:
        return values(self)

    def restored(self: T, state: tuple[Any, ...]) -> None:
        any(map(operator.call, fill, repeat(self), state))

    for name, method in (("__getstate__", state), ("__setstate__", restored)):
        setattr(record, name, method)
    return record
