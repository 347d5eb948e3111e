"""What pages in one language have in common: templates, words, and the site as it calls itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jinja2

from gongkai.site.forms import Form
from gongkai.site.interface import SOURCE, Words, words_of
from gongkai.site.jobs import Job
from gongkai.site.templating import Shared, environment
from gongkai.site.views import DocumentView, Link, ListView, SiteView


@dataclass(frozen=True, slots=True)
class LanguageContext:
    """Everything that pages in one language have in common."""

    env: jinja2.Environment
    site: SiteView
    shared: Shared
    words: Words

    @staticmethod
    def of(theme: Path, site: SiteView, language: str) -> LanguageContext:
        """``language`` is empty for the site's own."""
        spoken = site.in_language(language)
        env = environment(theme, spoken.language)
        return LanguageContext(env, spoken, Shared(env, spoken), words_of(theme, language or SOURCE))

    def page(self, job: Job) -> str:
        """A page as HTML or XML; the words of the plan, which are Chinese, in its own language. Raises TemplateError."""
        page = job.page
        if page.language:
            trail = tuple(Link(self.words(link.title), link.url) for link in page.trail)
            page = replace(page, title=self.words(page.title), description=self.words(page.description), trail=trail)
        variables = (
            {name: self._said(value) for name, value in job.variables.items()} if page.language else job.variables
        )
        template = self.env.get_template(job.template)
        return template.render(site=self.site, page=page, shared=self.shared, **variables)

    def _said(self, value: Any) -> Any:
        """The labels of a document's metadata, forms and lists in this language."""
        if isinstance(value, (Form, ListView)):
            return value.said(self.words)
        if isinstance(value, tuple):
            return tuple(map(self._said, value))
        if not isinstance(value, DocumentView):
            return value
        return replace(value, fields=tuple((self.words(label), text) for label, text in value.fields))
