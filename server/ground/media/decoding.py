"""Photos are decoded in processes of their own, a few at a time, begun when the first one comes and used again.

Decision: programs that import nothing but the decoders and speak over pipes, not forks of the server: a fork of a
process with threads and an event loop may hold any lock for ever, and would carry the server's secret beside whatever
a hole in a decoder lets in. One needs 20 MB and begins in a quarter of a second.
"""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Timer

from server.core.errors import Busy, Invalid
from server.core.threads import Threads
from server.ground.media.frames import DecodeStatus, Picture, answered, ask

PROCESSES = 2  # pictures that are worked on at once
SECONDS = 10  # of the processor for one picture; an honest one needs one
PATIENCE = 25.0  # seconds in which an answer must come: the processor may have others to serve
PICTURES = 200  # after which a process gives way to a fresh one, whatever its libraries have kept
ROOT = Path(__file__).parents[3]
COMMAND = (sys.executable, "-P", "-s", "-E", "-W", "ignore", "-c")
PROGRAM = (
    "import sys; sys.path.insert(0, sys.argv[1]); from server.ground.media.sandbox import main; main(int(sys.argv[2]))"
)
MEMORY = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "262144"}  # what is freed goes back to the system

UNREADABLE = "this photo cannot be read"
TOO_LARGE = "this photo takes too much to open; send it smaller"


class Decoder:
    """One process. It works on one picture at a time."""

    def __init__(self, seconds: int) -> None:
        self._process = subprocess.Popen(
            [*COMMAND, PROGRAM, str(ROOT), str(seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # decoders write there what a file makes them write
            cwd="/",
            env={"PATH": os.defpath} | MEMORY,
            start_new_session=True,  # Ctrl+C at the server's terminal is for the server
        )
        self._left = PICTURES

    @property
    def lives(self) -> bool:
        return self._left > 0 and self._process.poll() is None

    def read(self, data: bytes) -> Picture:
        """The picture in `data`. Raises Invalid, Busy; after either the process may have ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._left -= 1
        begun = time.monotonic()
        clock = Timer(PATIENCE, self._process.kill)
        clock.start()
        try:
            ask(self._process.stdin, data)
            status, made = answered(self._process.stdout)
        except (OSError, EOFError, ValueError):
            self.end()
            if time.monotonic() - begun >= PATIENCE:
                raise Busy("the server had no time for this photo; it may be sent again") from None
            overrun = self._process.returncode == -signal.SIGXCPU
            raise _refusal(DecodeStatus.TOO_LARGE if overrun else DecodeStatus.UNREADABLE) from None
        finally:
            clock.cancel()
        if status is DecodeStatus.TOO_LARGE:
            self.end()  # what it kept of that is not known
        if status is not DecodeStatus.READ:
            raise _refusal(status)
        return made

    def end(self) -> None:
        """End the process, whatever it is at."""
        self._left = 0
        self._process.kill()
        self._process.communicate()


class Decoders:
    """The processes of this server: at most so many, begun when they are needed."""

    def __init__(self, most: int = PROCESSES, seconds: int = SECONDS) -> None:
        self._threads, self._free, self._seconds = Threads(most, "picture"), list[Decoder](), seconds
        atexit.register(self.end)

    async def read(self, data: bytes) -> Picture:
        """The picture in `data`, when it is its turn. Raises Invalid PHOTO_UNREADABLE, PHOTO_TOO_LARGE; Busy."""
        return await self._threads.run(lambda: self._read(data))

    def _read(self, data: bytes) -> Picture:
        decoder = self._fresh_or_free()
        try:
            return decoder.read(data)
        finally:
            self._free.append(decoder)

    def _fresh_or_free(self) -> Decoder:
        while self._free:
            if (decoder := self._free.pop()).lives:
                return decoder
            decoder.end()
        return Decoder(self._seconds)

    def end(self) -> None:
        """End those that have nothing to do."""
        while self._free:
            self._free.pop().end()


def _refusal(status: DecodeStatus) -> Invalid:
    if status is DecodeStatus.TOO_LARGE:
        return Invalid(TOO_LARGE, code="PHOTO_TOO_LARGE")
    return Invalid(UNREADABLE, code="PHOTO_UNREADABLE")
