"""The house as ``docs/architecture.md`` draws it: every import of the program leads down, and none in a circle."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "tooling" / "gongkai"
ROOMS = re.findall(r"^\| `([a-z]+)` \|", (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"), re.MULTILINE)
_OF_RULES = frozenset({"rule", "across", "between"})  # what they ask for is a sentence
_ENTRANCES = frozenset({"gongkai", "gongkai.__main__"})


def modules(package: Path) -> dict[str, Path]:
    """Every module of the program by its dotted name."""
    found = {}
    for path in package.rglob("*.py"):
        parts = path.relative_to(package.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(path: Path, package: Path, known: Mapping[str, Path]) -> Iterator[tuple[str, int]]:
    """The modules of the program that a file imports, wherever in it, with the line."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names: Iterable[str] = (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = ".".join(path.relative_to(package.parent).parts[: -node.level]) if node.level else ""
            module = ".".join(part for part in (above, node.module) if part)
            both = ((f"{module}.{one.name}", module) for one in node.names)
            names = (inner if inner in known else outer for inner, outer in both)
        else:
            continue
        for name in names:
            if name in known:
                yield name, node.lineno


def room(name: str) -> str:
    return name.split(".")[1]


def upward(package: Path) -> list[str]:
    """Each import of a room that stands further down in the list, as ``file:line``."""
    known = modules(package)
    return [
        f"{path.relative_to(package)}:{line}: {room(name)} must not use {room(other)}"
        for name, path in sorted(known.items())
        if name not in _ENTRANCES
        for other, line in imported(path, package, known)
        if other not in _ENTRANCES and ROOMS.index(room(other)) > ROOMS.index(room(name))
    ]


def circle(package: Path) -> list[str]:
    """The files of one circle of imports, if there is any."""
    known = modules(package)
    graph = {name: {other for other, _ in imported(path, package, known)} - {name} for name, path in known.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        return list(found.args[1])
    return []


def test_every_package_is_a_room_of_the_house() -> None:
    assert {room(name) for name in modules(PACKAGE) if name not in _ENTRANCES} == {*ROOMS}
    assert len(ROOMS) == len(set(ROOMS))


def test_imports_lead_down() -> None:
    assert upward(PACKAGE) == []


def test_no_file_depends_on_itself() -> None:
    assert circle(PACKAGE) == []


@pytest.mark.parametrize(
    ("inside", "said"),
    [("", "core/days.py:1"), ("def later() -> None:\n    ", "core/days.py:2")],
    ids=["top", "function"],
)
def test_an_import_that_leads_up_is_noticed(tmp_path: Path, inside: str, said: str) -> None:
    package = tmp_path / "gongkai"
    for name, text in {
        "core/days.py": f"{inside}from gongkai.cli import main\n",
        "cli/main.py": "from gongkai.core import days\n",
    }.items():
        (package / name).parent.mkdir(parents=True)
        (package / name).write_text(text, encoding="utf-8")
        (package / name).with_name("__init__.py").touch()
    assert [line.partition(" ")[0].rstrip(":") for line in upward(package)] == [said]
    assert set(circle(package)) == {"gongkai.core.days", "gongkai.cli.main"}


def test_functions_are_named_and_told_by_what_they_do() -> None:
    """None is called look, and none is told by what it answers alone; a rule's docstring is its name."""
    told: list[str] = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef):
                continue
            parts = [getattr(one, "func", one) for one in node.decorator_list]
            decorators = {getattr(one, "id", getattr(one, "attr", "")) for one in parts}
            answers = not (isinstance(node.returns, ast.Constant) and node.returns.value is None)
            doc = ast.get_docstring(node) or ""
            if node.name == "look" or (
                answers and not decorators & _OF_RULES and doc.startswith(("What ", "Whether "))
            ):
                told.append(f"{path.name}: {node.name}")
    assert not told
