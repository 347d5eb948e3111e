"""PDFium started, once a process, without any font of the system: Latin fonts are its own, East Asian ones a box for each character."""

from __future__ import annotations

import ctypes
import functools
from typing import Any

import pypdfium2_raw as pdfium

from gongkai.attachments.pdf.stand_in_font import stand_in_font

_EAST_ASIAN = frozenset({128, 129, 130, 134, 136})  # the character sets of such fonts, as Windows numbers them


@functools.cache
def start() -> Any:
    """Start the engine, once a process. What is returned must stay alive as long as the engine does."""
    nowhere = (ctypes.POINTER(ctypes.c_char) * 1)()
    pdfium.FPDF_InitLibraryWithConfig(ctypes.byref(pdfium.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=nowhere)))
    font, kinds = stand_in_font(), dict(pdfium.FPDF_SYSFONTINFO._fields_)

    def choose(_: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any) -> int | None:
        return 1 if charset in _EAST_ASIAN else None  # others have a font of the engine's own

    def read(_: Any, chosen: Any, table: int, buffer: Any, size: int) -> int:
        if table:
            return 0
        if size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    fonts = pdfium.FPDF_SYSFONTINFO(version=1)
    fonts.MapFont, fonts.GetFontData = kinds["MapFont"](choose), kinds["GetFontData"](read)
    fonts.Release, fonts.DeleteFont = kinds["Release"](_nothing), kinds["DeleteFont"](_nothing)
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(fonts))
    return fonts, nowhere


def _nothing(*_: Any) -> None:
    """A callback that has nothing to do."""
