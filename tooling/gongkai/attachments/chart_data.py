"""The workbook behind a chart: it is nobody's secret if it says what the chart shows, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from gongkai.attachments import office, sheet
from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.package import Package, local
from gongkai.attachments.parts import Parts


def judge(parts: Parts, notes: Notes) -> Callable[[str], bool]:
    """Return what tells whether a part is such a workbook, without anything hidden in it; what it says besides goes into ``notes``."""
    charts = _of(parts)
    return lambda name: name in charts and _only_says_what_shows(parts, name, charts[name], notes)


def _of(parts: Parts) -> Mapping[str, str]:
    """The packages that a chart leads to, each with its chart."""
    charts = [name for name, kind in parts.reached.items() if kind in ("chart", "chartEx")]
    return {one: chart for chart in charts for one in parts.related(chart, "package")}


def _only_says_what_shows(parts: Parts, name: str, chart: str, notes: Notes) -> bool:
    inner = Notes()
    try:
        workbook = Parts(Package(parts.package.read(name)))
        office.inspect_package(workbook, sheet.read_workbook(workbook, inner), inner)
    except Refused:
        return False
    shows = {_plain(one.text or "") for one in parts.xml(chart).iter(etree.Element) if local(one) in ("v", "t")}
    cells = {
        _plain(cell)
        for passage in inner.passages
        if passage.shown
        for line in passage.text.split("\n")
        for cell in line.split(" | ")
    }
    if inner.faults or not cells - sheet.names(workbook) <= shows | {""}:
        return False
    for passage in inner.passages:
        notes.aside(passage.text, "图表的数据")
    for person in inner.people:
        notes.person(person)
    return True


def _plain(text: str) -> str:
    """A number in one spelling."""
    try:
        return repr(float(text))
    except ValueError:
        return text.strip()
