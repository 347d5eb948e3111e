"""Building again only what has changed. Whatever is not exactly as it was remembered is left to a build from nothing."""
