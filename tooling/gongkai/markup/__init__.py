"""Markdown to HTML for reviewed bodies: no raw HTML, no address that leaves the reviewed bytes."""
