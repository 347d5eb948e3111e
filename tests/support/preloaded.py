"""Runs of our programs in a process that has loaded them: forked, so that a command costs what it does and not its start.

A run has its own folder, environment, streams and exit code, and ends as every Python program does. What depends on the start
itself (another interpreter, a locale, a variable that Python reads) has to be started for real.
"""

from __future__ import annotations

import array
import atexit
import functools
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

PROGRAMS = Path(sys.executable).parent
LOADED = ("gongkai", "pelican")
# What Python looks at when it starts, and nothing but the start can show.
_OF_THE_START = ("PYTHON", "LC_", "LANG", "LD_", "MALLOC")
_LOAD = """
import sys
import gongkai.cli, gongkai.cli.build_from_nothing, gongkai.gate.check, gongkai.remake.again, pelican
from support.preloaded import serve
serve(int(sys.argv[1]))
"""


def loadable(program: str, env: Mapping[str, str]) -> bool:
    """Whether a run of a program with further variables can do without a start of its own."""
    return program in LOADED and not any(name.startswith(_OF_THE_START) and value for name, value in env.items())


class Preloaded:
    """A process that has loaded our programs and becomes one for each request, one after another."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._server = subprocess.Popen(
                [sys.executable, "-c", _LOAD, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                cwd=Path(__file__).resolve().parents[1],
                env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,  # buffered as a pipe is, not as a terminal
            )
        self._socket, self._lock = ours, threading.Lock()

    def run(
        self, command: Sequence[str], folder: Path, env: Mapping[str, str], to: Sequence[int], timeout: float
    ) -> int:
        """The exit code of a command whose output and complaints go to the two files ``to``; raises TimeoutExpired."""
        with self._lock:
            request = json.dumps([list(command), str(folder), dict(env)]).encode()
            rights = array.array("i", to)
            self._socket.sendmsg(
                [len(request).to_bytes(4, "big")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, rights.tobytes())]
            )
            self._socket.sendall(request)
            child = int.from_bytes(_exactly(self._socket, 4), "big")
            self._socket.settimeout(timeout)
            try:
                return int.from_bytes(_exactly(self._socket, 4), "big", signed=True)
            except TimeoutError:
                os.kill(child, signal.SIGKILL)
                self._socket.settimeout(10)
                _exactly(self._socket, 4)
                raise subprocess.TimeoutExpired(list(command), timeout) from None
            finally:
                self._socket.settimeout(None)

    def end(self) -> None:
        self._socket.close()
        self._server.communicate()


@functools.cache
def preloaded() -> Preloaded:
    """The one of this process."""
    found = Preloaded()
    atexit.register(found.end)
    return found


def run_program(
    command: Sequence[str], folder: Path, env: Mapping[str, str] | None = None, timeout: float = 120
) -> tuple[int, str, str]:
    """Run a program in a folder, ours as they are installed beside this Python: its exit code, output and complaints.

    ``env`` is added to this process's.
    """
    more = dict(env or {})
    whole = os.environ | {"PYTHONPATH": ""} | more
    program = PROGRAMS / command[0]
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaint:
        if loadable(command[0], more):
            code = preloaded().run(command, folder, whole, (output.fileno(), complaint.fileno()), timeout)
        else:
            code = subprocess.run(
                [str(program) if program.exists() else command[0], *command[1:]],
                cwd=folder, env=whole, stdin=subprocess.DEVNULL, stdout=output, stderr=complaint,
                timeout=timeout, check=False,
            ).returncode  # fmt: skip
        output.seek(0)
        complaint.seek(0)
        return code, output.read().decode("utf-8", "replace"), complaint.read().decode("utf-8", "replace")


def serve(number: int) -> None:
    """Answer requests until nobody asks any more. Returns in the child, too, where the program has run."""
    with socket.socket(fileno=number) as asked:
        while True:
            size, ancillary, _, _ = asked.recvmsg(4, socket.CMSG_SPACE(8))
            if not size:
                return
            to = array.array("i", ancillary[0][2])
            command, folder, env = json.loads(_exactly(asked, int.from_bytes(size, "big")))
            child = os.fork()
            if not child:
                break
            for stream in to:
                os.close(stream)
            asked.sendall(child.to_bytes(4, "big"))
            _, status = os.waitpid(child, 0)
            asked.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, "big", signed=True))
    _become(command, folder, env, to)


def _become(command: list[str], folder: str, env: dict[str, str], to: Sequence[int]) -> None:
    """Be the program, as its script in ``PROGRAMS`` is."""
    os.environ.clear()
    os.environ.update(env)
    os.chdir(folder)
    for stream, given in enumerate(to, 1):
        os.dup2(given, stream)
        os.close(given)
    sys.argv = [str(PROGRAMS / command[0]), *command[1:]]
    sys.path[:2] = [str(PROGRAMS)]  # in place of what this process was found by
    if command[0] == "gongkai":
        from gongkai.cli import console  # noqa: PLC0415 - loaded long ago

        console()
    from pelican.__main__ import main  # noqa: PLC0415

    sys.exit(main())


def _exactly(end: socket.socket, size: int) -> bytes:
    found = b""
    while len(found) < size:
        part = end.recv(size - len(found))
        if not part:
            raise ConnectionError("the preloaded process has gone")
        found += part
    return found
