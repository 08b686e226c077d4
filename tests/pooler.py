"""A real PgBouncer before the tests' PostgreSQL, Debian's package: it lends its connections for one transaction, in
turn, so that whatever was set for a session is met by somebody else."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.browser.chromium import apt
from tests.stores import PostgresStore

PACKAGE = "pgbouncer"
LOCK = Path(tempfile.gettempdir()) / f"gridwhistle-pgbouncer-{os.getuid()}.lock"
STARTS_WITHIN = 20.0  # seconds
WORDS = """[databases]
* = host={socket} user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = {mode}
default_pool_size = 8
server_round_robin = 1
max_client_conn = 200
server_login_retry = 1
"""


def program() -> Path:
    """PgBouncer, installed by apt where it is not there (as root). Raises OSError."""
    with LOCK.open("w") as lock:  # workers ask at the same moment
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (found := _present()) and os.geteuid() == 0 and shutil.which("apt-get"):
            apt(PACKAGE)
            found = _present()
    if not found:
        raise OSError(f"no PgBouncer: install the Debian package {PACKAGE}")
    return Path(found)


def _present() -> str | None:
    return shutil.which(PACKAGE, path=f"{os.environ.get('PATH', '')}:/usr/sbin")


@contextmanager
def pooled(store: PostgresStore, mode: str = "transaction") -> Iterator[int]:
    """The port of a pooler before `store`, which trusts everybody."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with tempfile.TemporaryDirectory(prefix="gridwhistle-pooler-") as folder:
        Path(folder).chmod(0o755)
        settings = Path(folder, "pgbouncer.ini")
        settings.write_text(WORDS.format(socket=store.socket, port=port, mode=mode))
        apart = ["-u", str(store.server.system_user)] if os.geteuid() == 0 else []  # whose the socket is
        with Path(folder, "log").open("wb") as log:
            running = subprocess.Popen([program(), "-q", *apart, settings], stdout=log, stderr=log)
        try:
            _wait(port, running, Path(folder, "log"))
            yield port
        finally:
            running.terminate()
            running.wait(timeout=10)


def through(port: int, url: str) -> str:
    """The address of the same database by the pooler."""
    parts = urlsplit(url)
    more = "&".join(word for word in parts.query.split("&") if not word.startswith("host="))
    return f"postgres://postgres@127.0.0.1:{port}{parts.path}?{more}".rstrip("?")


def _wait(port: int, running: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and running.poll() is None:
        with socket.socket() as asked:
            if not asked.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.02)
    raise OSError(f"PgBouncer does not start: {log.read_text('utf-8', 'replace')[-1000:]}")
