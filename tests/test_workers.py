"""Several processes on one socket: who ends is started again, a restart goes one by one, and none stays behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ANSWERS = """
import contextlib, os, select, signal, socket, sys, time
listening, parent = (socket.socket(fileno=int(sys.argv[place])) for place in (2, 4))
if os.path.exists("broken"):
    sys.exit(3)
while os.path.exists("slow"):
    time.sleep(0.02)
parent.send(b"r")
listening.setblocking(False)  # another one may take whoever knocked
while True:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    found = select.select([listening, parent], [], [])[0]
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])  # who was taken in is answered first
    for ready in found:
        if ready is parent:
            sys.exit()
        with contextlib.suppress(BlockingIOError), ready.accept()[0] as asked:
            asked.send(str(os.getpid()).encode())
"""
WATCHES = """
import socket, sys
from server.core import workers
workers.RESTS = 0.1, 0.2
listening = socket.create_server(("127.0.0.1", 0))
command = [sys.executable, "answers.py"]
workers.Workers(listening, 2, command).run(lambda: print(listening.getsockname()[1], flush=True))
"""


class Watched:
    """Two processes that tell their number to whoever asks, and who watches them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "answers.py").write_text(ANSWERS, "utf-8")
        own = os.environ | {"PYTHONPATH": str(ROOT)}
        words = [sys.executable, "-c", WATCHES]
        self.process = subprocess.Popen(words, cwd=folder, env=own, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline() or 0)

    def tell(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def ask(self) -> int:
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as asked:
            return int(asked.recv(20))

    def children(self) -> set[int]:
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text("ascii")
        return {int(one) for one in told.split()}

    def until(self, true: Callable[[set[int]], bool]) -> set[int]:
        """The processes once they are so; everybody who asks meanwhile is answered."""
        end = time.monotonic() + 30
        while not true(now := self.children()):
            assert time.monotonic() < end, f"it does not come to it: {now}"
            assert self.ask() > 0
        return now


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    made = Watched(tmp_path)
    with made.process:
        yield made
        made.process.kill()


def test_a_restart_goes_one_after_another_and_whoever_knocks_is_answered(watched: Watched) -> None:
    before = watched.children()
    assert len(before) == 2
    watched.tell(signal.SIGHUP)  # a terminal that closes
    watched.tell(signal.SIGUSR2)
    watched.until(lambda now: len(now) == 2 and not now & before)
    watched.tell(signal.SIGTERM)
    assert watched.process.wait(10) == 0
    with pytest.raises(OSError, match="refused"):
        watched.ask()


def test_who_is_killed_is_started_again(watched: Watched) -> None:
    killed = min(watched.children())
    os.kill(killed, signal.SIGKILL)
    watched.until(lambda now: len(now) == 2 and killed not in now)


def test_a_restart_that_is_asked_of_them_themselves_ends_none(watched: Watched) -> None:
    before = watched.children()
    for one in before:
        os.kill(one, signal.SIGUSR2)
    time.sleep(0.3)
    assert watched.children() == before
    assert watched.ask() in before


def test_a_program_that_does_not_start_replaces_nobody(watched: Watched) -> None:
    before = watched.children()
    (watched.folder / "broken").touch()
    watched.tell(signal.SIGUSR2)
    watched.until(lambda now: len(now) == 3)
    assert watched.until(lambda now: len(now) == 2) == before


@pytest.mark.parametrize("which", [min, max])
def test_who_is_killed_during_a_restart_is_started_again_before_its_end(
    watched: Watched, which: Callable[[set[int]], int]
) -> None:
    killed = which(before := watched.children())
    (slow := watched.folder / "slow").touch()
    watched.tell(signal.SIGUSR2)
    watched.until(lambda now: len(now) == 3)
    os.kill(killed, signal.SIGKILL)
    watched.until(lambda now: len(now) == 3 and killed not in now)
    slow.unlink()
    watched.until(lambda now: len(now) == 2 and not now & before)


def test_nobody_stays_behind_when_whoever_watches_is_killed(watched: Watched) -> None:
    watched.tell(signal.SIGKILL)
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            watched.ask()
        except OSError:
            return
    raise AssertionError("somebody still answers")
