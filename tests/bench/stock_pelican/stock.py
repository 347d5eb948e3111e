"""Pelican as it comes: the guard that this project's environment adds to every Pelican is left out.

The guard refuses a site that was not checked, which is right everywhere but here: what is built is a peer's site.
"""

from __future__ import annotations

import sys
import types

sys.modules["pelican.plugins.gongkai_guard"] = types.ModuleType("pelican.plugins.gongkai_guard")

from pelican import main  # noqa: E402 - the guard is left out first

main(sys.argv[1:])
