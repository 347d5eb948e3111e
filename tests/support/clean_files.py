"""Clean office files: what programs make of an ordinary document, with all that they write besides."""
# ruff: noqa: E501 - an element of XML is one line

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import openpyxl
import pptx as powerpoint
import xlsxwriter
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt, RGBColor
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor as SlideColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches

from support.office_files import Part, paragraph, pptx, shape, sheet_part, slide_part, word_part, xlsx
from support.office_files import docx as word_file

_ROWS = (
    ("村名", "户数", "面积（公顷）", "日期", "占比"),
    ("河东村", 321, 45.75, 46023, 0.3334),
    ("河西村", 87, 3.5, 46054, 0.125),
)


def picture(kind: str = "PNG") -> io.BytesIO:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((120, 80)).convert("RGB").save(out, kind)
    out.seek(0)
    return out


def by_python_docx() -> bytes:
    document = docx.Document()
    document.add_heading("示例县水利局关于河道清淤工程的公告", 0)
    document.add_paragraph("各乡镇人民政府，县直有关单位：", style="Body Text")
    document.add_paragraph("清淤自2026年3月1日起。", style="List Bullet")
    shown = document.add_paragraph().add_run("重点")
    shown.font.highlight_color = WD_COLOR_INDEX.YELLOW
    shown.font.size = Pt(22)
    table = document.add_table(rows=1, cols=5, style="Medium Shading 1 Accent 1")
    for place, head in enumerate(_ROWS[0]):
        table.rows[0].cells[place].text = head
        table.rows[0].cells[place].paragraphs[0].runs[0].font.color.rgb = RGBColor(
            255, 255, 255
        )  # on the ground of the table's style
    for row in _ROWS[1:]:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = str(value)
    document.add_picture(picture(), width=Pt(100))
    document.add_picture(picture("JPEG"), width=Pt(100))
    document.sections[0].header.paragraphs[0].text = "示例县水利局"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    return saved(document.save)


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


def by_openpyxl() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "统计表"
    for row in _ROWS:
        sheet.append(row)
    for cell in sheet[1]:
        cell.font, cell.fill = Font(color="FFFFFFFF", bold=True), PatternFill("solid", fgColor="FF1F4E78")
    for line in (2, 3):
        sheet.cell(line, 4).number_format, sheet.cell(line, 5).number_format = "yyyy/m/d", "0.0%"
    sheet["F1"], sheet["F2"] = "合计", "=SUM(B2:B3)"
    sheet["F3"], sheet["F3"].number_format = 0, "0;-0;;@"
    sheet.add_table(
        Table(
            displayName="统计",
            ref="A1:E3",
            tableStyleInfo=TableStyleInfo(name="TableStyleMedium9", showRowStripes=True),
        )
    )
    sheet.conditional_formatting.add(
        "B2:B3", CellIsRule(operator="lessThan", formula=["100"], font=Font(color="FFFFFFFF"))
    )
    choice = DataValidation(
        type="list", formula1='"是,否"', showErrorMessage=True, error="请选择", promptTitle="提示", prompt="是否"
    )
    sheet.add_data_validation(choice)
    choice.add("G2:G3")
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    sheet.column_dimensions["H"].hidden = True  # with nothing in it
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    sheet.add_chart(chart, "J2")
    sheet.oddHeader.center.text = "示例县"
    sheet.add_image(openpyxl.drawing.image.Image(picture()), "J20")
    return saved(book.save)


def by_xlsxwriter() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("收支")
    head = book.add_format({"bold": True, "font_color": "white", "bg_color": "#305496"})
    money, share, day = (book.add_format({"num_format": one}) for one in ("#,##0.00", "0.00%", "yyyy年m月d日"))
    sheet.write_row(0, 0, _ROWS[0], head)
    for place, (village, households, _, date, part) in enumerate(_ROWS[1:], 1):
        sheet.write(place, 0, village)
        sheet.write_number(place, 1, float(households) * 10_000.5, money)
        sheet.write_number(place, 3, date, day)
        sheet.write_number(place, 4, part, share)
    sheet.write_formula(3, 1, "=SUM(B2:B3)", money, 4080204)
    sheet.write_rich_string(4, 0, "其中", book.add_format({"bold": True}), "重点", "村")
    sheet.set_header('&L示例县&C&"黑体,常规"&14收支表&R第 &P 页')
    sheet.add_table(
        6,
        0,
        9,
        2,
        {
            "columns": [{"header": one} for one in ("项目", "金额", "备注")],
            "data": [["养护", 120, ""], ["清淤", 80, "已完成"]],
        },
    )
    sheet.autofilter(0, 0, 2, 4)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=收支!$B$2:$B$3", "name": "户数"})
    sheet.insert_chart("H2", chart)
    sheet.insert_textbox(12, 1, "说明：单位为元")
    book.close()
    return out.getvalue()


def by_python_pptx() -> bytes:
    deck = powerpoint.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text, slide.placeholders[1].text = "示例县重点项目", "二〇二六年"
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "进度"
    box = second.shapes.add_shape(MSO_SHAPE.RECTANGLE, Inches(1), Inches(2), Inches(3), Inches(1))
    box.fill.solid()
    box.fill.fore_color.rgb = SlideColor(0, 32, 96)
    box.text_frame.text = "已完成"
    box.text_frame.paragraphs[0].runs[0].font.color.rgb = SlideColor(255, 255, 255)
    data = CategoryChartData()
    data.categories = ["一季度", "二季度"]
    data.add_series("投资（万元）", (120, 180.5))
    second.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(5), Inches(2), Inches(4), Inches(3), data)
    table = second.shapes.add_table(2, 2, Inches(1), Inches(4), Inches(3), Inches(1)).table
    table.cell(0, 0).text, table.cell(1, 1).text = "项目", "清淤"
    second.shapes.add_picture(picture("JPEG"), Inches(1), Inches(5), Inches(1))
    return saved(deck.save)


_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


def _properties(program: str, version: str, author: str = "", company: str = "") -> list[Part]:
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>公告</dc:title>'
        f"<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>13</cp:revision>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-03-01T01:02:00Z</dcterms:created></cp:coreProperties>'
    )
    app = (
        f'<Properties xmlns="{_EXTENDED}"><Template>Normal.dotm</Template><TotalTime>137</TotalTime><Pages>2</Pages><Words>1380</Words>'
        f"<Application>{program}</Application><DocSecurity>0</DocSecurity><Company>{company}</Company><AppVersion>{version}</AppVersion></Properties>"
    )
    return [
        Part("docProps/core.xml", core, _CORE),
        Part("docProps/app.xml", app, "extended-properties"),
        Part("docProps/thumbnail.jpeg", picture("JPEG").getvalue(), _THUMBNAIL),
    ]


_THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office 主题\u200b\u200b"><a:themeElements><a:clrScheme name="Office">'
    '<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="44546A"/></a:dk2>'
    '<a:lt2><a:srgbClr val="E7E6E6"/></a:lt2><a:accent1><a:srgbClr val="4472C4"/></a:accent1></a:clrScheme></a:themeElements></a:theme>'
).replace("\u200b", "")
_WORD_SETTINGS = (
    '<w:settings {names}><w:zoom w:percent="100"/><w:rsids><w:rsidRoot w:val="00172A27"/><w:rsid w:val="13800138"/><w:rsid w:val="00A77B3E"/></w:rsids>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w14:docId w14:val="13912345"/><w15:docId w15:val="{6F1A8D2B-1380-4380-9138-013800138000}"/></w:settings>'
)
_BIBLIOGRAPHY = '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography" SelectedStyle="\\APASixthEditionOfficeOnline.xsl" StyleName="APA"/>'


def by_word() -> bytes:
    """As Microsoft Word writes it: identifiers on every paragraph, text on painted cells, two forms of one text box, an index, fields of pages."""
    on_dark = paragraph("项目", '<w:color w:val="FFFFFF" w:themeColor="background1"/>')
    white, black = (
        paragraph("公告", '<w:color w:val="FFFFFF"/>'),
        '<w:shd w:val="clear" w:color="auto" w:fill="000000"/>',
    )
    body = (
        '<w:p w14:paraId="13800138" w14:textId="77777777" w:rsidR="13801380" w:rsidRDefault="00A77B3E"><w:pPr><w:pStyle w:val="1"/></w:pPr>'
        '<w:bookmarkStart w:id="0" w:name="_Toc139123456"/><w:r><w:t>总则</w:t></w:r><w:bookmarkEnd w:id="0"/></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:hyperlink w:anchor="_Toc139123456"><w:r><w:t>总则</w:t></w:r><w:r><w:rPr><w:webHidden/></w:rPr><w:tab/></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr><w:webHidden/></w:rPr><w:instrText xml:space="preserve"> PAGEREF _Toc139123456 \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink></w:p>'
        '<w:tbl><w:tblPr><w:tblStyle w:val="a3"/></w:tblPr><w:tblGrid><w:gridCol w:w="4148"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="4148" w:type="dxa"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="1F3864" w:themeFill="accent1" w:themeFillShade="80"/></w:tcPr>{on_dark}</w:tc>'
        f"<w:tc>{paragraph('金额')}</w:tc></w:tr><w:tr><w:tc>{paragraph('清淤')}</w:tc><w:tc>{paragraph('120万元')}</w:tc></w:tr></w:tbl>"
        '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" simplePos="0" relativeHeight="251659264" behindDoc="0">'
        '<wp:positionH relativeFrom="column"><wp:posOffset>1380013</wp:posOffset></wp:positionH><wp:extent cx="1828800" cy="1828800"/><wp:docPr id="1" name="文本框 1"/>'
        '<a:graphic><a:graphicData><wps:wsp><wps:spPr><a:solidFill><a:srgbClr val="C00000"/></a:solidFill></wps:spPr><wps:txbx><w:txbxContent>'
        f"{white}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        '<mc:Fallback><w:pict><v:shape id="_x0000_s1026" style="position:absolute;z-index:251659264" fillcolor="#c00000"><v:textbox><w:txbxContent>'
        f"{paragraph('公告')}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        '<w:sdt><w:sdtPr><w:alias w:val="日期"/><w:placeholder><w:docPart w:val="DefaultPlaceholder_-1854013437"/></w:placeholder></w:sdtPr><w:sdtContent>'
        f"{paragraph('2026年3月1日')}</w:sdtContent></w:sdt>"
        '<w:p><w:pPr><w:rPr><w:vanish/><w:sz w:val="2"/></w:rPr></w:pPr></w:p><w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>落款</w:t></w:r></w:p>'
        + paragraph("黑底白字", '<w:color w:val="FFFFFF"/>' + black)
        + paragraph("自动颜色", '<w:color w:val="auto"/>' + black)
    )
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:latentStyles w:defLockedState="0" w:count="376"><w:lsdException w:name="Normal" w:uiPriority="0"/></w:latentStyles>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:rPr><w:color w:val="000000" w:themeColor="text1"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>'
        '<w:style w:type="character" w:styleId="a4"><w:name w:val="Placeholder Text"/><w:rPr><w:color w:val="808080"/></w:rPr></w:style>'
        '<w:style w:type="table" w:styleId="a3"><w:name w:val="Grid Table 4"/><w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
        '<w:tcPr><w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style>'
    )
    more = [
        word_part("word/settings.xml", _WORD_SETTINGS, "settings"),
        word_part("word/theme/theme1.xml", _THEME, "theme"),
        word_part(
            "word/webSettings.xml", "<w:webSettings {names}><w:optimizeForBrowser/></w:webSettings>", "webSettings"
        ),
        word_part(
            "word/fontTable.xml",
            '<w:fonts {names}><w:font w:name="仿宋_GB2312"><w:panose1 w:val="02010609030101010101"/><w:sig w:usb0="00000001" w:csb0="00040000"/></w:font></w:fonts>',
            "fontTable",
        ),
        word_part(
            "word/people.xml", "<w15:people {names}/>", "http://schemas.microsoft.com/office/2011/relationships/people"
        ),
        word_part(
            "word/footnotes.xml",
            '<w:footnotes {names}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote></w:footnotes>',
            "footnotes",
        ),
        word_part("word/comments.xml", "<w:comments {names}/>", "comments"),
        word_part("customXml/item1.xml", _BIBLIOGRAPHY, "customXml"),
        Part(
            "",
            "",
            "hyperlink",
            "word/document.xml",
            external="http://www.example.gov.cn/a/202603/t20260301_1380013.html",
        ),
    ]
    return word_file(
        body, *more, *_properties("Microsoft Office Word", "16.0000", "Administrator", "Microsoft"), styles=styles
    )


def by_wps() -> bytes:
    """As WPS writes it: its own marks in settings and properties, an author that is an account, watermarks as word art."""
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KSOProductBuildVer"><vt:lpwstr>2052-12.1.0.16120</vt:lpwstr></property>'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="3" name="ICV"><vt:lpwstr>0A1B2C3D4E5F4A5B8C9D0E1F2A3B4C5D_13</vt:lpwstr></property></Properties>'
    )
    header = (
        '<w:hdr {names}><w:p><w:r><w:pict><v:shape id="PowerPlusWaterMarkObject13801" o:spid="_x0000_s4097" type="#_x0000_t136" style="position:absolute;height:100pt" fillcolor="#C0C0C0">'
        '<v:textpath on="t" string="样稿" style="font-family:宋体"/></v:shape></w:pict></w:r></w:p></w:hdr>'
    )
    settings = _WORD_SETTINGS.replace(
        "</w:settings>",
        '<w:docVars><w:docVar w:name="commondata" w:val="eyJoZGlkIjoiZjA3YzE0In0="/></w:docVars></w:settings>',
    )
    return word_file(
        paragraph("关于征求意见的公告") + paragraph("　　示例县水利局"),
        word_part("word/settings.xml", settings, "settings"),
        word_part("word/theme/theme1.xml", _THEME, "theme"),
        word_part("word/header1.xml", header, "header"),
        Part("docProps/custom.xml", custom, "custom-properties"),
        *_properties("WPS Office_12.1.0.16120_F1E327BC-269C-435d-A152-05C5408002CA", "12.0000", "WPS_1699999999"),
    )  # fmt: skip


def by_excel() -> bytes:
    """As Microsoft Excel writes it, with printer settings, a chain of formulas, formats of its own and a white font on dark grounds."""
    styles = (
        '<numFmts count="2"><numFmt numFmtId="43" formatCode="_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * &quot;-&quot;??_ ;_ @_ "/><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;;@"/></numFmts>'
        '<fonts><font><sz val="11"/><color theme="1"/><name val="宋体"/></font><font><sz val="11"/><color theme="0"/></font><font><sz val="9"/><color indexed="9"/></font></fonts>'
        '<fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor theme="4" tint="-0.25"/><bgColor indexed="64"/></patternFill></fill></fills>'
        '<cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="2"/><xf numFmtId="43" fontId="0" fillId="0"/><xf numFmtId="176" fontId="0" fillId="0"/><xf numFmtId="49" fontId="0" fillId="0"/></cellXfs>'
        '<dxfs><dxf><font><color rgb="FFFFFFFF"/></font></dxf></dxfs>'
    )
    sheet = (
        '<sheetPr codeName="Sheet1"/><sheetFormatPr defaultRowHeight="13.5"/><cols><col min="1" max="1" width="20.625" customWidth="1"/><col min="9" max="16384" width="0" hidden="1" customWidth="1"/></cols>'
        '<sheetData><row r="1" spans="1:4" ht="27" customHeight="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" s="2"><v>1380013800.5</v></c><c r="C2" s="3"><v>46082</v></c><c r="D2" s="2"><v>0</v></c></row>'
        '<row r="3"><c r="A3" s="4" t="s"><v>3</v></c><c r="B3" s="2"><f>SUM(B2:B2)</f><v>1380013800.5</v></c></row><row r="4" hidden="1"/></sheetData>'
        '<pageSetup paperSize="9" r:id="rIdP"/><headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>'
    )
    return xlsx(
        sheet,
        sheet_part("xl/printerSettings/printerSettings1.bin", "\\\\printer\0", "printerSettings"),
        sheet_part("xl/calcChain.xml", '<calcChain {names}><c r="B3" i="1"/></calcChain>', "calcChain", "xl/workbook.xml"),
        sheet_part("xl/theme/theme1.xml", _THEME, "theme", "xl/workbook.xml"),
        sheet_part("xl/persons/person.xml", '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"/>', "http://schemas.microsoft.com/office/2017/10/relationships/person", "xl/workbook.xml"),
        *_properties("Microsoft Excel", "16.0300", "Apache POI"),
        styles=styles, shared=["<si><t>项目</t><phoneticPr fontId='1' type='noConversion'/></si>", "金额（元）", "清淤", "合计"],
        workbook='<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">名单!$A$1:$D$3</definedName><definedName name="_xlnm.Print_Titles" localSheetId="0">名单!$1:$1</definedName></definedNames>',
    )  # fmt: skip


def by_powerpoint() -> bytes:
    dark = '<a:solidFill><a:schemeClr val="accent1"><a:lumMod val="50000"/></a:schemeClr></a:solidFill>'
    white = '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill>'
    prompt = shape("单击此处编辑母版标题样式").replace("<p:nvPr/>", '<p:nvPr><p:ph type="title"/></p:nvPr>')
    notes = "<p:notes {names}><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:fld type='slidenum'><a:t>1</a:t></a:fld></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:notes>"
    return pptx(
        shape("重点项目", run=white, fill=dark),
        slide_part("ppt/notesSlides/notesSlide1.xml", notes, "notesSlide"),
        slide_part("ppt/theme/theme1.xml", _THEME, "theme", "ppt/slideMasters/slideMaster1.xml"),
        slide_part("ppt/presProps.xml", "<p:presentationPr {names}/>", "presProps", "ppt/presentation.xml"),
        slide_part("ppt/viewProps.xml", "<p:viewPr {names}><p:normalViewPr><p:restoredLeft sz='13801'/></p:normalViewPr></p:viewPr>", "viewProps", "ppt/presentation.xml"),
        slide_part("ppt/tags/tag1.xml", '<p:tagLst {names}><p:tag name="KSO_WM_BEAUTIFY_FLAG" val="#wm#"/><p:tag name="KSO_WM_TEMPLATE_INDEX" val="20231138001"/></p:tagLst>', "tags"),
        Part("[trash]/0000.dat", b"\0" * 64),
        *_properties("Microsoft Office PowerPoint", "16.0000", "anonymous"),
        master=prompt, layout=prompt,
        extension='<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst><p14:section name="默认节" id="{13800138-0000-4000-8000-000000000000}"/></p14:sectionLst></p:ext></p:extLst>',
    )  # fmt: skip


def strict(program: Callable[[], bytes]) -> bytes:
    """The strict form of a file: other namespaces and kinds of relations, as Excel and Word save it when asked."""
    with zipfile.ZipFile(io.BytesIO(program())) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            changed = data
            for old, new in (
                (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
                (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
                (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
                (b"http://schemas.openxmlformats.org/presentationml/2006/main", b"http://purl.oclc.org/ooxml/presentationml/main"),
                (b"http://schemas.openxmlformats.org/drawingml/2006/main", b"http://purl.oclc.org/ooxml/drawingml/main"),
            ):  # fmt: skip
                changed = changed.replace(old, new) if name.endswith((".xml", ".rels")) else changed
            archive.writestr(name, changed)
    return out.getvalue()


def converted(folder: Path, sources: Sequence[Path], kind: str) -> list[Path]:
    """What LibreOffice makes of files, all in one call, with a profile of its own."""
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", kind, "--outdir", str(folder / kind), *map(str, sources)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return sorted((folder / kind).iterdir())


PROGRAMS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "python-docx": ("x.docx", by_python_docx),
    "openpyxl": ("x.xlsx", by_openpyxl),
    "XlsxWriter": ("x.xlsx", by_xlsxwriter),
    "python-pptx": ("x.pptx", by_python_pptx),
    "Word": ("x.docx", by_word),
    "WPS": ("x.docx", by_wps),
    "Excel": ("x.xlsx", by_excel),
    "PowerPoint": ("x.pptx", by_powerpoint),
    "Word, strict": ("x.docx", lambda: strict(by_word)),
    "Excel, strict": ("x.xlsx", lambda: strict(by_excel)),
    "PowerPoint, strict": ("x.pptx", lambda: strict(by_powerpoint)),
}
