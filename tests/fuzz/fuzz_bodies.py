"""Fuzzer: bodies. What is rendered without a problem is clean, does nothing and shows what is written."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

atheris: Any = import_module("atheris")

with atheris.instrument_imports(include=["gongkai", "markdown"]):
    from gongkai.markup.profiles import FIRST, SECOND, render
    from gongkai.markup.rendered import clean
    from gongkai.markup.written import difference
    from gongkai.source.text import decode
    from support import pages

PATH = "content/items/finance/2026/00001.md"


def one(data: bytes) -> None:
    body, problems = decode(data)
    if problems:
        return
    for profile in (FIRST, SECOND):
        _rendered(profile, body)


def _rendered(profile: str, body: str) -> None:
    rendered = render(profile, body, 10, PATH, frozenset({"a.pdf", "p.png"}))
    last = 10 + body.count("\n")
    assert all(10 <= problem.line <= last for problem in rendered.problems), rendered.problems
    if rendered.problems:
        return
    assert clean(rendered.html) == rendered.html
    assert profile == FIRST or difference(body, rendered.html, PATH) is None
    page = pages.read(rendered.html)
    assert not page.active, page.active
    for address in (*page.loads, *page.links):
        assert not address.lower().lstrip().startswith(("javascript:", "data:", "vbscript:", "//", "\\")), address
    for address in page.loads:
        assert address == "00001/p.png", address


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
