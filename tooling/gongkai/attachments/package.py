"""ZIP packages of XML: opened with bounds on everything, and without anything that XML may fetch."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from gongkai.attachments.examined import Refused

_MOST_PARTS = 5_000
_MOST_BYTES = 200 * 1024 * 1024  # unpacked, all parts; one part may take half
_START, _END = b"PK\x03\x04", b"PK\x05\x06"
_SAYS_NOTHING = b"\0\r\n"  # what copying programs leave behind an archive
_DESCRIPTOR = 64  # bytes between two entries that an archive may have for itself
_UNDECLARED = frozenset({"NS_ERR_UNDEFINED_NAMESPACE"})


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
        # Some writers use the separator of Windows.
        self._entries = {one.filename.replace("\\", "/"): one for one in entries if not one.is_dir()}
        self.names = list(self._entries)
        if len(entries) > _MOST_PARTS or sum(entry.file_size for entry in entries) > _MOST_BYTES:
            raise Refused("too_large")
        # Which of two parts a program shows is anybody's guess.
        if len({name.lower() for name in self.names}) != sum(not one.is_dir() for one in entries):
            raise Refused("unreadable")
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused("encrypted")
        self.trailing = _trailing(data) or _gaps(data, entries, self._archive.start_dir)
        self._left = _MOST_BYTES

    def read(self, name: str) -> bytes:
        """One part; what its header says of its size is not believed."""
        most = min(self._left, _MOST_BYTES // 2)
        try:
            with self._archive.open(self._entries[name]) as part:
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

    def xml(self, name: str, *, tolerant: bool = False) -> etree._Element:
        """One part as XML, without a document type, comments and instructions, so that these split no text.

        ``tolerant``: a prefix may be undeclared.
        """
        return parsed(self.read(name), name, tolerant=tolerant)

    def below(self, folder: str, suffix: str = ".xml") -> Iterator[str]:
        for name in self.names:
            if name.lower().startswith(folder) and name.lower().endswith(suffix):
                yield name


def parsed(data: bytes, name: str = "", *, tolerant: bool = False) -> etree._Element:
    """XML of any origin, as ``Package.xml`` reads it. Raises Refused where it is none."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True, recover=tolerant
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("unreadable", name) from error
    if root is None or any(one.type_name not in _UNDECLARED for one in parser.error_log):
        raise Refused("unreadable", name)
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("unreadable", name)
    return root


def remarks(data: bytes) -> Iterator[str]:
    """The comments and instructions of an XML part, which ``parsed`` leaves out."""
    for start, end in ((b"<!--", b"-->"), (b"<?", b"?>")):
        place = 0
        while (place := data.find(start, place)) >= 0:
            stop = data.find(end, place + len(start))
            if stop < 0:
                break
            said = data[place + len(start) : stop]
            if not said.startswith((b"xml ", b"mso-")):
                yield said.decode("utf-8", "replace")
            place = stop + len(end)


def local(element: etree._Element) -> str:
    """The name of an element without its namespace, which the strict and the usual form of a format do not share."""
    return _bare(str(element.tag))


@lru_cache(maxsize=4096)  # a part has few names, and many elements
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2]


def attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its local name."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def on(element: etree._Element, name: str = "val") -> bool:
    """A switch as office formats write it: there without a value, or with one that is not off."""
    return (attribute(element, name) or "1").lower() not in ("0", "false", "off", "none")


def _trailing(data: bytes) -> bool:
    """Return whether bytes follow the archive's own end, or its comment; a newline or zeros say nothing."""
    end = data.rfind(_END)
    return end < 0 or bool(data[end + 20 : end + 22].strip(b"\0")) or bool(data[end + 22 :].strip(_SAYS_NOTHING))


def _gaps(data: bytes, entries: list[zipfile.ZipInfo], directory: int) -> bool:
    """Return whether something lies between two entries that neither of them names."""
    place = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset - place > _DESCRIPTOR:
            return True
        header = data[entry.header_offset : entry.header_offset + 30]
        if len(header) < 30:
            return True
        name, extra = struct.unpack("<HH", header[26:30])
        place = entry.header_offset + 30 + name + extra + entry.compress_size
    return directory - place > _DESCRIPTOR
