"""Where a run begins: the program works in UTF-8 whatever the locale, and has three streams that can take any text."""

from __future__ import annotations

import io
import locale
import os
import sys

_UTF8 = "utf-8"


def in_utf8() -> None:
    """Begin again in Python's UTF-8 mode where the locale says otherwise: names and texts of a county are UTF-8."""
    if sys.getfilesystemencoding() != _UTF8 and not sys.flags.utf8_mode:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - this program itself


def open_streams() -> None:
    """Streams that were closed lead nowhere, and none fails at a character; a terminal keeps its own encoding."""
    closed = sys.stdout is None
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            # Otherwise the next file to be opened would take its number, and get what is meant for it.
            setattr(sys, name, open(os.devnull, mode, encoding=_UTF8))  # noqa: SIM115, PTH123 - for the whole run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            own = locale.getencoding() if stream.isatty() else stream.encoding
            stream.reconfigure(encoding=own, errors="backslashreplace")
    if closed:
        sys.stderr.write("gongkai: 标准输出已关闭，看不到报告（standard output is closed; the report is not shown）\n")
