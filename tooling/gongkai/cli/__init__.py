"""The command line: ``gongkai check | build | sign | attach | record | init | demo | explain``."""

from gongkai.cli.main import console, main

__all__ = ["console", "main"]
