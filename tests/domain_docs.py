"""The clauses that the product cites, found in its files, and the lines of ``docs/domain.md`` that follow from them.

A section of the page begins with ``### <clause>: <heading>``. Its line that begins with ``>`` says which rules rest on the clause and
which files name it; ``make docs`` writes that line, everything else there is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gongkai.rules import RULES

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "domain.md"
NO_CLAUSE = "design"  # the basis of rules that rest on no clause

_PROGRAM = ("tooling", "theme/templates")
# What ships beside the program and may cite a clause as well. Texts under ``content`` cite laws as texts of offices do, and
# article numbers there are their own: only what names a clause by its sign counts.
_BESIDE = ("catalog", "content", "docs")
_WRITTEN_FROM_THIS = ("docs/domain.md", "docs/glossary.md", "docs/reference/")
_TEXT = {".py", ".html", ".yaml", ".yml", ".md", ".xml", ".js", ".css"}
_DIGITS = "一二三四五六七八九"
_NUMBER = r"[一二三四五六七八九十百]+"

_SIGN = re.compile(
    r"(?<![期周第一二三四五六七八九十百])([一二三四五]·(?:[一二三四五六七八九十]+|[AB]|[0-9]+)(?:·[0-9]+)?)"
)
_COUNTY_RULES = re.compile(rf"实施细则》?第({_NUMBER})条")
_REGULATION = re.compile(rf"《政府信息公开条例》（([0-9]{{4}})年(?:修订)?）第({_NUMBER})条")
_REGULATION_EN = re.compile(r"article ([0-9]+) of (?:the regulation of|that of) ([0-9]{4})")
_LAW = re.compile(rf"((?!实施)[\u4e00-\u9fff]{{2,20}}法)》?(第{_NUMBER}条)")
_SECTION = re.compile(r"^### ([^:\n]+): [^\n]+\n(.*?)(?=^#{2,3} |\Z)", re.MULTILINE | re.DOTALL)
_DERIVED = re.compile(r"^> .*\n?", re.MULTILINE)


def number(chinese: str) -> int:
    """The value of a Chinese number below one hundred."""
    tens, ten, ones = chinese.rpartition("十")
    return (_DIGITS.index(tens) + 1 if tens else int(bool(ten))) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)


def cited_in(text: str) -> Iterator[str]:
    """Every clause that a text of the program cites, as the page heads its sections."""
    yield from _SIGN.findall(text)
    for article in _COUNTY_RULES.findall(text):
        yield f"五·{number(article)}"
    for year, article in _REGULATION.findall(text):
        yield f"Regulation of {year}, article {number(article)}"
    flowing = re.sub(r"\s+(?:#\s+)?", " ", text)
    for article, year in _REGULATION_EN.findall(flowing):
        yield f"Regulation of {year}, article {article}"
    for law, article in _LAW.findall(text):
        yield f"{law}{article}"


def _files(folders: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix in _TEXT and not name.startswith(_WRITTEN_FROM_THIS):
                yield name, path.read_text(encoding="utf-8")


@cache
def citations() -> dict[str, list[str]]:
    """Every cited clause with the files that cite it, those of the program first."""
    found: dict[str, list[str]] = {}
    for name, text in _files(_PROGRAM):
        for clause in dict.fromkeys(cited_in(text)):
            found.setdefault(clause, []).append(name)
    for name, text in _files(_BESIDE):
        cites = _SIGN.findall(text) if name.startswith("content/") else cited_in(text)
        for clause in dict.fromkeys(cites):
            found.setdefault(clause, []).append(name)
    return found


def rules_of(clause: str) -> list[str]:
    """The codes of the rules that rest on a clause."""
    return sorted(one.code for one in RULES.values() if clause in one.clause.split("；"))


def sections(page: str) -> list[tuple[str, str]]:
    """The clauses that a page explains, each with its text but for the derived line, in order."""
    return [(clause, _DERIVED.sub("", text).strip()) for clause, text in _SECTION.findall(page)]


def unexplained(page: str) -> dict[str, list[str]]:
    """The clauses that are cited and have no section in a page, with the files that cite them."""
    explained = {clause for clause, _ in sections(page)}
    return {clause: files for clause, files in citations().items() if clause not in explained}


def uncited(page: str) -> set[str]:
    """The clauses that a page explains and nothing cites."""
    return {clause for clause, _ in sections(page)} - set(citations()) - {NO_CLAUSE}


def derived(clause: str) -> str:
    """The line of a section that follows from the code."""
    rules = ", ".join(rules_of(clause))
    names = citations().get(clause, [])
    names = [name for name in names if not name.startswith("docs/")] or names  # pages count where nothing else names it
    files = ", ".join(f"`{name.removeprefix('tooling/gongkai/')}`" for name in names)
    parts = [f"Rules: {rules}." if rules else "No rule of its own.", f"Named in {files}." if files else ""]
    return "> " + " ".join(filter(None, parts))


def filled(page: str) -> str:
    """A page with the derived line of every section as it has to be."""

    def section(match: re.Match[str]) -> str:
        head = match[0].split("\n", 1)[0]
        return f"{head}\n\n{_DERIVED.sub('', match[2]).strip()}\n\n{derived(match[1])}\n\n"

    return _SECTION.sub(section, page).rstrip("\n") + "\n"


def write() -> None:
    """Bring the derived lines of the page up to date."""
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
