"""Annotations and the fields of forms: what lies on a page besides its content, and what is said there that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from gongkai.attachments.examined import Notes
from gongkai.attachments.pdf.metadata import text_of

# A seal's picture is a stamp; what it shows and covers is seen like the rest of the page.
_SHOWN = frozenset({"/Link", "/Widget", "/PrinterMark", "/TrapNet", "/Watermark", "/Stamp"})
_ACTIVE = frozenset({"/Screen", "/Movie", "/Sound", "/RichMedia", "/3D"})
_UNSEEN = 2 | 32  # the flags Hidden and NoView
_DEEPEST = 30


def unshown_appearances(page: pikepdf.Page, where: str, notes: Notes) -> list[pikepdf.Stream]:
    """The annotations of one page. Returns the appearances that are in the file and not shown."""
    unshown: list[pikepdf.Stream] = []
    for one in page.obj.get("/Annots", []):
        if not isinstance(one, pikepdf.Dictionary):
            continue
        kind = str(one.get("/Subtype", ""))
        if kind == "/Redact":
            notes.fault("unapplied_redaction", where)
        elif kind == "/FileAttachment":
            notes.fault("embedded_file", where)
        elif kind in _ACTIVE:
            notes.fault("active_content", where)
        elif kind not in _SHOWN:
            notes.fault("annotations", where)
        hidden = _hidden(one)
        if kind == "/Widget":
            if hidden and _value(one):
                notes.fault("hidden_text", where)
            else:
                notes.text(_value(one), where)
        unshown += _appearances(one, hidden)
    return unshown


def appear(page: pikepdf.Page) -> bool:
    """Return whether some annotation of a page has an appearance, which is to be seen and read like the page."""
    return any("/AP" in one for one in page.obj.get("/Annots", []) if isinstance(one, pikepdf.Dictionary))


def _hidden(one: pikepdf.Dictionary) -> bool:
    rectangle = [float(side) for side in one.get("/Rect", [])]
    flat = len(rectangle) != 4 or abs(rectangle[2] - rectangle[0]) < 1 or abs(rectangle[3] - rectangle[1]) < 1
    return bool(int(one.get("/F", 0)) & _UNSEEN) or flat


def _value(one: pikepdf.Dictionary) -> str:
    """Return what is filled in, in the field itself or the one above it."""
    for _ in range(_DEEPEST):
        value = one.get("/V")
        if value is not None:
            return text_of(value) or "" if isinstance(value, pikepdf.String) else ""
        above = one.get("/Parent")
        if not isinstance(above, pikepdf.Dictionary):
            return ""
        one = above
    return ""


def _appearances(one: pikepdf.Dictionary, hidden: bool) -> Iterator[pikepdf.Stream]:
    looks = one.get("/AP")
    if not isinstance(looks, pikepdf.Dictionary):
        return
    for key, found in looks.items():
        states = (
            list(found.items())
            if not isinstance(found, pikepdf.Stream) and isinstance(found, pikepdf.Dictionary)
            else [("", found)]
        )
        for state, stream in states:
            shown = key == "/N" and not hidden and state in ("", one.get("/AS"))
            if isinstance(stream, pikepdf.Stream) and not shown:
                yield stream


def fields(document: pikepdf.Pdf, notes: Notes) -> None:
    """Fields that stand on no page: what is filled in there is hidden."""
    form = document.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return
    placed = {
        one.objgen for page in document.pages for one in page.obj.get("/Annots", []) if isinstance(one, pikepdf.Object)
    }
    waiting = [(one, 0) for one in form.get("/Fields", [])]
    while waiting:
        one, depth = waiting.pop()
        if not isinstance(one, pikepdf.Dictionary) or depth > _DEEPEST:
            continue
        kids = one.get("/Kids")
        if isinstance(kids, pikepdf.Array) and len(kids):
            waiting += [(kid, depth + 1) for kid in kids]
        elif one.objgen not in placed and _value(one):
            notes.fault("hidden_text")
