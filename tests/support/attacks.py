"""The conformance corpus: an attack on the gate, what has to refuse it, and a legal neighbour that has to pass.

``tests/attacks/<name>/attack.yaml`` and ``neighbour.yaml`` are small changes to the good county (``support.county``), with
the steps of ``support.cases``. Their keys are

``why``       one Chinese sentence: what the attacker wants (or why the neighbour is legal)
``entrance``  the way in, one of ``ENTRANCES`` (attack only)
``codes``     the rules that refuse it, all of them, and no other error (attack only; empty where no rule but the guard
              itself refuses: exit code 2, or the guard's refusal of Pelican)
``steps``     what is done to a copy of the good county, in order
``check``     further arguments of ``gongkai check``, such as ``[--base, base]``; ``{root}`` stands for the county's folder
``audit``     ``yes``: judged by ``gongkai audit output``, after a step that builds
``run``       another command in place of ``gongkai check``, such as ``[pelican, content]``
``exit``      the exit code, if not 1 (attack) or 0 (neighbour)
``today``     the day of the check, if not the usual one

The corpus asks for nothing but a command line (``python -m support.attacks --checker "gongkai"``): exit code 0 or 1, and the
codes in ``--format json``.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import functools
import io
import json
import os
import shlex
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from gongkai.cli import main as gongkai
from support import cases, county
from support.preloaded import run_program

FOLDER = Path(__file__).resolve().parent.parent / "attacks"
ROOT = Path(__file__).resolve().parents[2]
ENTRANCES = (
    "yaml", "markdown", "unicode", "path", "git", "sign-off", "key", "time", "roster", "ledger", "attachment",
    "pelican", "cache", "output", "config", "theme",
)  # fmt: skip
_KNOWN = frozenset({"why", "entrance", "codes", "steps", "check", "audit", "run", "exit", "today"})


@dataclass(frozen=True, slots=True)
class Attack:
    """One file of the corpus; ``entrance`` and ``codes`` are empty for a neighbour."""

    name: str
    neighbour: bool
    why: str
    entrance: str
    codes: frozenset[str]
    steps: tuple[Mapping[str, Any], ...]
    check: tuple[str, ...]
    audit: bool
    run: tuple[str, ...]
    exit: int
    today: dt.date

    @property
    def id(self) -> str:
        return f"{self.name}/{'neighbour' if self.neighbour else 'attack'}"

    def make(self, root: Path) -> Path:
        """The changed county, in ``root``."""
        county.copy_to(root)
        for step in self.steps:
            ((name, argument),) = step.items()
            cases.take(root, name, argument)
        return root

    def arguments(self, root: Path) -> list[str]:
        """The arguments of the checker after its name."""
        arguments = [argument.replace("{root}", str(root)) for argument in self.check]
        command = ["audit", "output"] if self.audit else ["check"]
        return ["--root", str(root), *command, "--today", str(self.today), "--format", "json", *arguments]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a checker came to: its exit code and the codes of the errors it named."""

    exit: int
    codes: frozenset[str]
    said: str

    def meets(self, attack: Attack) -> bool:
        return self.exit == attack.exit and (bool(attack.run) or self.codes == attack.codes)


@functools.cache
def load() -> tuple[Attack, ...]:
    return tuple(_read(path) for path in sorted(FOLDER.glob("*/*.yaml")))


def _read(path: Path) -> Attack:
    plain = yaml.load(path.read_text(encoding="utf-8"), cases.TextLoader)
    neighbour = path.stem == "neighbour"
    assert neighbour or path.stem == "attack", path
    assert set(plain) <= _KNOWN - ({"entrance", "codes"} if neighbour else set()), f"{path}: {set(plain)}"
    assert neighbour or plain["entrance"] in ENTRANCES, path
    return Attack(
        name=path.parent.name,
        neighbour=neighbour,
        why=plain["why"],
        entrance=plain.get("entrance", ""),
        codes=frozenset(plain.get("codes", ())),
        steps=tuple(plain.get("steps", ())),
        check=tuple(plain.get("check", ())),
        audit=plain.get("audit") == "yes",
        run=tuple(plain.get("run", ())),
        exit=int(plain.get("exit", 0 if neighbour else 1)),
        today=dt.date.fromisoformat(plain["today"]) if "today" in plain else county.TODAY,
    )


# Judging ----------------------------------------------------------------------------------------------------


def in_process(attack: Attack, root: Path) -> Outcome:
    """By the checker in this process."""
    said, complaint = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complaint):
        code = gongkai(attack.arguments(root))
    return _outcome(code, said.getvalue(), complaint.getvalue())


def by_command(attack: Attack, root: Path, checker: Sequence[str] = ("gongkai",)) -> Outcome:
    """By a command line, in the county's folder; ``run`` names a whole command, otherwise ``checker`` checks."""
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    command = list(attack.run) or [*checker, *attack.arguments(root)]
    return _outcome(*run_program(command, root, {"PATH": programs}))


def _outcome(code: int, said: str, complaint: str) -> Outcome:
    codes: set[str] = set()
    with contextlib.suppress(ValueError, KeyError):
        codes = {found["code"] for found in json.loads(said)["findings"] if found["severity"] == "error"}
    return Outcome(code, frozenset(codes), said + complaint)


def matrix() -> str:
    """Rules × entrances with the number of attacks in each cell; a dot is a hole."""
    attacks = [attack for attack in load() if not attack.neighbour]
    cells = Counter((code, attack.entrance) for attack in attacks for code in attack.codes or ("guard",))
    codes = sorted({code for code, _ in cells})
    width = max(len(name) for name in ENTRANCES)
    head = [f"{'':7}" + " ".join(name[i] if i < len(name) else " " for name in ENTRANCES) for i in range(width)]
    rows = [
        f"{code:7}" + " ".join(str(cells[code, name]) if cells[code, name] else "." for name in ENTRANCES)
        for code in codes
    ]
    neighbours = sum(1 for attack in load() if attack.neighbour)
    return "\n".join([f"{len(attacks)} attacks, {neighbours} legal neighbours; rules × entrances", *head, *rows])


# The corpus against any checker -----------------------------------------------------------------------------


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m support.attacks", description="drive a checker through the corpus")
    parser.add_argument("--checker", default="gongkai", help="the command that takes --root DIR check --format json")
    parser.add_argument("names", nargs="*", help="attacks to try (all of them if none is named)")
    options = parser.parse_args()
    missed = 0
    for attack in load():
        if options.names and attack.name not in options.names:
            continue
        folder = Path(tempfile.mkdtemp(prefix="gongkai-attack-"))
        try:
            outcome = by_command(attack, attack.make(folder), shlex.split(options.checker))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        good = outcome.meets(attack)
        missed += not good
        print(
            f"{'ok  ' if good else 'FAIL'} {attack.id}: exit {outcome.exit}, {' '.join(sorted(outcome.codes)) or '-'}"
        )
        if not good:
            print(f"     expected exit {attack.exit}, {' '.join(sorted(attack.codes)) or '-'}\n{outcome.said}")
    print(matrix())
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
