"""Reading the files of a site, in workers: digest, internal texts, what loads by itself, search entries.

Each file is read once, and one pass of Aho and Corasick's automaton looks for all internal texts at the same time.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import ahocorasick_rs

from gongkai.findings import Text
from gongkai.proof import loading, texts
from gongkai.proof.output import Use
from gongkai.proof.public import bounded

_MARKUP = (".html", ".xml", ".svg")
_RUNS = re.compile(r"script|\son", re.IGNORECASE)
_WIDE = 3  # characters that an internal text has at least where chance would make shorter ones


@dataclass(frozen=True, slots=True)
class Task:
    """What every worker knows: the site, the texts to look for (gone ones from ``gone`` on) and the site's origin.

    ``parts`` are those that also count inside a longer word.
    """

    site: Path
    words: tuple[str, ...]
    parts: frozenset[str]
    gone: int
    home: str


@dataclass(slots=True)
class Scanned:
    """What one file came to. ``hits`` are (number of the text, line, column), each text once."""

    path: str
    sha256: str
    hits: list[tuple[int, int, int]] = field(default_factory=list)
    loads: list[tuple[int, int, Text]] = field(default_factory=list)
    entry: tuple[str, str] | None = None
    unreadable: bool = False


def scan_files(task: Task, batch: Sequence[tuple[str, Use | None]]) -> list[Scanned]:
    """A worker's job: look through some files; the use says what kind of text each is."""
    return [_scan(task, path, use) for path, use in batch]


def _scan(task: Task, path: str, use: Use | None) -> Scanned:
    with open(f"{task.site}/{path}", "rb") as file:  # noqa: PTH123 - a Path for each of many files costs more than reading
        data = file.read()
    done = Scanned(path, hashlib.sha256(data).hexdigest())
    single = use in (Use.DOCUMENT, Use.ATTACHMENT, Use.TOMBSTONE, Use.MANIFEST)
    try:
        for view in _views(task, path, use, data, done):
            _look(task, view, data, single, done)
    except texts.Unreadable:
        done.unreadable = True
    return done


def _views(task: Task, path: str, use: Use | None, data: bytes, done: Scanned) -> Iterator[texts.View]:
    if use is Use.ATTACHMENT:
        yield from texts.of_attachment(path, data)
    elif path.endswith(_MARKUP):
        text = data.decode("utf-8", "replace")
        parts = loading.TAG.split(text)
        plain, tags = parts[0::2], set(parts[1::2])
        _tags(task, text, parts, tags, done)
        if any("<" in part for part in plain):
            done.loads.append((*_place(text, next(_starts(parts))), loading.MALFORMED))
        yield from texts.of_page(tags, plain)
    elif path.endswith(texts.PACKED):
        plain_bytes = texts.unpack(data)
        if path.endswith(".pf_fragment"):
            done.entry = _entry(plain_bytes)
        yield texts.of_index(plain_bytes)
    else:
        if path.endswith(".css") and (wrong := loading.in_style(data.decode("utf-8", "replace"), task.home)):
            done.loads.append((1, 1, wrong))
        yield from texts.of_file(path, data)


_GOOD: dict[str, set[str]] = {}  # by origin: tags that were looked at before; most tags of a site repeat


def _tags(task: Task, text: str, parts: list[str], tags: set[str], done: Scanned) -> None:
    """The first tag of every fault."""
    good = _GOOD.setdefault(task.home, set())
    bad: set[str] = set()
    for tag in tags - good:
        if loading.PLAIN.fullmatch(tag) or not loading.in_tag(tag, task.home):
            good.add(tag)
        else:
            bad.add(tag)
    said = set()
    for tag in [one for one in parts[1::2] if one in bad] if bad else ():
        wrong = loading.in_tag(tag, task.home)
        if wrong is loading.INLINE and done.path.endswith(".svg") and not _RUNS.search(tag):
            continue  # a picture may be styled; it is no page
        if wrong and wrong not in said:
            said.add(wrong)
            done.loads.append((*_place(text, text.find(tag)), wrong))


def _starts(parts: list[str]) -> Iterator[int]:
    offset = 0
    for number, part in enumerate(parts):
        if number % 2 == 0 and "<" in part:
            yield offset + part.index("<")
        offset += len(part)


def _look(task: Task, view: texts.View, data: bytes, single: bool, done: Scanned) -> None:
    """Every internal text once, with its place where it stands in the file as it is."""
    known = {number for number, _, _ in done.hits}
    for number, start, _ in _automaton(task.words).find_matches_as_indexes(view.text, overlapping=True):
        word = task.words[number]
        if number in known or (single and number >= task.gone) or (view.wide and len(word) < _WIDE):
            continue
        if word not in task.parts and not bounded(word, view.text, start):
            continue
        known.add(number)
        offset = data.find(word.encode())
        line = data.count(b"\n", 0, max(offset, 0)) + 1
        before = data[data.rfind(b"\n", 0, offset) + 1 : offset] if offset >= 0 else b""
        done.hits.append((number, line, len(before.decode("utf-8", "replace")) + 1))


@functools.lru_cache(maxsize=2)
def _automaton(words: tuple[str, ...]) -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(words)


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def entry_of(data: bytes) -> tuple[str, str]:
    """The same for a file of the index as it lies there. Raises Unreadable."""
    return _entry(texts.unpack(data))


def _entry(plain: bytes) -> tuple[str, str]:
    """The address a search entry leads to, and the sha256 of what it says. Raises Unreadable."""
    try:
        return str(json.loads(plain)["meta"]["url"]), hashlib.sha256(plain).hexdigest()
    except (ValueError, KeyError, TypeError):
        raise texts.Unreadable from None
