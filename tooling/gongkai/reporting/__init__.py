"""How findings are reported: for people and for programs."""

from gongkai.reporting.formats import FORMATS
from gongkai.reporting.report import Report, report_of

__all__ = ["FORMATS", "Report", "report_of"]
