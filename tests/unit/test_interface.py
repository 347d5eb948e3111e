"""The words of the interface, put into templates when they are compiled."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
from markupsafe import Markup

from gongkai.site.templating import Environment

_ENGLISH = {
    "公开目录": "Catalog",
    "共{count}条": "{count} items",
    "见{link}。": "See {link}.",
    "它的": "its <own> 'one'",
}


def _rendered(source: str, english: bool = True, **values: object) -> str:
    env = Environment(
        (lambda text: _ENGLISH.get(text, text)) if english else str, autoescape=True, undefined=jinja2.StrictUndefined
    )
    return env.from_string(source).render(**values)


def test_words_stand_as_written_or_in_the_other_language() -> None:
    source = '<h1>{{ _("公开目录") }}</h1>'
    assert _rendered(source, english=False) == "<h1>公开目录</h1>"
    assert _rendered(source) == "<h1>Catalog</h1>"


def test_nothing_is_looked_up_when_a_page_is_rendered() -> None:
    env = Environment(lambda text: _ENGLISH[text], autoescape=True)
    code = env.compile('<h1>{{ _("公开目录") }}</h1>', raw=True)
    assert "'<h1>Catalog</h1>'" in code


def test_values_are_put_in_their_places_and_escaped() -> None:
    assert _rendered('{{ _("共{count}条", count=n) }}', n="<3>") == "&lt;3&gt; items"
    assert _rendered('{{ _("见{link}。", link=a) }}', a=Markup("<a>x</a>")) == "See <a>x</a>."
    assert _rendered('{{ _("它的") }}') == "its &lt;own&gt; &#39;one&#39;"


def test_words_work_inside_other_expressions() -> None:
    assert _rendered('{% for t, n in ((_("公开目录"), 1),) %}{{ t }}{{ n }}{% endfor %}') == "Catalog1"


@pytest.mark.parametrize("source", ["{{ _(name) }}", "{{ _() }}", '{{ _("共{count}条") }}', '{{ _("a", "b") }}'])
def test_what_cannot_be_translated_is_an_error_in_the_template(source: str) -> None:
    with pytest.raises(jinja2.TemplateSyntaxError):
        _rendered(source, name="x")


def test_what_is_put_together_is_escaped_as_jinja_does() -> None:
    values: dict[str, Any] = {"a": "<&", "b": Markup("<b>"), "n": 3}
    for source in (
        "{{ a ~ a }}",
        "{{ a ~ b }}",
        "{{ b ~ a ~ n }}",
        "{{ n ~ a }}",
        "{{ (a ~ n)|upper }}",
        "{{ b ~ b }}",
    ):
        wanted = jinja2.Environment(autoescape=True).from_string(source).render(**values)
        assert _rendered(source, **values) == wanted
    assert "templating import escape, markup_join" in Environment(str, autoescape=True).compile("{{ a ~ b }}", raw=True)
