"""The Hypothesis profiles; ``--hypothesis-profile=soak`` tries ten times as much, and something new each time."""

from __future__ import annotations

from hypothesis import settings

from support.effort import register

register()
settings.load_profile("county")
