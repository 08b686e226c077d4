"""Photos as phones make them, with everything in them that must not come out again."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from uuid import UUID

import pillow_heif
from PIL import Image, ImageDraw

from server.core import clock
from server.ground.media.kinds import JPEG
from server.ground.media.models import Media, MediaSender

pillow_heif.register_heif_opener()

MAKER, COMMENT = "SecretCamera", "secret comment"


def photo(
    kind: str = "JPEG", *, size: tuple[int, int] = (640, 480), orientation: int = 1, progressive: bool = False
) -> bytes:
    """Red above, blue below, with a place, a maker, a comment and a profile in it."""
    image = Image.new("RGB", size, "red")
    ImageDraw.Draw(image).rectangle((0, size[1] // 2, *size), fill="blue")
    exif = Image.Exif()
    exif[0x010F] = MAKER
    exif[0x0112] = orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (40.0, 2.0, 0.0), 3: "E", 4: (113.0, 9.0, 0.0)})
    written = io.BytesIO()
    more = {"comment": COMMENT.encode(), "progressive": progressive} if kind == "JPEG" else {}
    image.save(written, kind, exif=exif, **more)
    return written.getvalue()


def plain(kind: str, size: tuple[int, int] = (16, 16), *, progressive: bool = False) -> bytes:
    """Red, and nothing else in it."""
    written = io.BytesIO()
    Image.new("RGB", size, "red").save(written, kind, progressive=progressive)
    return written.getvalue()


def name(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


async def arrived(sha256: str, *senders: UUID, kind: str = JPEG) -> None:
    """Rows as they are after these have sent it."""
    await Media.create(sha256=sha256, type=kind, width=4, height=3, size=7, sent_by=senders[0], received_at=clock.now())
    for one in senders:
        await MediaSender.create(sha256=sha256, by_id=one)


def png(width: int, height: int, *, bits: int = 1, kind: int = 0, rows: int | None = None) -> bytes:
    """A black PNG of few bytes, however many pixels it unfolds to. `kind`: 0 grey, 2 RGB; `rows`: so many are there."""
    row = bytes(1 + (width * bits * (3 if kind == 2 else 1) + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(height if rows is None else rows)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def claiming(data: bytes, width: int, height: int) -> bytes:
    """A plain JPEG, WebP or HEIF whose header says that it is so large."""
    changed = bytearray(data)
    for sign, behind, size in (
        (b"\xff\xc0", 3, struct.pack(">HH", height, width)),
        (b"\xff\xc2", 3, struct.pack(">HH", height, width)),
        (b"\x9d\x01\x2a", 0, struct.pack("<HH", width, height)),
        (b"ispe", 4, struct.pack(">II", width, height)),
    ):
        if (at := data.find(sign) + len(sign) + behind) >= len(sign) + behind:
            changed[at : at + len(size)] = size
    return bytes(changed)


def endless(scans: int) -> bytes:
    """A progressive JPEG that a decoder goes over so many times."""
    written = io.BytesIO()
    Image.new("RGB", (3000, 3000), "red").save(written, "JPEG", progressive=True, subsampling=2)
    data = written.getvalue()[:-2]
    return data + data[data.rfind(b"\xff\xda") :] * scans + b"\xff\xd9"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
