"""Photos as phones make them, with everything in them that must not come out again."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib

from PIL import Image, ImageDraw

MAKER, COMMENT = "SecretCamera", "secret comment"


def photo(kind: str = "JPEG", *, size: tuple[int, int] = (640, 480), orientation: int = 1) -> bytes:
    """Red above, blue below, with a place, a maker, a comment and a profile in it."""
    image = Image.new("RGB", size, "red")
    ImageDraw.Draw(image).rectangle((0, size[1] // 2, *size), fill="blue")
    exif = Image.Exif()
    exif[0x010F] = MAKER
    exif[0x0112] = orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (40.0, 2.0, 0.0), 3: "E", 4: (113.0, 9.0, 0.0)})
    written = io.BytesIO()
    more = {"comment": COMMENT.encode()} if kind == "JPEG" else {}
    image.save(written, kind, exif=exif, **more)
    return written.getvalue()


def name(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def bomb(side: int = 20_000) -> bytes:
    """A PNG of a few hundred kilobytes that would unfold to `side` squared pixels."""
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    row = b"\0" * (1 + side // 8)
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
