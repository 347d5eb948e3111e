"""The cells of a sheet: what each shows, what it keeps, and whether anybody sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from gongkai.attachments import number_formats
from gongkai.attachments.colors import number
from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.package import attribute, local
from gongkai.attachments.shared_strings import WHOLLY_UNSEEN, Inks, Shared, inks_of, texts
from gongkai.attachments.sheet_styles import CellLook, SheetStyles
from gongkai.attachments.sweep import swept

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_COLUMNS = 16_384  # of a sheet; the format has no more
_MOST_RANGES = 1_000  # of hidden columns or painted fields; people make a few
_NO_INKS: Inks = ()
_CELL = frozenset({"r", "s", "t", "cm", "vm", "ph"})
_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,9})(?:\.\d{1,4})?")
_NARROW, _LOW = 0.5, 2.0  # characters across, points high
_LONG = 7  # digits of a number that may be somebody's
_FIELDS_PER_CELL = 20  # of a table with empty fields; a sheet with more holes is read without them


@dataclass(frozen=True, slots=True)
class Cell:
    """``kept`` is what the file has where it says more than ``text``, which the sheet shows."""

    column: int
    text: str
    kept: str
    look: CellLook
    inks: Inks = ()
    formula: str = ""


@dataclass(slots=True)
class Sheet:
    """Reads one sheet into ``notes``."""

    styles: SheetStyles
    shared: Shared
    where: str
    notes: Notes
    mac: bool = False
    strange: list[str] = field(default_factory=list)  # what the format does not know
    _painted: list[tuple[int, int, int, int]] = field(default_factory=list)

    def read(self, root: etree._Element, painted: Iterable[str] = ()) -> Iterator[str]:
        """Its formulas; its text goes into the notes. ``painted`` are ranges whose ground cannot be told."""
        hidden = self._hidden_columns(root)
        low = any(local(one) == "sheetFormatPr" and _below(attribute(one, "defaultRowHeight"), _LOW) for one in root)
        conditional = (attribute(one, "sqref") or "" for one in root if local(one) == "conditionalFormatting")
        for ranges in (*painted, *conditional):
            self._paint(ranges)
        rows: list[tuple[Cell, ...]] = []
        formulas: dict[str, None] = {}
        for place, row in enumerate(_rows(root), 1):
            cells = tuple(self._cells(row))
            written = attribute(row, "r") or ""
            if not cells:
                continue
            rows.append(cells)
            height = attribute(row, "ht")
            if attribute(row, "hidden") in ("1", "true") or _below(height, _LOW) or (low and height is None):
                self.notes.fault("hidden_cells", self.where)
            self._judge(cells, hidden, int(written) if written.isdigit() else place)
            formulas.update((cell.formula, None) for cell in cells if cell.formula)
        self.notes.text(_table(rows, kept=False), self.where)
        if any(cell.kept != cell.text for cells in rows for cell in cells):
            self.notes.aside(_table(rows, kept=True), self.where)
        self.notes.aside("\n\n".join(self.strange), self.where)
        yield from formulas

    def _judge(self, cells: tuple[Cell, ...], hidden: set[int], row: int) -> None:
        for cell in cells:
            blank = not cell.text.strip()
            if blank and not cell.kept:
                continue
            if cell.column in hidden:
                self.notes.fault("hidden_cells", self.where)
            nothing = blank and not (_numeric(cell.kept) and number(cell.kept) == 0)
            pale = cell.look.pale or any(ink is WHOLLY_UNSEEN or cell.look.unseen(ink) for ink in cell.inks)
            if nothing or (pale and not self._is_painted(cell.column, row)):
                self.notes.fault("hidden_text", self.where)

    def _hidden_columns(self, root: etree._Element) -> set[int]:
        narrow = any(
            local(one) == "sheetFormatPr" and _below(attribute(one, "defaultColWidth"), _NARROW) for one in root
        )
        hidden = set(range(_MOST_COLUMNS + 1)) if narrow else set[int]()
        ranges = columns = 0
        for one in (one for group in root if local(group) == "cols" for one in group):
            spread = range(
                int(number(attribute(one, "min"))), min(int(number(attribute(one, "max"))), _MOST_COLUMNS) + 1
            )
            gone = attribute(one, "hidden") in ("1", "true") or _below(attribute(one, "width"), _NARROW)
            ranges, columns = ranges + gone, columns + len(spread)
            if ranges > _MOST_RANGES or columns > 2 * _MOST_COLUMNS:
                raise Refused("too_large", self.where)
            (hidden.update if gone else hidden.difference_update)(spread)
        return hidden

    def _paint(self, ranges: str) -> None:
        for one in ranges.split()[:_MOST_RANGES]:
            first, _, last = one.replace("$", "").partition(":")
            ends = [_REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)]
            if ends[0] and ends[1] and len(self._painted) < _MOST_RANGES:
                self._painted.append((column(ends[0][1]), int(ends[0][2]), column(ends[1][1]), int(ends[1][2])))

    def _is_painted(self, at: int, row: int) -> bool:
        return any(left <= at <= right and top <= row <= bottom for left, top, right, bottom in self._painted)

    def _cells(self, row: etree._Element) -> Iterator[Cell]:
        """The cells of a row that have something."""
        place = 0
        for element in row:
            if local(element) != "c":
                self.strange.append(swept(element))
                continue
            letters = _REFERENCE.match((element.get("r") or "").upper())
            place = min(column(letters[1]), _MOST_COLUMNS) if letters else place + 1
            cell = self._cell(element, place)
            if cell.text or cell.kept or cell.formula:
                yield cell

    def _cell(self, element: etree._Element, place: int) -> Cell:
        kind, style = element.get("t"), element.get("s")
        look = self.styles.of(int(style) if style and style.isdigit() else 0)
        text, inks, formula, numeric = "", _NO_INKS, "", False
        for child in element:
            name, said = local(child), child.text or ""
            if name == "v":
                if kind == "s":
                    text, inks = self.shared.take(said)
                else:
                    text, numeric = said, kind is None or kind == "n"
            elif name == "is":
                text, inks = "".join(texts(child)), inks_of(child, self.styles)
            elif name == "f":
                formula = said
            else:
                self.strange.append(swept(child))
        if not _CELL.issuperset(element.keys()):
            self.strange.extend(str(value) for key, value in element.items() if key not in _CELL)
        if numeric:
            shown, kept = _number(text.strip(), look.code, self.mac)
            return Cell(place, shown, kept, look, inks, formula)
        shown = text if kind in ("b", "e") or look.code == "General" else number_formats.shown_text(text, look.code)
        return Cell(place, _line(shown), _line(shown if text in shown else text), look, inks, formula)


@lru_cache(maxsize=100_000)  # a sheet has the same numbers again and again
def _number(written: str, code: str, mac: bool) -> tuple[str, str]:
    """Return what a number shows, and what it keeps."""
    if code == "General" and _PLAIN.fullmatch(written):
        return written, written
    shown, kept = number_formats.shown(written, code, mac=mac), number_formats.stored(written)
    return shown, kept if _tells_more(shown, kept) else shown


def column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _rows(root: etree._Element) -> Iterator[etree._Element]:
    for data in root:
        if local(data) == "sheetData":
            yield from (row for row in data if local(row) == "row")


def _tells_more(shown: str, kept: str) -> bool:
    """Return whether a number as it is kept has more to say than what shows: somebody's long number, or one that does not show at all."""
    digits = re.sub(r"\D", "", kept)
    return not shown.strip() or (
        "." not in kept and len(digits.strip("0")) >= _LONG and re.sub(r"\D", "", shown) not in (digits, "-" + digits)
    )


def _table(rows: list[tuple[Cell, ...]], *, kept: bool) -> str:
    """A row a line, columns under each other; columns that are empty from top to bottom are left out."""
    columns = sorted({cell.column for cells in rows for cell in cells})
    count = sum(map(len, rows))
    places = {one: place for place, one in enumerate(columns)}
    aligned = len(columns) * len(rows) <= count * _FIELDS_PER_CELL + 10_000
    lines = []
    for cells in rows:
        said = [(places[cell.column], (cell.kept if kept else cell.text).strip()) for cell in cells]
        fields = [""] * len(columns) if aligned else [one for _, one in said]
        for place, one in said if aligned else ():
            fields[place] = one
        if any(fields):
            lines.append(" | ".join(fields))
    return "\n".join(lines)


def _line(text: str) -> str:
    """A cell's own lines in one."""
    return " ".join(text.split("\n")) if "\n" in text else text


def _below(size: str | None, least: float) -> bool:
    return size is not None and number(size) < least


def _numeric(text: str) -> bool:
    return re.fullmatch(r"[-+.\dEe]+", text) is not None
