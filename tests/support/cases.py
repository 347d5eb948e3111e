"""The cases below ``tests/cases/<CODE>/``: a small change to the good county, and what the check has to say to it.

``good*.yaml`` must pass, ``bad*.yaml`` must not. A new case is a new file; the keys are

``why``     one Chinese sentence
``steps``   what is done to a copy of the good county, in order (``_STEPS`` below)
``expect``  findings: ``code``, ``path``, ``line`` (a number) or ``near`` (texts, found one after the other, of
            which the last stands on the line), ``severity`` (error if not given)
``also``    codes of errors that come with it and are not what the case is about
``voided``, ``absent``   names of documents that a good county does not publish after the change
``today``   the day of the check, if not the usual one
``base``    a tag: judged is the history from there to the tip (``repository`` and the steps of git make one)

The cases of the rules O01-O04 and Q01 are about the built site: their steps ``build`` it, and then it is examined, too.

Everything is read as text. ``${key:NAME}``, ``${testkey:NAME}`` and ``${sha256:PATH}`` stand for a public key of the
test county, one of ``tests/keys`` and the sha256 of a file of the changed county.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import functools
import hashlib
import io
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from gongkai.cli import main as gongkai
from gongkai.core.findings import Diagnostic, Severity
from gongkai.core.settings import theme_of
from gongkai.gate.check import Verdict, check
from gongkai.gate.overdue import open_books
from gongkai.history.check import Range, check_range
from gongkai.history.repository import Repository
from gongkai.rules import RULES, judge_books
from gongkai.signing.first_seen import Seen, read_log, written
from gongkai.site.prove_output import prove
from gongkai.source.tree import Disk
from support import county, repository

FOLDER = Path(__file__).resolve().parent.parent / "cases"
_KEYS = Path(__file__).resolve().parent.parent / "keys"
_KNOWN = frozenset({"why", "steps", "expect", "also", "voided", "absent", "today", "base"})


@dataclass(frozen=True, slots=True)
class Expected:
    code: str
    path: str
    severity: Severity
    line: int | None
    near: tuple[str, ...]

    def met_by(self, found: Diagnostic, root: Path) -> bool:
        wanted = self.line if self.line is not None else self._line(root)
        return (
            (found.code, found.place.path, found.severity) == (self.code, self.path, self.severity)
            and wanted in (None, found.place.line)
        )  # fmt: skip

    def _line(self, root: Path) -> int | None:
        if not self.near:
            return None
        lines = (root / self.path).read_text(encoding="utf-8").split("\n")
        number = 0
        for text in self.near:
            number = next(n for n, line in enumerate(lines[number:], number + 1) if text in line)
        return number


@dataclass(frozen=True, slots=True)
class Case:
    """One file. ``code`` is its folder, ``good`` follows from its name."""

    code: str
    name: str
    why: str
    steps: tuple[Mapping[str, Any], ...]
    expect: tuple[Expected, ...]
    also: frozenset[str]
    voided: frozenset[str]
    absent: frozenset[str]
    today: dt.date
    base: str

    @property
    def built(self) -> bool:
        """Whether it is about the built site."""
        return any("build" in step for step in self.steps)

    @property
    def good(self) -> bool:
        return self.name.startswith("good")

    @property
    def id(self) -> str:
        return f"{self.code}/{self.name}"

    def make(self, root: Path) -> Path:
        """The changed county, in ``root``."""
        county.copy_to(root)
        for step in self.steps:
            ((name, argument),) = step.items()
            take(root, name, argument)
        return root

    def verdict(self, root: Path) -> Verdict:
        if self.base:
            return check_range(Repository.around(root), Range(self.base, "HEAD"), self.today)
        source = Disk(root)
        verdict = check(source, self.today)
        if RULES[self.code].severity is Severity.AUDIT and verdict.county is not None:
            found = judge_books(open_books(source, verdict.county), verdict.county)
            return dataclasses.replace(verdict, diagnostics=(*verdict.diagnostics, *found))
        output = self.built and verdict.passed
        return prove(verdict, source, theme_of(root), root / "output")[0] if output else verdict


class TextLoader(yaml.SafeLoader):
    """Text, and null; ``no`` is a word and 2026-03-02 is ten characters."""


TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in entries if tag == "tag:yaml.org,2002:null"]
    for first, entries in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@functools.cache
def load() -> tuple[Case, ...]:
    return tuple(_case(path) for path in sorted(FOLDER.glob("*/*.yaml")))


def _case(path: Path) -> Case:
    plain = yaml.load(path.read_text(encoding="utf-8"), TextLoader)
    assert set(plain) <= _KNOWN, f"{path}: {set(plain) - _KNOWN}"
    assert path.stem.startswith(("good", "bad")), path
    return Case(
        code=path.parent.name,
        name=path.stem,
        why=plain["why"],
        steps=tuple(plain.get("steps", ())),
        expect=tuple(_expected(path, one) for one in plain.get("expect", ())),
        also=frozenset(plain.get("also", ())),
        voided=frozenset(plain.get("voided", ())),
        absent=frozenset(plain.get("absent", ())),
        today=dt.date.fromisoformat(plain["today"]) if "today" in plain else county.TODAY,
        base=plain.get("base", ""),
    )


def _expected(path: Path, plain: Mapping[str, Any]) -> Expected:
    assert set(plain) <= {"code", "path", "severity", "line", "near"}, f"{path}: {plain}"
    near = plain.get("near", ())
    return Expected(
        code=plain["code"],
        path=plain["path"],
        severity=Severity(plain.get("severity", "error")),
        line=int(plain["line"]) if "line" in plain else None,
        near=(near,) if isinstance(near, str) else tuple(near),
    )


# Steps ------------------------------------------------------------------------------------------------------


def _replace(root: Path, step: Mapping[str, str]) -> None:
    """{file, old, new}: the text ``old``, which stands there once, becomes ``new``."""
    path = root / step["file"]
    before = path.read_text(encoding="utf-8")
    assert before.count(step["old"]) == 1, f"{step['file']}: {step['old']!r} stands {before.count(step['old'])} times"
    path.write_text(before.replace(step["old"], step["new"]), encoding="utf-8", newline="")


def _write(root: Path, step: Mapping[str, str]) -> None:
    """{file, text}"""
    path = root / step["file"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(step["text"], encoding="utf-8", newline="")


def _append(root: Path, step: Mapping[str, str]) -> None:
    """{file, text}: text at the end."""
    path = root / step["file"]
    path.write_bytes(path.read_bytes() + step["text"].encode())


def _item(root: Path, step: Mapping[str, Any]) -> None:
    """{file, body?, lead?: lines, …fields}: a new general item, not signed yet."""
    county.write_item(root, step["file"], **{key: value for key, value in step.items() if key != "file"})


def _bytes(root: Path, step: Mapping[str, str]) -> None:
    """{file, old, hex}: the first ``old`` becomes these bytes."""
    path = root / step["file"]
    data = path.read_bytes()
    assert step["old"].encode() in data, step
    path.write_bytes(data.replace(step["old"].encode(), bytes.fromhex(step["hex"]), 1))


def _sparse(root: Path, step: Mapping[str, str]) -> None:
    """{file, megabytes}: the file, which need not be there, becomes so large; the rest of it takes no room on the disk."""
    (root / step["file"]).parent.mkdir(parents=True, exist_ok=True)
    with (root / step["file"]).open("ab") as file:
        file.truncate(int(step["megabytes"]) << 20)


def _copy(root: Path, step: Mapping[str, str]) -> None:
    """{from, to}: a file of ``tests/files``."""
    (root / step["to"]).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(FOLDER.parent / "files" / step["from"], root / step["to"])


def _delete(root: Path, step: str) -> None:
    (root / step).unlink()


def _rename(root: Path, step: Mapping[str, str]) -> None:
    """{from, to}"""
    (root / step["to"]).parent.mkdir(parents=True, exist_ok=True)
    (root / step["from"]).rename(root / step["to"])


def _link(root: Path, step: Mapping[str, str]) -> None:
    """{file, to}: a symbolic link."""
    (root / step["file"]).parent.mkdir(parents=True, exist_ok=True)
    (root / step["file"]).symlink_to(step["to"])


def _sign(root: Path, step: str | Mapping[str, Any]) -> None:
    """a path, or {file, levels: see ``county.resign``, site_id?, name?}"""
    if isinstance(step, str):
        step = {"file": step}
    assert set(step) <= {"file", "levels", "site_id", "name"}, step
    options = {key: step[key] for key in ("site_id", "name") if key in step}
    county.resign(root, step["file"], **options, **step.get("levels", {}))


def _record(root: Path, step: Mapping[str, Any]) -> None:
    """{ledger, entry, by?, at?, key?, site_id?}: see ``county.record``."""
    options = {key: value for key, value in step.items() if key not in ("ledger", "entry")}
    county.record(root, step["ledger"], step["entry"], **options)


def _build(root: Path, arguments: Sequence[str]) -> None:
    """arguments of ``gongkai build``: the site of what lies there, without search."""
    with contextlib.redirect_stdout(io.StringIO()):
        code = gongkai(["--root", str(root), "build", "--no-search", "--today", str(county.TODAY), *arguments])
    assert code == 0, "the county does not build"


def _settings(root: Path, lines: str) -> None:
    """lines added to the project's ``pelicanconf.py``."""
    usual = (FOLDER.parent.parent / "pelicanconf.py").read_text(encoding="utf-8")
    (root / "pelicanconf.py").write_text(f"{usual}\n{lines or ''}\n", encoding="utf-8")


def _theme(root: Path, step: object) -> None:
    """anything: the county gets the project's theme as its own."""
    shutil.copytree(FOLDER.parent.parent / "theme", root / "theme")


def _many(root: Path, step: Mapping[str, str]) -> None:
    """{folder, count, at}: items, each with both reviews, the final ones all at one time."""
    for number in range(1, int(step["count"]) + 1):
        path = f"{step['folder']}/{9000 + number:05}.md"
        county.write_item(root, path, body=f"第{number}件。\n")
        words = {"opinion": f"已审阅第{number}件，同意。"} if step.get("opinions") == "own" else {}
        minute = f"2026-03-04T09:{number % 60:02}:00+08:00"
        county.resign(
            root, path, first={"at": minute, "opinion": f"初审第{number}件。"}, final={"at": step["at"]} | words
        )


def _remember(root: Path, at: str) -> None:
    """instant: a publisher notes all signatures that lie there, as first seen then, in ``seen.log``."""
    path = root / "seen.log"
    log = read_log(path.read_bytes() if path.exists() else b"", "seen.log")
    moment = dt.datetime.fromisoformat(at)
    verdict = check(Disk(root), moment.date())
    assert verdict.passed
    fresh = [
        Seen(one.statement, moment, one.document, one.path, one.level, one.signed_at)
        for one in verdict.approvals
        if one.statement not in log.lines
    ]
    path.write_bytes((path.read_bytes() if path.exists() else b"") + written(log, fresh)[0])


_STEPS: dict[str, Callable[[Path, Any], object]] = {
    "replace": _replace,
    "write": _write,
    "append": _append,
    "item": _item,
    "bytes": _bytes,
    "copy": _copy,
    "sparse": _sparse,
    "delete": _delete,
    "rename": _rename,
    "link": _link,
    "sign": _sign,
    "record": _record,
    "build": _build,
    "settings": _settings,
    "theme": _theme,
    "many": _many,
    "remember": _remember,
    **repository.STEPS,
}


def take(root: Path, name: str, argument: Any) -> None:
    """Take one step in a county."""
    _STEPS[name](root, _filled(argument, root))


def _filled(value: Any, root: Path) -> Any:
    if isinstance(value, str):
        return re.sub(r"\$\{(key|testkey|sha256):([^}]*)\}", lambda found: _meaning(found, root), value)
    if isinstance(value, list):
        return [_filled(one, root) for one in value]
    if isinstance(value, dict):
        return {key: _filled(one, root) for key, one in value.items()}
    return value


def _meaning(found: re.Match[str], root: Path) -> str:
    kind, name = found.groups()
    if kind == "key":
        return county.key_line(name)
    if kind == "testkey":
        return " ".join((_KEYS / f"{name}.pub").read_text().split()[:2])
    return hashlib.sha256((root / name).read_bytes()).hexdigest()
