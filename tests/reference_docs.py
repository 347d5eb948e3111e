"""Writes ``docs/reference``: rules, fields and commands, from the code itself. ``make docs``; a test compares.

The lines of ``docs/domain.md`` that follow from the code are written as well; see ``domain_docs``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

import domain_docs
from gongkai.cli.main import parser
from gongkai.documents.about import about
from gongkai.documents.item import Item
from gongkai.documents.kinds import REGISTRIES
from gongkai.documents.pages import Guide, Page, Report
from gongkai.documents.review import Review
from gongkai.documents.values import Model
from gongkai.rules import RULES
from gongkai.signing.ledgers import KINDS
from support import producers
from support.leak_figures import figures

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"


def rules() -> str:
    """One row a rule, then what each asks for."""
    rows = [
        "# Rules 规则一览",
        "",
        "Generated from the code. | 由程序生成。",
        "",
        "What a rule depends on (`rules/engine.py`): one file itself, the whole of all documents, the change since what was published",
        "before, the day, the books (ledgers, for the audit), the output. Each is a module of `rules/` that begins with its code.",
        "",
        "| 代码 | 级别 | 要求 | What it asks for | 依据 | depends on |",
    ]
    rows.append("| --- | --- | --- | --- | --- | --- |")
    for one in sorted(RULES.values(), key=lambda r: r.code):
        depends = ", ".join(one.depends)
        rows.append(f"| {one.code} | {one.severity.value} | {one.name.zh} | {one.name.en} | {one.clause} | {depends} |")
    rows += ["", "Cases, good and bad: `tests/cases/<CODE>/`.", ""]
    return "\n".join(rows)


def _fields(model: type[BaseModel]) -> Iterator[str]:
    told = about(model) if issubclass(model, Model) else {}
    yield "| key | required | type |" + (" 名称 | 含义 | meaning | example | public |" if told else "")
    yield "| --- | --- | --- |" + (" --- | --- | --- | --- | --- |" if told else "")
    for name, field in model.model_fields.items():
        key = field.alias or name
        row = f"| `{key}` | {'yes' if field.is_required() else ''} | {_type(field.annotation)} |"
        if one := told.get(key):
            example = f"`{one.example}`" if one.example else ""
            row += f" {one.zh} | {one.meaning_zh} | {one.meaning_en} | {example} | {'yes' if one.public else 'never'} |"
        yield row


def _type(annotation: Any) -> str:  # noqa: PLR0911 - one answer a kind of type
    """A type in words; optional parts lose their None, because the column before says so."""
    origin, arguments = get_origin(annotation), [a for a in get_args(annotation) if a is not type(None)]
    if origin is Annotated:
        return _type(arguments[0])
    if origin is Literal:
        return " / ".join(f"`{choice}`" for choice in arguments)
    if origin is tuple:
        return f"list of {_type(arguments[0])}"
    if origin is dict:
        return f"map of {_type(arguments[0])} to {_type(arguments[1])}"
    if arguments:
        return " or ".join(_type(a) for a in arguments)
    if issubclass(annotation, Enum):
        return " / ".join(f"`{choice.value}`" for choice in annotation)
    names = {str: "text", dt.date: "date", dt.datetime: "instant", bool: "yes / no", int: "number"}
    return names.get(annotation) or str(annotation.__name__)


def fields() -> str:
    """Every key of every document, registry and ledger."""
    lines = ["# Fields 著录项", "", "Generated from the code. Unknown keys are refused (Y02)."]
    sections: list[tuple[str, type[BaseModel]]] = [
        ("Item (`content/items/<agency>/<year>/<serial>.md`)", Item),
        ("Guide (`content/guide/*.md`)", Guide),
        ("Policy, page (`content/policies/*.md`, `content/pages/*.md`)", Page),
        ("Annual report (`content/reports/<agency>/<year>.md`)", Report),
        ("Review (the last key of each of them)", Review),
        *((f"Registry `catalog/{name}.yaml`", kind.model) for name, kind in REGISTRIES.items()),
        *((f"Ledger `catalog/ledgers/{kind.name}/<year>.yaml`, one entry", kind.entry) for kind in KINDS.values()),
    ]
    seen: set[type[BaseModel]] = set()
    queue = list(sections)
    for title, model in queue:
        if model in seen:
            continue
        seen.add(model)
        lines += ["", f"## {title}", ""]
        if doc := model.__dict__.get("__doc__"):
            lines += [doc.split("\n\n")[0].replace("\n", " "), ""]
        lines += list(_fields(model))
        for field in model.model_fields.values():
            for inner in _inner(field.annotation):
                if inner not in seen:
                    queue.append((inner.__name__, inner))
    return "\n".join(lines) + "\n"


def _inner(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _inner(argument)]


def commands() -> str:
    """The help of every command."""
    os.environ["COLUMNS"] = "100"
    lines = ["# Commands 命令", "", "Generated from the program's own help.", ""]
    whole = parser()
    subparsers = next(a for a in whole._actions if isinstance(a, argparse._SubParsersAction))
    for name, sub in subparsers.choices.items():
        lines += [f"## gongkai {name}", "", "```text", sub.format_help().rstrip(), "```", ""]
    return "\n".join(lines)


PAGES = {
    "rules.md": rules,
    "fields.md": fields,
    "commands.md": commands,
    "leak-scan.md": figures,
    "attachment-producers.md": producers.page,
}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (REFERENCE / name).write_text(page(), encoding="utf-8")
    domain_docs.write()
