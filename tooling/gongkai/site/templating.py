"""The templates of a theme, as Jinja has them and a little faster."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Hashable, Iterable, Iterator, MutableMapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
import markupsafe
from jinja2 import meta
from markupsafe import Markup

from gongkai.site.interface import SOURCE, Spoken, Words, words_of

if TYPE_CHECKING:
    from gongkai.site.views import SiteView

try:
    from markupsafe._speedups import _escape_inner as _escaped
except ImportError:  # a MarkupSafe without its C part, or one that has renamed it
    _escaped = markupsafe.escape


def escape(value: Any) -> str:
    """The same as MarkupSafe's, without wrapping each result: it is only ever joined to others."""
    if type(value) is str:
        return _escaped(value)
    return value if type(value) is Markup else markupsafe.escape(value)


def markup_join(parts: Iterable[Any]) -> str:
    """The same as Jinja's, which looks at each part for markup; addresses are put together from plain texts."""
    whole = tuple(parts)
    for part in whole:
        if type(part) is not str:
            return jinja2.runtime.markup_join(whole)
    return "".join(whole)


class _Context(jinja2.runtime.Context):
    """What a template calls is called; nothing here asks for the context, as Jinja makes sure at every call."""

    def call(self, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return obj(*args, **kwargs)


class Environment(jinja2.Environment):
    """Templates have no globals of their own; a plain mapping spares Jinja a search through layers at every import."""

    context_class = _Context

    def __init__(self, words: Words, **options: Any) -> None:
        super().__init__(**options)
        self._words = words
        self.translated: dict[str, str] = {}  # templates as Python, by name, where another process has done it
        self._known: dict[str, jinja2.Template] = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> jinja2.nodes.Template:
        parsed: jinja2.nodes.Template = Spoken(self._words, name).visit(super()._parse(source, name, filename))
        return parsed

    def _generate(
        self, source: jinja2.nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        code: str = super()._generate(source, name, filename, defer_init)
        # After Jinja's own imports, on the same line, so that the lines of a template stay where they are.
        first, rest = code.split("\n", 1)
        assert first.startswith("from jinja2.runtime import ") and "escape" in first
        return f"{first}; from gongkai.site.templating import escape, markup_join\n{rest}"

    def compile(
        self,
        source: str | jinja2.nodes.Template,
        name: str | None = None,
        filename: str | None = None,
        raw: bool = False,
        defer_init: bool = False,
    ) -> Any:
        """The same, without translating again what was translated elsewhere."""
        if name in self.translated and filename and not raw:
            return self._compile(self.translated[name], filename)
        if raw:
            return super().compile(source, name, filename, True, defer_init)
        return super().compile(source, name, filename, False, defer_init)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals

    def _load_template(self, name: str, globals: MutableMapping[str, Any] | None) -> jinja2.Template:  # noqa: A002 - Jinja's
        """A theme does not change while it is rendered, so a template is looked up by its name alone."""
        if name not in self._known:
            self._known[name] = super()._load_template(name, globals)
        return self._known[name]


@functools.lru_cache(maxsize=8)
def environment(theme: Path, language: str = SOURCE) -> Environment:
    """The environment of a theme: everything escaped, an unknown name is an error, no loader but the theme."""
    return Environment(
        words_of(theme, language),
        loader=jinja2.FileSystemLoader(theme / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


class Shared:
    """What many pages have in common, rendered once for each set of values: ``{{ shared("footer.html", root=…) }}``."""

    def __init__(self, env: jinja2.Environment, site: SiteView) -> None:
        self._env, self._site = env, site
        self._made: dict[tuple[Hashable, ...], Markup] = {}

    def __call__(self, template: str, **values: Hashable) -> Markup:
        key = (template, *values.items())
        if key not in self._made:
            self._made[key] = Markup(self._env.get_template(template).render(site=self._site, **values))
        return self._made[key]


def translated(theme: Path, language: str, names: Iterable[str]) -> dict[str, str]:
    """Templates of a theme in a language, and all that these use, as Python: the larger part of getting them ready, and
    work for another process.

    A template with an error is left out; whoever asks for it is told.
    """
    env = environment(theme, language)
    assert env.loader is not None
    found: dict[str, str] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        with contextlib.suppress(jinja2.TemplateError):
            source, filename, _ = env.loader.get_source(env, name)
            parsed = env._parse(source, name, filename)
            waiting += _used(parsed)
            found[name] = env.compile(parsed, name, filename, raw=True)
    return found


def _used(template: jinja2.nodes.Template) -> Iterator[str]:
    """The templates that one names, by ``shared`` too."""
    yield from filter(None, meta.find_referenced_templates(template))
    for call in template.find_all(jinja2.nodes.Call):
        match call:
            case jinja2.nodes.Call(
                node=jinja2.nodes.Name(name="shared"), args=[jinja2.nodes.Const(value=str(name)), *_]
            ):
                yield name
