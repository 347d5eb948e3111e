"""What the scan looks for, a module a family.

None fires on a bare word: one official text in five speaks of secrets, insiders or illness without giving anything away.
"""

from __future__ import annotations

from gongkai.secrecy.detector import Detector
from gongkai.secrecy.detectors import (
    addresses,
    advertising,
    contacts,
    contamination,
    internal,
    mailboxes,
    marks,
    numbers,
    people,
    private_life,
    trade_secrets,
)

DETECTORS: tuple[Detector, ...] = (
    *marks.DETECTORS,
    *internal.DETECTORS,
    *trade_secrets.DETECTORS,
    *numbers.DETECTORS,
    *contacts.DETECTORS,
    *mailboxes.DETECTORS,
    *private_life.DETECTORS,
    *people.DETECTORS,
    *advertising.DETECTORS,
    *addresses.DETECTORS,
    *contamination.DETECTORS,
)

__all__ = ["DETECTORS", "Detector"]
