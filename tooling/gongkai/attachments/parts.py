"""The parts of an OOXML package as programs find them: by relationships from its root, whatever they are called (OPC, ISO/IEC 29500-2)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from gongkai.attachments.examined import Refused
from gongkai.attachments.package import Package, attribute, local

_MOST_RELATIONS = 100_000


@dataclass(frozen=True, slots=True)
class Relation:
    """``kind`` is the last word of its type, which the strict and the usual form share; ``part`` is None where it leads ``outside``
    or to a part that is gone."""

    id: str
    kind: str
    target: str
    part: str | None
    outside: bool


class Parts:
    """A package and what leads to what in it. Raises Refused where it has no main part, or more than one."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._names = {name.lower(): name for name in package.names}
        if "[content_types].xml" not in self._names:
            raise Refused("wrong_type")
        self._types, self._usual = self._content_types()
        self._relations: dict[str, tuple[Relation, ...]] = {}
        self._count = 0
        mains = {one.part for one in self.relations("") if one.kind == "officeDocument" and one.part}
        if len(mains) != 1:
            raise Refused("unreadable" if mains else "wrong_type")
        self.main = mains.pop()
        self.reached = self._reach()

    def xml(self, name: str) -> etree._Element:
        return self.package.xml(name)

    def type_of(self, name: str) -> str:
        """The content type of a part, in small letters."""
        return self._types.get(name.lower()) or self._usual.get(name.rpartition(".")[2].lower(), "")

    def relations(self, name: str) -> tuple[Relation, ...]:
        """Where a part leads; the root's relations for an empty name."""
        if name not in self._relations:
            self._relations[name] = tuple(self._read_relations(name))
        return self._relations[name]

    def related(self, name: str, *kinds: str) -> list[str]:
        """The parts that a part leads to by these kinds of relations."""
        return list(dict.fromkeys(one.part for one in self.relations(name) if one.part and one.kind in kinds))

    def _content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        types, usual = {}, {}
        for one in self.package.xml(self._names["[content_types].xml"]):
            kind = (attribute(one, "ContentType") or "").lower()
            if local(one) == "Override":
                part = self._found(attribute(one, "PartName") or "", "")
                types[(part or "").lower()] = kind
            elif local(one) == "Default":
                usual[(attribute(one, "Extension") or "").lower()] = kind
        return types, usual

    def _found(self, target: str, source: str) -> str | None:
        """The part that an address names, seen from another part; None where there is none."""
        path = target.partition("#")[0].replace("\\", "/")
        steps = [] if path.startswith("/") else source.split("/")[:-1]
        for step in path.split("/"):
            if step == "..":
                steps = steps[:-1]
            elif step not in ("", "."):
                steps.append(step)
        name = "/".join(steps).lower()
        return self._names.get(name) or self._names.get(unquote(name).lower())

    def _read_relations(self, source: str) -> list[Relation]:
        folder, _, file = source.rpartition("/")
        name = self._names.get(f"{folder}/_rels/{file}.rels".lstrip("/").lower())
        found = []
        for one in self.package.xml(name) if name else ():
            self._count += 1
            if self._count > _MOST_RELATIONS:
                raise Refused("too_large")
            target = attribute(one, "Target") or ""
            outside = (attribute(one, "TargetMode") or "").lower() == "external"
            kind = (attribute(one, "Type") or "").rstrip("/").rpartition("/")[2]
            part = None if outside else self._found(target, source)
            found.append(Relation(attribute(one, "Id") or "", kind, target, part, outside))
        return found

    def _reach(self) -> dict[str, str]:
        """Every part that a relation leads to, with the kind of the first one."""
        reached: dict[str, str] = {}
        waiting = [""]
        while waiting:
            for one in self.relations(waiting.pop()):
                if one.part and one.part not in reached:
                    reached[one.part] = one.kind
                    waiting.append(one.part)
        return reached
