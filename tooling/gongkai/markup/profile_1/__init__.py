"""The first Markdown profile: Python-Markdown, for what was approved before a site adopted profile 2."""
