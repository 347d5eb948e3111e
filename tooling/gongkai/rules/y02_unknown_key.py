"""Y02: A key that this kind of document does not have."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.documents.document import Reading
from gongkai.rules.engine import rule
from gongkai.signing.context import SiteContext


@rule("Y02", zh="只能使用规定的著录项", basis="design", on=Reading)
def unknown_key(file: Reading, county: SiteContext) -> Iterator[Finding]:
    """A key that this kind of document does not have."""
    yield from file.reported("Y02")
