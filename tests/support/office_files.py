"""Office and OFD files written by hand, in the forms that Word, Excel, PowerPoint, WPS and invoice programs write, with something sown into them."""

# ruff: noqa: E501 - an element of XML is one line

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_NAMES = (
    f'{W} xmlns:r="{_OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
_SHEET = f'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{_OFFICE}"'
_SLIDE = (
    f'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="{_OFFICE}" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


@dataclass(frozen=True)
class Part:
    """A part of a package: what leads to it, from which part, and what it is."""

    name: str
    text: str | bytes
    kind: str = ""  # of the relation; none leads to it without one
    source: str = ""
    type: str = ""
    id: str = ""
    external: str = ""  # an address instead of a part


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def package(parts: Sequence[Part], *, strict: bool = False) -> bytes:
    """An OOXML package with its content types and relations."""
    base = _STRICT if strict else _OFFICE
    written: dict[str, str | bytes] = {}
    overrides, relations = [], dict[str, list[str]]()
    for place, one in enumerate(parts):
        if not one.external:
            written[one.name] = one.text
        if one.type:
            overrides.append(f'<Override PartName="/{one.name}" ContentType="{one.type}"/>')
        if one.kind:
            kind = one.kind if "/" in one.kind else f"{base}/{one.kind}"
            target = f'Target="{one.external}" TargetMode="External"' if one.external else f'Target="/{one.name}"'
            relations.setdefault(one.source, []).append(
                f'<Relationship Id="{one.id or f"rIdX{place}"}" Type="{kind}" {target}/>'
            )
    for source, lines in relations.items():
        folder, _, file = source.rpartition("/")
        written[f"{folder}/_rels/{file}.rels".lstrip("/")] = (
            f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'
        )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(f'<Default Extension="{one}" ContentType="image/{one}"/>' for one in ("png", "jpeg", "emf"))
    )
    types = f'<Types xmlns="{_PACKAGE}/content-types">{defaults}<Default Extension="xml" ContentType="application/xml"/>{"".join(overrides)}</Types>'
    return zipped({"[Content_Types].xml": types} | written)


_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def docx(body: str, *more: Part, styles: str = "", main: str = "word/document.xml", before: str = "") -> bytes:
    document = f"<w:document {_NAMES}>{before}<w:body>{body}<w:sectPr/></w:body></w:document>"
    parts = [Part(main, document, "officeDocument", "", f"{_WORD_TYPE}.document.main+xml")]
    if styles:
        parts.append(
            Part(
                "word/styles.xml", f"<w:styles {_NAMES}>{styles}</w:styles>", "styles", main, f"{_WORD_TYPE}.styles+xml"
            )
        )
    return package([*parts, *more])


def paragraph(text: str, run: str = "", properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def word_part(name: str, text: str, kind: str, main: str = "word/document.xml") -> Part:
    """A part beside the main one; ``{names}`` in its text are the usual namespaces."""
    return Part(name, text.replace("{names}", _NAMES), kind, main)


def word_bar(color: str, text: str, behind: str = "0", offset: int = 20_000) -> str:
    """A paragraph with a box drawn in front of its text, or behind it."""
    return (
        f'<w:p><w:r><w:t>{text}</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor behindDoc="{behind}"><wp:positionV relativeFrom="paragraph">'
        f'<wp:posOffset>{offset}</wp:posOffset></wp:positionV><wp:extent cx="1600000" cy="200000"/><wp:wrapNone/><a:graphic><a:graphicData><wps:wsp><wps:spPr><a:solidFill>'
        f'<a:srgbClr val="{color}"/></a:solidFill></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>'
    )


_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def xlsx(
    sheet: str, *more: Part, styles: str = "", shared: Sequence[str] = (), workbook: str = "", state: str = "", part: str = "xl/worksheets/sheet1.xml"
) -> bytes:  # fmt: skip
    """A workbook of one sheet, 名单, whose content is given."""
    hidden = f' state="{state}"' if state else ""
    book = (
        f'<workbook {_SHEET}><sheets><sheet name="名单" sheetId="1" r:id="rId1"{hidden}/></sheets>{workbook}</workbook>'
    )
    parts = [
        Part("xl/workbook.xml", book, "officeDocument", "", f"{_SHEET_TYPE}.sheet.main+xml"),
        Part(
            part,
            f"<worksheet {_SHEET}>{sheet}</worksheet>",
            "worksheet",
            "xl/workbook.xml",
            f"{_SHEET_TYPE}.worksheet+xml",
            "rId1",
        ),
    ]
    if styles:
        parts.append(Part("xl/styles.xml", f"<styleSheet {_SHEET}>{styles}</styleSheet>", "styles", "xl/workbook.xml"))
    if shared:
        strings = "".join(one if one.startswith("<") else f"<si><t>{one}</t></si>" for one in shared)
        parts.append(Part("xl/sharedStrings.xml", f"<sst {_SHEET}>{strings}</sst>", "sharedStrings", "xl/workbook.xml"))
    return package([*parts, *more])


def cells(*values: str, row: str = "") -> str:
    """A row of a sheet; values are written as they are given, ``<c …>`` elements or text."""
    columns = "ABCDEFGHIJ"
    made = (
        value if value.startswith("<") else f'<c r="{columns[place]}1" t="inlineStr"><is><t>{value}</t></is></c>'
        for place, value in enumerate(values)
    )
    return f'<sheetData><row r="1" {row}>{"".join(made)}</row></sheetData>'


def sheet_part(name: str, text: str, kind: str, source: str = "xl/worksheets/sheet1.xml") -> Part:
    return Part(name, text.replace("{names}", _SHEET), kind, source)


_SLIDE_TYPE = "application/vnd.openxmlformats-officedocument.presentationml"


def shape(
    text: str, *, at: tuple[int, int] = (100_000, 100_000), run: str = "", fill: str = "", about: str = ""
) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="2" name="标题 1"{about}/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{at[0]}" y="{at[1]}"/>'
        f'<a:ext cx="3000000" cy="800000"/></a:xfrm><a:prstGeom prst="rect"/>{fill}</p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="zh-CN">{run}'
        f"</a:rPr><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def pptx(shapes: str, *more: Part, show: str = "", extension: str = "", master: str = "", layout: str = "") -> bytes:
    """A presentation of one slide with its layout and master."""

    def tree(inner: str) -> str:
        return f"<p:cSld><p:spTree><p:nvGrpSpPr/><p:grpSpPr/>{inner}</p:spTree></p:cSld>"

    main = (
        f'<p:presentation {_SLIDE}><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/>{extension}'
        "</p:presentation>"
    )
    slide, layouts, masters = (
        "ppt/slides/slide1.xml",
        "ppt/slideLayouts/slideLayout1.xml",
        "ppt/slideMasters/slideMaster1.xml",
    )
    return package([
        Part("ppt/presentation.xml", main, "officeDocument", "", f"{_SLIDE_TYPE}.presentation.main+xml"),
        Part(slide, f"<p:sld {_SLIDE} {show}>{tree(shapes)}</p:sld>", "slide", "ppt/presentation.xml", f"{_SLIDE_TYPE}.slide+xml", "rId1"),
        Part(layouts, f"<p:sldLayout {_SLIDE}>{tree(layout)}</p:sldLayout>", "slideLayout", slide),
        Part(masters, f"<p:sldMaster {_SLIDE}>{tree(master)}</p:sldMaster>", "slideMaster", layouts),
        *more,
    ])  # fmt: skip


def slide_part(name: str, text: str, kind: str, source: str = "ppt/slides/slide1.xml") -> Part:
    return Part(name, text.replace("{names}", _SLIDE), kind, source)


def ofd_text(
    text: str,
    *,
    box: str = "20 30 100 6",
    x: float = 0,
    size: float = 4,
    about: str = "",
    inside: str = "",
    delta: str = "",
) -> str:
    steps = f' DeltaX="{delta}"' if delta else ""
    return (
        f'<ofd:TextObject ID="9" Boundary="{box}" Font="1" Size="{size}" {about}>{inside}'
        f'<ofd:TextCode X="{x}" Y="4"{steps}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def ofd_box(box: str, color: str = "0 0 0", about: str = "") -> str:
    _, _, width, height = box.split()
    return (
        f'<ofd:PathObject ID="8" Boundary="{box}" Fill="true" Stroke="false" {about}><ofd:FillColor Value="{color}"/>'
        f"<ofd:AbbreviatedData>M 0 0 L {width} 0 L {width} {height} L 0 {height} C</ofd:AbbreviatedData></ofd:PathObject>"
    )


def ofd_parts(
    content: str, *, info: str = "", document: str = "", body: str = "", more: Mapping[str, str | bytes] | None = None
) -> dict[str, str | bytes]:
    """The parts of an OFD file of one page, 210 by 297 millimetres."""
    return {
        "OFD.xml": f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {OFD} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        f"<ofd:DocID>0b34c5a9</ofd:DocID>{info}</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {OFD}><ofd:CommonData><ofd:MaxUnitID>20</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>"
        f'<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>{document}</ofd:Document>',
        "Doc_0/PublicRes.xml": f'<ofd:Res {OFD} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="宋体"/></ofd:Fonts></ofd:Res>',
        "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page {OFD}><ofd:Content><ofd:Layer ID="2" Type="Body">{content}</ofd:Layer></ofd:Content></ofd:Page>',
        **(more or {}),
    }  # fmt: skip


def ofd(
    content: str, *, info: str = "", document: str = "", body: str = "", more: Mapping[str, str | bytes] | None = None
) -> bytes:
    return zipped(ofd_parts(content, info=info, document=document, body=body, more=more))
