"""The texts with which a new site begins; ``gongkai init`` fills in names, ``gongkai demo`` borrows the vocabularies."""

from __future__ import annotations

from importlib import resources
from string import Template


def text(name: str, **values: str) -> str:
    """A starter file with its ``$names`` filled in; an unknown name is an error."""
    raw = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return Template(raw).substitute(values) if values else raw
