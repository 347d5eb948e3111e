"""The legal regimes of ``legal_regime`` in ``site.yaml``: how long an answer to an application may take, and by which clause.

``source`` is the rules that this project follows (五·12); 2007 and 2019 are the versions of the national regulation
(政府信息公开条例).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """``days`` are working days, counted from the day after the one on which the application arrived."""

    kind: str  # answer, extended, supplement
    days: int


@dataclass(frozen=True, slots=True)
class Regime:
    """``limits`` begin with that of an answer; ``extended`` is what an approved extension allows in all."""

    id: str
    limits: tuple[Limit, ...]

    @property
    def answer(self) -> int:
        """Working days for an answer."""
        return self.limits[0].days


REGIMES = {
    regime.id: regime
    for regime in (
        Regime("source", (Limit("answer", 5), Limit("extended", 10))),
        Regime("2007", (Limit("answer", 15), Limit("extended", 30))),
        Regime("2019", (Limit("answer", 20), Limit("extended", 40), Limit("supplement", 7))),
    )
}
