"""What the server and the process that decodes photos say to each other over a pipe, in lengths and bytes.

Decision: nothing is unpickled. Whoever finds a hole in a decoder may answer us whatever they like, and it is a picture
or nothing.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import IO

MOST = 64 << 20  # bytes of anything that is sent or answered
_ASKED, _ANSWERED = struct.Struct(">I"), struct.Struct(">BIIII")


class DecodeStatus(IntEnum):
    """What became of one photo."""

    READ = 0
    UNREADABLE = 1
    TOO_LARGE = 2


@dataclass(frozen=True)
class Picture:
    """A photo as it is kept: JPEG without metadata, and its thumbnail."""

    full: bytes
    thumb: bytes
    width: int
    height: int


def ask(pipe: IO[bytes], data: bytes) -> None:
    """Send a photo to be decoded."""
    pipe.write(_ASKED.pack(len(data)))
    pipe.write(data)
    pipe.flush()


def asked(pipe: IO[bytes]) -> bytes | None:
    """The next photo to decode, or None when nobody asks any more."""
    head = pipe.read(_ASKED.size)
    return _whole(pipe, *_ASKED.unpack(head)) if len(head) == _ASKED.size else None


def answer(pipe: IO[bytes], status: DecodeStatus, made: Picture | None = None) -> None:
    """Send what was made of a photo."""
    made = made or Picture(b"", b"", 0, 0)
    pipe.write(_ANSWERED.pack(status, made.width, made.height, len(made.full), len(made.thumb)))
    pipe.write(made.full)
    pipe.write(made.thumb)
    pipe.flush()


def answered(pipe: IO[bytes]) -> tuple[DecodeStatus, Picture]:
    """What was made of a photo. Raises EOFError when the other side ended, ValueError for what is no answer."""
    head = _whole(pipe, _ANSWERED.size)
    status, width, height, full, thumb = _ANSWERED.unpack(head)
    return DecodeStatus(status), Picture(_whole(pipe, full), _whole(pipe, thumb), width, height)


def _whole(pipe: IO[bytes], length: int) -> bytes:
    if length > MOST:
        raise ValueError("longer than anything that is sent here")
    found = pipe.read(length)
    if len(found) != length:
        raise EOFError
    return found
