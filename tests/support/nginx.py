"""A real nginx with the settings that ``gongkai nginx`` writes, for tests and for ``make audit-site``."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
_USER = "user root;" if os.getuid() == 0 else ""  # it would drop root's rights, and temporary folders are private
_CONF = """{user} daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{}}
http {{
  access_log {folder}/access.log;
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  server {{ listen 127.0.0.1:{port}; location / {{ return 404; }} include {folder}/site.conf; }}
}}
"""


@contextmanager
def started(folder: Path, settings: str) -> Iterator[int]:
    """Serve with ``settings`` in a server block; yields the port. Its logs are in ``folder``, which is empty or new."""
    assert PROGRAM, "nginx is part of the set-up (tests/set_up_browser.sh)"
    (folder / "site.conf").write_text(settings, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    (folder / "nginx.conf").write_text(_CONF.format(user=_USER, folder=folder, port=port), encoding="utf-8")
    server = subprocess.Popen([PROGRAM, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert server.poll() is None, (folder / "error.log").read_text(encoding="utf-8")
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(30)
