"""What the leak scan finds in words that were recognised in pictures: warnings, because recognised words may be wrong.

Only documents that cannot be published yet are looked at: what is approved has been seen by two people, and a check of everything
would take days. The verdict of the gate is the same with and without.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from gongkai.attachments.examined import Passage
from gongkai.core.findings import Diagnostic, Severity, Text
from gongkai.documents.document import read
from gongkai.gate.check import Verdict
from gongkai.gate.load_site import sort
from gongkai.ocr import SCANS, SUFFIXES, installed
from gongkai.ocr.reader import Reader
from gongkai.rules import RULES
from gongkai.secrecy.scan import Hit, scan
from gongkai.signing.context import SiteContext
from gongkai.source.folding import fold_key
from gongkai.source.tree import Source, TooLarge

MOST_FILES = 50  # looked at in one check
_REMEDY = Text(
    "打开图片核对：确有的，遮盖或换成不含该内容的图片后重新导出；程序认错了的，不必处理",
    "open the picture and compare: if it is there, cover it or take a picture without it; if the program misread, do nothing",
)
_ABSENT = Text(
    "图片中的文字没有识别：未安装 gongkai[ocr]",
    "words in pictures were not recognised: gongkai[ocr] is not installed",
)
_UNREAD = Text(
    "{count} 个图片或扫描件中的文字没有识别，请打开核对",
    "words in {count} pictures or scans were not recognised; open them",
)


@dataclass(frozen=True, slots=True)
class Advice:
    """Warnings about pictures, and a line about those that were not read, if any."""

    warnings: tuple[Diagnostic, ...] = ()
    note: Text | None = None

    def added_to(self, verdict: Verdict) -> Verdict:
        """The same verdict with the warnings among its diagnostics."""
        found = sorted((*verdict.diagnostics, *self.warnings), key=lambda d: (d.place, d.code))
        return replace(verdict, diagnostics=tuple(found))


def advice(source: Source, verdict: Verdict) -> Advice:
    """Return what to say about the pictures of the documents that the verdict refuses."""
    refused = {d.place.path for d in verdict.diagnostics if d.severity is Severity.ERROR and not d.commit}
    if verdict.county is None or not refused:
        return Advice()
    waiting = [
        (path, pictures)
        for path, attached in sort(source.files("content")).documents
        if path in refused and (pictures := _of(attached, SUFFIXES))
    ]
    if not waiting:
        return Advice()
    if not installed():
        return Advice(note=_ABSENT if any(_of(pictures, SCANS) for _, pictures in waiting) else None)
    unread: list[str] = []
    warnings = tuple(_all(source, waiting, verdict.county, unread))
    return Advice(warnings, _UNREAD.fill(count=len(unread)) if unread else None)


def _of(attached: Iterable[str], suffixes: Collection[str]) -> tuple[str, ...]:
    return tuple(path for path in attached if PurePosixPath(path).suffix.lower() in suffixes)


def _all(
    source: Source, waiting: Sequence[tuple[str, tuple[str, ...]]], county: SiteContext, unread: list[str]
) -> Iterator[Diagnostic]:
    looked = 0
    with Reader() as reader:
        for path, pictures in waiting:
            for picture in pictures:
                looked += 1
                said = _words(reader, source, picture) if looked <= MOST_FILES else None
                if said is None:
                    unread.append(picture)
                    continue
                for passage in said:
                    for hit in scan(passage.text):
                        if not _passes(hit, county):
                            yield _warning(source, path, picture, passage.where, hit)


def _words(reader: Reader, source: Source, picture: str) -> tuple[Passage, ...] | None:
    try:
        return reader.read(PurePosixPath(picture).name, source.read(picture))
    except TooLarge:
        return None


def _passes(hit: Hit, county: SiteContext) -> bool:
    """Return whether nobody needs to hear of it: blanks of a form, an office's own contact."""
    return hit.detector.blank or (hit.detector.own and fold_key(hit.value) in county.contacts)


def _warning(source: Source, path: str, picture: str, where: str, hit: Hit) -> Diagnostic:
    """At the entry of the attachment in its document."""
    name = picture.removeprefix(f"{path.removesuffix('.md')}/")
    kind, rule = hit.detector.kind, RULES[hit.detector.code]
    reading = read(source, path)
    entries = [entry.path for entry in reading.document.attachments] if reading.document else []
    key = f"attachments.{entries.index(name)}.path" if name in entries else "attachments"
    zh, en = (f"（{where}）", f" ({_in_english(where)})") if where else ("", "")
    message = Text(
        f"附件“{name}”{zh}的图片中似乎有{kind.zh}（{hit.hint}）；文字由程序识别，可能有误",
        f"a picture in `{name}`{en} seems to show a {kind.en} ({hit.hint}); words were recognised by a program and may be wrong",
    )
    return Diagnostic(rule.code, Severity.WARNING, rule.clause, reading.place(key), message, _REMEDY)


def _in_english(where: str) -> str:
    """A page by its number; a picture in an office file has no other name than its own."""
    return f"page {where[1:-1]}" if where.startswith("第") and where.endswith("页") else where
