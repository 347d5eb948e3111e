"""The pages of a PDF: what they say, what of it a reader does not see, and what they show that nobody can read here."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter

from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.pdf import engine, layout, rulings, visible
from gongkai.attachments.pdf.elsewhere import Pages
from gongkai.attachments.pdf.engine import TEXT, Page

_REPLACEMENT = 0xFFFD
_FLATTEST = 0.05  # points


def read(data: bytes, count: int, notes: Notes, *, size: int, flat: bool) -> None:
    """Read the first ``count`` pages as pages, what follows as asides.

    ``size``: of the file that ``data`` was made from. ``flat``: whether texts may have no height or width.
    """
    with engine.opened(data, size) as document:
        if document.count < count:
            raise Refused("unreadable")
        all_pages = Pages()
        for number in range(document.count):
            with document.page(number) as page:
                if number < count:
                    _read(page, f"第{number + 1}页", notes, all_pages, flat)
                else:
                    for text in layout.passages(page.characters(), []):
                        notes.aside(text)
        for number in all_pages.hidden():
            notes.fault("hidden_text", f"第{number + 1}页")


def _read(page: Page, where: str, notes: Notes, all_pages: Pages, flat: bool) -> None:
    characters = page.characters()
    sight = visible.sight_of(page, characters)
    all_pages.add(characters, sight.unseen, len(sight.tiny))
    if sight.covered:
        notes.fault("covered_text", where)
    if flat and _flattened(page):
        notes.fault("hidden_text", where)
    codes = Counter(map(itemgetter(0), characters))
    unknown = sum(count for code, count in codes.items() if code in (0, _REPLACEMENT) or 0xE000 <= code < 0xF900)
    if sight.unstated or unknown * 3 > len(characters):
        notes.cannot_read(where)
    for text in layout.passages(characters, rulings.grids(page)):
        notes.text(text, where)


def _flattened(page: Page) -> bool:
    """Return whether some text has no width or no height: neither seen, nor among the characters."""
    boxes = [thing.box(page.view) for thing in page.things if thing.kind == TEXT]
    return any(min(right - left, bottom - top) < _FLATTEST for left, top, right, bottom in boxes)
