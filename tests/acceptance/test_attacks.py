"""The conformance corpus, attack by attack: refused by the named rules; the legal neighbour beside it passes."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import attacks
from support.attacks import Attack, by_command, in_process

CORPUS = attacks.load()
PLAIN = [attack for attack in CORPUS if not attack.run]
COMMANDS = [attack for attack in CORPUS if attack.run]
SAMPLE = PLAIN[::25]  # also through the command line, as any other checker would be driven


def ids(attack: Attack) -> str:
    return attack.id


@pytest.mark.parametrize("attack", PLAIN, ids=ids)
def test_in_process(attack: Attack, tmp_path: Path) -> None:
    outcome = in_process(attack, attack.make(tmp_path))
    assert outcome.meets(attack), f"{attack.why}\nexit {outcome.exit} {sorted(outcome.codes)}\n{outcome.said}"


@pytest.mark.parametrize("attack", [*COMMANDS, *SAMPLE], ids=ids)
def test_through_the_command_line(attack: Attack, tmp_path: Path) -> None:
    outcome = by_command(attack, attack.make(tmp_path))
    assert outcome.meets(attack), f"{attack.why}\nexit {outcome.exit} {sorted(outcome.codes)}\n{outcome.said}"
    assert "Traceback" not in outcome.said


def test_every_attack_has_its_neighbour() -> None:
    there = {(attack.name, attack.neighbour) for attack in CORPUS}
    assert {name for name, _ in there} == {name for name, neighbour in there if neighbour}
    assert {name for name, _ in there} == {name for name, neighbour in there if not neighbour}


def test_every_attack_says_who_refuses_it() -> None:
    """A rule; or, where there is none to name, another exit code or a command that the guard refuses."""
    for attack in CORPUS:
        assert attack.neighbour or attack.codes or attack.run or attack.exit == 2, attack.id
        assert attack.why.strip() and attack.exit in ((0,) if attack.neighbour else (1, 2)), attack.id
