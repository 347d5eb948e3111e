"""``gongkai explain``: what a rule asks for, or how it was decided whether an item may be published."""

from __future__ import annotations

import argparse
import inspect
import re
import sys
from pathlib import Path

from gongkai.cli import common
from gongkai.core.findings import CannotRun
from gongkai.rules import RULES

_CODE = re.compile(r"[A-Za-z][0-9]{2}")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "subject",
        nargs="?",
        metavar="CODE|ITEM",
        help="规则代码（如 R03），或一个条目的文件、索引号；省略则列出全部规则",
    )
    common.add_today(parser)


def run(options: argparse.Namespace) -> int:
    subject: str | None = options.subject
    if subject is None:
        for one in sorted(RULES.values(), key=lambda r: r.code):
            sys.stdout.write(f"{one.code}  {one.severity.value:8}{one.name.in_language(options.lang)}\n")
        return 0
    if _CODE.fullmatch(subject):
        return _rule(subject.upper(), options.lang)
    return _item(subject, options)


def _rule(code: str, lang: str) -> int:
    found = RULES.get(code)
    if found is None:
        raise CannotRun(f"没有规则 {code}；gongkai explain 列出全部", f"no rule {code}; `gongkai explain` lists them")
    basis = "Basis: " if lang == "en" else "依据："
    sys.stdout.write(f"{found.code}  {found.name.in_language(lang)}\n{basis}{found.clause}\n")
    if lang == "en":
        sys.stdout.write(f"\n{inspect.getdoc(found.check)}\n")
    return 0


def _item(given: str, options: argparse.Namespace) -> int:
    """Exit code 1 where something is missing."""
    # Loaded only here: a rule is explained without a county.
    from gongkai.cli import county_files  # noqa: PLC0415
    from gongkai.reporting.ruling import explained  # noqa: PLC0415
    from gongkai.source.tree import Disk  # noqa: PLC0415

    root = common.county_root(options)
    county = county_files.judged_by(root, common.today(options))
    path = _path(root, given, county.path_of(given if ":" in given else f"item:{given}"))
    text, good = explained(Disk(root), path, county_files.beside(root, path), county, options.lang)
    sys.stdout.write(text)
    return 0 if good else 1


def _path(root: Path, given: str, named: str | None) -> str:
    from gongkai.cli import county_files  # noqa: PLC0415

    path = named if named and (root / named).is_file() else None
    if path is None and "/" not in given and "." not in given:
        raise CannotRun(
            f"没有规则、索引号或条目文件“{given}”；gongkai explain 列出全部规则",
            f"no rule, index number or file of an item is called {given}; `gongkai explain` lists the rules",
        )
    path = path or county_files.inside(root, given)
    if not re.fullmatch(r"content/items/.*\.md", path):
        raise CannotRun(f"{path} 不是目录条目", f"{path} is no catalog item")
    return path
