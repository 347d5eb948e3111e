"""The rules of the gate, each in a module that begins with its code. Importing this package registers every one there is."""

import importlib
import pkgutil

from gongkai.rules.engine import (
    RULES,
    Books,
    Corpus,
    Rule,
    judge_books,
    judge_change,
    judge_corpus,
    judge_file,
    judge_output,
    judge_signed,
)

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = [
    "RULES",
    "Books",
    "Corpus",
    "Rule",
    "judge_books",
    "judge_change",
    "judge_corpus",
    "judge_file",
    "judge_output",
    "judge_signed",
]
