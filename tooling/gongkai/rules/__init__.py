"""The rules of the gate. Importing this package registers every rule there is."""

from gongkai.rules import (
    agencies,
    catalog,
    duty,
    guide,
    history,
    integrity,
    mass,
    output,
    reading,
    references,
    review,
    signatures,
    waivers,
)
from gongkai.rules.engine import RULES, Corpus, Rule, judge_change, judge_corpus, judge_file, judge_output, judge_signed

__all__ = [
    "RULES",
    "Corpus",
    "Rule",
    "agencies",
    "catalog",
    "duty",
    "guide",
    "history",
    "integrity",
    "judge_change",
    "judge_corpus",
    "judge_file",
    "judge_output",
    "judge_signed",
    "mass",
    "output",
    "reading",
    "references",
    "review",
    "signatures",
    "waivers",
]
