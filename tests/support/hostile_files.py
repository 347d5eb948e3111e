"""Attachments that are small and costly: made in memory, each in the size that is asked for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pikepdf
from pikepdf import Dictionary, Name


def pdf(content: bytes, resources: Dictionary | None = None, document: pikepdf.Pdf | None = None) -> bytes:
    """A page with this content."""
    document = document or pikepdf.new()
    document.add_blank_page()
    page = document.pages[0]
    page.obj.Resources = resources if resources is not None else Dictionary()
    page.obj.Contents = document.make_stream(content)
    packed = io.BytesIO()
    document.save(packed, compress_streams=True)
    return packed.getvalue()


def operators(count: int) -> bytes:
    return pdf(b"n " * count)


def forms(levels: int, wide: int) -> bytes:
    """Forms that each call the next one ``wide`` times."""
    document = pikepdf.new()
    inner = _form(document, b"0 0 9 9 re f ")
    for _ in range(levels):
        inner = _form(document, b"/F Do " * wide, Dictionary(XObject=Dictionary(F=inner)))
    return pdf(b"/F Do", Dictionary(XObject=Dictionary(F=inner)), document)


def form_in_itself() -> bytes:
    document = pikepdf.new()
    form = _form(document, b"/F Do ")
    form.Resources = Dictionary(XObject=Dictionary(F=form))
    return pdf(b"/F Do", Dictionary(XObject=Dictionary(F=form)), document)


def boxes(count: int) -> bytes:
    """As many characters, and areas that cover all of them."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    text = b"BT /F 1 Tf (" + b"a" * count + b") Tj ET "
    return pdf(text + b"0 0 600 800 re f " * count, Dictionary(Font=Dictionary(F=font)))


def wide_font(count: int) -> bytes:
    """A font with as many widths, asked for as often."""
    document = pikepdf.new()
    entries = [value for code in range(count) for value in (code * 2, code * 2, 500)]
    descendant = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.A, W=pikepdf.Array(entries))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.A, Encoding=Name("/Identity-H"), DescendantFonts=[document.make_indirect(descendant)]
    )  # fmt: skip
    resources = Dictionary(Font=Dictionary(F=document.make_indirect(font)))
    return pdf(b"BT /F 1 Tf " + b"<0001> Tj " * count + b"ET", resources, document)


def _form(document: pikepdf.Pdf, content: bytes, resources: Dictionary | None = None) -> pikepdf.Object:
    form = document.make_stream(content)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, pikepdf.Array([0, 0, 600, 800])
    if resources is not None:
        form.Resources = resources
    return document.make_indirect(form)


def package(parts: Mapping[str, str]) -> bytes:
    """An office file; its first part is the main one, which leads to all others by their folders."""
    packed, (main, *others) = io.BytesIO(), parts
    folder, _, file = main.rpartition("/")
    kinds = {one: "worksheet" if "worksheets" in one else one.rpartition("/")[2].removesuffix(".xml") for one in others}
    relations = "".join(f'<r Id="{place}" Type="/{kinds[one]}" Target="/{one}"/>' for place, one in enumerate(others))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        archive.writestr("_rels/.rels", f'<a><r Type="/officeDocument" Target="{main}"/></a>')
        archive.writestr(f"{folder}/_rels/{file}.rels", f"<a>{relations}</a>")
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


_BOOK = "<workbook xmlns:r='urn:r'><sheet name='a' r:id='0'/></workbook>"


def hidden_columns(count: int, rows: int) -> bytes:
    """Columns that are hidden one by one, far from where the cells are."""
    columns = "".join(f'<col min="{9000 + n}" max="{9000 + n}" hidden="1"/>' for n in range(count))
    cells = "<row>" + "<c><v>1</v></c>" * 100 + "</row>"
    return package(
        {
            "xl/workbook.xml": _BOOK,
            "xl/worksheets/sheet1.xml": f"<s><cols>{columns}</cols><sheetData>{cells * rows}</sheetData></s>",
        }
    )


def number_format(count: int) -> bytes:
    styles = f"<s><numFmts><numFmt numFmtId='9' formatCode='{';' * count}x'/></numFmts><cellXfs><xf numFmtId='9'/></cellXfs></s>"
    return package({"xl/workbook.xml": _BOOK, "xl/styles.xml": styles})


def hidden_runs(count: int) -> bytes:
    """A document with a style that hides, and a paragraph of many runs that do not have it."""
    styles = "<s><style styleId='h'><rPr><vanish/></rPr></style></s>"
    return package(
        {"word/document.xml": f"<document><p>{'<r><t>a</t></r>' * count}</p></document>", "word/styles.xml": styles}
    )


def paragraphs(count: int) -> bytes:
    return package({"word/document.xml": f"<document><body>{'<p><r><t>a</t></r></p>' * count}</body></document>"})


def changes(count: int) -> bytes:
    body = '<p><ins xmlns="wordprocessingml"><r><t>a</t></r></ins></p>'
    return package({"word/document.xml": f"<document><body>{body * count}</body></document>"})


def nested_tables(levels: int) -> bytes:
    body = "<tbl><tr><tc>" * levels + "<p><r><t>a</t></r></p>" + "</tc></tr></tbl>" * levels
    return package({"word/document.xml": f"<document><body>{body}</body></document>"})


def wide_cells(count: int) -> bytes:
    """Rows of one cell each, every one in a column of its own."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    rows = "".join(
        f'<row><c r="{letters[n // 676 % 26]}{letters[n // 26 % 26]}{letters[n % 26]}{n + 1}"><v>1</v></c></row>'
        for n in range(count)
    )
    return package({"xl/workbook.xml": _BOOK, "xl/worksheets/sheet1.xml": f"<s><sheetData>{rows}</sheetData></s>"})


def painted_cells(count: int) -> bytes:
    """White cells, and as many fields with a condition."""
    styles = "<s><fonts><font><color rgb='FFFFFFFF'/></font></fonts><cellXfs><xf fontId='0'/></cellXfs></s>"
    rows = "".join(f'<row r="{n + 1}"><c r="A{n + 1}"><v>1</v></c></row>' for n in range(count))
    fields = "".join(f'<conditionalFormatting sqref="B{n + 1}"/>' for n in range(count))
    sheet = f"<s><sheetData>{rows}</sheetData>{fields}</s>"
    return package({"xl/workbook.xml": _BOOK, "xl/worksheets/sheet1.xml": sheet, "xl/styles.xml": styles})


def names_in_formulas(count: int) -> bytes:
    rows = "".join(f"<row><c><f>{'a.' * 40}{n}</f><v>1</v></c></row>" for n in range(count))
    return package({"xl/workbook.xml": _BOOK, "xl/worksheets/sheet1.xml": f"<s><sheetData>{rows}</sheetData></s>"})


def layout(count: int, *, boxes: bool) -> bytes:
    """An OFD page with as many words, and areas that lie over all of them or none."""
    text = '<TextObject Boundary="10 10 5 5" Size="4"><TextCode X="0" Y="4">a</TextCode></TextObject>'
    area = '<PathObject Boundary="100 10 5 5" Fill="true"><AbbreviatedData>M 0 0 L 5 0 L 5 5 L 0 5 C</AbbreviatedData></PathObject>'
    content = text * count + area * (count if boxes else 1)
    return ofd({"Doc_0/Page.xml": f"<Page><Content><Layer>{content}</Layer></Content></Page>"})


def shapes(count: int) -> bytes:
    """A slide of as many coloured shapes with text, each beside the next one."""
    shape = '<sp><spPr><xfrm><off x="{}" y="0"/><ext cx="5" cy="5"/></xfrm><solidFill><srgbClr val="112233"/></solidFill></spPr>'
    shape += "<txBody><p><r><t>a</t></r></p></txBody></sp>"
    tree = "".join(shape.format(place * 10) for place in range(count))
    main = "<presentation xmlns:r='urn:r'><sldSz cx='999999999' cy='9999'/><sldIdLst><sldId r:id='0'/></sldIdLst></presentation>"
    return package(
        {"ppt/presentation.xml": main, "ppt/slides/slide.xml": f"<sld><cSld><spTree>{tree}</spTree></cSld></sld>"}
    )


def ofd(parts: Mapping[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("OFD.xml", "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>")
        archive.writestr("Doc_0/Document.xml", '<Document><Pages><Page ID="1" BaseLoc="Page.xml"/></Pages></Document>')
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()
