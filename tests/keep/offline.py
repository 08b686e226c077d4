"""Run in a network of its own, which leads nowhere: installs a program from its kit, and serves it as its unit says.

unshare --map-root-user --net python -m tests.keep.offline FOLDER
"""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

SET_FLAGS, UP = 0x8914, 0x41  # SIOCSIFFLAGS; IFF_UP | IFF_RUNNING
STARTS_WITHIN = 120.0  # seconds
INSTALLED = "/opt/gridwhistle"


def unit(folder: Path) -> dict[str, list[str]]:
    """What gridwhistle.service says, by name, with the program in `folder`."""
    told: dict[str, list[str]] = {}
    for line in (folder / "gridwhistle.service").read_text("utf-8").splitlines():
        name, sign, value = line.partition("=")
        if sign and not line.startswith("#"):
            told.setdefault(name, []).append(value.replace(INSTALLED, str(folder)))
    return told


def main(folder: Path) -> int:
    _only_this_machine()
    told, data = unit(folder), folder.parent / "data"
    own = {"PATH": os.environ["PATH"], "HOME": str(folder.parent), "GRID_DATA_DIR": str(data), "GRID_PORT": "8123"}
    for words in ([str(folder / "grid"), "install"], told["ExecStartPre"][0].split()):
        subprocess.run(words, env=own, check=True)
    running = subprocess.Popen(told["ExecStart"][0].split(), env=own)
    try:
        _wait("http://127.0.0.1:8123/readyz", running)
        subprocess.run(told["ExecReload"][0].replace("$MAINPID", str(running.pid)).split(), check=True)
        time.sleep(1)
        _wait("http://127.0.0.1:8123/readyz", running)
        running.send_signal(signal.SIGTERM)
        ended = running.wait(timeout=float(told["TimeoutStopSec"][0]))
        return 0 if ended in {0, -signal.SIGTERM} else 1
    finally:
        running.kill()


def _only_this_machine() -> None:
    with socket.socket() as asked:
        fcntl.ioctl(asked, SET_FLAGS, struct.pack("16sh", b"lo", UP))
    others = [line.split(":")[0].strip() for line in Path("/proc/net/dev").read_text("ascii").splitlines()[2:]]
    if others != ["lo"]:
        raise OSError(f"this machine has a network: {', '.join(others)}; run it by unshare --net")


def _wait(url: str, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and running.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise OSError("it does not serve")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
