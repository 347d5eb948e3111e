"""The kinds of reviewed document, and every fact about each: where it lies, who signs it, where it is shown.

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
class ListPage:
    """The page that lists all documents of a kind, at ``<folder>/index.html``; the words are Chinese, and the theme translates them.

    ``title`` is short, as menus have it; ``none`` is said where there is no such document yet.
    """

    title: str
    heading: str
    lead: str
    none: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of document. ``prefix`` begins its name; ``path`` is matched against the path from the root.

    ``folder``: of its documents and pages, below ``content/``. ``public``: whether its words may be shown. ``of_agency``: it
    lies in its agency's folder, and that agency's officers sign it; all else is the owner's of the site. ``yearly``: the
    newest year is listed first. ``current``: it is what the office says today, so that the day of its approval is its day.
    ``voidable``: it is taken from the site where a key that signed it is compromised; what is not keeps the site from being built. ``mapped``: each
    has an address in the map of the site. ``data``: beside its page lies a file for machines. ``template``: of its page.
    """

    prefix: str
    path: re.Pattern[str]
    model: type[Model]
    folder: str = ""
    public: bool = True
    of_agency: bool = False
    yearly: bool = False
    current: bool = False
    voidable: bool = False
    mapped: bool = False
    data: bool = False
    template: str = "document.html"
    listed: ListPage | None = None

    @property
    def is_registry(self) -> bool:
        """Return whether it is a registry: no page shows it as it stands."""
        return not self.folder

    @property
    def list_page(self) -> str:
        """The address of the page that lists all of this kind; empty where there is none."""
        return f"{self.folder}/index.html" if self.listed else ""

    def name(self, match: re.Match[str], values: dict[str, object]) -> str:
        parts = match.groupdict()
        if self.prefix == "item":
            return f"item:{values.get('index_number', '')}"
        if self.of_agency:
            return f"{self.prefix}:{parts['agency']}/{parts['year']}"
        return f"{self.prefix}:{parts['name']}"


def _of_name(folder: str, name: str = _NAME) -> re.Pattern[str]:
    return re.compile(rf"content/{folder}/{name}\.md")


ITEM = Kind(
    "item",
    re.compile(rf"content/items/{_AGENCY}/(?P<year>[0-9]{{4}})/(?P<serial>[0-9]{{5}})\.md"),
    Item,
    "items",
    of_agency=True,
    voidable=True,
    mapped=True,
    data=True,
    template="item.html",
)
GUIDE = Kind(
    "guide",
    _of_name("guide", r"(?P<name>(?:en/)?[a-z0-9]+(?:-[a-z0-9]+)*)"),
    Guide,
    "guide",
    current=True,
    template="guide.html",
)
POLICY = Kind(
    "policy",
    _of_name("policies", rf"(?!index\.md){_NAME}"),
    Page,
    "policies",
    voidable=True,
    mapped=True,
    listed=ListPage("公开制度", "公开制度", "政府信息公开的规定、实施细则和工作制度。", "暂无已公开的制度文件。"),
)
PAGE = Kind("page", _of_name("pages"), Page, "pages", current=True, voidable=True, mapped=True)
REPORT = Kind(
    "report",
    _of_name("reports", rf"{_AGENCY}/(?P<year>[0-9]{{4}})"),
    Report,
    "reports",
    of_agency=True,
    yearly=True,
    voidable=True,
    mapped=True,
    template="report.html",
    listed=ListPage(
        "年度报告", "政府信息公开年度报告", "各机构按年度公布的政府信息公开工作情况。", "暂无已公开的年度报告。"
    ),
)
CONTENT_KINDS = (ITEM, GUIDE, POLICY, PAGE, REPORT)
KINDS = {kind.prefix: kind for kind in CONTENT_KINDS}  # by what begins a document's name; registries are no content

REGISTRIES: dict[str, Kind] = {
    name: Kind("registry", re.compile(rf"catalog/(?P<name>{name})\.yaml"), model, public=public)
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
