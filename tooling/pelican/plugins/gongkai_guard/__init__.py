"""The guard: Pelican imports every ``pelican.plugins.*`` package whatever its settings say.

Importing the plugin connects the gate, so a bare ``pelican``, ``-s other.py`` or ``-e PLUGINS=[]`` meets it too. If
this import fails, Pelican does not start at all.
"""

from gongkai.site import plugin
from gongkai.site.plugin import register

__all__ = ["plugin", "register"]
