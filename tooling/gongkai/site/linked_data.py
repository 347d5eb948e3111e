"""The catalog as linked data: a file for each item (schema.org), one for the whole catalog (DCAT 3).

Names of schema.org and W3C, values as the pages show them. Both are JSON as well: whoever does not know linked data reads
``record`` in an item's file, and ``catalog.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gongkai.core import addresses
from gongkai.documents import labels
from gongkai.site.views import AgencyView, ItemView, SiteView, Term

# ``record`` is for readers without linked data, and no statement of it.
_SCHEMA = ["https://schema.org", {"record": None}]
_IN_FORCE = {"in_force": "InForce", "amended": "PartiallyInForce"}  # whatever is neither is not in force
_MEDIA = {
    "CSV": "text/csv",
    "DOC": "application/msword",
    "DOCX": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "JPEG": "image/jpeg",
    "JPG": "image/jpeg",
    "JSON": "application/json",
    "ODS": "application/vnd.oasis.opendocument.spreadsheet",
    "ODT": "application/vnd.oasis.opendocument.text",
    "OFD": "application/ofd",
    "PDF": "application/pdf",
    "PNG": "image/png",
    "PPTX": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "TXT": "text/plain",
    "XLS": "application/vnd.ms-excel",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ZIP": "application/zip",
}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "catalog": {"@reverse": "dcat:dataset", "@type": "@id"},
    "identifier": "dct:identifier",
    "title": {"@id": "dct:title", "@language": "zh"},
    "description": {"@id": "dct:description", "@language": "zh"},
    "issued": {"@id": "dct:issued", "@type": "xsd:date"},
    "modified": {"@id": "dct:modified", "@type": "xsd:date"},
    "created": {"@id": "dct:created", "@type": "xsd:date"},
    "publisher": {"@id": "dct:publisher", "@type": "@id"},
    "theme": {"@id": "dcat:theme", "@type": "@id"},
    "type": {"@id": "dct:type", "@type": "@id"},
    "replacedBy": {"@id": "dct:isReplacedBy", "@type": "@id"},
    "page": {"@id": "dcat:landingPage", "@type": "@id"},
    "download": {"@id": "dcat:downloadURL", "@type": "@id"},
    "access": {"@id": "dcat:accessURL", "@type": "@id"},
    "media": {"@id": "dcat:mediaType", "@type": "@id"},
    "distribution": "dcat:distribution",
    "checksum": "spdx:checksum",
    "algorithm": {"@id": "spdx:algorithm", "@type": "@id"},
    "digest": {"@id": "spdx:checksumValue", "@type": "xsd:hexBinary"},
    "name": {"@id": "foaf:name", "@language": "zh"},
    "label": {"@id": "skos:prefLabel", "@language": "zh"},
    "scheme": {"@id": "skos:inScheme", "@type": "@id"},
}
_SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"


def item_data(item: ItemView, site: SiteView, record: str) -> bytes:
    """The file beside an item's page: what it is, in the terms of schema.org, and ``record``, its line of ``catalog.json``."""
    address = site.base_url + item.url
    said = {
        "@context": _SCHEMA,
        "@id": address,
        "@type": "Legislation" if item.validity else "DigitalDocument",
        "url": address,
        "identifier": item.index_number,
        "name": item.title,
        "abstract": item.summary,
        "inLanguage": item.foreign or site.own,
        "genre": item.genre.name,
        "about": {"@type": "DefinedTerm", "name": item.category.name, "url": site.base_url + item.category.url},
        "publisher": _organisations(item, site),
        "dateCreated": item.produced_on,
        "datePublished": item.published_on or item.approved_on,
    }
    if item.validity:
        said |= {
            "legislationIdentifier": item.document_number or item.index_number,
            "legislationDate": item.produced_on,
            "legislationPassedBy": _organisations(item, site),
            "legislationLegalForce": f"https://schema.org/{_IN_FORCE.get(item.standing.state, 'NotInForce')}",
        }
    if service := next((dict(block.rows) for block in item.blocks if block.id == "service"), None):
        said["mainEntity"] = {
            "@type": "GovernmentService",
            "name": item.title,
            "description": item.summary,
            "provider": _organisation(item.agency, site),
            "serviceOutput": {"@type": "Thing", "name": service[labels.SERVICE["result"]]},
        }
    if item.attachments:
        said["associatedMedia"] = [
            {
                "@type": "MediaObject",
                "name": one.title,
                "contentUrl": site.base_url + one.url,
                "encodingFormat": _media(one.type),
                "contentSize": f"{one.bytes} B",
                "sha256": one.sha256,
            }
            for one in item.attachments
        ]
    text = json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)
    return f'{text.removesuffix("}")},\n"record": {record}}}\n'.encode()


def _organisations(item: ItemView, site: SiteView) -> dict[str, str] | list[dict[str, str]]:
    """Who issued it: one, or several together."""
    found = [_organisation(agency, site) for agency in item.agencies]
    return found if item.joint_agencies else found[0]


def _organisation(agency: AgencyView, site: SiteView) -> dict[str, str]:
    return {"@type": "GovernmentOrganization", "name": agency.name, "url": site.base_url + agency.url}


def catalog_data(site: SiteView, as_of: str, categories: Sequence[Term], items: Iterable[bytes]) -> bytes:
    """The whole catalog, one node a line, from the nodes of its items."""
    head = (json.dumps(node, ensure_ascii=False).encode() for node in _head(site, as_of, categories))
    opening = json.dumps({"@context": CONTEXT}, ensure_ascii=False).removesuffix("}")
    return b"".join([opening.encode(), b', "@graph": [\n', b",\n".join([*head, *items]), b"\n]}\n"])


def _head(site: SiteView, as_of: str, categories: Sequence[Term]) -> Iterable[dict[str, Any]]:
    """The catalog, its publishers, and its categories."""
    base = site.base_url
    yield {
        "@id": f"{base}#catalog",
        "@type": "dcat:Catalog",
        "title": site.name,
        "description": f"{site.name}公开目录",
        "publisher": base + site.owner.url,
        "modified": as_of,
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/ZHO"},
        "foaf:homepage": {"@id": base},
        "dcat:themeTaxonomy": {"@id": f"{base}#categories"},
        "distribution": [
            {
                "@type": "dcat:Distribution",
                "title": f"公开目录（{kind}）",
                "access": base + addresses.CATALOG,
                "download": base + path,
                "media": _media_type(_MEDIA[kind]),
            }
            for kind, path in (
                ("CSV", addresses.CATALOG_CSV),
                ("JSON", addresses.CATALOG_JSON),
                ("XLSX", addresses.CATALOG_XLSX),
            )
        ],
    }
    yield {"@id": f"{base}#categories", "@type": "skos:ConceptScheme", "title": "公开类别"}
    for agency in site.agencies:
        yield {"@id": base + agency.url, "@type": "foaf:Organization", "name": agency.name}
    for category in categories:
        yield {
            "@id": base + category.url,
            "@type": "skos:Concept",
            "label": category.name,
            "scheme": f"{base}#categories",
        }


def catalog_node(record: Mapping[str, Any], base: str) -> str:
    """One item among them, on a line; ``record`` is what ``catalog.json`` has of it."""
    issuers = [record["agency"], *(one["id"] for one in record["joint_agencies"])]
    issuers = [base + addresses.listing("agency", one) for one in issuers]
    node = {
        "@id": f"{record['url']}#data",
        "@type": "dcat:Dataset",
        "catalog": f"{base}#catalog",
        "identifier": record["index_number"],
        "title": record["title"],
        "description": record["summary"],
        "publisher": issuers if record["joint_agencies"] else issuers[0],
        "theme": base + addresses.listing("category", record["category"]),
        "created": record["produced_on"],
        "issued": record["published_on"] or record["approved_on"],
        "page": record["url"],
        "replacedBy": [f"{address}#data" for address in record["replaced_by"]],
    }
    if record["attachments"]:
        node["distribution"] = [
            {
                "@type": "dcat:Distribution",
                "title": one["title"],
                "access": record["url"],
                "download": one["url"],
                "media": _media_type(_media(one["type"])),
                "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(one["bytes"])},
                "checksum": {"@type": "spdx:Checksum", "algorithm": _SHA256, "digest": one["sha256"]},
            }
            for one in record["attachments"]
        ]
    return json.dumps({name: value for name, value in node.items() if value}, ensure_ascii=False)


def _media(extension: str) -> str:
    return _MEDIA.get(extension, "application/octet-stream")


def _media_type(name: str) -> str:
    return f"https://www.iana.org/assignments/media-types/{name}"
