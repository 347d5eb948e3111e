"""What the ruling is made of: questions with their answers, the facts these rest on, and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.core.findings import Text

YES, NO = Text("是", "yes"), Text("否", "no")


@dataclass(frozen=True, slots=True)
class Lack:
    """What stands in the way: the rule that refuses, the key it shows at, what to do and who has to do it."""

    code: str
    at: str
    message: Text
    remedy: Text
    who: Text


@dataclass(frozen=True, slots=True)
class Step:
    """One question of the procedure, in the source's order. ``answer`` is what the record says; ``clause`` asks it."""

    question: Text
    clause: str
    answer: Text
    facts: tuple[Text, ...] = ()
    lacks: tuple[Lack, ...] = ()


def said(label: Text, value: object) -> Text:
    """A fact: what a key holds, under its name."""
    return Text(f"{label.zh}：{value}", f"{label.en}: {value}")
