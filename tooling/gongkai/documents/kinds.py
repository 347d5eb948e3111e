"""The kinds of reviewed document: where each lives, how it is named, who signs it, which keys it has.

A document's *name* never changes with its path's spelling: ``item:<index number>``, ``guide:<name>``,
``policy:<name>``, ``page:<name>``, ``report:<agency>/<year>``, ``registry:<name>`` (design).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.documents.item import Item
from gongkai.documents.pages import Guide, Page, Report
from gongkai.documents.registries import Agencies, Basis, Officers, Site, Vocabularies
from gongkai.documents.values import Model

_NAME = r"(?P<name>[a-z0-9]+(?:-[a-z0-9]+)*)"
_AGENCY = r"(?P<agency>[a-z0-9]+(?:-[a-z0-9]+)*)"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document. ``prefix`` begins its name; ``path`` is matched against the path from the root."""

    prefix: str
    path: re.Pattern[str]
    model: type[Model]
    public: bool = True

    def name(self, match: re.Match[str], values: dict[str, object]) -> str:
        parts = match.groupdict()
        if self.prefix == "item":
            return f"item:{values.get('index_number', '')}"
        if self.prefix == "report":
            return f"report:{parts['agency']}/{parts['year']}"
        return f"{self.prefix}:{parts['name']}"


ITEM = Kind("item", re.compile(rf"content/items/{_AGENCY}/(?P<year>[0-9]{{4}})/(?P<serial>[0-9]{{5}})\.md"), Item)
GUIDE = Kind("guide", re.compile(r"content/guide/(?P<name>(?:en/)?[a-z0-9]+(?:-[a-z0-9]+)*)\.md"), Guide)
POLICY = Kind("policy", re.compile(rf"content/policies/(?!index\.md){_NAME}\.md"), Page)
PAGE = Kind("page", re.compile(rf"content/pages/{_NAME}\.md"), Page)
REPORT = Kind("report", re.compile(rf"content/reports/{_AGENCY}/(?P<year>[0-9]{{4}})\.md"), Report)
CONTENT_KINDS = (ITEM, GUIDE, POLICY, PAGE, REPORT)

REGISTRIES: dict[str, Kind] = {
    name: Kind("registry", re.compile(rf"catalog/(?P<name>{name})\.yaml"), model, public)
    for name, model, public in (
        ("site", Site, True),
        ("agencies", Agencies, True),
        ("vocabularies", Vocabularies, True),
        ("officers", Officers, False),
        ("basis", Basis, False),
    )
}


def kind_of(path: str) -> tuple[Kind, re.Match[str]] | None:
    """The kind of the document at a path below the root, or None for what may not lie there."""
    for kind in (*CONTENT_KINDS, *REGISTRIES.values()):
        if match := kind.path.fullmatch(path):
            return kind, match
    return None
