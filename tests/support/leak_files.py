"""Files that say a leak in one place each: text tables, office files, pictures, OFD. All are small, and the same again every time."""

from __future__ import annotations

import csv
import functools
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import openpyxl
from docx.oxml import parse_xml
from lxml import etree
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from support.leaks import CELL, LINE, Written

FILES = Path(__file__).resolve().parent.parent / "files"
_HERE = "此处是替换的文字"  # what stands in a template where the leak goes
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LOOKS = re.compile(r"/(styles|stylesWithEffects|numbering|fontTable|theme1|webSettings)\.xml$")
_BOX = (
    f'<w:r xmlns:w="{_W}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape id="b1" style="width:300pt;height:40pt">'
    f"<v:textbox><w:txbxContent><w:p><w:r><w:t>{_HERE}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
Made = tuple[str, bytes]


def table(written: Written) -> list[list[str]]:
    """The leak as a head and a row below it; parts of a value that have cells of their own get columns without a head."""
    heads, values = ["序号"], ["1"]
    for head, value in written.row:
        parts = value.split(CELL)
        heads += [head, *[""] * (len(parts) - 1)]
        values += parts
    return [heads, values]


def _dated(change: Callable[[zipfile.ZipFile], None]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        change(package)
    return out.getvalue()


def _filled(template: Mapping[str, bytes], fill: Mapping[bytes, bytes]) -> bytes:
    """The parts of a package, with something else in place of what stands there."""

    def change(package: zipfile.ZipFile) -> None:
        for name, data in template.items():
            made = data
            for old, new in fill.items():
                made = made.replace(old, new)
            package.writestr(zipfile.ZipInfo(name), made)

    return _dated(change)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@functools.cache
def _word(place: str) -> dict[str, bytes]:
    document, out = docx.Document(), io.BytesIO()
    document.core_properties.author = ""
    document.add_paragraph("有关情况如下。")
    if place == "text":
        document.add_paragraph(_HERE)
    elif place == "header":
        document.sections[0].header.paragraphs[0].text = _HERE
    elif place == "property":
        document.core_properties.title = _HERE
    elif place == "box":
        document.add_paragraph()._p.append(parse_xml(_BOX))
    elif place == "picture":
        picture = io.BytesIO()
        Image.new("L", (2, 2)).save(picture, "PNG")
        document.add_picture(picture)
        document.inline_shapes[0]._inline.docPr.set("descr", _HERE)
    document.save(out)
    return {name: _emptied(data) if _LOOKS.search(name) else data for name, data in _parts(out.getvalue()).items()}


def _emptied(data: bytes) -> bytes:
    """The root of a part alone: how a document looks says nothing, and takes most of the time to read."""
    root = etree.fromstring(data)
    for child in list(root):
        root.remove(child)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _run(text: str) -> str:
    return '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(one) for one in text.split(LINE))


def word(place: str) -> Callable[[Written], Made]:
    """A paragraph, header, property, text box or the description of a picture in a Word document."""

    def make(written: Written) -> Made:
        said = (
            _run(written.sentence) if place in ("text", "header", "box") else escape(written.sentence, {'"': "&quot;"})
        )
        parts = _word(place)
        return "x.docx", _filled(
            parts,
            {f"<w:t>{_HERE}".encode(): f'<w:t xml:space="preserve">{said}'.encode(), _HERE.encode(): said.encode()},
        )

    return make


def word_table(written: Written) -> Made:
    """A table in a Word document, the value below its head."""
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr/><w:p><w:r><w:t xml:space=\"preserve\">{_run(cell)}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
        for row in table(written)
    )  # fmt: skip
    whole = f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl><w:p>".encode()
    parts = dict(_word("text"))
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:p>", whole, 1)
    return "x.docx", _filled(parts, {_HERE.encode(): "以上。".encode()})


def _saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet(written: Written) -> Made:
    """A cell of text in a workbook."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for column, part in enumerate(written.sentence.split(CELL), 2):
        book.active.cell(2, column, part)
    return "x.xlsx", _saved(book)


def sheet_columns(written: Written) -> Made:
    """A workbook with the value some rows below its head."""
    book = openpyxl.Workbook()
    assert book.active is not None
    heads, values = table(written)
    book.active.append(["情况表"])
    book.active.append(heads)
    book.active.append(["0", *["无"] * (len(heads) - 1)])
    book.active.append(values)
    return "x.xlsx", _saved(book)


def sheet_numbers(written: Written) -> Made:
    """A workbook in which the value is a number below its head."""
    book = openpyxl.Workbook()
    assert book.active is not None
    heads, values = table(written)
    book.active.append(heads)
    book.active.append([int(one) if one.isdigit() else one for one in values])
    return "x.xlsx", _saved(book)


@functools.cache
def _slides() -> dict[str, bytes]:
    return _parts((FILES / "clean.pptx").read_bytes())


def slide(written: Written) -> Made:
    """The text of a slide."""
    said = "</a:t></a:r><a:br/><a:r><a:t>".join(escape(one) for one in written.sentence.split(LINE))
    return "x.pptx", _filled(_slides(), {"示例县重点项目".encode(): said.encode()})


def picture(written: Written) -> Made:
    """The description in a PNG."""
    notes, out = PngInfo(), io.BytesIO()
    notes.add_itxt("Description", written.sentence)
    Image.new("L", (2, 2)).save(out, "PNG", pnginfo=notes)
    return "x.png", out.getvalue()


def photograph(written: Written) -> Made:
    """The description in the EXIF of a JPEG, as Windows writes it."""
    image, out = Image.new("L", (2, 2)), io.BytesIO()
    exif = image.getexif()
    exif[0x9C9C] = written.sentence.encode("utf-16-le") + b"\0\0"  # XPComment
    image.save(out, "JPEG", exif=exif)
    return "x.jpg", out.getvalue()


@functools.cache
def _fixed() -> dict[str, bytes]:
    return _parts((FILES / "clean.ofd").read_bytes())


def fixed_layout(written: Written) -> Made:
    """The text of an OFD page; each line is a piece of its own."""
    pieces = "".join(
        f'<ofd:TextCode X="0" Y="{5 + 6 * at}">{escape(one)}</ofd:TextCode>'
        for at, one in enumerate(written.sentence.split(LINE))
    )
    old = '<ofd:TextCode X="0" Y="5">示例县便民服务事项表</ofd:TextCode>'
    return "x.ofd", _filled(_fixed(), {old.encode(): pieces.encode()})


def text(written: Written) -> Made:
    return "x.txt", f"有关情况\n{written.sentence}\n以上\n".encode()


def comma_separated(written: Written) -> Made:
    """A table of commas, the value below its head."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(table(written))
    return "x.csv", out.getvalue().encode()
