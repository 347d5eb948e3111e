"""The command line: ``gongkai check | build | sign | attach | record | init | demo | explain``."""

from gongkai.cli.main import main

__all__ = ["main"]
