"""Where a leak can stand: every place of a document and of its attachments, and which leaks a place can hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from support import county, leak_files
from support.leak_files import Made, table
from support.leaks import CELL, LINE, Rule, Written

ITEM = "content/items/office/2026/00009.md"
_NOT_IN_NAMES = frozenset('/\\:*?"<>|\n')


@dataclass(frozen=True, slots=True)
class Place:
    """Makes the document with its leak. ``tabular``: from the leak's row; ``lines``, ``cells``: a value may be broken there."""

    name: str
    make: Callable[[Written], Item]
    tabular: bool = False
    lines: bool = False
    cells: bool = False
    alone: bool = True
    attached: bool = False

    def holds(self, rule: Rule, written: Written) -> bool:
        """Whether a leak so written can stand here."""
        said = written.row[-1][1] if self.tabular and written.row else written.sentence
        if self.tabular and (not written.row or (self.name == "xlsx number" and not _number(said))):
            return False
        if self.name == "file name" and _NOT_IN_NAMES & set(said):
            return False
        if ("**" in said or "](" in said) and (self.attached or self.name in ("title", "summary", "file name")):
            return False  # marks are marks in a body only
        return (
            (self.lines or LINE not in said)
            and (self.cells or CELL not in said)
            and (self.alone or self.tabular or not rule.alone)
        )


def _number(value: str) -> bool:
    """Whether a spreadsheet keeps it as a number: 15 digits, none lost at the front."""
    return value.isascii() and value.isdigit() and len(value) <= 15 and not value.startswith("0")


@dataclass(frozen=True, slots=True)
class Item:
    """What has to be written: a body, fields of the front matter, files beside it."""

    body: str = "有关情况如下。\n"
    fields: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)

    def write(self, root: Path) -> tuple[str, ...]:
        """Write it; the paths of its files."""
        lead = ["attachments:"] if self.files else []
        folder = root / ITEM.removesuffix(".md")
        for name, data in self.files.items():
            folder.mkdir(exist_ok=True)
            (folder / name).write_bytes(data)
            lead += [f"  - path: {quoted(name)}", "    title: 附件", f"    sha256: {hashlib.sha256(data).hexdigest()}"]
        county.write_item(root, ITEM, body=self.body, lead=lead, **self.fields)
        return tuple((folder / name).relative_to(root).as_posix() for name in self.files)


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _body(shape: str, between: str = LINE) -> Callable[[Written], Item]:
    def make(written: Written) -> Item:
        said = written.sentence.replace("|", "\\|") if "|" in shape else written.sentence
        return Item(f"有关情况如下。\n\n{shape.replace('{}', said.replace(LINE, between))}\n\n以上。\n")

    return make


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace(LINE, "<br>")


def _under_head(written: Written) -> Item:
    heads, values = table(written)
    rows = [
        "| " + " | ".join(map(_cell, heads)) + " |",
        "|" + " --- |" * len(heads),
        "| " + " | ".join(map(_cell, values)) + " |",
    ]
    return Item("有关情况如下。\n\n" + "\n".join(rows) + "\n\n以上。\n")


def _row_head(written: Written) -> Item:
    width = max(value.count(CELL) for _, value in written.row) + 1
    rows = [["项目", "内容", *[""] * (width - 1)], ["---"] * (width + 1)]
    for head, value in written.row:
        parts = value.split(CELL)
        rows.append([_cell(head), *map(_cell, parts), *[""] * (width - len(parts))])
    return Item("有关情况如下。\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n\n以上。\n")


def _file_name(written: Written) -> Item:
    return Item(files={f"{written.sentence.rstrip('。')}.csv": "序号,事项\n".encode()})


def _attached(make: Callable[[Written], Made]) -> Callable[[Written], Item]:
    return lambda written: Item(files=dict([make(written)]))


WRITTEN = (
    Place("title", lambda w: Item(fields={"title": quoted(f"关于公布情况的通知（{w.sentence}）")}), alone=False),
    Place("summary", lambda w: Item(fields={"summary": quoted(f"公布有关情况，{w.sentence}")}), alone=False),
    Place("paragraph", _body("{}"), lines=True),
    Place("list", _body("- {}", "\n  "), lines=True),
    Place("heading", _body("## {}")),
    Place("table cell", _body("| 事项 | 内容 |\n| --- | --- |\n| 一 | {} |", "<br>"), lines=True, alone=False),
    Place("table, under a head", _under_head, tabular=True, lines=True, cells=True),
    Place("table, beside a head", _row_head, tabular=True, lines=True, cells=True),
    Place("note", _body("见注。[^1]\n\n[^1]: {}"), alone=False),
    Place("file name", _file_name, alone=False),
)
ATTACHED = (
    Place("txt", _attached(leak_files.text), lines=True, attached=True),
    Place("csv", _attached(leak_files.comma_separated), tabular=True, lines=True, cells=True, attached=True),
    Place("docx text", _attached(leak_files.word("text")), lines=True, attached=True),
    Place("docx table", _attached(leak_files.word_table), tabular=True, lines=True, cells=True, attached=True),
    Place("docx header", _attached(leak_files.word("header")), lines=True, attached=True),
    Place("docx property", _attached(leak_files.word("property")), attached=True),
    Place("docx picture", _attached(leak_files.word("picture")), attached=True),
    Place("docx text box", _attached(leak_files.word("box")), lines=True, attached=True),
    Place("xlsx text", _attached(leak_files.sheet), lines=True, cells=True, alone=False, attached=True),
    Place("xlsx number", _attached(leak_files.sheet_numbers), tabular=True, attached=True),
    Place("xlsx column", _attached(leak_files.sheet_columns), tabular=True, lines=True, cells=True, attached=True),
    Place("pptx", _attached(leak_files.slide), lines=True, attached=True),
    Place("png text", _attached(leak_files.picture), attached=True),
    Place("jpg EXIF", _attached(leak_files.photograph), attached=True),
    Place("ofd", _attached(leak_files.fixed_layout), lines=True, attached=True),
)
# Made by LibreOffice, kept in tests/files (see leak_pages.py).
PRINTED = ("pdf text", "pdf table", "pdf narrow column")
PLACES = (*WRITTEN, *ATTACHED)
NAMES = (*(place.name for place in PLACES), *PRINTED)
