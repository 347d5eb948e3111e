"""Typed documents: what the front matter and the registries may say, and nothing beyond it."""
