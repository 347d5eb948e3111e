"""How a reviewed file is put together: front matter, review block, body.

The review block runs from ``review:`` in column 0 to the closing ``---`` (to the end of a registry). What is left
when it is cut out are the *reviewed bytes* (design, "A reviewed document"). The cut is made on the raw text and
must agree with what the YAML parser saw, otherwise text could be read as content and yet stay outside
the signature.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from gongkai.core.findings import Text
from gongkai.source import limits, mistakes, strict_yaml
from gongkai.source.problems import TIDY, Problem
from gongkai.source.text import decode, legible

_REVIEW_LINE = re.compile(r"^review:", re.MULTILINE)
_CLOSING = re.compile(r"^---[ ]*$", re.MULTILINE)

_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)
_CONFLICT_IN_LEDGER = Text(
    "两边的登记都要保留：运行 gongkai record absences --resolve（absences 换成该登记簿的名称），"
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
    """A file taken apart. ``reviewed`` is exactly what is signed; ``values`` has no ``review`` key.

    Of a file with problems ``judged`` is what would be signed once ``gongkai tidy`` has mended what needs no judgement (empty
    where that does not settle it), and the values and the body are those of that text; ``damaged`` are the keys that could not be
    read, and unless the file is ``complete`` any other may be missing from ``values``, too.
    """

    values: dict[str, strict_yaml.Plain]
    review: strict_yaml.Plain | None
    reviewed: bytes
    body: str
    body_line: int
    spans: strict_yaml.Spans
    problems: list[Problem] = field(default_factory=list)
    judged: bytes = b""
    damaged: frozenset[str] = frozenset()
    complete: bool = True


def open_document(data: bytes) -> Envelope:
    """Take a Markdown document apart; all problems of its outer form are collected (rule Y01)."""
    if oversize := limits.too_large(data, limits.DOCUMENT_BYTES):
        return Envelope({}, None, data, "", 1, {}, [oversize], complete=False)
    text, problems = decode(data)
    if conflict := _conflict(text, _CONFLICT_IN_DOCUMENT):
        return Envelope({}, None, data, "", 1, {}, [conflict], complete=False)
    closing = _CLOSING.search(text, 4) if text.startswith("---\n") else None
    if closing is None:
        return _without_front_matter(data, text, problems)
    if oversize := limits.front_matter(text[: closing.start()]):
        return Envelope({}, None, data, "", 1, {}, [*problems, oversize], complete=False)
    body_start = min(closing.end() + 1, len(text))
    parts = _take_apart(data, text, 4, closing.start(), 2, problems)
    parts.body = text[body_start:] if not problems else legible(text[body_start:])
    parts.body_line = text.count("\n", 0, body_start) + 1
    return parts


def _without_front_matter(data: bytes, text: str, problems: list[Problem]) -> Envelope:
    message = Text("缺少文件头（以 --- 开始、以 --- 结束）", "there is no front matter between two lines of ---")
    remedy = Text(
        "第一行写 ---，填写著录项，再写一行 ---，其后是正文",
        "begin with a line ---, then the fields, then a line ---, then the body",
    )
    found = [*problems, Problem("Y01", 1, 1, message, remedy)]
    # Where one of the two lines is missing the fields are no body; where both are, all of it is.
    closing = _CLOSING.search(text, 4)
    start = closing.end() + 1 if closing else text.find("\n\n") + 1 if text.startswith("---\n") else 0
    body_line = text.count("\n", 0, start) + 1
    return Envelope({}, None, data, legible(text[start:]), body_line, {}, found, complete=False)


def open_registry(data: bytes, reviewed: bool = True) -> Envelope:
    """Take a YAML registry apart (or a ledger, which is not ``reviewed`` as a whole); ``body`` is empty."""
    if oversize := limits.too_large(data, limits.REGISTRY_BYTES):
        return Envelope({}, None, data, "", 1, {}, [oversize], complete=False)
    text, problems = decode(data)
    if conflict := _conflict(text, _CONFLICT_IN_DOCUMENT if reviewed else _CONFLICT_IN_LEDGER):
        return Envelope({}, None, data, "", 1, {}, [conflict], complete=False)
    if reviewed and text and not text.endswith("\n"):
        # A review block could only be added by changing what is signed.
        message = Text("文件末尾没有换行", "the file does not end with a line break")
        remedy = Text("在文件末尾加一个换行后重新送审", "add a line break at the end, then have it reviewed again")
        problems.append(Problem("Y01", text.count("\n") + 1, 1, message, remedy))
    return _take_apart(data, text, 0, len(text), 1, problems, reviewed)


def _conflict(text: str, remedy: Text) -> Problem | None:
    """The place where git wrote both versions of a file that it could not merge."""
    begin = _CONFLICT.search(text) if "<<<<<<< " in text else None
    middle = text.find("\n=======", begin.end()) if begin else -1
    if begin is None or middle < 0 or text.find("\n>>>>>>> ", middle) < 0:
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


def _take_apart(
    data: bytes, text: str, start: int, end: int, first_line: int, problems: list[Problem], reviewed: bool = True
) -> Envelope:
    problems = [*problems, *limits.long_lines(text, 1)]
    judged = _cut(text, start, end).encode("utf-8", "replace")
    # With a problem in the bytes what is signed is not settled; the whole file is as good as any part of it.
    signed = judged if not problems or data == text.encode("utf-8", "replace") else data
    if any(problem.remedy is not TIDY for problem in problems):
        judged = b""
    if problems:
        before, yaml_text = legible(text[:start]), legible(text[start:end])
        text, start = before + yaml_text, len(before)
        end = len(text)
    yaml_text = text[start:end]
    tree = strict_yaml.parse(yaml_text, first_line)
    problems = problems + tree.problems
    found = _REVIEW_LINE.search(text, start, end)
    if tree.complete and not tree.damaged and (disagree := _cut_agrees(text, tree, found, start, end)):
        problems += disagree
        judged = b""
    if start:
        problems += _long_lists(tree.value, tree)
    comments = []
    if "#" in yaml_text:
        comments = _comments(yaml_text[: found.start() - start if found else len(yaml_text)], tree, first_line)
    damaged = frozenset(tree.damaged | _keys_of([*tree.problems, *comments], tree))
    values = {key: value for key, value in tree.value.items() if key not in damaged}
    review = values.pop("review", None)
    return Envelope(values, review, signed, "", 1, tree.spans, problems + comments, judged, damaged, tree.complete)


def _keys_of(problems: list[Problem], tree: strict_yaml.Tree) -> set[str]:
    """The keys of the outermost level in whose lines these problems stand."""
    if not problems:
        return set()
    begins = sorted((line, str(path[0])) for path, (line, _) in tree.spans.items() if len(path) == 1)
    return {key for problem in problems for key in [k for line, k in begins if line <= problem.line][-1:]}


def _cut(text: str, start: int, end: int) -> str:
    found = _REVIEW_LINE.search(text, start, end)
    return text if found is None else text[: found.start()] + text[end:]


def _comments(text: str, tree: strict_yaml.Tree, first_line: int) -> list[Problem]:
    """Comments that share their line with a value: the value would be shorter than what is written."""
    problems = []
    scalars = [one for one in tree.scalars if one[0] < len(text)]
    lines = text.split("\n")
    for at in strict_yaml.comments_behind(text, scalars):
        number = text.count("\n", 0, at)
        column = at - text.rfind("\n", 0, at) - 1
        if (first_line + number) not in {problem.line for problem in tree.problems}:
            found = mistakes.cut_by_comment(lines[number], column)
            problems.append(Problem("Y01", first_line + number, column + 1, found.message, found.remedy))
    return problems


def _long_lists(values: dict[str, strict_yaml.Plain], tree: strict_yaml.Tree) -> list[Problem]:
    lists = [key for key, value in values.items() if isinstance(value, list) and len(value) > limits.LIST_ENTRIES]
    found = (limits.long_list(key, len(values[key]), tree.spans[(key,)][0]) for key in lists)
    return [problem for problem in found if problem]


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
