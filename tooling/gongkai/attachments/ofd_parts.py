"""The parts of an OFD file as readers find them: by addresses from ``OFD.xml`` (GB/T 33190, chapter 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from gongkai.attachments.examined import Refused
from gongkai.attachments.package import Package, attribute, local


@dataclass(frozen=True, slots=True)
class Page:
    """``box`` is its physical size in millimetres, left, top, width, height; ``templates`` come before it."""

    number: int
    part: str
    box: tuple[float, float, float, float]
    templates: tuple[str, ...]


class OfdParts:
    """A package and the addresses in it. Raises Refused where it is no OFD file."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._names = {name.lower(): name for name in package.names}
        self._known: dict[str, etree._Element] = {}
        if "ofd.xml" not in self._names:
            raise Refused("wrong_type")
        self.root = self._names["ofd.xml"]
        if local(self.xml(self.root)) != "OFD":
            raise Refused("wrong_type")

    def xml(self, name: str) -> etree._Element:
        if name not in self._known:
            self._known[name] = self.package.xml(name, tolerant=True)
        return self._known[name]

    def found(self, address: str, source: str) -> str | None:
        """The part at an address, which begins at the root, at its own folder, or (in some files) at the document's."""
        address = address.strip().replace("\\", "/")
        folder = source.rpartition("/")[0]
        starts = [""] if address.startswith("/") else [folder, folder.partition("/")[0], ""]
        for start in starts:
            steps: list[str] = []
            for step in f"{start}/{address}".split("/"):
                if step == "..":
                    steps = steps[:-1]
                elif step not in ("", "."):
                    steps.append(step)
            if name := self._names.get("/".join(steps).lower()):
                return name
        return None

    def documents(self) -> Iterator[str]:
        """The main parts of its documents, mostly one."""
        for element in self.xml(self.root).iter(etree.Element):
            if local(element) == "DocRoot" and (name := self.found(element.text or "", self.root)):
                yield name

    def pages(self, document: str) -> Iterator[Page]:
        """The pages in their order. Raises Refused where one is missing."""
        root = self.xml(document)
        usual = _box(root) or (0.0, 0.0, 210.0, 297.0)
        templates = {
            attribute(one, "ID"): self.found(attribute(one, "BaseLoc") or "", document)
            for one in _all(root, "TemplatePage")
        }
        number = 0
        for group in root:
            for one in group if local(group) == "Pages" else ():
                number += 1
                part = self.found(attribute(one, "BaseLoc") or "", document)
                if part is None:
                    raise Refused("unreadable", f"第{number}页")
                content = self.xml(part)
                used = (
                    templates.get(attribute(below, "TemplateID")) for below in content if local(below) == "Template"
                )
                yield Page(number, part, _box(content) or usual, tuple(filter(None, used)))


def _box(root: etree._Element) -> tuple[float, float, float, float] | None:
    """The physical box that a document or page names."""
    for area in (one for one in root.iter(etree.Element) if local(one) in ("PageArea", "Area")):
        for one in area:
            if local(one) == "PhysicalBox" and (box := numbers(one.text)) and len(box) == 4:
                return box[0], box[1], box[2], box[3]
    return None


def _all(root: etree._Element, name: str) -> Iterator[etree._Element]:
    return (one for one in root.iter(etree.Element) if local(one) == name)


def numbers(written: str | None) -> list[float]:
    """Numbers with blanks between them; an empty list where something else stands there."""
    try:
        return [float(one) for one in (written or "").split()]
    except ValueError:
        return []
