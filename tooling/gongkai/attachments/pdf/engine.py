"""PDFium, the engine of Chromium, as far as it is needed here: the characters of a page, its rulings, and how it looks.

No font of the system is used (see ``library``), no script runs, and no page may take more processor time than it is given.
"""

from __future__ import annotations

import ctypes
import functools
import math
import struct
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium
from PIL import Image

from gongkai.attachments.bounds import patience
from gongkai.attachments.examined import Refused
from gongkai.attachments.pdf.geometry import Box, Matrix, View, placed, times
from gongkai.attachments.pdf.library import start

_ENGINES_OWN = frozenset(
    {10, 13, 32}
)  # ends of lines and gaps, as the engine sees them; blanks of the file are no loss
_FORMS = 12  # forms in forms
_MOST_CHARACTERS = 300_000  # of one page; a page of a newspaper has thirty thousand
_MOST_PIXELS = 16_000_000
_SECONDS = 9.0  # of processor time for the pages of a small document


_BYTES, _BOUNDS = bytearray(16), struct.Struct("4f")  # what the engine writes a box into
_SIDES = tuple(ctypes.byref(ctypes.c_float.from_buffer(_BYTES, 4 * side)) for side in range(4))

Character = tuple[int, float, float, float, float]  # its code point, left, top, right, bottom


class Thing(NamedTuple):
    """One object of a page: ``kind`` is text, path, image or shading. ``outer``: the matrix of the forms around it."""

    address: int
    kind: int
    outer: Matrix | None

    @property
    def handle(self) -> Any:
        """The object as the engine's functions take it."""
        return ctypes.cast(self.address, pdfium.FPDF_PAGEOBJECT)

    def matrix(self) -> Callable[[float, float], tuple[float, float]]:
        """Return what turns its own coordinates into those of the page."""
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(self.handle, ctypes.byref(own))
        a, b, c, d, e, f = times(own, self.outer)
        return lambda x, y: (a * x + c * y + e, b * x + d * y + f)

    def box(self, view: View) -> Box:
        """Where it is on the page."""
        _quick("FPDFPageObj_GetBounds")(ctypes.c_void_p(self.address), *_SIDES)
        return view.place(*placed(_BOUNDS.unpack(_BYTES), self.outer))


TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
INVISIBLE = frozenset({3, 7})  # rendering modes of text that paint nothing


@dataclass(slots=True)
class Page:
    """One page while it is open."""

    handle: Any
    text: Any
    view: View
    deadline: float
    things: list[Thing] = field(default_factory=list)
    _numbers: dict[int, int] = field(default_factory=dict)
    _places: list[int] = field(default_factory=list)
    _boxes: dict[int, Box] = field(default_factory=dict)

    def characters(self) -> list[Character]:
        """All characters in the order of reading, without blanks and without those that the engine adds itself."""
        code_of, box_of, unpack = (
            _quick("FPDFText_GetUnicode"),
            _quick("FPDFText_GetLooseCharBox"),
            struct.Struct("4f").unpack,
        )
        data = bytearray(16)
        text, target = ctypes.cast(self.text, ctypes.c_void_p), ctypes.byref(pdfium.FS_RECTF.from_buffer(data))
        found: list[Character] = []
        count = pdfium.FPDFText_CountChars(self.text)
        if count > _MOST_CHARACTERS:
            raise Refused("too_large")
        upright, from_left, from_top, place_box = self.view.turned == 0, self.view.left, self.view.top, self.view.place
        add, add_place = found.append, self._places.append
        for place in range(count):
            code = code_of(text, place)
            if code not in _ENGINES_OWN:
                box_of(text, place, target)
                left, top, right, bottom = unpack(data)
                if upright:  # as nearly always; the same as below
                    add((code, left - from_left, from_top - top, right - from_left, from_top - bottom))
                else:
                    add((code, *place_box(left, bottom, right, top)))
                add_place(place)
        return found

    def painter(self, number: int) -> int:
        """Which of ``things`` paints a character, by its number in ``characters``; -1 where that cannot be told."""
        if not self._numbers:
            self._numbers.update((thing.address, n) for n, thing in enumerate(self.things))
        return self._numbers.get(_address(pdfium.FPDFText_GetTextObject(self.text, self._places[number])), -1)

    def boxes(self) -> dict[int, Box]:
        """The boxes of all things that are no text, by their numbers."""
        if not self._boxes:
            self._boxes.update((n, thing.box(self.view)) for n, thing in enumerate(self.things) if thing.kind != TEXT)
        return self._boxes

    def ink(self, number: int) -> Box:
        """The box of what a character paints; the body of its font may be said wrongly."""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self.text, self._places[number], *map(ctypes.byref, (left, right, bottom, top)))
        return self.view.place(left.value, bottom.value, right.value, top.value)

    def mode(self, number: int) -> int:
        """In which mode a text is painted."""
        return int(pdfium.FPDFTextObj_GetTextRenderMode(self.things[number].handle))

    def activate(self, numbers: Iterable[int], on: bool) -> None:
        switch = _quick("FPDFPageObj_SetIsActive")
        for number in numbers:
            switch(ctypes.c_void_p(self.things[number].address), on)

    def picture(self, scale: float) -> Image.Image:
        """The page as a reader sees it, ``scale`` pixels a point, without what is switched off; blue comes first, red third.

        Raises Refused if it takes long.
        """
        width, height = (max(1, round(side * scale)) for side in self.view.size)
        pixels = bytearray(b"\xff") * (width * height * 4)  # white; Pillow looks at it where it lies
        buffer = (ctypes.c_char * len(pixels)).from_buffer(pixels)
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, buffer, width * 4)
        if not bitmap:
            raise Refused("too_large")
        try:
            self._paint(bitmap, width, height)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return Image.frombuffer("RGBX", (width, height), pixels, "raw", "RGBX", 0, 1)

    def _paint(self, bitmap: Any, width: int, height: int) -> None:
        late = False

        def pause(_: Any) -> int:
            nonlocal late
            late = time.process_time() > self.deadline
            return late

        pausing = pdfium.IFSDK_PAUSE(version=1)
        pausing.NeedToPauseNow = type(pausing.NeedToPauseNow)(pause)
        flags = pdfium.FPDF_ANNOT
        pdfium.FPDF_RenderPageBitmap_Start(bitmap, self.handle, 0, 0, width, height, 0, flags, ctypes.byref(pausing))
        pdfium.FPDF_RenderPage_Close(self.handle)
        if late or time.process_time() > self.deadline:
            raise Refused("too_slow")

    def scale(self, wanted: float) -> float:
        """How many pixels a point can have: ``wanted``, or fewer on a page as large as a wall."""
        across, up = self.view.size
        return min(wanted, math.sqrt(_MOST_PIXELS / max(1.0, across * up)))


@dataclass(slots=True)
class Document:
    """An open document; ``count`` pages."""

    handle: Any
    count: int
    deadline: float

    @contextmanager
    def page(self, number: int) -> Iterator[Page]:
        """The page of this number, from 0. Raises Refused where it cannot be opened."""
        handle = pdfium.FPDF_LoadPage(self.handle, number)
        if not handle:
            raise Refused("unreadable")
        try:
            bounds = pdfium.FS_RECTF()
            pdfium.FPDF_GetPageBoundingBox(handle, ctypes.byref(bounds))
            turned = pdfium.FPDFPage_GetRotation(handle) % 4
            view = View(bounds.left, bounds.bottom, bounds.right, bounds.top, turned)
            text = pdfium.FPDFText_LoadPage(handle)
            if not text:
                raise Refused("unreadable")
            try:
                page = Page(handle, text, view, self.deadline)
                _note(page.things, handle, "FPDFPage", None, 0)
                yield page
            finally:
                pdfium.FPDFText_ClosePage(text)
        finally:
            pdfium.FPDF_ClosePage(handle)


def _note(things: list[Thing], holder: Any, holds: str, outer: Matrix | None, depth: int) -> None:
    """Note the objects of a page or form in their order, those inside forms too; ``holds``: the engine's functions for such a holder."""
    new = tuple.__new__  # a third of the time, and pages of a browser have thousands
    get, kind_of = _quick(f"{holds}_GetObject", ctypes.c_void_p), _quick("FPDFPageObj_GetType")
    inside = ctypes.cast(holder, ctypes.c_void_p)
    for number in range(getattr(pdfium, f"{holds}_CountObjects")(holder)):
        address = get(inside, number)
        kind = kind_of(ctypes.c_void_p(address))
        if kind == FORM and depth < _FORMS:
            matrix, form = pdfium.FS_MATRIX(), ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
            pdfium.FPDFPageObj_GetMatrix(form, ctypes.byref(matrix))
            _note(things, form, "FPDFFormObj", times(matrix, outer), depth + 1)
        else:
            things.append(new(Thing, (address, kind, outer)))


def _address(handle: Any) -> int:
    return ctypes.addressof(handle.contents) if handle else 0


@contextmanager
def opened(data: bytes, size: int) -> Iterator[Document]:
    """A document, opened without a password; ``size`` is that of the file that it was made from. Raises Refused where it cannot be."""
    start()
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        raise Refused("encrypted" if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD else "unreadable")
    try:
        yield Document(handle, pdfium.FPDF_GetPageCount(handle), time.process_time() + _SECONDS * patience(size))
    finally:
        pdfium.FPDF_CloseDocument(handle)


@functools.cache
def _quick(name: str, answer: Any = ctypes.c_uint) -> Any:
    """A function of the engine that takes its arguments as they are, for what is called for each character or object.

    Pointers have to be given as ``c_void_p``.
    """
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(answer)(address)
