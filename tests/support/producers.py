"""Kinds of file by the programs that write them, as ``docs/reference/attachment-producers.md`` lists them: clean ones and others.

What a program at hand makes is made by it. Where none was at hand (Word, Excel, PowerPoint, WPS, scanners, phones, invoices) the form
that it writes was written by hand.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pikepdf
import pptx
import xlsxwriter
from openpyxl.comments import Comment
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from gongkai.attachments.examined import Examined
from gongkai.attachments.faults import FAULTS
from gongkai.attachments.inspect_file import inspect_file
from gongkai.rules.opened import somebody
from support import clean_files, pdf_files
from support.clean_files import PROGRAMS, converted
from support.office_files import OFD, Part, ofd, ofd_text, paragraph, word_part, zipped
from support.office_files import docx as word_file
from support.sealed_files import as_bytes, sealed

FILES = Path(__file__).resolve().parents[1] / "files"
_BY_HAND = {True: " \\*", False: ""}
_NOTICE = "示例县关于河道清淤工程的公告"


@dataclass(frozen=True, slots=True)
class Made:
    """A file: what made it, what is in it (nothing where it is clean), and whether the form was written by hand."""

    producer: str
    suffix: str
    what: str
    make: Callable[[], bytes]
    by_hand: bool = False

    def verdict(self) -> str:
        """Passes, or what it is refused with."""
        examined = inspect_file(f"x{self.suffix}", self.make())
        return said_of(examined)


def said_of(examined: Examined) -> str:
    """The verdict on a file in Chinese and English."""
    kinds = [FAULTS[one].kind for one in dict.fromkeys(fault for fault, _ in examined.faults)]
    if any(map(somebody, examined.people)):
        kinds.append(FAULTS["author"].kind)
    if kinds:
        return f"拒绝：{'、'.join(one.zh for one in kinds)} | refused with {', '.join(one.en for one in kinds)}"
    return "通过，提示未读的页 | passes; pages are named that nobody read" if examined.unread else "通过 | passes"


def made() -> Iterator[Made]:
    """All of them, clean ones first."""
    for name, (kind, make) in PROGRAMS.items():
        yield Made(name, kind[1:], "", make, by_hand=name.split(",")[0] in ("Word", "WPS", "Excel", "PowerPoint"))
    yield from _libreoffice()
    yield from _pdf()
    yield from _pictures()
    yield from _ofd()
    yield from _office_with_something()


# LibreOffice and Chromium ----------------------------------------------------------------------------------------------


def _libreoffice() -> Iterator[Made]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = []
        for program in ("python-docx", "openpyxl", "python-pptx"):
            suffix, make = PROGRAMS[program]
            sources.append(folder / f"{program}{suffix[1:]}")
            sources[-1].write_bytes(make())
        made = {one.stem: one.read_bytes() for one in converted(folder, sources, "pdf")}
        for source in sources:
            again = converted(folder, [source], source.suffix[1:])[0].read_bytes()
            yield Made("LibreOffice", source.suffix, "", lambda again=again: again)  # type: ignore[misc]
            yield Made(f"LibreOffice, from {source.suffix[1:]}", ".pdf", "", lambda data=made[source.stem]: data)  # type: ignore[misc]


def printed(html: str) -> bytes:
    """What Chromium prints of a page."""
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name) / "x.html", Path(name) / "x.pdf"
        source.write_text(f"<meta charset=utf-8><title>通知</title>{html}", encoding="utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={name}/p", f"--print-to-pdf={target}", str(source)],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return target.read_bytes()


# PDF -------------------------------------------------------------------------------------------------------------------


def drawn(draw: Callable[[Any], None]) -> bytes:
    """A page that reportlab draws."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.setFont("STSong-Light", 14)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _notice(canvas: Any) -> None:
    canvas.drawString(72, 700, _NOTICE)


def _under_a_box(canvas: Any) -> None:
    _notice(canvas)
    canvas.rect(60, 690, 400, 30, fill=1)


def _attached(document: pikepdf.Pdf) -> None:
    document.attachments["x.txt"] = b"text"


def _pdf() -> Iterator[Made]:
    plain = pdf_files.file(pdf_files.simple())
    objects = pikepdf.ObjectStreamMode.generate
    forbidden = pikepdf.Encryption(owner="o", user="", allow=pikepdf.Permissions(extract=False))
    yield Made(
        "Chromium", ".pdf", "", lambda: printed(f"<h1>{_NOTICE}</h1><table border=1><tr><td>河东村<td>12</table>")
    )
    yield Made(
        "Chromium", ".pdf", "white text", lambda: printed(f"<h1>{_NOTICE}</h1><p style='color:#fff'>不应公开的一段文字")
    )
    yield Made("reportlab", ".pdf", "", lambda: drawn(_notice))
    yield Made("reportlab", ".pdf", "words under a black box", lambda: drawn(_under_a_box))
    yield Made("Word, Excel, PowerPoint", ".pdf", "", pdf_files.hybrid, by_hand=True)
    yield Made("qpdf", ".pdf", "", lambda: pdf_files.rewritten(plain))
    yield Made("qpdf, linearised", ".pdf", "", lambda: pdf_files.rewritten(plain, linearize=True))
    yield Made("qpdf, linearised hybrid", ".pdf", "", lambda: pdf_files.rewritten(pdf_files.hybrid(), linearize=True))
    yield Made("qpdf, object streams", ".pdf", "", lambda: pdf_files.rewritten(plain, object_stream_mode=objects))
    yield Made("qpdf, copying forbidden", ".pdf", "", lambda: pdf_files.rewritten(plain, encryption=forbidden))
    yield Made(
        "qpdf",
        ".pdf",
        "a password to open it",
        lambda: pdf_files.rewritten(plain, encryption=pikepdf.Encryption(owner="o", user="u")),
    )
    yield Made("qpdf", ".pdf", "a file packed in", lambda: pdf_files.rewritten(plain, _attached))
    yield Made("scanner", ".pdf", "", pdf_files.scan, by_hand=True)
    yield Made("scanner with recognition", ".pdf", "", lambda: pdf_files.scan(pdf_files.OCR), by_hand=True)
    yield Made("sealing program", ".pdf", "", lambda: pdf_files.sealed(plain), by_hand=True)
    for name, what in (
        ("sealed-changed.pdf", "a change after the seal"), ("earlier-version.pdf", "an earlier version"), ("layer.pdf", "a hidden layer"),
        ("redact.pdf", "a redaction that was marked and not applied"), ("annotation.pdf", "a note"), ("script.pdf", "a script"),
    ):  # fmt: skip
        yield Made("form", ".pdf", what, (FILES / name).read_bytes, by_hand=True)


# Pictures --------------------------------------------------------------------------------------------------------------


def _photo(kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((160, 120)).convert("RGB").save(out, kind, **more)
    return out.getvalue()


def _phone(*, somewhere: bool) -> bytes:
    exif = Image.Exif()
    exif[0x0110] = "Phone 12"
    position = (
        {1: "N", 2: (30.0, 15.0, 3.0), 3: "E", 4: (120.0, 9.0, 2.0)}
        if somewhere
        else {2: (0.0, 0.0, 0.0), 29: "2026:03:01"}
    )
    exif.get_ifd(0x8825).update(position)
    return _photo("JPEG", exif=exif) + (
        b"" if somewhere else b"\0\0SEFH" + b"Image_UTC_Data1699999999999" + b"\x24\0\0\0SEFT"
    )


def _pictures() -> Iterator[Made]:
    for kind, suffix in (("PNG", ".png"), ("JPEG", ".jpg"), ("GIF", ".gif"), ("WEBP", ".webp")):
        yield Made("Pillow", suffix, "", lambda kind=kind: _photo(kind))  # type: ignore[misc]
        yield Made("Pillow", suffix, "a file behind the end", lambda kind=kind: _photo(kind) + b"PK\3\4 and more")  # type: ignore[misc]
    yield Made("phone", ".jpg", "", lambda: _phone(somewhere=False), by_hand=True)
    yield Made("phone", ".jpg", "where it was taken", lambda: _phone(somewhere=True), by_hand=True)
    yield Made("camera", ".jpg", "its owner's name", (FILES / "photographer.jpg").read_bytes, by_hand=True)


# OFD -------------------------------------------------------------------------------------------------------------------


def invoice() -> bytes:
    """As the tax bureau's files have it: the invoice's own data attached, tags with a prefix that nothing declares."""
    more: dict[str, str | bytes] = {
        "Doc_0/Attachs/Attachments.xml": f'<ofd:Attachments {OFD}><ofd:Attachment ID="70" Name="original_invoice" Format="xml" Visible="false">'
        "<ofd:FileLoc>original_invoice.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>",
        "Doc_0/Attachs/original_invoice.xml": "<eInvoice><fp:DocID xmlns:fp='urn:fp'>044001900111</fp:DocID></eInvoice>",
        "Doc_0/Tags/CustomTags.xml": f"<ofd:CustomTags {OFD}><ofd:CustomTag NameSpace='http://www.edrm.org.cn/schema/e-invoice/2019'>"
        "<ofd:FileLoc>CustomTag.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>",
        "Doc_0/Tags/CustomTag.xml": "<fp:eInvoice><fp:InvoiceCode><ofd:ObjectRef PageRef='1'>9</ofd:ObjectRef></fp:InvoiceCode></fp:eInvoice>",
    }
    document = (
        "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags><ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"
    )
    return ofd(ofd_text("增值税电子普通发票"), document=document, info="<ofd:Author>China Tax</ofd:Author>", more=more)


def _ofd() -> Iterator[Made]:
    white = ofd_text(_NOTICE) + ofd_text(
        "不应公开的一段文字", box="20 60 100 6", inside='<ofd:FillColor Value="255 255 255"/>'
    )
    yield Made("invoice program", ".ofd", "", invoice, by_hand=True)
    yield Made("layout program", ".ofd", "", lambda: ofd(ofd_text(_NOTICE)), by_hand=True)
    yield Made("layout program", ".ofd", "white text", lambda: ofd(white), by_hand=True)
    yield Made(
        "sealing program",
        ".ofd",
        "",
        lambda: zipped({name: as_bytes(data) for name, data in sealed().items()}),
        by_hand=True,
    )
    yield Made(
        "sealing program",
        ".ofd",
        "a change after the seal",
        (FILES / "changed-after-seal.ofd").read_bytes,
        by_hand=True,
    )


# Office files that hold something ----------------------------------------------------------------------------------------


def _document(change: Callable[[Any], None]) -> bytes:
    document = docx.Document()
    document.core_properties.author = ""
    document.add_paragraph(_NOTICE)
    change(document)
    return clean_files.saved(document.save)


def _workbook(change: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["村名", "户数"])
    change(book)
    return clean_files.saved(book.save)


def _deck(change: Callable[[Any, Any], None]) -> bytes:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = _NOTICE
    deck.slides.add_slide(deck.slide_layouts[6])
    change(deck, slide)
    return clean_files.saved(deck.save)


def _hidden_column() -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["村名", "户主"])
    sheet.set_column(1, 1, None, None, {"hidden": True})
    book.close()
    return out.getvalue()


def _office_with_something() -> Iterator[Made]:
    def named(document: Any) -> None:
        document.core_properties.author = "王小明"

    def white(document: Any) -> None:
        document.add_paragraph().add_run("不应公开的一段文字").font.color.rgb = docx.shared.RGBColor(255, 255, 255)

    def marked(document: Any) -> None:
        document.add_paragraph().add_run("不应公开的一段文字").font.hidden = True

    def second_sheet(book: Any) -> None:
        book.create_sheet("底稿").sheet_state = "hidden"

    def noted(book: Any) -> None:
        book.active["A1"].comment = Comment("再核一下", "")

    def spoken(deck: Any, slide: Any) -> None:
        slide.notes_slide.notes_text_frame.text = "这一页不讲"

    def unseen(deck: Any, slide: Any) -> None:
        deck.slides[1].element.set("show", "0")

    yield Made("python-docx", ".docx", "its author", lambda: _document(named))
    yield Made("python-docx", ".docx", "white text", lambda: _document(white))
    yield Made("python-docx", ".docx", "hidden text", lambda: _document(marked))
    yield Made("openpyxl", ".xlsx", "a hidden sheet", lambda: _workbook(second_sheet))
    yield Made("openpyxl", ".xlsx", "a comment", lambda: _workbook(noted))
    yield Made("XlsxWriter", ".xlsx", "a hidden column", _hidden_column)
    yield Made("python-pptx", ".pptx", "speaker notes", lambda: _deck(spoken))
    yield Made("python-pptx", ".pptx", "a hidden slide", lambda: _deck(unseen))
    comment = (
        '<w:comments {names}><w:comment w:id="0"><w:p><w:r><w:t>再核一下</w:t></w:r></w:p></w:comment></w:comments>'
    )
    tracked = '<w:p><w:ins w:id="1" w:author="" w:date="2026-03-01T00:00:00Z"><w:r><w:t>增加</w:t></w:r></w:ins></w:p>'
    words = '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>王小明</dc:creator></cp:coreProperties>'
    core = Part(
        "docProps/core.xml",
        words,
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    )
    yield Made(
        "Word",
        ".docx",
        "a comment",
        lambda: word_file(paragraph(_NOTICE), word_part("word/comments.xml", comment, "comments")),
        by_hand=True,
    )
    yield Made("Word", ".docx", "a tracked change", lambda: word_file(paragraph(_NOTICE) + tracked), by_hand=True)
    yield Made("WPS", ".docx", "its author", lambda: word_file(paragraph(_NOTICE), core), by_hand=True)
    for name, what in (
        ("macro.xlsx", "a macro"),
        ("formula.xlsx", "a formula that fetches"),
        ("legacy.docx", "the old binary format"),
    ):
        yield Made(
            "Excel" if name.endswith("xlsx") else "Word",
            Path(name).suffix,
            what,
            (FILES / name).read_bytes,
            by_hand=True,
        )


def page() -> str:
    """The reference page: a row a file."""
    rows = [
        "# Attachments by kind and producer 附件：格式和制作程序",
        "",
        "Generated by `make docs` from the files that the tests make (`tests/support/producers.py`). | 由程序生成，文件由测试制作。",
        "",
        "A clean file has to pass, whatever made it; what is in the others has to be found. \\* No such program was at hand: the form that it "
        "writes was written by hand.",
        "",
        "| kind | producer | what is in it | 结论 | verdict |",
        "| --- | --- | --- | --- | --- |",
    ]
    for one in sorted(made(), key=lambda one: (one.suffix, bool(one.what), one.producer, one.what)):
        rows.append(f"| {one.suffix[1:]} | {one.producer}{_BY_HAND[one.by_hand]} | {one.what} | {one.verdict()} |")
    return "\n".join([*rows, ""])
