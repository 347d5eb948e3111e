"""The catalog for machines and spreadsheets: JSON, CSV with a BOM, a workbook; linked data; the map for search engines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gongkai.publish import addresses, sitemap
from gongkai.publish.linked_data import catalog_data
from gongkai.publish.present import Presenter
from gongkai.publish.spreadsheet import workbook
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


class Record(NamedTuple):
    """The lines of one item in ``catalog.json``, ``catalog.csv`` and ``sitemap.xml``, without what ends them.

    They are encoded where items are rendered.
    """

    json: bytes
    csv: bytes
    map: bytes

    @staticmethod
    def of(item: ItemView, base_url: str) -> Record:
        return Record(
            json_record(item, base_url).encode(),
            csv_record(item, base_url).encode(),
            sitemap.record(base_url + item.url, item.approved_on).encode(),
        )


def by_export(records: Sequence[Record]) -> dict[str, Sequence[bytes]]:
    """The lines of many items, apart for each export."""
    return dict(zip(Record._fields, zip(*records, strict=True) if records else [()] * len(Record._fields), strict=True))


def exports(presenter: Presenter, lines: Mapping[str, Sequence[bytes]]) -> Iterator[tuple[str, bytes]]:
    """What is made of the lines of all items, in the order of lists: path and contents of each file."""
    yield addresses.CATALOG_JSON, catalog_json(presenter.site, presenter.catalog.as_of, lines["json"])
    yield addresses.CATALOG_CSV, catalog_csv(lines["csv"])
    yield addresses.CATALOG_XLSX, catalog_xlsx(lines["csv"])
    site, catalog = presenter.site, presenter.catalog
    yield addresses.CATALOG_DATA, catalog_data(site, catalog.as_of, catalog.categories, lines["json"])
    yield from sitemap.maps(site.base_url, [*(one.encode() for one in sitemap.fixed(presenter)), *lines["map"]])
    yield addresses.ROBOTS, f"User-agent: *\nAllow: /\nSitemap: {site.base_url}{addresses.SITEMAP}\n".encode()


def json_record(item: ItemView, base_url: str) -> str:
    """One item of ``catalog.json`` on a line of its own, attachments with address and sha256 among it."""
    attachments = [
        {"title": a.title, "url": base_url + a.url, "type": a.type, "bytes": a.bytes, "sha256": a.sha256}
        for a in item.attachments
    ]
    # The C encoder writes it, and a difference between two catalogs can be read.
    return json.dumps(_record(item, base_url) | {"attachments": attachments}, ensure_ascii=False)


def catalog_json(site: SiteView, as_of: str, records: Sequence[bytes]) -> bytes:
    """The whole catalog, from the records of its items."""
    head = {"name": site.name, "owner": site.owner.name, "as_of": as_of, "count": len(records)}
    opening = json.dumps(head, ensure_ascii=False).removesuffix("}")
    return b"".join([opening.encode(), b', "items": [\n', b",\n".join(records), b"\n]}\n"])


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
_WIDTHS = (22, 50, 60, 24, 20, 14, 22, 12, 12, 12, 10, 12, 60)  # in characters


def csv_record(item: ItemView, base_url: str) -> str:
    """One line of ``catalog.csv``, without its CRLF: no cell that would run as a formula."""
    record = _record(item, base_url)
    return _line(_cell(record[column]) for column in _COLUMNS)


def catalog_csv(records: Iterable[bytes]) -> bytes:
    """The whole catalog for spreadsheets, from the lines of its items: a BOM and a line of headings before them."""
    return b"\r\n".join([f"\ufeff{_line(_COLUMNS.values())}".encode(), *records, b""])


def catalog_xlsx(records: Iterable[bytes]) -> bytes:
    """The whole catalog as a workbook, from the lines of ``catalog.csv``. Its cells are text, so none runs as a formula."""
    rows = csv.reader(record.decode() for record in records)
    plain = ([value[1:] if _guarded(value) else value for value in row] for row in rows)
    return workbook("公开目录", _WIDTHS, list(_COLUMNS.values()), plain)


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def _guarded(value: str) -> bool:
    return value.startswith("'") and value[1:].startswith(_FORMULA)
