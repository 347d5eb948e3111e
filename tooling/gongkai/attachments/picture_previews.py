"""Small pictures inside a picture: whether they show what the large one shows, or what was cut off or painted over."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageChops, ImageStat

_SIDE = 32  # both are compared in as many fields across and down
_MOST_PIXELS = 40_000_000  # of a picture that has to be unpacked whole for it
_DIFFERENT = 48  # grey levels of 255 by which a field is another one
_MOST_DIFFERENT = 4  # fields of 1,024: edges of things, which each program draws in its own way
_MEAN = 12  # grey levels over all fields
_SEEN_THROUGH = ("RGBA", "LA", "P", "PA")
_BAR = 24  # grey levels that the black bars of a thumbnail of another shape may have


def same(whole: bytes, small: bytes) -> bool:
    """Return whether a small picture shows the same as the whole one. False where either cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            little = _grey(small, "white")
            # What shows through a picture is white in one program's thumbnails and black in the next one's.
            larges = (
                [_grey(whole, ground) for ground in ("white", "black")]
                if _open(whole).mode in _SEEN_THROUGH
                else [_grey(whole, "white")]
            )
            return any(
                _close(_fields(large), _fields(_without_bars(little, large.width / large.height))) for large in larges
            )
    except Exception:  # Pillow's readers raise whatever a broken file makes them raise
        return False


def same_pixels(whole: bytes, pixels: bytes) -> bool:
    """The same for a thumbnail without compression, which begins with its width and height."""
    width, height = pixels[0], pixels[1]
    if len(pixels) < 2 + 3 * width * height:
        return False
    out = io.BytesIO()
    Image.frombytes("RGB", (width, height), pixels[2 : 2 + 3 * width * height]).save(out, "PNG")
    return same(whole, out.getvalue())


def _open(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP"])
    image.draft("RGB", (256, 256))
    if image.width * image.height > _MOST_PIXELS:
        raise ValueError("too large to compare")
    return image


def _grey(data: bytes, ground: str) -> Image.Image:
    image = _open(data)
    if image.mode not in _SEEN_THROUGH:
        return image.convert("RGB").convert("L")
    clear = image.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", clear.size, ground), clear).convert("L")


def _without_bars(image: Image.Image, shape: float) -> Image.Image:
    """A thumbnail of a fixed shape has black bars beside a picture of another one."""
    if abs(image.width / image.height / shape - 1) < 0.03:
        return image
    if image.width / image.height > shape:
        width = round(image.height * shape)
        left = (image.width - width) // 2
        box = (left, 0, left + width, image.height)
        bars = [(0, 0, left - 1, image.height), (left + width + 1, 0, image.width, image.height)]
    else:
        height = round(image.width / shape)
        top = (image.height - height) // 2
        box = (0, top, image.width, top + height)
        bars = [(0, 0, image.width, top - 1), (0, top + height + 1, image.width, image.height)]
    for bar in bars:
        if bar[2] > bar[0] and bar[3] > bar[1] and ImageStat.Stat(image.crop(bar)).mean[0] > _BAR:
            raise ValueError("another shape")
    return image.crop(box)


def _fields(image: Image.Image) -> Image.Image:
    return image.resize((_SIDE, _SIDE), Image.Resampling.BOX)


def _close(one: Image.Image, other: Image.Image) -> bool:
    shift = ImageStat.Stat(one).mean[0] - ImageStat.Stat(other).mean[0]
    if abs(shift) > _MEAN * 2:
        return False
    lighter = other.point([min(max(round(level + shift), 0), 255) for level in range(256)])
    difference = ImageChops.difference(one, lighter)
    levels = difference.histogram()
    return sum(levels[_DIFFERENT:]) <= _MOST_DIFFERENT and ImageStat.Stat(difference).mean[0] <= _MEAN
