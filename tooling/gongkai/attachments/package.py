"""Office files are ZIP packages of XML: opened with bounds on everything, and without anything that XML may fetch."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from gongkai.attachments.examined import Refused

_MOST_PARTS = 5_000
_MOST_BYTES = 200 * 1024 * 1024  # unpacked, all parts; one part may take half
_START, _END = b"PK\x03\x04", b"PK\x05\x06"


class Package:
    """A ZIP archive in memory. Raises Refused where it is none, encrypted, doubtful or too large."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(_START):
            raise Refused("wrong_type")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise Refused("unreadable") from error
        self.names = [entry.filename for entry in entries if not entry.is_dir()]
        if len(self.names) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_BYTES:
            raise Refused("too_large")
        if len({name.lower() for name in self.names}) != len(self.names):
            raise Refused("unreadable")  # which of two parts a program shows is anybody's guess
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused("encrypted")
        self.trailing = _trailing(data)
        self._left = _MOST_BYTES

    def read(self, name: str) -> bytes:
        """One part; what its header says of its size is not believed."""
        most = min(self._left, _MOST_BYTES // 2)
        try:
            with self._archive.open(name) as part:
                data = part.read(most + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            EOFError,
            OSError,
            KeyError,
        ) as error:
            raise Refused("unreadable", name) from error
        if len(data) > most:
            raise Refused("too_large", name)
        self._left -= len(data)
        return data

    def xml(self, name: str) -> etree._Element:
        """One part as XML, without a document type."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
        )
        try:
            root = etree.fromstring(self.read(name), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise Refused("unreadable", name) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise Refused("unreadable", name)
        return root

    def below(self, folder: str, suffix: str = ".xml") -> Iterator[str]:
        for name in self.names:
            if name.lower().startswith(folder) and name.lower().endswith(suffix):
                yield name


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, which the strict and the usual form of a format do not share."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its local name."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def on(element: etree._Element, name: str = "val") -> bool:
    """A switch as office formats write it: there without a value, or with one that is not off."""
    return (attribute(element, name) or "1").lower() not in ("0", "false", "off")


def _trailing(data: bytes) -> bool:
    """Whether bytes follow the archive's own end, or its comment."""
    end = data.rfind(_END)
    return end < 0 or len(data) != end + 22
