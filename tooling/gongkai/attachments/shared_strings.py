"""The strings that the cells of a workbook share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gongkai.attachments.colors import Color, number
from gongkai.attachments.package import attribute, local
from gongkai.attachments.sheet_styles import SMALL, SheetStyles

WHOLLY_UNSEEN = None
Inks = tuple[Color | None, ...]


@dataclass(slots=True)
class Shared:
    """The strings that cells share: text, the inks of its pieces, and which of them a cell has named."""

    texts: list[str] = field(default_factory=list)
    inks: list[Inks] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    aids: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, root: etree._Element | None, styles: SheetStyles) -> Shared:
        shared = cls()
        for one in root if root is not None else ():
            if local(one) == "si":
                shared.texts.append("".join(texts(one)))
                shared.aids.extend(aid.text or "" for run in one if local(run) == "rPh" for aid in run)
                shared.inks.append(inks_of(one, styles))
        return shared

    def take(self, written: str) -> tuple[str, Inks]:
        place = int(written) if written.strip().isdigit() else len(self.texts)
        if place >= len(self.texts):
            return "", ()
        self.used.add(place)
        return self.texts[place], self.inks[place]

    def unused(self) -> list[str]:
        return [text for place, text in enumerate(self.texts) if place not in self.used and text.strip()]


def inks_of(string: etree._Element, styles: SheetStyles) -> Inks:
    """The inks of a string's pieces, where they have their own; WHOLLY_UNSEEN of tiny ones."""
    inks: list[Color | None] = []
    for run in string:
        for properties in run if local(run) == "r" else ():
            for one in properties if local(properties) == "rPr" else ():
                if local(one) == "sz" and number(attribute(one, "val")) <= SMALL:
                    inks.append(WHOLLY_UNSEEN)
                elif local(one) == "color" and (ink := styles.color(one)) is not None:
                    inks.append(ink)
    return tuple(inks)


def texts(element: etree._Element) -> Iterator[str]:
    """Yield what is written in an element, without the reading aids of East Asian text."""
    for one in element.iter(etree.Element):
        parent = one.getparent()
        if local(one) in ("t", "text") and one.text and not (parent is not None and local(parent) == "rPh"):
            yield one.text
