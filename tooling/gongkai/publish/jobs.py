"""One file to render."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gongkai.publish.views import PageView


@dataclass(frozen=True, slots=True)
class Job:
    """One file to render: template, path below the output folder, variables besides ``site``."""

    template: str
    path: str
    page: PageView
    variables: dict[str, Any]
