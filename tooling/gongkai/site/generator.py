"""Pelican's generator for a catalog: it is handed approved documents and reads no source."""

from __future__ import annotations

from typing import Any

from pelican.generators import Generator

from gongkai.site.build import Build


class CatalogGenerator(Generator):  # type: ignore[misc]
    """Writes the whole site from the build that the plugin has prepared."""

    build: Build

    def generate_context(self) -> None:
        """Nothing to read: the checker has read everything there is."""

    def generate_output(self, writer: Any) -> None:
        self.build.write()
