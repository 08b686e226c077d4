"""The server as its own process, on a port that stays the same however often it is stopped."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

from tests.browser.warm import WARM, Forked

ROOT = Path(__file__).parent.parent.parent
SERVE = ("-m", "server", "serve")
STARTS_WITHIN = 60.0  # seconds: a busy machine takes its time


class Server:
    """`python -m server serve` on a data folder, started warm unless `root` is another checkout or `words` another
    program. `address` is where it listens when it runs; `url` names another database than the folder's own, `bus` the
    bus's address, `public` the address of a proxy before it."""

    def __init__(
        self,
        data: Path,
        root: Path = ROOT,
        *,
        url: str = "",
        words: Sequence[str] = SERVE,
        bus: str = "",
        public: str = "",
    ) -> None:
        self.data, self.root, self.url, self.words, self.bus, self.public = data, root, url, words, bus, public
        self.replica = ""  # the address of one
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | Forked | None = None

    def start(self) -> None:
        """Start and wait until it is ready. Raises RuntimeError with its log when it is not in good time."""
        own = {"GRID_DATA_DIR": str(self.data), "GRID_PORT": str(self.port), "GRID_DATABASE_URL": self.url}
        own |= {"GRID_BUS_URL": self.bus, "GRID_PUBLIC_URL": self.public, "GRID_READ_URL": self.replica}
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GRID_")}
        self.process = self._process(clean | own)
        until = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < until and self.process.poll() is None:
            if self.ready():
                return
            time.sleep(0.05)
        self.kill()
        raise RuntimeError(f"the server did not start: {self.log()[-2000:]}")

    def _process(self, environment: dict[str, str]) -> subprocess.Popen[bytes] | Forked:
        path = self.data.parent / "server.log"
        if (self.root, self.words) == (ROOT, SERVE):
            return WARM.start(self.root, environment, path)
        with path.open("ab") as log:
            words = [sys.executable, *self.words]
            return subprocess.Popen(words, cwd=self.root, env=environment, stdout=log, stderr=log)

    def ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def stop(self) -> None:
        """Tell it to end and wait."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """kill -9."""
        self._signal(signal.SIGKILL)

    def log(self) -> str:
        """What it has written so far."""
        return (self.data.parent / "server.log").read_text("utf-8", "replace")

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)
            self.process.wait(timeout=15)
        self.process = None


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
