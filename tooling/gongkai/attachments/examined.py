"""What comes of looking into a file."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from gongkai.source.text import stream_safe

MOST_TEXT = 8_000_000  # characters of one attachment; a file with more is refused, not half read


class Refused(Exception):
    """The file cannot be looked into; the name of the fault and where it shows."""

    def __init__(self, fault: str, where: str = "") -> None:
        super().__init__(fault, where)
        self.fault, self.where = fault, where


@dataclass(frozen=True, slots=True)
class Examined:
    """``faults`` are names in ``FAULTS`` with the place inside the file; ``people`` who it says made it.

    ``texts`` are what a reader sees, line by line; ``asides`` what it says besides: properties, addresses of links, notes.
    """

    faults: tuple[tuple[str, str], ...] = ()
    texts: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        return "\n".join(self.texts)

    @property
    def everything(self) -> str:
        return "\n".join((*self.texts, *self.asides))

    def packed(self) -> bytes:
        parts = [self.faults, self.texts, self.asides, self.people]
        return json.dumps(parts, ensure_ascii=False).encode()

    @staticmethod
    def unpacked(data: bytes) -> Examined:
        """Raises ValueError where a worker answered something else."""
        try:
            faults, *parts = json.loads(data)
            texts, asides, people = (tuple(map(str, part)) for part in parts)
            return Examined(tuple((str(name), str(where)) for name, where in faults), texts, asides, people)
        except (TypeError, ValueError) as error:
            raise ValueError("not an answer") from error


@dataclass(slots=True)
class Notes:
    """Filled while a file is read. Raises Refused when it says more than anybody can have approved."""

    faults: dict[tuple[str, str], None] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    length: int = 0

    def fault(self, name: str, where: str = "") -> None:
        self.faults[name, where] = None

    def text(self, text: str | None) -> None:
        """Something that a reader sees."""
        self._add(text, self.texts)

    def aside(self, text: str | None) -> None:
        """Something that the file says besides."""
        self._add(text, self.asides)

    def _add(self, text: str | None, where: list[str]) -> None:
        if text and (text := text.strip()):
            self.length += len(text)
            if self.length > MOST_TEXT:
                raise Refused("too_large")
            where.append(_whole(text))

    def person(self, name: str | None) -> None:
        if name and name.strip():
            self.people.append(_whole(name.strip()))

    def done(self) -> Examined:
        people = tuple(dict.fromkeys(self.people))
        return Examined(tuple(self.faults), tuple(self.texts), tuple(self.asides), people)


def _whole(text: str) -> str:
    """Without the halves of characters that a broken font may spell, and without accents beyond measure."""
    return text if text.isascii() else stream_safe(text.encode("utf-8", "replace").decode("utf-8"))
