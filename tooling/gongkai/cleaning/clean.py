"""A cleaned copy of one file: by its kind, and examined again before anybody gets it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath

from gongkai.attachments.examine import examine
from gongkai.attachments.examined import Refused
from gongkai.attachments.faults import FAULTS
from gongkai.cleaning.kinds import KINDS, PICTURES
from gongkai.cleaning.report import Asked, Went, cannot_open
from gongkai.core.findings import CannotRun

_LEGACY = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The copy, what went, and the faults that the examination still finds, each with its place."""

    data: bytes
    went: Went
    remaining: tuple[tuple[str, str], ...]


def clean(name: str, data: bytes, asked: Asked) -> Cleaned:
    """A cleaned copy of ``data``, which is what ``name`` says. Raises CannotRun where it cannot be cleaned, or not safely."""
    went = Went()
    suffix = PurePath(name).suffix.lower()
    if suffix not in KINDS:
        raise cannot_open(
            f"只能清理 {'、'.join(KINDS)} 文件；其他文件请另存为其中一种，或从原件重新导出",
            f"only {', '.join(KINDS)} can be cleaned; save the file as one of them, or export it anew",
        )
    try:
        if data.startswith(_LEGACY):
            raise Refused("legacy")
        cleaned = _by_kind(suffix, data, asked, went)
    except Refused as refused:
        kind = FAULTS[refused.fault].kind
        raise cannot_open(
            f"文件有{kind.zh}，请先用办公软件另存", f"it has {kind.en}; save it with an office program first"
        ) from refused
    before, after = _examined(name, data), _examined(name, cleaned)
    for fault, _ in after:
        if fault not in {one for one, _ in before}:  # nothing may be worse than it was
            kind = FAULTS[fault].kind
            raise CannotRun(
                f"清理后的文件检查出{kind.zh}，没有写出；请用办公软件另存后再试",
                f"the cleaned file shows {kind.en} and was not written; save the file with an office program and try again",
            )
    return Cleaned(cleaned, went, after)


def _examined(name: str, data: bytes) -> tuple[tuple[str, str], ...]:
    found = examine(name, data, hashlib.sha256(data).hexdigest())
    return (*found.faults, ("author", "")) if found.people else found.faults


def _by_kind(suffix: str, data: bytes, asked: Asked, went: Went) -> bytes:
    # Each format's library is loaded when such a file comes.
    if suffix == ".pdf":
        from gongkai.cleaning import pdf  # noqa: PLC0415

        return pdf.clean(data, asked, went)
    if suffix in PICTURES:
        from gongkai.cleaning import pictures  # noqa: PLC0415

        return pictures.clean(data, went)
    from gongkai.cleaning import fixed_layout, office, sheet, slides, word  # noqa: PLC0415
    from gongkai.cleaning.edited import EditedPackage  # noqa: PLC0415

    package = EditedPackage(data)
    if suffix == ".ofd":
        fixed_layout.clean(package, asked, went)
        return package.done()
    {".docx": word, ".xlsx": sheet, ".pptx": slides}[suffix].clean(package, asked, went)
    office.clean(package, went)
    return package.done()
