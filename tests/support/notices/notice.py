"""What a notice is when it is finished."""

from __future__ import annotations

from dataclasses import dataclass

_BLOCKS = (("|", "T"), ("#", "H"), ("- ", "L"), ("1. ", "L"), (":::", "F"), ("**", "B"))


@dataclass(frozen=True, slots=True)
class Organisation:
    """Whose contacts a notice publishes: ``of`` as the field ``contacts`` of an item has it; ``label`` as the text calls it."""

    of: str
    name: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A finished notice. ``values``: the contacts that it publishes lawfully, each as it is written."""

    genre: str
    title: str
    summary: str
    body: str
    contacts: tuple[Organisation, ...]
    values: tuple[str, ...]

    @property
    def shape(self) -> str:
        """The kinds of blocks in order, paragraphs in a row as one: notices with other shapes are laid out in another way."""
        found: list[str] = []
        for block in self.body.strip().split("\n\n"):
            kind = next((kind for start, kind in _BLOCKS if block.startswith(start)), "P")
            if kind == "T":
                kind += str(block.split("\n")[0].count("|") - 1)  # tables by their columns
            if not found or found[-1] != kind or kind != "P":
                found.append(kind)
        return "".join(found)
