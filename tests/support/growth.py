"""Whether the time of something grows with its input or faster: measured at three sizes, on a machine that does other things, too.

Processor time is taken, of several rounds the least. The sizes are chosen so that the largest takes long enough to be measured and
a cost of the square still ends.
"""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
LIMIT = 1.4  # of the exponent; n log n has 1.1, what outgrows the caches of a shared core up to 1.3, a square 2
_ENOUGH = (
    0.02  # seconds that the largest size takes at least; where even the largest of all takes less, no square is in it
)
_TOO_LONG = 1.5
_ROUNDS = 2
_ATTEMPTS = 12  # a disturbed measurement is made again; a square stays one


def exponent(work: Callable[[T], object], make: Callable[[int], T], first: int, largest: int) -> float:
    """The exponent of the time of ``work`` on ``make(n)``; 0 where even ``largest`` takes next to nothing."""
    size = first
    while size * 4 < largest and _seconds(work, make(size * 4)) < _ENOUGH:
        size *= 2
    inputs = [make(size), make(size * 2), make(size * 4)]
    if (largest_takes := _seconds(work, inputs[2])) < _ENOUGH:
        return 0.0
    if largest_takes > _TOO_LONG:  # beyond doubt, and not to be repeated
        return math.log2(largest_takes / _seconds(work, inputs[0])) / 2
    found = math.inf
    for _ in range(_ATTEMPTS):
        times = [min(_seconds(work, one) for _ in range(_ROUNDS)) for one in inputs]
        # Both halves: a constant part at the beginning must not hide what comes, nor one slip make it look worse.
        found = min(found, max(math.log2(times[2] / times[0]) / 2, min(math.log2(times[2] / times[1]), LIMIT + 1)))
        if found <= LIMIT:
            break
    return found


def _seconds(work: Callable[[T], object], given: T) -> float:
    gc.disable()  # what a collection costs depends on what the tests before have left
    try:
        begun = time.process_time()
        work(given)
        return max(time.process_time() - begun, 1e-6)
    finally:
        gc.enable()
