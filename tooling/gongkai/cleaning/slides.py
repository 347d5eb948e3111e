"""PPTX: comments, hidden slides and shapes, speaker notes."""

from __future__ import annotations

from lxml import etree

from gongkai.attachments.package import attribute, local
from gongkai.cleaning import report
from gongkai.cleaning.edited import EditedPackage, remove
from gongkai.cleaning.report import Asked, Went

_COMMENTS = ("comments+xml", "commentAuthors+xml", "powerpoint.comments+xml", "powerpoint.authors+xml")
_SHAPES = frozenset({"sp", "pic", "graphicFrame", "grpSp", "cxnSp"})


def clean(parts: EditedPackage, asked: Asked, went: Went) -> None:
    for name in list(parts.of_type(*_COMMENTS)):
        if name in parts.names:
            went.gone(report.COMMENTS, "", "comments")
            parts.drop(name)
    _slides(parts, asked, went)
    for name in list(parts.of_type("notesSlide+xml")):
        _notes(parts, name, asked, went)


def _slides(parts: EditedPackage, asked: Asked, went: Went) -> None:
    for show in list(parts.of_type("presentation.main+xml", "slideshow.main+xml")):
        root = parts.xml(show)
        order = [one for one in root.iter(etree.Element) if local(one) == "sldId" and _relation(one)]
        for number, one in enumerate(order, 1):
            part, where = parts.target(show, _relation(one)), f"第{number}张幻灯片"
            if not part:
                continue
            if attribute(parts.xml(part), "show") in ("0", "false"):
                if asked.hidden:
                    went.gone(report.HIDDEN_SLIDE, where, "hidden_slide")
                    _drop(parts, show, part, one.get("id") or "")
                else:
                    went.stays(report.HIDDEN_SLIDE, "--hidden delete")
                continue
            _shapes(parts, part, where, asked, went)


def _relation(element: etree._Element) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("relationships}id")), "")


def _drop(parts: EditedPackage, show: str, part: str, number: str) -> None:
    """A slide with its places in the order, in sections and in shows of one's own."""
    parts.drop(part)
    for one in [
        one for one in parts.xml(show).iter(etree.Element) if local(one) == "sldId" and one.get("id") == number
    ]:
        remove(one)
    parts.changed(show)


def _shapes(parts: EditedPackage, part: str, where: str, asked: Asked, went: Went) -> None:
    changed = False
    for one in list(parts.xml(part).iter(etree.Element)):
        if local(one) != "cNvPr" or attribute(one, "hidden") not in ("1", "true"):
            continue
        shape = next((above for above in one.iterancestors() if local(above) in _SHAPES), None)
        if shape is None or shape.getparent() is None:
            continue
        if asked.hidden:
            went.gone(report.HIDDEN_SHAPE, where, "hidden_text")
            remove(shape)
            changed = True
        else:
            went.stays(report.HIDDEN_SHAPE, "--hidden delete")
    if changed:
        parts.changed(part)


def _notes(parts: EditedPackage, name: str, asked: Asked, went: Went) -> None:
    runs = [one for one in parts.xml(name).iter(etree.Element) if local(one) == "r" and _says(one)]
    if not runs:
        return
    if not asked.hidden:
        went.stays(report.NOTES, "--hidden delete")
        return
    went.gone(report.NOTES, "", "speaker_notes")
    for one in runs:
        remove(one)
    parts.changed(name)


def _says(run: etree._Element) -> bool:
    return any((one.text or "").strip() for one in run.iter(etree.Element) if local(one) == "t")
