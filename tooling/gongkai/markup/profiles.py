"""Which Markdown a body is written in."""

from __future__ import annotations

from gongkai.markup import limits
from gongkai.markup.profile_1.render import render as render_first
from gongkai.markup.profile_2.render import render as render_second
from gongkai.markup.rendered import Rendered

FIRST, SECOND = "1", "2"
_RENDER = {FIRST: render_first, SECOND: render_second}


def render(profile: str, body: str, first_line: int, path: str, listed: frozenset[str]) -> Rendered:
    """Render a body by its profile; ``listed`` are the attachments of the document at ``path``.

    What is too long or too many is refused before anything is parsed.
    """
    problems = tuple(limits.of_body(body, first_line))
    if profile == FIRST:
        problems += tuple(limits.of_python_markdown(body, first_line))
    if problems:
        return Rendered("", (), problems)
    return _RENDER[profile](body, first_line, path, listed)
