"""What people are told of a field: its names, its meaning, an example, who may see it and where; said once, beside its type."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.documents.values import Model


@dataclass(frozen=True, slots=True)
class About:
    """An annotation of a field of a model: how people call it, what it means, and how it may look.

    ``public``: its words may leave the office; the proof of the site looks for those that may not. ``row``: the page of the item
    has a row with its value as it stands. ``exported``: so has each export of the catalog (then it is a ``row``, too).
    """

    zh: str
    en: str
    meaning_zh: str
    meaning_en: str
    example: str = ""
    public: bool = True
    row: bool = False
    exported: bool = False


@functools.cache
def about(model: type[Model]) -> Mapping[str, About]:
    """Return what is told of the fields of a model, by key, in their order."""
    return {
        field.alias or key: next(one for one in field.metadata if isinstance(one, About))
        for key, field in model.model_fields.items()
        if any(isinstance(one, About) for one in field.metadata)
    }
