"""The catalog for machines and spreadsheets: JSON, and CSV with a BOM."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
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


def catalog_json(site: SiteView, items: Iterable[ItemView]) -> str:
    """The whole catalog; attachments with address, size and sha256."""
    # One record a line: the C encoder writes it, and a difference between two catalogs can be read.
    lines = []
    for item in items:
        attachments = [
            {"title": a.title, "url": site.base_url + a.url, "type": a.type, "sha256": a.sha256}
            for a in item.attachments
        ]
        record = _record(item, site.base_url) | {"attachments": attachments}
        lines.append(json.dumps(record, ensure_ascii=False))
    head = {"name": site.name, "owner": site.owner.name, "as_of": site.as_of, "count": len(lines)}
    opening = json.dumps(head, ensure_ascii=False).removesuffix("}")
    return opening + ', "items": [\n' + ",\n".join(lines) + "\n]}\n"


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


def catalog_csv(site: SiteView, items: Iterable[ItemView]) -> str:
    """One line an item, for spreadsheets: BOM, CRLF, no cell that would run as a formula."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS.values())
    for item in items:
        record = _record(item, site.base_url)
        writer.writerow([_cell(record[column]) for column in _COLUMNS])
    return out.getvalue()


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
