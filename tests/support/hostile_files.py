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
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<a/>")
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


def hidden_columns(count: int, rows: int) -> bytes:
    """Columns that are hidden one by one, far from where the cells are."""
    columns = "".join(f'<col min="{9000 + n}" max="{9000 + n}" hidden="1"/>' for n in range(count))
    cells = "<row>" + "<c><v>1</v></c>" * 100 + "</row>"
    return package(
        {"xl/workbook.xml": "<w><sheet name='a'/></w>", "xl/worksheets/sheet1.xml": f"<s>{columns}{cells * rows}</s>"}
    )


def number_format(count: int) -> bytes:
    styles = f"<s><numFmt numFmtId='9' formatCode='{';' * count}x'/></s>"
    return package({"xl/workbook.xml": "<w><sheet name='a'/></w>", "xl/styles.xml": styles})


def hidden_runs(count: int) -> bytes:
    """A document with a style that hides, and a paragraph of many runs that do not have it."""
    styles = "<s><style styleId='h'><rPr><vanish/></rPr></style></s>"
    return package({"word/styles.xml": styles, "word/document.xml": f"<d><p>{'<r><t>a</t></r>' * count}</p></d>"})
