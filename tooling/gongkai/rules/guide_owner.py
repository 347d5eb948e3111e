"""Whose a guide is, for the rules about guides."""

from __future__ import annotations

from gongkai.core.findings import At
from gongkai.documents.registries import Agency
from gongkai.rules.engine import Corpus

GUIDE = "content/guide/index.md"


def owner_of(corpus: Corpus) -> Agency:
    return corpus.county.agencies[corpus.county.site.owner]


def owner_place(corpus: Corpus, key: str) -> At:
    position = list(corpus.county.agencies).index(corpus.county.site.owner)
    return At("catalog/agencies.yaml", f"agencies.{position}.{key}")
