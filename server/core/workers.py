"""Several processes of one server on one listening socket: started, watched, and restarted one after another.

Decision: each is a new Python that runs the same command, so that a rolling restart (SIGUSR2) takes the program as it
is on the disk by then. The socket stays ours: who knocks while one goes is answered by another. A process says that it
is ready over a pair of sockets of its own, and learns there that we are gone, so that none is left behind alone.
"""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import structlog

SERVE = (sys.executable, "-m", "server", "serve")
MOST = 64  # processes
LOOK, STARTS_WITHIN, ENDS_WITHIN = 0.1, 120.0, 30.0  # seconds
RESTS = 1.0, 30.0  # seconds before a process that ended by itself is started again: the first time, and at most

log = structlog.get_logger("grid.workers")


@dataclass
class Worker:
    """One process, and our end of its pair of sockets."""

    process: subprocess.Popen[bytes]
    ours: socket.socket
    began: float
    ready: bool = False

    def look(self) -> bool:
        """Whether it is ready to answer by now."""
        try:
            self.ready = self.ready or self.ours.recv(1) != b""
        except BlockingIOError:
            pass
        except OSError:
            return False
        return self.ready

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def stop(self) -> None:
        if not self.ended:
            self.process.send_signal(signal.SIGTERM)

    def wait(self) -> None:
        """Wait for its end; one that does not come to it is killed."""
        try:
            self.process.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            log.error("process killed: it did not end", pid=self.process.pid)
            self.process.kill()
            self.process.wait()
        self.ours.close()


class Workers:
    """`count` processes of a command on `listening`, whose descriptors it is told. `run` goes on until SIGTERM or
    SIGINT; `ended` is called with the number of each that ended."""

    def __init__(
        self,
        listening: socket.socket,
        count: int,
        command: Sequence[str] = SERVE,
        *,
        ended: Callable[[int], None] | None = None,
    ) -> None:
        self.listening, self.count, self.command, self.ended = listening, count, command, ended
        self.workers: list[Worker] = []
        self.stopping = self.rolling = False
        self.rest = RESTS[0]

    def run(self, greet: Callable[[], None]) -> None:
        """Raises OSError when one cannot start at all; `greet` is called when all are ready."""
        self.listening.set_inheritable(True)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: setattr(self, "stopping", True))
        signal.signal(signal.SIGUSR2, lambda *_: setattr(self, "rolling", True))
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # a terminal that closes ends nobody's work
        try:
            self.workers = [self._started() for _ in range(self.count)]
            if not all(self._awaited(one) for one in self.workers) and not self.stopping:
                raise OSError("the server could not start; the log above says why")
            greet()
            while not self.stopping:
                time.sleep(LOOK)
                self._keep()
                if self.rolling:
                    self.rolling = False
                    self._roll()
        finally:
            for one in self.workers:
                one.stop()
            for one in self.workers:
                self._over(one)

    def _started(self) -> Worker:
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        listening, parent = self.listening.fileno(), theirs.fileno()
        words = [*self.command, "--fd", str(listening), "--parent", str(parent)]
        with theirs, _held_back(signal.SIGUSR2):
            process = subprocess.Popen(words, pass_fds=(listening, parent))
        return Worker(process, ours, time.monotonic())

    def _awaited(self, one: Worker, meanwhile: Callable[[], None] = lambda: None) -> bool:
        """Wait until it is ready; whether it is."""
        until = time.monotonic() + STARTS_WITHIN
        while not one.look() and not one.ended and not self.stopping and time.monotonic() < until:
            time.sleep(LOOK / 2)
            meanwhile()
        return one.ready

    def _keep(self) -> None:
        """Start again what ended by itself, each time after a longer rest."""
        for place, one in enumerate(self.workers):
            if not one.ended:
                continue
            log.error("process ended by itself", pid=one.process.pid, code=one.process.returncode)
            self.rest = RESTS[0] if time.monotonic() - one.began > 2 * RESTS[1] else min(2 * self.rest, RESTS[1])
            self._pause(self.rest / 2)
            self._over(one)
            self.workers[place] = self._started()

    def _over(self, one: Worker) -> None:
        """Wait for the end of one, and tell of it."""
        one.wait()
        if self.ended is not None:
            self.ended(one.process.pid)

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self.stopping and time.monotonic() < until:
            time.sleep(LOOK)

    def _roll(self) -> None:
        """A new process for each old one, which goes when the new one is ready; none goes for one that cannot start.
        Who ends by itself meanwhile is started again as ever."""
        for place in range(len(self.workers)):
            new = self._started()
            if not self._awaited(new, self._keep):
                log.error("rolling restart given up: the new process does not start", pid=new.process.pid)
                new.stop()
                self._over(new)
                return
            old, self.workers[place] = self.workers[place], new
            old.stop()
            self._over(old)
            log.info("process replaced", old=old.process.pid, new=new.process.pid)


def left_alone() -> None:
    """A restart that is asked for before somebody can do it, or of whoever cannot, ends nobody: that is what SIGUSR2
    does by itself."""
    signal.signal(signal.SIGUSR2, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGUSR2})


@contextmanager
def _held_back(number: signal.Signals) -> Iterator[None]:
    """A process that is started now holds a signal back until it is ready for it; it reaches us a moment later."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Parent:
    """What a process has of whoever started it."""

    def __init__(self, descriptor: int) -> None:
        self.line = socket.socket(fileno=descriptor)

    def ready(self, gone: Callable[[], None]) -> None:
        """Say that we answer from now on; `gone` is called when nobody watches us any more."""
        self.line.setblocking(False)
        self.line.send(b"r")
        asyncio.get_running_loop().add_reader(self.line, gone)

    def forget(self) -> None:
        asyncio.get_running_loop().remove_reader(self.line)
        self.line.close()
