"""What all office files may say besides their content: properties, thumbnails, printers, pictures with EXIF."""

from __future__ import annotations

import re

from lxml import etree

from gongkai.attachments.package import attribute, local
from gongkai.cleaning import report
from gongkai.cleaning.edited import EditedPackage, remove
from gongkai.cleaning.pictures import clean_inside
from gongkai.cleaning.report import Went

# Of the properties stay what the file is called and in which language, and what programs count.
_KEPT_CORE = frozenset({"title", "language", "created", "modified"})
_GONE_APP = frozenset({"Company", "Manager", "HyperlinkBase", "Template", "TitlesOfParts", "HeadingPairs", "HLinks"})
_CALLED = {
    "creator": "作者", "lastModifiedBy": "最后修改者", "Company": "单位", "Manager": "主管", "keywords": "标记", "description": "备注",
    "subject": "主题", "category": "类别", "Template": "模板名称",
}  # fmt: skip
_PICTURE = re.compile(r"\.(png|jpe?g|gif|webp)$", re.IGNORECASE)
_OF_PEOPLE = frozenset({"creator", "lastModifiedBy", "Company", "Manager"})


def clean(parts: EditedPackage, went: Went) -> None:
    if parts.trailing:
        went.gone(report.APPENDED, "", "appended_data")
    _properties(parts, went)
    for name in list(parts.of_type("custom-properties+xml")):
        if len(parts.xml(name)):
            went.gone(report.CUSTOM)
            parts.drop(name)
    for relation, target in list(parts.relations("")):
        if (attribute(relation, "Type") or "").endswith("/thumbnail"):
            went.gone(report.THUMBNAIL)
            parts.drop(target) if target else parts.drop_relation("", relation)
    for name in list(parts.of_type("printerSettings")):
        went.gone(report.PRINTER)
        parts.drop(name)
    pictures(parts, went)


def pictures(parts: EditedPackage, went: Went) -> None:
    """What pictures say besides what they show."""
    for name in parts.names:
        if _PICTURE.search(name):
            _picture(parts, name, went)


def _properties(parts: EditedPackage, went: Went) -> None:
    for name in list(parts.of_type("core-properties+xml")):
        _strip(parts, name, [one for one in parts.xml(name) if local(one) not in _KEPT_CORE], went)
    for name in list(parts.of_type("extended-properties+xml")):
        _strip(parts, name, [one for one in parts.xml(name) if local(one) in _GONE_APP], went)


def _strip(parts: EditedPackage, name: str, gone: list[etree._Element], went: Went) -> None:
    for one in gone:
        if "".join(map(str, one.itertext())).strip():
            settles = ("author",) if local(one) in _OF_PEOPLE else ()
            went.gone(report.PROPERTIES, _CALLED.get(local(one), ""), *settles)
        remove(one)
    if gone:
        parts.changed(name)


def _picture(parts: EditedPackage, name: str, went: Went) -> None:
    inner = Went()
    data = clean_inside(parts.read(name), inner)
    if not inner:
        return
    parts.write(name, data)
    for kind in inner.kinds:
        went.gone(kind, name.rpartition("/")[2], *inner.settled)
