"""DOCX: comments, tracked changes, hidden text, variables, ids of editing sessions."""

from __future__ import annotations

from lxml import etree

from gongkai.attachments.package import attribute, local, on
from gongkai.cleaning import report, unseen
from gongkai.cleaning.changes import settle
from gongkai.cleaning.edited import EditedPackage, remove
from gongkai.cleaning.report import Asked, Went
from gongkai.core.findings import CannotRun

_COMMENTS = ("comments+xml", "commentsExtended+xml", "commentsIds+xml", "commentsExtensible+xml", "people+xml",
             "documenttasks+xml")  # fmt: skip
_TEXTS = (
    "document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml", "document.glossary+xml",
    "styles+xml", "numbering+xml",
)  # fmt: skip
_ANCHORS = frozenset({"commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"})
_CHANGED = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"})
_SAYS = frozenset(
    {"t", "delText", "tab", "br", "cr", "drawing", "pict", "object", "sym", "instrText", "fldChar", "noBreakHyphen"}
)


def clean(parts: EditedPackage, asked: Asked, went: Went) -> None:
    """Raises CannotRun where there are changes and nobody said what becomes of them."""
    texts = list(parts.of_type(*_TEXTS))
    changed = [name for name in texts if _tracked(parts.xml(name))]
    if changed and asked.changes is None:
        raise CannotRun(
            "文件中有修订痕迹：请加 --changes accept（接受全部修订）或 --changes reject（拒绝全部修订）再运行",
            "there are tracked changes: say --changes accept or --changes reject",
        )
    for name in changed:
        touched = settle(parts.xml(name), accept=asked.changes == "accept")
        places = _Places(parts.xml(name), name)
        for one in touched:
            went.gone(report.CHANGES, places.of(one))
        went.gone(report.CHANGES, "", "tracked_changes")
        parts.changed(name)
    _comments(parts, texts, went)
    hidden = _hidden_styles(parts)
    for name in texts:
        _hidden(parts, name, hidden, asked, went)
        if _without_sessions(parts.xml(name)):
            went.gone(report.EDITING)
            parts.changed(name)
    unseen.clean(parts, asked, went, marked=lambda run: _vanishes(run, hidden))
    for name in list(parts.of_type("settings+xml")):
        _settings(parts, name, went)


def _tracked(root: etree._Element) -> bool:
    for element in root.iter(etree.Element):
        name = local(element)
        if "wordprocessingml" in str(element.tag) and (
            name in _CHANGED or name.endswith("Change") or (name.startswith("move") and "Range" in name)
        ):
            return True
    return False


def _comments(parts: EditedPackage, texts: list[str], went: Went) -> None:
    for name in list(parts.of_type(*_COMMENTS)):
        if any(local(one) == "comment" for one in parts.xml(name)):
            went.gone(report.COMMENTS, "", "comments")
        parts.drop(name)
    for name in texts:
        places = _Places(parts.xml(name), name)
        anchors = [one for one in parts.xml(name).iter(etree.Element) if local(one) in _ANCHORS]
        for one in anchors:
            if local(one) == "commentReference":
                went.gone(report.COMMENTS, places.of(one), "comments")
            run = one.getparent()
            remove(one)
            if run is not None and local(run) == "r" and all(local(child) == "rPr" for child in run):
                remove(run)
        if anchors:
            parts.changed(name)


def _hidden_styles(parts: EditedPackage) -> frozenset[str]:
    found = set()
    for name in parts.of_type("styles+xml"):
        for style in parts.xml(name):
            if local(style) == "style" and any(local(one) == "vanish" and on(one) for one in style.iter(etree.Element)):
                found.add(attribute(style, "styleId") or "")
    return frozenset(found)


def _hidden(parts: EditedPackage, name: str, styles: frozenset[str], asked: Asked, went: Went) -> None:
    root, changed = parts.xml(name), False
    places = _Places(root, name)
    for element in list(root.iter(etree.Element)):
        if local(element) == "r" and _vanishes(element, styles) and any(local(one) in _SAYS for one in element):
            kind, target = report.HIDDEN_TEXT, element
        elif local(element) == "docPr" and attribute(element, "hidden") in ("1", "true"):
            drawing = next((one for one in element.iterancestors() if local(one) in ("drawing", "pict")), None)
            kind, target = report.HIDDEN_SHAPE, drawing if drawing is not None else element
        else:
            continue
        if not asked.hidden:
            went.stays(kind, "--hidden delete", places.of(element))
            continue
        went.gone(kind, places.of(element), "hidden_text")
        paragraph = target.getparent()
        remove(target)
        changed = True
        if paragraph is not None and local(paragraph) == "p":
            _empty(paragraph)
    if changed:
        parts.changed(name)


def _vanishes(run: etree._Element, styles: frozenset[str]) -> bool:
    properties = [one for child in run if local(child) == "rPr" for one in child]
    own = [on(one) for one in properties if local(one) in ("vanish", "specVanish")]
    if own:
        return any(own)
    named = [attribute(one, "val") for one in properties if local(one) == "rStyle"]
    above = run.getparent()
    if above is not None:
        named += [
            attribute(one, "val") for child in above if local(child) == "pPr" for one in child if local(one) == "pStyle"
        ]
    return any(one in styles for one in named)


def _empty(paragraph: etree._Element) -> None:
    """A paragraph that was hidden with its mark goes, unless it is the last of what it stands in."""
    if any(local(one) not in ("pPr", "bookmarkStart", "bookmarkEnd", "proofErr") for one in paragraph):
        return
    mark = [
        one
        for child in paragraph
        if local(child) == "pPr"
        for one in child.iter(etree.Element)
        if local(one) == "vanish"
    ]
    section = any(local(one) == "sectPr" for one in paragraph.iter(etree.Element))
    after = paragraph.getnext()
    if any(map(on, mark)) and not section and after is not None and local(after) == "p":
        remove(paragraph)


def _without_sessions(root: etree._Element) -> bool:
    found = False
    for element in root.iter(etree.Element):
        for key in [key for key in element.attrib if str(key).rpartition("}")[2].startswith("rsid")]:
            del element.attrib[key]
            found = True
    return found


def _settings(parts: EditedPackage, name: str, went: Went) -> None:
    for relation, _ in list(parts.relations(name)):
        if (attribute(relation, "Type") or "").endswith("/attachedTemplate"):
            went.gone(report.TEMPLATE, "", "external_link")
            parts.drop_relation(name, relation)
    gone = [one for one in parts.xml(name) if local(one) in _SETTINGS]
    for one in gone:
        remove(one)
        if kind := _SETTINGS[local(one)]:
            went.gone(kind)
    if gone:
        parts.changed(name)


_SETTINGS = {
    "docVars": report.VARIABLES,
    "rsids": report.EDITING,
    "attachedTemplate": report.TEMPLATE,
    "trackRevisions": None,
}
_CALLED = {
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "styles": "样式",
    "numbering": "编号",
}


class _Places:
    """Where something stands in a part, as people count: paragraphs from the beginning of the text, other parts by their name."""

    def __init__(self, root: etree._Element, name: str) -> None:
        file = name.rpartition("/")[2]
        self._called = next((zh for key, zh in _CALLED.items() if file.startswith(key)), "")
        self._numbers: dict[etree._Element, int] = {}
        for one in root.iter(etree.Element) if not self._called else ():
            if local(one) == "p":
                self._numbers[one] = len(self._numbers) + 1

    def of(self, element: etree._Element) -> str:
        if self._called:
            return self._called
        inner = (one for one in element.iter(etree.Element) if one in self._numbers)
        around = (one for one in element.iterancestors() if one in self._numbers)
        found = element if element in self._numbers else next(around, None)
        found = next(inner, None) if found is None else found
        return "" if found is None else f"第{self._numbers[found]}段"
