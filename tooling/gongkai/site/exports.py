"""The catalog for machines and spreadsheets: JSON, CSV with a BOM, a workbook; linked data; the map for search engines."""

from __future__ import annotations

import csv
import io
import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from gongkai.core import addresses
from gongkai.core.spool import Kept, Spool
from gongkai.documents.about import about
from gongkai.documents.item import Item
from gongkai.site import sitemap
from gongkai.site.linked_data import catalog_data, catalog_node
from gongkai.site.model import SiteModel
from gongkai.site.spreadsheet import row, workbook
from gongkai.site.views import ItemView, SiteView

# Spreadsheets run a cell that begins with one of these as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Record(NamedTuple):
    """The lines of one item in the files below, without what ends them; they are made where items are rendered.

    Whoever makes the files again for other items can read them back (remake/exported.py).
    """

    json: bytes  # catalog.json
    csv: bytes  # catalog.csv: no cell that would run as a formula
    row: bytes  # catalog.xlsx
    node: bytes  # catalog.jsonld
    map: bytes  # sitemap.xml

    @staticmethod
    def of(item: ItemView, base_url: str) -> Record:
        record = _record(item, base_url)
        plain = record | {"issuers": "、".join(agency.name for agency in item.agencies)}
        values = [plain[column] for column in _COLUMNS]
        return Record(
            # The C encoder writes it, and a difference between two catalogs can be read.
            json.dumps(record, ensure_ascii=False).encode(),
            _line(map(_cell, values)).encode(),
            row(values),
            catalog_node(record, base_url).encode(),
            sitemap.record(base_url + item.url, item.approved_on).encode(),
        )


def _record(item: ItemView, base_url: str) -> dict[str, Any]:
    told = dict(item.fields)
    return {
        "index_number": item.index_number,
        "title": item.title,
        "summary": item.summary,
        "agency": item.agency.id,
        "agency_name": item.agency.name,
        "joint_agencies": [{"id": agency.id, "name": agency.name} for agency in item.joint_agencies],
        "category": item.category.id,
        "category_name": item.category.name,
        "genre": item.genre.id,
        "genre_name": item.genre.name,
        "document_number": item.document_number,
        "produced_on": item.produced_on,
        "approved_on": item.approved_on,
        "published_on": item.published_on,
        "validity": item.validity,
        "validity_as_of": item.as_of,
        "replaced_by": [base_url + link.url for link, _ in item.standing.followers],
        "disclosure": item.disclosure_label,
        "url": base_url + item.url,
        "attachments": [
            {"title": a.title, "url": base_url + a.url, "type": a.type, "bytes": a.bytes, "sha256": a.sha256}
            for a in item.attachments
        ],
        **{key: told.get(name, "") for key, name in _MORE.items()},
    }


class Lines(Mapping[str, Sequence[bytes]]):
    """The lines of many items, apart for each export; in a spool until a file is made of them."""

    def __init__(self) -> None:
        self._spool = Spool()
        self._parts: dict[str, list[tuple[Kept, array[int]]]] = {name: [] for name in Record._fields}

    def add(self, records: Sequence[Record]) -> None:
        """Put the lines of further items after those that are there."""
        for name, lines in zip(Record._fields, zip(*records, strict=True), strict=bool(records)):
            self._parts[name].append((self._spool.keep(b"".join(lines)), array("Q", map(len, lines))))

    def __getitem__(self, name: str) -> Sequence[bytes]:
        found: list[bytes] = []
        for kept, sizes in self._parts[name]:
            data, end = kept.read(), 0
            for size in sizes:
                found.append(data[end : end + size])
                end += size
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def __len__(self) -> int:
        return len(self._parts)


def exports(presenter: SiteModel, lines: Mapping[str, Sequence[bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield what is made of the lines of all items, in the order of lists: path and contents of each file."""
    yield addresses.CATALOG_JSON, catalog_json(presenter.site, presenter.catalog.as_of, lines["json"])
    yield addresses.CATALOG_CSV, catalog_csv(lines["csv"])
    yield addresses.CATALOG_XLSX, workbook("公开目录", _WIDTHS, list(_COLUMNS.values()), lines["row"])
    site, catalog = presenter.site, presenter.catalog
    yield addresses.CATALOG_DATA, catalog_data(site, catalog.as_of, catalog.categories, lines["node"])
    yield from sitemap.maps(site.base_url, [*(one.encode() for one in sitemap.fixed(presenter)), *lines["map"]])
    yield addresses.ROBOTS, f"User-agent: *\nAllow: /\nSitemap: {site.base_url}{addresses.SITEMAP}\n".encode()


def catalog_json(site: SiteView, as_of: str, records: Sequence[bytes]) -> bytes:
    """The whole catalog, from the records of its items."""
    head = {"name": site.name, "owner": site.owner.name, "as_of": as_of, "count": len(records)}
    opening = json.dumps(head, ensure_ascii=False).removesuffix("}")
    return b"".join([opening.encode(), b', "items": [\n', b",\n".join(records), b"\n]}\n"])


# What fields of an item declare themselves.
_MORE = {key: one.zh for key, one in about(Item).items() if one.exported}
_COLUMNS = {
    "index_number": "索引号",
    "title": "信息名称",
    "summary": "内容概述",
    "issuers": "发布机构",
    "category_name": "公开类别",
    "genre_name": "体裁",
    "document_number": "文号",
    "produced_on": "产生日期",
    "approved_on": "审批日期",
    "published_on": "公开日期",
    "validity": "有效性",
    "validity_as_of": "有效性截至",
    "disclosure": "公开属性",
    "url": "网址",
    **_MORE,
}
_WIDTHS = (22, 50, 60, 24, 20, 14, 22, 12, 12, 12, 10, 12, 12, 60, *(24 for _ in _MORE))  # in characters


def catalog_csv(records: Iterable[bytes]) -> bytes:
    """The whole catalog for spreadsheets, from the lines of its items: a BOM and a line of headings before them."""
    return b"\r\n".join([f"\ufeff{_line(_COLUMNS.values())}".encode(), *records, b""])


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def _cell(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
