"""How much a PDF paints, reckoned before anything is painted: each content stream is looked at once, however often it is called.

A few forms, each calling the next one ten times, would otherwise paint a thousand million times.
"""

from __future__ import annotations

import re
from typing import Any

import pikepdf

from gongkai.attachments.examined import Refused

_MOST = 10_000_000  # operators of one document; a list of 300 pages that a browser printed has three million
_OPERATOR = re.compile(rb"(?<![/#A-Za-z0-9])[A-Za-z'\"][A-Za-z*]*+|Do")
_DEEPEST = 20  # forms in forms


class Extent:
    """Counts what is painted, page after page. Raises Refused where it is too much."""

    def __init__(self) -> None:
        self._known: dict[Any, int] = {}
        self._open: set[Any] = set()
        self._total = 0

    def add(self, page: pikepdf.Page) -> None:
        """Count a page with everything that it calls."""
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        streams = page.obj.get("/Contents")
        parts = list(streams) if isinstance(streams, pikepdf.Array) else [] if streams is None else [streams]
        self._total += self._painted(page, b"\n".join(part.read_bytes() for part in parts), resources, 0)
        if self._total > _MOST:
            raise Refused("too_large")

    def _painted(self, content: Any, data: bytes, resources: Any, depth: int) -> int:
        operators = _OPERATOR.findall(data)
        total = len(operators)
        if b"Do" not in operators or total > _MOST:
            return total
        forms = resources.get("/XObject", {})
        for call in pikepdf.parse_content_stream(content, "Do"):
            found = forms.get(str(call.operands[0])) if call.operands else None
            if found is not None and found.get("/Subtype") == "/Form":
                total += self._form(found, resources, depth + 1)
                if total > _MOST:
                    break
        return total

    def _form(self, form: Any, resources: Any, depth: int) -> int:
        key = form.objgen
        if key not in self._known:
            if key in self._open or depth > _DEEPEST:
                raise Refused("too_large")  # it would paint itself without end
            self._open.add(key)
            self._known[key] = self._painted(form, form.read_bytes(), form.get("/Resources", resources), depth)
            self._open.discard(key)
        return self._known[key]
