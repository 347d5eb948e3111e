"""A blank form on paper: what a form asks for, as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from gongkai.site.forms import Entry, Form

Height = Literal["line", "box"]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: the heading of a section without ``label``, else what is asked and what stands in its field."""

    label: str
    field: str
    height: Height = "line"


@dataclass(frozen=True, slots=True)
class Blank:
    """A form on paper; ``ending`` is what stands below the table, a line each."""

    title: str
    rows: tuple[Row, ...]
    ending: tuple[str, ...]


_OPTIONAL = "（选填）"
_DAY = "　　　　年　　月　　日"
_ENDING = (
    "填好后以信函、传真、电子邮件或者当面方式提交给受理机构。",
    "申请材料中的个人信息只用于办理本次申请。",
)


def blank_of(form: Form) -> Blank:
    """The blank of a form as it is under the legal regime of the site."""
    return Blank(form.title, tuple(_rows(form)), (f"{form.signed}：", *_ENDING))


def _rows(form: Form) -> Iterator[Row]:
    for section in form.sections:
        yield Row("", section.title)
        for entry in section.entries:
            label = entry.label if entry.required else f"{entry.label}{_OPTIONAL}"
            yield Row(label, _field(entry), "box" if entry.kind == "lines" else "line")


def _field(entry: Entry) -> str:
    if entry.kind == "choice":
        return "　　".join(f"□{choice}" for choice in entry.choices)
    return _DAY if entry.kind == "date" else ""
