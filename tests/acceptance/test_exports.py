"""What the site offers to machines: true to the catalog, by the standards' own readers and the schemas we document."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
import shutil
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import openpyxl
import pytest
from rdflib import DCAT, DCTERMS, RDF, SDO, Graph, Namespace, URIRef
from rdflib.term import Literal

from acceptance.conftest import run
from gongkai.core import addresses
from gongkai.core.days import CHINA
from gongkai.gate.check import check
from gongkai.site import sitemap
from gongkai.site.exports import Record, catalog_csv
from gongkai.site.item_view import Related, item_view
from gongkai.site.model import SiteModel
from gongkai.site.spreadsheet import workbook
from gongkai.source.tree import Disk

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "docs/reference/schemas"
BASE = "https://www.shili.example/zfxxgk/"
SPDX = Namespace("http://spdx.org/rdf/terms#")


@pytest.fixture(scope="module")
def site(built: Path) -> Path:
    return built / "output"


def _read(path: Path) -> dict[str, object]:
    plain: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return plain


@pytest.mark.parametrize(
    "schema, pattern, least",
    [("catalog", "catalog.json", 1), ("manifest", "manifest.json", 1), ("item", "items/*/*/*.json", 80)],
)
def test_files_are_as_documented(site: Path, schema: str, pattern: str, least: int) -> None:
    rules = json.loads((SCHEMAS / f"{schema}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(rules)
    validator = jsonschema.Draft202012Validator(rules)
    files = sorted(site.glob(pattern))
    assert len(files) >= least
    for path in files:
        assert not [error.message for error in validator.iter_errors(_read(path))], path
    assert list(validator.iter_errors({})), "a schema that everything fits"


def test_the_data_of_an_item_is_linked_from_its_page_and_says_what_the_catalog_says(site: Path) -> None:
    catalog = json.loads((site / "catalog.json").read_text(encoding="utf-8"))
    kinds = set()
    for entry in catalog["items"]:
        page = site / unquote(entry["url"].removeprefix(BASE))
        data = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
        assert data["record"] == entry
        assert f'type="application/ld+json" href="../../../{page.relative_to(site).as_posix()[:-5]}.json"' in (
            page.read_text(encoding="utf-8")
        )
        kinds.add((data["@type"], bool(entry["validity"])))
        graph = Graph()
        # schema.org's context, of which only the vocabulary matters here, is not fetched.
        graph.parse(data=json.dumps(data | {"@context": {"@vocab": str(SDO), "record": None}}), format="json-ld")
        subject = URIRef(entry["url"])
        assert graph.value(subject, SDO.name) == Literal(entry["title"])
        assert graph.value(subject, SDO.identifier) == Literal(entry["index_number"])
        media = set(graph.objects(subject, SDO.associatedMedia))
        assert {str(graph.value(one, SDO.sha256)) for one in media} == {a["sha256"] for a in entry["attachments"]}
    assert kinds == {("Legislation", True), ("DigitalDocument", False)}


def test_the_catalog_as_linked_data(site: Path) -> None:
    entries = json.loads((site / "catalog.json").read_text(encoding="utf-8"))["items"]
    graph = Graph().parse(site / "catalog.jsonld", format="json-ld")
    (catalog,) = graph.subjects(RDF.type, DCAT.Catalog)
    datasets = set(graph.objects(catalog, DCAT.dataset))
    assert datasets == {URIRef(f"{entry['url']}#data") for entry in entries}
    for entry in entries:
        dataset = URIRef(f"{entry['url']}#data")
        assert (dataset, RDF.type, DCAT.Dataset) in graph
        assert graph.value(dataset, DCTERMS.title) == Literal(entry["title"], lang="zh")
        assert graph.value(dataset, DCTERMS.identifier) == Literal(entry["index_number"])
        assert str(graph.value(dataset, DCTERMS.issued)) == (entry["published_on"] or entry["approved_on"])
        assert graph.value(dataset, DCAT.landingPage) == URIRef(entry["url"])
        for predicate, type_, name in (
            (DCTERMS.publisher, "http://xmlns.com/foaf/0.1/Organization", "agency_name"),
            (DCAT.theme, "http://www.w3.org/2004/02/skos/core#Concept", "category_name"),
        ):
            term = graph.value(dataset, predicate)
            assert (term, RDF.type, URIRef(type_)) in graph
            assert (term, None, Literal(entry[name], lang="zh")) in graph
        files = {}
        for distribution in graph.objects(dataset, DCAT.distribution):
            checksum = graph.value(distribution, SPDX.checksum)
            files[str(graph.value(distribution, DCAT.downloadURL))] = str(graph.value(checksum, SPDX.checksumValue))
            assert str(graph.value(distribution, DCAT.mediaType)).startswith("https://www.iana.org/assignments/media-")
        assert files == {a["url"]: a["sha256"] for a in entry["attachments"]}
    downloads = {str(graph.value(one, DCAT.downloadURL)) for one in graph.objects(catalog, DCAT.distribution)}
    assert {(site / path.removeprefix(BASE)).is_file() for path in downloads} == {True} and len(downloads) == 3


def test_the_workbook_holds_what_the_csv_holds(site: Path) -> None:
    with (site / "catalog.csv").open(encoding="utf-8-sig", newline="") as file:
        wanted = list(csv.reader(file))
    sheet = openpyxl.load_workbook(site / "catalog.xlsx").active
    assert sheet is not None and sheet.title == "公开目录" and sheet.freeze_panes == "A2"
    assert [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)] == wanted
    assert sheet["A1"].font.b and not sheet["A2"].font.b


def test_a_guard_against_formulas_is_no_part_of_the_workbook(built: Path) -> None:
    verdict = check(Disk(built), dt.datetime.now(CHINA).date())
    assert verdict.county is not None
    glossary = SiteModel.of(verdict.approved, verdict.voided, verdict.county, search=False).glossary
    document = next(one for one in verdict.approved if one.card.kind == "item")
    view = dataclasses.replace(
        item_view(document, Related(), glossary), title="=HYPERLINK(1)", summary="'引号", validity="@SUM"
    )
    record = Record.of(view, BASE)
    (cells,) = csv.reader(io.StringIO(catalog_csv([record.csv]).decode().partition("\r\n")[2]))
    assert [cells[1], cells[2], cells[10]] == ["'=HYPERLINK(1)", "'引号", "'@SUM"]
    sheet = openpyxl.load_workbook(io.BytesIO(workbook("目录", [20], ["标题"], [record.row]))).active
    assert sheet is not None
    shown = [cell.value for cell in sheet[2]]
    assert [shown[1], shown[2], shown[10]] == ["=HYPERLINK(1)", "'引号", "@SUM"]
    assert {sheet.cell(2, column).data_type for column in (2, 3, 11)} <= {"s", "inlineStr"}


def test_robots_and_the_map_of_the_site(site: Path) -> None:
    assert f"Sitemap: {BASE}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8").splitlines()
    listed = _addresses(site / "sitemap.xml")
    assert len(listed) == len(set(listed)) and all((site / unquote(path or "index.html")).is_file() for path in listed)
    assert {path.relative_to(site).as_posix() for path in site.glob("items/*/*/*.html")} <= set(listed)


def _addresses(path: Path) -> list[str]:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.parse(path).getroot()
    return [(one.text or "").removeprefix(BASE) for one in root.iter(f"{space}loc")]


def test_a_long_map_comes_in_parts(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    county = Path(shutil.copytree(built, tmp_path / "county"))
    whole = _addresses(county / "output/sitemap.xml")
    size = len(whole) // 3
    monkeypatch.setenv("GONGKAI_TEST_MAP_SIZE", str(size))
    start = (
        "import os, sys; from gongkai.core import addresses;"
        "addresses.MAP_SIZE = int(os.environ['GONGKAI_TEST_MAP_SIZE']);"
        "from gongkai.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    for arguments in (["build", "--release"], ["build"], ["audit", "output"]):
        done = run(county, "python", "-c", start, *arguments)
        assert done.code == 0, done.said
    parts = _addresses(county / "output/sitemap.xml")
    assert len(parts) == -(-len(whole) // size) and parts[0] == "sitemap-1.xml"
    assert [path for part in parts for path in _addresses(county / "output" / part)] == whole


def test_the_map_has_parts_only_past_what_the_standard_allows() -> None:
    assert addresses.sitemaps(50_000) == ["sitemap.xml"]
    assert addresses.sitemaps(50_001) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"]
    lines = [b"<url><loc>%d</loc></url>" % number for number in range(50_001)]
    made = dict(sitemap.maps(BASE, lines))
    assert sitemap.read_back([made["sitemap-1.xml"], made["sitemap-2.xml"]]) == lines
