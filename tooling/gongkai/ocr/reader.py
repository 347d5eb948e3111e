"""Asks the process that recognises words, and starts another when it has died of a file."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from types import TracebackType

from gongkai.attachments.examined import Examined, Passage


class Reader:
    """The words in files, one after the other; ends its process when it is left."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, name: str, data: bytes) -> tuple[Passage, ...] | None:
        """Return what is recognised in a picture or a PDF; None where it cannot be read within the bounds."""
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gongkai.ocr.worker"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        spelled = name.encode()
        with contextlib.suppress(OSError):  # it died; no answer comes
            stdin.write(b"%d %d\n" % (len(spelled), len(data)) + spelled + data)
            stdin.flush()
        answer = stdout.readline()
        if not answer.endswith(b"\n"):
            self._end()
            return None
        examined = Examined.unpacked(answer)
        return None if examined.faults else examined.passages

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()
