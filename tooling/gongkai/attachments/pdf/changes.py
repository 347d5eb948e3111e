"""How one revision of a PDF altered an object of the revision before."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

import pikepdf


class Change(IntEnum):
    """From nothing at all to anything. ``SEAL``: what a signature needs. ``ADDED``: nothing that was there is gone."""

    NONE = 0
    SEAL = 1
    ADDED = 2
    OTHER = 3


_CATALOG = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Metadata", "/Version"})
_PAGE = frozenset({"/Annots", "/LastModified"})
_FORM = frozenset({"/Fields", "/SigFlags", "/NeedAppearances", "/DR", "/DA"})
_FIELD = frozenset({"/V", "/AP", "/AS", "/F", "/M", "/MK", "/DA", "/Lock", "/SV", "/Rect", "/DR"})
_PROPERTIES = frozenset({"/ModDate", "/Producer", "/Creator", "/CreationDate"})
_MOST_DEPTH = 12


def change(old: pikepdf.Pdf, new: pikepdf.Pdf, number: int) -> Change:
    """Return what happened to the object of this number."""
    one, other = _get(old, number), _get(new, number)
    if one is None or _kind(one) in ("/XRef", "/ObjStm") or _same(one, other):
        return Change.NONE
    if isinstance(one, pikepdf.Stream) or isinstance(other, pikepdf.Stream):
        return Change.SEAL if _kind(one) == _kind(other) == "/Metadata" else Change.OTHER
    if isinstance(one, pikepdf.Dictionary) and isinstance(other, pikepdf.Dictionary):
        return _dictionary(old, one, other, number)
    if isinstance(one, pikepdf.Array) and isinstance(other, pikepdf.Array):
        return _list(one, other)
    return Change.OTHER


def _get(document: pikepdf.Pdf, number: int) -> Any:
    try:
        return document.get_object(number, 0)
    except (ValueError, pikepdf.PdfError):
        return None


def _kind(one: Any) -> str:
    return str(one.get("/Type", "")) if isinstance(one, pikepdf.Dictionary | pikepdf.Stream) else ""


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, pikepdf.Stream):
        return (
            isinstance(other, pikepdf.Stream)
            and _text(one.stream_dict) == _text(other.stream_dict)
            and one.read_raw_bytes() == other.read_raw_bytes()
        )
    return not isinstance(other, pikepdf.Stream) and _text(one, whole=True) == _text(other, whole=True)


def _text(one: Any, *, whole: bool = False) -> bytes:
    if isinstance(one, pikepdf.Object):
        return one.unparse(resolved=True) if whole else one.unparse()
    return repr(one).encode()


def _dictionary(old: pikepdf.Pdf, one: Any, other: Any, number: int) -> Change:
    keys = {
        key
        for key in {*one.keys(), *other.keys()}
        if key not in one or key not in other or _text(one[key]) != _text(other[key])
    }
    if _kind(one) == "/Catalog":
        worst = Change.SEAL if keys <= _CATALOG else Change.OTHER
        if worst is Change.SEAL and "/AcroForm" in keys and "/AcroForm" in one and not one["/AcroForm"].is_indirect:
            worst = _dictionary(old, one["/AcroForm"], other.get("/AcroForm", pikepdf.Dictionary()), -1)
    elif _kind(one) == "/Page" and keys <= _PAGE:
        worst = _list(one.get("/Annots", pikepdf.Array()), other.get("/Annots", pikepdf.Array()))
    elif "/Fields" in one and keys <= _FORM:
        worst = _list(one["/Fields"], other.get("/Fields", pikepdf.Array()))
    elif one.get("/FT") == "/Sig" and keys <= _FIELD and "/V" not in one:
        worst = Change.SEAL
    elif _kind(one) == "/DSS" or "/VRI" in one or "/Certs" in one:
        worst = Change.SEAL if _added(one, other, 0) else Change.OTHER
    elif number == _number_of(old.trailer.get("/Info")) and keys <= _PROPERTIES:
        worst = Change.SEAL
    else:
        worst = Change.ADDED if _added(one, other, 0) else Change.OTHER
    return worst


def _number_of(one: Any) -> int:
    return int(one.objgen[0]) if isinstance(one, pikepdf.Object) and one.is_indirect else -2


def _list(one: Any, other: Any) -> Change:
    """A list of fields or annotations: seals may join it."""
    before = [_text(inner) for inner in one]
    after = [(_text(inner), inner) for inner in other]
    kept = {text for text, _ in after}
    if any(text not in kept for text in before):
        return Change.OTHER
    known = set(before)
    joined = [inner for text, inner in after if text not in known]
    if all(_seal(inner) for inner in joined):
        return Change.SEAL
    return (
        Change.ADDED
        if all(isinstance(inner, pikepdf.Dictionary | pikepdf.Stream) for inner in joined)
        else Change.OTHER
    )


def _seal(one: Any) -> bool:
    if not isinstance(one, pikepdf.Dictionary):
        return False
    above = one.get("/Parent")
    kind = one.get("/FT") or (above.get("/FT") if isinstance(above, pikepdf.Dictionary) else None)
    return bool(kind == "/Sig")


def _added(one: Any, other: Any, depth: int) -> bool:
    """Return whether everything of the one is in the other, in its order."""
    if _text(one) == _text(other):
        return True
    if depth > _MOST_DEPTH:
        return False
    if isinstance(other, pikepdf.Array):
        before = [_text(inner) for inner in one] if isinstance(one, pikepdf.Array) else [_text(one)]
        after = iter([_text(inner) for inner in other])
        return all(text in after for text in before)
    if isinstance(one, pikepdf.Dictionary) and isinstance(other, pikepdf.Dictionary):
        return all(key in other and _added(value, other[key], depth + 1) for key, value in one.items())
    return False
