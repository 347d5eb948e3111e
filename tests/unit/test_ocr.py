"""Words in pictures: recognised without a network, told as warnings, within bounds; the verdict stays what it was."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from PIL import Image, ImageDraw, ImageFont

from gongkai.attachments.examined import Passage
from gongkai.cli.main import main
from gongkai.core.findings import Severity
from gongkai.gate.check import Verdict, check
from gongkai.ocr import advice as advising
from gongkai.ocr.advice import advice
from gongkai.ocr.reader import Reader
from gongkai.source.tree import Disk
from support import county

ITEM = "content/items/office/2026/00009.md"
LINES = ("王小明，身份证号：110101199001011237", "机密★10年", "联系电话：0000-6660101")
_FONTS = (
    "opentype/noto/NotoSansCJK-Regular.ttc",
    "opentype/noto/NotoSerifCJK-Regular.ttc",
    "noto-cjk/NotoSansCJK-Regular.ttc",
)


def drawn(*lines: str) -> Image.Image:
    """A picture of these lines, in the font that the tests of pages use."""
    font = next(path for path in (Path("/usr/share/fonts") / one for one in _FONTS) if path.exists())
    image = Image.new("RGB", (1000, 80 + 90 * len(lines)), "white")
    pen, letters = ImageDraw.Draw(image), ImageFont.truetype(str(font), 40)
    for at, line in enumerate(lines):
        pen.text((40, 40 + 90 * at), line, font=letters, fill="black")
    return image


def saved(image: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def attach(root: Path, name: str, data: bytes) -> None:
    folder = root / ITEM.removesuffix(".md")
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    lead = ["attachments:", f"  - path: {name}", "    title: 图", f"    sha256: {hashlib.sha256(data).hexdigest()}"]
    county.write_item(root, ITEM, lead=lead)


def told(verdict: Verdict) -> set[str]:
    return {d.code for d in verdict.diagnostics if d.severity is Severity.WARNING}


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_words_in_a_picture_are_read(reader: Reader, kind: str) -> None:
    said = reader.read(f"x.{kind.lower()}", saved(drawn(*LINES), kind))
    assert said == (Passage("\n".join(LINES)),)


def test_a_photograph_that_lies_on_its_side_is_turned(reader: Reader) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned right by a quarter
    out = io.BytesIO()
    drawn(*LINES).rotate(90, expand=True).save(out, "JPEG", exif=exif)
    assert reader.read("x.jpg", out.getvalue()) == (Passage("\n".join(LINES)),)


def test_scanned_pages_are_read_and_pages_with_text_are_not(reader: Reader) -> None:
    scan = saved(drawn(*LINES), "PDF")
    assert reader.read("x.pdf", scan) == (Passage("\n".join(LINES), "第1页"),)
    clean = (Path(__file__).parents[1] / "files" / "clean.pdf").read_bytes()
    assert reader.read("x.pdf", clean) == ()


def test_pictures_in_an_office_file_are_read(reader: Reader) -> None:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("见下图。")
    document.add_picture(io.BytesIO(saved(drawn(*LINES), "PNG")))
    document.save(out)
    assert reader.read("x.docx", out.getvalue()) == (Passage("\n".join(LINES), "image1.png"),)
    clean = Path(__file__).parents[1] / "files" / "clean.xlsx"
    assert reader.read("x.xlsx", clean.read_bytes()) == ()


def test_more_pictures_than_are_looked_at_are_not_read(reader: Reader) -> None:
    small = saved(Image.new("L", (8, 8)), "PNG")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for at in range(21):
            package.writestr(f"word/media/image{at}.png", small)
    assert reader.read("x.docx", out.getvalue()) is None


@pytest.mark.parametrize("name", ["x.png", "x.jpg", "x.pdf", "x.docx"])
def test_what_is_no_picture_is_not_read_and_stops_nothing(reader: Reader, name: str) -> None:
    assert reader.read(name, b"no picture") is None
    assert reader.read("x.png", saved(drawn("示例县"), "PNG")) == (Passage("示例县"),)


def test_a_picture_of_too_many_points_is_not_read(reader: Reader) -> None:
    assert reader.read("x.png", saved(Image.new("1", (10_000, 6_000)), "PNG")) is None


def test_the_process_that_dies_of_a_file_is_replaced() -> None:
    with Reader() as reader:
        assert reader.read("x.png", saved(drawn("示例县"), "PNG")) == (Passage("示例县"),)
        assert reader._process is not None
        reader._process.kill()
        reader._process.wait()
        assert reader.read("x.png", saved(drawn("示例县"), "PNG")) == (Passage("示例县"),)


def test_too_much_processor_time_ends_the_process() -> None:
    program = "from gongkai.ocr import worker\nworker._clock(0.05)\nwhile True: pass"
    done = subprocess.run([sys.executable, "-c", program], check=False, timeout=60)
    assert done.returncode < 0


def test_nothing_is_fetched() -> None:
    """With no way to connect anywhere the words come all the same: models are those of the wheel."""
    program = (
        "import socket, sys\n"
        "def refuse(*_): raise OSError('no network')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from gongkai.ocr import recognise as module\n"
        "picture = sys.stdin.buffer.read()\n"
        "print(module.recognise('x.png', picture)[0].text)\n"
        "module._engine.cache_clear()\n"
        "module._MODELS['Rec.model_path'] = 'absent.onnx'\n"
        "try:\n    module.recognise('x.png', picture)\n"
        "except FileNotFoundError:\n    print('not fetched')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], input=saved(drawn("示例县"), "PNG"), capture_output=True, check=True,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert done.stdout.decode().split("\n")[:2] == ["示例县", "not fetched"]


def test_recognised_words_warn_and_decide_nothing(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path / "county")
    attach(root, "图.png", saved(drawn(*LINES), "PNG"))
    before = check(Disk(root), county.TODAY)
    after = advice(Disk(root), before).added_to(before)
    assert told(after) - told(before) == {"P01", "S01"}, "an office's own telephone passes"
    assert [d for d in after.diagnostics if d.severity is Severity.ERROR] == [
        d for d in before.diagnostics if d.severity is Severity.ERROR
    ]
    said = next(d for d in after.diagnostics if d.code == "P01")
    assert "图.png" in said.message.zh and "110101199001011237" not in said.message.zh + said.message.en
    assert (root / ITEM).read_text(encoding="utf-8").split("\n")[said.place.line - 1] == "  - path: 图.png"


def test_the_page_of_a_scan_is_told_in_both_languages(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path / "county")
    attach(root, "扫描.pdf", saved(drawn(LINES[1]), "PDF"))
    (said,) = advice(Disk(root), check(Disk(root), county.TODAY)).warnings
    assert said.message.zh.startswith("附件“扫描.pdf”（第1页）的图片中似乎有密级标志")
    assert said.message.en.startswith("a picture in `扫描.pdf` (page 1) seems to show a classification mark")


def test_the_check_shows_them_beside_its_refusals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = county.copy_to(tmp_path / "county")
    attach(root, "图.png", saved(drawn(*LINES), "PNG"))
    assert main(["--root", str(root), "check", "--today", county.TODAY.isoformat()]) == 1
    said = capsys.readouterr()
    assert said.out.count("文字由程序识别") == 2
    assert "没有识别" not in said.err


def test_what_is_approved_is_not_looked_at(tmp_path: Path) -> None:
    root = county.copy_to(tmp_path / "county")
    attach(root, "图.png", saved(drawn(*LINES), "PNG"))
    county.resign(root, ITEM)
    verdict = check(Disk(root), county.TODAY)
    assert verdict.passed
    assert advice(Disk(root), verdict).warnings == ()


def test_that_it_is_not_installed_is_said_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(advising, "installed", lambda: False)
    root = county.copy_to(tmp_path / "county")
    arguments = ["--root", str(root), "--lang", "zh", "check", "--today", county.TODAY.isoformat()]
    assert main(arguments) == 0
    assert "gongkai[ocr]" not in capsys.readouterr().err, "nothing waits, so nothing was missed"
    attach(root, "图.png", saved(drawn(*LINES), "PNG"))
    assert main(arguments) == 1
    assert capsys.readouterr().err.count("图片中的文字没有识别：未安装 gongkai[ocr]") == 1


def test_more_files_than_are_looked_at_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(advising, "MOST_FILES", 0)
    root = county.copy_to(tmp_path / "county")
    attach(root, "图.png", saved(drawn(*LINES), "PNG"))
    found = advice(Disk(root), check(Disk(root), county.TODAY))
    assert found.note is not None and found.note.zh.startswith("1 个图片")
