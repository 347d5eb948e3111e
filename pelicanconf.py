"""Pelican settings of this site. What may not be changed is set, and checked again, by the plugin itself."""

from pathlib import Path

from gongkai.core.settings import settings_for
from gongkai.site import plugin  # a failing import fails the build

globals().update(settings_for(Path(__file__).parent))

PLUGINS = [plugin]
