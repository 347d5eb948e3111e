"""Every command that a message names exists, and what messages of unreadable files advise leads to a file that passes."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import gongkai
from gongkai.cli import main
from gongkai.cli.main import parser
from gongkai.core.findings import Diagnostic, Severity
from gongkai.gate.check import check
from gongkai.source.tree import Disk
from support import county

PACKAGE = Path(gongkai.__file__).parent
# A command in a sentence ends where the sentence goes on: at Chinese words' punctuation, a quote or a bracket.
_COMMAND = re.compile(r"gongkai ([a-z]+(?:[^，。；、：（）“”`\n]*[^，。；、：（）“”`\n ])?)")
_FILLED = {"label": "初审", "kind": "absences"}
_SAYS = {"Text", "CannotRun", "_fault"}


def _literal(node: ast.expr) -> str:
    """The text of a literal, with the name of a file for what is filled in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = []
        for part in node.values:
            if isinstance(part, ast.Constant):
                parts.append(str(part.value))
            else:
                assert isinstance(part, ast.FormattedValue)
                filled = ast.unparse(part.value)
                parts.append(_FILLED.get(filled, "pre-commit" if "foreign" in filled else "x.md"))
        return "".join(parts).replace("{FILE}", "x.md")
    return ""


def _commands() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAYS and node.args:
                for found in _COMMAND.finditer(_literal(node.args[0])):
                    yield f"{path.relative_to(PACKAGE)}:{node.lineno}", found[1].strip()


COMMANDS = list(_commands())


def test_messages_name_commands() -> None:
    assert {command.split()[0] for _, command in COMMANDS} >= {"tidy", "sign", "check", "attach", "record", "init"}


@pytest.mark.parametrize("where, command", COMMANDS, ids=[f"{where} {command[:30]}" for where, command in COMMANDS])
def test_a_command_that_a_message_names_is_understood(where: str, command: str) -> None:
    words = shlex.split(command)
    if words[:1] == words:  # a command is only mentioned
        known: Any = parser([])._subparsers
        assert words[0] in known._group_actions[0].choices
    else:
        parser().parse_args(words)


# The cases ----------------------------------------------------------------------------------------------------

PATH = "content/items/finance/2026/00009.md"
TITLE, SUMMARY = "title: 关于调整办公时间的通知", "summary: 说明夏季办公时间的调整。"
LINES = {
    "a full-width colon": (TITLE, "title：关于调整办公时间的通知"),
    "a full-width colon and a blank": (TITLE, "title： 关于调整办公时间的通知"),
    "no blank behind the colon": (TITLE, "title:关于调整办公时间的通知"),
    "a full-width blank behind the colon": (TITLE, "title:\u3000关于调整办公时间的通知"),
    "two of them": (f"{TITLE}\n{SUMMARY}", "title：关于调整办公时间的通知\nsummary：说明夏季办公时间。"),
    "brackets": (TITLE, "title: [转发]关于调整办公时间的通知"),
    "braces": (TITLE, "title: {试行}关于调整办公时间的通知"),
    "a star": (TITLE, "title: *关于调整办公时间的通知"),
    "an at sign": (TITLE, "title: @关于调整办公时间的通知"),
    "an ampersand": (TITLE, "title: &关于调整办公时间的通知"),
    "an exclamation mark": (TITLE, "title: !关于调整办公时间的通知"),
    "a percent sign": (TITLE, "title: %关于调整办公时间的通知"),
    "a backquote": (TITLE, "title: `关于`调整办公时间的通知"),
    "a greater-than sign": (TITLE, "title: >50米道路调整的通知"),
    "a bar": (TITLE, "title: |关于调整办公时间的通知"),
    "a dash": (TITLE, "title: - 关于调整办公时间的通知"),
    "a colon and a blank": (TITLE, "title: 通知: 调整办公时间"),
    "a colon at the end": (TITLE, "title: 关于调整办公时间的通知:"),
    "quotation marks around a part": (TITLE, 'title: "夏季"办公时间调整的通知'),
    "single quotation marks around a part": (TITLE, "title: '夏季'办公时间调整的通知"),
    "an open quotation mark": (TITLE, 'title: "夏季办公时间调整的通知'),
    "a number sign": (TITLE, "title: 关于 #1 机组检修的公告"),
    "a number sign first": (TITLE, "title: #1 机组检修的公告"),
    "a comment": (TITLE, "title: 关于调整办公时间的通知 # 已核"),
    "a tab": ("  personal_data: no", "\tpersonal_data: no"),
}


def _county(tmp_path: Path, old: str = "", new: str = "") -> Path:
    root = county.copy_to(tmp_path / "county")
    county.write_item(root, PATH)
    text = (root / PATH).read_text(encoding="utf-8")
    assert old in text
    (root / PATH).write_text(text.replace(old, new, 1), encoding="utf-8")
    return root


def _unread(root: Path) -> list[Diagnostic]:
    found = check(Disk(root), county.TODAY).diagnostics
    return [d for d in found if d.severity is Severity.ERROR and d.code not in ("R01", "R02")]


def _passes(root: Path) -> bool:
    county.resign(root, PATH)
    return check(Disk(root), county.TODAY).passed


@pytest.mark.parametrize("old, new", LINES.values(), ids=LINES)
def test_the_line_is_written_as_the_remedy_says(old: str, new: str, tmp_path: Path) -> None:
    root = _county(tmp_path, old, new)
    found = _unread(root)
    assert {d.code for d in found} == {"Y01"} and len(found) == new.count("\n") + 1, found
    lines = (root / PATH).read_text(encoding="utf-8").split("\n")
    for one in found:
        written = re.search(r"写成：(.*?)(?:（或运行|；|$)", one.remedy.zh)
        at = one.place.line - 1
        assert lines[at] in new, "not at its place"
        lines[at] = written[1] if written else lines[at].replace("\t", "  ")
    (root / PATH).write_text("\n".join(lines), encoding="utf-8")
    assert _passes(root)


@pytest.mark.parametrize("old, new", [case for name, case in LINES.items() if name != "a comment"])
def test_or_the_command_of_the_remedy_is_run(old: str, new: str, tmp_path: Path) -> None:
    root = _county(tmp_path, old, new)
    assert main(["--root", str(root), "tidy", PATH]) == 0
    assert _unread(root) == []
    assert _passes(root)


def test_a_remark_behind_a_value_is_for_a_person_to_move(tmp_path: Path) -> None:
    root = _county(tmp_path, *LINES["a comment"])
    before = (root / PATH).read_bytes()
    assert main(["--root", str(root), "tidy", PATH]) == 0
    assert (root / PATH).read_bytes() == before and [d.code for d in _unread(root)] == ["Y01"]


BYTES = {
    "a BOM": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "both": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "line ends of old Macs": lambda text: text.replace("\n", "\r").encode(),
    "UTF-16": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "UTF-16, the other way": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "GBK": lambda text: text.encode("gbk"),
    "GBK of Windows": lambda text: text.replace("\n", "\r\n").encode("gbk"),
    "not NFC": lambda text: text.replace("正文", "正文（cafe\u0301）").encode(),
}


@pytest.mark.parametrize("how", BYTES)
def test_the_command_that_the_message_names_converts_the_file(how: str, tmp_path: Path) -> None:
    root = _county(tmp_path)
    data = BYTES[how]((root / PATH).read_text(encoding="utf-8"))
    (root / PATH).write_bytes(data)
    found = _unread(root)
    assert found and {d.code for d in found} == {"Y01"}
    for one in found:
        command = re.search(r"gongkai (tidy \S+?)[，（]", one.remedy.zh)
        assert command, one
        assert main(["--root", str(root), *command[1].split()]) == 0
    assert _unread(root) == [] and _passes(root)


def test_a_signed_file_that_an_editor_converted_is_whole_again(tmp_path: Path) -> None:
    """The sign-offs were given for the text as tidy leaves it, so they hold; nobody has to be asked."""
    root = county.copy_to(tmp_path / "county")
    path = root / county.PAGE
    good = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + good.replace(b"\n", b"\r\n"))
    found = check(Disk(root), county.TODAY)
    assert {d.code for d in found.diagnostics if d.severity is Severity.ERROR} == {"Y01"} and not found.approved
    assert main(["--root", str(root), "tidy", county.PAGE]) == 0
    assert path.read_bytes() == good
    assert check(Disk(root), county.TODAY).passed
