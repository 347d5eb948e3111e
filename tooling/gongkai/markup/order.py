"""The order in which the elements of a body stand, and the addresses they bear: whatever the source says, a body has no other.

Tables have one head, a ruler's worth of classes and rows of one width; each heading and article has the address that links name; a
note leads to its text and back.
"""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.markup.anchors import Addresses, anchor, article
from gongkai.markup.elements import Malformed, Token

# What follows upon what in a table; nothing else follows.
_TABLE = {
    "table": ("thead",),
    "thead": ("tr",),
    "tr": ("th", "td"),
    "th": ("/th",),
    "td": ("/td",),
    "/th": ("th", "/tr"),
    "/td": ("td", "/tr"),
    "/tr": ("tr", "/thead", "/tbody"),
    "/thead": ("tbody",),
    "tbody": ("tr", "/tbody"),
    "/tbody": ("/table",),
}
_PARTS = frozenset({*_TABLE, "/table"})


class Order:
    """Looks at one token after the other."""

    def __init__(self) -> None:
        self._addresses = Addresses()
        self._notes: set[str] = set()
        self._part = ""  # of a table
        self._head = False
        self._classes: list[str] = []
        self._column = 0
        self._heading: list[str] | None = None
        self._id: str | None = None  # of the heading or paragraph that is open
        self._awaits = False  # the first text of a paragraph, which may give it an address
        self._first = ""
        self._in_form = False

    def see(self, token: Token) -> None:
        """Raise Malformed where a token stands in no place of its own."""
        kind, name, text, attributes = token
        if kind == "plain":
            due = self._addresses.take(anchor(text)) if name else self._of_article(text)
            self._address(attributes.get("id"), due)
            return
        if self._awaits:
            self._begins(kind, name, text)
        if kind == "text":
            if self._heading is not None:
                self._heading.append(text)
            return
        name = f"/{name}" if kind == "close" else name
        if name in _PARTS:
            self._table(name, attributes)
        elif name[0] == "h" or name[:2] == "/h":
            self._of_heading(kind, attributes)
        elif name in ("div", "/div"):
            self._in_form = kind == "open"
        elif name == "p":
            self._paragraph(attributes)
        elif name == "sup":
            self._note(attributes)

    # Addresses --------------------------------------------------------------------------------------------------

    def _address(self, written: str | None, due: str) -> None:
        if (written or "") != due or written == "":
            raise Malformed

    def _of_article(self, text: str) -> str:
        name = article(text)
        return self._addresses.take(name) if name and name not in self._addresses.taken else ""

    def _of_heading(self, kind: str, attributes: Mapping[str, str]) -> None:
        if kind == "open":
            self._heading, self._id = [], attributes.get("id")
            return
        text = "".join(self._heading or ())
        self._heading = None
        self._address(self._id, self._addresses.take(anchor(text)))

    def _paragraph(self, attributes: Mapping[str, str]) -> None:
        self._id = attributes.get("id")
        self._awaits, self._first = "class" not in attributes, ""

    def _begins(self, kind: str, name: str, text: str) -> None:
        """The first text of a paragraph, and what follows it: a break or the end, where the text is an article's whole name."""
        if kind == "text" and not self._first:
            self._first = text
            return
        self._awaits = False
        whole = name in ("br", "p") or article(self._first) != self._first
        self._address(self._id, self._of_article(self._first) if whole and not self._in_form else "")

    def _note(self, attributes: Mapping[str, str]) -> None:
        """Only the first reference to a note bears the address to which the note leads back."""
        written = attributes.get("id")
        if written is not None:
            if written in self._notes:
                raise Malformed
            self._notes.add(written)

    # Tables -----------------------------------------------------------------------------------------------------

    def _table(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "table" and name not in _TABLE[self._part]:
            raise Malformed
        self._part = name
        if name == "thead":
            self._head, self._classes = True, []
        elif name == "tr":
            if self._head and self._classes:
                raise Malformed
            self._column = 0
        elif name in ("th", "td"):
            self._cell(name, attributes.get("class", ""))
        elif name == "/tr" and self._column != len(self._classes):
            raise Malformed
        elif name == "/thead":
            self._head = False

    def _cell(self, name: str, class_: str) -> None:
        """One cell; those below the head stand in its columns."""
        self._column += 1
        if (name == "th") is not self._head:
            raise Malformed
        if self._head:
            self._classes.append(class_)
        elif self._column > len(self._classes) or self._classes[self._column - 1] != class_:
            raise Malformed
