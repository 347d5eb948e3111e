"""One file to render."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from gongkai.core import addresses
from gongkai.core.pickling import pickled_by_position
from gongkai.site.views import Link, PageView

HOME = Link("首页", addresses.HOME)
CATALOG = Link("公开目录", addresses.CATALOG)


@pickled_by_position
@dataclass(frozen=True, slots=True)
class Job:
    """One file to render: template, path below the output folder, variables besides ``site``."""

    template: str
    path: str
    page: PageView
    variables: dict[str, Any]


def page_job(template: str, url: str, title: str, kind: str, trail: Sequence[Link], variables: dict[str, Any]) -> Job:
    """A page below ``trail``. Of the variables, ``description`` and ``root`` say what differs from title and address."""
    description = variables.pop("description", title)
    root = variables.pop("root", addresses.root_of(url))
    page = PageView(title, description, url, root, kind, (HOME, *trail) if kind != "home" else ())
    return Job(template, unquote(url), page, variables)
