"""How much a PDF paints, reckoned before anything is painted: each content stream is looked at once, however often it is called.

A few forms, each calling the next one ten times, would otherwise paint a thousand million times.
"""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from gongkai.attachments.examined import Refused

_MOST = 10_000_000  # operators of one document; a list of 300 pages that a browser printed has three million
_MOST_OF_A_PAGE = 1_500_000  # the largest maps have some hundred thousand
_LONGEST = 400_000_000  # bytes of all content streams, unpacked
_OPERATOR = re.compile(rb"(?<![/#A-Za-z0-9])[A-Za-z'\"][A-Za-z*]*+|Do")
_CALLED = re.compile(rb"/([^\s/\[\]<>(){}%]+)\s+Do\b")
# Text instead of what is painted (section 14.9.4 of ISO 32000-1); each letter of a name may be written as its number.
REPLACEMENT = re.compile(
    b"/" + b"".join(b"(?:%c|#%02x)" % (one, one) for one in b"ActualText") + rb"(?![A-Za-z0-9#])", re.IGNORECASE
)
# Nothing wide or nothing high: text that leaves no trace on the page, nor in what the engine reads. That a search may only begin
# at 0 or a point makes it three times as quick.
_FLAT = re.compile(
    rb"(?:0(?<![\d.]0)0*+\.?0*+|\.(?<![\d.]\.)0++)\s++(?:T[zf]\b|(?:0++\.?0*+|\.0++)\s++[-+.\d]++\s++[-+.\d]++\s++"
    rb"(?:[-+.\d]++\s++[-+.\d]++\s++)?(?:Tm|cm)\b)"
)
_WORDS = bytes(97 if chr(one).isalpha() and one < 128 else 32 for one in range(256))
_DEEPEST = 20  # forms in forms


def reckoned(document: pikepdf.Pdf) -> Extent:
    """The extent of all pages. Raises Refused where it is too much. Counted exactly only where a rough count is too much."""
    for exact in (False, True):
        extent = Extent(exact=exact)
        try:
            for page in document.pages:
                extent.add(page)
        except Refused:
            if exact:
                raise
        else:
            break
    return extent


class Extent:
    """Counts what is painted, page after page. Raises Refused where it is too much.

    ``called``: the names of the forms and pictures that are painted; ``replaced``: streams that state a text instead of what they
    paint; ``flat``: whether some text may have no width or no height.
    """

    def __init__(self, *, exact: bool = True) -> None:
        self._exact = exact
        self.called: set[str] = set()
        self.replaced: list[Any] = []
        self.flat = False
        self._known: dict[Any, int] = {}
        self._open: set[Any] = set()
        self._total = self._bytes = 0

    def add(self, page: pikepdf.Page) -> None:
        """Count a page with everything that it calls."""
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        streams = page.obj.get("/Contents")
        parts = list(streams) if isinstance(streams, pikepdf.Array) else [] if streams is None else [streams]
        here = self._painted(page, b"\n".join(self._read(part) for part in parts), resources, 0)
        self._total += here
        if self._total > _MOST or here > _MOST_OF_A_PAGE:
            raise Refused("too_large")

    def _painted(self, content: Any, data: bytes, resources: Any, depth: int) -> int:
        self._bytes += len(data)
        if self._bytes > _LONGEST:
            raise Refused("too_large")
        self.flat = self.flat or _FLAT.search(data) is not None
        total = self._operators(data)
        if b"Do" not in data or total > _MOST:
            return total
        self.called.update(name.decode("latin-1") for name in _CALLED.findall(data))
        forms = resources.get("/XObject", {})
        if not any(found.get("/Subtype") == "/Form" for _, found in forms.items()):
            return total
        for call in pikepdf.parse_content_stream(content, "Do"):
            name = str(call.operands[0]) if call.operands else ""
            self.called.add(name.removeprefix("/"))
            found = forms.get(name) if name.startswith("/") else None
            if found is not None and found.get("/Subtype") == "/Form":
                total += self.form(found, resources, depth + 1)
                if total > _MOST:
                    break
        return total

    def _operators(self, data: bytes) -> int:
        """How many there are; or, unless it has to be exact, beginnings of words, which are more and cost a tenth of a search."""
        if self._exact:
            return len(_OPERATOR.findall(data))
        return data.translate(_WORDS).count(b" a") + sum(map(data.count, (b"'", b'"', b"Do"))) + 1

    def _read(self, stream: Any) -> bytes:
        data: bytes = stream.read_bytes()
        if (b"#" in data or b"actualtext" in data.lower()) and REPLACEMENT.search(data):
            self.replaced.append(stream)
        return data

    def form(self, form: Any, resources: Any, depth: int = 0) -> int:
        """Count what one form paints."""
        key = form.objgen
        if key not in self._known:
            if key in self._open or depth > _DEEPEST:
                raise Refused("too_large")  # it would paint itself without end
            self._open.add(key)
            self._known[key] = self._painted(form, self._read(form), form.get("/Resources", resources), depth)
            self._open.discard(key)
        return self._known[key]
