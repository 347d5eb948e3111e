"""How a reviewed file is put together: front matter, review block, body.

The review block runs from ``review:`` in column 0 to the closing ``---`` (to the end of a registry). What is left
when it is cut out are the *reviewed bytes* (design, "A reviewed document"). The cut is made on the raw text and
must agree with what the YAML parser saw, otherwise text could be read as content and yet stay outside
the signature.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gongkai.findings import Text
from gongkai.source import strict_yaml
from gongkai.source.problems import Problem
from gongkai.source.text import decode

_REVIEW_LINE = re.compile(r"^review:", re.MULTILINE)
_CLOSING = re.compile(r"^---[ ]*$", re.MULTILINE)
# What YAML takes for the end of a line and an editor may not. A file with one is refused already; as blanks they
# leave the places of its other findings where an editor shows them.
_OTHER_BREAKS = str.maketrans("\r\x85\u2028\u2029", "    ")

_CONFLICT = re.compile(r"^<<<<<<< [^\n]*\n(?:[^\n]*\n)*?=======\r?\n(?:[^\n]*\n)*?>>>>>>> ", re.MULTILINE)
_CONFLICT_IN_LEDGER = Text(
    "两边的登记都要保留：运行 gongkai record 登记簿名 --resolve（如 gongkai record absences --resolve），"
    "再 git add 该文件并 git commit；不必重新签名",
    "keep the entries of both: run gongkai record LEDGER --resolve (such as gongkai record absences --resolve), then git add the "
    "file and git commit; nothing is signed again",
)
_CONFLICT_IN_DOCUMENT = Text(
    "放弃这次合并（git merge --abort），先取回已公开的版本，在其上重新修改、初审、复审",
    "give up this merge (git merge --abort), fetch what is published, make the change on it and have it reviewed again",
)


@dataclass(slots=True)
class Envelope:
    """A file taken apart. ``reviewed`` is exactly what is signed; ``values`` has no ``review`` key."""

    values: dict[str, strict_yaml.Plain]
    review: strict_yaml.Plain | None
    reviewed: bytes
    body: str
    body_line: int
    spans: strict_yaml.Spans
    problems: list[Problem] = field(default_factory=list)


def open_document(data: bytes) -> Envelope:
    """Take a Markdown document apart; all problems of its outer form are collected (rule Y01)."""
    text, problems = decode(data)
    if conflict := _conflict(text, _CONFLICT_IN_DOCUMENT):
        return Envelope({}, None, data, "", 1, {}, [conflict])
    closing = _CLOSING.search(text, 4) if text.startswith("---\n") else None
    if closing is None:
        if not problems:
            problems = [
                Problem(
                    "Y01",
                    1,
                    1,
                    Text("缺少文件头（以 --- 开始、以 --- 结束）", "there is no front matter between two lines of ---"),
                    Text(
                        "第一行写 ---，填写著录项，再写一行 ---，其后是正文",
                        "begin with a line ---, then the fields, then a line ---, then the body",
                    ),
                )
            ]
        return Envelope({}, None, data, "", 1, {}, problems)
    body_start = min(closing.end() + 1, len(text))
    parts = _take_apart(text, 4, closing.start(), 2, problems)
    parts.body = text[body_start:]
    parts.body_line = text.count("\n", 0, body_start) + 1
    return parts


def open_registry(data: bytes, reviewed: bool = True) -> Envelope:
    """Take a YAML registry apart (or a ledger, which is not ``reviewed`` as a whole); ``body`` is empty."""
    text, problems = decode(data)
    if problems and not text:
        return Envelope({}, None, data, "", 1, {}, problems)
    if conflict := _conflict(text, _CONFLICT_IN_DOCUMENT if reviewed else _CONFLICT_IN_LEDGER):
        return Envelope({}, None, data, "", 1, {}, [conflict])
    if reviewed and text and not text.endswith("\n"):
        # A review block could only be added by changing what is signed.
        message = Text("文件末尾没有换行", "the file does not end with a line break")
        remedy = Text("在文件末尾加一个换行后重新送审", "add a line break at the end, then have it reviewed again")
        problems.append(Problem("Y01", text.count("\n") + 1, 1, message, remedy))
    return _take_apart(text, 0, len(text), 1, problems)


def _conflict(text: str, remedy: Text) -> Problem | None:
    """The place where git wrote both versions of a file that it could not merge."""
    begin = _CONFLICT.search(text) if "<<<<<<< " in text else None
    if begin is None:
        return None
    message = Text(
        "有没有解决的合并冲突（两人改了同一处）", "a merge conflict was left (two people changed the same place)"
    )
    return Problem("Y01", text.count("\n", 0, begin.start()) + 1, 1, message, remedy)


def review_span(text: str) -> tuple[int, int]:
    """Where the review block of a document or registry begins and ends, or would be put."""
    closing = _CLOSING.search(text, 4) if text.startswith("---\n") else None
    start, end = (4, closing.start()) if closing else (0, len(text))
    found = _REVIEW_LINE.search(text, start, end)
    return (found.start() if found else end), end


def _take_apart(text: str, start: int, end: int, first_line: int, problems: list[Problem]) -> Envelope:
    yaml_text = text[start:end].translate(_OTHER_BREAKS) if problems else text[start:end]
    tree = strict_yaml.parse(yaml_text, first_line)
    problems = problems + tree.problems
    found = _REVIEW_LINE.search(text, start, end)
    reviewed = text if found is None else text[: found.start()] + text[end:]
    if not tree.problems:
        problems += _cut_agrees(text, tree, found, start, end)
    values = dict(tree.value)
    review = values.pop("review", None)
    # Text that could not be decoded cleanly still has a defined set of bytes; surrogates cannot occur here.
    return Envelope(values, review, reviewed.encode(), "", 1, tree.spans, problems)


def _cut_agrees(text: str, tree: strict_yaml.Tree, found: re.Match[str] | None, start: int, end: int) -> list[Problem]:
    span = tree.spans.get(("review",))
    if found is None and span is None:
        return []
    line = text.count("\n", 0, found.start()) + 1 if found else span[0] if span else 1
    if found is None or span != (line, 1):
        message = Text("review 必须顶格书写，且只出现一次", "`review:` must stand in column 0, once")
        remedy = Text("不要在其他文字中另起一行写 review:", "do not begin a line of another value with `review:`")
        return [Problem("Y01", line, 1, message, remedy)]
    if next(reversed(tree.value)) != "review":
        message = Text("review 必须是最后一项", "`review` must be the last key")
        remedy = Text(
            "把 review 之后的各项移到它前面，再重新送审",
            "move what follows `review` before it, then have it reviewed again",
        )
        return [Problem("Y01", line, 1, message, remedy)]
    return _hidden_in_block(text, tree, found.start(), start, end)


def _hidden_in_block(text: str, tree: strict_yaml.Tree, block: int, start: int, end: int) -> list[Problem]:
    """Comments and block scalars in the review block: bytes nobody signs and no field shows."""
    cursor = block
    for begin, stop, style in tree.scalars:
        if start + begin < block:
            continue
        if style in ("|", ">"):
            break
        if "#" in text[cursor : start + begin]:
            break
        cursor = start + stop
    else:
        if "#" not in text[cursor:end]:
            return []
    line = text.count("\n", 0, cursor) + 1
    message = Text("review 中不得有注释或多行块文字", "no comment and no block scalar may stand in `review`")
    remedy = Text(
        "删去注释；意见写成一行，含“#”时加双引号",
        "delete the comment; write the opinion on one line, quoted if it holds #",
    )
    return [Problem("Y01", line, 1, message, remedy)]
