"""``gongkai explain CODE``: what a rule asks for and the clause it rests on."""

from __future__ import annotations

import argparse
import inspect
import sys

from gongkai.findings import CannotRun
from gongkai.rules import RULES


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", nargs="?", metavar="CODE", help="规则代码，如 R03；省略则列出全部")


def run(options: argparse.Namespace) -> int:
    if options.code is None:
        for one in sorted(RULES.values(), key=lambda r: r.code):
            sys.stdout.write(f"{one.code}  {one.severity.value:8}{one.name.in_language(options.lang)}\n")
        return 0
    found = RULES.get(options.code.upper())
    if found is None:
        raise CannotRun(
            f"没有规则 {options.code}；gongkai explain 列出全部",
            f"no rule {options.code}; `gongkai explain` lists them",
        )
    sys.stdout.write(f"{found.code}  {found.name.in_language(options.lang)}\n依据：{found.clause}\n")
    if options.lang == "en":
        sys.stdout.write(f"\n{inspect.getdoc(found.check)}\n")
    return 0
