"""One look into one file, by its content, whatever its name says. Runs in a worker; may take long or die."""

from __future__ import annotations

from pathlib import PurePosixPath

from gongkai.attachments.examined import Examined, Notes, Refused

_LEGACY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGES = frozenset({".docx", ".xlsx", ".pptx", ".ofd"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp"})
_TEXTS = frozenset({".csv", ".txt"})


def inspect_file(name: str, data: bytes) -> Examined:
    """Return what a file holds. Raises for no file, whatever it is."""
    notes = Notes()
    try:
        _inspect(PurePosixPath(name).suffix.lower(), data, notes)
    except Refused as refused:
        notes.fault(refused.fault, refused.where)
    except (MemoryError, RecursionError):
        notes.fault("too_large")
    except (
        Exception
    ):  # a broken file makes a reader raise anything; whatever it was, nobody has seen what the file holds
        notes.fault("unreadable")
    return notes.done()


def _inspect(suffix: str, data: bytes, notes: Notes) -> None:
    # Each format's readers are loaded when such a file comes; most sites have one or two.
    if data.startswith(_LEGACY) and suffix not in _TEXTS:
        raise Refused("legacy")
    if suffix in _PACKAGES:
        _package(suffix, data, notes)
    elif suffix == ".pdf":
        from gongkai.attachments import pdf  # noqa: PLC0415

        pdf.read_pdf(data, notes)
    elif suffix in _PICTURES:
        from gongkai.attachments import pictures  # noqa: PLC0415

        pictures.inspect_picture(data, suffix, notes)
    elif suffix in _TEXTS:
        from gongkai.attachments import plain  # noqa: PLC0415

        plain.read_plain(data, suffix, notes)
    # Any other type is refused by its name (rule B03).


def _package(suffix: str, data: bytes, notes: Notes) -> None:
    from gongkai.attachments import chart_data, fixed_layout, office, sheet, slides, word  # noqa: PLC0415
    from gongkai.attachments.package import Package  # noqa: PLC0415
    from gongkai.attachments.parts import Parts  # noqa: PLC0415

    package = Package(data)
    if suffix == ".ofd":
        fixed_layout.read_ofd(package, notes)
        return
    parts = Parts(package)
    shown = {".docx": word.read_word, ".xlsx": sheet.read_workbook, ".pptx": slides.read_slides}[suffix](parts, notes)
    office.inspect_package(parts, shown, notes, only_says_what_shows=chart_data.judge(parts, notes))
