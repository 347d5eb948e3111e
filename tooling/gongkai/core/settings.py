"""The Pelican settings of a site, and the ones that nobody may change.

Pelican has many ways to copy a file or to render a page (``docs/decisions`` has the list). The settings
here close those that go past the generator; the plugin refuses to start when one of them was opened again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from gongkai.core.days import FIRST_YEAR, LAST_YEAR, day_of
from gongkai.core.findings import CannotRun

# Closed on purpose: Pelican's own readers, generators, feeds and caches never touch content/.
PINNED: dict[str, Any] = {
    "ARTICLE_PATHS": [],
    "PAGE_PATHS": [],
    "STATIC_PATHS": [],
    "STATIC_EXCLUDE_SOURCES": True,
    "DIRECT_TEMPLATES": [],
    "TEMPLATE_PAGES": {},
    "EXTRA_PATH_METADATA": {},
    "OUTPUT_SOURCES": False,
    "CACHE_CONTENT": False,
    "LOAD_CONTENT_CACHE": False,
    "THEME_STATIC_DIR": "theme",
    "THEME_STATIC_PATHS": ["static"],
    "THEME_TEMPLATES_OVERRIDES": [],
    "TAG_SAVE_AS": "",
    "CATEGORY_SAVE_AS": "",
    "AUTHOR_SAVE_AS": "",
    "YEAR_ARCHIVE_SAVE_AS": "",
    "MONTH_ARCHIVE_SAVE_AS": "",
    "DAY_ARCHIVE_SAVE_AS": "",
    "FEED_ATOM": None,
    "FEED_RSS": None,
    "FEED_ALL_ATOM": None,
    "FEED_ALL_RSS": None,
    "CATEGORY_FEED_ATOM": None,
    "CATEGORY_FEED_RSS": None,
    "TAG_FEED_ATOM": None,
    "TAG_FEED_RSS": None,
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "TRANSLATION_FEED_ATOM": None,
    "TRANSLATION_FEED_RSS": None,
}


AS_OF = "AS_OF"  # a setting: the day (YYYY-MM-DD) that the site is for, without which it is the day of the build


def as_of(settings: Mapping[str, Any]) -> dt.date | None:
    """The day that the settings name for the site to be for. Raises CannotRun."""
    named = settings.get(AS_OF)
    if named is None:
        return None
    try:
        return day_of(named.isoformat() if isinstance(named, dt.date) else named)
    except (TypeError, ValueError):
        raise CannotRun(
            f"设置 {AS_OF} 应为 {FIRST_YEAR} 至 {LAST_YEAR} 年间的日期，如 '2026-12-01'，现在是 {named!r}",
            f"the setting {AS_OF} is no day of the years {FIRST_YEAR} to {LAST_YEAR}, such as '2026-12-01', but {named!r}",
        ) from None


def theme_of(root: Path) -> Path:
    """The theme of a county: its own ``theme/``, else the one that comes with the package."""
    own = root / "theme"
    return own if own.is_dir() else packaged_theme()


def packaged_theme() -> Path:
    """The theme that comes with the package."""
    packaged = Path(str(resources.files("gongkai"))).parent / "gongkai_theme"
    beside = Path(__file__).resolve().parents[3] / "theme"
    for candidate in (packaged, beside):
        if (candidate / "templates" / "base.html").is_file():
            return candidate
    raise CannotRun("找不到网站主题 theme/", "the theme is missing")


def settings_for(root: Path) -> dict[str, Any]:
    """All settings for the county in ``root``; the county's ``pelicanconf.py`` is made of them."""
    return {
        **PINNED,
        "PATH": str(root / "content"),
        "OUTPUT_PATH": str(root / "output"),
        "THEME": str(theme_of(root)),
        "SITENAME": "政府信息公开",
        "TIMEZONE": "Asia/Shanghai",
        "DEFAULT_LANG": "zh-CN",
    }
