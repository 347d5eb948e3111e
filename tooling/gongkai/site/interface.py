"""The words of the interface: written in Chinese in the templates, in another language by a gettext catalogue.

A template says ``{{ _("共{count}条", count=total) }}``. The words are put in when the template is compiled, so that a page in
any language is rendered as fast as if its words stood in the template.
"""

from __future__ import annotations

import functools
import gettext
import string
from collections.abc import Callable, Iterator
from pathlib import Path

import jinja2
from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from gongkai.core.settings import packaged_theme

SOURCE = "zh-CN"  # the language that templates are written in
_DOMAIN = "theme"

Words = Callable[[str], str]


@functools.lru_cache(maxsize=16)
def words_of(theme: Path, language: str) -> Words:
    """The words of a language: the theme's own ``locale/<language>/LC_MESSAGES/theme.mo``, then the packaged theme's.

    What neither has stays in Chinese.
    """
    if language == SOURCE:
        return str
    own, packaged = (
        gettext.translation(_DOMAIN, folder / "locale", [language], fallback=True)
        for folder in (theme, packaged_theme())
    )
    own.add_fallback(packaged)
    return own.gettext


class Spoken(NodeTransformer):
    """Puts the words of a language in the place of each ``_(…)`` of a template."""

    def __init__(self, words: Words, name: str | None) -> None:
        self._words, self._name = words, name

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's naming
        self.generic_visit(node)
        if not (isinstance(node.node, nodes.Name) and node.node.name == "_"):
            return node
        match node.args:
            case [nodes.Const(value=str(message))]:
                return self._said(message, node)
        raise jinja2.TemplateSyntaxError("_() takes one text in quotation marks", node.lineno, self._name)

    def _said(self, message: str, node: nodes.Call) -> nodes.Expr:
        given = {pair.key: pair.value for pair in node.kwargs}
        try:
            parts = list(_parts(self._words(message), given, node.lineno))
        except (KeyError, ValueError) as error:
            raise jinja2.TemplateSyntaxError(f"_({message!r}): {error}", node.lineno, self._name) from None
        return parts[0] if len(parts) == 1 else nodes.Concat(parts, lineno=node.lineno)


def _parts(text: str, given: dict[str, nodes.Expr], line: int) -> Iterator[nodes.Expr]:
    for words, name, _, _ in string.Formatter().parse(text):
        if words or name is None:
            yield nodes.Const(words, lineno=line)
        if name is not None:
            yield given[name]
