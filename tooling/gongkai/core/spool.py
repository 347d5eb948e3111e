"""Bytes that are many and wanted one at a time: in a file of this process, so that memory need not hold them all."""

from __future__ import annotations

import os
import tempfile
import threading
import weakref


class Spool:
    """A file without a name, in the folder for temporary files, that ends with this process.

    It is open here and in the workers forked from here alone, so what is kept in it can be exchanged by others no more than
    memory can.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - it lasts as long as what is kept in it
        weakref.finalize(self, self._file.close)
        self._end = 0
        self._lock = threading.Lock()

    def keep(self, data: bytes) -> Kept:
        """Put bytes at the end; where the disk has no room for them, they stay in memory."""
        with self._lock:
            start, rest = self._end, memoryview(data)
            try:
                self._file.seek(start)
                while rest:
                    rest = rest[self._file.write(rest) :]
            except OSError:
                return Kept.held(data)
            self._end += len(data)
        return Kept(self, start, len(data))

    def read(self, start: int, size: int) -> bytes:
        """The bytes of a place. Raises OSError where the disk fails."""
        if hasattr(os, "pread"):  # where workers are forked, they read at the same time
            data = os.pread(self._file.fileno(), size, start)
        else:
            with self._lock:
                self._file.seek(start)
                data = self._file.read(size)
        if len(data) != size:
            raise OSError(f"{len(data)} of {size} bytes could be read again")
        return data


class Kept:
    """Some bytes in a spool, or held as they are; to another process they travel as they are."""

    __slots__ = ("_start", "_where", "size")

    def __init__(self, where: Spool | bytes, start: int, size: int) -> None:
        self._where, self._start, self.size = where, start, size

    @staticmethod
    def held(data: bytes) -> Kept:
        """Bytes in memory."""
        return Kept(data, 0, len(data))

    def read(self) -> bytes:
        """The bytes that were kept. Raises OSError where the disk fails."""
        return self._where if isinstance(self._where, bytes) else self._where.read(self._start, self.size)

    def __reduce__(self) -> tuple[object, ...]:
        return Kept.held, (self.read(),)
