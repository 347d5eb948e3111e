"""What opening an attachment shows: files that real tools made, boxes in every position, files that break their reader."""

from __future__ import annotations

import hashlib
import io
import os
import random
import resource
import signal
import struct
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from gongkai.attachments import examine as examining
from gongkai.attachments import worker
from gongkai.attachments.examined import Examined
from gongkai.attachments.faults import FAULTS
from gongkai.attachments.inspect_file import inspect_file
from gongkai.core.executors import processes
from support import hostile_files

FILES = Path(__file__).resolve().parent.parent / "files"

# Every file of tests/files that has something to hide, and what has to be found in it; nothing else may be.
HIDDEN = {
    "annotation.pdf": "annotations",
    "appended.gif": "appended_data",
    "appended.jpg": "appended_data",
    "appended.png": "appended_data",
    "appended.webp": "appended_data",
    "black-box-turned.pdf": "covered_text",
    "black-box.pdf": "covered_text",
    "bomb.docx": "too_large",
    "changed-after-seal.ofd": "changed_after_seal",
    "comment.docx": "comments",
    "comment.xlsx": "comments",
    "earlier-version.pdf": "earlier_revision",
    "embedded.pdf": "embedded_file",
    "encrypted.pdf": "encrypted",
    "entities.docx": "unreadable",
    "formula.xlsx": "formula",
    "hidden-column.xlsx": "hidden_cells",
    "hidden-row.xlsx": "hidden_cells",
    "hidden-sheet.xlsx": "hidden_sheet",
    "hidden-slide.pptx": "hidden_slide",
    "hidden-text.docx": "hidden_text",
    "layer.pdf": "hidden_layer",
    "legacy.docx": "legacy",
    "macro.xlsx": "macro",
    "notes.pptx": "speaker_notes",
    "object.docx": "active_content",
    "position.jpg": "location",
    "redact.pdf": "unapplied_redaction",
    "script.pdf": "script",
    "sealed-changed.pdf": "changed_after_seal",
    "template.docx": "external_link",
    "tracked.docx": "tracked_changes",
}
NAMED = {"author.docx", "author.pdf", "photographer.jpg"}
CLEAN = (
    {path.name for path in FILES.iterdir() if path.suffix not in (".json", ".py")}
    - HIDDEN.keys()
    - NAMED
    - {"__pycache__"}
)


def seen(name: str) -> Examined:
    return inspect_file(name, (FILES / name).read_bytes())


@pytest.mark.parametrize("name", sorted(HIDDEN))
def test_what_a_file_hides_is_found(name: str) -> None:
    assert {fault for fault, _ in seen(name).faults} == {HIDDEN[name]}


@pytest.mark.parametrize("name", sorted(CLEAN))
def test_a_file_that_hides_nothing_passes(name: str) -> None:
    examined = seen(name)
    assert examined.faults == ()
    assert examined.people == ()


@pytest.mark.parametrize("name", sorted(NAMED))
def test_who_made_it_is_read(name: str) -> None:
    assert len(seen(name).people) == 1


def test_there_are_clean_files_of_every_kind() -> None:
    assert {Path(name).suffix for name in CLEAN} == {
        ".docx",
        ".xlsx",
        ".pptx",
        ".pdf",
        ".ofd",
        ".jpg",
        ".png",
        ".gif",
        ".webp",
    }


def test_what_is_shown_is_read_and_properties_are_kept_apart() -> None:
    examined = seen("clean.docx")
    assert examined.shown == "示例县便民服务事项表\n办理营业执照，缴纳水费。"
    assert "python-docx" in examined.everything


@pytest.mark.parametrize(
    ("name", "other"), [("clean.docx", ".xlsx"), ("clean.xlsx", ".pptx"), ("clean.pdf", ".png"), ("clean.docx", ".jpg"),
        ("clean.docx", ".pdf"), ("clean.pdf", ".csv"), ("clean.docx", ".txt")]
)  # fmt: skip
def test_the_type_is_told_by_content(name: str, other: str) -> None:
    assert inspect_file(f"x{other}", (FILES / name).read_bytes()).faults == (("wrong_type", ""),)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\xff\xfe\xff", "wrong_type"),
        (b"a\0b", "wrong_type"),
        ("村,户数\n".encode("utf-16"), "utf16"),
        ("a,b\n".encode("utf-16-le"), "utf16"),
    ],
)  # fmt: skip
def test_tables_of_text_are_only_text(data: bytes, fault: str) -> None:
    assert inspect_file("x.csv", data).faults == ((fault, ""),)


def test_text_in_the_encoding_of_older_offices_is_read() -> None:
    assert inspect_file("x.csv", "村,户数\n河东村,3\n".encode("gb18030")).shown == "村 | 户数\n河东村 | 3"


# Text under a box ---------------------------------------------------------------------------------------------

_TEXT = "BT /F1 12 Tf 100 700 Td (Account 320500198001) Tj ET"
_BOX = "0 g 90 690 200 30 re f"
COVERED = {
    "a box painted later": f"{_TEXT} {_BOX}",
    "a white box": f"{_TEXT} 1 g 90 690 200 30 re f",
    "a box drawn by its corners": f"{_TEXT} 90 690 m 290 690 l 290 720 l 90 720 l h f",
    "a box under a transformation": f"{_TEXT} q 2 0 0 2 0 0 cm 45 345 100 15 re f Q",
    "text and box both turned": "q 0 1 -1 0 600 0 cm BT /F1 12 Tf 100 300 Td (Account 320500198001) Tj ET 90 290 200 30 re f Q",
    "text turned by its own matrix": "BT /F1 12 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (Account 320500) Tj ET "
    "q 0.7 0.7 -0.7 0.7 100 100 cm -5 -5 200 30 re f Q",
    "the number alone": f"{_TEXT} 150 695 90 20 re f",
    "a form painted over": f"{_TEXT} /Fm1 Do",
    "text in a form, a box on the page": "/Fm2 Do 90 690 200 30 re f",
    "a picture over it": f"{_TEXT} q 200 0 0 30 90 690 cm /Im1 Do Q",
    "black on black": f"{_BOX} {_TEXT}",
    "the same grey in two spellings": "0.5 g 90 690 200 30 re f 0.5 0.5 0.5 rg " + _TEXT,
    "letters placed one by one": "BT /F1 12 Tf 100 700 Td [(A) -10 (c) 5 (c) (o) (unt)] TJ ET " + _BOX,
    "the next line": "BT /F1 12 Tf 14 TL 100 714 Td (Free) Tj (Account 320500) ' ET " + _BOX,
}
UNCOVERED = {
    "a box beside": f"{_TEXT} 90 600 200 30 re f",
    "a light ground painted first": f"0.9 g 90 690 200 30 re f 0 g {_TEXT}",
    "white on a dark ground": f"0 g 90 690 200 30 re f 1 g {_TEXT}",
    "an underline": f"{_TEXT} 100 697 120 1 re f",
    "a frame": f"{_TEXT} 90 690 200 30 re S",
    "a highlighter": f"{_TEXT} /Hi gs 1 1 0 rg 90 690 200 30 re f",
    "a clip": f"{_TEXT} 90 690 200 30 re W n",
    "the words that a scanner read under its picture": "BT 3 Tr /F1 12 Tf 100 700 Td (Account 320500) Tj ET q 600 0 0 800 0 0 cm /Im1 Do Q",
    "dark ground, a light field on it, dark words": f"0 g 0 600 600 200 re f 1 g 90 690 200 30 re f 0 g {_TEXT}",
}


UNSEEN = {
    "white on paper": "1 g BT /F1 12 Tf 100 700 Td (Account 320500) Tj ET",
    "beside the page": "BT /F1 12 Tf 700 700 Td (Account 320500) Tj ET",
    "below the page": "BT /F1 12 Tf 100 -40 Td (Account 320500) Tj ET",
}


def page(content: str) -> bytes:
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    fonts = pikepdf.Dictionary(F1=font)
    box, text = pdf.make_stream(b"0 g 90 690 200 30 re f"), pdf.make_stream(_TEXT.encode())
    for form in (box, text):
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox, form.Resources = pikepdf.Array([0, 0, 600, 800]), pikepdf.Dictionary(Font=fonts)
    picture = pdf.make_stream(b"\0")
    picture.Type, picture.Subtype, picture.Width, picture.Height = pikepdf.Name.XObject, pikepdf.Name.Image, 1, 1
    picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    resources = pikepdf.Dictionary(
        Font=fonts,
        XObject=pikepdf.Dictionary(Fm1=box, Fm2=text, Im1=picture),
        ExtGState=pikepdf.Dictionary(Hi=pikepdf.Dictionary(BM=pikepdf.Name.Multiply)),
    )
    made = pikepdf.Dictionary(
        Type=pikepdf.Name.Page, MediaBox=pikepdf.Array([0, 0, 600, 800]), Resources=resources, Contents=pdf.make_stream(content.encode())
    )  # fmt: skip
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(made)))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("how", sorted(COVERED))
def test_covered_text_is_found(how: str) -> None:
    assert inspect_file("x.pdf", page(COVERED[how])).faults == (("covered_text", "第1页"),)


@pytest.mark.parametrize("how", sorted(UNSEEN))
def test_text_that_nobody_sees_is_found(how: str) -> None:
    assert inspect_file("x.pdf", page(UNSEEN[how])).faults == (("hidden_text", "第1页"),)


@pytest.mark.parametrize("how", sorted(UNCOVERED))
def test_text_that_shows_is_not_called_covered(how: str) -> None:
    assert inspect_file("x.pdf", page(UNCOVERED[how])).faults == ()


# The worker ---------------------------------------------------------------------------------------------------


@pytest.fixture
def examiner() -> examining._Examiner:
    return examining._Examiner()


def ask(examiner: examining._Examiner, name: str, data: bytes) -> Examined:
    return examiner.examine(name, data, hashlib.sha256(data).hexdigest())


def test_a_worker_answers_as_the_reader_does(examiner: examining._Examiner) -> None:
    for name in ("clean.docx", "black-box.pdf", "position.jpg"):
        assert ask(examiner, name, (FILES / name).read_bytes()) == seen(name)
    examiner.end()


def test_a_file_that_kills_its_reader_is_refused_and_the_next_is_read(examiner: examining._Examiner) -> None:
    big = zipped({"word/document.xml": b"<a/>" + b" " * 50_000_000, "[Content_Types].xml": b"<a/>"})
    ask(examiner, "x.docx", zipped({"[Content_Types].xml": b"<a/>"}))
    assert examiner._worker is not None
    victim = examiner._worker.process.pid
    os.kill(victim, signal.SIGSTOP)
    killer = threading.Timer(0.5, os.kill, (victim, signal.SIGKILL))
    killer.start()
    assert ask(examiner, "x.docx", big).faults == (("died", ""),)
    assert ask(examiner, "clean.docx", (FILES / "clean.docx").read_bytes()).faults == ()
    examiner.end()


def test_a_forked_process_has_a_worker_of_its_own() -> None:
    """Two that wrote into one pipe would read each other's answers."""
    data = {name: (FILES / name).read_bytes() for name in ("clean.docx", "tracked.docx")}
    examining._EXAMINER.end()
    examining._EXAMINER._known.clear()
    examining.examine("x.png", b"", "")
    parent = examining._EXAMINER._worker
    assert parent is not None
    with processes() as pool:
        jobs = [pool.submit(_asked, name, data[name], str(turn)) for turn in range(10) for name in data]
        for number, job in enumerate(jobs):
            faults, pid = job.result()
            assert faults == ((("tracked_changes", "第1段"),) if number % 2 else ())
            assert pid != parent.process.pid
    assert examining.examine("x.docx", data["tracked.docx"], "-").faults == (("tracked_changes", "第1段"),)
    assert examining._EXAMINER._worker is parent


def _asked(name: str, data: bytes, key: str) -> tuple[tuple[tuple[str, str], ...], int]:
    faults = examining.examine(name, data, key + name).faults
    assert examining._EXAMINER._worker is not None
    return faults, examining._EXAMINER._worker.process.pid


@pytest.mark.parametrize("data", [(FILES / "clean.pdf").read_bytes(), bytes(1_000_000)])
def test_a_worker_that_does_nothing_any_more_is_not_waited_for(
    examiner: examining._Examiner, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    """The second file is more than a pipe holds: it is watched while it takes the file, too."""
    ask(examiner, "x.docx", zipped({"[Content_Types].xml": b"<a/>"}))
    monkeypatch.setattr(examining, "IDLE_SECONDS", 0.5)
    assert examiner._worker is not None
    os.kill(examiner._worker.process.pid, signal.SIGSTOP)
    assert ask(examiner, "x.pdf", data).faults == (("died", ""),)
    assert examiner._worker is None
    examiner.end()


def test_no_clock_on_the_wall_ends_a_file(examiner: examining._Examiner, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that waits for its turn on a busy machine is let wait: here it works far longer than it may do nothing."""
    monkeypatch.setattr(examining, "IDLE_SECONDS", 0.05)
    begun = time.monotonic()
    assert ask(examiner, "x.pdf", hostile_files.operators(500_000)).faults == ()
    assert time.monotonic() - begun > 0.1
    examiner.end()


def test_a_library_that_does_not_come_back_is_ended_by_the_system() -> None:
    """While it works no Python is run, and no timer of ours."""
    program = (
        "import hashlib, signal; from gongkai.attachments import worker\n"
        "signal.signal(signal.SIGPROF, worker._give_up)\n"
        "worker.PROCESSOR_SECONDS, worker._MORE_SECONDS = 0.1, 1\n"
        "worker.inspect_file = lambda *_: hashlib.pbkdf2_hmac('sha256', b'', b'', 10**9)\n"
        "worker._bound(); worker._at_last(0); worker._timed('x.pdf', b'')"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -signal.SIGXCPU


def test_a_worker_out_of_time_is_a_finding(examiner: examining._Examiner) -> None:
    ask(examiner, "x.docx", zipped({"[Content_Types].xml": b"<a/>"}))
    assert examiner._worker is not None
    victim = examiner._worker.process.pid
    os.kill(victim, signal.SIGSTOP)
    for after, number in ((0.3, signal.SIGXCPU), (0.6, signal.SIGCONT)):
        threading.Timer(after, os.kill, (victim, number)).start()
    assert ask(examiner, "x.pdf", b"%PDF-1.7").faults == (("too_slow", ""),)
    assert ask(examiner, "clean.docx", (FILES / "clean.docx").read_bytes()).faults == ()
    examiner.end()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system counts no processor time for us")
def test_a_file_that_takes_too_much_processor_time_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever readers catch, and without the end of the process; the next file is looked at as ever."""
    inspect_file("x.pdf", (FILES / "clean.pdf").read_bytes())  # so that it is not given up in the middle of an import
    before = signal.signal(signal.SIGPROF, worker._give_up)
    try:
        monkeypatch.setattr(worker, "PROCESSOR_SECONDS", 0.01)
        assert worker._timed("x.pdf", hostile_files.operators(500_000)).faults == (("too_slow", ""),)
        monkeypatch.setattr(worker, "PROCESSOR_SECONDS", 60.0)
        assert worker._timed("x.pdf", (FILES / "clean.pdf").read_bytes()).faults == ()
    finally:
        signal.signal(signal.SIGPROF, before)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system counts no processor time for us")
def test_each_of_several_files_has_its_time_and_no_more(
    examiner: examining._Examiner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five forms within forms: all are given up, the file behind them is read, and together they take five times the limit."""
    begin, limit = subprocess.Popen, 0.4
    program = (
        "from gongkai.attachments import inspect_file, worker\n"
        f"inspect_file.inspect_file('x.pdf', open({str(FILES / 'clean.pdf')!r}, 'rb').read())\n"  # imports are no file's time
        f"worker.PROCESSOR_SECONDS = {limit}; worker.main()"
    )

    def hurried(command: list[str], stdin: int, stdout: int, stderr: int) -> subprocess.Popen[bytes]:
        assert command[1:] == ["-m", "gongkai.attachments.worker"]
        return begin([command[0], "-c", program], stdin=stdin, stdout=stdout, stderr=stderr)

    monkeypatch.setattr(subprocess, "Popen", hurried)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for levels, wide in ((4, 13), (4, 14), (4, 15), (4, 16), (18, 2)):  # they take 1.4 to 3.3 seconds, 12 in all
        assert ask(examiner, "x.pdf", hostile_files.forms(levels, wide)).faults == (("too_slow", ""),)
    assert ask(examiner, "x.pdf", (FILES / "clean.pdf").read_bytes()).faults == ()
    examiner.end()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert 5 * limit * 0.9 < taken < 5 * limit + 4  # to start takes a second


def test_the_same_bytes_are_opened_once(examiner: examining._Examiner) -> None:
    data = (FILES / "clean.pdf").read_bytes()
    first = ask(examiner, "a.pdf", data)
    examiner.end()
    assert ask(examiner, "b.pdf", data) is first
    assert examiner._worker is None
    assert ask(examiner, "b.docx", data).faults == (("wrong_type", ""),)
    examiner.end()


def test_memory_is_bounded_by_the_system(examiner: examining._Examiner) -> None:
    ask(examiner, "clean.docx", (FILES / "clean.docx").read_bytes())
    assert examiner._worker is not None
    limits = Path(f"/proc/{examiner._worker.process.pid}/limits").read_text(encoding="ascii")
    assert str(1536 * 1024 * 1024) in next(line for line in limits.splitlines() if "address space" in line)
    examiner.end()


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "name",
    sorted(
        ["clean.docx", "clean.xlsx", "clean.pptx", "clean.pdf", "position.jpg", "clean.png", "clean.gif", "clean.webp"]
    ),
)
def test_damaged_files_are_refused_and_never_raise(name: str) -> None:
    data, chance = (FILES / name).read_bytes(), random.Random(name)
    for _ in range(60):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 30)):
            place = chance.randrange(len(broken))
            if chance.random() < 0.3:
                del broken[place : place + chance.randint(1, 200)]
            else:
                broken[place] = chance.randrange(256)
            broken = broken or bytearray(b"x")
        for fault, _ in inspect_file(name, bytes(broken)).faults:
            assert fault in FAULTS


def test_every_fault_can_be_found() -> None:
    """A fault that no file shows would be a promise without a proof."""
    shown = {*HIDDEN.values(), "utf16", "wrong_type", "script", "died", "too_slow", "author"}
    assert set(FAULTS) - shown == {
        *("cached_data", "cropped_picture", "preview"),  # below, and in pictures
        *("broken_seal", "leftover", "private_data", "revised_before_seal"),  # test_pdf_hidden
    }


_DRAWING = '<d xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:srcRect l="20000"/><a:t>{}</a:t></d>'


@pytest.mark.parametrize(
    ("name", "part", "data", "fault"),
    [
        ("clean.xlsx", "xl/pivotCache/pivotCacheRecords1.xml", b"<r/>", "cached_data"),
        ("clean.docx", "word/diagrams/data1.xml", _DRAWING.format("").encode(), "cropped_picture"),
        ("clean.xlsx", "xl/externalLinks/externalLink1.xml", b"<r/>", "external_link"),
        ("clean.xlsx", "xl/macrosheets/sheet1.xml", b"<r/>", "macro"),
        ("clean.pptx", "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx", b"PK", "embedded_file"),
        ("clean.docx", "word/activeX/activeX1.xml", b"<r/>", "active_content"),
    ],
)
def test_parts_that_do_not_belong_there_are_found(name: str, part: str, data: bytes, fault: str) -> None:
    assert {found for found, _ in inspect_file(name, with_part(name, part, data)).faults} == {fault}


_SHEET = '<worksheet><cols>{}</cols><sheetData><row r="1" {}><c r="A1" s="{}" t="{}"><v>{}</v></c></row></sheetData></worksheet>'
_STYLES = (
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>'
)


@pytest.mark.parametrize(
    ("sheet", "fault"),
    [
        (("", "", 0, "n", 1), set()),
        (("", "", 1, "n", 1), {"hidden_text"}),
        (('<col min="1" max="3" width="0"/>', "", 0, "n", 1), {"hidden_cells"}),
        (('<col min="2" max="3" hidden="1"/>', "", 0, "n", 1), set()),
        (("", 'ht="0"', 0, "n", 1), {"hidden_cells"}),
    ],
)
def test_cells_that_show_nothing(sheet: tuple[object, ...], fault: set[str]) -> None:
    data = with_part("clean.xlsx", "xl/worksheets/sheet1.xml", _SHEET.format(*sheet).encode())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()} | {"xl/styles.xml": _STYLES.encode()}
    assert {found for found, _ in inspect_file("x.xlsx", zipped(parts)).faults} == fault


def test_a_telephone_that_a_sheet_keeps_as_a_number_is_read() -> None:
    data = with_part("clean.xlsx", "xl/worksheets/sheet1.xml", _SHEET.format("", "", 0, "n", "1.3800138E+10").encode())
    assert "13800138000" in inspect_file("x.xlsx", data).shown


_WORD = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:pPr>{}</w:pPr><w:r><w:rPr>{}</w:rPr>'
    "<w:t>甲</w:t></w:r></w:p></w:body></w:document>"
)
_HIDING = (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:styleId="h"><w:rPr><w:vanish/></w:rPr>'
    "</w:style></w:styles>"
)


@pytest.mark.parametrize(
    ("paragraph", "run", "hides"),
    [
        ("", "", False),
        ("", "<w:vanish/>", True),
        ("", '<w:vanish w:val="0"/>', False),
        ("", '<w:rStyle w:val="h"/>', True),
        ('<w:pStyle w:val="h"/>', "", True),
        ('<w:pStyle w:val="x"/>', "", False),
    ],
)
def test_text_hidden_by_a_style(paragraph: str, run: str, hides: bool) -> None:
    data = with_part("clean.docx", "word/document.xml", _WORD.format(paragraph, run).encode())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()} | {"word/styles.xml": _HIDING.encode()}
    assert inspect_file("x.docx", zipped(parts)).faults == ((("hidden_text", "第1段"),) if hides else ())


@pytest.mark.parametrize("field", ["INCLUDETEXT c:/a.docx", "DDEAUTO excel a b"])
def test_fields_that_fetch_something(field: str) -> None:
    said = _WORD.format("", "").replace("<w:t>甲</w:t>", f"<w:instrText>{field}</w:instrText>")
    assert inspect_file("x.docx", with_part("clean.docx", "word/document.xml", said.encode())).faults == (
        ("external_link", "第1段"),
    )


def test_an_author_in_the_metadata_packet_of_a_pdf_is_read() -> None:
    with pikepdf.open(FILES / "clean.pdf") as pdf:
        with pdf.open_metadata() as packet:
            packet["dc:creator"] = ["王小明"]
        out = io.BytesIO()
        pdf.save(out)
    assert "王小明" in inspect_file("x.pdf", out.getvalue()).people


def test_charts_and_diagrams_are_read() -> None:
    data = with_part("clean.docx", "word/charts/chart1.xml", _DRAWING.format("13800138000").encode())
    assert "13800138000" in inspect_file("x.docx", data).everything


def test_a_thumbnail_may_show_what_was_cropped() -> None:
    small, out = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(small, "JPEG")
    thumbnail = small.getvalue()
    # A big-endian TIFF header, an empty first directory, and a second one with a JPEG thumbnail.
    entries = struct.pack(">HHII", 0x0201, 4, 1, 44) + struct.pack(">HHII", 0x0202, 4, 1, len(thumbnail))
    exif = (
        b"Exif\0\0MM\0*\0\0\0\x08" + struct.pack(">HI", 0, 14) + struct.pack(">H", 2) + entries + bytes(4) + thumbnail
    )
    Image.new("RGB", (64, 64)).save(out, "JPEG", exif=exif)
    assert inspect_file("x.jpg", out.getvalue()).faults == (("preview", ""),)


def test_a_comment_in_a_picture_is_read() -> None:
    out = io.BytesIO()
    Image.new("L", (2, 2)).save(out, "JPEG", comment=b"13800138000")
    assert "13800138000" in inspect_file("x.jpg", out.getvalue()).everything


def with_part(name: str, part: str, data: bytes) -> bytes:
    """A file of ``tests/files`` with one more part."""
    with zipfile.ZipFile(FILES / name) as archive:
        return zipped({one: archive.read(one) for one in archive.namelist()} | {part: data})
