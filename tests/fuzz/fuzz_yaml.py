"""Fuzzer: front matter and registries. What is read without a problem is what another YAML parser reads, too."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from typing import Any

import yaml

atheris: Any = import_module("atheris")

with atheris.instrument_imports(include=["gongkai"]):
    from gongkai.source.envelope import Envelope, open_document, open_registry


def _judge(data: bytes, envelope: Envelope) -> None:
    last = data.count(b"\n") + 1
    for problem in envelope.problems:
        assert 1 <= problem.line <= last and problem.column >= 1, problem


def _as_others_read(text: str, envelope: Envelope) -> None:
    ours = dict(envelope.values) | ({"review": envelope.review} if envelope.review is not None else {})
    try:
        theirs = yaml.load(text, yaml.BaseLoader)
    except yaml.YAMLError:
        return  # the parser in Python is stricter in places; what it refuses it does not read differently
    assert ours == theirs, (ours, theirs)


def one(data: bytes) -> None:
    document, registry = open_document(data), open_registry(data)
    _judge(data, document)
    _judge(data, registry)
    if not registry.problems:
        _as_others_read(data.decode(), registry)
    if not document.problems:
        text = data.decode()
        assert document.body == "" or text.endswith(document.body)
        _as_others_read(re.split(r"^---[ ]*$", text[4:], maxsplit=1, flags=re.MULTILINE)[0], document)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
