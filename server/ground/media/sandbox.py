"""The process that decodes photos, one after another, as long as somebody asks (`server.ground.media.decoding` begins
it).

Decision: limits that the kernel keeps. A decoder is a large program in C that reads what a stranger sent; whatever it
does with that, it gets no more memory and time than an honest photo needs, opens no file, and holds up nobody.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from pathlib import Path

from server.ground.media.frames import DecodeStatus, answer, asked

MOST_MEMORY = 112 << 20  # bytes that a picture may take, beside what this program needs by itself
NICENESS = 10  # whoever is asking for something else goes first


def main(seconds: int) -> None:
    """Decode what comes on standard input until it ends. SIGXCPU ends it when a picture takes more of the processor."""
    from server.ground.media import picture

    os.nice(NICENESS)
    limit_memory(MOST_MEMORY)
    given, out = sys.stdin.buffer, sys.stdout.buffer
    while (data := asked(given)) is not None:
        limit_time(seconds)
        try:
            made = picture.read(data)
        except (picture.TooLarge, MemoryError):
            answer(out, DecodeStatus.TOO_LARGE)
        except Exception:  # decoders fail in many ways, and all of them mean the same to the one who sent it
            answer(out, DecodeStatus.UNREADABLE)
        else:
            answer(out, DecodeStatus.READ, made)
        del data


def limit_memory(most: int) -> None:
    """No more memory than so many bytes beside what there is, no file to write, no core. Linux counts by it whatever is
    allocated; other systems may not."""
    room = _own_memory() + most
    resource.setrlimit(resource.RLIMIT_DATA, (room, room))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _own_memory() -> int:
    """Bytes that Linux counts against the limit now."""
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return 64 << 20
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("VmData"))


def limit_time(seconds: int) -> None:
    """So much from now on: the kernel counts from the start of the process."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + seconds, hard))
