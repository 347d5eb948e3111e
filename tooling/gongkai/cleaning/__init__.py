"""Cleaned copies of attachments: what a file says besides its visible content goes, all else stays as it is."""
