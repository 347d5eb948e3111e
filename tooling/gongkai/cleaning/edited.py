"""An office file to be changed: parts are read with the bounds of the examination and written back, all else byte for byte."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import cast

from lxml import etree

from gongkai.attachments.package import Package, attribute, local

_DAY = (1980, 1, 1, 0, 0, 0)  # the first that the format knows; when a part was written is nobody's business
_TYPES = "[Content_Types].xml"
_RELATION = "relationships"  # of namespaces whose attributes name a relation
# Elements that lose the relation and stay themselves.
_STAY = frozenset({"pageSetup"})


class EditedPackage:
    """The parts of an OOXML package. Raises Refused where it is none; see ``Package``."""

    def __init__(self, data: bytes) -> None:
        self._package = Package(data)
        self.trailing = self._package.trailing
        self._data: dict[str, bytes | None] = dict.fromkeys(self._package.names)
        self._trees: dict[str, etree._Element] = {}

    @property
    def names(self) -> list[str]:
        return list(self._data)

    def read(self, name: str) -> bytes:
        held = self._data[name]
        return self._package.read(name) if held is None else held

    def xml(self, name: str, *, tolerant: bool = False) -> etree._Element:
        """A part as a tree; what is changed in it is written."""
        if name not in self._trees:
            self._trees[name] = self._package.xml(name, tolerant=tolerant)
        return self._trees[name]

    def as_package(self) -> Package:
        """For readers of packages, which then see the same trees, with what was changed in them."""
        return cast(Package, self)  # it has all that they ask for: names, read, xml

    def write(self, name: str, data: bytes) -> None:
        self._data[name] = data

    def changed(self, name: str) -> None:
        """A tree was changed; all others are written as they came."""
        root = self._trees[name]
        self._data[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def of_type(self, *ends: str) -> Iterator[str]:
        """The parts that the list of content types gives one of these types (their last words)."""
        defaults, overrides = {}, {}
        for one in self.xml(_TYPES):
            kind = attribute(one, "ContentType") or ""
            if local(one) == "Default":
                defaults[(attribute(one, "Extension") or "").lower()] = kind
            else:
                overrides[(attribute(one, "PartName") or "").lstrip("/").lower()] = kind
        for name in self.names:
            kind = overrides.get(name.lower()) or defaults.get(name.rpartition(".")[2].lower(), "")
            if kind.endswith(ends):
                yield name

    def relations(self, name: str) -> Iterator[tuple[etree._Element, str]]:
        """The relations of a part (of the package itself for "") with the part that each leads to, "" for what lies outside."""
        path = relations_of(name)
        if path not in self._data:
            return
        for one in self.xml(path):
            target = attribute(one, "Target") or ""
            outside = attribute(one, "TargetMode") == "External"
            yield (
                one,
                ""
                if outside
                else self._exact(posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target))),
            )

    def target(self, name: str, relation: str) -> str:
        """The part to which a relation of another part leads."""
        return next((to for one, to in self.relations(name) if attribute(one, "Id") == relation), "")

    def drop(self, name: str) -> None:
        """Take a part out, with what leads to it and what only it leads to."""
        if name not in self._data:
            return
        inner = [to for _, to in self.relations(name) if to]
        for path in [path for path in self.names if path.lower().endswith(".rels")]:
            self._forget(path, name)
        for gone in (name, relations_of(name)):
            self._data.pop(gone, None)
            self._trees.pop(gone, None)
        types = self.xml(_TYPES)
        for one in list(types):
            if local(one) == "Override" and (attribute(one, "PartName") or "").lstrip("/").lower() == name.lower():
                types.remove(one)
        self.changed(_TYPES)
        for part in inner:
            if part != name and not any(to == part for source in self._sources() for _, to in self.relations(source)):
                self.drop(part)

    def drop_file(self, name: str) -> None:
        """Take out a part of a package without relations."""
        self._data.pop(name, None)
        self._trees.pop(name, None)

    def drop_relation(self, name: str, relation: etree._Element) -> None:
        """Take one relation of a part out, with the elements that use it."""
        root = relation.getparent()
        assert root is not None
        root.remove(relation)
        self.changed(relations_of(name))
        if name:
            self._unuse(name, {attribute(relation, "Id") or ""})

    def _forget(self, path: str, target: str) -> None:
        source = _source_of(path)
        gone = [one for one, to in self.relations(source) if to == target]
        for one in gone:
            self.drop_relation(source, one)

    def _unuse(self, name: str, ids: set[str]) -> None:
        """Take out what uses a relation that is gone."""
        if name not in self._data or not name.lower().endswith(".xml"):
            return
        root = self.xml(name)
        used = [
            (element, key)
            for element in root.iter(etree.Element)
            for key, value in element.attrib.items()
            if _RELATION in str(key) and value in ids
        ]
        for element, key in used:
            if local(element) in _STAY or element.getparent() is None:
                del element.attrib[key]
            else:
                remove(element)
        if used:
            self.changed(name)

    def _sources(self) -> Iterator[str]:
        for path in self.names:
            if path.lower().endswith(".rels"):
                yield _source_of(path)

    def _exact(self, path: str) -> str:
        path = path.lstrip("/")
        return path if path in self._data else next((one for one in self.names if one.lower() == path.lower()), "")

    def done(self) -> bytes:
        """The package, without what lay behind its end."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in self._data:
                entry = zipfile.ZipInfo(name, _DAY)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, self.read(name))
        return out.getvalue()


def relations_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"


def _source_of(path: str) -> str:
    folder, _, file = path.rpartition("/")
    above = folder.rpartition("_rels")[0]
    return above + file.removesuffix(".rels")


def remove(element: etree._Element) -> None:
    """Take an element out; the text behind it stays."""
    parent = element.getparent()
    assert parent is not None
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put the children of an element in its place."""
    for child in list(element):
        element.addprevious(child)
    remove(element)
