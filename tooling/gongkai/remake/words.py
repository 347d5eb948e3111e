"""The internal texts of a site that was built before, and those that came with a change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gongkai.proof.internal import Internal, Kind
from gongkai.proof.scan import Words

_PARTIAL = (Kind.KEY, Kind.SIGNATURE)


@dataclass(frozen=True, slots=True)
class Known:
    """Texts with their kinds; from number ``gone`` on they are about withdrawn documents."""

    texts: list[str]
    kinds: list[str]
    gone: int

    def internal(self, number: int) -> Internal:
        return Internal(self.texts[number], Kind(self.kinds[number]), "")

    def with_new(self, internal: Iterable[Internal]) -> tuple[Known, list[Internal]]:
        """These and more; and which are new."""
        there = set(self.texts)
        new = list({one.text: one for one in internal if one.text not in there}.values())
        texts = [*self.texts[: self.gone], *(one.text for one in new), *self.texts[self.gone :]]
        kinds = [*self.kinds[: self.gone], *(one.kind.value for one in new), *self.kinds[self.gone :]]
        return Known(texts, kinds, self.gone + len(new)), new

    def keep(self, path: Path) -> None:
        """Put them where those who examine files read them."""
        parts = (text for text, kind in zip(self.texts, self.kinds, strict=True) if kind in _PARTIAL)
        Words.keep(path, self.texts, parts, self.gone)
