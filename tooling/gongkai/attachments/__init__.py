"""Attachments opened: what an office file, PDF or picture holds besides what it shows."""
