"""The part of YAML that cannot surprise a reviewer, read from the C parser's events.

Guarantees of ``parse``: every scalar is text; no duplicate key, anchor, alias, tag, merge key, directive or second
document; depth at most ``MAX_DEPTH``; every key and item has its line and column; no comment behind a value. All problems of a
text are reported in one pass; behind a syntax error each key of the outermost level is read by itself.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import events
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from gongkai.core.findings import Text
from gongkai.source import limits, mistakes, simple_yaml
from gongkai.source.problems import Problem
from gongkai.source.text import hidden_in_value

MAX_DEPTH = 8
Path = tuple[str | int, ...]
Plain = Any  # dict[str, Plain] | list[Plain] | str; mypy cannot express the recursion usefully here

# A tag may hold percent-encoded bytes, and the C parser hands out those that are no UTF-8.
_ENCODED_TAG = re.compile(r"^%TAG|(?<!\S)[^\s!]*+(![^\s%]*+%)", re.MULTILINE)

# A mark that may introduce a key; whether it does, the parser's tokens say.
_MARK = re.compile(r"(?:^|[\s{\[,])\?(?=\s|$)")

_PLAIN_ONLY = Text("只写普通的“键: 值”", "write plain `key: value` only")


Spans = Mapping[Path, tuple[int, int]]


@dataclass(slots=True)
class Tree:
    """A parsed text: the value, where each key or item stands, and where scalars begin and end (offsets).

    ``scalars`` is empty for a text in the simplest form, which has neither comments nor block scalars. ``damaged`` are the keys of
    the outermost level that could not be read; ``complete`` says that nothing else is missing.
    """

    value: Plain
    spans: Spans = field(default_factory=dict)
    scalars: list[tuple[int, int, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    damaged: set[str] = field(default_factory=set)
    complete: bool = True


def parse(text: str, first_line: int = 1) -> Tree:
    """Read a YAML mapping; ``first_line`` is the file's line number of the text's first line (rule Y01)."""
    if simple := simple_yaml.parse(text):
        value, lines = simple
        return Tree(value, _Later({(key,): (line + first_line, 1) for key, line in lines.items()}, text, first_line))
    walker = _Walker(text, first_line)
    tree = walker.run()
    if walker.syntax_error:
        return _by_keys(text, first_line, tree)
    return tree


def comments_behind(text: str, scalars: Sequence[tuple[int, int, str]]) -> Iterator[int]:
    """Where comments begin that share their line with something else."""
    cursor = 0
    for begin, stop, style in (*scalars, (len(text), len(text), "")):
        gaps = [(cursor, begin)]
        if style in ("|", ">"):
            gaps.append((begin, text.find("\n", begin)))
        for start, end in gaps:
            at = text.find("#", start, end)
            while at >= 0:
                if text[text.rfind("\n", 0, at) + 1 : at].strip():
                    yield at
                line_end = text.find("\n", at, end)
                at = text.find("#", line_end, end) if line_end >= 0 else -1
        cursor = stop


def _by_keys(text: str, first_line: int, whole: Tree) -> Tree:
    """Return what can be read of a text with a syntax error: each key of the outermost level by itself.

    Its problems are those found up to the error, with the mistake that people make there where it is one, and those behind it.
    """
    lines = text.split("\n")
    starts = list(mistakes.keys(lines))
    error: Problem | None = whole.problems[-1]
    # What looks wrong with all of it, because a key is misspelt, is none of it when each is read by itself.
    tree = Tree({}, problems=[one for one in whole.problems[:-1] if one.message not in (_OUTERMOST, _SEVERAL_LINES)])
    spans: dict[Path, tuple[int, int]] = {}
    offset = sum(len(line) + 1 for line in lines[: starts[0][0]]) if starts else 0
    for (number, key), (end, _) in itertools.pairwise([*starts, (len(lines), "")]):
        part = "\n".join(lines[number:end]) + ("\n" if end < len(lines) else "")
        walker = _Walker(part, first_line + number)
        one = walker.run()
        if walker.syntax_error or not one.value:
            said = error or one.problems[-1]
            made = None if walker.too_deep else _made(lines[number:end], first_line + number, said)
            tree.problems.append(made or said)
            error = None
            tree.damaged |= {key} - {""}
            spans.setdefault((key,), (first_line + number, 1))
            tree.complete = tree.complete and bool(key)
        else:
            tree.problems += one.problems
            tree.value |= {name: value for name, value in one.value.items() if name not in tree.value}
            spans |= one.spans
            tree.scalars += [(begin + offset, stop + offset, style) for begin, stop, style in one.scalars]
        offset += len(part)
    if error is not None:
        tree.problems.append(error)
        tree.complete = False
    tree.spans = spans
    told = {(problem.line, problem.column, problem.message.zh): problem for problem in tree.problems}
    tree.problems = sorted(told.values(), key=lambda problem: (problem.line, problem.column))
    return tree


def _made(lines: Sequence[str], first_line: int, error: Problem) -> Problem | None:
    """The first mistake of these lines that people make, in their words."""
    for number, line in enumerate(lines):
        if not line.lstrip().startswith("#") and (found := mistakes.mistake(line)):
            message = Text(found.message.zh, error.message.en)
            return Problem("Y01", first_line + number, found.column + 1, message, found.remedy)
    return None


class _Later(Spans):
    """Positions in a text that was read by the shortcut: most are never asked for, so the parser finds them when one is."""

    def __init__(self, known: dict[Path, tuple[int, int]], text: str, first_line: int) -> None:
        self._known, self._text, self._first_line = known, text, first_line

    @property
    def _all(self) -> dict[Path, tuple[int, int]]:
        if self._text:
            self._known, self._text = _Walker(self._text, self._first_line).run().spans, ""  # type: ignore[assignment]
        return self._known

    def __getitem__(self, path: Path) -> tuple[int, int]:
        return self._known[path] if path in self._known else self._all[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


class _TooMany(Exception):
    """Reading was given up at a place."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(line, column)
        self.line, self.column = line, column


_ENOUGH = Text("键、值或错误过多，从这里起没有读取", "too many keys, values or errors; from here on nothing was read")
_FEWER = Text(
    "先改正前面的错误；内容过多的，分到几份文件中", "mend what comes before; put what is too much into several files"
)


_OUTERMOST = Text("最外层必须是“键: 值”", "the outermost level must be a mapping")
_SEVERAL_LINES = Text(
    "一项内容写成了几行，显示时换行处会多出空格", "a text stands on several lines; each break would become a blank"
)
_ONE_LINE = Text("写在一行里，不要换行", "write it on one line")


class _Walker:
    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.offset = first_line
        self.spans: dict[Path, tuple[int, int]] = {}
        self.tree = Tree({}, self.spans)
        self.syntax_error = self.too_deep = False
        self.lines: list[str] = []

    def run(self) -> Tree:
        try:
            self.parser: Any = CParser(self.text)
            self._document()
            if _MARK.search(self.text):
                self._marked_keys()
        except _TooMany as error:
            self.tree.value = {}
            self.tree.complete = False
            self._add(error.line, error.column, _ENOUGH, _FEWER)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line, column = self._inside(mark.line, mark.column) if mark else (0, 0)
            self.tree.value = {}
            self.syntax_error = True
            self._add(
                line,
                column,
                Text(
                    "无法按 YAML 读取，请检查缩进、冒号后的空格和引号",
                    f"not readable as YAML: {getattr(error, 'problem', '')}",
                ),
                Text(
                    "含有冒号或“#”的文字请加双引号；缩进只用空格；可与同类文件对照",
                    "quote text that holds a colon or #; indent with spaces only; compare with a file of the same kind",
                ),
            )
        except UnicodeDecodeError:
            found = _ENCODED_TAG.search(self.text)
            start = max(found.span(0)[0], found.span(1)[0]) if found else 0
            self.tree.value = {}
            column = start - self.text.rfind("\n", 0, start) - 1
            self._add(
                self.text.count("\n", 0, start), column, Text("不得使用类型标签（!）", "tags (!) are not allowed")
            )
        return self.tree

    def _add(self, line: int, column: int, message: Text, remedy: Text = _PLAIN_ONLY) -> None:
        self.tree.problems.append(Problem("Y01", line + self.offset, column + 1, message, remedy))

    def _mark(self, mark: Any, message: Text) -> None:
        """A sign that YAML takes for its own; most who wrote it meant a text that begins so."""
        self.lines = self.lines or self.text.split("\n")
        found = mistakes.mistake(self.lines[mark.line])
        if found is None or found.column != mark.column:
            self._add(mark.line, mark.column, message)
        else:
            self._add(mark.line, mark.column, Text(found.message.zh, message.en), found.remedy)

    def _inside(self, line: int, column: int) -> tuple[int, int]:
        """A position that exists: where the last line has no end, the parser may name the line after it."""
        last = self.text.count("\n")
        return (line, column) if line <= last else (last, len(self.text) - self.text.rfind("\n") - 1)

    def _document(self) -> None:
        get = self.parser.get_event
        get()  # stream start
        event = get()
        if isinstance(event, events.StreamEndEvent):
            self._add(0, 0, Text("没有内容", "there is no content"))
            return
        if event.explicit or event.version or event.tags:
            self._add(0, 0, Text("不得使用文档分隔符或指令", "document markers and directives are not allowed"))
        first = get()
        value = self._node(first, (), 1)
        if isinstance(value, dict):
            self.tree.value = value
        else:
            self._add(0, 0, _OUTERMOST)
        end = get()
        if end.explicit or not isinstance(get(), events.StreamEndEvent):
            self.tree.complete = False  # what follows is not read
            self._add(end.start_mark.line, 0, Text("只能有一个文档", "only one document is allowed"))

    def _marked_keys(self) -> None:
        """Keys introduced by ``?``: one more way to write the same, and none that a reviewer knows."""
        for token in yaml.scan(self.text, Loader=CParser):  # type: ignore[arg-type]
            if isinstance(token, yaml.KeyToken) and token.start_mark.index < token.end_mark.index:
                mark = token.start_mark
                self._add(mark.line, mark.column, Text("不得用“?”写键", "keys introduced by `?` are not allowed"))

    def _node(self, event: Any, path: Path, depth: int) -> Plain:
        if type(event) is events.ScalarEvent and not event.anchor and not event.tag:
            return self._scalar(event)  # nearly all there is
        mark = event.start_mark
        if isinstance(event, events.AliasEvent):
            self._mark(mark, Text("不得使用别名（*）", "aliases (*) are not allowed"))
            return ""
        if event.anchor:
            self._mark(mark, Text("不得使用锚点（&）", "anchors (&) are not allowed"))
        if event.tag:
            self._mark(mark, Text("不得使用类型标签（!）", "tags (!) are not allowed"))
        if isinstance(event, events.ScalarEvent):
            return self._scalar(event)
        if depth > MAX_DEPTH:
            self.too_deep = True
            raise yaml.MarkedYAMLError(problem="nested too deeply", problem_mark=mark)
        if isinstance(event, events.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _bounded(self, event: Any) -> None:
        """Give up on a text of more parts, or more faults, than anybody would look through."""
        if len(self.spans) > limits.YAML_NODES or len(self.tree.problems) > limits.PROBLEMS:
            raise _TooMany(event.start_mark.line, event.start_mark.column)

    def _scalar(self, event: Any) -> str:
        value: str = event.value
        style: str = event.style or ""
        self.tree.scalars.append((event.start_mark.index, event.end_mark.index, style))
        if event.end_mark.line > event.start_mark.line and style not in ("|", ">"):
            self._folded(event.start_mark, event.end_mark)
        # Only double quotes have escapes, so only they can make characters that the raw text did not show.
        if style == '"' and (reason := hidden_in_value(value)):
            self._add(event.start_mark.line, event.start_mark.column, *reason)
        return value

    def _folded(self, start: Any, end: Any) -> None:
        """A text on several lines: YAML makes a blank of each break, or takes a misspelt key for more of the text."""
        self.lines = self.lines or self.text.split("\n")
        for line in range(start.line + 1, min(end.line + 1, len(self.lines))):
            if found := mistakes.mistake(self.lines[line]):
                self._add(line, found.column, found.message, found.remedy)
                return
        self._add(start.line, start.column, _SEVERAL_LINES, _ONE_LINE)

    def _sequence(self, path: Path, depth: int) -> list[Plain]:
        items: list[Plain] = []
        while not isinstance(event := self.parser.get_event(), events.SequenceEndEvent):
            self._bounded(event)
            here = (*path, len(items))
            self.spans[here] = (event.start_mark.line + self.offset, event.start_mark.column + 1)
            items.append(self._node(event, here, depth + 1))
        return items

    def _mapping(self, path: Path, depth: int) -> dict[str, Plain]:
        entries: dict[str, Plain] = {}
        spans, get = self.spans, self.parser.get_event
        while not isinstance(event := get(), events.MappingEndEvent):
            self._bounded(event)
            mark = event.start_mark
            key = self._node(event, path, depth + 1)
            if not isinstance(key, str):
                self._add(mark.line, mark.column, Text("键必须是文字", "a key must be text"))
                key = repr(key)
            here = (*path, key)
            if key == "<<":
                self._add(mark.line, mark.column, Text("不得使用合并键（<<）", "merge keys (<<) are not allowed"))
            if key in entries:
                line = spans[here][0]
                self._add(
                    mark.line,
                    mark.column,
                    Text(f"“{key}”重复出现，前一处在第 {line} 行", f"duplicate key `{key}`, first on line {line}"),
                    Text("只保留一处", "keep one of them"),
                )
                self._node(get(), (*here, "duplicate"), depth + 1)
                continue
            spans[here] = (mark.line + self.offset, mark.column + 1)
            entries[key] = self._node(get(), here, depth + 1)
        return entries
