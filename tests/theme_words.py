"""Brings ``theme/locale`` up to date with the words of the theme: ``make words``.

Collects every text that the templates and the plan of pages say, adds what is new to each catalogue (``theme.po``), drops what nobody
says any more, and compiles it (``theme.mo``). What is still to be translated is printed. With ``--check`` nothing is written.
"""

from __future__ import annotations

import argparse
import ast
import datetime as dt
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import jinja2
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from jinja2 import nodes

ROOT = Path(__file__).resolve().parent.parent
THEME = ROOT / "theme"
_PLANS = (  # modules with titles of pages and labels of metadata
    "site/plan",
    "site/model",
    "site/jobs",
    "site/lists",
    "site/deadlines",
    "site/application",
    "site/forms",
    "documents/kinds",
)
_ALWAYS = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)  # so that the same words are the same bytes
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def messages() -> dict[str, list[tuple[str, int]]]:
    """Every text that a catalogue has to translate, with the places that say it."""
    found: dict[str, list[tuple[str, int]]] = {}
    for text, place in (*_of_templates(), *_of_plans()):
        found.setdefault(text, []).append(place)
    return found


def _of_templates() -> Iterator[tuple[str, tuple[str, int]]]:
    env = jinja2.Environment(autoescape=True)
    for path in sorted((THEME / "templates").rglob("*.*")):
        tree = env.parse(path.read_text(encoding="utf-8"))
        for call in tree.find_all(nodes.Call):
            match call:
                case nodes.Call(node=nodes.Name(name="_"), args=[nodes.Const(value=str(text))]):
                    yield text, (path.relative_to(ROOT).as_posix(), call.lineno)


def _of_plans() -> Iterator[tuple[str, tuple[str, int]]]:
    for name in _PLANS:
        path = ROOT / f"tooling/gongkai/{name}.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
                continue
            if _CHINESE.search(node.value) and "\n" not in node.value:  # a docstring has more than one line
                yield node.value, (path.relative_to(ROOT).as_posix(), node.lineno)


def catalogues() -> list[Path]:
    return sorted(THEME.glob("locale/*/LC_MESSAGES/theme.po"))


def renewed(path: Path) -> Catalog:
    """The catalogue at ``path`` with the texts of today: kept where they were translated, empty where they are new."""
    old = read_po(io.BytesIO(path.read_bytes()), locale=path.parent.parent.name)
    assert old.locale is not None, path
    new = Catalog(locale=old.locale, project="gongkai", charset="utf-8", creation_date=_ALWAYS, fuzzy=False)
    new.header_comment = f"# The words of the theme in {old.locale.english_name}."
    for text, places in sorted(messages().items(), key=lambda one: one[1]):
        known = old.get(text)
        new.add(text, known.string if known else "", locations=[(name, 0) for name in sorted({p for p, _ in places})])
    return new


def compiled(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def written(catalogue: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalogue, width=0, include_lineno=False, omit_header=False)
    return out.getvalue()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say what is out of date")
    check = parser.parse_args().check
    stale = False
    for path in catalogues():
        catalogue = renewed(path)
        missing = [message.id for message in catalogue if message.id and not message.string]
        for text in missing:
            print(f"{path.relative_to(ROOT)}: {text}")
        fresh = {path: written(catalogue), path.with_suffix(".mo"): compiled(catalogue)}
        for file, data in fresh.items():
            if not file.is_file() or file.read_bytes() != data:
                stale = True
                if not check:
                    file.write_bytes(data)
        stale |= bool(missing)
    return int(check and stale)


if __name__ == "__main__":
    sys.exit(main())
