"""Leaks as LibreOffice prints them: one page each, in running text, in a table and in a column too narrow for the value.

``tests/files/leaks-<half>.pdf`` and what stands on its pages (``.json``) are kept, because not every machine has LibreOffice;
``tests/files/make.py`` makes them.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docx
import pikepdf
from docx.enum.text import WD_BREAK
from docx.shared import Cm

from support.leak_files import FILES, table
from support.leak_places import PRINTED, Item
from support.leak_sample import of_kind
from support.leaks import CELL, KINDS, LINE, Lot, Rule, Written

_OF_A_PLACE = 4  # pages of one kind in one place
_NARROW = 2.1  # cm: a number of eleven digits does not fit


@dataclass(frozen=True, slots=True)
class Page:
    """One printed leak."""

    kind: str
    rule: str
    place: str
    said: str
    item: Item


def _fits(place: str, rule: Rule, written: Written) -> bool:
    said = written.sentence if place == "pdf text" else written.row[-1][1] if written.row else ""
    narrow = place == "pdf narrow column"
    return (
        bool(said)
        and not any(mark in said for mark in ("**", "](", "\u200b", "\u2060", "\ufeff", "\u00ad"))
        and (CELL not in said or place == "pdf table")
        and (LINE not in said or not narrow)
    )


def drawn(half: str) -> Iterator[tuple[str, Rule, str, Written]]:
    """Kind, rule, place and leak of each page of a half; rules take turns."""
    for kind in KINDS:
        for place in PRINTED:
            made = 0
            rules = of_kind(half, kind)
            for turn in range(2):
                for rule in rules[PRINTED.index(place) :: max(1, len(rules) // _OF_A_PLACE)]:
                    written = rule.write(Lot(f"{kind}/{rule.name}/{place}/{turn}"), kind)
                    if made < _OF_A_PLACE and _fits(place, rule, written):
                        made += 1
                        yield kind, rule, place, written


def document(half: str) -> docx.document.Document:
    """The document to print, a leak a page."""
    made = docx.Document()
    made.core_properties.author = ""
    for at, (_, _, place, written) in enumerate(drawn(half)):
        if at:
            made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        made.add_paragraph("有关情况如下。")
        if place == "pdf text":
            made.add_paragraph(written.sentence)
            continue
        rows = table(written)
        grid = made.add_table(len(rows), len(rows[0]))
        grid.style = "Table Grid"
        for line, row in zip(rows, grid.rows, strict=True):
            for text, cell in zip(line, row.cells, strict=True):
                cell.text = text
                if place == "pdf narrow column":
                    cell.width = Cm(_NARROW)
    return made


def listing(half: str) -> list[dict[str, Any]]:
    """What stands on the pages."""
    return [
        {"kind": kind, "rule": rule.name, "place": place, "said": f"{written.sentence!r} {written.row}"}
        for kind, rule, place, written in drawn(half)
    ]


def pages(half: str) -> Iterator[Page]:
    """Each page as a file of its own, attached to an item."""
    listed = json.loads((FILES / f"leaks-{half}.json").read_text(encoding="utf-8"))
    with pikepdf.open(FILES / f"leaks-{half}.pdf") as whole:
        if len(whole.pages) != len(listed):
            raise ValueError(f"leaks-{half}.pdf has {len(whole.pages)} pages, {len(listed)} are listed")
        for one, page in zip(listed, whole.pages, strict=True):
            out = io.BytesIO()
            with pikepdf.new() as single:
                single.pages.append(page)
                single.save(out, deterministic_id=True)
            yield Page(one["kind"], one["rule"], one["place"], one["said"], Item(files={"x.pdf": out.getvalue()}))
