"""Whose contact block a cell of a table is of: of the organisation of its row, or of the one that a form names above."""

from __future__ import annotations

from gongkai.secrecy.contact_part import NOBODYS, Block, block_of, last_label, names_somebody_else
from gongkai.secrecy.contact_words import ADDRESS, CONTACT, HIS_OWN, PERSON, PERSONAL_HEADS, SPEAKS_FOR
from gongkai.secrecy.organisation_names import is_name_of_one, names_in
from gongkai.secrecy.page import Page
from gongkai.secrecy.people import is_name
from gongkai.secrecy.tables import Row, Table

_UP = 12  # rows that a form has at most above a number


def block_of_cell(page: Page, table: Table, place: int, column: int) -> Block:
    """The contact block of the place ``column`` in the line of the row ``place``."""
    row = table.rows[place]
    at = page.cell(row.line, column)
    if row.heads and row.kinds & PERSONAL_HEADS:
        return NOBODYS
    if row.heads and row.organisation and is_name_of_one(row.organisation):
        head = last_label(next((h for h, c in zip(row.heads, row.cells, strict=False) if c == row.organisation), ""))
        people = [h for h, c in zip(row.heads, row.cells, strict=False) if is_name(c)]
        sure = all(SPEAKS_FOR.search(h) for h in people) and not HIS_OWN.search(row.head(at))
        return block_of(row.organisation, head, public=sure and CONTACT.search(row.head(at)) is not None)
    if row.heads and not CONTACT.search(" ".join(row.cells[:at])):
        return Block(row.organisation, row.organisation)
    return _of_form(table, place, at)


def _of_form(table: Table, place: int, at: int) -> Block:
    """The block of a form: labels with values beside them, in rows below the one that names the organisation."""
    row = table.rows[place]
    public, label = not HIS_OWN.search(row.text), ""
    for one in (row, *reversed(table.rows[max(0, place - _UP) : place])):
        if PERSON.search(_without_names(one.text)):
            return Block(label, label)
        if ADDRESS.search(f"{one.text}:") or ADDRESS.search(one.text.replace(" ", ":", 1)):
            continue
        column = _named_cell(one, at)
        own = last_label(" ".join(one.cells[:column])) if column else last_label(one.text)
        if column and (not label or not own or _same(label, own)):
            return block_of(one.cells[column], own or label, public=public and not names_somebody_else(one.text))
        label = label or own
    return Block(label, label)


def _same(label: str, other: str) -> bool:
    """Return whether two labels call the same organisation: 采购单位联系方式 and 采购人, and never an agent and whom it acts for."""
    return label[:2] == other[:2] and ("代理" in label) == ("代理" in other)


def _named_cell(row: Row, at: int) -> int:
    """The cell of a form that names an organisation: the one in the same column, or else the last; 0 where none does."""
    named = [column for column, cell in enumerate(row.cells) if column and is_name_of_one(cell)]
    return at if at in named else max(named, default=0)


def _without_names(text: str) -> str:
    for start, end in reversed(names_in(text)):
        text = f"{text[:start]},{text[end:]}"
    return text
