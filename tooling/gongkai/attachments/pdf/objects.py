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
    "/AC", "/Name", "/Location", "/Reason", "/ContactInfo", "/DS", "/Info", "/OutputCondition", "/P",
)  # fmt: skip
# An object is looked into only if something of this stands in it: what acts or is packed, or a string under some key.
_WORTH = re.compile(
    rb"/(?:A[AF]|JS|EF|XFA|Collection|PieceInfo|Usage|XObject|EmbeddedFile|Page|ActualText)\b|/S /(?:"
    + b"|".join(kind[1:].encode() for kind in _ACTIONS) + rb")\b"
)  # fmt: skip
_HEXADECIMAL = re.compile(rb"[^<]<[^<]")
_WORDS = re.compile(rb"/(?:" + b"|".join(key[1:].encode() for key in _SAID) + rb")\s(?:\(|<(?!<)|\[)")
_STRINGS = re.compile(rb"\((?:[^()\\]|\\.)*+\)", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+) \d+ R\b")
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
        number = 0
        for number, one in enumerate(self._document.objects, 1):
            if number > _MOST:
                raise Refused("too_large")
            held = one.stream_dict if isinstance(one, pikepdf.Stream) else one
            if not isinstance(held, pikepdf.Dictionary | pikepdf.Array):
                if isinstance(held, pikepdf.String):
                    self._notes.aside(text_of(held))
                continue
            text = held.unparse(resolved=True)
            own = one.objgen[0]
            if b"/StructElem" not in text:  # most objects of a tagged file; they refer to what pages show
                self._refers[own] = list(map(int, _REFERENCE.findall(_STRINGS.sub(b"", text) if b"(" in text else text)))
            if isinstance(one, pikepdf.Stream):
                self._stream(own, one)
            if _WORTH.search(text) or ((b"(" in text or _HEXADECIMAL.search(text)) and _WORDS.search(text)):
                for inner in _dictionaries(held, 0):
                    self._dictionary(inner, own)

    def _dictionary(self, one: pikepdf.Dictionary, own: int) -> None:
        notes = self._notes
        if "/JS" in one or "/AA" in one or "/XFA" in one or one.get("/S") in _ACTIONS:
            notes.fault("script")
        if "/EF" in one or "/AF" in one or "/Collection" in one or one.get("/Type") == "/EmbeddedFile":
            notes.fault("embedded_file")
        if "/PieceInfo" in one:
            self._private(one.PieceInfo)
        usage = one.get("/Usage")
        if isinstance(usage, pikepdf.Dictionary) and ("/Zoom" in usage or usage.get("/View", {}).get("/ViewState") == "/OFF"):
            notes.fault("hidden_layer")
        if one.get("/Type") == "/Page":
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
        waiting, known = [value], set()
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

        Returns forms that pages may call and none calls; ``called``: the names of all that is painted.
        """
        reached: set[int] = set()
        waiting = [int(number) for number in _REFERENCE.findall(_STRINGS.sub(b"", self._document.trailer.unparse(resolved=True)))]
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
            elif stream.get("/Subtype") == "/Form" and not self._listed.get(number, called) & called and _says(stream):
                uncalled.append(stream)
        return uncalled


def _says(stream: pikepdf.Stream) -> bool:
    if stream.get("/Subtype") not in (None, "/Form") or "/FunctionType" in stream or "/Length1" in stream:
        return False
    try:
        return _SHOWS_TEXT.search(stream.read_bytes()) is not None
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
