"""Rendering a body: what is refused is refused at its source line, what is rendered is proved to be clean."""

from __future__ import annotations

import re
import threading
from bisect import bisect_left
from xml.etree.ElementTree import Element

import markdown
from markdown.treeprocessors import Treeprocessor

from gongkai.core.findings import Text
from gongkai.markup.addresses import Refused, resolve_image, resolve_link
from gongkai.markup.profile_1.limits import too_deep, unshowable
from gongkai.markup.profile_1.plain import segments, whole
from gongkai.markup.rendered import Rendered, clean
from gongkai.source.problems import Problem

# Anything a browser could take for a tag, a comment, a declaration or a character reference.
_RAW_HTML = re.compile(r"<[A-Za-z/!?]")
# With ``\\#`` Markdown would put a character reference together; the others it would leave as they are.
_ENTITY = re.compile(r"&(?:\\?#[0-9]+|\\?#[xX][0-9A-Fa-f]+|[A-Za-z0-9]+);")
_LEADING_BLANK_LINES = re.compile(r"\A(?: *\n)+")
_LINE_END = re.compile("\n")
_ALIGN = re.compile(r"text-align: (left|center|right);")

_NO_HTML = Text(
    "删去 HTML 代码，改用 Markdown 写法；小于号请用全角“＜”或文字",
    "remove the HTML and use Markdown; write a less-than sign as ＜ or in words",
)


def render(body: str, first_line: int, path: str, listed: frozenset[str]) -> Rendered:
    """Render the body of the document at ``path``; ``listed`` are its attachments (rules B03, B05, C07)."""
    if (plain := whole(body)) is not None:
        return Rendered(plain, (), ())
    problems = [*_raw(body, first_line), *unshowable(body, first_line)]
    if any(problem.message == too_deep(0).message for problem in problems):
        return Rendered("", (), tuple(problems))
    visitor = _Visitor(body, first_line, path, listed, problems)
    converter, addresses = _converter()
    addresses.visitor = visitor
    # Blanks on a first line would be taken for code.
    text = _LEADING_BLANK_LINES.sub("", body, count=1)
    try:
        parts = [part if plain else converter.reset().convert(part) for part, plain in segments(text)]
    except BaseException as error:
        # A parser that gave up half-way keeps a state that no reset clears.
        _OF_THREAD.parser = None
        if not isinstance(error, RecursionError):
            raise
        problems.append(too_deep(first_line))
        parts = []
    html = "\n".join(part for part in parts if part)
    if not problems and _LEFT.search(html):
        lines = enumerate(body.split("\n"), first_line)
        crossed = (number for number, line in lines if _LEFT.search(converter.reset().convert(line)))
        problems.append(Problem("B05", next(crossed, first_line), 1, _CROSSED, _NOT_CROSSED))
    if not problems:
        problems += _unclean(html, first_line)
    return Rendered(html, tuple(visitor.links), tuple(problems))


def _raw(body: str, first_line: int) -> list[Problem]:
    found: list[Problem] = []
    if _PLACEHOLDER in body:
        place = first_line + body.count("\n", 0, body.index(_PLACEHOLDER))
        message = Text(f"正文中有程序自用的标记 {_PLACEHOLDER}", f"the body holds the parser's own mark {_PLACEHOLDER}")
        found.append(Problem("B05", place, 1, message, Text("删去这一标记", "delete it")))
    if "<" not in body and "&" not in body:
        return found
    for number, line in enumerate(body.split("\n"), first_line):
        for match in _RAW_HTML.finditer(line):
            message = Text("正文中有 HTML 代码", "the body holds raw HTML")
            found.append(Problem("B05", number, match.start() + 1, message, _NO_HTML))
        for match in _ENTITY.finditer(line):
            message = Text(f"正文中有 HTML 字符代码 {match[0]}", f"the body holds the character reference {match[0]}")
            remedy = Text("直接写出该字符", "write the character itself")
            found.append(Problem("B05", number, match.start() + 1, message, remedy))
    return found


def _unclean(html: str, first_line: int) -> list[Problem]:
    if "&" not in html and html.count("<") == _simple(html):
        return []
    if clean(html) == html:
        return []
    message = Text("正文渲染结果含有不允许的内容", "the rendered body holds what is not allowed")
    return [Problem("B05", first_line, 1, message, _NO_HTML)]


# Python-Markdown's own marks for what it has put aside; some crossings of emphasis and code make it lose them.
_PLACEHOLDER = "klzzwxh:"
_LEFT = re.compile(f"[\x02\x03]|{_PLACEHOLDER}")
_CROSSED = Text(
    "正文中的强调标记（*）相互交错，无法正确显示", "marks of emphasis cross in the body, which cannot be shown"
)
_NOT_CROSSED = Text(
    "逐处改开：一处强调结束后空一格或写上文字，再开始下一处",
    "end one emphasis, with a blank or words after it, before the next",
)
_SIMPLE = re.compile(r"</?(?:p|h[1-6])>")


def _simple(html: str) -> int:
    return sum(1 for _ in _SIMPLE.finditer(html))


class _Visitor:
    """Rewrites the addresses of one body and collects what is refused, at the line where it is written."""

    def __init__(self, body: str, first_line: int, path: str, listed: frozenset[str], problems: list[Problem]) -> None:
        self.body, self.at = body, 0
        self.line_ends = [found.start() for found in _LINE_END.finditer(body)]
        self.first_line, self.path, self.listed, self.problems = first_line, path, listed, problems
        self.links: list[tuple[str, int]] = []

    def visit(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                self._link(element)
            elif element.tag == "img":
                self._image(element)
            elif start := element.get("start"):
                # Any script's digits make a list; HTML knows only these.
                element.set("start", str(int(start[:20])))
            elif style := element.attrib.pop("style", None):
                aligned = _ALIGN.fullmatch(style)
                assert aligned is not None, style
                element.set("class", f"align-{aligned[1]}")

    def _link(self, element: Element) -> None:
        href = element.get("href", "")
        try:
            target = resolve_link(href, self.path, self.listed)
        except Refused as refused:
            self._refuse(href, refused)
            return
        if target.document:
            self.links.append((target.document, self._line(href)))
        element.set("href", target.href)

    def _image(self, element: Element) -> None:
        src = element.get("src", "")
        try:
            element.set("src", resolve_image(src, self.path, self.listed))
        except Refused as refused:
            self._refuse(src, refused)

    def _refuse(self, address: str, refused: Refused) -> None:
        self.problems.append(Problem(refused.code, self._line(address), 1, refused.message, refused.remedy))

    def _line(self, address: str) -> int:
        """The source line of an address, from the one before on; the first line of the body if it cannot be found as written."""
        at = self.body.find(address, self.at)
        if at < 0:
            at = self.body.find(address)
        if at < 0 or not address:
            return self.first_line
        self.at = at + len(address)
        return self.first_line + bisect_left(self.line_ends, at)


class _AddressTree(Treeprocessor):
    """Runs last, when links and images exist and no backslash is left to be taken out."""

    visitor: _Visitor

    def run(self, root: Element) -> None:
        self.visitor.visit(root)


class _OfThread(threading.local):
    """The parser keeps the text it is at; an executor of threads must not have two texts at one parser."""

    parser: tuple[markdown.Markdown, _AddressTree] | None = None


_OF_THREAD = _OfThread()


def _converter() -> tuple[markdown.Markdown, _AddressTree]:
    """One parser a thread, used again and again."""
    if _OF_THREAD.parser is None:
        _OF_THREAD.parser = _new_converter()
    return _OF_THREAD.parser


def _new_converter() -> tuple[markdown.Markdown, _AddressTree]:
    """A parser without the parts that let raw HTML through."""
    converter = markdown.Markdown(extensions=["tables", "sane_lists"], output_format="html", tab_length=4)
    converter.preprocessors.deregister("html_block")
    for pattern in ("html", "entity", "autolink", "automail"):
        converter.inlinePatterns.deregister(pattern)
    # Priority below `inline` (20) and `unescape` (0): nothing touches an address after it was judged.
    addresses = _AddressTree(converter)
    converter.treeprocessors.register(addresses, "addresses", -5)
    return converter, addresses
