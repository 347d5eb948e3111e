"""One pass over all objects of a PDF: what acts, what is packed in, what is said where no page shows it, what nothing refers to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from gongkai.attachments.examined import Notes, Refused
from gongkai.attachments.pdf import metadata
from gongkai.attachments.pdf.metadata import text_of

_MOST = 500_000  # objects of one document
_ACTIONS = frozenset({
    "/JavaScript", "/Launch", "/SubmitForm", "/ResetForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Sound", "/Movie", "/Hide",
    "/SetOCGState", "/Trans", "/GoTo3DView", "/RichMediaExecute",
})  # fmt: skip
_SAID = (
    "/Alt", "/ActualText", "/E", "/T", "/TU", "/TM", "/Contents", "/RC", "/DV", "/V", "/Opt", "/Title", "/Subj", "/Desc", "/URI", "/CA",
    "/AC", "/Name", "/Location", "/Reason", "/ContactInfo", "/DS", "/Info", "/OutputCondition", "/P", "/Names",
)  # fmt: skip
# An object is looked into only if something of this stands in it: what acts or is packed, or a string under some key.
_WORTH = re.compile(
    rb"/(?:A[AF]|JS|EF|XFA|Collection|PieceInfo|Usage|XObject|EmbeddedFile|Page|Template|Alternates|ActualText)\b|/S /(?:"
    + b"|".join(kind[1:].encode() for kind in _ACTIONS) + rb")\b"
)  # fmt: skip
_WORDS = re.compile(rb"/(?:" + b"|".join(key[1:].encode() for key in _SAID) + rb")\s(?:\(|<(?!<)|\[)")
_STRINGS = re.compile(rb"\((?:[^()\\]|\\.)*+\)", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+) \d+ R\b")
_BEGINS_TEXT = re.compile(rb"(?:^|[\s\]>)])BT\s")
_SHOWS_TEXT = re.compile(rb"(?:\)|\]|>)\s*(?:Tj|TJ|'|\")")


class Objects:
    """What the pass found. ``replaced``: whether some object states a text instead of what is painted."""

    def __init__(self, document: pikepdf.Pdf, notes: Notes) -> None:
        """Raises Refused where there are too many."""
        self._document, self._notes = document, notes
        self._refers: dict[int, list[int]] = {}
        self._held: list[tuple[int, pikepdf.Stream]] = []
        self._listed: dict[int, set[str]] = {}
        self._pages: list[int] = []
        self.replaced: list[pikepdf.Dictionary] = []

    def read(self) -> None:
        """Look at every object once."""
        for key, value in self._document.trailer.items():
            if key != "/ID":
                self._notes.aside(text_of(value) if isinstance(value, pikepdf.String) else None)
        for number, one in enumerate(self._document.objects, 1):
            if number > _MOST:
                raise Refused("too_large")
            if isinstance(one, pikepdf.Dictionary | pikepdf.Array):
                held: Any = one
            elif isinstance(one, pikepdf.Stream):
                held = one.stream_dict
                self._stream(one.objgen[0], one)
            else:
                self._notes.aside(text_of(one) if isinstance(one, pikepdf.String) else None)
                continue
            self._held_text(held, held.unparse(resolved=True), one.objgen[0])

    def _held_text(self, held: Any, text: bytes, own: int) -> None:
        strings = b"(" in text
        words = (strings or b"<" in text.replace(b"<<", b"")) and _WORDS.search(text)
        if b"/StructElem" in text:  # most objects of a tagged file; they refer to what pages show
            worth = b"/AF" in text
        else:
            worth = _WORTH.search(text) is not None
            referring = _STRINGS.sub(b"", text) if strings else text
            self._refers[own] = list(map(int, _REFERENCE.findall(referring)))
        if worth or words:
            for inner in _dictionaries(held, 0):
                self._dictionary(inner, own)

    def _dictionary(self, one: pikepdf.Dictionary, own: int) -> None:
        notes = self._notes
        _active(one, notes)
        if "/PieceInfo" in one:
            self._private(one.PieceInfo)
        usage = one.get("/Usage")
        if isinstance(usage, pikepdf.Dictionary) and ("/Zoom" in usage or _off(usage.get("/View"))):
            notes.fault("hidden_layer")
        if "/Alternates" in one:
            notes.fault("leftover")  # another picture in the place of the one that is shown
        if one.get("/Type") in ("/Page", "/Template"):
            self._pages.append(own)
        if "/ActualText" in one and "/S" not in one:
            self.replaced.append(one)
        for key in _SAID:
            if key in one:
                value = one.get(key)
                for text in _strings(value, 0):
                    notes.aside(text)
        forms = one.get("/XObject")
        if isinstance(forms, pikepdf.Dictionary):
            for name, form in forms.items():
                if isinstance(form, pikepdf.Stream):
                    self._listed.setdefault(form.objgen[0], set()).add(name.removeprefix("/"))

    def _stream(self, own: int, one: pikepdf.Stream) -> None:
        kind, subtype = one.get("/Type"), one.get("/Subtype")
        if kind == "/Metadata" or subtype == "/XML":
            metadata.packet(one.read_bytes(), self._notes)
        elif subtype == "/Image":
            metadata.picture(one, "", self._notes)
        if kind not in ("/ObjStm", "/XRef", "/Metadata"):
            self._held.append((own, one))

    def _private(self, value: Any) -> None:
        """What a program keeps for itself: words are read; anything packed cannot be."""
        known: set[tuple[int, int]] = set()
        waiting = [value]
        while waiting and len(known) < 2_000:
            one = waiting.pop()
            if isinstance(one, pikepdf.Object) and one.is_indirect:
                if one.objgen in known:
                    continue
                known.add(one.objgen)
            if isinstance(one, pikepdf.Stream):
                self._notes.fault("private_data")
            elif isinstance(one, pikepdf.Dictionary):
                waiting += [inner for key, inner in one.items() if key not in ("/Parent", "/P")]
            elif isinstance(one, pikepdf.Array):
                waiting += list(one)
            elif isinstance(one, pikepdf.String):
                self._notes.aside(text_of(one))

    def leftovers(self, called: set[str]) -> list[pikepdf.Stream]:
        """Find pages, text and pictures to which nothing refers: left from what was deleted. Raises nothing.

        Returns forms that pages may call and none calls, and patterns, of which the engine states no text. ``called``: the
        names of all that is painted.
        """
        reached: set[int] = set()
        waiting = [
            int(number)
            for number in _REFERENCE.findall(_STRINGS.sub(b"", self._document.trailer.unparse(resolved=True)))
        ]
        while waiting:
            number = waiting.pop()
            if number not in reached:
                reached.add(number)
                waiting += self._refers.get(number, ())
        shown = {page.obj.objgen[0] for page in self._document.pages}
        if any(number not in shown for number in self._pages):
            self._notes.fault("leftover")
        uncalled: list[pikepdf.Stream] = []
        for number, stream in self._held:
            if number not in reached:
                if stream.get("/Subtype") == "/Image" or _says(stream):
                    self._notes.fault("leftover")
            elif _says(stream) and (
                stream.get("/PatternType") == 1
                or (stream.get("/Subtype") == "/Form" and not self._listed.get(number, called) & called)
            ):
                uncalled.append(stream)
        return uncalled


def _active(one: pikepdf.Dictionary, notes: Notes) -> None:
    """What acts by itself, and whole files that are packed in."""
    if "/JS" in one or "/AA" in one or "/XFA" in one or one.get("/S") in _ACTIONS:
        notes.fault("script")
    if "/EF" in one or "/AF" in one or "/Collection" in one or one.get("/Type") == "/EmbeddedFile":
        notes.fault("embedded_file")


def _off(view: Any) -> bool:
    return isinstance(view, pikepdf.Dictionary) and view.get("/ViewState") == "/OFF"


def _says(stream: pikepdf.Stream) -> bool:
    if stream.get("/Subtype") not in (None, "/Form") or "/FunctionType" in stream or "/Length1" in stream:
        return False
    try:
        data = stream.read_bytes()
        return _BEGINS_TEXT.search(data) is not None and _SHOWS_TEXT.search(data) is not None
    except pikepdf.PdfError:
        return False


def _dictionaries(one: Any, depth: int) -> Iterator[pikepdf.Dictionary]:
    """A dictionary and those directly inside it."""
    if depth > 20:
        raise Refused("too_large")
    if isinstance(one, pikepdf.Dictionary):
        yield one
        for _, inner in one.items():
            if isinstance(inner, pikepdf.Dictionary | pikepdf.Array) and not inner.is_indirect:
                yield from _dictionaries(inner, depth + 1)
    elif isinstance(one, pikepdf.Array):
        for inner in one:
            if isinstance(inner, pikepdf.Dictionary | pikepdf.Array) and not inner.is_indirect:
                yield from _dictionaries(inner, depth + 1)


def _strings(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif isinstance(value, pikepdf.Array) and depth < 3:
        for one in value:
            yield from _strings(one, depth + 1)
