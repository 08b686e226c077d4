"""A warm start for servers: one process imports the program once, and each server is a fork of it.

Decision: a server takes 2.5 s of a core before it listens, nearly all of it to import the program and to make the
schema, and the journeys start some sixty of them. What a fork then runs is `python -m server serve` from its first line
on, in a process of its own with its own environment, folder and log. Another checkout, or another program, is
started cold.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tests import built

if TYPE_CHECKING:
    from server.edge.web.static import Static

ROOT = Path(__file__).parents[2]


class Forked:
    """One fork, with as much of `subprocess.Popen` as a test needs of it."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._ended = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """None while it runs, else 0: whose child it is not is not told with what it ended."""
        if self._ended >= 0 and select.select([self._ended], [], [], 0)[0]:
            self._close()
        return None if self._ended >= 0 else 0

    def wait(self, timeout: float) -> int:
        """Wait for its end. Raises TimeoutError."""
        if self._ended >= 0 and not select.select([self._ended], [], [], timeout)[0]:
            raise TimeoutError(f"process {self.pid} runs on after {timeout} s")
        self._close()
        return 0

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def _close(self) -> None:
        if self._ended >= 0:
            os.close(self._ended)
            self._ended = -1


class Warm:
    """The process that forks; started when it is first asked."""

    _process: subprocess.Popen[bytes] | None = None

    def start(self, folder: Path, environment: dict[str, str], log: Path) -> Forked:
        """A server in `folder` that writes to `log`."""
        if self._process is None:
            words = [sys.executable, "-m", "tests.browser.warm"]
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(words, cwd=ROOT, stdin=pipe, stdout=pipe, start_new_session=True)
            atexit.register(self._process.kill)
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None
        assert told is not None
        asked.write(json.dumps({"folder": str(folder), "environment": environment, "log": str(log)}).encode() + b"\n")
        asked.flush()
        return Forked(int(told.readline()))


WARM = Warm()


def main() -> None:
    """Fork a server for each line of stdin, and print its process id."""
    from server.__main__ import main as program

    _read_once()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries them
    for line in sys.stdin.buffer:
        pid = os.fork()
        if pid == 0:
            _become(**json.loads(line))
            sys.argv[:] = ["./grid", "serve"]
            os._exit(program())
        print(pid, flush=True)


def _read_once() -> None:
    """Have in memory what every server reads: the program, the app's files made small, its documents."""
    import server.serve
    from server.app import WEB, create_app
    from server.core.settings import Settings
    from server.edge.web import static
    from server.ground.person import secrets

    assert server.serve
    secrets.use(secrets.CHEAP)  # as the demo's password is hashed for tests, so that no sign-in hashes it anew
    with TemporaryDirectory() as folder:
        create_app(Settings(data_dir=Path(folder), database_url=""))
    app = static.of(WEB)
    app.compressed.folder = small(app)


def small(app: Static) -> Path:
    """The folder of what no server on this machine has to compress any more: eight seconds of a core for the app."""
    files = app.refreshed().everything()
    key = hashlib.sha256("".join(sorted(file.etag for file in files)).encode()).hexdigest()[:16]

    from server.edge.web.compressed import Compressed

    def make(folder: Path) -> None:
        compressed = Compressed(folder)
        for file in files:
            compressed.of(file)

    return built.once("web", make, key=key)


def _become(folder: str, environment: dict[str, str], log: str) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    written = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for one, place in ((nothing, 0), (written, 1), (written, 2)):
        os.dup2(one, place)
    sys.stdin, sys.stdout, sys.stderr = (_stream(place) for place in range(3))


def _stream(place: int) -> Any:
    return open(place, "w" if place else "r", 1, encoding="utf-8", closefd=False)


if __name__ == "__main__":
    main()
