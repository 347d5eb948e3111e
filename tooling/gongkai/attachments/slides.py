"""PPTX: hidden slides and shapes, speaker notes, comments; and its text."""

from __future__ import annotations

from lxml import etree

from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.package import Package, attribute, local


def look(package: Package, notes: Notes) -> None:
    """Raises Refused where it is no presentation."""
    if "ppt/presentation.xml" not in package.names:
        raise Refused("wrong_type")
    for name in package.below("ppt/"):
        folder, _, file = name.lower().rpartition("/")
        if folder in ("ppt/comments", "ppt/moderncomments"):
            notes.fault("comments")
        if folder not in ("ppt/slides", "ppt/notesslides", "ppt/comments", "ppt/diagrams", "ppt/charts"):
            continue
        root = package.xml(name)
        number = file.removesuffix(".xml")
        if folder == "ppt/slides" and attribute(root, "show") in ("0", "false"):
            notes.fault("hidden_slide", number)
        if folder == "ppt/notesslides" and _noted(root):
            notes.fault("speaker_notes", number)
        for paragraph in root.iter(etree.Element):
            if local(paragraph) in ("p", "text"):
                said = "".join(_texts(paragraph)) or paragraph.text
                notes.text(said) if folder == "ppt/slides" else notes.aside(said)
            elif local(paragraph) == "cNvPr" and attribute(paragraph, "hidden") in ("1", "true"):
                notes.fault("hidden_text", number)


def _noted(root: etree._Element) -> bool:
    """Whether somebody wrote something, besides the number that every notes page bears."""
    runs = (one for one in root.iter(etree.Element) if local(one) == "r")
    return any("".join(_texts(run)).strip() for run in runs)


def _texts(element: etree._Element) -> list[str]:
    return [one.text or "" for one in element.iter(etree.Element) if local(one) == "t"]
