"""OFD: author, keywords, custom data, the notes of people, pictures with EXIF. Never a sealed one, whose seal would not hold any more."""

from __future__ import annotations

from lxml import etree

from gongkai.attachments.fixed_layout import NO_NOTES
from gongkai.attachments.ofd_parts import OfdParts
from gongkai.attachments.package import attribute, local
from gongkai.cleaning import office, report
from gongkai.cleaning.edited import EditedPackage, remove
from gongkai.cleaning.report import Asked, Went
from gongkai.core.findings import CannotRun

# Of what is said about a document stay its title, its identifier, its days and the program that made it.
_GONE = {
    "Author": report.PROPERTIES, "Subject": report.PROPERTIES, "Abstract": report.PROPERTIES, "Keywords": report.PROPERTIES,
    "CustomDatas": report.CUSTOM, "Cover": report.THUMBNAIL,
}  # fmt: skip
_CALLED = {"Author": "作者", "Subject": "主题", "Abstract": "备注", "Keywords": "关键字"}


def clean(package: EditedPackage, asked: Asked, went: Went) -> None:
    """Raises CannotRun for a file that is sealed, Refused for one that is no OFD."""
    parts = OfdParts(package.as_package())
    root = package.xml(parts.root)
    if any(local(one) == "Signatures" and parts.found(one.text or "", parts.root) for one in root.iter(etree.Element)):
        raise CannotRun(
            "文件有电子印章或数字签名，清理会使印章失效，没有清理：盖章件就是正式文本，请原样登记；"
            "要清理的，清理盖章以前的文件，再重新盖章",
            "the file is sealed or signed, and cleaning would break the seal: list it as it is, or clean the file from before "
            "the seal and have it sealed again",
        )
    if package.trailing:
        went.gone(report.APPENDED, "", "appended_data")
    _about(package, parts, root, went)
    for document in list(parts.documents()):
        _annotations(package, parts, document, asked, went)
    office.pictures(package, went)


def _about(package: EditedPackage, parts: OfdParts, root: etree._Element, went: Went) -> None:
    gone = [one for info in root.iter("{*}DocInfo") for one in info if local(one) in _GONE]
    for one in gone:
        name = local(one)
        if "".join(map(str, one.itertext())).strip():
            went.gone(_GONE[name], _CALLED.get(name, ""), *(("author",) if name == "Author" else ()))
        if name == "Cover" and (part := parts.found(one.text or "", parts.root)):
            package.drop_file(part)
        remove(one)
    if gone:
        package.changed(parts.root)


def _annotations(package: EditedPackage, parts: OfdParts, document: str, asked: Asked, went: Went) -> None:
    """Watermarks, stamps and links are no notes of people, and stay."""
    pages = [
        attribute(one, "ID")
        for group in package.xml(document, tolerant=True)
        if local(group) == "Pages"
        for one in group
    ]
    for address in [one.text or "" for one in package.xml(document, tolerant=True) if local(one) == "Annotations"]:
        index = parts.found(address, document)
        for page in list(package.xml(index, tolerant=True)) if index else ():
            number = attribute(page, "PageID")
            where = f"第{pages.index(number) + 1}页" if number in pages else ""
            for file in (parts.found(one.text or "", index or "") for one in page if local(one) == "FileLoc"):
                notes = [
                    one
                    for one in (package.xml(file, tolerant=True) if file else ())
                    if local(one) == "Annot" and attribute(one, "Type") not in NO_NOTES
                ]
                if notes and asked.annotations != "delete":
                    went.stays(report.ANNOTATIONS, "--annotations delete", where)
                elif notes and file:
                    for one in notes:
                        remove(one)
                    went.gone(report.ANNOTATIONS, where, "annotations")
                    package.changed(file)
