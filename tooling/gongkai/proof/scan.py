"""Reading the files of a site, in workers: digest, internal texts, what loads by itself, search entries.

Each file is read once, and one pass of Aho and Corasick's automaton looks for all internal texts at the same time.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ahocorasick_rs

from gongkai.core.findings import Text
from gongkai.proof import loading, texts
from gongkai.proof.output import Use
from gongkai.proof.public import bounded

_FORM = re.compile(r"(?:[a-zA-Z-]+/)?guide/forms/[a-z]+/index\.html")
_FIELD = re.compile(r'<(?:input|select|textarea)\b[^>]*? name="([^"]*)"')
_RUNS = re.compile(r"script|\son", re.IGNORECASE)
_WIDE = 3  # characters that an internal text has at least where chance would make shorter ones


@dataclass(frozen=True, slots=True)
class Words:
    """The texts to look for: gone ones from number ``gone`` on; ``parts`` are those that also count inside a longer word."""

    words: tuple[str, ...]
    parts: frozenset[str]
    gone: int
    automaton: ahocorasick_rs.AhoCorasick
    longest: int  # bytes of any of them, at most

    @staticmethod
    def keep(path: Path, words: Sequence[str], parts: Iterable[str], gone: int) -> None:
        """Put them into a file, because they are many and every piece of work needs them."""
        path.write_text(json.dumps([list(words), sorted(parts), gone], ensure_ascii=False), encoding="utf-8")


@functools.lru_cache(maxsize=1)
def _kept(path: Path) -> Words:
    words, parts, gone = json.loads(path.read_text(encoding="utf-8"))
    longest = 4 * max(map(len, words), default=0)
    return Words(tuple(words), frozenset(parts), gone, ahocorasick_rs.AhoCorasick(words), longest)


@dataclass(frozen=True, slots=True)
class Task:
    """What every worker knows: the site, its origin, and the file that ``Words.keep`` wrote for this run alone."""

    site: Path
    home: str
    kept: Path


@dataclass(slots=True)
class Scanned:
    """What one file came to. ``hits`` are (number of the text, line, column), each text once."""

    path: str
    sha256: str
    hits: tuple[tuple[int, int, int], ...] = ()
    loads: tuple[tuple[int, int, Text], ...] = ()
    entry: tuple[str, str] | None = None
    unreadable: bool = False
    characters: str = ""  # of an attachment: all that occur in what it says of itself
    body: str = ""
    asked: tuple[str, ...] = ()  # of the page of a form: the names of its fields
    fresh: Sequence[str] = ()  # while it is examined: the lines that are looked at
    matched: bool = False  # and whether any text was met, excused or not


_LARGEST = 1 << 29  # no site has such a file; a sparse one would fill the memory


def scan_files(task: Task, batch: Sequence[tuple[str, Use | None]]) -> list[Scanned]:
    """A worker's job: look through some files; the use says what kind of text each is."""
    return [_scan(task, path, use) for path, use in batch]


def _scan(task: Task, path: str, use: Use | None) -> Scanned:
    with open(f"{task.site}/{path}", "rb") as file:  # noqa: PTH123 - a Path for each of many files costs more than reading
        if os.fstat(file.fileno()).st_size > _LARGEST:
            return Scanned(path, "", unreadable=True)
        data = file.read()
    return scan(task, path, use, data, hashlib.sha256(data).hexdigest())


def scan(task: Task, path: str, use: Use | None, data: bytes, sha256: str, body: str = "") -> Scanned:
    """Look through the bytes of one file.

    ``body`` is the approved body of the document whose page it is, where it is at hand: whatever stands in it may stand on
    that page, and rule B05 has found it clean, so it is left out where the page has it to the letter.
    """
    done = Scanned(path, sha256, body=body)
    single = use in (Use.DOCUMENT, Use.ATTACHMENT, Use.TOMBSTONE, Use.MANIFEST)
    try:
        for view in _views(task, path, use, data, done):
            _look(task, view, data, single, done)
            if use is Use.ATTACHMENT:
                done.characters = "".join(sorted({*done.characters, *view.text}))
    except texts.Unreadable:
        done.unreadable = True
    if done.fresh and not done.hits and not done.loads and not done.matched:
        _remember(task, done.fresh)
    done.fresh, done.body = (), ""
    return done


_LINES: dict[
    tuple[Path, str], set[str]
] = {}  # by task: lines that hold nothing; half the lines of a site's pages repeat
_ONCE: set[int] = set()  # hashes of lines that were met once; the bodies' never come again and are not kept
_MOST_LINES = 50_000
_MOST_HASHES = 250_000
_MOST_TAGS = 50_000


def _unseen(task: Task, text: str) -> list[str]:
    """The lines of a page that were not looked at before; all of them where a tag may run over several."""
    lines = text.split("\n")
    known = _LINES.get((task.kept, task.home), set())
    fresh = [line for line in lines if line not in known]
    # A tag that does not end in its line: the last thing in it that begins one is not closed.
    return lines if any(line.rfind("<") > line.rfind(">") for line in fresh) else fresh


def _remember(task: Task, lines: Iterable[str]) -> None:
    """Lines in which nothing was found, and whose tags begin and end in them; from the second time on."""
    key = task.kept, task.home
    if key not in _LINES:
        _LINES.clear()  # another site
        _ONCE.clear()
        _LINES[key] = set()
    known = _LINES[key]
    hashes = {hash(line): line for line in lines}
    if len(known) < _MOST_LINES:
        again = (hashes[one] for one in _ONCE.intersection(hashes))
        known.update(line for line in again if "<" not in loading.TAG.sub("", line))
    if len(_ONCE) < _MOST_HASHES:
        _ONCE.update(hashes)


def _views(task: Task, path: str, use: Use | None, data: bytes, done: Scanned) -> Iterator[texts.View]:
    if use is Use.ATTACHMENT:
        yield from texts.of_attachment(path, data)
    elif path.endswith(texts.MARKUP):
        text = data.decode("utf-8", "replace")
        if _FORM.fullmatch(path):
            done.asked = tuple(_FIELD.findall(text))
        done.fresh = _unseen(task, text.replace(done.body, "", 1) if done.body else text)
        parts = loading.TAG.split("\n".join(done.fresh))
        plain, tags = parts[0::2], set(parts[1::2])
        _tags(task, text, parts, tags, done)
        if broken := next((part for part in plain if "<" in part), None):
            done.loads += ((*_place(text, text.find(broken) + broken.index("<")), loading.MALFORMED),)
        yield texts.of_page(tags, plain)
    elif path.endswith(texts.PACKED):
        plain_bytes = texts.unpack(data)
        if path.endswith(".pf_fragment"):
            done.entry = _entry(plain_bytes)
        yield texts.of_index(plain_bytes)
    else:
        if path.endswith(".css") and (wrong := loading.in_style(data.decode("utf-8", "replace"), task.home)):
            done.loads += ((1, 1, wrong),)
        yield from texts.of_file(path, data, _kept(task.kept).longest)


_GOOD: dict[str, set[str]] = {}  # by origin: tags that were looked at before; those that repeat come early


def _tags(task: Task, text: str, parts: list[str], tags: set[str], done: Scanned) -> None:
    """The first tag of every fault."""
    good = _GOOD.setdefault(task.home, set())
    fresh = tags - good
    bad = {tag for tag in fresh if not loading.PLAIN.fullmatch(tag) and loading.in_tag(tag, task.home)}
    if len(good) < _MOST_TAGS:
        good |= fresh - bad
    said = set()
    for tag in [one for one in parts[1::2] if one in bad] if bad else ():
        wrong = loading.in_tag(tag, task.home)
        if wrong is loading.INLINE and done.path.endswith(".svg") and not _RUNS.search(tag):
            continue  # a picture may be styled; it is no page
        if wrong and wrong not in said:
            said.add(wrong)
            done.loads += ((*_place(text, text.find(tag)), wrong),)


def _look(task: Task, view: texts.View, data: bytes, single: bool, done: Scanned) -> None:
    """Every internal text once, with its place where it stands in the file as it is."""
    kept = _kept(task.kept)
    known = {number for number, _, _ in done.hits}
    for number, start, _ in kept.automaton.find_matches_as_indexes(view.text, overlapping=True):
        done.matched = True
        word = kept.words[number]
        if number in known or (single and number >= kept.gone) or (view.wide and len(word) < _WIDE):
            continue
        if word not in kept.parts and not bounded(word, view.text, start) and not _stands(word, view.apart):
            continue
        known.add(number)
        offset = data.find(word.encode())
        line = data.count(b"\n", 0, max(offset, 0)) + 1
        before = data[data.rfind(b"\n", 0, offset) + 1 : offset] if offset >= 0 else b""
        done.hits += ((number, line, len(before.decode("utf-8", "replace")) + 1),)


def _stands(word: str, where: str) -> bool:
    start = where.find(word)
    while start >= 0 and not bounded(word, where, start):
        start = where.find(word, start + 1)
    return start >= 0


def _place(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def entry_of(data: bytes) -> tuple[str, str]:
    """The same for a file of the index as it lies there. Raises Unreadable."""
    return _entry(texts.unpack(data))


def _entry(plain: bytes) -> tuple[str, str]:
    """The address a search entry leads to, and the sha256 of what it says. Raises Unreadable."""
    try:
        return str(json.loads(plain)["meta"]["url"]), hashlib.sha256(plain).hexdigest()
    except (ValueError, KeyError, TypeError, RecursionError):
        raise texts.Unreadable from None
