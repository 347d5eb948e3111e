"""Recall and precision of the leak scan, measured: every seed in every place and disguise, every real text there is.

``figures()`` is the page ``docs/reference/leak-scan.md``; a test makes it again and compares.
"""

from __future__ import annotations

import gzip
import io
import json
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gongkai.attachments.look import look
from gongkai.basis import county_of, registries, sort
from gongkai.checker import check
from gongkai.documents.document import Reading, read
from gongkai.findings import Severity
from gongkai.review.county import County
from gongkai.rules import judge_file
from gongkai.secrecy.detectors import DETECTORS
from gongkai.secrecy.scan import scan
from gongkai.source.tree import Disk
from support import county
from support.leaks import DISGUISES, SEEDS, Seed

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = ROOT / "tests" / "files"
CORPUS = ROOT.parent / "shared" / "corpus" / "regulations.jsonl.gz"
ITEM = "content/items/office/2026/00009.md"


# Places in a document ------------------------------------------------------------------------------------------


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _in_title(root: Path, line: str) -> None:
    county.write_item(root, ITEM, title=_quoted(f"关于公布情况的通知（{line}）"))


def _in_summary(root: Path, line: str) -> None:
    county.write_item(root, ITEM, summary=_quoted(f"公布有关情况，{line}"))


def _in_body(shape: str) -> Callable[[Path, str], None]:
    return lambda root, line: county.write_item(root, ITEM, body=f"有关情况如下。\n\n{shape.format(line)}\n\n以上。\n")


def _in_file_name(root: Path, line: str) -> None:
    name = "".join(one for one in line if one not in '/\\:*?"<>|') + ".csv"
    folder = root / ITEM.removesuffix(".md")
    folder.mkdir(parents=True)
    (folder / name).write_text("序号,事项\n", encoding="utf-8")
    lead = ["attachments:", f"  - path: {_quoted(name)}", "    title: 附件", f"    sha256: {'0' * 64}"]
    county.write_item(root, ITEM, lead=lead)


WRITTEN: dict[str, Callable[[Path, str], None]] = {
    "title": _in_title,
    "summary": _in_summary,
    "paragraph": _in_body("{}"),
    "list": _in_body("- {}"),
    "heading": _in_body("## {}"),
    "table": _in_body("| 事项 | 内容 |\n| --- | --- |\n| 一 | {} |"),
    "file name": _in_file_name,
}


# Places in an attachment ---------------------------------------------------------------------------------------


def _word(place: str) -> Callable[[str], tuple[str, bytes]]:
    def make(line: str) -> tuple[str, bytes]:
        document = docx.Document()
        if place == "paragraph":
            document.add_paragraph(line)
        elif place == "table":
            document.add_table(1, 2).rows[0].cells[1].text = line
        elif place == "header":
            document.sections[0].header.paragraphs[0].text = line
        else:
            document.core_properties.title = line
        out = io.BytesIO()
        document.save(out)
        return "x.docx", out.getvalue()

    return make


def _sheet(line: str) -> tuple[str, bytes]:
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert book.active is not None
    book.active["B2"] = line
    book.save(out)
    return "x.xlsx", out.getvalue()


def _slide(line: str) -> tuple[str, bytes]:
    out = io.BytesIO()
    escaped = line.replace("&", "&amp;").replace("<", "&lt;")
    with zipfile.ZipFile(FILES / "clean.pptx") as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace("示例县重点项目".encode(), escaped.encode()))
    return "x.pptx", out.getvalue()


def _picture(line: str) -> tuple[str, bytes]:
    notes, out = PngInfo(), io.BytesIO()
    notes.add_itxt("Description", line)
    Image.new("L", (2, 2)).save(out, "PNG", pnginfo=notes)
    return "x.png", out.getvalue()


def _ofd(line: str) -> tuple[str, bytes]:
    out = io.BytesIO()
    escaped = line.replace("&", "&amp;").replace("<", "&lt;")
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("OFD.xml", "<OFD/>")
        package.writestr("Doc_0/Pages/Page_0/Content.xml", f"<Page><TextCode>{escaped}</TextCode></Page>")
    return "x.ofd", out.getvalue()


ATTACHED: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "txt": lambda line: ("x.txt", f"情况\n{line}\n".encode()),
    "csv": lambda line: ("x.csv", f'1,"{line.replace(chr(34), "")}"\n'.encode()),
    "docx text": _word("paragraph"),
    "docx table": _word("table"),
    "docx header": _word("header"),
    "docx property": _word("property"),
    "xlsx": _sheet,
    "pptx": _slide,
    "png text": _picture,
    "ofd": _ofd,
}
# A mark that has a line for itself is none inside a sentence, a cell or a name.
_WITHIN = frozenset({"title", "summary", "table", "file name", "csv", "docx table"})
_MARKUP = frozenset({"paragraph", "list", "table", "heading"})


def applies(seed: Seed, place: str, disguise: str) -> bool:
    """Whether a seed can stand in a place so disguised."""
    if seed.alone and place in _WITHIN:
        return False
    if disguise == "bold inside":
        return place in _MARKUP
    return place != "file name" or not set(seed.line) & set('/\\:*?"<>|')


# Measuring -----------------------------------------------------------------------------------------------------


def _county(root: Path) -> County:
    source = Disk(root)
    found = county_of(registries(source, sort(source.files("content", "catalog"))), [], county.TODAY, None)
    assert found is not None
    return found


def _refused(reading: Reading, seed: Seed, basis: County) -> bool:
    """By the detector's own rule; a text with invisible characters never gets so far (Y01)."""
    codes = {d.code for d in judge_file(reading, (), basis) if d.severity is Severity.ERROR}
    return seed.code in codes or "Y01" in codes


def written() -> Iterator[tuple[str, str, str, bool]]:
    """Detector, place, disguise and whether it was found, for every place in a document."""
    with tempfile.TemporaryDirectory() as folder:
        root = county.copy_to(Path(folder) / "county")
        basis = _county(root)
        for seed in SEEDS:
            for place, write in WRITTEN.items():
                for disguise, how in DISGUISES.items():
                    value = how(seed)
                    if value is None or not applies(seed, place, disguise):
                        continue
                    write(root, f"{seed.before}{value}{seed.after}")
                    attached = tuple(
                        path.relative_to(root).as_posix() for path in (root / ITEM.removesuffix(".md")).glob("*")
                    )
                    reading = read(Disk(root), ITEM, attached)
                    yield seed.detector, place, disguise, _refused(reading, seed, basis)
                    for path in attached:
                        (root / path).unlink()
                    if attached:
                        (root / ITEM.removesuffix(".md")).rmdir()


def attached() -> Iterator[tuple[str, str, str, bool]]:
    """The same for every place in an attachment."""
    for seed in SEEDS:
        for place, make in ATTACHED.items():
            for disguise, how in DISGUISES.items():
                value = how(seed)
                if value is None or not applies(seed, place, disguise):
                    continue
                examined = look(*make(f"{seed.before}{value}{seed.after}"))
                codes = {hit.detector.name for hit in scan(examined.everything)}
                yield seed.detector, place, disguise, seed.detector in codes
    codes = {hit.detector.name for hit in scan(look("x.pdf", (FILES / "leaks.pdf").read_bytes()).everything)}
    for seed in SEEDS:
        yield seed.detector, "pdf", "as it is", seed.detector in codes


def precision() -> list[tuple[str, int, int, int]]:
    """Of each body of real text: how many texts, how many findings that block, how many that warn."""
    blocking, warning, texts = 0, 0, 0
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            texts += 1
            for hit in scan(f"{one['title']}\n{one['body']}"):
                if hit.detector.warns:
                    warning += 1
                elif not (hit.detector.name == "foreign_address" and hit.value.endswith(".gov.cn")):
                    blocking += 1
    rows = [("712 regulations", texts, blocking, warning)]
    import datetime as dt  # noqa: PLC0415

    verdict = check(Disk(ROOT), dt.date(2026, 11, 20))
    codes = {"S01", "S06", "S09", "P01", "P02", "P03", "P04", "W01"}
    found = Counter(d.severity for d in verdict.diagnostics if d.code in codes)
    rows.append(("sample county", verdict.checked, found[Severity.ERROR], found[Severity.WARNING]))
    return rows


def figures() -> str:
    """The page with all figures."""
    tables = [
        ("In a document", list(written()), [*WRITTEN]),
        ("In an attachment", list(attached()), [*ATTACHED, "pdf"]),
    ]
    lines = [
        "# The leak scan in figures 泄密扫描的查全和误报",
        "",
        "Generated by `make docs`; a test measures them again.",
        "",
        "## What is found",
        "",
        "Leaks sown on purpose (`tests/support/leaks.py`), found of sown. A cell sums all disguises that are possible there; `-`: no",
        "seed of that kind can stand there. What a document says with invisible characters is refused as such (Y01).",
    ]
    for title, results, places in tables:
        lines += ["", f"### {title}", "", "| detector | rule | " + " | ".join(places) + " |"]
        lines.append("| --- | --- |" + " ---: |" * len(places))
        sums: dict[tuple[str, str], list[bool]] = defaultdict(list)
        for detector, place, _, good in results:
            sums[detector, place].append(good)
        for one in DETECTORS:
            cells = [sums[one.name, place] for place in places]
            if any(cells):
                shown = (f"{sum(cell)}/{len(cell)}" if cell else "-" for cell in cells)
                lines.append(f"| {one.kind.zh} {one.kind.en} | {one.code} | {' | '.join(shown)} |")
    lines += ["", "### By disguise", "", "| disguise | found | sown |", "| --- | ---: | ---: |"]
    everything = [*tables[0][1], *tables[1][1]]
    for disguise in DISGUISES:
        of_it = [good for *_, how, good in everything if how == disguise]
        lines.append(f"| {disguise} | {sum(of_it)} | {len(of_it)} |")
    missed = sorted({(detector, place, how) for detector, place, how, good in everything if not good})
    lines += ["", f"Missed: {len(missed)}.", *(f"- {detector}, {place}, {how}" for detector, place, how in missed)]
    lines += [
        "",
        "## What is found by mistake",
        "",
        "| texts | how many | block | warn |",
        "| --- | ---: | ---: | ---: |",
    ]
    lines += [f"| {name} | {texts} | {blocking} | {warning} |" for name, texts, blocking, warning in precision()]
    return "\n".join(lines) + "\n"
