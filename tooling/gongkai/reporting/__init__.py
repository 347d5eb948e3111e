"""A verdict for people and for programs. A reporter formats; it never judges."""

from gongkai.reporting.formats import FORMATS, Report

__all__ = ["FORMATS", "Report"]
