"""The catalog for machines and spreadsheets: JSON, and CSV with a BOM."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from gongkai.publish.views import ItemView, SiteView

# Spreadsheets run a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _record(item: ItemView, base_url: str) -> dict[str, Any]:
    return {
        "index_number": item.index_number,
        "title": item.title,
        "summary": item.summary,
        "agency": item.agency.id,
        "agency_name": item.agency.name,
        "category": item.category.id,
        "category_name": item.category.name,
        "genre": item.genre.id,
        "genre_name": item.genre.name,
        "document_number": item.document_number,
        "produced_on": item.produced_on,
        "approved_on": item.approved_on,
        "published_on": item.published_on,
        "validity": item.validity,
        "disclosure": item.disclosure_label,
        "url": base_url + item.url,
    }


def json_record(item: ItemView, base_url: str) -> str:
    """One item of ``catalog.json`` on a line of its own, attachments with address and sha256 among it."""
    attachments = [
        {"title": a.title, "url": base_url + a.url, "type": a.type, "sha256": a.sha256} for a in item.attachments
    ]
    # The C encoder writes it, and a difference between two catalogs can be read.
    return json.dumps(_record(item, base_url) | {"attachments": attachments}, ensure_ascii=False)


def catalog_json(site: SiteView, as_of: str, records: Sequence[str]) -> str:
    """The whole catalog, from the records of its items."""
    head = {"name": site.name, "owner": site.owner.name, "as_of": as_of, "count": len(records)}
    opening = json.dumps(head, ensure_ascii=False).removesuffix("}")
    return opening + ', "items": [\n' + ",\n".join(records) + "\n]}\n"


_COLUMNS = {
    "index_number": "索引号",
    "title": "信息名称",
    "summary": "内容概述",
    "agency_name": "发布机构",
    "category_name": "公开类别",
    "genre_name": "体裁",
    "document_number": "文号",
    "produced_on": "产生日期",
    "approved_on": "审批日期",
    "published_on": "公开日期",
    "validity": "有效性",
    "disclosure": "公开属性",
    "url": "网址",
}


def csv_record(item: ItemView, base_url: str) -> str:
    """One line of ``catalog.csv``: CRLF, no cell that would run as a formula."""
    record = _record(item, base_url)
    return _line(_cell(record[column]) for column in _COLUMNS)


def catalog_csv(records: Iterable[str]) -> str:
    """The whole catalog for spreadsheets, from the lines of its items: a BOM and a line of headings before them."""
    return "".join(["\ufeff", _line(_COLUMNS.values()), *records])


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
