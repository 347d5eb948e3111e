"""The rules of the gate. Importing this package registers every rule there is."""

from gongkai.rules import agencies, catalog, duty, guide, integrity, output, reading, references, review, signatures
from gongkai.rules.engine import RULES, Corpus, Rule, judge_corpus, judge_file, judge_output

__all__ = [
    "RULES",
    "Corpus",
    "Rule",
    "agencies",
    "catalog",
    "duty",
    "guide",
    "integrity",
    "judge_corpus",
    "judge_file",
    "judge_output",
    "output",
    "reading",
    "references",
    "review",
    "signatures",
]
