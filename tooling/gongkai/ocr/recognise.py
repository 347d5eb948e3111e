"""The words in one picture, in the pictures of an office file, or in the pages of one PDF that are pictures. Runs in a worker; may take long or die.

The models come with RapidOCR's wheel and are named by their paths: where a path is given, the library fetches nothing.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
from PIL import Image, ImageOps

from gongkai.attachments.examined import Passage, Refused
from gongkai.attachments.package import Package
from gongkai.ocr import PICTURES

MOST_PIXELS = 50_000_000  # of a picture as it lies there; a large scan has 35
MOST_PICTURES = 20  # of one file
LONGEST_SIDE = 2000  # pixels that are looked at; characters of usual size are legible in a page of that
_FEWEST_WORDS = 8  # characters; a page that says more is no scan, and the leak scan reads it anyway
_MODELS = {
    "Det.model_path": "PP-OCRv6_det_small.onnx",
    "Cls.model_path": "ch_ppocr_mobile_v2.0_cls_mobile.onnx",
    "Rec.model_path": "PP-OCRv6_rec_small.onnx",
}


class Unreadable(Exception):
    """The file is no picture that can be looked at, or is too large for it."""


def recognise(name: str, data: bytes) -> list[Passage]:
    """Return what is written in a picture, in the pictures of an office file, or in each page of a PDF without text. Raises Unreadable."""
    found = []
    for where, picture in _pictures(PurePosixPath(name).suffix.lower(), data):
        said = _engine()(np.asarray(picture)[:, :, ::-1])  # the library takes blue, green, red
        if said.txts:
            found.append(Passage("\n".join(said.txts), where))
    return found


def _pictures(suffix: str, data: bytes) -> Iterator[tuple[str, Image.Image]]:
    """Each picture with its place in the file, no more than ``MOST_PICTURES``. Raises Unreadable where there are more."""
    if suffix in PICTURES:
        yield "", _picture(data)
        return
    found = _pages(data) if suffix == ".pdf" else _within(data)
    for count, one in enumerate(found):
        if count >= MOST_PICTURES:
            raise Unreadable
        yield one


def _within(data: bytes) -> Iterator[tuple[str, Image.Image]]:
    try:
        package = Package(data)
        for name in package.names:
            path = PurePosixPath(name)
            if path.suffix.lower() in PICTURES:
                yield path.name, _picture(package.read(name))
    except Refused as refused:
        raise Unreadable from refused


def _picture(data: bytes) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "MPO"])
        if image.width * image.height > MOST_PIXELS:
            raise Unreadable
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return ImageOps.exif_transpose(image).convert("RGB")
    except (OSError, ValueError, SyntaxError) as error:
        raise Unreadable from error


def _pages(data: bytes) -> Iterator[tuple[str, Image.Image]]:
    import pypdfium2  # noqa: PLC0415 - not for every file

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable from error
    for number, page in enumerate(document, 1):
        if len(page.get_textpage().get_text_bounded().strip()) < _FEWEST_WORDS:
            scale = LONGEST_SIDE / max(*page.get_size(), 1)
            yield f"第{number}页", page.render(scale=scale).to_pil().convert("RGB")


@functools.cache
def _engine() -> Any:
    import rapidocr  # noqa: PLC0415 - takes a second, and many office files have no picture

    models = Path(rapidocr.__file__).parent / "models"
    settings: dict[str, Any] = {key: str(models / name) for key, name in _MODELS.items()}
    settings |= {"Global.log_level": "critical", "Global.max_side_len": LONGEST_SIDE}
    # One thread, so that processor time is bounded and the same words come out every time.
    settings |= {"EngineConfig.onnxruntime.intra_op_num_threads": 1, "EngineConfig.onnxruntime.inter_op_num_threads": 1}
    return rapidocr.RapidOCR(params=settings)
