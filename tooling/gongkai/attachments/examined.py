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
class Passage:
    """A piece of what a file says, with its place inside the file as people call it (第3页, 工作表“名单”), if it has one.

    A table is one passage: a row a line, its cells joined by `` | ``, an empty cell as nothing, so that all rows have as many.
    ``shown``: a reader sees it; else the file says it besides, in properties, addresses of links, notes.
    """

    text: str
    where: str = ""
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Examined:
    """``faults`` are names in ``FAULTS`` with the place inside the file; ``people`` who it says made it.

    ``unread``: the places that show a reader something which was not read: pictures.
    """

    faults: tuple[tuple[str, str], ...] = ()
    passages: tuple[Passage, ...] = ()
    people: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        return "\n".join(one.text for one in self.passages if one.shown)

    @property
    def everything(self) -> str:
        """Return what is shown, then what is said besides; of the latter no number goes on in the next passage."""
        return "\n\n".join(filter(None, (self.shown, *(one.text for one in self.passages if not one.shown))))

    def packed(self) -> bytes:
        parts = [self.faults, [(one.text, one.where, one.shown) for one in self.passages], self.people, self.unread]
        return json.dumps(parts, ensure_ascii=False).encode()

    @staticmethod
    def unpacked(data: bytes) -> Examined:
        """Raises ValueError where a worker answered something else."""
        try:
            faults, passages, people, unread = json.loads(data)
            return Examined(
                tuple((str(name), str(where)) for name, where in faults),
                tuple(Passage(str(text), str(where), bool(shown)) for text, where, shown in passages),
                tuple(map(str, people)),
                tuple(map(str, unread)),
            )
        except (TypeError, ValueError) as error:
            raise ValueError("not an answer") from error


@dataclass(slots=True)
class Notes:
    """Filled while a file is read. Raises Refused when it says more than anybody can have approved."""

    faults: dict[tuple[str, str], None] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    unread: dict[str, None] = field(default_factory=dict)
    length: int = 0

    def fault(self, name: str, where: str = "") -> None:
        self.faults[name, where] = None

    def cannot_read(self, where: str) -> None:
        """A place shows something that is not read here."""
        self.unread[where] = None

    def text(self, text: str | None, where: str = "") -> None:
        """Something that a reader sees."""
        self._add(text, where, shown=True)

    def aside(self, text: str | None, where: str = "") -> None:
        """Something that the file says besides."""
        self._add(text, where, shown=False)

    def _add(self, text: str | None, where: str, *, shown: bool) -> None:
        if text and not text.isspace():
            text = text.strip("\r\n")  # a blank may stand for an empty cell
            self.length += len(text)
            if self.length > MOST_TEXT:
                raise Refused("too_large")
            self.passages.append(Passage(_whole(text), where, shown))

    def person(self, name: str | None) -> None:
        if name and name.strip():
            self.people.append(_whole(name.strip()))

    def done(self) -> Examined:
        return Examined(tuple(self.faults), tuple(self.passages), tuple(dict.fromkeys(self.people)), tuple(self.unread))


def _whole(text: str) -> str:
    """Without the halves of characters that a broken font may spell, and without accents beyond measure."""
    return text if text.isascii() else stream_safe(text.encode("utf-8", "replace").decode("utf-8"))
