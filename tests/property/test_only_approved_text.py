"""Whole counties of random texts: what is accepted shows approved text and fixed words, and does nothing."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import quote, unquote
from xml.etree import ElementTree

from hypothesis import event, given

from gongkai.core.findings import Severity
from gongkai.documents.workdays import calendar_of
from gongkai.gate.check import Verdict
from gongkai.proof.approved import ApprovedDocument
from gongkai.site.blanks import blanks
from gongkai.site.item_view import chinese
from support import county, pages
from support.effort import effort
from support.memory import good, judge
from support.random_county import INTERNAL, ITEM, counties

BASE = "https://www.ceshi.example/"
DEADLINES = "guide/deadlines/index.html"
UNCHANGED = ("guide/deadlines/", "guide/forms/")  # long, and without any document's text: once is enough
_SEEN: set[tuple[str, str]] = set()
# Days of the working calendar, with which that page counts, and the year that nobody has announced.
_DAY = re.compile(rf"20\d\d-\d\d-\d\d|{calendar_of().last.year + 1}(?=年的)")
GENERATED = {ITEM, county.PAGE, county.POLICY}


def _own(document: ApprovedDocument) -> set[str]:
    """The public values of a document: its fields, its body, and facts about its attachments."""
    words = set(pages.read(document.html).texts)
    for name, value in document.fields.model_dump(mode="json").items():
        if name not in getattr(type(document.fields), "INTERNAL", frozenset()):
            words |= pages.values_of(value)
    words.add(
        str(getattr(document.fields, "title", "")).translate(str.maketrans("《》", "〈〉"))
    )  # inside other such marks
    for attached in document.attached:
        size = f"{attached.size} 字节" if attached.size < 1024 else f"{attached.size / 1024:.0f} KB"
        words |= {size, attached.path.rpartition(".")[2].upper()}
    return words - {INTERNAL} | {str(day) for day in (document.approved_on, document.published_on) if day}


def _of_everybody(verdict: Verdict, rendered: Mapping[str, str]) -> set[str]:
    """What any page may show: registries, titles and days of documents, the day that the site is for, addresses, small numbers,
    fixed words.
    """
    assert verdict.county is not None
    as_of = verdict.county.today.isoformat()
    site = verdict.county.site
    words = {*pages.fixed_words(), *map(str, range(50)), *rendered, *(site.base_url + quote(path) for path in rendered)}
    for record in (site, verdict.county.vocabularies, *verdict.county.agencies.values()):
        words |= pages.values_of(record.model_dump(mode="json"))
    words |= {as_of, chinese(as_of)}
    for document in verdict.approved:
        card = document.card
        days = [card.produced_on, card.issued_on, card.effective_on, card.expires_on]
        words |= {chinese(day.isoformat()) for day in days if day}
        words |= {getattr(document.fields, "title", ""), str(document.approved_on)}
        words |= {getattr(document.fields, "index_number", "")[10:14]}  # the year
    return words


def _page_of(document: ApprovedDocument) -> str:
    return document.path.removeprefix("content/").removesuffix(".md") + ".html"


def _in_order(text: str, source: str) -> bool:
    """Whether every visible character of ``text`` stands in ``source``, in the same order."""
    rest = iter(source)
    return all(character in rest for character in text if not character.isspace())


def test_what_is_accepted_shows_approved_text_and_does_nothing() -> None:
    """Random counties, most of which are accepted: of what is refused, nothing would be shown."""
    passed: Counter[bool] = Counter()

    @effort(15)
    @given(counties())
    def each(files: dict[str, bytes]) -> None:
        verdict = judge(files)
        passed[verdict.passed] += 1
        event("accepted" if verdict.passed else "refused")
        if verdict.passed:
            _shows_approved_text_and_does_nothing(files, verdict)
        else:
            assert {d.place.path for d in verdict.diagnostics if d.severity is Severity.ERROR} <= GENERATED

    each()
    assert passed[True] > passed[False]


def _shows_approved_text_and_does_nothing(files: dict[str, bytes], verdict: Verdict) -> None:
    """Each text on a page is a run of approved values and fixed words: those of its own document, of the registries
    and the titles of others. A body's text is in the signed bytes, character by character, in order.
    """
    rendered = pages.render(verdict)
    documents = {_page_of(d): d for d in verdict.approved if d.kind != "registry"}
    assert {d.path for d in documents.values()} >= GENERATED
    shared = _of_everybody(verdict, rendered)
    own = {path: _own(document) for path, document in documents.items()}
    lists = pages.Words(shared.union(*own.values()))
    there = {*rendered, *(path for path, _ in blanks("source"))} | {
        path.removeprefix("content/") for path in files if not path.endswith(".md")
    }
    for path, text in rendered.items():
        if path.startswith(UNCHANGED) and (path, text) in _SEEN:
            continue
        _SEEN.add((path, text))
        assert not [word for word in (INTERNAL, "office-leader", "经审查") if word in text], path
        if path.endswith(".html"):
            page = pages.read(text)
            words = pages.Words(shared | own[path]) if path in own else lists
            texts = page.texts if path != DEADLINES else [_DAY.sub("", text) for text in page.texts]
            assert not words.foreign(texts), path
            _does_nothing(path, page, there, documents.get(path))
        elif path.endswith((".xml", ".xlsx")):
            assert not lists.foreign(text for text in ElementTree.fromstring(text).itertext() if not _dated(text)), path
    for document in documents.values():
        body = files[document.path].decode().split("\n---\n", 1)[1]
        shown = "".join(pages.read(re.sub(r' (?:alt|title)="[^"]*"', "", document.html)).texts)
        assert _in_order(shown, body), document.path


def _dated(text: str) -> bool:
    """A day of the sample year, or the one that a feed without entries has to name."""
    return bool(re.fullmatch(r"(2026-\d\d-\d\d|1970-01-01)T00:00:00\+08:00", text))


def _does_nothing(path: str, page: pages.Page, there: set[str], document: ApprovedDocument | None) -> None:
    """No script of its own, and everything that is fetched or linked lies on the site, or was approved as a link."""
    assert not page.active, path
    for address in page.loads:
        found = _resolved(path, address)
        assert found is not None, f"{path} loads {address}"
        assert found in there or (pages.THEME / "static" / found.removeprefix("theme/")).is_file(), f"{path}: {address}"
    approved = set(pages.read(document.html).links) if document else set()
    for address in page.links:
        found = _resolved(path, address)
        if found is None:
            assert address in approved or address.startswith(("mailto:", "tel:", BASE)), f"{path} links {address}"
        else:
            assert found in there, f"{path} links {address}"


def _resolved(page: str, address: str) -> str | None:
    """The path below the site that a browser opens; None for an address elsewhere."""
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\]{2}", address):
        return None
    path = unquote(re.split(r"[?#]", address)[0])
    if page == "404.html" and path.startswith("/"):
        return path[1:]
    assert not path.startswith(("/", "\\")), address
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    assert not joined.startswith(".."), address
    return joined


def test_what_nobody_approved_would_be_seen() -> None:
    """Otherwise the property above could hold for any page."""
    verdict = judge(good())
    rendered = pages.render(verdict)
    document = next(d for d in verdict.approved if d.path == county.ITEM_WITH_ATTACHMENT)
    path = _page_of(document)
    words = pages.Words(_of_everybody(verdict, rendered) | _own(document))
    for planted in ("经审查，同意公开。", "office-leader", "11010519491231002X", "一季度发放救助资金十二万元。", "囧"):
        for place in ("</h1>", "</p>", "</title>", "</dd>"):
            assert words.foreign(pages.read(rendered[path].replace(place, f"{planted}{place}", 1)).texts), planted
    for active in ("<script>x</script>", "<p onclick=x>", "<style>x</style>", "<!-- x -->", "<iframe src=x>"):
        assert pages.read(rendered[path].replace("</main>", f"{active}</main>")).active, active
