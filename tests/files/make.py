"""Makes the office files, PDF and pictures beside this script with real tools: LibreOffice, pikepdf, pypdf, Pillow, openpyxl, python-docx.

The files are kept, because not every machine has LibreOffice. Run from the project's root:
``PYTHONPATH=tests .venv/bin/python tests/files/make.py``.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pypdf
from docx.oxml import parse_xml
from openpyxl.comments import Comment
from PIL import Image

from support import leak_pages, pdf_files
from support.leaks import HALVES
from support.office_files import cells, xlsx, zipped
from support.sealed_files import CONTENT, as_bytes, sealed

# One of each kind, for the case in which a PDF has all of them; what measures the scan is in leak_pages.
_LEAKS = (
    "秘密★10年",
    "该件标有机密★",
    "文件首页为绝密★长期",
    "机密",
    "内部资料，不得外传",
    "证件号码：110101199001011237。",
    "证件号码：110101900101123。",
    "卡号：6222021234567890128。",
    "手机：13800138000。",
    "护照号码：E12345678。",
    "联系电话：0512-52881234。",
    "联系电话：52881234。",
    "邮箱：wang.xm@mail.example",
    "王小明，出生日期：1975年3月12日",
    "王小明，家住青石镇东风村3组12号",
    "王小明，男，患有精神分裂症。",
    "投诉人：王小明，反映噪声问题。",
    "商业秘密★",
    "咨询QQ：12345678",
    "更多文章请登陆某某文库。",
    "详见https://wenku.example.com",
)
HERE = Path(__file__).resolve().parent
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FLAT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"'
)


def office(source: Path, kind: str, target: Path) -> None:
    """What LibreOffice makes of a file."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", kind, "--outdir", folder, str(source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        made = Path(folder) / f"{source.stem}.{kind.split(':', maxsplit=1)[0]}"
        shutil.copyfile(made, target)


def words(*paragraphs: str) -> docx.document.Document:
    document = docx.Document()
    document.core_properties.author = ""
    for one in paragraphs:
        document.add_paragraph(one)
    return document


def through_office(name: str, document: docx.document.Document, kind: str = "docx") -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{Path(name).stem}.docx"
        document.save(str(source))
        office(source, kind, HERE / name)


def word_files() -> None:
    through_office("clean.docx", words("示例县便民服务事项表", "办理营业执照，缴纳水费。"))
    document = words("中标金额为")
    paragraph = document.paragraphs[0]._p
    change = f'w:id="1" w:author="某" w:date="2026-03-01T00:00:00Z" {_W}'
    paragraph.append(parse_xml(f"<w:del {change}><w:r><w:delText>一百万元</w:delText></w:r></w:del>"))
    paragraph.append(parse_xml(f"<w:ins {change}><w:r><w:t>另行公布</w:t></w:r></w:ins>"))
    through_office("tracked.docx", document)
    document = words("表格见附件。")
    document.add_comment(document.paragraphs[0].runs, text="账号不要公开", author="某", initials="")
    through_office("comment.docx", document)
    document = words("补助名单：")
    document.paragraphs[0].add_run("王小明三万元").font.hidden = True
    through_office("hidden-text.docx", document)
    document = words("通知")
    document.core_properties.author = "王小明"
    through_office("author.docx", document)
    through_office("legacy.doc", words("旧格式"), "doc")
    shutil.move(HERE / "legacy.doc", HERE / "legacy.docx")


def sheets() -> None:
    book = openpyxl.Workbook()
    book.properties.creator = ""
    first = book.active
    first.append(["项目", "金额（万元）"])
    first.append(["道路养护", 120])
    for name, change in {
        "clean": lambda: None,
        "hidden-sheet": lambda: setattr(book.create_sheet("底表"), "sheet_state", "veryHidden"),
        "hidden-row": lambda: setattr(first.row_dimensions[2], "hidden", True),
        "hidden-column": lambda: setattr(first.column_dimensions["B"], "hidden", True),
        "comment": lambda: setattr(first["A2"], "comment", Comment("账号见底稿", "某")),
    }.items():
        change()  # type: ignore[no-untyped-call]
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / f"{name}.xlsx"
            book.save(source)
            # LibreOffice writes "very hidden" as plain hidden; Excel and openpyxl keep it.
            if name == "hidden-sheet":
                shutil.copyfile(source, HERE / f"{name}.xlsx")
            else:
                office(source, "xlsx", HERE / f"{name}.xlsx")
        if name == "hidden-sheet":
            del book["底表"]
        first.row_dimensions[2].hidden = first.column_dimensions["B"].hidden = False


def _flat(kind: str, styles: str, body: str) -> str:
    """A flat OpenDocument file of one kind."""
    head = f'<?xml version="1.0" encoding="UTF-8"?><office:document {_FLAT} office:version="1.2"'
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    return f'{head} office:mimetype="application/vnd.oasis.opendocument.{kind}">{automatic}<office:body>{body}</office:body></office:document>'


def slides() -> None:
    box = "<draw:text-box><text:p>{said}</text:p></draw:text-box>"
    frame = f'<draw:frame {{kind}}svg:width="16cm" svg:height="3cm" svg:x="2cm" svg:y="{{y}}cm">{box}</draw:frame>'
    page = '<draw:page draw:name="{name}"{style}>{frame}{notes}</draw:page>'
    noted = frame.format(kind='presentation:class="notes" ', y=14, said="此页不对外讲")
    notes = f'<presentation:notes><draw:page-thumbnail draw:page-number="1"/>{noted}</presentation:notes>'
    hidden = '<style:drawing-page-properties presentation:visibility="hidden"/>'
    styles = f'<style:style style:name="dp1" style:family="drawing-page">{hidden}</style:style>'
    first, inner, second_page = (
        frame.format(kind="", y=2, said=said) for said in ("示例县重点项目", "内部数据", "第二页")
    )
    for name, second in {
        "clean": "",
        "hidden-slide": page.format(name="p2", style=' draw:style-name="dp1"', frame=inner, notes=""),
        "notes": page.format(name="p2", style="", frame=second_page, notes=notes),
    }.items():
        body = page.format(name="p1", style="", frame=first, notes="") + second
        flat = _flat("presentation", styles, f"<office:presentation>{body}</office:presentation>")
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / f"{name}.fodp"
            source.write_text(flat, encoding="utf-8")
            office(source, "pptx", HERE / f"{name}.pptx")


def drawings() -> None:
    """PDF from a drawing: text with a black box over it, upright and turned, and beside it."""
    fill = '<style:graphic-properties draw:fill="solid" draw:fill-color="#000000" draw:stroke="none"/>'
    styles = f'<style:style style:name="black" style:family="graphic">{fill}</style:style>'
    said = "<draw:text-box><text:p>开户账号：320500198001</text:p></draw:text-box>"
    text = f'<draw:frame svg:width="16cm" svg:height="1.2cm" svg:x="2cm" svg:y="3cm">{said}</draw:frame>'
    box = '<draw:rect draw:style-name="black" svg:width="{w}cm" svg:height="1.2cm" {place}/>'
    for name, boxes in {
        "box-beside": box.format(w=6, place='svg:x="2cm" svg:y="6cm"'),
        "black-box": box.format(w=9, place='svg:x="3cm" svg:y="3cm"'),
        "black-box-turned": box.format(w=9, place='draw:transform="rotate(0.1) translate(3cm 3.6cm)"'),
    }.items():
        page = f'<draw:page draw:name="p1">{text}{boxes}</draw:page>'
        flat = _flat("graphics", styles, f"<office:drawing>{page}</office:drawing>")
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / f"{name}.fodg"
            source.write_text(flat, encoding="utf-8")
            office(source, "pdf", HERE / f"{name}.pdf")


def pdfs() -> None:
    through_office("clean.pdf", words("示例县便民服务事项表", "办理营业执照，缴纳水费。"), "pdf")
    document = words("通知")
    document.core_properties.author = "王小明"
    through_office("author.pdf", document, "pdf")
    through_office("leaks.pdf", words(*_LEAKS), "pdf")
    clean = (HERE / "clean.pdf").read_bytes()
    writer = pypdf.PdfWriter(io.BytesIO(clean), incremental=True)
    writer.add_metadata({"/Title": "第二稿"})
    writer.write(str(HERE / "earlier-version.pdf"))
    for name, change in {
        "embedded": _embed,
        "script": _script,
        "layer": _layer,
        "annotation": _annotate,
        "redact": _redact,
    }.items():
        with pikepdf.open(io.BytesIO(clean)) as pdf:
            change(pdf)
            pdf.save(HERE / f"{name}.pdf", deterministic_id=True)
    with pikepdf.open(io.BytesIO(clean)) as pdf:
        pdf.save(HERE / "encrypted.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    with pikepdf.open(io.BytesIO(clean)) as pdf:
        pdf.save(HERE / "for-the-web.pdf", linearize=True, deterministic_id=True)


def written_pdfs() -> None:
    """The forms of other programs, written by hand: see ``support.pdf_files``."""
    plain = pdf_files.file(pdf_files.simple())
    (HERE / "hybrid.pdf").write_bytes(pdf_files.hybrid())
    (HERE / "scan.pdf").write_bytes(pdf_files.scan())
    sealed = pdf_files.sealed(plain)
    (HERE / "sealed.pdf").write_bytes(sealed)
    (HERE / "sealed-changed.pdf").write_bytes(
        pdf_files.saved(sealed, {4: pdf_files.stream(pdf_files.TEXT.replace(b"Notice", b"Letter"))})
    )


def _embed(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["底稿.txt"] = "账号".encode()


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _layer(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="底图"))
    pdf.Root.OCProperties = pikepdf.Dictionary(
        OCGs=pikepdf.Array([group]), D=pikepdf.Dictionary(OFF=pikepdf.Array([group]))
    )


def _annotate(pdf: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 20, 20], Contents="此处再核"
    )
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(note)])


def _redact(pdf: pikepdf.Pdf) -> None:
    mark = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Redact, Rect=[0, 0, 200, 200])
    pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(mark)])


def printed() -> None:
    """The leaks of both halves as pages, with the list of what stands on them."""
    for half in HALVES:
        through_office(f"leaks-{half}.pdf", leak_pages.document(half), "pdf")
        listed = json.dumps(leak_pages.listing(half), ensure_ascii=False, indent=0)
        (HERE / f"leaks-{half}.json").write_text(f"{listed}\n", encoding="utf-8")


def pictures() -> None:
    image = Image.radial_gradient("L").resize((64, 64)).convert("RGB")
    image.save(HERE / "clean.jpg")
    image.save(HERE / "clean.png")
    image.save(HERE / "clean.gif")
    image.save(HERE / "clean.webp")
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 39.0, 0.0), 3: "E", 4: (120.0, 44.0, 0.0)})
    image.save(HERE / "position.jpg", exif=exif)
    exif = Image.Exif()
    exif[0x013B] = "王小明"
    image.save(HERE / "photographer.jpg", exif=exif)
    for kind in ("jpg", "png", "gif", "webp"):
        (HERE / f"appended.{kind}").write_bytes((HERE / f"clean.{kind}").read_bytes() + b"PK\x03\x04 more")


def packages() -> None:
    """What no office program would write for us here: macros, objects, links, bombs."""
    _with(HERE / "clean.xlsx", HERE / "macro.xlsx", {"xl/vbaProject.bin": b"\0" * 64})
    _with(HERE / "clean.docx", HERE / "object.docx", {"word/embeddings/oleObject1.bin": b"\0" * 64})
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    one = f'<Relationship Id="r1" Type="{kind}" Target="http://x.example/t.dotm" TargetMode="External"/>'
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{one}</Relationships>'
    _with(HERE / "clean.docx", HERE / "template.docx", {"word/_rels/settings.xml.rels": rels.encode()})
    _with(HERE / "clean.docx", HERE / "bomb.docx", {"word/media/a.bin": bytes(210 * 1024 * 1024)})
    entities = "".join(f'<!ENTITY {x} "{f"&{y};" * 30}">' for x, y in zip("defgh", "bdefg", strict=True))
    bomb = f'<!DOCTYPE a [<!ENTITY b "{"c" * 1000}">{entities}]><a>&h;</a>'
    _with(HERE / "clean.docx", HERE / "entities.docx", {"word/footnotes.xml": bomb.encode()})


def _with(source: Path, target: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for entry in old.infolist():
            if entry.filename not in parts:
                new.writestr(
                    zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0)), old.read(entry), zipfile.ZIP_DEFLATED
                )
        for name, data in parts.items():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def by_hand() -> None:
    """What no program at hand makes: seals, and a formula that fetches data."""
    parts = sealed()
    (HERE / "sealed.ofd").write_bytes(zipped(parts))
    later = as_bytes(parts[CONTENT]).replace("公告".encode(), "通告".encode())
    (HERE / "changed-after-seal.ofd").write_bytes(zipped(parts | {CONTENT: later}))
    fetched = cells('<c r="A1" t="str"><f>_xlfn.WEBSERVICE(B1)</f><v>120</v></c>')
    (HERE / "formula.xlsx").write_bytes(xlsx(fetched))


if __name__ == "__main__":
    for make in (word_files, sheets, slides, drawings, pdfs, printed, written_pdfs, pictures, packages, by_hand):
        make()
